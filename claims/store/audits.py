"""Audits: claims drawn at random to be examined, kept with all that lets anyone draw them again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, func, insert, select

from claims.claim.canonical import Json, canonical, digest
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append

DRAW = tables.audit_draws.c
Numbers = Mapping[str, tuple[str, ...]]
"""Subgroup → numbers of claims, in order."""


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
    """Kept once, never changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

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
        text = canonical(body)
        last = select(func.coalesce(func.max(DRAW.number), 0)).where(DRAW.matter == matter)
        with self._database.writing() as connection:
            number = (connection.scalar(last) or 0) + 1
            sealed = {"id": audit_id, "number": number, "sha256": digest(text)}
            kept = sealed | {"matter": matter, "at": at, "by": by, "body": text}
            connection.execute(insert(tables.audit_draws), kept)
            append(connection, [Event("draw audit", matter, sealed)], at=at, by=by)
        return Audit(audit_id, matter, number, at, by, seed, frame, drawn)

    def of(self, matter: str) -> tuple[Audit, ...]:
        """The draws of a matter, newest first."""
        asked = select(tables.audit_draws).where(DRAW.matter == matter).order_by(DRAW.number.desc())
        with self._database.reading() as connection:
            return tuple(_audit(row) for row in connection.execute(asked))


def _audit(row: Row[tuple[object, ...]]) -> Audit:
    body = json.loads(row.body)
    frame, drawn = ({k: tuple(v) for k, v in body[name].items()} for name in ("frame", "drawn"))
    return Audit(row.id, row.matter, row.number, row.at, row.by, body["seed"], frame, drawn)
