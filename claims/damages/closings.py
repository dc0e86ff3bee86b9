"""Days of an outage on which the shop is closed every year: nothing is expected of them.

No calendar is asked: the history itself says so. A day is one when its counterpart of every earlier
year that the history knows saw no sale, though every other like weekday around it did.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from dateutil.easter import easter

from claims.damages.reference import Days
from claims.damages.sales import DAY

AROUND = 4
"""Weeks on each side of a counterpart in which the same weekday always sold."""
NEAR_EASTER = range(-7, 61)
"""Days from Easter, from the Sunday before it to Corpus Christi, of the feasts that follow it."""


def closings(days: Days, of: Iterable[date]) -> Mapping[date, date]:
    """Of these days, those closed each year → the latest counterpart on which the shop was."""
    found = ((day, _closed_then(day, days)) for day in of)
    return {day: then for day, then in found if then}


def _closed_then(day: date, days: Days) -> date | None:
    """Same date, same Monday of the month, same day from Easter: the first that holds."""
    first_year = min(days.sales).year
    for counterpart in (_same_date, _same_weekday_of_month, _same_from_easter):
        then = [
            other
            for year in range(day.year - 1, first_year - 1, -1)
            if (other := counterpart(day, year)) and other > min(days.sales)
        ]
        if then and all(_alone_closed(other, days) for other in then):
            return then[0]
    return None


def _alone_closed(day: date, days: Days) -> bool:
    """Whether nothing was sold that day, when the same weekday always sold around it."""
    around = (day + n * 7 * DAY for n in range(-AROUND, AROUND + 1) if n)
    return (
        days.sales.get(day, 0) == 0
        and days.clean(day)
        and all(days.sales.get(other, 0) > 0 for other in around)
    )


def _same_date(day: date, year: int) -> date | None:
    return None if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _same_weekday_of_month(day: date, year: int) -> date | None:
    """The first Monday of September, the second Monday of October… of another year."""
    first = date(year, day.month, 1)
    first += timedelta((day.weekday() - first.weekday()) % 7 + (day.day - 1) // 7 * 7)
    return first if first.month == day.month else None


def _same_from_easter(day: date, year: int) -> date | None:
    apart = (day - easter(day.year)).days
    return easter(year) + apart * DAY if apart in NEAR_EASTER else None
