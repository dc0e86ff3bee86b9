"""Scenarios of a matter, side by side, and offers beside losses: what counsel may argue, exact.

What was kept of a claim when it was counted serves again; the engine counts anew, under the same
rules, only those that received sums, or whose proofs are of several grades. While no claim changes,
that work is kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from threading import Lock

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
from claims.store.claims import Sealed
from claims.store.journal import Head
from claims.store.lines import LineColumns
from claims.totals.leaks import LEAST
from claims.totals.offers import Compared, Losses, compared, losses_of, masked
from claims.totals.scenarios import Bears, Tried, tried
from claims.totals.side_by_side import Named, SideBySide
from claims.totals.weighed import Lines, Material, Scope, Sums, Weighed, parts_of, whole
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


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim weighed, with and without the sums received, and its hosting fees by service."""

    net: Lines
    gross: Lines
    fees: Mapping[Scope, Fraction]


@dataclass(slots=True)
class _Kept:
    """What was weighed of a matter, while the columns of its lines are the same ones."""

    columns: Mapping[str, Sequence[object]]
    rules: str
    claims: Mapping[_Seal, _Claim]
    material: Material
    losses: Losses
    tried: dict[tuple[tuple[Switch, ...], date], Tried] = field(default_factory=dict)


_turn = Lock()
_kept: dict[str, _Kept] = {}


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
    base = whole(parts_of(kept.material.net))
    return Read(SideBySide(base, named, compared(matter.offers, kept.losses), today), head)


def public_offers(house: House, actor: Actor, matter: str) -> PublicOffers:
    """The offers beside the losses of the class, without any count of fewer than five claims."""
    actor.must_work_on("read totals", matter)
    of = house.matter(matter)
    kept, head = _weigh(house, of)
    beside = compared(of.offers, kept.losses)
    claims = beside.claims if beside.claims >= LEAST else None
    return PublicOffers(claims, masked(beside), head)


def _tried(house: House, kept: _Kept, switches: tuple[Switch, ...], today: date) -> Tried:
    known = kept.tried.get((switches, today))
    if known is None:
        known = tried(kept.material, switches, _bears(house.rates, today))
        kept.tried[switches, today] = known
    return known


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
        kept, rules = _kept.get(matter.id), house.rules(matter.id).book.sha256
        if kept is None or kept.columns is not lines.columns or kept.rules != rules:
            kept = _weighed(house, matter, lines, rules, kept.claims if kept else {})
            _kept[matter.id] = kept
        return kept, lines.head


def _weighed(
    house: House, matter: Matter, lines: LineColumns, rules: str, before: Mapping[_Seal, _Claim]
) -> _Kept:
    claims: dict[_Seal, _Claim] = {}
    books: dict[str, Rules] = {}
    rows = _by_claim(house.store.lines.rows(matter.id))
    for sealed in house.store.claims.sealed(matter.id):
        book = sealed.row.rules or rules
        seal = sealed.row.number, sealed.sha256, book
        if book not in books:
            books[book] = house.rules(matter.id, book)
        claims[seal] = before.get(seal) or _counted(sealed, rows[seal[0]], books[book])
    net = [line for each in claims.values() for line in each.net]
    gross = [line for each in claims.values() for line in each.gross]
    if whole(parts_of(net)) != Sums(*(sum(lines.columns[name]) for name in AMOUNTS)):
        raise DoesNotReconcile(f"claims of {matter.id} counted again do not make its totals")
    proposed = (key for key, each in matter.subgroups.items() if each.status == "proposed")
    monthly = {scope: month for each in claims.values() for scope, month in each.fees.items()}
    material = Material(net, gross, monthly, frozenset(proposed))
    return _Kept(lines.columns, rules, claims, material, losses_of(gross))


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
