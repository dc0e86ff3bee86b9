"""What a shop would have sold had it stayed open, from its own history of sales.

The method is "before and after": the same weekdays or months on both sides of the outage, which
carry season and trend between them; a simpler one, by its name, when a side is not known. A too
short history is refused, never stretched.
"""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from claims.claim.model import Absent
from claims.damages.replays import COVERAGE
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
    coverage: Decimal = COVERAGE,
) -> Estimate | Problem:
    """Sales expected from `start` to `end`, both counted, with every step that leads there.

    away: other outages of the same service, left out of what the estimate rests on; absent: what
    is said of days without a line; coverage: how often sales fall inside the interval.
    """
    if not history:
        return Problem("history", "history-missing")
    return _estimated(history, Window(start, end, away, absent), coverage)


@lru_cache(maxsize=512)  # a page asks again at each rerun, and an estimate is replayed 1,000 times
def _estimated(history: History, window: Window, coverage: Decimal) -> Estimate | Problem:
    method = by_day if by_days(history) else by_month
    return method(history, window, coverage)
