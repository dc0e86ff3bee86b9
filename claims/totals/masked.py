"""Totals for the representative: no figure that fewer than five claims make up, not even by
subtraction. A claim makes up a count of claims by being there, and an amount by having some of it.

Tables shown to the same person are masked together, because one table tells what another hides.
Means, medians, percentiles and the largest line are left out: an element of what people declared is
one person's amount. What this does not stop: comparing the tables of two days between which fewer
than five claims were filed.
"""

from dataclasses import dataclass

from claims.i18n.catalogue import N_
from claims.problems import DoesNotReconcile
from claims.totals.by_subgroup import Row, TotalsTable
from claims.totals.cells import Key
from claims.totals.frame import AMOUNTS
from claims.totals.leaks import Cell
from claims.totals.suppression import Hiding, hiding, hiding_whole

OF_A_CLAIM = frozenset({"number", "submitted", "week", "status", "claimant_kind", "fictional"})
"""Columns that have one value per claim, so that claims add up."""

MASKED = N_("masqué")
LEGEND = N_(
    "« masqué » : un chiffre que composent moins de 5 réclamations, "
    "ou qui en ferait déduire un tel."
)
WITHHELD = N_("Trop peu de réclamations pour les répartir : seul le total est montré.")


@dataclass(frozen=True, slots=True)
class MaskedRow:
    """A row as the representative may see it; None is a masked figure. Amounts in cents."""

    key: Key
    claims: int | None
    services: int | None
    declared: int | None
    supported: int | None
    admitted: int | None


@dataclass(frozen=True, slots=True)
class MaskedTable:
    """A table as the representative may see it, in the order of the exact one."""

    by: tuple[str, ...]
    rows: tuple[MaskedRow, ...]
    subtotals: tuple[MaskedRow, ...]
    total: MaskedRow
    withheld: bool = False
    """No row may be shown; then there are none."""


def masked(finest: TotalsTable, *others: TotalsTable) -> tuple[MaskedTable, ...]:
    """Tables of the same lines, as the same person may see them side by side.

    The first is the finest: the columns of the others are among its own (totals by head beside
    totals by group, subgroup and head). Tables that share no column are masked apart.
    """
    tables = (finest, *others)
    if any(table.total != finest.total for table in others):
        raise DoesNotReconcile("tables masked together must be of the same lines")
    one_cell_each = OF_A_CLAIM.issuperset(finest.by)
    if one_cell_each and others:
        raise ValueError(f"a table by {', '.join(finest.by)} is masked alone")
    found = [(table, row) for table in tables for row in (*table.rows, *table.subtotals)]
    cells = [cell(finest, table, row) for table, row in found]
    cells.append(cell(finest, finest, finest.total))
    hidden = hiding(tuple(cells), one_cell_each=one_cell_each)
    if hidden is None or len(cells) - 1 in hidden.cells:
        return tuple(withheld(table) for table in tables)
    rows = {(table.by, row.key): seen(row, hidden, i) for i, (table, row) in enumerate(found)}
    return tuple(
        MaskedTable(
            table.by,
            tuple(rows[table.by, row.key] for row in table.rows),
            tuple(rows[table.by, row.key] for row in table.subtotals),
            seen(table.total, hidden, len(cells) - 1),
        )
        for table in tables
    )


def cell(finest: TotalsTable, table: TotalsTable, row: Row) -> Cell:
    """A row of any of the tables, by the rows of the finest that it adds up."""
    columns = [finest.by.index(name) for name in table.by[: len(row.key)]]
    leaves = frozenset(
        i
        for i, leaf in enumerate(finest.rows)
        if tuple(leaf.key[column] for column in columns) == row.key
    )
    return Cell(leaves, row.claims, tuple(getattr(row, name) for name in AMOUNTS), row.behind)


def seen(row: Row, hiding: Hiding, position: int) -> MaskedRow:
    """The row without what is hidden at its position."""
    shown = position not in hiding.cells
    amounts = (
        None if position in hidden else getattr(row, name)
        for name, hidden in zip(AMOUNTS, hiding.amounts, strict=True)
    )
    return MaskedRow(
        row.key, row.claims if shown else None, row.services if shown else None, *amounts
    )


def withheld(table: TotalsTable) -> MaskedTable:
    """A table without rows; of its total, the figures that enough claims make up."""
    whole = cell(table, table, table.total)
    total = seen(table.total, hiding_whole(whole), 0)
    return MaskedTable(table.by, (), (), total, withheld=True)
