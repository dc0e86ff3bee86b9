"""What happened about who owns a service: event after event, never changed, never taken back.

A service is named by its registrable domain, as in the domain ledger. The state is not kept: it is
replayed at each reading and, in the transaction that keeps an event, before it, so an acceptance
before its time is refused here too. The journal names the hash of each event and no word of it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from claims.access import Role
from claims.claim.canonical import Json, canonical, digest
from claims.evidence.contacting import Terms, grown
from claims.evidence.ownership import Answer, Event, Inquiry, Kind, of
from claims.problems import Conflict
from claims.store import journal as kept
from claims.store import tables
from claims.store.columns import utc_text
from claims.store.engine import Database

ROW = tables.ownership.c
ACTION = "ownership"
DETAILS = ("papers", "paper", "channels", "channel", "result", "answer", "words")


@dataclass(frozen=True, slots=True)
class Contested:
    """A service someone says is theirs."""

    number: str
    service: str


class Ownership:
    """One log for each service of a claim."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, number: str, service: str, event: Event, *, seen: int, terms: Terms) -> Inquiry:
        """Keep one event if the log still holds as many as were seen; the inquiry it makes.

        Raises Conflict when it has grown, and ValueError for an event that cannot follow or an
        acceptance before its time.
        """
        with self._database.writing() as connection:
            before = of(_events(connection, number, service))
            if len(before.events) != seen:
                raise Conflict(
                    f"the ownership of {service} in {number} changed since it was read",
                    theirs=before.stage, by=before.events[-1].by if before.events else "",
                    at=utc_text(before.events[-1].at) if before.events else "",
                )  # fmt: skip
            after = grown(before, event, terms)
            _keep(connection, number, service, seen + 1, event)
            return after

    def inquiry(self, number: str, service: str) -> Inquiry:
        """What the events of one service come to."""
        with self._database.reading() as connection:
            return of(_events(connection, number, service))

    def inquiries(self, number: str) -> Mapping[str, Inquiry]:
        """Service → its inquiry, for those about which something happened."""
        asked = select(tables.ownership).where(ROW.number == number).order_by(ROW.service, ROW.n)
        logs: dict[str, list[Event]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(asked):
                logs.setdefault(row.service, []).append(event_of(row))
        return {service: of(log) for service, log in logs.items()}

    def contested(self, matter: str) -> tuple[Contested, ...]:
        """Services of a matter that someone contests and counsel has not refused."""
        claims = tables.claims.c
        asked = (
            select(ROW.number, ROW.service)
            .distinct()
            .join_from(tables.ownership, tables.claims)
            .where(claims.matter == matter, ROW.kind == Kind.ANSWERED)
            .order_by(ROW.number, ROW.service)
        )
        with self._database.reading() as connection:
            answered = connection.execute(asked).all()
            found = ((r, of(_events(connection, r.number, r.service))) for r in answered)
            return tuple(
                Contested(r.number, r.service)
                for r, inquiry in found
                if inquiry.contested and inquiry.outcome != "refused"
            )


def _events(connection: Connection, number: str, service: str) -> tuple[Event, ...]:
    asked = (
        select(tables.ownership).where(ROW.number == number, ROW.service == service).order_by(ROW.n)
    )
    return tuple(map(event_of, connection.execute(asked)))


def _keep(connection: Connection, number: str, service: str, n: int, event: Event) -> None:
    body = canonical(_details(event))
    sealed: dict[str, Json] = {"service": service, "n": n, "kind": event.kind, "role": event.role}
    sealed |= {"sha256": digest(body)}
    noted = kept.Event(ACTION, number, sealed)
    kept.append(connection, [noted], at=event.at, by=event.by)
    row = sealed | {"number": number, "at": event.at, "by": event.by, "body": body}
    connection.execute(insert(tables.ownership), row)


def _details(event: Event) -> dict[str, Json]:
    """What an event says, without what it leaves blank."""
    said = {name: getattr(event, name) for name in DETAILS}
    return {name: _plain(value) for name, value in said.items() if value}


def _plain(value: Any) -> Json:
    return list(value) if isinstance(value, tuple) else value


def event_of(row: Row[Any]) -> Event:
    """A row of the table as an event."""
    said = json.loads(row.body)
    if "channels" in said:
        said["channels"] = tuple(said["channels"])
    if "answer" in said:
        said["answer"] = Answer(said["answer"])
    return Event(Kind(row.kind), row.at, row.by, Role(row.role), **said)
