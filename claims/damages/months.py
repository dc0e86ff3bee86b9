"""The months of a history: those that no outage touches, and what each counts for.

A month far above the others, that no other year repeats, is a large order and not a season: it
counts for a share, as a day does in a history by day; so does a month of refunds, as far below
the middle month as the other above it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from claims.damages.sales import DAY, SETTLING, Tape, Window, last_of_month
from claims.i18n.formats import month
from claims.i18n.text import Language, Text
from claims.money import to_units

Sales = dict[date, int]
"""First day of the month → cents."""
FEWEST = 2
"""Months of reference at the least."""
USUAL = 3
"""A month counts for so many times the middle selling month at the most..."""


@dataclass(frozen=True, slots=True)
class Months:
    """Clean months, what they sold and what they count for."""

    sold: Sales
    counted: Sales

    @classmethod
    def of(cls, clean: Sales) -> "Months":
        """Each month at its limit; ...or at what the same month of another year sold, if more.

        The least is as far from the middle month as the most: an order and its refund, both cut,
        come to two middle months.
        """
        selling = [cents for cents in clean.values() if cents > 0]
        middle = median_low(selling) if selling else 0
        usual, least = USUAL * middle, (2 - USUAL) * middle
        most = {number: max(usual, cents) for number, cents in _repeated(clean).items()}
        counted = {
            first: max(min(cents, most[first.month]), least) for first, cents in clean.items()
        }
        return cls(clean, counted)

    def exceptional(self, first: date) -> bool:
        """Whether a month counts for less than it sold, or refunded, and the same month of no other
        year comes to half of what it counts for: it tells of no season."""
        counted = self.counted[first]
        if counted == self.sold[first]:
            return False
        alike = [o for o in self.sold if o.month == first.month and o != first]
        way = 1 if counted > 0 else -1
        return all(2 * way * self.sold[other] < way * counted for other in alike)

    def ordinary(self, months: Iterable[date]) -> list[date]:
        """These months without the exceptional ones, unless those are as many as the others."""
        every = list(months)
        kept = [first for first in every if not self.exceptional(first)]
        return kept if 2 * len(kept) > len(every) and len(kept) >= FEWEST else every

    def take(self, part: Tape, name: str, said: Text, months: Iterable[date]) -> None:
        """Take what months sold, less what is beyond what they count for, up or down."""
        wanted = list(months)
        beyond = [self.sold[first] - self.counted[first] for first in wanted]
        sold = sum(self.sold[first] for first in wanted)
        part.then("take", name, said, to_units(sold), "money")
        part.limited(
            sum(cents for cents in beyond if cents > 0),
            -sum(cents for cents in beyond if cents < 0),
        )


def _repeated(clean: Sales) -> Mapping[int, int]:
    """By month of the year, the most that two years sold: only one month may be above it."""
    years: defaultdict[int, list[int]] = defaultdict(list)
    for first, cents in clean.items():
        years[first.month].append(cents)
    return {number: sorted([*sold, 0])[-2] for number, sold in years.items()}


def months_of(window: Window) -> dict[date, int]:
    """Each month of the outage, with its days without service."""
    days = Counter(day.replace(day=1) for day in window.days)
    return dict(sorted(days.items()))


def untouched(first: date, window: Window) -> bool:
    """Whether no outage touches a month, nor the week in which sales settle after another one."""
    start, end = window.joined()
    others = (last for since, last in window.outages if not start <= since <= end)
    settles = (last + DAY <= last_of_month(first) and last + SETTLING >= first for last in others)
    return not touched(first, window) and not any(settles)


def touched(first: date, window: Window) -> bool:
    """Whether an outage falls within a month."""
    return window.touches(first, last_of_month(first))


def length_of(first: date) -> int:
    """The days of a month."""
    return last_of_month(first).day


def year_before(first: date) -> date:
    """The same month, a year earlier."""
    return first.replace(year=first.year - 1)


def listed(months: Iterable[date], language: Language) -> str:
    """Months by their names, one after the other."""
    return ", ".join(month(first, language) for first in months)


def named(months: Iterable[date]) -> dict[str, str]:
    """Months by their names, as a sentence in either language takes them."""
    every = list(months)
    return {"months_fr": listed(every, "fr"), "months_en": listed(every, "en")}
