"""Days of an outage on which the shop is closed every year: nothing is expected of them.

No calendar is asked: the history itself says so. A day is one when its counterpart of every earlier
year that the history knows saw no sale, though every other like weekday around it did. Another
feast is no such weekday: Christmas and New Year's Day are a week apart.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product

from dateutil.easter import easter

from claims.damages.reference import Days
from claims.damages.sales import DAY, SETTLING, History, Window, days_between

AROUND = 4
"""Weeks on each side of a counterpart in which the same weekday always sold."""
FEASTS = 2
"""Of those weeks, how many may hold another feast on the same weekday."""
LIKE = tuple(7 * n for n in range(-AROUND, AROUND + 1) if n)
"""Days to the like weekdays around one."""
MONDAY = 0
NEAR_EASTER = range(-7, 61)
"""Days from Easter, from the Sunday before it to Corpus Christi, of the feasts that follow it."""


def closings(days: Days, of: Iterable[date]) -> Mapping[date, date]:
    """Of these days, those closed each year → the latest counterpart on which the shop was.

    One feast explains one day: after a single year, Labour Day is both a Monday and a date. Feasts
    on a Monday are those of that Monday; others are tried by date first. The days of the outage are
    read together, then those without a sale of the week after it, whichever are asked about.
    """
    asked, found = set(of), dict[date, date]()
    away = days_between(days.start, days.end)
    after = days_between(days.end + DAY, days.end + SETTLING)
    silent = tuple(day for day in after if days.sales.get(day, 0) == 0)
    span = min(days.sales), max(days.sales)
    for group, counterpart in product((away, silent), COUNTERPARTS):
        known = Known(days, span, counterpart, away + silent)
        for day in group:
            then = known.closed_then(day)
            if then and day not in found and then not in found.values():
                found[day] = then
    return {day: then for day, then in sorted(found.items()) if day in asked}


def days_of(history: History, window: Window) -> Days:
    """The days of a history by day, not empty, told which of them are of yearly closings."""
    days = Days.of(history, window)
    return replace(days, closed=frozenset(_every_year(days)))


def _every_year(days: Days) -> Iterator[date]:
    """Days without a sale, alone among their like, whose counterpart of each other year that is
    known was closed as well."""
    span = min(days.sales), max(days.sales)
    away = days_between(days.start, days.end)
    known = [Known(days, span, counterpart, away) for counterpart in COUNTERPARTS]
    for day in _alone(days):
        if any(each.closed_each_year(day) for each in known):
            yield day


def _alone(days: Days) -> Iterator[date]:
    """Days without a sale of which enough like weekdays around are known, and sold, but on as many
    as feasts may be: by the ordinals of days, since a history has a thousand, while a page waits.
    """
    first, last = min(days.sales).toordinal(), max(days.sales).toordinal()
    sold = {day.toordinal() for day, cents in days.sales.items() if cents > 0}
    none = {place for place in range(first, last + 1) if place not in sold}
    hidden = {day.toordinal() for day in days.missing}
    for start, end in days.window.outages:
        hidden.update(range(start.toordinal(), end.toordinal() + 1))
    silent = none - hidden
    for place in sorted(none):
        if sum(place + weeks in silent for weeks in LIKE) <= FEASTS:
            known = sum(first <= place + weeks <= last and place + weeks not in hidden
                        for weeks in LIKE)  # fmt: skip
            day = date.fromordinal(place)
            if known >= AROUND and days.sales.get(day, 0) == 0:
                yield day


Counterpart = Callable[[date, int], date | None]


@dataclass(frozen=True, slots=True)
class Known:
    """What a history tells of feasts that come back in one way. span: its first and last day;
    every: the days asked about."""

    days: Days
    span: tuple[date, date]
    counterpart: Counterpart
    every: Sequence[date]

    def closed_then(self, day: date) -> date | None:
        """The latest counterpart of a day; none unless the shop was closed on that of each year."""
        then = [other for other in self._others(day) if other.year < day.year]
        return then[0] if then and all(map(self._alone_closed, then)) else None

    def closed_each_year(self, day: date) -> bool:
        """Whether a day without a sale is one of a closing that each year known to the history
        has; a year tells nothing by a day of an outage or of the week after it."""
        others = [other for other in self._others(day) if self.days.clean(other)]
        if not others or any(self.days.sales.get(other, 0) for other in others):
            return False
        return all(self._alone_closed(one, known=True) for one in (day, *others))

    def _others(self, day: date) -> list[date]:
        """Its counterparts of other years within the history, the latest first."""
        first, last = self.span
        years = (year for year in range(last.year, first.year - 1, -1) if year != day.year)
        found = (self.counterpart(day, year) for year in years)
        return [other for other in found if other and first < other <= last]

    def _alone_closed(self, day: date, *, known: bool = False) -> bool:
        """Whether nothing was sold that day, when the same weekday always sold around it, but on
        other feasts. known: weeks that the history does not know are left out, not silent."""
        silent = [other for other in self._around(day, known=known) if not self._sold(other)]
        return (
            self.days.sales.get(day, 0) == 0
            and self.days.clean(day)
            and len(silent) <= FEASTS
            and all(map(self._another_feast, silent))
        )

    def _around(self, day: date, *, known: bool) -> list[date]:
        """The like weekdays around a day."""
        first, last = self.span
        every = [day + n * 7 * DAY for n in range(-AROUND, AROUND + 1) if n]
        if not known:
            return every
        return [other for other in every if first <= other <= last and self._is_known(other)]

    def _sold(self, day: date) -> bool:
        return self.days.sales.get(day, 0) > 0

    def _another_feast(self, day: date) -> bool:
        """Whether a day without a sale saw none on its counterparts of the other years that are
        known, those before the outage if any is; where none is, whether it is the counterpart of
        another of the days asked about."""
        known = [other for other in self._others(day) if self._is_known(other)]
        if known:
            earlier = [other for other in known if other < self.days.start]
            return not any(map(self._sold, earlier or known))
        return any(self.counterpart(one, day.year) == day for one in self.every)

    def _is_known(self, day: date) -> bool:
        return not self.days.window.touches(day, day) and day not in self.days.missing


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


COUNTERPARTS = (_same_monday, _same_date, _same_weekday_of_month, _same_from_easter)
