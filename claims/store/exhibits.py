"""Exhibits: which file, known by its SHA-256 and kept in the vault, a claim brought as what.

The id is random and drawn by the caller. Removing one only marks it: what a filed revision cites
stays in the vault.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from claims.claim.canonical import Json
from claims.claim.model import Exhibit
from claims.problems import NotFound, TooMany
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append

EXHIBIT = tables.exhibits.c


@dataclass(frozen=True, slots=True)
class KeptExhibit:
    """An exhibit with the claim and the matter it belongs to; removed: when it was taken back."""

    number: str
    matter: str
    exhibit: Exhibit
    removed: datetime | None


@dataclass(frozen=True, slots=True)
class Room:
    """How many files, and bytes in all, one claim may bring."""

    files: int
    size: int


class Exhibits:
    """Every change takes `at` and `by`, as in `Claims`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, number: str, exhibit: Exhibit, *, at: datetime, by: str, room: Room | None = None
    ) -> None:
        """Keep an exhibit of a claim. Call it after the vault has kept the file.

        Raises TooMany, checked inside the transaction, when the claim has no room left for it.
        """
        with self._database.writing() as connection:
            if room:
                _make_sure_it_fits(connection, number, exhibit, room)
            connection.execute(insert(tables.exhibits), _values(number, exhibit, at))
            body: dict[str, Json] = {"id": exhibit.id, "sha256": exhibit.sha256}
            body["size"] = exhibit.size
            append(connection, [Event("add exhibit", number, body)], at=at, by=by)

    def remove(self, number: str, exhibit_id: str, *, at: datetime, by: str) -> None:
        """Take an exhibit back from a claim. Raises NotFound when it is not there."""
        with self._database.writing() as connection:
            gone = connection.execute(
                update(tables.exhibits)
                .where(EXHIBIT.id == exhibit_id, EXHIBIT.number == number)
                .where(EXHIBIT.removed_at.is_(None))
                .values(removed_at=at)
            )
            if gone.rowcount != 1:
                raise NotFound(f"claim {number} has no exhibit {exhibit_id}")
            append(connection, [Event("remove exhibit", number, {"id": exhibit_id})], at=at, by=by)

    def of(self, number: str) -> tuple[Exhibit, ...]:
        """The exhibits of a claim, oldest first, without those taken back."""
        asked = _kept().where(EXHIBIT.number == number, EXHIBIT.removed_at.is_(None))
        return tuple(kept.exhibit for kept in self._all(asked))

    def ever(self, number: str) -> tuple[KeptExhibit, ...]:
        """Every exhibit a claim ever brought, those taken back too, oldest first."""
        return tuple(self._all(_kept().where(EXHIBIT.number == number)))

    def count(self, number: str) -> int:
        """How many exhibits a claim has, without those taken back."""
        asked = select(func.count()).where(EXHIBIT.number == number, EXHIBIT.removed_at.is_(None))
        with self._database.reading() as connection:
            return connection.scalar(asked) or 0

    def find(self, exhibit_id: str) -> KeptExhibit | None:
        """One exhibit, taken back or not, with its claim and matter: for the permission check."""
        return next(iter(self._all(_kept().where(EXHIBIT.id == exhibit_id))), None)

    def same_file(self, matter: str, sha256: str) -> tuple[KeptExhibit, ...]:
        """Every exhibit of a matter with those very bytes, across claims. Not for claimants."""
        asked = _kept().where(EXHIBIT.sha256 == sha256, tables.claims.c.matter == matter)
        return tuple(self._all(asked.where(EXHIBIT.removed_at.is_(None))))

    def shared(self, matter: str) -> dict[str, tuple[str, ...]]:
        """SHA-256 → claims, for files brought by more than one claim of a matter."""
        asked = (
            select(EXHIBIT.sha256, EXHIBIT.number)
            .join_from(tables.exhibits, tables.claims)
            .where(tables.claims.c.matter == matter, EXHIBIT.removed_at.is_(None))
            .distinct()
            .order_by(EXHIBIT.sha256, EXHIBIT.number)
        )
        claims: dict[str, tuple[str, ...]] = {}
        with self._database.reading() as connection:
            for sha256, number in connection.execute(asked):
                claims[sha256] = (*claims.get(sha256, ()), number)
        return {sha256: numbers for sha256, numbers in claims.items() if len(numbers) > 1}

    def named(self) -> frozenset[tuple[str, str]]:
        """Claim and SHA-256 of every exhibit, taken back or not: what the vault must hold."""
        asked = select(EXHIBIT.number, EXHIBIT.sha256).distinct()
        with self._database.reading() as connection:
            return frozenset((number, sha256) for number, sha256 in connection.execute(asked))

    def _all(self, asked: Select[Any]) -> tuple[KeptExhibit, ...]:
        with self._database.reading() as connection:
            return tuple(map(_exhibit, connection.execute(asked)))


def _kept() -> Select[Any]:
    return (
        select(tables.exhibits, tables.claims.c.matter)
        .join_from(tables.exhibits, tables.claims)
        .order_by(EXHIBIT.added_at, EXHIBIT.id)
    )


def _make_sure_it_fits(connection: Connection, number: str, exhibit: Exhibit, room: Room) -> None:
    files, size = connection.execute(
        select(func.count(), func.coalesce(func.sum(EXHIBIT.size), 0)).where(
            EXHIBIT.number == number, EXHIBIT.removed_at.is_(None)
        )
    ).one()
    if files + 1 > room.files:
        raise TooMany(f"claim {number} already has {files} exhibits; the limit is {room.files}")
    if size + exhibit.size > room.size:
        raise TooMany(f"the exhibits of claim {number} would pass {room.size} bytes")


def _values(number: str, exhibit: Exhibit, at: datetime) -> dict[str, object]:
    return {
        "id": exhibit.id,
        "number": number,
        "sha256": exhibit.sha256,
        "size": exhibit.size,
        "name": exhibit.name,
        "media": exhibit.media,
        "kind": exhibit.kind,
        "added_at": at,
        "flags": json.dumps(exhibit.flags),
    }


def _exhibit(row: Row[Any]) -> KeptExhibit:
    exhibit = Exhibit(
        id=row.id,
        sha256=row.sha256,
        size=row.size,
        name=row.name,
        media=row.media,
        kind=row.kind,
        added=row.added_at,
        flags=tuple(json.loads(row.flags)),
    )
    return KeptExhibit(row.number, row.matter, exhibit, row.removed_at)
