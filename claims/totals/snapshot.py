"""Totals kept word for word: what was told one day can be shown again, and compared, years later.

A frozen table is plain JSON in one order, so that the same totals give the same bytes and hash.
"""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import Any

from claims.totals.by_subgroup import Row, TotalsTable, parts_make_the_whole
from claims.totals.contract import JournalHead

FORM = 2
"""Rises when the shape of a frozen snapshot changes."""
FIGURES = tuple(field.name for field in fields(Row) if field.name != "key")
KNOWN = {1: FIGURES[:-1], FORM: FIGURES}
"""Figures by form; form 1 did not count who is behind an amount, so masking hides them all."""


@dataclass(frozen=True)
class Frozen:
    """Tables as they stood at one head of the journal, by name."""

    matter: str
    currency: str
    as_of: date
    journal_head: str
    tables: Mapping[str, TotalsTable]


def freeze(
    tables: Mapping[str, TotalsTable],
    *,
    matter: str,
    currency: str,
    as_of: date,
    head: JournalHead,
) -> dict[str, Any]:
    """The JSON of these exact tables; whoever may see less masks them again once thawed."""
    return {
        "form": FORM,
        "matter": matter,
        "currency": currency,
        "as_of": as_of.isoformat(),
        "journal_head": head.hash,
        "figures": list(FIGURES),
        "tables": {name: _frozen(table) for name, table in sorted(tables.items())},
    }


def thaw(frozen: Mapping[str, Any]) -> Frozen:
    """The tables again, proved anew. Raises ValueError for a form this version does not know."""
    if tuple(frozen["figures"]) != KNOWN.get(frozen["form"]):
        raise ValueError(f"snapshot of form {frozen['form']}; this version reads form {FORM}")
    return Frozen(
        matter=frozen["matter"],
        currency=frozen["currency"],
        as_of=date.fromisoformat(frozen["as_of"]),
        journal_head=frozen["journal_head"],
        tables={name: _thawed(table) for name, table in frozen["tables"].items()},
    )


def same_figures(frozen: Mapping[str, Any], today: Mapping[str, Any]) -> bool:
    """Whether two frozen snapshots tell the same figures, whenever each was taken."""
    return bool(frozen["tables"] == today["tables"] and frozen["figures"] == today["figures"])


def _frozen(table: TotalsTable) -> dict[str, Any]:
    return {"by": list(table.by), "rows": [_figures(row) for row in table.every]}


def _figures(row: Row) -> list[Any]:
    key, *figures, behind = astuple(row)
    return [list(key), *figures, list(behind)]


def _thawed(frozen: Mapping[str, Any]) -> TotalsTable:
    by = tuple(frozen["by"])
    every = [_row(*row) for row in frozen["rows"]]
    rows = tuple(row for row in every if len(row.key) == len(by))
    return parts_make_the_whole(TotalsTable(by, rows, _subtotals(every, len(by)), every[-1]))


def _row(key: Sequence[str], *figures: Any) -> Row:
    plain = len(KNOWN[1])
    return Row(tuple(key), *figures[:plain], *map(tuple, figures[plain:]))


def _subtotals(every: Sequence[Row], depth: int) -> tuple[Row, ...]:
    return tuple(row for row in every if 0 < len(row.key) < depth)
