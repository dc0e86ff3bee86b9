"""Tries to sign in, counted so that guessing is slow for the guesser and for nobody else."""

from datetime import datetime

from sqlalchemy import delete, func, insert, select

from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append

ATTEMPT = tables.attempts.c


class Attempts:
    """key: what is being tried (claim number, e-mail, address), never a secret."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, key: str, *, ok: bool, at: datetime, journaled: bool = True) -> None:
        """Keep one try on its own, whatever happens to the caller; a failure is journaled too,
        unless the caller sums up a flood of them. Raises RuntimeError inside `together`, which
        could take it back."""
        if self._database.undecided:
            raise RuntimeError("a try is counted before the block whose end may take it back")
        with self._database.writing() as connection:
            connection.execute(insert(tables.attempts), {"key": key, "at": at, "ok": ok})
            if journaled and not ok:
                append(connection, [Event("refuse entry", key, {})], at=at, by="system")

    def failures(self, key: str, *, since: datetime) -> int:
        """Failures under a key since a moment, or since its last success if that is later."""
        last = select(func.max(ATTEMPT.at)).where(ATTEMPT.key == key, ATTEMPT.ok)
        with self._database.reading() as connection:
            start = max(since, connection.scalar(last) or since)
            asked = select(func.count()).where(
                ATTEMPT.key == key, ATTEMPT.at >= start, ATTEMPT.ok.is_(False)
            )
            return connection.scalar(asked) or 0

    def failures_everywhere(self, *, since: datetime) -> int:
        """Failures of the whole site since a moment."""
        asked = select(func.count()).where(ATTEMPT.at >= since, ATTEMPT.ok.is_(False))
        with self._database.reading() as connection:
            return connection.scalar(asked) or 0

    def tries(self, key: str, *, since: datetime) -> int:
        """Tries under a key since a moment, successful or not: for limits such as new drafts."""
        asked = select(func.count()).where(ATTEMPT.key == key, ATTEMPT.at >= since)
        with self._database.reading() as connection:
            return connection.scalar(asked) or 0

    def last_failure(self, key: str) -> datetime | None:
        """When the key last failed: the wait is counted from there."""
        asked = select(func.max(ATTEMPT.at)).where(ATTEMPT.key == key, ATTEMPT.ok.is_(False))
        with self._database.reading() as connection:
            last: datetime | None = connection.scalar(asked)
            return last

    def forget(self, *, before: datetime) -> None:
        """Drop old tries; the journal keeps the failures."""
        with self._database.writing() as connection:
            connection.execute(delete(tables.attempts).where(ATTEMPT.at < before))
