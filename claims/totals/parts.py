"""Totals of a class that is looked at part by part, each of whole claims; the same to the cent.

What adds up is added: amounts, lines, and claims, since a claim is in one part. What does not is
found in a way that needs no part twice from where it was read:

- the median and the 90th percentile are elements of the data. The first look counts, cell by cell,
  how many amounts fall between bounds that every part shares; those counts say between which two
  bounds each element lies, and a second look, at the amounts alone, takes only what lies there;
- services, which several claims may name, are told apart by 128 bits of a hash whose key is drawn
  for the occasion, and counted once each.

Amounts and hashes wait on disk between the looks, in files without a name that hold no name either:
memory does not grow with the class.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from secrets import token_hex
from tempfile import TemporaryFile
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
import pandas as pd

from claims.problems import DoesNotReconcile
from claims.totals.apart import KEY, Apart, Hashes, hashes
from claims.totals.by_subgroup import (
    BY_SUBGROUP,
    Level,
    Row,
    TotalsTable,
    behind,
    distinct,
    half_up,
    levels_of,
    parts_make_the_whole,
    uncounted,
)
from claims.totals.cells import (
    Ints,
    Key,
    Layout,
    exact_sum,
    in_order,
    layout,
    once,
    slices,
    sums,
)
from claims.totals.frame import CENTS
from claims.totals.ranks import Ranks, Wanted, taken, tally

Found = dict[Key, tuple[Ints, Ints]]
"""Cell → the different amounts taken from it, and how many of each."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """What was declared in a part, cell after cell: cell i is cents[starts[i]:starts[i + 1]]."""

    keys: tuple[Key, ...]
    starts: Ints
    cents: Ints

    def taken(self, wanted: Wanted) -> Found:
        """The second look: what lies in the intervals wanted of each cell."""
        cells = zip(self.keys, slices(self.cents, self.starts), strict=True)
        return {key: taken(cents, wanted[key]) for key, cents in cells}


@dataclass(frozen=True, slots=True)
class Part:
    """What a part says at the first look."""

    added: dict[Key, tuple[int, ...]]
    """For every level: claims, lines, the three amounts, and the claims behind them if counted."""
    largest: dict[Key, int]
    tallies: dict[Key, npt.NDArray[np.int32]]
    services: dict[Key, Hashes]
    """Of each cell, once each; as `tallies`, of the deepest level only."""


def fresh_key() -> str:
    """A key for the hashes of one table."""
    return token_hex(KEY // 2)


def first_look(
    frame: pd.DataFrame, by: Sequence[str], key: str, *, count_behind: bool = False
) -> tuple[Part, Amounts]:
    """What the lines of some whole claims say, and their amounts for the second look."""
    laid = layout([frame[name].array for name in by])
    levels = tuple(levels_of(laid.keys, len(by)))
    claims = distinct(frame["number"].array, laid, levels)
    counted = behind(frame, laid, levels) if count_behind else uncounted(levels)
    columns = [laid.gather(frame[name].to_numpy()) for name in CENTS]
    added: dict[Key, tuple[int, ...]] = {}
    largest: dict[Key, int] = {}
    starts = laid.starts
    for level, members, others in zip(levels, claims, counted, strict=True):
        starts = starts[level.firsts]
        cents = zip(*(sums(column, starts) for column in columns), strict=True)
        figures = zip(level.keys, members, np.diff(starts).tolist(), cents, others, strict=True)
        added |= {key: (own, n, *amounts, *more) for key, own, n, amounts, more in figures}
        tops = [int(part.max(initial=0)) for part in slices(columns[0], starts)]
        largest |= zip(level.keys, tops, strict=True)
    if list(added[()][1:5]) != [len(frame), *(exact_sum(frame[name].to_numpy()) for name in CENTS)]:
        raise DoesNotReconcile(f"the total {added[()]} of a part is not that of its lines")
    cells = slices(columns[0], laid.starts)
    tallies = dict(zip(laid.keys, map(tally, cells), strict=True))
    named = dict(zip(laid.keys, _services(frame["service"].array, laid, key), strict=True))
    return Part(added, largest, tallies, named), Amounts(laid.keys, laid.starts, columns[0])


def _services(column: pd.Categorical, laid: Layout, key: str) -> Iterator[Hashes]:
    """The services of each cell, once each; "" is none."""
    known, placed = hashes(column.categories, key), np.asarray(column.categories != "")
    seen = np.empty(len(known), np.int32)
    for codes in slices(laid.gather(column.codes), laid.starts):
        once_each = once(codes, seen)
        yield known[once_each[placed[once_each]]]


class Gathered:
    """The parts so far. `file` is empty, and theirs until the table is made."""

    def __init__(self, by: Sequence[str], file: BinaryIO) -> None:
        self._by = tuple(by)
        self._added: dict[Key, list[int]] = {}
        self._largest: dict[Key, int] = {}
        self._cells: dict[Key, int] = {}
        self._ranks, self._apart = Ranks(), Apart(file)

    def add(self, part: Part) -> None:
        """One more part."""
        for key, figures in part.added.items():
            kept = self._added.get(key, [0] * len(figures))
            self._added[key] = [a + b for a, b in zip(kept, figures, strict=True)]
        for key, cents in part.largest.items():
            self._largest[key] = max(cents, self._largest.get(key, cents))
        cells = [self._cells.setdefault(key, len(self._cells)) for key in part.services]
        self._apart.add(cells, list(part.services.values()))
        self._ranks.add(part.tallies)

    def wanted(self) -> Wanted:
        """What a second look is to take of each cell."""
        return self._ranks.seek(self._made_of())

    def take(self, found: Found) -> None:
        """What a second look at one part found."""
        self._ranks.take(found)

    def table(self) -> TotalsTable:
        """The table, once every part was looked at twice, proved to add up."""
        levels = self._levels()
        order = [self._cells[key] for key in levels[0].keys]
        services = self._apart.counts(order, [level.firsts[:-1] for level in levels])
        rows = [
            tuple(self._row(key, n) for key, n in zip(level.keys, counts, strict=True))
            for level, counts in zip(levels, services, strict=True)
        ]
        subtotals = tuple(row for level in rows[-2:0:-1] for row in level)
        return parts_make_the_whole(TotalsTable(self._by, rows[0], subtotals, rows[-1][0]))

    def _levels(self) -> tuple[Level, ...]:
        return tuple(levels_of(tuple(sorted(self._cells, key=in_order)), len(self._by)))

    def _made_of(self) -> dict[Key, list[Key]]:
        """Key of every level → its cells."""
        made: defaultdict[Key, list[Key]] = defaultdict(list)
        for cell in self._cells:
            for depth in range(len(cell) + 1):
                made[cell[:depth]].append(cell)
        return made

    def _row(self, key: Key, services: int) -> Row:
        claims, lines, declared, supported, admitted, *counted = self._added[key]
        median, p90 = self._ranks.elements(key)
        return Row(
            key, claims, services, lines, declared, supported, admitted,
            half_up(declared, lines), median, p90, self._largest[key], tuple(counted),
        )  # fmt: skip


class Waiting:
    """Amounts between the two looks. `file` is empty, and theirs until then."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._kept: list[tuple[tuple[Key, ...], Ints]] = []

    def keep(self, amounts: Amounts) -> None:
        """Put those of one part aside."""
        self._kept.append((amounts.keys, amounts.starts))
        self._file.write(amounts.cents.tobytes())

    def __iter__(self) -> Iterator[Amounts]:
        self._file.seek(0)
        for keys, starts in self._kept:
            size = int(starts[-1]) * np.dtype(np.int64).itemsize
            yield Amounts(keys, starts, np.frombuffer(self._file.read(size), np.int64))


def totals_by_part(
    frames: Iterable[pd.DataFrame], by: Sequence[str] = BY_SUBGROUP, *, count_behind: bool = False
) -> TotalsTable:
    """Totals of frames that hold whole claims each, as `totals` gives of them all together.

    At least one frame; one is in memory at a time. Raises DoesNotReconcile as `totals` does.
    """
    key = fresh_key()
    with TemporaryFile() as hashed, TemporaryFile() as aside:
        gathered, waiting = Gathered(by, hashed), Waiting(aside)
        for frame in frames:
            part, amounts = first_look(frame, by, key, count_behind=count_behind)
            gathered.add(part)
            waiting.keep(amounts)
        wanted = gathered.wanted()
        for amounts in waiting:
            gathered.take(amounts.taken(wanted))
        return gathered.table()
