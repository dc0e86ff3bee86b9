"""Counsel's own notes on a claim: privileged, never changed, never taken back.

The journal holds a salted hash of each, not its words.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from claims.claim.canonical import Json, digest
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append

NOTE = tables.claim_notes.c


@dataclass(frozen=True, slots=True)
class Note:
    """One note. place counts from 1 in each claim."""

    place: int
    at: datetime
    by: str
    text: str


def seal_of(salt: str, text: str) -> str:
    """What the journal holds of a note."""
    return digest(f"{salt}\0{text}")


class Notes:
    """The notes of every claim, each numbered in its own claim."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, number: str, text: str, *, salt: str, at: datetime, by: str) -> Note:
        """Keep a note under the next place of its claim. salt: what no one can guess."""
        last = select(func.coalesce(func.max(NOTE.place), 0)).where(NOTE.number == number)
        with self._database.writing() as connection:
            place = int(connection.scalar(last) or 0) + 1
            sealed: dict[str, Json] = {"place": place, "sha256": seal_of(salt, text)}
            kept = {"number": number, "at": at, "by": by, "text": text, "salt": salt}
            connection.execute(insert(tables.claim_notes), kept | sealed)
            append(connection, [Event("write note", number, sealed)], at=at, by=by)
        return Note(place, at, by, text)

    def of(self, number: str) -> tuple[Note, ...]:
        """The notes of a claim, oldest first."""
        columns = [NOTE[name] for name in Note.__slots__]
        asked = select(*columns).where(NOTE.number == number).order_by(NOTE.place)
        with self._database.reading() as connection:
            return tuple(Note(*row) for row in connection.execute(asked))
