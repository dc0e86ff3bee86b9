"""Lines laid out cell by cell, so that every cell of a table is one slice of an array.

The layout is made once, in blocks that fit the processor's cache, and costs three bytes a line;
each column is then gathered when it is needed and let go. Sums are int64 and guarded, never floats.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import isqrt
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

Key = tuple[str, ...]
Ints = npt.NDArray[np.int64]
T = TypeVar("T")
R = TypeVar("R")

BLOCK = 1 << 16
"""Lines arranged at a time: places within a block fit in 16 bits."""
PER_CELL = 256
"""Lines per cell that a block has at least, so that runs are worth copying."""
MANY_LINES = 200_000
"""Below, starting threads takes longer than the work."""
SAMPLED = 64
"""One amount in so many is sampled before a percentile is looked for."""
DENSE = 1 << 16
"""Most cells counted directly; beyond, cells without a line are left out first."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each line goes. `keys` in order, "" after every other text; cell i is starts[i:i+2]."""

    keys: tuple[Key, ...]
    starts: Ints
    order: npt.NDArray[Any]
    block: int
    runs: Ints
    """Block × cell: lines of that cell in that block, cells in the order of their codes."""
    places: Ints
    """Block × cell: where that run begins."""
    threads: int = 1

    def gather(self, column: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """A copy of the column, cell after cell, each cell in the order of its lines."""
        laid = np.empty_like(column)

        def lay(block: int) -> None:
            part = slice(block * self.block, (block + 1) * self.block)
            # "clip": every place is within the block, and "raise" would look again at each
            taken = column[part].take(self.order[part].astype(np.intp), mode="clip")
            begin = 0
            for place, run in zip(
                self.places[block].tolist(), self.runs[block].tolist(), strict=True
            ):
                laid[place : place + run] = taken[begin : begin + run]
                begin += run

        in_threads(lay, range(len(self.runs)), self.threads)
        return laid


def layout(columns: Sequence[pd.Categorical], threads: int = 1) -> Layout:
    """How the lines go into the cells of these columns together; cells without a line are not."""
    codes, keys = combined(columns)
    threads = threads if len(codes) >= MANY_LINES else 1
    block = max(BLOCK, PER_CELL * len(keys))
    order = np.empty(len(codes), np.uint16 if block <= 1 << 16 else np.uint32)
    runs = np.zeros((-(-len(codes) // block), len(keys)), np.int64)

    def sort(number: int) -> None:
        part = slice(number * block, (number + 1) * block)
        order[part] = codes[part].argsort(kind="stable")
        runs[number] = np.bincount(codes[part], minlength=len(keys))

    in_threads(sort, range(len(runs)), threads)
    counts = runs.sum(axis=0)
    ranked = sorted(np.flatnonzero(counts).tolist(), key=lambda code: in_order(keys[code]))
    starts = np.concatenate(([0], np.cumsum(counts[ranked]))).astype(np.int64)
    places = np.cumsum(runs, axis=0) - runs
    places[:, ranked] += starts[:-1]
    return Layout(tuple(keys[c] for c in ranked), starts, order, block, runs, places, threads)


def combined(columns: Sequence[pd.Categorical]) -> tuple[npt.NDArray[Any], list[Key]]:
    """One small code per line for all the columns, and the key of each code."""
    codes: npt.NDArray[Any] = np.zeros(len(columns[0]), np.uint8)
    keys: list[Key] = [()]
    for column in columns:
        known = list(column.categories)
        if len(keys) > 1 and len(keys) * len(known) > DENSE:
            present, codes = np.unique(codes, return_inverse=True)
            keys = [keys[code] for code in present]
        width = np.min_scalar_type(max(len(keys) * len(known) - 1, 0))
        codes = codes.astype(width)
        if len(keys) > 1:
            codes *= width.type(len(known))
        codes += column.codes.astype(width)
        keys = [(*key, text) for key in keys for text in known]
    return codes, keys


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


def nearest_rank(n: int, percent: int) -> int:
    """Place, from 0, of a percentile among n sorted elements: the ⌈n × percent / 100⌉-th one."""
    return -(-n * percent // 100) - 1


def element(cents: Ints, place: int, sample: Ints) -> int:
    """The element that sorting would put at a place, from 0.

    A sorted sample says between which two amounts to look; when it misleads, or is short, all are
    looked at. Half the time of partitioning everything.
    """
    about, slack = place * len(sample) // len(cents), 2 * isqrt(len(sample))
    if len(sample) > 4 * slack:
        low, high = sample[max(about - slack, 0)], sample[min(about + slack, len(sample) - 1)]
        below = int(np.count_nonzero(cents < low))
        among = cents[(cents >= low) & (cents <= high)]
        if below <= place < below + len(among):
            return int(np.partition(among, place - below)[place - below])
    return int(np.partition(cents, place)[place])


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
