"""Snapshots: the totals of a matter as they stood at one journal head, kept word for word."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select

from claims.claim.canonical import Json, canonical, digest
from claims.store import tables
from claims.store.columns import from_utc_text
from claims.store.engine import Database
from claims.store.journal import Event, Head, append

SNAPSHOT, ENTRY = tables.snapshots.c, tables.journal.c
TAKEN = "take snapshot"


PRIVILEGED = "scenarios"
"""What counsel tries, defences among them: kept with a snapshot, never given out with it."""


SALTED_BY = "salted_by"
"""What the salts of the list of claims are made from: a bundle is given those of its own claims."""


def given_out(body: Mapping[str, Any]) -> dict[str, Any]:
    """A body as a bundle carries it: of what is privileged or secret, only the SHA-256 that seals
    it."""
    kept = {name: body[name] for name in (PRIVILEGED, SALTED_BY) if body.get(name) is not None}
    return {**body, **{n: {"sha256": digest(canonical(each))} for n, each in kept.items()}}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """number counts from 1 in each matter; journal_seq and journal_hash: the state it describes."""

    id: str
    matter: str
    number: int
    at: datetime
    by: str
    journal_seq: int
    journal_hash: str
    sha256: str
    body: Mapping[str, Any]


class Snapshots:
    """Kept once, never changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        snapshot_id: str,
        matter: str,
        body: Mapping[str, Json],
        *,
        head: Head,
        at: datetime,
        by: str,
    ) -> Snapshot:
        """Keep a body computed from the lines as of `head` (`LineColumns.head`)."""
        text = canonical(body)
        sealed = {
            "journal_seq": head.seq,
            "journal_hash": head.hash,
            "sha256": digest(canonical(given_out(body))),
        }
        last = select(func.coalesce(func.max(SNAPSHOT.number), 0)).where(SNAPSHOT.matter == matter)
        with self._database.writing() as connection:
            number = (connection.scalar(last) or 0) + 1
            kept = {"id": snapshot_id, "matter": matter, "number": number, "at": at, "by": by}
            connection.execute(insert(tables.snapshots), kept | sealed | {"body": text})
            event = Event(TAKEN, matter, {"id": snapshot_id, "number": number} | sealed)
            append(connection, [event], at=at, by=by)
        return Snapshot(**kept | sealed | {"body": json.loads(text)})  # type: ignore[arg-type]

    def find(self, snapshot_id: str) -> Snapshot | None:
        """One snapshot, or None."""
        asked = select(tables.snapshots).where(SNAPSHOT.id == snapshot_id)
        with self._database.reading() as connection:
            row = connection.execute(asked).first()
            return Snapshot(**row._asdict() | {"body": json.loads(row.body)}) if row else None

    def sealed_at(self, snapshot: Snapshot) -> Head:
        """The journal's entry that seals a snapshot; a document that names it proves its totals."""
        named = (ENTRY.action == TAKEN) & (ENTRY.subject == snapshot.matter)
        asked = select(tables.journal).where(named, ENTRY.seq > snapshot.journal_seq)
        with self._database.reading() as connection:
            rows = connection.execute(asked.order_by(ENTRY.seq))
            row = next(row for row in rows if json.loads(row.body)["id"] == snapshot.id)
            return Head(row.seq, row.hash, from_utc_text(row.at))

    def sealed(self, matter: str) -> dict[int, tuple[int, datetime]]:
        """Entry of the journal that seals a snapshot of the matter → its number and moment."""
        asked = select(tables.journal).where(ENTRY.action == TAKEN, ENTRY.subject == matter)
        with self._database.reading() as connection:
            rows = connection.execute(asked)
            return {r.seq: (json.loads(r.body)["number"], from_utc_text(r.at)) for r in rows}

    def of(self, matter: str) -> tuple[Snapshot, ...]:
        """The snapshots of a matter, newest first."""
        asked = (
            select(tables.snapshots)
            .where(SNAPSHOT.matter == matter)
            .order_by(SNAPSHOT.number.desc())
        )
        with self._database.reading() as connection:
            rows = connection.execute(asked)
            return tuple(Snapshot(**r._asdict() | {"body": json.loads(r.body)}) for r in rows)
