"""The reference of one replay after another: each holds nearly the days of the one before.

A history of two years is replayed at every one of its days, while a page waits. Days are put in and
taken out; what they tell is what `by_weekday` tells of them all, within their `limit`.
"""

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from claims.damages.reference import Sold, Weekdays, limit_of

Part = tuple[int, int]
"""Places of a run of days: the first, and the one after the last."""


@dataclass(slots=True)
class Sliding:
    """The days of some parts of `every`, (cents, weekday) in order of time; parts only move on."""

    every: Sequence[tuple[int, int]]
    parts: list[Part] = field(default_factory=list)
    ordered: list[Sold] = field(default_factory=list)
    """The days in the parts, from the one that sold least."""
    selling: list[int] = field(default_factory=list)
    """Cents of those that sold, in the same order."""
    cents: list[int] = field(default_factory=lambda: [0] * 7)
    """Cents sold by weekday, refunds apart."""
    given: int = 0
    """Cents that days gave back."""
    days: list[int] = field(default_factory=lambda: [0] * 7)

    def move(self, parts: Sequence[Part]) -> None:
        """Hold the days of these parts, each at or past the same one of the last time."""
        before = self.parts or [(0, 0) for _ in parts]
        for (old_first, old_end), (first, end) in zip(before, parts, strict=True):
            for place in range(max(old_end, first), end):
                self._put((*self.every[place], place))
            for place in range(old_first, min(first, old_end)):
                self._take((*self.every[place], place))
        self.parts = list(parts)

    def _put(self, day: Sold) -> None:
        cents, weekday, _ = day
        insort(self.ordered, day)
        if cents > 0:
            insort(self.selling, cents)
            self.cents[weekday] += cents
        else:
            self.given -= cents
        self.days[weekday] += 1

    def _take(self, day: Sold) -> None:
        cents, weekday, _ = day
        del self.ordered[bisect_left(self.ordered, day)]
        if cents > 0:
            del self.selling[bisect_left(self.selling, cents)]
            self.cents[weekday] -= cents
        else:
            self.given += cents
        self.days[weekday] -= 1

    def weekdays(self) -> Weekdays:
        """What the days held tell, none beyond their limit."""
        most = limit_of(self.selling)
        orders = takewhile(lambda day: day[0] > most, reversed(self.ordered))
        refunds = takewhile(lambda day: day[0] < -most, self.ordered)
        return Weekdays.of(self.days, self.cents, self.given, [*orders, *refunds], most)
