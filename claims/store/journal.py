"""The journal: every change, in order, each entry sealed by the hash of the one before.

An entry is sealed in two steps, so that its place in the chain can be proved without telling what
it says. Its content is SHA-256 over one zero byte and the canonical JSON of action, actor, at,
body, clock, salt, seq and subject; its hash is SHA-256 over one byte of value 1, the hash of the
entry before and the content, in hexadecimal. The salt is random: nobody can guess what a content
stands for by trying. Anyone can recompute both with standard tools. The head (the last sequence and
hash) is printed on receipts and bundles: checked against a printed head, a rewritten or shortened
journal cannot pass.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from secrets import token_hex
from typing import NamedTuple

from sqlalchemy import Connection, Row, bindparam, insert, select

from claims.claim.canonical import Json, canonical
from claims.store.columns import from_utc_text, utc_text
from claims.store.engine import Database
from claims.store.tables import journal
from claims.store.witness import SEALING

NOTHING = "0" * 64
"""What stands before the first entry."""
WENT_BACK = "went back"
SOME = 1_000
"""Entries read at a time."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry: what a receipt prints. seq is 0 while nothing was ever written."""

    seq: int
    hash: str
    at: datetime


LAST = select(journal.c.seq, journal.c.hash, journal.c.at).order_by(journal.c.seq.desc()).limit(1)
FIRST = select(journal).where(journal.c.subject == bindparam("of")).order_by(journal.c.seq).limit(1)
INSERT = insert(journal)
EMPTY = Head(0, NOTHING, datetime(1970, 1, 1, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal. body: canonical JSON; clock: "went back", or empty; salt: 128 random
    bits."""

    seq: int
    at: datetime
    clock: str
    actor: str
    action: str
    subject: str
    body: str
    salt: str
    previous: str
    hash: str

    @property
    def content(self) -> str:
        """The hash of all it says, which stands for it where it is not shown."""
        said = self.action, self.subject, self.body
        return content_of(self.seq, utc_text(self.at), self.clock, self.actor, *said, self.salt)


class Event(NamedTuple):
    """What happened (file claim), to what (a claim number, an e-mail), and the particulars."""

    action: str
    subject: str
    body: Mapping[str, Json]


def seal(
    *,
    seq: int,
    at: str,
    clock: str,
    actor: str,
    action: str,
    subject: str,
    body: str,
    salt: str,
    previous: str,
) -> str:
    """The hash of an entry: of the one before, and of what it says."""
    content = content_of(seq, at, clock, actor, action, subject, body, salt)
    return sha256(b"\x01" + f"{previous}{content}".encode()).hexdigest()


def content_of(
    seq: int, at: str, clock: str, actor: str, action: str, subject: str, body: str, salt: str
) -> str:
    """The hash of what an entry says. The body enters as the very text kept, so no byte of it may
    change."""
    before = canonical({"action": action, "actor": actor, "at": at})[:-1]
    after = canonical({"clock": clock, "salt": salt, "seq": seq, "subject": subject})[1:]
    return sha256(b"\x00" + f'{before},"body":{body},{after}'.encode()).hexdigest()


def append(connection: Connection, events: Sequence[Event], *, at: datetime, by: str) -> Head:
    """Write entries in the caller's transaction; the connection must come from `writing()`."""
    head, rows = head_of(connection), []
    for event in events:
        row = {
            "seq": head.seq + 1,
            "at": utc_text(at),
            "clock": WENT_BACK if at < head.at else "",
            "actor": by,
            "action": event.action,
            "subject": event.subject,
            "body": canonical(event.body),
            "salt": token_hex(16),
            "previous": head.hash,
        }
        head = Head(head.seq + 1, seal(**row), at)  # type: ignore[arg-type]
        rows.append(row | {"hash": head.hash})
    connection.execute(INSERT, rows)
    return head


def head_of(connection: Connection) -> Head:
    """The last entry, as the connection sees it."""
    last = connection.execute(LAST).first()
    return Head(last.seq, last.hash, from_utc_text(last.at)) if last else EMPTY


class Journal:
    """Reading the journal, and noting in it what changes nothing (a claim read, a bundle taken)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def head(self) -> Head:
        """The last entry; `Head(0, …)` while there is none."""
        with self._database.reading() as connection:
            return head_of(connection)

    def note(
        self, action: str, subject: str, body: Mapping[str, Json], *, at: datetime, by: str
    ) -> Head:
        """Write one entry on its own: something read, sent or taken, which changes no row."""
        if action in SEALING:
            raise ValueError(f"{action!r} is written by the store together with its row")
        with self._database.writing() as connection:
            return append(connection, [Event(action, subject, body)], at=at, by=by)

    def at(self, seq: int) -> Head | None:
        """The head as it stood when that entry was the last, or None."""
        with self._database.reading() as connection:
            row = connection.execute(select(journal).where(journal.c.seq == seq)).first()
            return Head(row.seq, row.hash, from_utc_text(row.at)) if row else None

    def before(self, moment: datetime) -> Head:
        """The head as it stood just before a moment; `Head(0, …)` when nothing was written yet."""
        asked = select(journal).where(journal.c.at < utc_text(moment))
        with self._database.reading() as connection:
            row = connection.execute(asked.order_by(journal.c.seq.desc()).limit(1)).first()
            return Head(row.seq, row.hash, from_utc_text(row.at)) if row else EMPTY

    def subjects(self, action: str, *, since: datetime, by: str = "") -> frozenset[str]:
        """What an action was done to from a moment on, by one person where one is named."""
        done = [journal.c.action == action, journal.c.at >= utc_text(since)]
        done += [journal.c.actor == by] if by else []
        with self._database.reading() as connection:
            return frozenset(connection.scalars(select(journal.c.subject).where(*done)))

    def first(self, subject: str) -> Entry | None:
        """The first entry about a subject, or None."""
        with self._database.reading() as connection:
            row = connection.execute(FIRST, {"of": subject}).first()
            return entry_of(row) if row else None

    def entries(
        self, *, after: int = 0, limit: int = 1000, subject: str | None = None
    ) -> tuple[Entry, ...]:
        """Entries past a sequence number, oldest first, about one subject if given."""
        wanted = select(journal).where(journal.c.seq > after).order_by(journal.c.seq).limit(limit)
        if subject is not None:
            wanted = wanted.where(journal.c.subject == subject)
        with self._database.reading() as connection:
            return tuple(entry_of(row) for row in connection.execute(wanted))

    def following(self, after: int = 0, *, subject: str | None = None) -> Iterator[Entry]:
        """Every entry past a sequence number, oldest first, read a page at a time."""
        while page := self.entries(after=after, subject=subject):
            yield from page
            after = page[-1].seq

    def said(
        self, actions: Collection[str], until: int, *, after: int = 0
    ) -> Iterator[tuple[str, str, str, str, str]]:
        """Action, subject, body, actor and moment (ISO 8601, in UTC) of each entry of these actions
        past one and up to another, oldest first."""
        asked = (
            select(*(journal.c[name] for name in ("action", "subject", "body", "actor", "at")))
            .where(journal.c.action.in_(sorted(actions)))
            .where(journal.c.seq > after, journal.c.seq <= until)
            .order_by(journal.c.seq)
        )
        with self._database.reading() as connection:
            for row in connection.execute(asked.execution_options(yield_per=SOME)):
                yield row.action, row.subject, row.body, row.actor, row.at

    def latest(self, limit: int = 100, *, subject: str | None = None) -> tuple[Entry, ...]:
        """The last entries, newest first, about one subject if given."""
        wanted = select(journal).order_by(journal.c.seq.desc()).limit(limit)
        if subject is not None:
            wanted = wanted.where(journal.c.subject == subject)
        with self._database.reading() as connection:
            return tuple(entry_of(row) for row in connection.execute(wanted))


def entry_of(row: Row[tuple[object, ...]]) -> Entry:
    """A row of the table as an Entry."""
    fields = row._asdict()
    return Entry(**fields | {"at": from_utc_text(str(fields["at"]))})
