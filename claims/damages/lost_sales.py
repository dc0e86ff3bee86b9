"""What a shop would have sold had it stayed open, from its own history of sales.

The method is "before and after": the same days or months before the outage, corrected for season
and trend. A too short history is refused, never stretched.
"""

from datetime import date

from claims.claim.model import Absent
from claims.damages.sales import Estimate, History, Window, by_days
from claims.damages.sales_by_day import by_day
from claims.damages.sales_by_month import by_month
from claims.problems import Problem

__all__ = ["Estimate", "History", "Window", "expected_revenue"]


def expected_revenue(
    history: History,
    start: date,
    end: date,
    *,
    away: tuple[tuple[date, date], ...] = (),
    absent: tuple[Absent, ...] = (),
) -> Estimate | Problem:
    """Sales expected from `start` to `end`, both counted, with every step that leads there.

    away: other outages of the same service, left out of what the estimate rests on; absent: what
    is said of days without a line.
    """
    if not history:
        return Problem("history", "history-missing")
    window = Window(start, end, away, absent)
    return by_day(history, window) if by_days(history) else by_month(history, window)
