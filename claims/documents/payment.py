"""Payment statements: a page a claimant, with how the amount arises out of the fund.

A statement is a draft until the court approves the distribution, and says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from reportlab.platypus import Flowable, KeepTogether, PageBreak

from claims.damages.levy import Kind
from claims.documents.blocks import figures, grid, notice, pairs
from claims.documents.ink import words
from claims.documents.paper import Heading, Sheet, publish
from claims.documents.values import JournalHead, head_said
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import exactly, moment, money, percent
from claims.i18n.sentences import sentence
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.money import rounded
from claims.problems import Problem
from claims.totals.allocate import BEFORE, Allocation, Outcome
from claims.totals.allocated import COSTS, FEES, Shared, rate_of
from claims.totals.levied import unconfirmed
from claims.totals.owed_read import UNIT

MOST_ROUNDS = 12
"""Rounds that a page holds; of more, the first and the last ones."""
DRAFT = N_("Projet de répartition : rien n’est payé avant que le tribunal l’approuve.")
COUNTED: Mapping[bool, str] = {
    False: N_("Montants admis des réclamations décidées"),
    True: N_("Montants étayés, à l’essai"),
}
"""By whether it is a trial, what is counted of each claim."""
LEVIED: Mapping[Kind, str] = {
    "share": N_("Sur chaque paiement"),
    "residue": N_("Sur le reliquat"),
}
WHY: Mapping[Outcome, str] = {
    Outcome.PRO_RATA: N_(
        "Votre part est ce calcul au dernier tour, ramené au cent juste au-dessous ou juste "
        "au-dessus : les cents qui restent vont à qui en a les plus grandes fractions."
    ),
    Outcome.CAP: N_("Votre part atteint le plafond; ce qui le dépasse revient aux autres."),
    Outcome.WHOLE: N_("Votre part est votre perte entière : nul n’est payé davantage."),
    Outcome.BELOW: N_(
        "Votre part serait sous le paiement minimal : il n’y a pas de paiement, et la somme "
        "revient aux autres."
    ),
    Outcome.NO_LOSS: N_("Aucune perte n’est comptée : il n’y a pas de paiement."),
    Outcome.CENT: N_("Votre part vient à moins d’un cent : il n’y a pas de paiement."),
}


@dataclass(frozen=True, slots=True)
class Payees:
    """A fund shared among people. names: claim → who claims; remarks: what counsel must know of it;
    trial: on supported amounts, where the losses are admitted ones otherwise."""

    matter: Matter
    shared: Shared
    names: Mapping[str, str]
    remarks: tuple[Problem, ...] = ()
    trial: bool = False
    fictional: bool = False

    @property
    def loss(self) -> str:
        """Msgid of what the amounts of the claims are."""
        return N_("Perte étayée") if self.trial else N_("Perte admise")


def payment_statements(
    payees: Payees, *, journal_head: JournalHead, at: datetime, language: Language
) -> bytes:
    """The PDF: a page for each claim of the fund, paid or not, in order of its number."""
    title = say("Relevés de paiement", language)
    sheet = Sheet(
        title=f"{title} — {payees.matter.short.in_(language)}",
        running=f"{payees.matter.title.in_(language)} — {title}",
        foot=f"journal {head_said(journal_head)}",
        language=language,
        at=at,
        fictional=payees.fictional,
    )
    story: list[Flowable] = []
    for place in range(len(payees.shared.made.owed.claims)):
        one = _Statement(payees, place, at, language)
        story += [*([PageBreak()] if place else []), *one.told()]
    return publish(story, sheet)


@dataclass(frozen=True, slots=True)
class _Statement:
    """One claim of the fund, by its place."""

    payees: Payees
    place: int
    at: datetime
    language: Language

    def told(self) -> Iterator[Flowable]:
        """Who, how much, and how."""
        made, here = self.payees.shared.made, self.language
        claim = made.owed.claims[self.place]
        share, levy = int(made.shares[self.place]), int(self.payees.shared.taken.shares[self.place])
        yield words(self.payees.matter.title.in_(here), "strong")
        yield Heading(say("Relevé de paiement {number}", here, number=claim), 0)
        yield pairs([
            (say("Réclamant", here), self.payees.names[claim]),
            (say("Sous-groupe", here), self._subgroup()),
            (say("Établi le", here), moment(self.at, self.payees.matter.timezone, here)),
        ])  # fmt: skip
        yield figures([
            (say(self.payees.loss, here), self._money(int(made.owed.losses[self.place]))),
            (say("Part du fonds", here), self._money(share)),
            (say("Net à payer", here), self._money(share - levy)),
        ])  # fmt: skip
        yield notice(say(DRAFT, here), "warning")
        yield Heading(say("D’où vient ce montant", here))
        yield self._fund()
        if made.settled[self.place] != BEFORE:
            yield Heading(say("Les tours de la répartition", here), 2)
            yield self._rounds()
        yield words(say(WHY[Outcome(made.outcomes[self.place])], here))
        yield Heading(say("De la part au paiement", here), 2)
        yield self._net(share, levy)

    def _subgroup(self) -> str:
        """By its code and name; the codes alone of a claim in several."""
        code = self.payees.shared.made.owed.subgroups[self.place]
        known = self.payees.matter.subgroups.get(code)
        if known:
            return f"{code} – {known.label.in_(self.language)}"
        return code or say("à classer", self.language)

    def _fund(self) -> Flowable:
        """From the fund to what is shared."""
        terms, here = self.payees.shared.made.terms, self.language
        rows = [
            (say("Fonds", here), self._money(terms.fund)),
            (say(FEES, here), self._money(-terms.fees)),
            (say(COSTS, here), self._money(-terms.costs)),
            (say("À répartir", here), self._money(terms.shared)),
        ]
        limits = [
            (N_("Plafond d’un paiement : {amount}"), terms.cap),
            (N_("Paiement minimal : {amount}"), terms.minimum),
        ]
        told = [say(name, here, amount=self._money(cents)) for name, cents in limits if cents]
        header = [say("Le fonds", here), say("Montant", here)]
        table = grid(header, rows, [3, 1], right=[1], total=True)
        return table if not told else _under(table, " · ".join(told))

    def _rounds(self) -> Flowable:
        """What the rate of each round gives this claim, until it is settled."""
        made, here, currency = self.payees.shared.made, self.language, self._currency
        rows = round_rows(made, self.place, currency, here)
        if len(rows) > MOST_ROUNDS:
            rows = [*rows[: MOST_ROUNDS - 1], ("…", "", "", "", ""), rows[-1]]
        header = [say("Tour", here), say("À partager", here), say("Pertes de ce tour", here),
                  say("Taux, au poids 1", here), say("Votre part à ce taux", here)]  # fmt: skip
        how = say(
            "Votre part à ce taux, au cent le plus proche : la somme à partager, fois votre perte, "
            "divisée par les pertes de ce tour, celle-là et celles-ci pondérées s’il y a lieu et "
            "écrites sans arrondi. Le taux est arrondi.", here,
        )  # fmt: skip
        table = grid(header, rows, [1, 3, 3, 3, 3], right=[1, 2, 3, 4])
        if made.owed.weighted[self.place] == made.owed.losses[self.place] * made.owed.unit:
            return _under(table, how)
        loss = weighted_said(made, self.place, currency, here)
        said = say(
            "Perte pondérée par le sous-groupe : {loss}. Le taux s’y applique; il peut passer "
            "100 %, mais nul ne reçoit plus que sa perte.", here, loss=loss,
        )  # fmt: skip
        return _under(table, f"{how} {said}")

    def _net(self, share: int, levy: int) -> Flowable:
        here = self.language
        rows = [
            (say("Part du fonds", here), self._money(share)),
            (say("Prélèvement du Fonds d’aide sur les paiements", here), self._money(-levy)),
            (say("Net à payer", here), self._money(share - levy)),
        ]
        header = [say("Le paiement", here), say("Montant", here)]
        table = grid(header, rows, [3, 1], right=[1], total=True)
        brackets = self.payees.shared.taken.of(share)
        told = [
            say("Prélèvement : {rate} de la part entière.", here, rate=percent(one.percent, here))
            for one in brackets
        ]
        told += [sentence(problem, here) for problem in unconfirmed(brackets)]
        return table if not told else _under(table, " ".join(told))

    def _money(self, cents: int) -> str:
        return money(cents, self._currency, self.language)

    @property
    def _currency(self) -> str:
        return self.payees.matter.currency


def terms_of(payees: Payees, language: Language) -> list[tuple[str, str]]:
    """What the fund was shared under, as label and value: with where it goes, all that whoever
    counts it again asks."""
    asked, currency = payees.shared.asked, payees.matter.currency
    terms, none = asked.terms, say("Aucun", language)

    def amount(cents: int | None) -> str:
        return money(cents, currency, language) if cents else none

    weights = " · ".join(
        say("{label} : {value}", language, label=code or say("à classer", language),
            value=exactly_weighed(weight, language))
        for code, weight in sorted(asked.weights.items())
    )  # fmt: skip
    on = [say(title, language) for kind, title in LEVIED.items() if kind in asked.on]
    return [
        (say("Pertes comptées", language), say(COUNTED[payees.trial], language)),
        (say("Plafond, avant prélèvement", language), amount(terms.cap)),
        (say("Minimum, avant prélèvement", language), amount(terms.minimum)),
        (say("Poids des sous-groupes", language), weights or say("Le même pour tous", language)),
        (say("Prélèvement du Fonds d’aide", language), ", ".join(on) or none),
    ]  # fmt: skip


def exactly_weighed(weight: int, language: Language) -> str:
    """A weight, of parts of UNIT, to its last decimal."""
    written = f"{Decimal(weight) / UNIT:f}"
    return written.replace(".", ",") if language == "fr" else written


def round_rows(
    made: Allocation, place: int, currency: str, language: Language
) -> list[tuple[str, ...]]:
    """Each round until a claim, by its place, is settled: number, what is shared, weighted losses
    to their last decimal, rate at a weight of 1, what it gives the claim, to the cent."""
    weighted, unit = int(made.owed.weighted[place]), made.owed.unit
    return [
        (
            str(number),
            money(told.pot, currency, language),
            exactly(told.weighted, unit, currency, language),
            percent(rate_of(told, unit), language),
            money(rounded(told.pot * weighted, told.weighted), currency, language),
        )
        for number, told in enumerate(made.rounds[: int(made.settled[place]) + 1], 1)
    ]


def weighted_said(made: Allocation, place: int, currency: str, language: Language) -> str:
    """The weighted loss of a claim, by its place, to its last decimal."""
    return exactly(int(made.owed.weighted[place]), made.owed.unit, currency, language)


def _under(table: Flowable, text: str) -> Flowable:
    """A table with a line under it."""
    return KeepTogether([table, words(text, "small")])
