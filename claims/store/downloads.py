"""Downloads under way: which document was begun in which session, and until when it may go on."""

from datetime import datetime

from sqlalchemy import delete, insert, select

from claims.store import tables
from claims.store.engine import Database

DOWNLOAD = tables.downloads.c


class Downloads:
    """One row a session and document; the journal has it with the hand-over itself."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, session: str, export: str, *, at: datetime, until: datetime) -> None:
        """Keep until when a download goes on, in place of what stood; those over are swept out."""
        row = {"session": session, "export": export, "until": until}
        again = (DOWNLOAD.session == session) & (DOWNLOAD.export == export)
        with self._database.writing() as connection:
            connection.execute(delete(tables.downloads).where((DOWNLOAD.until <= at) | again))
            connection.execute(insert(tables.downloads), row)

    def goes_on(self, session: str, export: str, *, at: datetime) -> bool:
        """Whether a session began to take a document, and may still go on."""
        asked = select(DOWNLOAD.until).where(
            DOWNLOAD.session == session, DOWNLOAD.export == export, DOWNLOAD.until > at
        )
        with self._database.reading() as connection:
            return connection.execute(asked).first() is not None
