"""Rows that stand in a file again, where no number tells a copy from another sale.

Two sales of one soap at one minute are two sales; a year of them in the same order twice is a file
pasted or exported twice. The first are told, the second asked about; neither is left out unsaid.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import gcd

LONG = 5
"""Different rows that, found again one after the other, are a block of the file and no chance."""


@dataclass
class Repeats:
    """Rows met, by their place in the file and what they hold, as a hash: they are many."""

    _places: list[int] = field(default_factory=list)
    _rows: list[int] = field(default_factory=list)

    def take(self, place: int, row: Sequence[str]) -> None:
        """Look at one row; one without a figure is a line of titles."""
        if any(letter.isdigit() for cell in row for letter in cell):
            self._places.append(place)
            self._rows.append(hash(tuple(cell.strip() for cell in row)))

    @cached_property
    def alike(self) -> frozenset[int]:
        """Places of rows of which an equal stands above."""
        first = {row: n for n, row in reversed(list(enumerate(self._rows)))}
        return self._told([n for n, row in enumerate(self._rows) if first[row] < n])

    @cached_property
    def copies(self) -> frozenset[int]:
        """Places of the rows that a whole file, or a block of it, repeats."""
        return self._told(self._of_the_whole() or self._of_blocks())

    def _told(self, rows: Sequence[int]) -> frozenset[int]:
        return frozenset(self._places[n] for n in rows)

    def _of_the_whole(self) -> list[int]:
        """When every row stands there twice, or three times…, whatever their order: the others."""
        times = Counter(self._rows)
        whole = gcd(*times.values())
        if whole < 2 or len(times) < 2:
            return []
        met: Counter[int] = Counter()
        copies = []
        for n, row in enumerate(self._rows):
            met[row] += 1
            if met[row] > times[row] // whole:
                copies.append(n)
        return copies

    def _of_blocks(self) -> list[int]:
        """Rows that follow one another as equal ones did above; `above` is where."""
        first: dict[int, int] = {}
        copies: list[int] = []
        run: list[int] = []
        above = 0
        for n, row in enumerate(self._rows):
            if run and self._rows[above + 1] == row:
                above += 1
            else:
                copies += self._long(run)
                run, above = [], first.get(row, n)
            if above < n:
                run.append(n)
            first.setdefault(row, n)
        return copies + self._long(run)

    def _long(self, run: list[int]) -> list[int]:
        return run if len({self._rows[n] for n in run}) >= LONG else []
