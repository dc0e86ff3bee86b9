"""The steps of starting, filing and moving a claim, each on the caller's connection."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from claims.claim.model import Claim
from claims.claim.states import NEXT, Status
from claims.folding import fold
from claims.i18n.text import Language
from claims.problems import Conflict, NotFound
from claims.store import tables
from claims.store.columns import utc_text
from claims.store.drafts import draft_conflict

ROW = [column for column in tables.claims.c if column.name not in ("code_hash", "key", "findable")]
"""Columns of the claims table that may leave the store."""

BY_NUMBER = select(*ROW).where(tables.claims.c.number == bindparam("value"))
BY_KEY = select(*ROW).where(tables.claims.c.key == bindparam("value"))
UPDATE = update(tables.claims).where(tables.claims.c.number == bindparam("of"))
INSERT = insert(tables.claims)


def after_filing(
    claim: Claim, row: Row[Any], status: Status, today: date, at: datetime, by: str, rules: str
) -> dict[str, object]:
    """Columns of the claims table after a filing. rules: hash of the rulebook it was counted by."""
    if claim.matter != row.matter:
        raise ValueError(f"claim {row.number} belongs to {row.matter}, not to {claim.matter}")
    words = (claim.claimant.name, claim.number, *(s.domain for s in claim.services))
    return {
        "status": status,
        "revision": row.revision + 1,
        "version": row.version + 1,
        "language": claim.language,
        "claimant_kind": claim.claimant.kind,
        "claimant_name": claim.claimant.name,
        "capacity": claim.claimant.capacity,
        "fictional": claim.fictional,
        "findable": fold(" ".join(words)),
        "submitted_at": row.submitted_at or at,
        "submitted_on": row.submitted_on or today.isoformat(),
        "updated_at": at,
        "updated_by": by,
        "rules": rules,
    }


def blank(
    number: str, matter: str, language: Language, code_hash: str, key: str, at: datetime, by: str
) -> dict[str, object]:
    """Columns of the claims table for a claim just started."""
    names = ("claimant_kind", "claimant_name", "capacity", "submitted_on", "rules")
    return {
        "number": number,
        "matter": matter,
        "status": Status.DRAFT,
        "revision": 0,
        "version": 1,
        "language": language,
        "code_hash": code_hash,
        "key": key,
        "findable": fold(number),
        "created_at": at,
        "updated_at": at,
        "updated_by": by,
    } | dict.fromkeys(names, "")


def insert_claim(connection: Connection, fields: Mapping[str, object]) -> None:
    """Keep a new claim. Raises Conflict when its number is taken."""
    try:
        connection.execute(INSERT, fields)
    except IntegrityError as taken:
        raise Conflict(f"claim number {fields['number']} is taken; draw another") from taken


def found(connection: Connection, number: str) -> Row[Any]:
    """The claim of that number. Raises NotFound."""
    row = connection.execute(BY_NUMBER, {"value": number}).first()
    if row is None:
        raise NotFound(f"no claim {number}")
    return row


def as_seen(connection: Connection, number: str, seen: int) -> Row[Any]:
    """The claim, if it still stands at the version seen. Raises Conflict with who and when."""
    row = found(connection, number)
    if row.version != seen:
        raise Conflict(
            f"claim {number} was changed since it was read",
            theirs=f"{row.status}, revision {row.revision}, version {row.version}",
            by=row.updated_by,
            at=utc_text(row.updated_at),
        )
    return row


def must_lead(row: Row[Any], to: Status, *, filing: bool) -> None:
    """Refuse a move the table of states does not hold; a filing may leave the state as it is."""
    now = Status(row.status)
    if to in NEXT[now] or (filing and to is now is not Status.DRAFT and NEXT[now]):
        return
    raise ValueError(f"claim {row.number} cannot go from {now} to {to}")


def take_draft(
    connection: Connection, number: str, seen: int | None, at: datetime, by: str
) -> None:
    """Mark the draft reviewed as filed. Raises Conflict when it was saved since."""
    if seen is None:
        return
    table = tables.drafts
    bumped = connection.execute(
        update(table)
        .where(table.c.number == number, table.c.version == seen)
        .values(version=seen + 1, saved_at=at, saved_by=by)
    )
    if bumped.rowcount != 1:
        raise draft_conflict(connection, number)


def update_claim(connection: Connection, row: Row[Any], values: Mapping[str, object]) -> None:
    """Change the claim's own row."""
    connection.execute(UPDATE, {"of": row.number, **values})
