"""What a shared fund comes to: parts that make the whole, and each subgroup round by round."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from claims.damages.levy import Kind, LevyTable
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import money
from claims.i18n.text import Language
from claims.money import rounded, to_units
from claims.problems import DoesNotReconcile, Problem
from claims.totals.allocate import Allocation, Outcome, Round, Terms, allocate
from claims.totals.levied import Levied, levied
from claims.totals.owed import Whole, added
from claims.totals.owed_read import Loss, read_owed

WHOLE_LOSS = Decimal(100)
FEES, COSTS = N_("Honoraires"), N_("Frais")
PAID = N_("Versé aux réclamants")
SHARE_LEVY = N_("Prélèvement du Fonds d’aide sur les paiements")
RESIDUE = N_("Reliquat")
"""What nobody can be paid, before any levy: the word has no other meaning."""
RESIDUE_LEVY = N_("Prélèvement du Fonds d’aide sur le reliquat")
LEFT = N_("Reste du reliquat, une fois le prélèvement pris")
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.PRO_RATA: N_("Au prorata"),
    Outcome.CAP: N_("Plafond atteint"),
    Outcome.WHOLE: N_("Perte entière"),
    Outcome.BELOW: N_("Sous le minimum"),
    Outcome.NO_LOSS: N_("Rien : aucune perte comptée"),
    Outcome.CENT: N_("Rien : part de moins d’un cent"),
}


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One figure of every round, side by side. kind: "money", "count", or "percent"."""

    title: str
    kind: str
    values: tuple[int | Decimal, ...]


def round_lines(made: Allocation) -> tuple[RoundLine, ...]:
    """What happened in each round, one line a figure; titles are msgids."""
    rounds, unit = made.rounds, made.owed.unit
    return (
        RoundLine(N_("À répartir"), "money", tuple(r.pot for r in rounds)),
        RoundLine(N_("Réclamations en jeu"), "count", tuple(r.claims for r in rounds)),
        RoundLine(N_("Taux, au poids 1"), "percent", tuple(rate_of(r, unit) for r in rounds)),
        RoundLine(N_("Qui atteignent leur perte ou le plafond"), "count",
                  tuple(r.reached for r in rounds)),
        RoundLine(N_("Versé à celles-là"), "money", tuple(r.paid for r in rounds)),
        RoundLine(N_("Dont la part est sous le minimum"), "count", tuple(r.below for r in rounds)),
        RoundLine(N_("Qui sortent sans paiement"), "count", tuple(r.left for r in rounds)),
        RoundLine(N_("Libéré pour les autres"), "money", tuple(r.respread for r in rounds)),
    )  # fmt: skip


def without_loss(made: Allocation) -> int:
    """Claims of no loss, which stand in no round: with those of the first, all of them."""
    return int((made.outcomes == Outcome.NO_LOSS).sum())


def rate_of(told: Round, unit: int) -> Decimal:
    """What a weight of 1 is paid of its loss in a round, in percent, to the hundredth."""
    return to_units(rounded(told.pot * unit * 10_000, told.weighted))


@dataclass(frozen=True, slots=True)
class Asked:
    """How a fund is to be shared.

    weights: subgroup → parts of owed_read.UNIT, empty when all weigh the same; levy: the table of
    the Fonds d'aide, taken on what `on` says; known: subgroups that may weigh and have no claim.
    """

    terms: Terms
    weights: Mapping[str, int] = field(default_factory=dict)
    levy: LevyTable | None = None
    on: frozenset[Kind] = frozenset()
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Shared:
    """A fund shared: what was asked, what it made, what the Fonds takes of it."""

    asked: Asked
    made: Allocation
    taken: Levied

    def remarks(self) -> tuple[Problem, ...]:
        """What a reader must know: who is paid nothing, why money is left, what is unconfirmed."""
        told = []
        if none := without_loss(self.made):
            told.append(Problem("claims", "allocate-without-loss", {"claims": none}))
        if left := int((self.made.outcomes == Outcome.BELOW).sum()):
            told.append(Problem("minimum", "allocate-left-out", {"claims": left}))
        if self.made.residue:
            told.append(Problem("cap", "allocate-all-full"))
        unit = self.made.owed.unit
        if any(rate_of(each, unit) > WHOLE_LOSS for each in self.made.rounds):
            told.append(Problem("weights", "allocate-rate-over"))
        return (*told, *self.taken.doubts())


def share(losses: Sequence[Loss], asked: Asked) -> Shared:
    """The fund shared among losses, and the levies. Raises Refused, with what keeps it from
    being."""
    made = allocate(read_owed(losses, asked.weights, asked.known), asked.terms)
    return Shared(asked, made, levied(made, asked.levy, asked.on))


def parts(shared: Shared) -> dict[str, int]:
    """Where the fund goes, by msgid, in cents. Raises DoesNotReconcile when a part is negative or
    they do not make the fund."""
    made, taken = shared.made, shared.taken
    of = {
        FEES: made.terms.fees,
        COSTS: made.terms.costs,
        PAID: int((made.shares - taken.shares).sum()),
        SHARE_LEVY: int(taken.shares.sum()),
        RESIDUE_LEVY: taken.residue,
        left_title(shared): made.residue - taken.residue,
    }
    if sum(of.values()) != made.terms.fund or min(of.values()) < 0:
        raise DoesNotReconcile("an allocation")
    return of


def left_title(shared: Shared) -> str:
    """The msgid of what is left for the court to give: the residue, or what a levy leaves of it."""
    return LEFT if shared.taken.residue else RESIDUE


def residue_said(shared: Shared, currency: str, language: Language) -> str:
    """The residue, what the Fonds takes of it and what is left, in a sentence; blank without a
    levy on it."""
    residue, taken = shared.made.residue, shared.taken.residue
    if not taken:
        return ""
    return say(
        "Reliquat : {residue}, dont {levy} au Fonds d’aide; il en reste {left}.", language,
        residue=money(residue, currency, language), levy=money(taken, currency, language),
        left=money(residue - taken, currency, language),
    )  # fmt: skip


def told_parts(shared: Shared) -> dict[str, int]:
    """The parts a reader needs to see: those above zero, what is paid, and what is left."""
    of, always = parts(shared), (PAID, left_title(shared))
    return {title: cents for title, cents in of.items() if cents or title in always}


@dataclass(frozen=True, slots=True)
class SubgroupShare:
    """One subgroup, or "" for all: how many claims, how many of them are paid, and in cents what
    they lost, their shares before levy, the levy on them, and what they are paid once each round is
    done, the last being their shares."""

    subgroup: str
    claims: int
    paid: int
    losses: int
    shares: int
    levies: int
    rounds: tuple[int, ...]


def by_subgroup(shared: Shared) -> tuple[SubgroupShare, ...]:
    """Each subgroup in order of its name, then all of them."""
    made, taken = shared.made, shared.taken
    names, codes = np.unique(np.array(made.owed.subgroups, dtype=object), return_inverse=True)
    among = [codes == code for code in range(len(names))]
    rounds = list(zip(*_rounds(made, among), strict=True))
    rows = [
        SubgroupShare(
            str(name), int(one.sum()), int((made.shares[one] > 0).sum()),
            added(made.owed.losses, one), added(made.shares, one), added(taken.shares, one), each,
        )
        for name, one, each in zip(names, among, rounds, strict=True)
    ]  # fmt: skip
    return (*rows, _together(rows))


def _rounds(made: Allocation, among: Sequence[Whole]) -> Iterator[list[int]]:
    """Round by round, what the claims of each subgroup that are settled by then are paid."""
    for number in range(len(made.rounds)):
        done = made.settled <= number
        yield [added(made.shares, one & done) for one in among]


def paid_lines(
    shared: Shared, named: Callable[[SubgroupShare], str], language: Language
) -> list[tuple[str, tuple[int, ...]]]:
    """Round by round, in cents: what each subgroup is paid so far, then all, then what the fund
    still holds. The last round is what was paid, and the residue."""
    *rows, whole = by_subgroup(shared)
    said = N_("Versé jusque-là : {name}")
    left = tuple(shared.made.terms.shared - paid for paid in whole.rounds)
    return [
        *((say(said, language, name=named(row)), row.rounds) for row in rows),
        (say("Versé jusque-là, en tout", language), whole.rounds),
        (say("Encore au fonds après ce tour", language), left),
    ]


def _together(rows: list[SubgroupShare]) -> SubgroupShare:
    names = ("claims", "paid", "losses", "shares", "levies")
    sums: dict[str, int] = {name: sum(getattr(row, name) for row in rows) for name in names}
    rounds = tuple(map(sum, zip(*(row.rounds for row in rows), strict=True)))
    return SubgroupShare(subgroup="", rounds=rounds, **sums)
