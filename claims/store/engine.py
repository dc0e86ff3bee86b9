"""Connections to SQLite or PostgreSQL, and the two ways to use one: reading and writing.

Writers take turns on both databases, so the journal's sequence has no gap and a claim read inside a
write is the claim that will be changed. A reader sees one moment of the database, however long it
reads. Python's sqlite3 would open transactions late and without the lock; ours are opened here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from claims.i18n.refusals import reason_of
from claims.problems import NotSaved, Problem, Refused

TURN = 7_103_459_021
"""Key of the PostgreSQL advisory lock that writers hold; any constant will do."""

PRAGMAS = (
    "busy_timeout = 10000",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "recursive_triggers = ON",  # else INSERT OR REPLACE would delete unseen by the triggers
    "secure_delete = ON",  # what is forgotten is written over, a draft of many pages too
    "temp_store = MEMORY",  # nothing personal spills into a temporary file
)


class Database:
    """One database; `engine` is for migrations and tests, everything else reads or writes."""

    def __init__(self, url: str) -> None:
        where = _address(url)
        self.sqlite = where.get_backend_name() == "sqlite"
        self.engine = _sqlite(where) if self.sqlite else _postgresql(where)
        self._turn = Lock()
        self._whole: ContextVar[Connection | None] = ContextVar("whole", default=None)
        self._seen: ContextVar[Connection | None] = ContextVar("seen", default=None)
        self._writers = self.engine.execution_options(writes=True)
        self._readers = (
            self.engine
            if self.sqlite
            else self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database; it is for reading only."""
        if shared := self._whole.get() or self._seen.get():
            yield shared
            return
        with self._readers.begin() as connection:
            yield connection

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Everything read in the block is of one moment: what is written meanwhile is not seen."""
        with self.reading() as connection:
            marked = self._seen.set(connection)
            try:
                yield
            finally:
                self._seen.reset(marked)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The only writer until the block ends; kept on disk when it has ended, or not at all.

        Raises NotSaved when the disk or the database refuses.
        """
        if whole := self._whole.get():
            yield whole
            return
        try:
            with self._turn, self._writers.begin() as connection:
                yield connection
        except (OperationalError, InternalError, NoConnection) as refusal:
            raise NotSaved(f"nothing was saved: {_reason(refusal)}") from refusal

    @contextmanager
    def together(self) -> Iterator[None]:
        """Everything written in the block is one transaction: all of it is kept, or none."""
        with self.writing() as connection:
            marked = self._whole.set(connection)
            try:
                yield
            finally:
                self._whole.reset(marked)

    @property
    def undecided(self) -> bool:
        """Whether what is read here may still be taken back, inside `together`."""
        return self._whole.get() is not None

    def scrub(self) -> None:
        """Let nothing of what was written over stand in SQLite's log; not inside `together`."""
        if self.sqlite and not self.undecided:
            with self.engine.connect() as connection:
                connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def _reason(refusal: Exception) -> str:
    return str(getattr(refusal, "orig", None) or refusal).splitlines()[0]


def _address(url: str) -> URL:
    try:
        where = make_url(url)
    except (ArgumentError, ValueError):
        raise Refused([Problem("CLAIMS_DATABASE_URL", "database-url")]) from None
    if where.get_backend_name() not in ("sqlite", "postgresql"):
        raise Refused([Problem("CLAIMS_DATABASE_URL", "database-url")])
    return where


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as refusal:
        why = {"folder": str(folder), **reason_of(refusal)}
        raise Refused([Problem("CLAIMS_DATA_DIR", "folder-closed", why)]) from refusal


def _sqlite(url: URL) -> Engine:
    if url.database:
        _make(Path(url.database).parent)
    engine = create_engine(url, pool_size=10, max_overflow=90, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(url: URL) -> Engine:
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        hide_parameters=True,  # people's words are parameters, and errors reach the log
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN})")

    return engine
