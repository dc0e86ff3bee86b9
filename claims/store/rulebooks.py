"""Rulebooks: the words of a matter and of the rates that claims were counted under, kept for good.

A rulebook is named by the hash of its text. The journal entry of each counting names it, so an
amount can be counted again as it was, whatever the files say since.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from claims.store import tables
from claims.store.engine import Database

KEPT = tables.rulebooks.c
BY_HASH = select(KEPT.sha256, KEPT.matter, KEPT.text).where(KEPT.sha256 == bindparam("of"))


@dataclass(frozen=True, slots=True)
class Rulebook:
    """sha256: of the text, in canonical JSON."""

    sha256: str
    matter: str
    text: str


class Rulebooks:
    """Kept by the first claim counted under them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, sha256: str) -> Rulebook | None:
        """One rulebook, or None."""
        with self._database.reading() as connection:
            row = connection.execute(BY_HASH, {"of": sha256}).first()
            return Rulebook(*row) if row else None


def keep(connection: Connection, book: Rulebook, at: datetime) -> None:
    """Keep a rulebook, unless it is kept already."""
    known = select(KEPT.sha256).where(KEPT.sha256 == book.sha256)
    if connection.scalar(known) is None:
        fields = {"sha256": book.sha256, "matter": book.matter, "text": book.text, "kept_at": at}
        connection.execute(insert(tables.rulebooks), fields)
