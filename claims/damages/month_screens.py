"""What is told of the months an estimate rests on, before any amount: how they lie."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from claims.damages.months import Sales, named, touched
from claims.damages.sales import DAY, Window, last_of_month
from claims.problems import Problem

STALE = timedelta(days=62)
PLACE = "history"


def of_reference(around: Sequence[date], sales: Sales, window: Window) -> Iterator[Problem]:
    """Months of one side alone, far from the outage, or that do not follow each other."""
    before = [first for first in around if first < window.start]
    if len(before) == len(around):
        yield from _stale(last_of_month(before[-1]), window)
    elif not before:
        yield Problem(PLACE, "only-months-after", named(around))
        yield from _late(around[0], window)
    yield from _apart(around, sales, window)


def _stale(last: date, window: Window) -> Iterator[Problem]:
    if window.start - last > STALE:
        yield Problem(PLACE, "history-stale", {"last_day": str(last)})


def _late(first: date, window: Window) -> Iterator[Problem]:
    passed_over = last_of_month(last_of_month(window.end) + DAY)
    if first - passed_over > STALE:
        yield Problem(PLACE, "history-late", {"first_day": str(first)})


def _apart(around: Sequence[date], sales: Sales, window: Window) -> Iterator[Problem]:
    """The months of the reference do not follow each other, and no outage says why."""
    month_of = around[0]
    while month_of < around[-1]:
        if month_of not in sales and not touched(month_of, window):
            yield Problem(PLACE, "months-apart", named(around))
            return
        month_of = last_of_month(month_of) + DAY
