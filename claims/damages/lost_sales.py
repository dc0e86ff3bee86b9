"""What a shop would have sold had it stayed open, from its own history of sales.

The method is a name, written with every estimate, so that two methods can be compared and an
expert can say which one an amount stands on. A too short history is refused, never stretched.
"""

from collections.abc import Callable, Mapping
from datetime import date

from claims.claim.model import Absent
from claims.damages.sales import Estimate, History, Window
from claims.damages.sales_by_day import by_day
from claims.damages.sales_by_month import by_month
from claims.problems import Problem

__all__ = ["METHODS", "Estimate", "History", "Window", "expected_revenue"]

DAY_LENGTH = len("2021-08-28")


def before_and_after(history: History, window: Window) -> Estimate | Problem:
    """The same days or months before the outage, corrected for season and trend."""
    if not history:
        return Problem("history", "history-missing")
    by_days = len(history[0][0]) == DAY_LENGTH
    return by_day(history, window) if by_days else by_month(history, window)


METHODS: Mapping[str, Callable[[History, Window], Estimate | Problem]] = {
    "before_and_after": before_and_after
}


def expected_revenue(
    history: History,
    start: date,
    end: date,
    method: str = "before_and_after",
    *,
    away: tuple[tuple[date, date], ...] = (),
    absent: tuple[Absent, ...] = (),
) -> Estimate | Problem:
    """Sales expected from `start` to `end`, both counted, with every step that leads there.

    away: other outages of the same service, left out of what the estimate rests on; absent: what
    is said of days without a line.
    """
    return METHODS[method](history, Window(start, end, away, absent))
