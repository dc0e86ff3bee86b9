"""Links: keys sent by e-mail, for one use or several, until a day. Only their hash is kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, or_, select, update

from claims.claim.canonical import Json
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append

LINK = tables.links.c


@dataclass(frozen=True, slots=True)
class Link:
    """One key. kind: what it opens ("resume", "owner"); subject: of which part of the claim.

    used_at: when it was last used; once: whether the first use is the last.
    """

    token_hash: str
    kind: str
    number: str
    subject: str
    once: bool
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class Links:
    """Every change takes `at` and `by`, as in `Claims`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, link: Link, *, by: str) -> None:
        """Keep the hash of a new link."""
        values = {name: getattr(link, name) for name in Link.__slots__}
        with self._database.writing() as connection:
            connection.execute(insert(tables.links), values)
            append(connection, [_event("make link", link)], at=link.created_at, by=by)

    def find(self, token_hash: str) -> Link | None:
        """The link, open or not; None when there is none."""
        asked = select(tables.links).where(LINK.token_hash == token_hash)
        with self._database.reading() as connection:
            row = connection.execute(asked).first()
            return Link(**row._asdict()) if row else None

    def of(self, number: str, kind: str) -> tuple[Link, ...]:
        """Every link of that kind to a claim, open or not, oldest first."""
        asked = (
            select(tables.links)
            .where(LINK.number == number, LINK.kind == kind)
            .order_by(LINK.created_at, LINK.subject, LINK.token_hash)
        )
        with self._database.reading() as connection:
            return tuple(Link(**row._asdict()) for row in connection.execute(asked))

    def use(self, token_hash: str, kind: str, *, at: datetime, by: str) -> Link | None:
        """Use a link of that kind; None when it is unknown, expired, or has served.

        Two at once use a link for one use only once.
        """
        unspent = or_(LINK.once.is_(False), LINK.used_at.is_(None))
        with self._database.writing() as connection:
            used = connection.execute(
                update(tables.links)
                .where(LINK.token_hash == token_hash, LINK.kind == kind)
                .where(LINK.expires_at > at, unspent)
                .values(used_at=at)
            )
            if used.rowcount != 1:
                return None
            asked = select(tables.links).where(LINK.token_hash == token_hash)
            link = Link(**connection.execute(asked).one()._asdict())
            append(connection, [_event("use link", link)], at=at, by=by)
            return link

    def close(self, kind: str, number: str, subject: str = "", *, at: datetime, by: str) -> int:
        """End every open link of that kind to that part of a claim; how many there were."""
        with self._database.writing() as connection:
            closed = connection.execute(
                update(tables.links)
                .where(LINK.kind == kind, LINK.number == number, LINK.subject == subject)
                .where(LINK.expires_at > at)
                .values(expires_at=at)
            )
            if closed.rowcount:
                body: dict[str, Json] = {"kind": kind, "subject": subject}
                body["links"] = closed.rowcount
                append(connection, [Event("close links", number, body)], at=at, by=by)
            return closed.rowcount


def _event(action: str, link: Link) -> Event:
    return Event(action, link.number, {"kind": link.kind, "subject": link.subject})
