"""Downloads under way: which document was begun in which session, how far it was sent, and until
when it may go on."""

from datetime import datetime

from sqlalchemy import delete, insert, select, update

from claims.store import tables
from claims.store.engine import Database

DOWNLOAD = tables.downloads.c


class Downloads:
    """One row a session and document; the journal has it with the hand-over itself."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self, session: str, export: str, first: int, *, at: datetime, until: datetime
    ) -> None:
        """Keep from which byte on a download was begun and until when it goes on, in place of what
        stood; those over are swept out."""
        row = {"session": session, "export": export, "until": until, "furthest": first}
        again = (DOWNLOAD.session == session) & (DOWNLOAD.export == export)
        with self._database.writing() as connection:
            connection.execute(delete(tables.downloads).where((DOWNLOAD.until <= at) | again))
            connection.execute(insert(tables.downloads), row)

    def reach(self, session: str, export: str, furthest: int) -> None:
        """Keep how far it is sent; never less far than it was."""
        moved = update(tables.downloads).where(
            DOWNLOAD.session == session, DOWNLOAD.export == export, DOWNLOAD.furthest < furthest
        )
        with self._database.writing() as connection:
            connection.execute(moved.values(furthest=furthest))

    def furthest(self, session: str, export: str, *, at: datetime) -> int | None:
        """How far a document was sent that a session began to take; None where it may not go on."""
        asked = select(DOWNLOAD.furthest).where(
            DOWNLOAD.session == session, DOWNLOAD.export == export, DOWNLOAD.until > at
        )
        with self._database.reading() as connection:
            return connection.execute(asked).scalar()
