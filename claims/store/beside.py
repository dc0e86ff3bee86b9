"""What is kept beside the latest revision of a claim, for totals, look-ups and lists.

It is replaced at each filing, in the same transaction; its hash stands in the journal, so an amount
changed behind the software's back is found.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert

from claims.claim.canonical import Json, canonical, digest
from claims.claim.model import Claim
from claims.damages.rows import LineRow
from claims.store import tables
from claims.store.columns import MOST

Rows = dict[str, list[dict[str, Any]]]
"""Table → rows, each table in the order of its key."""

BESIDE = ("credits", "lines", "services")
_TABLES = {name: tables.metadata.tables[name] for name in BESIDE}
INSERT = {name: insert(table) for name, table in _TABLES.items()}
DELETE = {
    name: delete(table).where(table.c.number == bindparam("of")) for name, table in _TABLES.items()
}
FACTS = (
    "language",
    "claimant_kind",
    "claimant_name",
    "capacity",
    "fictional",
    "submitted_on",
)
"""Columns of the claims table that a filing sets and lists or totals read."""
SUMS = ("declared", "supported", "admitted")


def rows_beside(claim: Claim, lines: Sequence[LineRow], revision: int) -> Rows:
    """The rows of a filing."""
    domain = {service.id: service.domain for service in claim.services}
    own = {"number": claim.number}
    services = [
        own | {"id": s.id, "domain": s.domain, "type": s.type, "subgroup": s.subgroup}
        for s in claim.services
    ]
    credits = [
        own
        | {"id": c.id, "kind": c.kind, "head": c.head, "service": domain.get(c.service, "")}
        | {"cents": c.cents, "accepted": c.accepted}
        for c in claim.credits
    ]
    return {
        "credits": sorted(credits, key=lambda row: row["id"]),
        "lines": sorted((_line(line, revision) for line in lines), key=lambda row: row["loss"]),
        "services": sorted(services, key=lambda row: row["id"]),
    }


def seal_of(rows: Rows, claim: Mapping[str, Any]) -> str:
    """The hash the journal keeps: of the rows and of the facts in the claim's own row."""
    return digest(canonical(rows | {"facts": {name: claim[name] for name in FACTS}}))


def counted(rows: Rows, claim: Mapping[str, Any]) -> dict[str, Json]:
    """What the journal keeps of a counting: the seal, the rulebook, and the sums in cents."""
    sums = {name: sum(row[f"{name}_cents"] for row in rows["lines"]) for name in SUMS}
    return {"beside": seal_of(rows, claim), "rules": claim["rules"], **sums}


def replace(connection: Connection, number: str, rows: Rows, *, first: bool) -> None:
    """Put the rows of a new revision in place of the former ones."""
    for name, values in rows.items():
        if not first:
            connection.execute(DELETE[name], {"of": number})
        if values:
            connection.execute(INSERT[name], values)


def _line(row: LineRow, revision: int) -> dict[str, Any]:
    """A line as kept. A float, a negative or an unbelievable amount is the caller's mistake."""
    for name in ("declared", "supported", "admitted"):
        cents = getattr(row, name)
        if type(cents) is not int or not 0 <= cents <= MOST:
            raise ValueError(f"{row.number} {row.loss}: {name} is not 0 to {MOST} cents: {cents!r}")
    return {
        "number": row.number,
        "loss": row.loss,
        "revision": revision,
        "head": row.head,
        "service": row.service,
        "group_": row.group,
        "subgroup": row.subgroup,
        "month": row.month,
        "start": row.start.isoformat(),
        "end": row.end.isoformat(),
        "grade": row.grade,
        "declared_cents": row.declared,
        "supported_cents": row.supported,
        "admitted_cents": row.admitted,
        "decided": row.decided,
    }
