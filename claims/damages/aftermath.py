"""The days after an outage: sales made up later are netted, sales slow to come back are told.

Both are measured against an ordinary week, in the season that the estimate was multiplied by, and
count only beyond what chance brings to such a week of that shop. A shop that sells more ever since
has not made anything up: the ordinary week is the larger of what both sides tell and what the side
after tells, times what the same days did a year earlier against the days of reference then, if
that is more; for slow sales, the smaller. A shop that sells nothing since is never slow; what it
sold in that week beyond the larger is netted.

Outages less than a settling week apart are one here, with one week after them. What the days
between sold beyond what is expected of them is netted whole, as it would be had one outage been
declared: splitting an outage in two spares nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, localcontext

from dateutil.relativedelta import relativedelta

from claims.damages.closings import closings
from claims.damages.reference import (
    YEAR,
    Days,
    Reference,
    Weekdays,
    counted,
    limit,
    weekdays_of,
)
from claims.damages.replays import replayed
from claims.damages.sales import DAY, SETTLING, days_between
from claims.money import EXACT, to_cents
from claims.problems import Problem

PLACE = "history"
SURE = Decimal("0.9")
"""Chance keeps a week of the shop inside its bounds nine times out of ten."""


@dataclass(frozen=True, slots=True)
class Aftermath:
    """Cents sold in the settling days beyond an ordinary week, no day beyond the norm, and cents
    that they show short of one; zero unless beyond chance. unsure: cents that they show beyond it,
    where too few weeks were replayed to tell chance; closed: those of a yearly closing, and when
    the shop was closed then."""

    made_up: int
    slow: int
    unsure: int = 0
    closed: Mapping[date, date] = field(default_factory=dict)

    def said(self) -> list[tuple[str, dict[str, int]]]:
        """What is told, by its code, with its cents."""
        found = (
            ("sales-made-up", {"more_cents": self.made_up}),
            ("sales-slow", {"less_cents": self.slow}),
            ("sales-unsure", {"more_cents": self.unsure}),
        )
        return [(code, told) for code, told in found if any(told.values())]


def aftermath(
    days: Days, base: Reference, usual: Weekdays, season: Decimal = Decimal(1)
) -> Aftermath | None:
    """What the settling days say; None when the history does not have them all, or when no
    ordinary week sells anything. season: what the estimate was multiplied by."""
    if hidden(days):
        return None
    closed = closings(days, _settling(days))
    open_days = [day for day in _settling(days) if day not in closed]
    week = wanted(open_days)
    plain = [usual.expected(week), *_since(days, base, week)]
    ordinary = [plain[0] * season, *plain[1:]]
    if max(ordinary) <= 0:
        return None
    found = replayed(days, base.side, SETTLING.days)
    fullest = max([*ordinary, *(max(plain) * peak for peak in _peaks(days, base, open_days))])
    low, high = (found.bounds(each, SURE) for each in (min(ordinary), fullest))
    least, most = to_cents(min(ordinary)), to_cents(fullest)
    every = [days.sales.get(day, 0) for day in _settling(days)]
    shown, sold = sum(every), sum(counted(cents, base.most) for cents in every)
    if low is None or high is None:
        return Aftermath(0, 0, max(shown - most, 0), closed)
    return Aftermath(
        made_up=sold - most if sold > high.high else 0,
        slow=max(least - shown, 0) if least > 0 and sold < low.low else 0,
        closed=closed,
    )


def hidden(days: Days) -> bool:
    """Whether the history stops within the settling days, or misses one."""
    settling = _settling(days)
    return settling[-1] > max(days.sales) or not days.missing.isdisjoint(settling)


def _settling(days: Days) -> tuple[date, ...]:
    return days_between(days.end + DAY, days.end + SETTLING)


def wanted(days: Iterable[date]) -> list[int]:
    """How many of these days fall on each weekday, Monday first."""
    found = Counter(day.weekday() for day in days)
    return [found[n] for n in range(7)]


def _since(days: Days, base: Reference, week: list[int]) -> list[Decimal]:
    """What such a week of the side after sells, when both sides are known."""
    if base.side != "before-and-after":
        return []
    after = (day for day in base.days if day > days.end)
    return [weekdays_of(days, after, base.most).expected(week)]


def _peaks(days: Days, base: Reference, week: Sequence[date]) -> Iterator[Decimal]:
    """A year earlier, what these days sold to what the reference then expected of them: by date,
    then by weekday; nothing where the history does not know them."""
    first = min(days.sales)
    then = [day - YEAR for day in base.days]
    known = [day for day in then if day >= first and days.tells(day)]
    if 2 * len(known) < len(then) or not week:
        return
    most = limit(days.sales.get(day, 0) for day in known)
    usual = weekdays_of(days, known, most)
    for back in (relativedelta(years=1), YEAR):
        same = [day - back for day in week]
        expected = usual.expected(wanted(same))
        if min(same) >= first and all(map(days.tells, same)) and expected > 0:
            sold = sum(counted(days.sales.get(day, 0), most) for day in same)
            with localcontext(EXACT):
                yield Decimal(sold) / 100 / expected


def said_closed(closed: Mapping[date, date]) -> Iterator[Problem]:
    """Days taken for those of a yearly closing."""
    for day, then in closed.items():
        yield Problem(PLACE, "closed-each-year", {"away_day": str(day), "then_day": str(then)})


def said_after(after: Aftermath | None, days: Days, base: Reference) -> Iterator[Problem]:
    """What the settling days show that is not ordinary, or that they are not all known."""
    if hidden(days) and max(days.sales) > days.end:
        yield Problem(PLACE, "aftermath-unknown")
    if not after or not after.said():
        return
    yield from said_closed(after.closed)
    for code, cents in after.said():
        yield Problem(PLACE, code, cents)
    if after.slow:
        yield from _said_given_back(days, base)
    if after.made_up or after.unsure:
        yield from _said_large(days, base, "made-up-large" if after.made_up else "unsure-large")


def _said_given_back(days: Days, base: Reference) -> Iterator[Problem]:
    """Refunds beyond the norm among them, which make a week slow whatever was sold."""
    for day in _settling(days):
        if (cents := days.sales.get(day, 0)) < -base.most:
            yield Problem(PLACE, "slow-refund", {"large_day": str(day), "given_cents": -cents})


def _said_large(days: Days, base: Reference, code: str) -> Iterator[Problem]:
    """Days above the norm among them: a large order may owe the outage nothing."""
    for day in _settling(days):
        if (cents := days.sales.get(day, 0)) > base.most:
            values: dict[str, str | int] = {
                "large_day": str(day),
                "sold_cents": cents,
                "limit_cents": base.most,
            }
            yield Problem(PLACE, code, values)
