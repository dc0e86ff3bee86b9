"""Days on which the shop is closed every year: nothing is expected of them, and they tell nothing
of the days on which it is open.

No calendar is asked: the history itself says so. A day comes back each year by its date, its rank
in the month or its place from Easter. It is that of a closing when no year known to the history
sold anything on it, and when as many silent days would hardly come together by chance. One rule
serves the outage, the week after it, the reference, the season and the replays.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import chain
from math import prod

from dateutil.easter import easter

from claims.damages.reference import EACH_SIDE, Days
from claims.damages.sales import DAY, SETTLING, History, Window, days_between

RARE = Fraction(1, 200)
"""Below such odds chance does not explain the silent days of other years: they are of a closing."""
TOLD = Fraction(1, 5)
"""From `RARE` to such odds nobody knows: the days are told, and sales expected of them."""
FEWEST = 52
"""Like weekdays below which a shop's chance of a silent one is not known: a year of them."""
AROUND = 4
"""Weeks on each side of a silent day, where one year tells alone..."""
BESIDE = 2
"""...in which so many like weekdays may be silent as well: a closing of three weeks at the most."""
MONDAY = 0
NEAR_EASTER = range(-7, 61)
"""Days from Easter, from the Sunday before it to Corpus Christi, of the feasts that follow it."""
Feast = tuple[date, ...]
"""Days that come back together, one a year, in order."""


def days_of(history: History, window: Window) -> Days:
    """The days of a history by day, not empty, told which of them are of yearly closings."""
    return with_closings(Days.of(history, window))


def with_closings(days: Days) -> Days:
    """The same, told which days are of yearly closings, and which of the outage may be."""
    shop = Shop.of(days)
    told: dict[date, date] = {}
    closed, perhaps = (shop.closed(odds, told) for odds in (RARE, TOLD))
    away = (day for day in days.window.days if day in perhaps and day not in closed)
    return replace(days, closed=closed, doubted={day: perhaps[day] for day in away})


def closings(days: Days, of: Iterable[date]) -> Mapping[date, date]:
    """Of these days, those closed each year → the day of another year on which the shop was, the
    latest before it if any is."""
    return {day: days.closed[day] for day in of if day in days.closed}


@dataclass(frozen=True)
class Shop:
    """What a history tells of the days it may be closed. known: those that say whether the shop
    sold, in order; sold: those with a sale or a refund, in an outage too; away: those of the outage
    and of the week after it."""

    feasts: Sequence[Feast]
    known: Sequence[date]
    sold: frozenset[date]
    away: frozenset[date]

    @classmethod
    def of(cls, days: Days) -> "Shop":
        """The feasts of a history and of the outage, the week after it included."""
        first, last = min(days.sales), max(days.sales)
        known = [day for day in days_between(first, last) if days.clean(day)]
        sold = frozenset(day for day, cents in days.sales.items() if cents)
        start, until = days.start, days.end + SETTLING
        away = frozenset(days_between(start, until))
        return cls(_feasts(min(first, start), max(last, until)), known, sold, away)

    def closed(self, odds: Fraction, told: dict[date, date]) -> dict[date, date]:
        """Days closed each year unless chance, at such odds or above, explains it → the day that
        says so. told: the days found before → the one of another year that each takes for itself;
        those of the ones found are put in."""
        found: dict[date, date] = {}
        says: dict[date, list[date]] = defaultdict(list)
        for feast, silent in self._never_sold:
            for day in (day for day in feast if day in silent or day in self.away):
                then = [other for other in silent if other != day]
                if self._no_chance(then, odds):
                    says[day].extend(then)
                    if day in silent or len(then) > 1:
                        found.setdefault(day, max((d for d in then if d < day), default=then[0]))
        if says.keys() - found.keys():
            _share(says, told)
        return {day: told[day] for day in says if day in told} | found

    @cached_property
    def _never_sold(self) -> list[tuple[Feast, list[date]]]:
        """Feasts on which no year sold, with the days that say so: those of most years first."""
        silent = set(self.known).difference(self.sold)
        found = [
            (feast, [day for day in feast if day in silent])
            for feast in self.feasts
            if self.sold.isdisjoint(feast) and not silent.isdisjoint(feast)
        ]
        return sorted(found, key=lambda one: -len(one[1]))

    def _no_chance(self, silent: Sequence[date], odds: Fraction) -> bool:
        """Whether these silent days of other years would come together below such odds."""
        if not silent or (len(silent) == 1 and not self._alone(silent[0])):
            return False
        return prod(map(self._chance, silent)) < odds

    def _chance(self, day: date) -> Fraction:
        """The share of like weekdays without a sale, in the whole history or within a quarter of a
        day, whichever is more; of those that no yearly closing may explain."""
        every, silent = self._like[day.weekday()]
        if len(every) < FEWEST:
            return Fraction(1)
        place = day.toordinal()
        near = [
            bisect_right(days, place + EACH_SIDE) - bisect_left(days, place - EACH_SIDE)
            for days in (silent, every)
        ]
        return max(Fraction(len(silent), len(every)), Fraction(near[0], near[1] or 1))

    @cached_property
    def _like(self) -> list[tuple[list[int], list[int]]]:
        """By weekday, the ordinals of the days known that another year, if any, shows to be no
        feast; and of those among them that sold nothing. Whether a day itself sold has no part in
        it, or the share would not be that of chance."""
        apart = set(chain.from_iterable(map(self._may_be_closed, self.feasts)))
        found: list[tuple[list[int], list[int]]] = [([], []) for _ in range(7)]
        for day in self.known:
            if day not in apart:
                for days in found[day.weekday()][: 1 if day in self.sold else 2]:
                    days.append(day.toordinal())
        return found

    def _may_be_closed(self, feast: Feast) -> Iterable[date]:
        """The days of a feast of which no other year sold."""
        sold = [day for day in feast if day in self.sold]
        return () if len(sold) > 1 else sold or feast

    def _alone(self, day: date) -> bool:
        """Whether few like weekdays around a day were silent."""
        silent = self._like_silent[day.weekday()]
        place = day.toordinal()
        span = bisect_left(silent, place - 7 * AROUND), bisect_right(silent, place + 7 * AROUND)
        return span[1] - span[0] - 1 <= BESIDE

    @cached_property
    def _like_silent(self) -> list[list[int]]:
        """By weekday, the ordinals of the days known without a sale."""
        found: list[list[int]] = [[] for _ in range(7)]
        for day in self.known:
            if day not in self.sold:
                found[day.weekday()].append(day.toordinal())
        return found


def _share(says: Mapping[date, Sequence[date]], told: dict[date, date]) -> None:
    """Give each day one of those that say it is closed, to no two of them the same, and to as many
    as can be: what a day was given goes to another that has no other, if it has another itself. The
    first go before the last; told holds what is given."""
    given = {other: day for day, other in told.items()}
    in_vain: set[date] = set()
    for wanting in (day for day in says if day not in told):
        asked: dict[date, date] = {}
        free = _free(wanting, says, given, asked, in_vain)
        if free is None:
            in_vain.update(asked)
        else:
            _pass_on(free, asked, given, told)


def _free(
    wanting: date, says: Mapping[date, Sequence[date]], given: Mapping[date, date],
    asked: dict[date, date], in_vain: set[date],
) -> date | None:  # fmt: skip
    """The nearest day that nobody has, asked by a day or by who would give it theirs; None without
    one. asked: who asked for each, put in; in_vain: the days known to lead to none."""
    days = [wanting]
    for day in days:
        for other in says[day]:
            if other not in asked and other not in in_vain:
                asked[other] = day
                if other not in given:
                    return other
                days.append(given[other])
    return None


def _pass_on(
    free: date, asked: Mapping[date, date], given: dict[date, date], told: dict[date, date]
) -> None:
    """Give a day that nobody has to who asked for it, what that one had to who asked for that, and
    so on."""
    other: date | None = free
    while other is not None:
        day = given[other] = asked[other]
        told[day], other = other, told.get(day)


@lru_cache(maxsize=64)  # the same for every shop, and asked again for each outage of a history
def _feasts(first: date, last: date) -> tuple[Feast, ...]:
    """The feasts of which these days may be, by each way to come back: Mondays of a rank in the
    month, dates, other weekdays of a rank, and places from Easter."""
    found: dict[tuple[int, ...], list[date]] = defaultdict(list)
    easters = {year: easter(year) for year in range(first.year, last.year + 1)}
    for day in days_between(first, last):
        for key in _keys(day, easters[day.year]):
            found[key].append(day)
    return tuple(tuple(days) for _, days in sorted(found.items(), key=lambda one: one[0][0])
                 if len(days) > 1)  # fmt: skip


def _keys(day: date, sunday: date) -> Iterator[tuple[int, ...]]:
    """What each way a day comes back is known by."""
    rank, weekday = (day.day - 1) // 7, day.weekday()
    yield (0 if weekday == MONDAY else 2), day.month, weekday, rank
    yield 1, day.month, day.day
    if (apart := (day - sunday) // DAY) in NEAR_EASTER:
        yield 3, apart
