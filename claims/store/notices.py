"""Counsel's letters to a claimant: kept as issued, never changed, never taken back.

The journal holds the hash of each, not its words. One that asks is open while its claim still
stands where the letter put it, one that tells a decision stands while the decision does: any later
change of the claim ends it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, select

from claims.claim.canonical import Json, canonical, digest
from claims.claim.deficiency import Notice
from claims.claim.states import DECIDED, Status
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append

KEPT, CLAIM, FILED = tables.notices.c, tables.claims.c, tables.revisions.c


@dataclass(frozen=True, slots=True)
class KeptNotice:
    """One letter. place counts from 1 in each claim; by: who sent it, "system" for a reminder."""

    number: str
    place: int
    at: datetime
    by: str
    notice: Notice
    sha256: str
    journal_seq: int


COLUMNS: tuple[Any, ...] = (
    KEPT.number, KEPT.place, KEPT.at, KEPT.by, KEPT.body, KEPT.sha256, KEPT.journal_seq
)  # fmt: skip


class Notices:
    """The letters of every claim, each numbered in its own claim."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, number: str, notice: Notice, *, at: datetime, by: str) -> KeptNotice:
        """Keep a letter under the next place of its claim."""
        body = canonical(notice.model_dump(mode="json"))
        with self._database.writing() as connection:
            last = select(func.max(KEPT.place)).where(KEPT.number == number)
            place = (connection.scalar(last) or 0) + 1
            sealed: dict[str, Json] = {"place": place, "kind": notice.kind}
            sealed |= {"last_day": notice.last_day.isoformat(), "sha256": digest(body)}
            head = append(connection, [Event("issue notice", number, sealed)], at=at, by=by)
            kept = {"number": number, "at": at, "by": by, "body": body, "journal_seq": head.seq}
            connection.execute(insert(tables.notices), kept | sealed)
        return KeptNotice(number, place, at, by, notice, digest(body), head.seq)

    def of(self, number: str) -> tuple[KeptNotice, ...]:
        """Every letter of a claim, oldest first."""
        asked = select(*COLUMNS).where(KEPT.number == number).order_by(KEPT.place)
        with self._database.reading() as connection:
            return tuple(map(_kept, connection.execute(asked)))

    def open_of(self, number: str) -> KeptNotice | None:
        """The letter a claim still has to answer; None when none is open."""
        asked = select(*COLUMNS).select_from(OPEN).where(KEPT.number == number)
        with self._database.reading() as connection:
            return next(map(_kept, connection.execute(asked)), None)

    def telling(self, number: str) -> KeptNotice | None:
        """The letter that tells what is decided of a claim, as it stands; None while none does."""
        asked = select(*COLUMNS).select_from(TELLING).where(KEPT.number == number)
        with self._database.reading() as connection:
            found = connection.execute(asked.order_by(KEPT.place.desc()).limit(1))
            return next(map(_kept, found), None)

    def told(self, matter: str) -> frozenset[str]:
        """The claims of a matter whose decision, as it stands, a letter tells."""
        with self._database.reading() as connection:
            return frozenset(connection.scalars(_told(matter)))

    def untold(self, matter: str) -> tuple[str, ...]:
        """The decided claims of a matter whose decision no letter tells yet, by number."""
        asked = select(CLAIM.number).where(
            CLAIM.matter == matter, CLAIM.status.in_(sorted(DECIDED)),
            CLAIM.number.not_in(_told(matter)),
        )  # fmt: skip
        with self._database.reading() as connection:
            return tuple(connection.scalars(asked.order_by(CLAIM.number)))

    def ending(self, first: date, last: date) -> tuple[KeptNotice, ...]:
        """The open letters of every matter whose last day is between two days, by claim."""
        days = KEPT.last_day.between(first.isoformat(), last.isoformat())
        asked = select(*COLUMNS).select_from(OPEN).where(days).order_by(KEPT.number)
        with self._database.reading() as connection:
            return tuple(map(_kept, connection.execute(asked)))

    def last_days(self, matter: str) -> dict[str, date]:
        """Claim → last day of its open letter, in one matter."""
        asked = select(KEPT.number, KEPT.last_day).select_from(OPEN).where(CLAIM.matter == matter)
        with self._database.reading() as connection:
            return {
                row.number: date.fromisoformat(row.last_day) for row in connection.execute(asked)
            }

    def cures(self, matter: str) -> tuple[tuple[str, int | None], ...]:
        """Of each letter of a matter that asked for something, by claim: the claim's language, and
        seconds until the claimant next filed, None while they did not."""
        after = func.min(FILED.at).filter(FILED.at > KEPT.at, FILED.by == KEPT.number)
        asked = (
            select(CLAIM.language, KEPT.at, after.label("answered"))
            .join_from(tables.notices, tables.claims)
            .join(tables.revisions, FILED.number == KEPT.number)
            .where(CLAIM.matter == matter, KEPT.kind == "deficiency")
            .group_by(KEPT.number, KEPT.place, CLAIM.language, KEPT.at)
            .order_by(KEPT.number, KEPT.place)
        )
        with self._database.reading() as connection:
            rows = connection.execute(asked).all()
        return tuple((row.language, _seconds(row.at, row.answered)) for row in rows)


OPEN = tables.notices.join(
    tables.claims,
    (CLAIM.number == KEPT.number)
    & (CLAIM.status == Status.DEFICIENT)
    & (CLAIM.updated_at == KEPT.at)
    & (KEPT.kind == "deficiency"),
)
"""The letters whose claims stand where they put them."""
TELLING = tables.notices.join(
    tables.claims,
    (CLAIM.number == KEPT.number)
    & CLAIM.status.in_(sorted(DECIDED))
    & (KEPT.at >= CLAIM.updated_at)
    & KEPT.kind.in_(("decision", "reconsideration")),
)
"""The letters that tell decisions which still stand."""


def _told(matter: str) -> Select[tuple[str]]:
    return select(KEPT.number).select_from(TELLING).where(CLAIM.matter == matter)


def _seconds(start: datetime, end: datetime | None) -> int | None:
    return int((end - start).total_seconds()) if end else None


def _kept(row: Row[Any]) -> KeptNotice:
    notice = Notice.model_validate_json(row.body)
    return KeptNotice(row.number, row.place, row.at, row.by, notice, row.sha256, row.journal_seq)
