"""Days of an outage on which the shop is closed every year: nothing is expected of them.

No calendar is asked: the history itself says so. A day is one when its counterpart of every earlier
year that the history knows saw no sale, though every other like weekday around it did.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from dateutil.easter import easter

from claims.damages.reference import Days
from claims.damages.sales import DAY

AROUND = 4
"""Weeks on each side of a counterpart in which the same weekday always sold."""
MONDAY = 0
NEAR_EASTER = range(-7, 61)
"""Days from Easter, from the Sunday before it to Corpus Christi, of the feasts that follow it."""


def closings(days: Days, of: Iterable[date]) -> Mapping[date, date]:
    """Of these days, those closed each year → the latest counterpart on which the shop was.

    One feast explains one day: after a single year, Labour Day is both a Monday and a date. Feasts
    on a Monday are those of that Monday; others are tried by date first.
    """
    away, found = tuple(of), dict[date, date]()
    for counterpart in (_same_monday, _same_date, _same_weekday_of_month, _same_from_easter):
        for day in away:
            then = _closed_then(day, counterpart, days)
            if then and day not in found and then not in found.values():
                found[day] = then
    return dict(sorted(found.items()))


def _closed_then(
    day: date, counterpart: Callable[[date, int], date | None], days: Days
) -> date | None:
    """The latest counterpart of a day; none unless the shop was closed on that of every year."""
    then = [
        other
        for year in range(day.year - 1, min(days.sales).year - 1, -1)
        if (other := counterpart(day, year)) and other > min(days.sales)
    ]
    return then[0] if then and all(_alone_closed(other, days) for other in then) else None


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


def _same_monday(day: date, year: int) -> date | None:
    return _same_weekday_of_month(day, year) if day.weekday() == MONDAY else None


def _same_weekday_of_month(day: date, year: int) -> date | None:
    """The first Monday of September, the second Monday of October… of another year."""
    first = date(year, day.month, 1)
    first += timedelta((day.weekday() - first.weekday()) % 7 + (day.day - 1) // 7 * 7)
    return first if first.month == day.month else None


def _same_from_easter(day: date, year: int) -> date | None:
    apart = (day - easter(day.year)).days
    return easter(year) + apart * DAY if apart in NEAR_EASTER else None
