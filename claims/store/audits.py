"""Audits: claims drawn at random to be examined, kept with all that lets anyone draw them again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Table, func, insert, select

from claims.claim.canonical import Json, canonical, digest
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append

Numbers = Mapping[str, tuple[str, ...]]
"""Subgroup, or for a second reading its reader → numbers of claims, in order."""


@dataclass(frozen=True, slots=True)
class Audit:
    """number counts from 1 in each matter; frame: the claims one could draw; drawn: those drawn."""

    id: str
    matter: str
    number: int
    at: datetime
    by: str
    seed: str
    frame: Numbers
    drawn: Numbers


class Audits:
    """Kept once, never changed. table, action: draws of another kind, kept alike."""

    def __init__(
        self, database: Database, table: Table = tables.audit_draws, action: str = "draw audit"
    ) -> None:
        self._database, self._table, self._action = database, table, action

    def add(
        self, audit_id: str, matter: str, *, seed: str, frame: Numbers, drawn: Numbers,
        at: datetime, by: str,
    ) -> Audit:  # fmt: skip
        """Keep a draw under the next number of its matter."""
        body: dict[str, Json] = {
            "seed": seed,
            "frame": {name: list(numbers) for name, numbers in frame.items()},
            "drawn": {name: list(numbers) for name, numbers in drawn.items()},
        }
        text, row = canonical(body), self._table.c
        last = select(func.coalesce(func.max(row.number), 0)).where(row.matter == matter)
        with self._database.writing() as connection:
            number = (connection.scalar(last) or 0) + 1
            sealed = {"id": audit_id, "number": number, "sha256": digest(text)}
            kept = sealed | {"matter": matter, "at": at, "by": by, "body": text}
            connection.execute(insert(self._table), kept)
            append(connection, [Event(self._action, matter, sealed)], at=at, by=by)
        return Audit(audit_id, matter, number, at, by, seed, frame, drawn)

    def of(self, matter: str) -> tuple[Audit, ...]:
        """The draws of a matter, newest first."""
        row = self._table.c
        asked = select(self._table).where(row.matter == matter).order_by(row.number.desc())
        with self._database.reading() as connection:
            return tuple(_audit(row) for row in connection.execute(asked))


def _audit(row: Row[tuple[object, ...]]) -> Audit:
    body = json.loads(row.body)
    frame, drawn = ({k: tuple(v) for k, v in body[name].items()} for name in ("frame", "drawn"))
    return Audit(row.id, row.matter, row.number, row.at, row.by, body["seed"], frame, drawn)
