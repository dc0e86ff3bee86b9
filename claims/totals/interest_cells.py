"""Interest and indemnity by group, subgroup and head, with every subtotal and the whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from claims.problems import DoesNotReconcile
from claims.totals.by_subgroup import BY_SUBGROUP, levels_of
from claims.totals.cells import Ints, Key, exact_sum, layout, sums

FIGURES = ("owed", "interest", "indemnity", "without")


@dataclass(frozen=True, slots=True)
class Borne:
    """One cell, subtotal or total, in cents. without: its lines that bear nothing for want of a
    law or of a rate."""

    key: Key
    owed: int
    interest: int
    indemnity: int
    without: int


@dataclass(frozen=True, slots=True)
class BorneTable:
    """Rows in the order of their keys, then subtotals from the innermost out, then the total."""

    rows: tuple[Borne, ...]
    subtotals: tuple[Borne, ...]
    total: Borne
    by: tuple[str, ...] = BY_SUBGROUP

    def __getitem__(self, key: Key) -> Borne:
        """The row or subtotal of that key; with (), the total."""
        return next(row for row in (*self.rows, *self.subtotals, self.total) if row.key == key)


def borne_by(columns: Sequence[pd.Categorical], figures: Mapping[str, Ints]) -> BorneTable:
    """The table of FIGURES, one element a line, by the texts of group, subgroup and head.

    Raises DoesNotReconcile rather than answer with parts that do not make the whole.
    """
    laid = layout(columns)
    starts, gathered = laid.starts, [laid.gather(figures[name]) for name in FIGURES]
    found = []
    for level in levels_of(laid.keys, len(columns)):
        starts = starts[level.firsts]
        cells = zip(level.keys, *(sums(column, starts) for column in gathered), strict=True)
        found.append(tuple(Borne(*each) for each in cells))
    subtotals = tuple(row for level in found[1:-1] for row in level)
    table = BorneTable(found[0], subtotals, found[-1][0])
    for name in FIGURES:
        whole, parts = getattr(table.total, name), (getattr(row, name) for row in table.rows)
        if not exact_sum(figures[name]) == whole == sum(parts):
            raise DoesNotReconcile(f"the rows do not make the {name} of the total")
    return table
