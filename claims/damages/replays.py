"""How far an estimate may be off: the same method, replayed where what was sold is known.

Every other stretch of the history that lasts as long as the outage, those that overlap too, is
estimated as though it had been one. The ratios of what was really sold to what the method expected,
put in order, say between which bounds the sales of the outage would have fallen, so many times out
of a hundred.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import compress
from math import ceil, floor
from statistics import median

from claims.damages.reference import (
    ALONE,
    EACH_SIDE,
    FEWEST,
    Days,
    Side,
)
from claims.damages.sales import SETTLING, Interval, days_between
from claims.damages.sliding import Part, Sliding
from claims.money import EXACT, to_cents

COVERAGE = Decimal("0.8")
ONE = Decimal(1)
MOST = 1_000
"""Stretches replayed at the most, evenly spread over the history: every one of nearly three years.
With one in five, the median and the bounds would hang on which are drawn."""


def interval(
    days: Days, side: Side, expected: Decimal, coverage: Decimal = COVERAGE
) -> Interval | None:
    """Between which cents the sales of the outage would have fallen; None when nothing can tell.

    expected: units of money; coverage: share of the stretches that fall inside.
    """
    return replayed(days, side, len(days.window.days)).bounds(expected, coverage)


@dataclass(frozen=True, slots=True)
class Replayed:
    """Ratios of sold to expected, in order, of stretches of one length. apart: how many of these
    stretches share no day."""

    ratios: tuple[Decimal, ...]
    apart: int

    def bounds(self, expected: Decimal, coverage: Decimal) -> Interval | None:
        """The interval around what is expected, in units of money."""
        return bounds(self.ratios, expected, coverage, self.apart)


def replayed(days: Days, side: Side, length: int) -> Replayed:
    """The method replayed on the other stretches of so many days."""
    told = dict(Timeline.of(days).replays(length, side))
    return Replayed(tuple(sorted(told.values())), sharing_no_day(told, length))


def sharing_no_day(firsts: Iterable[int], length: int) -> int:
    """The most stretches of so many days, of those that begin on these days in order, that share
    no day: each the first that begins after the one before has ended."""
    counted, free = 0, 0
    for first in firsts:
        if first >= free:
            counted, free = counted + 1, first + length
    return counted


def fewest(coverage: Decimal) -> int:
    """The least stretches that share no day from which bounds are drawn: with nine, the first and
    the last leave a tenth on each side."""
    return floor(2 / (1 - coverage)) - 1


def bounds(
    ratios: Sequence[Decimal], expected: Decimal, coverage: Decimal, apart: int
) -> Interval | None:
    """The bounds these ratios give, in order. apart: how many of their stretches share no day.

    The rank of a bound is that of a prediction: with m replays, the k-th in order leaves k chances
    in m + 1 below it. When that many stretches sold nothing, the low bound is zero and all the risk
    is above. The interval always holds what is expected: one that had to be widened for it says the
    share of the replays it then holds, by the same rank.
    """
    tail = (1 - coverage) / 2
    if min(apart, len(ratios)) < fewest(coverage):
        return None
    m = len(ratios)
    nothing = sum(ratio <= 0 for ratio in ratios)
    below, above = (Decimal(0), coverage) if nothing >= tail * m else (tail, 1 - tail)
    low = ratios[max(floor(below * (m + 1)) - 1, 0)] if below else Decimal(0)
    high = ratios[min(ceil(above * (m + 1)), m) - 1]
    held = coverage
    if low > ONE or high < ONE:
        low, high = min(low, ONE), max(high, ONE)
        held = max(
            coverage, _whole_percent(bisect_right(ratios, high) - _under(ratios, low), m + 1)
        )
    with localcontext(EXACT):
        least, middle, most = (
            to_cents(expected * max(ratio, Decimal(0))) for ratio in (low, median(ratios), high)
        )
    return Interval(least, most, held, m, middle)


def _under(ratios: Sequence[Decimal], low: Decimal) -> int:
    """How many fall below a bound; none below zero, where refunds stand."""
    return bisect_left(ratios, low) if low > 0 else 0


def _whole_percent(part: int, whole: int) -> Decimal:
    """A share, rounded down to the hundredth."""
    return Decimal(part * 100 // whole) / 100


@dataclass(frozen=True, slots=True)
class Timeline:
    """A history day after day from its first, in cents; usable: no outage, no yearly closing, and
    none of a long run without a line, unless nothing is said to have been sold on it."""

    weekday: int
    """Of the first day."""
    cents: Sequence[int]
    usable: Sequence[bool]

    @classmethod
    def of(cls, days: Days) -> "Timeline":
        """Every day from the first to the last line; the days after an outage settle first."""
        every = days_between(min(days.sales), max(days.sales))
        hidden = {*days.unknown, *days.closed}
        for start, end in days.window.outages:
            hidden.update(days_between(start, end + SETTLING))
        sold = [days.sales.get(day, 0) for day in every]
        return cls(every[0].weekday(), sold, [day not in hidden for day in every])

    def replays(self, length: int, side: Side) -> Iterator[tuple[int, Decimal]]:
        """First day and sold to expected, of stretches evenly spread, in order of time; those that
        nothing tells are left out."""
        known = list(compress(range(len(self.cents)), self.usable))
        held = Sliding([(self.cents[day], (self.weekday + day) % 7) for day in known])
        for first in self.starts(known, length, side):
            held.move(references(known, first, length, side))
            expected = held.weekdays().expected(self.wanted(first, length))
            if expected > 0:
                sold = sum(self.cents[first : first + length])
                with localcontext(EXACT):
                    yield first, Decimal(sold) / 100 / expected

    def starts(self, known: Sequence[int], length: int, side: Side) -> list[int]:
        """First days of the stretches replayed: whole ones, with days enough around them."""
        every = [
            first
            for place, first in enumerate(known[: max(len(known) - length + 1, 0)])
            if known[place + length - 1] == first + length - 1
            and min(end - begin for begin, end in references(known, first, length, side)) >= FEWEST
        ]
        kept = min(len(every), MOST)
        return [every[n * len(every) // kept] for n in range(kept)]

    def wanted(self, first: int, length: int) -> list[int]:
        """How many days of a stretch fall on each weekday, Monday first."""
        wanted = [length // 7] * 7
        for day in range(first, first + length % 7):
            wanted[(self.weekday + day) % 7] += 1
        return wanted


def references(known: Sequence[int], first: int, length: int, side: Side) -> tuple[Part, ...]:
    """Places, among the days known, of those that the method estimates a stretch from."""
    until = bisect_left(known, first)
    since = bisect_left(known, first + length + SETTLING.days)
    before = max(until - (EACH_SIDE if side == "before-and-after" else ALONE), 0), until
    after = since, min(since + EACH_SIDE, len(known))
    return {"before-and-after": (before, after), "before": (before,), "after": (after,)}[side]
