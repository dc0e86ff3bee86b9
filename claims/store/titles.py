"""What counsel calls each exhibit, and the day of its document: kept in order, never changed.

The journal holds a salted hash of each, not its words: a title may quote what counsel withholds,
and an entry of the journal leaves with every bundle that has the claim.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from claims.claim.canonical import Json
from claims.claim.entitled import UNTITLED, Titled
from claims.problems import Conflict
from claims.store import tables
from claims.store.columns import utc_text
from claims.store.engine import Database
from claims.store.journal import Event, append

KEPT = tables.exhibit_titles.c
TITLED = "title exhibit"


class Titles:
    """Every change takes `at` and `by`, as in `Claims`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def say(
        self, number: str, exhibit: str, titled: Titled, *, seen: int, salt: str, at: datetime,
        by: str,
    ) -> Titled:  # fmt: skip
        """Keep a title under the next place of its exhibit, unless it is what stands already.

        seen: the place its author read, 0 of none. Raises Conflict when another came since.
        """
        with self._database.writing() as connection:
            row = connection.execute(_last(number, exhibit)).first()
            before = _titled(row) if row else UNTITLED
            if titled.says(before):
                return before
            if row is not None and before.place != seen:
                raise Conflict(f"exhibit {exhibit} of {number} was titled meanwhile",
                               by=row.by, at=utc_text(row.at))  # fmt: skip
            kept = replace(titled, place=before.place + 1, salt=salt, at=at, by=by)
            sealed: dict[str, Json] = {"place": kept.place, "sha256": kept.seal}
            body = {"id": exhibit} | sealed
            head = append(connection, [Event(TITLED, number, body)], at=at, by=by)
            _keep(connection, number, exhibit, kept, head.seq)
        return kept

    def of(self, number: str) -> Mapping[str, Titled]:
        """Exhibit → its title as it stands, for those of a claim that were given one."""
        asked = select(tables.exhibit_titles).where(KEPT.number == number).order_by(KEPT.place)
        with self._database.reading() as connection:
            return {row.exhibit: _titled(row) for row in connection.execute(asked)}

    def every(self, matter: str, until: int | None = None) -> Mapping[tuple[str, str], Titled]:
        """Claim and exhibit → title, of a whole matter; as it stood at an entry of the journal."""
        asked = (
            select(tables.exhibit_titles)
            .join(tables.claims, tables.claims.c.number == KEPT.number)
            .where(tables.claims.c.matter == matter)
            .order_by(KEPT.place)
        )
        if until is not None:
            asked = asked.where(KEPT.journal_seq <= until)
        with self._database.reading() as connection:
            return {(row.number, row.exhibit): _titled(row) for row in connection.execute(asked)}


def _of(number: str, exhibit: str) -> Select[Any]:
    return select(tables.exhibit_titles).where(KEPT.number == number, KEPT.exhibit == exhibit)


def _last(number: str, exhibit: str) -> Select[Any]:
    last = select(func.max(KEPT.place)).where(KEPT.number == number, KEPT.exhibit == exhibit)
    return _of(number, exhibit).where(KEPT.place == last.scalar_subquery())


def _keep(connection: Connection, number: str, exhibit: str, titled: Titled, seq: int) -> None:
    whose = {"number": number, "exhibit": exhibit, "journal_seq": seq}
    said = {"place": titled.place, "title": titled.title, "salt": titled.salt}
    said |= {"at": titled.at, "by": titled.by}
    said |= {"day": titled.day.isoformat() if titled.day else "", "sha256": titled.seal}
    connection.execute(insert(tables.exhibit_titles), whose | said)


def _titled(row: Row[Any]) -> Titled:
    day = date.fromisoformat(row.day) if row.day else None
    return Titled(row.title, day, row.place, row.salt, row.at, row.by)
