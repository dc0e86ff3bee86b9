"""Lines laid out cell by cell, so that every cell of a table is one slice of an array.

The layout is made once, in blocks that fit the processor's cache, and costs two bytes a line; each
column is then gathered when it is needed and let go. Sums are int64 and guarded, never floats.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

Key = tuple[str, ...]
Ints = npt.NDArray[np.int64]
Side = tuple[npt.NDArray[Any], int]
"""A code per line, and how many codes there are."""
T = TypeVar("T")
R = TypeVar("R")

BLOCK = 1 << 16
"""Most lines arranged at a time, with few cells: places within a block fit in 16 bits."""
BLOCKS = 8
"""Fewest blocks, with few cells: arranging one takes sixteen bytes for each of its lines."""
PER_CELL = 64
"""Lines per cell that a block has at least, so that runs are worth copying."""
MANY_LINES = 200_000
"""Below, starting threads takes longer than the work."""
DENSE = 1 << 16
"""Most cells counted directly; beyond, cells without a line are left out first."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each line goes. `keys` in order, "" after every other text; cell i is starts[i:i+2]."""

    keys: tuple[Key, ...]
    starts: Ints
    order: npt.NDArray[Any]
    """The lines of each block, cell after cell, as places within the block."""
    block: int
    begins: Ints
    """Block × cell: where in the order of that block the lines of that cell begin."""
    runs: Ints
    """Block × cell: how many they are."""
    places: Ints
    """Block × cell: where they go."""
    threads: int = 1

    def gather(self, column: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """A copy of the column, cell after cell, each cell in the order of its lines."""
        laid = np.empty_like(column)

        def lay(number: int) -> None:
            within = slice(number * self.block, (number + 1) * self.block)
            part, order = column[within], self.order[within]
            where = (each[number].tolist() for each in (self.begins, self.runs, self.places))
            for begin, run, place in zip(*where, strict=True):
                # "clip": every place is within the block, and "raise" would write by a detour
                to = laid[place : place + run]
                part.take(order[begin : begin + run], out=to, mode="clip")

        in_threads(lay, range(len(self.runs)), self.threads)
        return laid


def layout(columns: Sequence[pd.Categorical], threads: int = 1) -> Layout:
    """How the lines go into the cells of these columns together; cells without a line are not."""
    sides, keys = crossed(columns)
    lines = len(columns[0])
    threads = threads if lines >= MANY_LINES else 1
    block = max(min(BLOCK, lines // BLOCKS), PER_CELL * len(keys), 1)
    order = np.empty(lines, np.uint16 if block <= 1 << 16 else np.uint32)
    runs = np.zeros((-(-lines // block), len(keys)), np.int64)

    def sort(number: int) -> None:
        within = slice(number * block, (number + 1) * block)
        codes = combined(sides, len(keys), within)
        order[within] = codes.argsort(kind="stable")
        runs[number] = np.bincount(codes, minlength=len(keys))

    in_threads(sort, range(len(runs)), threads)
    present = np.flatnonzero(runs.sum(axis=0)).tolist()
    ranked = sorted(present, key=lambda code: in_order(keys[code]))
    begins, runs = (np.cumsum(runs, axis=1) - runs)[:, ranked], runs[:, ranked]
    starts = np.concatenate(([0], np.cumsum(runs.sum(axis=0)))).astype(np.int64)
    places = starts[:-1] + np.cumsum(runs, axis=0) - runs
    found = tuple(keys[code] for code in ranked)
    return Layout(found, starts, order, block, begins, runs, places, threads)


def crossed(columns: Sequence[pd.Categorical]) -> tuple[list[Side], list[Key]]:
    """What makes one small code per line of all the columns, and the key of each code."""
    sides: list[Side] = []
    keys: list[Key] = [()]
    for column in columns:
        known = list(column.categories)
        if sides and len(keys) * len(known) > DENSE:
            present, codes = np.unique(combined(sides, len(keys)), return_inverse=True)
            keys = [keys[code] for code in present]
            sides = [(codes, len(keys))]
        sides.append((column.codes, len(known)))
        keys = [(*key, text) for key in keys for text in known]
    return sides, keys


def combined(sides: Sequence[Side], cells: int, within: slice = slice(None)) -> npt.NDArray[Any]:
    """The code of each of these lines, in the least width that holds as many as there are cells."""
    width = np.min_scalar_type(max(cells, *(size for _, size in sides)))
    codes: npt.NDArray[Any] = np.zeros(len(sides[0][0][within]), width)
    for column, size in sides:
        codes *= width.type(size)
        codes += column[within].astype(width)
    return codes


def in_order(key: Key) -> tuple[tuple[bool, str], ...]:
    """Sorts keys by text, what is not placed after what is."""
    return tuple((not text, text) for text in key)


def exact_sum(cents: Ints) -> int:
    """The sum as a Python int, right even where 64 bits would overflow."""
    if not len(cents):
        return 0
    if max(int(cents.max()), -int(cents.min())) * len(cents) < 1 << 63:
        return int(cents.sum())
    return (int((cents >> 32).sum()) << 32) + int((cents & 0xFFFFFFFF).sum())


def sums(column: Ints, starts: Ints) -> list[int]:
    """The exact sum of each cell of a column laid out, whose cell i is starts[i:i+2]."""
    lines = np.diff(starts)
    most = max(int(column.max(initial=0)), -int(column.min(initial=0)))
    if lines.all() and most * int(lines.max(initial=0)) < 1 << 63:
        found: list[int] = np.add.reduceat(column, starts[:-1]).tolist()
        return found
    return [exact_sum(part) for part in slices(column, starts)]


def slices(column: Ints, starts: Ints) -> list[Ints]:
    """The cells of a column laid out."""
    return [column[a:b] for a, b in pairwise(starts.tolist())]


def nearest_rank(n: int, percent: int) -> int:
    """Place, from 0, of a percentile among n sorted elements: the ⌈n × percent / 100⌉-th one."""
    return -(-n * percent // 100) - 1


def once(members: npt.NDArray[Any], seen: npt.NDArray[np.int32]) -> npt.NDArray[Any]:
    """Each member one time. `seen` is any array longer than the largest member; it is written on.

    Of the lines of one member only the last to sign `seen` finds its own signature there.
    """
    places = np.arange(len(members), dtype=np.int32)
    seen[members] = places
    signed: npt.NDArray[Any] = members[seen[members] == places]
    return signed


def in_threads(work: Callable[[T], R], parts: Iterable[T], threads: int) -> list[R]:
    """The work done on every part, in order; numpy lets threads run beside each other."""
    if threads == 1:
        return [work(part) for part in parts]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, parts))
