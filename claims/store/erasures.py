"""Asking to be forgotten: requests that counsel answers, and drafts erased on the spot.

What was filed is proof, held by law and by triggers; a draft that never was is its claimant's own,
and goes with its exhibits. Of it there stay a number, two moments and the journal's entries, which
hold hashes and no word that was typed.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, insert, select, update

from claims.claim.canonical import Json, digest
from claims.claim.states import Status
from claims.problems import NotAllowed
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append
from claims.store.looks import forget_looks
from claims.store.steps import as_seen, must_lead, update_claim

ERASURE, EXHIBIT = tables.erasures.c, tables.exhibits.c


@dataclass(frozen=True, slots=True)
class Erasure:
    """A request, and counsel's answer once given: answered_at is None until then."""

    number: str
    asked_at: datetime
    reason: str
    answered_at: datetime | None
    answered_by: str
    answer: str


class Erasures:
    """At most one request for each claim; asking anew after an answer opens it again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(self, number: str, reason: str, *, at: datetime, by: str) -> bool:
        """Keep a request; False when one is open already, which is left as it is."""
        with self._database.writing() as connection:
            found = connection.execute(_of(number)).first()
            if found and found.answered_at is None:
                return False
            connection.execute(delete(tables.erasures).where(ERASURE.number == number))
            kept = {"number": number, "asked_at": at, "reason": reason}
            connection.execute(insert(tables.erasures), kept | {"answered_by": "", "answer": ""})
            append(
                connection, [Event("ask erasure", number, {"reason": digest(reason)})], at=at, by=by
            )
            return True

    def answer(self, number: str, answer: str, *, at: datetime, by: str) -> bool:
        """Close a request with counsel's reasons; False when none is open."""
        with self._database.writing() as connection:
            closed = connection.execute(
                update(tables.erasures)
                .where(ERASURE.number == number, ERASURE.answered_at.is_(None))
                .values(answered_at=at, answered_by=by, answer=answer)
            )
            if not closed.rowcount:
                return False
            body = {"answer": digest(answer)}
            append(connection, [Event("answer erasure", number, body)], at=at, by=by)
            return True

    def of(self, number: str) -> Erasure | None:
        """The request of a claim, open or answered."""
        with self._database.reading() as connection:
            row = connection.execute(_of(number)).first()
            return Erasure(**row._asdict()) if row else None

    def waiting(self, matter: str) -> tuple[str, ...]:
        """Claims of a matter whose request has no answer yet, by number."""
        asked = (
            select(ERASURE.number)
            .join_from(tables.erasures, tables.claims)
            .where(tables.claims.c.matter == matter, ERASURE.answered_at.is_(None))
            .order_by(ERASURE.number)
        )
        with self._database.reading() as connection:
            return tuple(connection.scalars(asked))

    def erase_draft(self, number: str, *, seen: int, at: datetime, by: str) -> tuple[str, ...]:
        """Forget a draft never filed, its exhibits, letters, links and code; hashes left unnamed.

        Raises NotAllowed when it was filed, Conflict when it changed since it was read.
        """
        with self._database.writing() as connection:
            row = as_seen(connection, number, seen)
            if row.revision or row.status != Status.DRAFT:
                raise NotAllowed(f"claim {number} was filed; it cannot be erased at once")
            must_lead(row, Status.WITHDRAWN, filing=False)
            brought = connection.execute(
                select(EXHIBIT.id, EXHIBIT.sha256)
                .where(EXHIBIT.number == number)
                .order_by(EXHIBIT.id)
            ).all()
            forget_looks(connection, number)
            connection.execute(delete(tables.exhibits).where(EXHIBIT.number == number))
            for table in (tables.drafts, tables.outbox, tables.links):
                connection.execute(delete(table).where(table.c.number == number))
            gone = {"status": Status.WITHDRAWN, "updated_at": at, "updated_by": by}
            update_claim(connection, row, gone | {"version": row.version + 1, "code_hash": ""})
            body: dict[str, Json] = {"status": Status.WITHDRAWN}
            body["exhibits"] = [exhibit.id for exhibit in brought]
            append(connection, [Event("erase draft", number, body)], at=at, by=by)
            hashes = {exhibit.sha256 for exhibit in brought}
            named = select(EXHIBIT.sha256).where(EXHIBIT.sha256.in_(hashes))
            return tuple(sorted(hashes - set(connection.scalars(named))))


def _of(number: str) -> Select[Any]:
    return select(tables.erasures).where(ERASURE.number == number)
