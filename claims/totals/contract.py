"""Totals as other programs read them: `python -m claims totals --json`. Amounts in whole cents."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from claims.totals.by_subgroup import BY_SUBGROUP, Row, TotalsTable
from claims.totals.frame import AMOUNTS


class JournalHead(Protocol):
    """Where the journal stood when the lines were read."""

    @property
    def hash(self) -> str:
        """Of the last entry."""


def as_contract(
    table: TotalsTable,
    *,
    matter: str,
    currency: str,
    as_of: date,
    head: JournalHead,
    warnings: Iterable[str] = (),
) -> dict[str, Any]:
    """The agreed JSON of a table by group, subgroup and head, rows in the table's order.

    A service not placed yet has "" as its group and subgroup. warnings: sentences on what stands
    behind the totals and nobody has confirmed.
    """
    if table.by != BY_SUBGROUP:
        raise ValueError(f"the contract is by group, subgroup and head, not by {table.by}")
    return {
        "matter": matter,
        "currency": currency,
        "as_of": as_of.isoformat(),
        "journal_head": head.hash,
        "claims": table.total.claims,
        "rows": [
            dict(zip(BY_SUBGROUP, row.key, strict=True))
            | {"claims": row.claims, "services": row.services}
            | _cents(row)
            for row in table.rows
        ],
        "total": _cents(table.total),
        "warnings": list(warnings),
    }


def _cents(row: Row) -> dict[str, int]:
    return {f"{name}_cents": getattr(row, name) for name in AMOUNTS}
