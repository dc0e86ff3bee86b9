"""The element at a place among amounts that are never held together.

Bounds that depend on nothing but the amount itself part all amounts into some eight thousand
intervals, each within a hundredth of its neighbour. How many amounts lie in each is counted part by
part and added; then the element at any place is known to lie in one interval, and only the amounts
of that one are looked at.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from claims.totals.cells import Ints, Key, nearest_rank

FINE = 7
"""Intervals to a doubling, as a power of two."""
SHIFT = np.finfo(np.float64).nmant - FINE
FIRST = (int(np.array([1.0]).view(np.int64)[0]) >> SHIFT) - 1
INTERVALS = (63 << FINE) + 2
PERCENTS = (50, 90)

Wanted = Mapping[Key, npt.NDArray[np.bool_]]
"""For each cell, which intervals a second look is to take."""


def interval(cents: Ints) -> Ints:
    """The interval of each amount: a larger amount is never in a lower one; 0 holds all up to 0.

    The exponent and first digits of a float are read as a whole number: nothing is computed with
    it, it only says where to look.
    """
    places: Ints = cents.astype(np.float64).view(np.int64)
    places >>= SHIFT
    places -= FIRST
    return np.maximum(places, 0, out=places)


def tally(cents: Ints) -> npt.NDArray[np.int32]:
    """How many amounts lie in each interval, up to the last that has one."""
    return np.bincount(interval(cents)).astype(np.int32)


def taken(cents: Ints, wanted: npt.NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """The different amounts that lie in the intervals wanted, and how many of each."""
    return np.unique(cents[wanted[interval(cents)]], return_counts=True)


class Ranks:
    """Tallies added over the parts, then what is found in the intervals they point at."""

    def __init__(self) -> None:
        self._tallies: dict[Key, Ints] = {}
        self._found: dict[Key, list[tuple[Ints, Ints]]] = {}
        self._made_of: Mapping[Key, Sequence[Key]] = {}

    def add(self, tallies: Mapping[Key, npt.NDArray[np.int32]]) -> None:
        """The tallies of the cells of one more part."""
        for key, counted in tallies.items():
            kept = self._tallies.setdefault(key, np.zeros(INTERVALS, np.int64))
            kept[: len(counted)] += counted

    def seek(self, made_of: Mapping[Key, Sequence[Key]]) -> Wanted:
        """The intervals where percentiles lie. made_of: key of every level → its cells."""
        self._made_of = made_of
        wanted = {cell: np.zeros(INTERVALS, np.bool_) for cell in self._tallies}
        for key, cells in made_of.items():
            where = [at for at, _ in self._sought(key)]
            for cell in cells:
                wanted[cell][where] = True
        return wanted

    def take(self, found: Mapping[Key, tuple[Ints, Ints]]) -> None:
        """What a second look at one part found."""
        for key, each in found.items():
            self._found.setdefault(key, []).append(each)

    def elements(self, key: Key) -> tuple[int, ...]:
        """The percentiles of a cell, subtotal or total; 0 where it has no line."""
        if not self._made_of.get(key):
            return (0,) * len(PERCENTS)
        pairs = [each for cell in self._made_of[key] for each in self._found[cell]]
        amounts, counts = (np.concatenate(each) for each in zip(*pairs, strict=True))
        order = amounts.argsort()
        amounts, counts, where = amounts[order], counts[order], interval(amounts[order])
        return tuple(
            int(_at(place, amounts[where == at], counts[where == at]))
            for at, place in self._sought(key)
        )

    def _sought(self, key: Key) -> list[tuple[int, int]]:
        """For each percentile, the interval it lies in and its place there, from 0."""
        upto = np.cumsum(np.sum([self._tallies[cell] for cell in self._made_of[key]], axis=0))
        ranks = [nearest_rank(int(upto[-1]), percent) for percent in PERCENTS]
        where = [int(upto.searchsorted(rank, side="right")) for rank in ranks]
        below = [int(upto[at - 1]) if at else 0 for at in where]
        return [(at, rank - b) for at, rank, b in zip(where, ranks, below, strict=True)]


def _at(place: int, amounts: Ints, counts: Ints) -> np.int64:
    """The element at a place among sorted amounts, each so many times."""
    found: np.int64 = amounts[np.cumsum(counts).searchsorted(place, side="right")]
    return found
