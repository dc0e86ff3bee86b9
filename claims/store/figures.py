"""Figures revised by counsel: what each changes, in the order they apply, kept for good."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from claims.claim.canonical import Json, canonical, digest
from claims.problems import Conflict
from claims.store import tables
from claims.store.columns import utc_text
from claims.store.engine import Database
from claims.store.journal import Event, append

KEPT = tables.figure_revisions.c


@dataclass(frozen=True, slots=True)
class FigureRevision:
    """number counts from 1 in each matter; body: what changes, on whose authority, and why."""

    matter: str
    number: int
    at: datetime
    by: str
    body: Mapping[str, Any]


class FigureRevisions:
    """Kept once, never changed: only another revision undoes one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def last(self, matter: str) -> int:
        """Number of the latest revision of a matter; 0 without any."""
        with self._database.reading() as connection:
            return _last(connection, matter)

    def of(self, matter: str, *, after: int = 0) -> tuple[FigureRevision, ...]:
        """The revisions of a matter that follow a number, in the order they apply."""
        asked = (
            select(KEPT.matter, KEPT.number, KEPT.at, KEPT.by, KEPT.body)
            .where(KEPT.matter == matter, KEPT.number > after)
            .order_by(KEPT.number)
        )
        with self._database.reading() as connection:
            return tuple(
                FigureRevision(of, number, at, by, json.loads(body))
                for of, number, at, by, body in connection.execute(asked)
            )

    def add(
        self, matter: str, body: Mapping[str, Json], *, seen: int, at: datetime, by: str
    ) -> FigureRevision:
        """Keep a revision under the next number of its matter.

        seen: number of the last revision its author read. Raises Conflict when another came since.
        """
        text = canonical(dict(body))
        with self._database.writing() as connection:
            number = _last(connection, matter) + 1
            if number != seen + 1:
                raise _meanwhile(connection, matter)
            sealed: dict[str, Json] = {"number": number, "sha256": digest(text)}
            kept = sealed | {"matter": matter, "at": at, "by": by, "body": text}
            connection.execute(insert(tables.figure_revisions), kept)
            append(connection, [Event("revise figure", matter, sealed)], at=at, by=by)
        return FigureRevision(matter, number, at, by, json.loads(text))


def _last(connection: Connection, matter: str) -> int:
    asked = select(func.coalesce(func.max(KEPT.number), 0)).where(KEPT.matter == matter)
    return connection.scalar(asked) or 0


def _meanwhile(connection: Connection, matter: str) -> Conflict:
    latest = select(KEPT.at, KEPT.by).where(KEPT.matter == matter).order_by(KEPT.number.desc())
    at, by = connection.execute(latest.limit(1)).one()
    return Conflict(f"figures of {matter} were revised since they were read",
                    by=by, at=utc_text(at))  # fmt: skip
