"""Messages between a claimant and counsel: kept in order, never changed, sealed in the journal.

The journal holds the hash of the words, not the words: it may be shown to people who may not read
them. How far each side has read is kept beside, since it changes.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, insert, select, update

from claims.claim.canonical import Json, digest
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append

MESSAGE, SEEN = tables.messages.c, tables.messages_seen.c
Side = Literal["claimant", "counsel"]
Kind = Literal["message", "contest"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message. place counts from 1 in each claim; by: what the journal writes as actor."""

    number: str
    place: int
    side: Side
    kind: Kind
    at: datetime
    by: str
    text: str
    sha256: str
    journal_seq: int


COLUMNS = [MESSAGE[name] for name in Message.__slots__]


class Messages:
    """One conversation for each claim."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def send(
        self,
        number: str,
        side: Side,
        text: str,
        *,
        key: str,
        at: datetime,
        by: str,
        kind: Kind = "message",
    ) -> Message:
        """Keep a message at the end of the conversation; the same key again gives the same one."""
        with self._database.writing() as connection:
            if earlier := _by_key(connection, number, key):
                return earlier
            sealed: dict[str, Json] = {"place": _last(connection, number) + 1, "side": side}
            sealed |= {"kind": kind, "sha256": digest(text)}
            head = append(connection, [Event("send message", number, sealed)], at=at, by=by)
            kept = {"number": number, "at": at, "by": by, "text": text, "journal_seq": head.seq}
            connection.execute(insert(tables.messages), kept | sealed | {"key": key})
            return Message(**kept | sealed)  # type: ignore[arg-type]

    def of(self, number: str) -> tuple[Message, ...]:
        """The whole conversation, oldest first."""
        asked = select(*COLUMNS).where(MESSAGE.number == number).order_by(MESSAGE.place)
        with self._database.reading() as connection:
            return tuple(map(_message, connection.execute(asked)))

    def since(self, number: str, side: Side, moment: datetime) -> int:
        """How many messages one side sent from a moment on."""
        asked = select(func.count()).where(
            MESSAGE.number == number, MESSAGE.side == side, MESSAGE.at >= moment
        )
        with self._database.reading() as connection:
            return connection.scalar(asked) or 0

    def mark_read(self, number: str, side: Side, place: int, *, at: datetime, by: str) -> None:
        """Note that a side has read as far as a place; journalled when it had not before."""
        with self._database.writing() as connection:
            before = _read(connection, number, side)
            if before is not None and before >= place:
                return
            marked = {"place": place, "at": at}
            if before is None:
                owner = {"number": number, "side": side}
                connection.execute(insert(tables.messages_seen), owner | marked)
            else:
                whose = (SEEN.number == number, SEEN.side == side)
                connection.execute(update(tables.messages_seen).where(*whose).values(**marked))
            append(connection, [Event("read messages", number, {"place": place})], at=at, by=by)

    def unread(self, number: str, side: Side) -> int:
        """How many messages of the other side this side has not read."""
        with self._database.reading() as connection:
            read = _read(connection, number, side) or 0
            asked = select(func.count()).where(
                MESSAGE.number == number, MESSAGE.side != side, MESSAGE.place > read
            )
            return connection.scalar(asked) or 0

    def first_unread(self, number: str, side: Side) -> int:
        """Place of the first message of the other side not read yet; 0 without one."""
        with self._database.reading() as connection:
            read = _read(connection, number, side) or 0
            asked = select(func.min(MESSAGE.place)).where(
                MESSAGE.number == number, MESSAGE.side != side, MESSAGE.place > read
            )
            return connection.scalar(asked) or 0

    def unanswered(self, matter: str) -> tuple[str, ...]:
        """Claims of a matter whose claimant had the last word, by number."""
        latest = (
            select(MESSAGE.number, func.max(MESSAGE.place).label("place"))
            .group_by(MESSAGE.number)
            .subquery()
        )
        last = (MESSAGE.number == latest.c.number) & (MESSAGE.place == latest.c.place)
        asked = (
            select(MESSAGE.number)
            .join_from(tables.messages, latest, last)
            .join(tables.claims, tables.claims.c.number == MESSAGE.number)
            .where(tables.claims.c.matter == matter, MESSAGE.side == "claimant")
            .order_by(MESSAGE.number)
        )
        with self._database.reading() as connection:
            return tuple(connection.scalars(asked))


def _by_key(connection: Connection, number: str, key: str) -> Message | None:
    asked = select(*COLUMNS).where(MESSAGE.number == number, MESSAGE.key == key)
    row = connection.execute(asked).first()
    return _message(row) if row else None


def _last(connection: Connection, number: str) -> int:
    asked = select(func.max(MESSAGE.place)).where(MESSAGE.number == number)
    return connection.scalar(asked) or 0


def _read(connection: Connection, number: str, side: Side) -> int | None:
    asked = select(SEEN.place).where(SEEN.number == number, SEEN.side == side)
    return connection.scalar(asked)


def _message(row: Row[Any]) -> Message:
    return Message(**row._asdict())
