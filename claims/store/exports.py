"""Exports: which document left the house, with its hash, when, by whom and from which state."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append

EXPORT = tables.exports.c


@dataclass(frozen=True, slots=True)
class Export:
    """One file made. id: random, drawn by the caller; journal_seq: the state it was made from."""

    id: str
    matter: str
    kind: str
    name: str
    sha256: str
    size: int
    at: datetime
    by: str
    journal_seq: int


class Exports:
    """The list of what was made."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, export: Export) -> None:
        """Keep an export and journal it, with its own `at` and `by`."""
        with self._database.writing() as connection:
            keep_export(connection, export)

    def find(self, export_id: str) -> Export | None:
        """One export, or None."""
        with self._database.reading() as connection:
            row = connection.execute(select(tables.exports).where(EXPORT.id == export_id)).first()
            return Export(**row._asdict()) if row else None

    def of(self, matter: str) -> tuple[Export, ...]:
        """The exports of a matter, newest first."""
        asked = (
            select(tables.exports)
            .where(EXPORT.matter == matter)
            .order_by(EXPORT.journal_seq.desc(), EXPORT.at.desc(), EXPORT.id)
        )
        with self._database.reading() as connection:
            return tuple(Export(**row._asdict()) for row in connection.execute(asked))


def keep_export(connection: Connection, export: Export) -> None:
    """Keep an export and journal it, inside a transaction."""
    values = {name: getattr(export, name) for name in Export.__slots__}
    named = {name: values[name] for name in ("id", "kind", "name", "sha256", "size")}
    event = Event("export", export.matter, named | {"journal_seq": export.journal_seq})
    connection.execute(insert(tables.exports), values)
    append(connection, [event], at=export.at, by=export.by)
