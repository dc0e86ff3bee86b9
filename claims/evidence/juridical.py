"""Days on which a Québec court does not sit, and how a time limit counted in days runs.

C.C.P. 82: Saturdays, the holidays of section 61 (23) of the Interpretation Act (CQLR, c. I-16), and
December 26 and January 2. C.C.P. 83: the first day is not counted, the last one is, to midnight; a
limit that would end on such a day ends on the next working day. A day proclaimed by the government
cannot be foreseen: the matter's file names it.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil.easter import easter

Calendar = Literal["qc", "weekends"]
"""The days of C.C.P. 82; or Saturdays and Sundays alone, where no calendar was loaded."""
DAY = timedelta(days=1)
SATURDAY = 5


@cache
def holidays(year: int) -> frozenset[date]:
    """The holidays of a year, Saturdays and Sundays left out."""
    sunday = easter(year)
    confederation = date(year, 7, 1)
    return frozenset(
        {
            date(year, 1, 1),
            date(year, 1, 2),
            sunday - 2 * DAY,  # Good Friday
            sunday + DAY,  # Easter Monday
            _monday_before(date(year, 5, 25)),  # the Sovereign's birthday
            date(year, 6, 24),  # the national holiday
            confederation + DAY * (confederation.weekday() == SATURDAY + 1),
            _monday(year, 9, 1),  # Labour Day
            _monday(year, 10, 2),  # Thanksgiving
            date(year, 12, 25),
            date(year, 12, 26),
        }
    )


def _monday(year: int, month: int, rank: int) -> date:
    """The n-th Monday of a month."""
    first = date(year, month, 1)
    return first + DAY * (-first.weekday() % 7 + 7 * (rank - 1))


def _monday_before(day: date) -> date:
    """The last Monday before a day."""
    return day - DAY * (day.weekday() or 7)


def is_juridical(day: date, calendar: Calendar, proclaimed: Collection[date] = ()) -> bool:
    """Whether a court sits on that day."""
    closed = day in holidays(day.year) if calendar == "qc" else False
    return day.weekday() < SATURDAY and not closed and day not in proclaimed


def last_day(start: date, days: int, calendar: Calendar, proclaimed: Collection[date] = ()) -> date:
    """The day at whose midnight a limit of so many days from a day has run."""
    last = start + days * DAY
    while not is_juridical(last, calendar, proclaimed):
        last += DAY
    return last


def local_date(at: datetime, timezone: str) -> date:
    """The day it was on the clocks of a place; the two hours of a change of time are one day."""
    return at.astimezone(ZoneInfo(timezone)).date()
