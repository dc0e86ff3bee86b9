"""Whose claim each is, among counsel: the present state; the journal keeps every act.

No amount rests on it, and it is no evidence. An act gives any number of claims to one person, and
is undone as one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from claims.claim.canonical import Json, canonical, digest
from claims.claim.states import Status
from claims.problems import Conflict
from claims.store import tables
from claims.store.columns import utc_text
from claims.store.engine import Database
from claims.store.journal import Event, append

OF, CLAIM = tables.assigned.c, tables.claims.c


@dataclass(frozen=True, slots=True)
class Act:
    """One giving out. person: to whom, empty for nobody; claims: those it still stands for."""

    id: str
    person: str
    at: datetime
    by: str
    claims: int


@dataclass(frozen=True, slots=True)
class Given:
    """Whose one claim is. person: empty for nobody; by, at: who gave it last, and when."""

    number: str
    person: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Load:
    """What waits for one person, nobody when empty. oldest: of its claims, when it was filed."""

    person: str
    claims: int
    oldest: datetime | None


class Assigned:
    """One row a claim that was ever given to someone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def give(
        self, act: str, matter: str, person: str, numbers: Mapping[str, str], *, at: datetime,
        by: str,
    ) -> None:  # fmt: skip
        """Give claims of a matter to a person, or to nobody, in one act. numbers: claim → whose it
        was when it was read. Raises Conflict when one was given to someone else since."""
        with self._database.writing() as connection:
            before = _persons(connection, matter)
            if late := _since(connection, matter, numbers):
                raise Conflict(f"{late[0].number} was given meanwhile", theirs=late[0].person,
                               by=late[0].by, at=utc_text(late[0].at))  # fmt: skip
            self._keep(connection, act, {n: (person, before.get(n, "")) for n in numbers}, at, by)
            body: dict[str, Json] = {"id": act, "to": person, "claims": len(numbers)}
            body["sha256"] = digest(canonical(sorted(numbers)))
            append(connection, [Event("assign claims", matter, body)], at=at, by=by)

    def undo(self, act: str, matter: str, *, at: datetime, by: str) -> int:
        """Give back the claims that an act gave and nobody gave again since; how many."""
        asked = select(OF.number, OF.person, OF.before).where(OF.act == act)
        with self._database.writing() as connection:
            rows = connection.execute(asked).all()
            back = {row.number: (row.before, row.person) for row in rows}
            self._keep(connection, "", back, at, by)
            if back:
                body: dict[str, Json] = {"id": act, "claims": len(back)}
                append(connection, [Event("undo assignment", matter, body)], at=at, by=by)
        return len(back)

    def persons(self, matter: str) -> Mapping[str, str]:
        """Claim → the person it is given to, for those given to someone."""
        with self._database.reading() as connection:
            return {n: person for n, person in _persons(connection, matter).items() if person}

    def since(self, matter: str, seen: Mapping[str, str]) -> tuple[Given, ...]:
        """Those of some claims that are no longer whose they were, by number."""
        with self._database.reading() as connection:
            return _since(connection, matter, seen)

    def person(self, number: str) -> str:
        """The person a claim is given to; empty for nobody."""
        with self._database.reading() as connection:
            return connection.scalar(select(OF.person).where(OF.number == number)) or ""

    def acts(self, matter: str) -> tuple[Act, ...]:
        """The acts that still stand for some claim, newest first."""
        asked = (
            select(OF.act, OF.person, OF.at, OF.by, func.count().label("claims"))
            .join_from(tables.assigned, tables.claims)
            .where(CLAIM.matter == matter, OF.act != "")
            .group_by(OF.act, OF.person, OF.at, OF.by)
            .order_by(OF.at.desc(), OF.act)
        )
        with self._database.reading() as connection:
            return tuple(Act(*row) for row in connection.execute(asked))

    def loads(self, matter: str, statuses: Sequence[Status]) -> tuple[Load, ...]:
        """What waits for each person, of the claims in these states; nobody's first."""
        person = func.coalesce(OF.person, "")
        asked = (
            select(person, func.count(), func.min(CLAIM.submitted_at))
            .join_from(tables.claims, tables.assigned, isouter=True)
            .where(CLAIM.matter == matter, CLAIM.status.in_(sorted(statuses)))
            .group_by(person)
            .order_by(person)
        )
        with self._database.reading() as connection:
            return tuple(Load(*row) for row in connection.execute(asked))

    def _keep(
        self, connection: Connection, act: str, to: Mapping[str, tuple[str, str]], at: datetime,
        by: str,
    ) -> None:  # fmt: skip
        known = set(connection.scalars(select(OF.number)))
        for number, (person, before) in to.items():
            values = {"person": person, "before": before, "act": act, "at": at, "by": by}
            if number in known:
                connection.execute(
                    update(tables.assigned).where(OF.number == number).values(values)
                )
            else:
                connection.execute(insert(tables.assigned), values | {"number": number})


def _persons(connection: Connection, matter: str) -> dict[str, str]:
    asked = select(OF.number, OF.person).join_from(tables.assigned, tables.claims)
    rows = connection.execute(asked.where(CLAIM.matter == matter))
    return {row.number: row.person for row in rows}


def _since(connection: Connection, matter: str, seen: Mapping[str, str]) -> tuple[Given, ...]:
    asked = (
        select(OF.number, OF.person, OF.by, OF.at)
        .join_from(tables.assigned, tables.claims)
        .where(CLAIM.matter == matter)
        .order_by(OF.number)
    )
    rows = (Given(*row) for row in connection.execute(asked))
    return tuple(each for each in rows if seen.get(each.number, each.person) != each.person)
