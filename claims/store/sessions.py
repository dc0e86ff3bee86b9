"""Sessions: who holds a cookie. Only the hash of its token is kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, delete, insert, select, update

from claims.i18n.text import Language
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append

SESSION = tables.sessions.c
OPEN = select(tables.sessions).where(
    SESSION.token_hash == bindparam("token"), SESSION.expires_at > bindparam("at")
)
Kind = Literal["staff", "claimant"]


@dataclass(frozen=True, slots=True)
class Session:
    """One open door. who: e-mail of staff, or claim number; proved_at: when they last proved it."""

    token_hash: str
    kind: Kind
    who: str
    language: Language
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    proved_at: datetime


class Sessions:
    """Opening, proving anew and closing are journaled; being seen is not."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(
        self,
        token_hash: str,
        kind: Kind,
        who: str,
        *,
        language: Language,
        at: datetime,
        expires_at: datetime,
    ) -> Session:
        """Keep a new session; expired ones are swept out on the way."""
        session = Session(token_hash, kind, who, language, at, at, expires_at, at)
        values = {name: getattr(session, name) for name in Session.__slots__}
        with self._database.writing() as connection:
            connection.execute(delete(tables.sessions).where(SESSION.expires_at <= at))
            connection.execute(insert(tables.sessions), values)
            append(connection, [Event("open session", who, {"kind": kind})], at=at, by=who)
        return session

    def find(self, token_hash: str, *, at: datetime) -> Session | None:
        """The session, or None when unknown, ended or expired. One indexed read."""
        with self._database.reading() as connection:
            row = connection.execute(OPEN, {"token": token_hash, "at": at}).first()
            return Session(**row._asdict()) if row else None

    def touch(self, token_hash: str, *, at: datetime, language: Language | None = None) -> None:
        """Note when it was last seen, and its language if that changed."""
        values = {"seen_at": at} | ({"language": language} if language else {})
        with self._database.writing() as connection:
            connection.execute(
                update(tables.sessions).where(SESSION.token_hash == token_hash).values(**values)
            )

    def prove(self, token_hash: str, *, at: datetime, by: str) -> None:
        """Note that who holds a session proved anew who they are."""
        with self._database.writing() as connection:
            proved = connection.execute(
                update(tables.sessions).where(SESSION.token_hash == token_hash).values(proved_at=at)
            )
            if proved.rowcount:
                append(connection, [Event("prove anew", by, {})], at=at, by=by)

    def end(self, token_hash: str, *, at: datetime, by: str) -> None:
        """Close one session; nothing happens when it is closed already."""
        with self._database.writing() as connection:
            gone = connection.execute(
                delete(tables.sessions).where(SESSION.token_hash == token_hash)
            )
            if gone.rowcount:
                append(connection, [Event("end session", by, {})], at=at, by=by)

    def end_all(self, kind: Kind, who: str, *, at: datetime, by: str) -> int:
        """Close every session of a person; how many there were."""
        with self._database.writing() as connection:
            gone = connection.execute(
                delete(tables.sessions).where(SESSION.kind == kind, SESSION.who == who)
            )
            body = {"sessions": gone.rowcount}
            append(connection, [Event("end all sessions", who, body)], at=at, by=by)
            return gone.rowcount
