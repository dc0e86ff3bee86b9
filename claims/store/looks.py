"""What is known of each exhibit beside its bytes, changed as it is read or scanned again.

It is help and housekeeping, not evidence. Of a claim that was filed, what documents print of a file
is noted in the journal when it changes: the pages, and what the scanner said. How far its pictures
were read is not: it moves by itself, and says nothing of the file.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import (
    Connection,
    Row,
    Select,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

from claims.claim.canonical import Json
from claims.evidence.findings import Findings
from claims.evidence.look import Look, Reading
from claims.evidence.scanner import Scan
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append

Sort = Literal["invoices", "references"]
"""Numbers read in an exhibit that may stand in those of another claimant."""
LOOK, EXHIBIT, KEY = tables.looks.c, tables.exhibits.c, tables.claim_keys.c
NOTHING = Look()
CLAIM_OF = (
    select(tables.claims.c.number, tables.claims.c.revision)
    .join_from(tables.exhibits, tables.claims)
    .where(EXHIBIT.id == bindparam("exhibit"))
)


class Looks:
    """One row an exhibit. Reading and scanning change their own columns: they may cross."""

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

    def invoices(self, matter: str) -> dict[str, tuple[str, ...]]:
        """Number of an invoice → claims, for those read in exhibits of more than one claim."""
        return self._in_common(matter, "invoices")

    def references(self, matter: str) -> dict[str, tuple[str, ...]]:
        """Bank reference → claims, for those read in exhibits of more than one claim."""
        return self._in_common(matter, "references")

    def _in_common(self, matter: str, sort: Sort) -> dict[str, tuple[str, ...]]:
        claims: dict[str, dict[str, None]] = {}
        with self._database.reading() as connection:
            for number, findings in connection.execute(_with(sort, matter)):
                for name in _names(sort, findings):
                    claims.setdefault(name, {})[number] = None
        return {name: tuple(known) for name, known in claims.items() if len(known) > 1}

    def same(self, sort: Sort, matter: str, number: str, most: int = 0) -> tuple[str, ...]:
        """The other claims in whose exhibits a number of this sort was read that was in these.

        most: claims that may bear one number, this one counted, before it tells nothing; 0, any.
        """
        asked = _with(sort, matter)
        with self._database.reading() as connection:
            mine = connection.execute(asked.where(EXHIBIT.number == number))
            own = {name for _, findings in mine for name in _names(sort, findings)}
            if not own:
                return ()
            says = or_(*(LOOK.findings.contains(name, autoescape=True) for name in sorted(own)))
            near = connection.execute(asked.where(EXHIBIT.number != number, says))
            bearing: dict[str, dict[str, None]] = {name: {} for name in own}
            for other, findings in near:
                for name in own & set(_names(sort, findings)):
                    bearing[name][other] = None
        told = (others for others in bearing.values() if not most or len(others) < most)
        return tuple(sorted({other for others in told for other in others}))

    def pages(self, matter: str) -> dict[str, int]:
        """Exhibit → its pages, for those of a matter's claims that have any."""
        asked = (
            select(LOOK.exhibit, LOOK.pages)
            .join_from(tables.looks, tables.exhibits)
            .join(tables.claims)
            .where(tables.claims.c.matter == matter, LOOK.pages > 0)
        )
        with self._database.reading() as connection:
            return {row.exhibit: row.pages for row in connection.execute(asked)}

    def infected(self, matter: str) -> frozenset[str]:
        """Exhibits of a matter's claims that were found infected."""
        asked = (
            select(LOOK.exhibit)
            .join_from(tables.looks, tables.exhibits)
            .join(tables.claims)
            .where(tables.claims.c.matter == matter, LOOK.scan == "infected")
        )
        with self._database.reading() as connection:
            return frozenset(connection.scalars(asked))

    def find(self, exhibit_id: str) -> Look:
        """What is known of one exhibit."""
        with self._database.reading() as connection:
            return _known(connection, exhibit_id)

    def keep(self, exhibit_id: str, look: Look, *, at: datetime, by: str) -> None:
        """Keep all that was found of a file as it came in: what was read in it, and its scan."""
        self._keep(exhibit_id, {**_read_in(look), "scan": look.scan}, at, by)

    def keep_reading(self, exhibit_id: str, look: Look, *, at: datetime, by: str) -> None:
        """Keep what was read of an exhibit; what a scanner said of it meanwhile stands."""
        self._keep(exhibit_id, _read_in(look), at, by)

    def keep_scan(self, exhibit_id: str, scan: Scan, *, at: datetime, by: str) -> None:
        """Keep what a scanner says now."""
        self._keep(exhibit_id, {"scan": scan}, at, by)

    def ask(self, exhibits: Iterable[str]) -> None:
        """Have these read in their turn, but for those that were read or wait already."""
        with self._database.writing() as connection:
            for exhibit_id in exhibits:
                if not _known(connection, exhibit_id).reading:
                    _change(connection, exhibit_id, {"reading": "waiting"})

    def _keep(self, exhibit_id: str, values: Mapping[str, object], at: datetime, by: str) -> None:
        """Change these columns, and note in the journal a file newly found infected, and what
        documents print of one whose claim was filed. Nothing is kept of an exhibit erased since."""
        with self._database.writing() as connection:
            claim = connection.execute(CLAIM_OF, {"exhibit": exhibit_id}).first()
            if claim is None:
                return
            before = _known(connection, exhibit_id)
            _change(connection, exhibit_id, values)
            after = _known(connection, exhibit_id)
            body: dict[str, Json] = {"id": exhibit_id}
            if after.quarantined and not before.quarantined:
                append(connection, [Event("quarantine exhibit", claim.number, body)], at=at, by=by)
            elif claim.revision and (before.pages, before.scan) != (after.pages, after.scan):
                body |= {"pages": after.pages, "scan": after.scan}
                append(connection, [Event("look at exhibit", claim.number, body)], at=at, by=by)

    def waiting(self, most: int) -> tuple[str, ...]:
        """Exhibits that are to be read, oldest first; those taken back may have been filed."""
        return self._ids(LOOK.reading == "waiting", most)

    def unfinished(self, most: int, but: Collection[str] = ()) -> tuple[str, ...]:
        """Exhibits of which some pictures were not read, without those named: those of which the
        fewest were first. They have an index of their own, for this is asked each second."""
        left = tables.UNFINISHED & LOOK.reading.not_in(("", "waiting"))
        left &= LOOK.exhibit.not_in(but)
        return self._ids(left, most, tables.DONE)

    def unscanned(self, most: int) -> tuple[str, ...]:
        """Exhibits no scanner has answered for, oldest first; those taken back as well, those
        whose key was destroyed no more."""
        unknown = LOOK.scan.is_(None) | LOOK.scan.in_(("none", "failed"))
        gone = select(KEY.number).where(
            KEY.number == EXHIBIT.number, KEY.forgotten_at >= EXHIBIT.added_at
        )
        return self._ids(unknown & ~gone.exists(), most)

    def _ids(self, which: Any, most: int, *first: Any) -> tuple[str, ...]:
        asked = (
            select(EXHIBIT.id)
            .join_from(tables.exhibits, tables.looks, isouter=True)
            .where(which)
            .order_by(*first, EXHIBIT.added_at, EXHIBIT.id)
            .limit(most)
        )
        with self._database.reading() as connection:
            return tuple(connection.scalars(asked))


def _with(sort: Sort, matter: str) -> Select[Any]:
    """The claim of each exhibit in which numbers of this sort were read, and what was read."""
    return (
        select(EXHIBIT.number, LOOK.findings)
        .join_from(tables.looks, tables.exhibits)
        .join(tables.claims)
        .where(tables.claims.c.matter == matter, EXHIBIT.removed_at.is_(None))
        .where(LOOK.findings.contains(f'"{sort}":[{{', autoescape=True))
        .order_by(EXHIBIT.number, EXHIBIT.id)
    )


def _names(sort: Sort, findings: str) -> list[str]:
    """The numbers of that sort among what was read."""
    return [word["means"][0] for word in json.loads(findings)[sort]]


def forget_looks(connection: Connection, number: str) -> None:
    """What was read in the exhibits of a claim, gone with them."""
    theirs = select(EXHIBIT.id).where(EXHIBIT.number == number)
    connection.execute(delete(tables.looks).where(LOOK.exhibit.in_(theirs)))


def forget_look(connection: Connection, exhibit_id: str) -> None:
    """What was read in one exhibit, gone with it."""
    connection.execute(delete(tables.looks).where(LOOK.exhibit == exhibit_id))


def _known(connection: Connection, exhibit_id: str) -> Look:
    row = connection.execute(select(tables.looks).where(LOOK.exhibit == exhibit_id)).one_or_none()
    return _look(row) if row else NOTHING


def _change(connection: Connection, exhibit_id: str, values: Mapping[str, object]) -> None:
    """Change these columns of a row, which is made where there was none."""
    theirs = LOOK.exhibit == exhibit_id
    if not connection.execute(update(tables.looks).where(theirs).values(**values)).rowcount:
        new = {"exhibit": exhibit_id, "scan": NOTHING.scan, **_read_in(NOTHING), **values}
        connection.execute(insert(tables.looks), new)


def _read_in(look: Look) -> dict[str, object]:
    return {
        "pages": look.pages,
        "reading": look.reading,
        "findings": look.findings.model_dump_json(),
        "words": look.words,
        "optical": look.optical,
        "pictures": look.pictures,
        "unread": look.unread,
    }


def _look(row: Row[Any]) -> Look:
    if row.exhibit is None:
        return NOTHING
    scan: Scan = next(known for known in get_args(Scan) if known == row.scan)
    reading: Reading = next(known for known in get_args(Reading) if known == row.reading)
    found = Findings.model_validate_json(row.findings)
    return Look(
        row.pages, scan, reading, found, row.words, row.optical, row.pictures, row.unread
    )  # fmt: skip
