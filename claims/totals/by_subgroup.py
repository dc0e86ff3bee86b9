"""Totals by group, subgroup and head, and by any other column, with every subtotal and the whole.

Declared, supported and admitted are never mixed. Median and 90th percentile are elements of what
was declared, by one rule (nearest rank: the ⌈n × percent / 100⌉-th smallest), so no float arises.
Claims and services are counted anew at every level: who claims under two heads is one claimant, so
the parts of a count are never added. Amounts and lines are, and are proved to make the whole.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from claims.problems import DoesNotReconcile
from claims.totals.cells import (
    Ints,
    Key,
    Layout,
    exact_sum,
    in_threads,
    layout,
    nearest_rank,
    once,
    slices,
    sums,
)
from claims.totals.frame import CENTS

BY_SUBGROUP = ("group", "subgroup", "head")
ADDED = ("lines", "declared", "supported", "admitted")
"""What adds up from parts to the whole; the other figures do not."""
BEHIND = (
    ("declared_cents",), ("supported_cents",), ("admitted_cents",),
    ("declared_cents", "supported_cents"),
    ("declared_cents", "admitted_cents"),
    ("supported_cents", "admitted_cents"),
)  # fmt: skip
"""Amounts, and pairs of them that a reader can subtract, in the order of `Row.behind`."""


@dataclass(frozen=True, slots=True)
class Row:
    """One cell, subtotal or total. Amounts in cents; mean to largest are of declared, by line."""

    key: Key
    """One text for each column of `by`; fewer for a subtotal, none for the total."""
    claims: int
    services: int
    lines: int
    declared: int
    supported: int
    admitted: int
    mean: int
    """Rounded half up to the cent."""
    median: int
    p90: int
    largest: int
    behind: tuple[int, ...] = ()
    """For each of BEHIND, the claims above zero, or where the two differ; empty if not counted."""


@dataclass(frozen=True)
class TotalsTable:
    """Rows in the order of their keys, subtotals from the outermost in, and the whole."""

    by: tuple[str, ...]
    rows: tuple[Row, ...]
    subtotals: tuple[Row, ...]
    total: Row

    @property
    def every(self) -> tuple[Row, ...]:
        """Rows, then subtotals, then the total."""
        return (*self.rows, *self.subtotals, self.total)

    @cached_property
    def by_key(self) -> Mapping[Key, Row]:
        """Every row, subtotal and the total, by key."""
        return {row.key: row for row in self.every}

    @cached_property
    def parts(self) -> Mapping[Key, tuple[Row, ...]]:
        """Key of a subtotal or of the total → its rows, one level below."""
        below: defaultdict[Key, list[Row]] = defaultdict(list)
        for row in (*self.rows, *self.subtotals):
            below[row.key[:-1]].append(row)
        return {key: tuple(rows) for key, rows in below.items()}

    def __getitem__(self, key: Key) -> Row:
        """The row or subtotal of that key; with (), the total."""
        return self.by_key[key]


@dataclass(frozen=True, slots=True)
class Level:
    """One depth of the keys: cell i is made of the cells firsts[i:i+2] one level deeper."""

    keys: tuple[Key, ...]
    firsts: Ints


def totals(
    frame: pd.DataFrame,
    by: Sequence[str] = BY_SUBGROUP,
    *,
    threads: int = 1,
    count_behind: bool = False,
) -> TotalsTable:
    """Totals of the lines of a frame by these columns, outermost first.

    count_behind: also how many claims make up each amount, which masking needs.
    Raises DoesNotReconcile rather than answer with parts that do not make the whole.
    """
    laid = layout([frame[name].array for name in by], threads)
    levels = tuple(levels_of(laid.keys, len(by)))
    columns = zip(
        levels,
        distinct(frame["number"].array, laid, levels),
        distinct(frame["service"].array, laid, levels),
        amounts(frame, laid, levels),
        behind(frame, laid, levels) if count_behind else uncounted(levels),
        strict=True,
    )
    rows = [
        tuple(Row(*each) for each in zip(level.keys, claims, services, *cents, counts, strict=True))
        for level, claims, services, cents, counts in columns
    ]
    subtotals = tuple(row for level in rows[-2:0:-1] for row in level)
    return reconciled(TotalsTable(tuple(by), rows[0], subtotals, rows[-1][0]), frame)


def levels_of(keys: tuple[Key, ...], depth: int) -> Iterator[Level]:
    """From whole keys to the total, one text shorter each time."""
    yield Level(keys, np.arange(len(keys) + 1))
    for length in range(depth - 1, 0, -1):
        cut = [key[:length] for key in keys]
        firsts = [i for i, key in enumerate(cut) if i == 0 or key != cut[i - 1]]
        yield Level(tuple(cut[i] for i in firsts), np.array([*firsts, len(keys)]))
        keys = tuple(cut[i] for i in firsts)
    yield Level(((),), np.array([0, len(keys)]))


def distinct(
    column: pd.Categorical,
    laid: Layout,
    levels: Sequence[Level],
    among: npt.NDArray[np.bool_] | None = None,
) -> list[tuple[int, ...]]:
    """For each level, how many different texts each cell has, among some lines; "" is none."""
    blank = np.flatnonzero(column.categories == "")
    seen = np.empty(len(column.categories), np.int32)
    members, starts, counts = laid.gather(column.codes), laid.starts, []
    if among is not None:
        among = laid.gather(among)
        members = members[among]
        inside = [np.count_nonzero(among[a:b]) for a, b in pairwise(starts.tolist())]
        starts = np.cumsum([0, *inside])
    for level in levels:
        starts = starts[level.firsts]
        kept = [once(members[a:b], seen) for a, b in pairwise(starts.tolist())]
        counts.append(tuple(len(k) - bool(len(blank) and (k == blank).any()) for k in kept))
        starts = np.cumsum([0, *map(len, kept)])
        members = np.concatenate(kept) if kept else members
    return counts


def behind(
    frame: pd.DataFrame, laid: Layout, levels: Sequence[Level]
) -> list[list[tuple[int, ...]]]:
    """For each level, how many claims are behind each of BEHIND in each cell."""
    counts = []
    for first, *others in BEHIND:
        other = frame[others[0]].to_numpy() if others else 0
        apart = frame[first].to_numpy() != other
        counts.append(distinct(frame["number"].array, laid, levels, apart))
    return [list(zip(*level, strict=True)) for level in zip(*counts, strict=True)]


def uncounted(levels: Sequence[Level]) -> list[list[tuple[int, ...]]]:
    """For each level, nothing for each cell."""
    return [[()] * len(level.keys) for level in levels]


def amounts(
    frame: pd.DataFrame, laid: Layout, levels: Sequence[Level]
) -> Iterator[tuple[Sequence[int], ...]]:
    """For each level, the figures of each cell from `lines` to `largest`, in the order of Row.

    One column is laid out at a time, so that the work takes under sixteen bytes a line.
    """
    bounds = [laid.starts]
    for level in levels:
        bounds.append(bounds[-1][level.firsts])
    supported, admitted = (
        sums_by_level(laid.gather(frame[name].to_numpy()), bounds[1:]) for name in CENTS[1:]
    )
    declared = laid.gather(frame[CENTS[0]].to_numpy())
    for starts, *others in zip(bounds[1:], supported, admitted, strict=True):
        lines, whole = np.diff(starts).tolist(), sums(declared, starts)
        means = [half_up(total, n) for total, n in zip(whole, lines, strict=True)]
        spreads = in_threads(spread, slices(declared, starts), laid.threads)
        last = zip(*spreads, strict=True) if spreads else ((), (), ())
        yield lines, whole, *others, means, *last


def sums_by_level(column: Ints, bounds: Sequence[Ints]) -> list[list[int]]:
    """For each level, the exact sum of each cell."""
    return [sums(column, starts) for starts in bounds]


def spread(part: Ints) -> tuple[int, int, int]:
    """Median, 90th percentile and largest of a cell, which is put in another order; 0 when it has
    no line."""
    if not len(part):
        return 0, 0, 0
    half, most = (nearest_rank(len(part), percent) for percent in (50, 90))
    part.partition(half)  # each place by itself: far quicker than both in one call
    median, above = int(part[half]), part[half:]
    above.partition(most - half)
    return median, int(part[most]), int(part[most:].max())


def half_up(total: int, n: int) -> int:
    """The mean, to the nearest cent, half a cent upwards."""
    return (2 * total + n) // (2 * n) if n else 0


def reconciled(table: TotalsTable, frame: pd.DataFrame) -> TotalsTable:
    """The same table, once proved that parts make each whole and the whole is the frame's."""
    columns = [exact_sum(frame[name].to_numpy()) for name in CENTS]
    if figures(table.total) != [len(frame), *columns]:
        raise DoesNotReconcile(f"total {figures(table.total)} is not that of the lines: {columns}")
    return parts_make_the_whole(table)


def parts_make_the_whole(table: TotalsTable) -> TotalsTable:
    """The same table, once proved that the parts of every subtotal and of the total make it."""
    for key, parts in table.parts.items():
        if figures(table[key]) != [sum(each) for each in zip(*map(figures, parts), strict=True)]:
            raise DoesNotReconcile(f"the parts of {key or 'the total'} do not make it")
    return table


def figures(row: Row) -> list[int]:
    """What adds up, in the order of ADDED."""
    return [getattr(row, name) for name in ADDED]
