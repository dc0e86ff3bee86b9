"""Scenarios of a matter, side by side, and offers beside losses: what counsel may argue, exact.

What was kept of a claim when it was counted serves again; the engine counts anew, under the same
rules, only those that received sums, or whose proofs are of several grades. That work is kept by
sets of claims: one that changes has its own set tried again, and no other.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import chain, zip_longest
from threading import Lock
from weakref import WeakKeyDictionary
from zlib import crc32

from claims.access import Actor
from claims.damages.interest import last_known, weights
from claims.damages.rates import Rates
from claims.damages.rows import LineRow
from claims.matter.model import Matter
from claims.matter.scenarios import Scenario, Switch
from claims.office.blinding import must_owe_no_reading
from claims.office.house import House
from claims.office.rulebook import Rules
from claims.office.totalling import AMOUNTS
from claims.problems import DoesNotReconcile, Problem
from claims.store.claims import Claims, Sealed
from claims.store.journal import Head
from claims.store.lines import LineColumns
from claims.totals.leaks import LEAST
from claims.totals.offers import Compared, Losses, compared, losses_of, masked
from claims.totals.scenarios import Bears, Tried, together, tried
from claims.totals.side_by_side import Named, SideBySide
from claims.totals.weighed import Lines, Material, Scope, Sums, Weighed, added, parts_of, whole
from claims.totals.weighing import fees, told_by, weighed, without_sums_received


@dataclass(frozen=True, slots=True)
class Read:
    """Scenarios beside the totals as they stand, as of one journal head."""

    found: SideBySide
    head: Head


@dataclass(frozen=True, slots=True)
class PublicOffers:
    """Offers as the representative reads them: counts of at least five, nobody's own amount."""

    claims: int | None
    offers: tuple[Compared, ...]
    head: Head


_Seal = tuple[str, str, str]
"""Number of a claim, hash of its revision, hash of the rules that counted it."""
SETS = 64
"""Sets in which claims are kept, by their numbers: one that changes has its own set tried anew."""
REMEMBERED = 32
"""Scenarios a matter, and each of its sets, remembers; the oldest is forgotten first."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim weighed, with and without the sums received, and its hosting fees by service."""

    net: Lines
    gross: Lines
    fees: Mapping[Scope, Fraction]


_Asked = tuple[tuple[Switch, ...], date]
"""Switches, and the day to which interest runs."""


@dataclass(frozen=True, slots=True)
class _Set:
    """Claims weighed, and what scenarios made of them; given again while none of them changes."""

    claims: Mapping[_Seal, _Claim]
    material: Material
    base: Sums
    losses: Losses
    tried: dict[_Asked, Tried] = field(default_factory=dict)

    def stands(self, seals: Set[_Seal], proposed: frozenset[str]) -> bool:
        """Whether it is of these claims, with these subgroups not confirmed."""
        return self.claims.keys() == seals and self.material.proposed == proposed

    def under(self, asked: _Asked, bears: Bears) -> Tried:
        """These switches tried, or remembered."""
        if asked not in self.tried:
            self.tried[asked] = tried(self.material, asked[0], bears)
            _forget(self.tried)
        return self.tried[asked]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was weighed of a matter, while the columns of its lines are the same ones."""

    columns: Mapping[str, Sequence[object]]
    rules: str
    sets: Sequence[_Set]
    tried: dict[_Asked, Tried] = field(default_factory=dict)

    @property
    def base(self) -> Sums:
        """The totals as they stand."""
        return added(each.base for each in self.sets)

    @property
    def losses(self) -> Losses:
        """What each claimant lost."""
        every = [each.losses for each in self.sets]
        return Losses(
            tuple(chain.from_iterable(each.declared for each in every)),
            tuple(chain.from_iterable(each.supported for each in every)),
        )


_turn = Lock()
_kept: WeakKeyDictionary[Claims, dict[str, _Kept]] = WeakKeyDictionary()
"""By matter, of each store."""


def side_by_side(
    house: House,
    actor: Actor,
    matter: str,
    own: Mapping[str, Scenario] | None = None,
    *,
    today: date,
) -> Read:
    """The scenarios of the matter's file, then counsel's own, beside the totals; for counsel only.

    own: tried for this reading alone.
    """
    actor.must_work_on("try scenarios", matter)
    must_owe_no_reading(house, actor, matter)
    return read(house, house.matter(matter), own or {}, today=today)


def read(house: House, matter: Matter, own: Mapping[str, Scenario], *, today: date) -> Read:
    """The same for a caller whose actor was asked already."""
    kept, head = _weigh(house, matter)
    named = tuple(
        Named(key, each.label, _tried(house, kept, each.switches, today))
        for key, each in {**matter.scenarios, **own}.items()
    )
    return Read(SideBySide(kept.base, named, compared(matter.offers, kept.losses), today), head)


def public_offers(house: House, actor: Actor, matter: str) -> PublicOffers:
    """The offers beside the losses of the class, without any count of fewer than five claims."""
    actor.must_work_on("read totals", matter)
    of = house.matter(matter)
    kept, head = _weigh(house, of)
    beside = compared(of.offers, kept.losses)
    claims = beside.claims if beside.claims >= LEAST else None
    return PublicOffers(claims, masked(beside), head)


def _tried(house: House, kept: _Kept, switches: tuple[Switch, ...], today: date) -> Tried:
    asked = switches, today
    with _turn:
        if asked not in kept.tried:
            bears = _bears(house.rates, today)
            kept.tried[asked] = together([each.under(asked, bears) for each in kept.sets])
            _forget(kept.tried)
        return kept.tried[asked]


def _forget(tried: dict[_Asked, Tried]) -> None:
    for oldest in list(tried)[:-REMEMBERED]:
        del tried[oldest]


def _bears(rates: Rates, as_of: date) -> Bears:
    """What a cent of a line bears up to a day, or to the last day whose rate is known."""
    known: dict[tuple[str, date], tuple[Fraction, Fraction] | None] = {}

    def bears(line: Weighed, day: date | None) -> tuple[Fraction, Fraction] | None:
        start = line.start if day is None else max(day, line.lost)
        if line.regime and (line.regime, start) not in known:
            last = last_known(line.regime, rates)
            until = last if last and start < last < as_of else as_of
            found = weights(line.regime, start, until, rates)
            known[line.regime, start] = None if isinstance(found, Problem) else found
        return known.get((line.regime, start))

    return bears


def _weigh(house: House, matter: Matter) -> tuple[_Kept, Head]:
    """The claims of a matter weighed; again only those that changed, or whose rules did."""
    with _turn, house.store.database.moment():
        lines = house.store.lines.as_columns(matter.id)
        known = _kept.setdefault(house.store.claims, {})
        kept, rules = known.get(matter.id), house.rules(matter.id).book.sha256
        if kept is None or kept.columns is not lines.columns or kept.rules != rules:
            kept = _weighed(house, matter, lines, rules, kept.sets if kept else ())
            known[matter.id] = kept
        return kept, lines.head


def _weighed(
    house: House, matter: Matter, lines: LineColumns, rules: str, before: Sequence[_Set]
) -> _Kept:
    stand: list[set[_Seal]] = [set() for _ in range(SETS)]
    for number, sha256, book in house.store.claims.counted_under(matter.id):
        stand[crc32(number.encode()) % SETS].add((number, sha256, book or rules))
    known = {seal: claim for each in before for seal, claim in each.claims.items()}
    wanted = set().union(*stand) - known.keys()
    known |= dict(_read(house, matter, wanted))
    proposed = frozenset(k for k, each in matter.subgroups.items() if each.status == "proposed")
    sets = [
        was if was and was.stands(seals, proposed) else _set(sorted(seals), known, proposed)
        for seals, was in zip_longest(stand, before)
    ]
    kept = _Kept(lines.columns, rules, sets)
    if kept.base != Sums(*(sum(lines.columns[name]) for name in AMOUNTS)):
        raise DoesNotReconcile(f"claims of {matter.id} counted again do not make its totals")
    return kept


def _set(seals: Sequence[_Seal], known: Mapping[_Seal, _Claim], proposed: frozenset[str]) -> _Set:
    claims = {seal: known[seal] for seal in seals}
    net = [line for each in claims.values() for line in each.net]
    gross = [line for each in claims.values() for line in each.gross]
    monthly = {scope: month for each in claims.values() for scope, month in each.fees.items()}
    material = Material(net, gross, monthly, proposed)
    return _Set(claims, material, whole(parts_of(net)), losses_of(gross))


def _read(
    house: House, matter: Matter, wanted: Collection[_Seal]
) -> Iterator[tuple[_Seal, _Claim]]:
    """These claims counted, each under the rules that its seal names."""
    books = {book for _, _, book in wanted}
    rules = {book: house.rules(matter.id, book) for book in books}
    under = {number: (number, sha256, book) for number, sha256, book in wanted}
    rows = _by_claim(house.store.lines.rows(matter.id, numbers=under))
    for sealed in house.store.claims.sealed(matter.id, numbers=under):
        seal = under[sealed.row.number]
        yield seal, _counted(sealed, rows[seal[0]], rules[seal[2]])


def _by_claim(rows: Iterable[LineRow]) -> Mapping[str, Sequence[LineRow]]:
    found: defaultdict[str, list[LineRow]] = defaultdict(list)
    for row in rows:
        found[row.number].append(row)
    return found


def _counted(sealed: Sealed, kept: Sequence[LineRow], rules: Rules) -> _Claim:
    """The lines of a claim, and what they would be if nothing received were deducted."""
    claim = sealed.claim()
    if sealed.row.rules and told_by(claim, kept, rules.matter):
        net = tuple(weighed(claim, kept, rules.matter))
        return _Claim(net, net, fees(claim))
    counted = rules.assess(claim, gains=False)
    net = tuple(weighed(claim, counted.lines, rules.matter))
    if not any(counted.deducted.values()):
        return _Claim(net, net, fees(claim))
    again = without_sums_received(claim, rules.matter, rules.rates).lines
    return _Claim(net, tuple(weighed(claim, again, rules.matter)), fees(claim))
