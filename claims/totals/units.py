"""The domain ledger: who claims each unit, how much it can be, and what may be paid of it.

A unit is a site, a head and a period cut so that the same claims stand in all of it. An amount is
spread evenly over its days; a head that does not run with days is one unit. The unit's loss is the
largest share that counsel found, so two who claim one loss are paid it once, and what someone only
declared makes room for nobody. Two losses are paid apart only when counsel decides one of them for
the reason that it is distinct (a designer who rebuilt unpaid, an owner who paid somebody else).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

from claims.problems import DoesNotReconcile
from claims.totals.laying import Row, laid_out
from claims.totals.stakes import Stake


@dataclass(frozen=True, slots=True)
class Part:
    """One claim's share of a unit, in cents; paid: of what was admitted."""

    stake: Stake
    declared: int
    paid: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A site, a head, and days (both counted) in which the same claims stand.

    loss: the most that may be paid of it, in cents, were all that waits admitted as declared.
    """

    service: str
    head: str
    start: date
    end: date
    parts: tuple[Part, ...]
    loss: int

    @property
    def paid(self) -> int:
        """Cents, whoever is paid."""
        return sum(part.paid for part in self.parts)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Losses of two claims or more, each of which meets another; first come first."""

    stakes: tuple[Stake, ...]
    units: tuple[Unit, ...]

    @property
    def service(self) -> str:
        """The registrable domain."""
        return self.stakes[0].service

    @property
    def head(self) -> str:
        """The head of damage."""
        return self.stakes[0].head

    @property
    def start(self) -> date:
        """First day of the first unit."""
        return self.units[0].start

    @property
    def end(self) -> date:
        """Last day of the last unit."""
        return self.units[-1].end

    @property
    def numbers(self) -> frozenset[str]:
        """The claims that meet."""
        return frozenset(stake.number for stake in self.stakes)

    @property
    def declared(self) -> int:
        """Cents declared, every claim added up."""
        return sum(stake.declared for stake in self.stakes)

    @property
    def loss(self) -> int:
        """The most that may be paid, whoever claims it, were all that waits admitted."""
        return sum(unit.loss for unit in self.units)

    @property
    def admitted(self) -> int:
        """Cents counsel admitted."""
        return sum(stake.admitted for stake in self.stakes)

    @property
    def paid(self) -> int:
        """Cents that may be paid of what was admitted."""
        return sum(unit.paid for unit in self.units)

    @property
    def beyond(self) -> int:
        """Cents admitted above the loss, which are not to be paid."""
        return self.admitted - self.paid

    @property
    def undecided(self) -> bool:
        """Whether a loss of it still waits for counsel, and another claim stands against it."""
        standing = {stake.number for stake in self.stakes if not stake.refused}
        return len(standing) > 1 and not all(stake.decided for stake in self.stakes)

    def paid_to(self, number: str, loss: str) -> int:
        """Cents that one loss of one claim may be paid."""
        every = (part for unit in self.units for part in unit.parts)
        return sum(p.paid for p in every if (p.stake.number, p.stake.loss) == (number, loss))


def meetings(stakes: Iterable[Stake]) -> tuple[Meeting, ...]:
    """Where claims meet, by site, head and first day; the order of the stakes never matters.

    Losses of a timed head meet on days in common, of another head whatever their days. Losses of
    the claimant, of no site, meet nobody's.
    """
    by_site: defaultdict[tuple[str, str], list[Stake]] = defaultdict(list)
    for stake in stakes:
        if stake.service:
            by_site[stake.service, stake.head].append(stake)
    runs = (
        run for _, site in sorted(by_site.items())
        for run in (_runs(site) if site[0].timed else [site])
    )  # fmt: skip
    return tuple(meeting(run) for run in runs if len({stake.number for stake in run}) > 1)


def _runs(stakes: Sequence[Stake]) -> Iterator[list[Stake]]:
    """Losses that touch one another, directly or through others."""
    run: list[Stake] = []
    until = date.min
    for stake in sorted(stakes, key=lambda s: (s.start, s.end, s.number, s.loss)):
        if run and stake.start > until:
            yield run
            run = []
        run.append(stake)
        until = max(until, stake.end)
    if run:
        yield run


def meeting(run: Sequence[Stake]) -> Meeting:
    """Losses of one site and head cut into units, and what is admitted laid over them."""
    stakes = tuple(sorted(run, key=lambda stake: stake.turn))
    periods = tuple(_periods(stakes))
    declared = [_spread(stake.declared, stake, periods) for stake in stakes]
    payable = _payable(stakes, periods)
    paid = _paid(stakes, payable)
    apart = [payable[i] for i, stake in enumerate(stakes) if stake.distinct]
    one = [payable[i] for i, stake in enumerate(stakes) if not stake.distinct]
    units = (
        Unit(
            stakes[0].service, stakes[0].head, *period,
            tuple(Part(s, declared[i][p], paid[i][p]) for i, s in enumerate(stakes)
                  if _covers(s, period)),
            max((row[p] for row in one), default=0) + sum(row[p] for row in apart),
        )
        for p, period in enumerate(periods)
    )  # fmt: skip
    return _whole(Meeting(stakes, tuple(units)))


def _paid(stakes: Sequence[Stake], payable: Sequence[Row]) -> list[Row]:
    """What each is paid in each period: what was admitted as one loss, then what that leaves to
    those who were reduced to the rest, and each distinct loss by itself."""
    paid = [[0] * len(row) for row in payable]
    one = [i for i, s in enumerate(stakes) if s.decided and not (s.distinct or s.rest)]
    _lay(stakes, payable, one, paid)
    taken = [sum(cents) for cents in zip(*paid, strict=True)]
    left = [[max(most - cents, 0) for most, cents in zip(row, taken, strict=True)]
            for row in payable]  # fmt: skip
    rest = [i for i, s in enumerate(stakes) if s.decided and s.rest and not s.distinct]
    _lay(stakes, left, rest, paid)
    for i, stake in enumerate(stakes):
        if stake.distinct:
            _lay(stakes, payable, [i], paid)
    return paid


def _lay(
    stakes: Sequence[Stake], shares: Sequence[Row], one: Sequence[int], paid: list[Row]
) -> None:
    """Lay what was admitted of stakes that claim one loss, whose room is the largest share."""
    room = [max((shares[i][p] for i in one), default=0) for p in range(len(shares[0]))]
    laid = laid_out([stakes[i].admitted for i in one], [shares[i] for i in one], room)
    for i, row in zip(one, laid, strict=True):
        paid[i] = row


def _periods(stakes: Sequence[Stake]) -> Iterator[tuple[date, date]]:
    """Days cut wherever a loss begins or ends: between two cuts the same claims stand. All of them
    at once for a head that does not run with days."""
    cuts = {stake.start.toordinal() for stake in stakes}
    cuts |= {stake.end.toordinal() + 1 for stake in stakes}
    if not stakes[0].timed:
        cuts = {min(cuts), max(cuts)}
    for first, after in pairwise(sorted(cuts)):
        yield date.fromordinal(first), date.fromordinal(after - 1)


def _covers(stake: Stake, period: tuple[date, date]) -> bool:
    return not stake.timed or (stake.start <= period[0] and period[1] <= stake.end)


def _spread(cents: int, stake: Stake, periods: Sequence[tuple[date, date]]) -> Row:
    """An amount by period: even over the days, whole cents, nothing lost."""
    if not stake.timed:
        return [cents]
    all_days = (stake.end - stake.start).days + 1
    days = [(last - first).days + 1 if _covers(stake, (first, last)) else 0
            for first, last in periods]  # fmt: skip
    until = [cents * n // all_days for n in accumulate(days, initial=0)]
    return [after - before for before, after in pairwise(until)]


def _payable(stakes: Sequence[Stake], periods: Sequence[tuple[date, date]]) -> list[Row]:
    """The most each may be paid in each period: nothing of a loss refused, and nothing to another
    on days whose loss was assigned."""
    payable = [_spread(0 if stake.refused else stake.most, stake, periods) for stake in stakes]
    holders = [s for s, row in zip(stakes, payable, strict=True) if _holds(s) and any(row)]
    moved = [any(_covers(stake, period) for stake in holders) for period in periods]
    return [
        row if _holds(stake) or stake.distinct
        else [0 if gone else cents for cents, gone in zip(row, moved, strict=True)]
        for stake, row in zip(stakes, payable, strict=True)
    ]  # fmt: skip


def _holds(stake: Stake) -> bool:
    return stake.title == "assignee" and not stake.distinct


def _whole(found: Meeting) -> Meeting:
    """The same, its parts proved to add up to what is declared, and no unit paid over its loss."""
    parts = sum(part.declared for unit in found.units for part in unit.parts)
    if parts != found.declared or any(unit.paid > unit.loss for unit in found.units):
        raise DoesNotReconcile(f"{found.service}, {found.head}")
    return found
