"""How many different services cells have, when no memory holds all their names.

A name is known by 128 bits of a hash whose key is drawn for one table and kept nowhere: two of a
hundred million names meet by chance once in 10²² tables, and no one can choose names that meet.
Hashes wait in a file without a name, those that begin alike together, and are counted group after
group.
"""

from collections.abc import Sequence
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
import pandas as pd

from claims.totals.cells import Ints

NAMED = np.dtype([("first", np.uint64), ("second", np.uint64)])
PLACED = np.dtype([("first", np.uint64), ("second", np.uint64), ("cell", np.uint32)])
GROUPS = 64
TOP = np.uint64(58)
"""The first six bits of a hash say its group."""
KEY = 32
"""Characters of a key: sixteen for each half of a hash."""
Hashes = npt.NDArray[np.void]


def hashes(names: pd.Index, drawn: str) -> Hashes:
    """The hash of each name under a key of 32 ASCII characters."""
    if len(drawn) != KEY:
        raise ValueError(f"a key has {KEY} characters, not {len(drawn)}")
    texts = np.asarray(names, dtype=object)
    made = np.empty(len(texts), NAMED)
    for half, key in zip(NAMED.names or (), (drawn[:16], drawn[16:]), strict=True):
        made[half] = pd.util.hash_array(texts, hash_key=key, categorize=False)
    return made


class Apart:
    """Names by cell, to be counted once each. `file` is empty, and theirs until then."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._runs: list[list[tuple[int, int]]] = [[] for _ in range(GROUPS)]

    def add(self, cells: Sequence[int], names: Sequence[Hashes]) -> None:
        """The names of some cells, each by its number."""
        sizes = [len(each) for each in names]
        placed = np.empty(sum(sizes), PLACED)
        for half in NAMED.names or ():
            placed[half] = np.concatenate([each[half] for each in names]) if names else []
        placed["cell"] = np.repeat(np.array(cells, np.uint32), sizes)
        group = (placed["first"] >> TOP).astype(np.uint8)
        begin = self._file.seek(0, 2)
        self._file.write(placed[group.argsort(kind="stable")].tobytes())
        for known, size in enumerate(np.bincount(group, minlength=GROUPS).tolist()):
            self._runs[known].append((begin, size))
            begin += size * PLACED.itemsize

    def counts(self, order: Sequence[int], levels: Sequence[Ints]) -> list[list[int]]:
        """For each level, how many different names each cell has.

        order: numbers of the cells, those of one subtotal together; levels: for each, where in
        the level before the parts of each of its cells begin.
        """
        rank = np.empty(len(order), np.int64)
        rank[list(order)] = np.arange(len(order))
        told = [np.zeros(len(firsts), np.int64) for firsts in levels]
        for runs in self._runs:
            seen = self._seen(runs, rank)
            for level, firsts in enumerate(levels):
                if len(rank):
                    seen = np.logical_or.reduceat(seen, firsts, axis=1)
                    told[level] += seen.sum(axis=0)
        return [each.tolist() for each in told]

    def _seen(self, runs: Sequence[tuple[int, int]], rank: Ints) -> npt.NDArray[np.bool_]:
        """Name × cell: whether the cell has it, for the names of one group."""
        placed = np.concatenate([self._read(*run) for run in runs] or [np.empty(0, PLACED)])
        order = np.lexsort((placed["second"], placed["first"]))
        first, second = placed["first"][order], placed["second"][order]
        new = np.append(False, (first[1:] != first[:-1]) | (second[1:] != second[:-1]))
        name = np.cumsum(new[: len(order)])
        seen = np.zeros((int(name[-1]) + 1 if len(name) else 0, len(rank)), np.bool_)
        seen[name, rank[placed["cell"][order]]] = True
        return seen

    def _read(self, begin: int, size: int) -> npt.NDArray[Any]:
        self._file.seek(begin)
        return np.frombuffer(self._file.read(size * PLACED.itemsize), PLACED)
