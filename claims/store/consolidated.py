"""Letters that cover several claims of one contact: kept as issued, never changed.

Each claim keeps besides a letter of its own (`claims.store.notices`), with its own time limit.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select

from claims.claim.canonical import Json, canonical, digest
from claims.claim.deficiency import Consolidated
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append

KEPT = tables.consolidated.c


class ConsolidatedLetters:
    """The consolidated letters of every matter, each numbered in its matter."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, matter: str, letter: Consolidated, *, at: datetime, by: str) -> int:
        """Keep a letter under the next place of its matter; that place."""
        body = canonical(letter.model_dump(mode="json"))
        with self._database.writing() as connection:
            last = select(func.max(KEPT.place)).where(KEPT.matter == matter)
            place = (connection.scalar(last) or 0) + 1
            sealed: dict[str, Json] = {"place": place, "kind": letter.kind, "sha256": digest(body)}
            append(connection, [Event("issue consolidated letter", matter, sealed)], at=at, by=by)
            kept = {"matter": matter, "place": place, "at": at, "by": by, "body": body}
            connection.execute(insert(tables.consolidated), kept | {"sha256": digest(body)})
        return place

    def find(self, matter: str, place: int) -> tuple[Consolidated, datetime] | None:
        """One letter and when it was issued; None when there is none."""
        asked = select(tables.consolidated).where(KEPT.matter == matter, KEPT.place == place)
        with self._database.reading() as connection:
            return next(map(_letter, connection.execute(asked)), None)


def _letter(row: Row[Any]) -> tuple[Consolidated, datetime]:
    return Consolidated.model_validate_json(row.body), row.at
