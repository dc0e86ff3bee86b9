"""How far an estimate by the season of the year before may be off: the same, replayed.

Every other stretch before the outage that lasts as long, and that the history knows a year earlier
as well, is estimated from the days before it alone, times its season. The ratios of what was sold
to what that method expected give the bounds, as those of the plain method do; the days that it
leaves out for want of an answer are left out here too.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext

from claims.damages.reference import ALONE, YEAR, Days
from claims.damages.replays import bounds, sharing_no_day
from claims.damages.sales import DAY, Estimate, Interval, Window, days_between
from claims.money import EXACT, to_units
from claims.problems import Problem

MOST = 200
"""Stretches replayed at the most, evenly spread: each reads a year of days, while a page waits."""
Estimating = Callable[[Days], Estimate | Problem]


def seasonal_interval(
    days: Days, expected: Decimal, coverage: Decimal, estimating: Estimating
) -> Interval | None:
    """Between which cents the sales of the outage would have fallen; None when too few stretches
    tell. expected: units of money; estimating: the method, of a history that ends where it does."""
    length = len(days.window.days)
    known = replace(days, missing=days.unknown, said={})
    told = dict(_replays(known, length, estimating))
    apart = sharing_no_day([first.toordinal() for first in told], length)
    return bounds(sorted(told.values()), expected, coverage, apart)


def _replays(days: Days, length: int, estimating: Estimating) -> Iterator[tuple[date, Decimal]]:
    """First day and sold to expected, in order; those whose season is not known are left out."""
    every = _starts(days, length)
    kept = min(len(every), MOST)
    for first in (every[n * len(every) // kept] for n in range(kept)):
        estimate = estimating(_until(days, first, length))
        if isinstance(estimate, Estimate) and seasoned(estimate):
            stretch = days_between(first, first + (length - 1) * DAY)
            sold = sum(days.sales.get(day, 0) for day in stretch)
            with localcontext(EXACT):
                yield first, to_units(sold) / estimate.exact


def seasoned(estimate: Estimate) -> bool:
    """Whether the season of the year before multiplied an estimate."""
    return any(step.name == "season" for step in estimate.steps)


def _starts(days: Days, length: int) -> list[date]:
    """First days of the stretches known whole, and that may have a season."""
    since, until = min(days.sales) + YEAR + ALONE * DAY, days.known_until
    known = [day for day in days_between(since, until) if days.tells(day)]
    return [
        first
        for place, first in enumerate(known[: max(len(known) - length + 1, 0)])
        if known[place + length - 1] == first + (length - 1) * DAY
    ]


def _until(days: Days, first: date, length: int) -> Days:
    """The same history as it stood before a stretch, which is taken for the outage."""
    last = first + (length - 1) * DAY
    past = {day: cents for day, cents in days.sales.items() if day < first}
    window = Window(first, last, days.window.outages, days.window.absent)
    return replace(days, sales=past, window=window, start=first, end=last)
