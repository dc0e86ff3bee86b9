"""What is known of each exhibit beside its bytes, changed as it is read or scanned again.

It is help and housekeeping, not evidence. Of a claim that was filed, what documents print of it is
noted in the journal when it changes: the pages, and what the scanner said.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, get_args

from sqlalchemy import Connection, Row, bindparam, delete, insert, select

from claims.claim.canonical import Json
from claims.evidence.findings import Findings
from claims.evidence.look import Look, Reading
from claims.evidence.scanner import Scan
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append

LOOK, EXHIBIT, KEY = tables.looks.c, tables.exhibits.c, tables.claim_keys.c
NOTHING = Look()
CLAIM_OF = (
    select(tables.claims.c.number, tables.claims.c.revision)
    .join_from(tables.exhibits, tables.claims)
    .where(EXHIBIT.id == bindparam("exhibit"))
)
PRINTED = select(LOOK.pages, LOOK.scan).where(LOOK.exhibit == bindparam("exhibit"))
"""What documents print of an exhibit."""


class Looks:
    """One row an exhibit, replaced at each look."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, number: str) -> Mapping[str, Look]:
        """Exhibit → what is known of it, for every exhibit of a claim."""
        asked = (
            select(EXHIBIT.id, tables.looks)
            .join_from(tables.exhibits, tables.looks, isouter=True)
            .where(EXHIBIT.number == number)
        )
        with self._database.reading() as connection:
            return {row[0]: _look(row) for row in connection.execute(asked)}

    def find(self, exhibit_id: str) -> Look:
        """What is known of one exhibit."""
        asked = select(tables.looks).where(LOOK.exhibit == exhibit_id)
        with self._database.reading() as connection:
            row = connection.execute(asked).one_or_none()
        return _look(row) if row else NOTHING

    def keep(self, exhibit_id: str, look: Look, *, at: datetime, by: str) -> None:
        """Replace what is known; noted in the journal when a file is found infected, and when what
        documents print of one changes once its claim was filed.

        Nothing is kept of an exhibit that was erased meanwhile.
        """
        with self._database.writing() as connection:
            claim = connection.execute(CLAIM_OF, {"exhibit": exhibit_id}).first()
            if claim is None:
                return
            before = connection.execute(PRINTED, {"exhibit": exhibit_id}).first() or (0, "none")
            connection.execute(delete(tables.looks).where(LOOK.exhibit == exhibit_id))
            connection.execute(insert(tables.looks), _values(exhibit_id, look))
            pages, scan = before
            body: dict[str, Json] = {"id": exhibit_id}
            if look.quarantined and scan != look.scan:
                append(connection, [Event("quarantine exhibit", claim.number, body)], at=at, by=by)
            elif claim.revision and (pages, scan) != (look.pages, look.scan):
                body |= {"pages": look.pages, "scan": look.scan}
                append(connection, [Event("look at exhibit", claim.number, body)], at=at, by=by)

    def waiting(self, most: int) -> tuple[str, ...]:
        """Exhibits that are to be read, oldest first; those taken back may have been filed."""
        return self._ids(LOOK.reading == "waiting", most)

    def unscanned(self, most: int) -> tuple[str, ...]:
        """Exhibits no scanner has answered for, oldest first; those taken back as well, those
        whose key was destroyed no more."""
        unknown = LOOK.scan.is_(None) | LOOK.scan.in_(("none", "failed"))
        gone = select(KEY.number).where(
            KEY.number == EXHIBIT.number, KEY.forgotten_at >= EXHIBIT.added_at
        )
        return self._ids(unknown & ~gone.exists(), most)

    def _ids(self, which: Any, most: int) -> tuple[str, ...]:
        asked = (
            select(EXHIBIT.id)
            .join_from(tables.exhibits, tables.looks, isouter=True)
            .where(which)
            .order_by(EXHIBIT.added_at, EXHIBIT.id)
            .limit(most)
        )
        with self._database.reading() as connection:
            return tuple(connection.scalars(asked))


def forget_looks(connection: Connection, number: str) -> None:
    """What was read in the exhibits of a claim, gone with them."""
    theirs = select(EXHIBIT.id).where(EXHIBIT.number == number)
    connection.execute(delete(tables.looks).where(LOOK.exhibit.in_(theirs)))


def forget_look(connection: Connection, exhibit_id: str) -> None:
    """What was read in one exhibit, gone with it."""
    connection.execute(delete(tables.looks).where(LOOK.exhibit == exhibit_id))


def _values(exhibit_id: str, look: Look) -> dict[str, object]:
    return {
        "exhibit": exhibit_id,
        "pages": look.pages,
        "scan": look.scan,
        "reading": look.reading,
        "findings": look.findings.model_dump_json(),
        "words": look.words,
    }


def _look(row: Row[Any]) -> Look:
    if row.exhibit is None:
        return NOTHING
    scan: Scan = next(known for known in get_args(Scan) if known == row.scan)
    reading: Reading = next(known for known in get_args(Reading) if known == row.reading)
    found = Findings.model_validate_json(row.findings)
    return Look(row.pages, scan, reading, found, row.words)
