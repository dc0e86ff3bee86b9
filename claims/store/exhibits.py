"""Exhibits: which file, known by its SHA-256 and kept in the vault, a claim brought as what.

The id is random and drawn by the caller. One taken back is forgotten, and the journal alone says
that it was there; one that a filed revision cites is only marked, and stays in the vault.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, insert, select, update

from claims.claim.canonical import Json, canonical, digest
from claims.claim.model import Exhibit
from claims.problems import NotFound, TooMany
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append
from claims.store.looks import forget_look
from claims.store.redactions import copies_named

EXHIBIT, DRAFT = tables.exhibits.c, tables.drafts.c


@dataclass(frozen=True, slots=True)
class KeptExhibit:
    """An exhibit with the claim and the matter it belongs to; removed: when it was taken back."""

    number: str
    matter: str
    exhibit: Exhibit
    removed: datetime | None


@dataclass(frozen=True, slots=True)
class Room:
    """How many files, and bytes in all, one claim may bring, or has brought."""

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

        Raises, checked inside the transaction, NotFound when the claim's draft was erased, and
        TooMany when the claim has no room left for it.
        """
        with self._database.writing() as connection:
            if connection.scalar(select(DRAFT.number).where(DRAFT.number == number)) is None:
                raise NotFound(f"no draft {number}")
            if room:
                _make_sure_it_fits(connection, number, exhibit, room)
            values = _values(number, exhibit, at)
            connection.execute(insert(tables.exhibits), values)
            body: dict[str, Json] = {"id": exhibit.id, "sha256": exhibit.sha256}
            body |= {"size": exhibit.size, "described": described(values)}
            append(connection, [Event("add exhibit", number, body)], at=at, by=by)

    def remove(
        self, number: str, exhibit_id: str, *, cited: bool, at: datetime, by: str
    ) -> Exhibit:
        """Take an exhibit back from a claim: marked when a filing cites it, else forgotten.

        The exhibit that was. Raises NotFound when it is not there.
        """
        theirs = (EXHIBIT.id == exhibit_id) & (EXHIBIT.number == number)
        with self._database.writing() as connection:
            standing = _kept().where(theirs, EXHIBIT.removed_at.is_(None))
            row = connection.execute(standing).one_or_none()
            if row is None:
                raise NotFound(f"claim {number} has no exhibit {exhibit_id}")
            if cited:
                connection.execute(update(tables.exhibits).where(theirs).values(removed_at=at))
            else:
                forget_look(connection, exhibit_id)
                connection.execute(delete(tables.exhibits).where(theirs))
            body: dict[str, Json] = {"id": exhibit_id, "cited": cited}
            append(connection, [Event("remove exhibit", number, body)], at=at, by=by)
            return _exhibit(row).exhibit

    def of(self, number: str) -> tuple[Exhibit, ...]:
        """The exhibits of a claim, oldest first, without those taken back."""
        asked = _kept().where(EXHIBIT.number == number, EXHIBIT.removed_at.is_(None))
        return tuple(kept.exhibit for kept in self._all(asked))

    def ever(self, number: str) -> tuple[KeptExhibit, ...]:
        """The exhibits of a claim, those a filing cites though taken back too, oldest first."""
        return tuple(self._all(_kept().where(EXHIBIT.number == number)))

    def taken(self, number: str) -> Room:
        """The room a claim's exhibits take; one that was filed takes it though taken back."""
        with self._database.reading() as connection:
            return _taken(connection, number)

    def names(self, number: str, sha256: str) -> bool:
        """Whether an exhibit of the claim, taken back or not, a redacted copy of one, or what was
        read in one, has those bytes."""
        asked = select(EXHIBIT.id).where(EXHIBIT.number == number, EXHIBIT.sha256 == sha256)
        with self._database.reading() as connection:
            if connection.scalar(asked.limit(1)) is not None:
                return True
            beside = _redacted(connection) | _read_in(connection)
            return (number, sha256) in beside

    def find(self, exhibit_id: str) -> KeptExhibit | None:
        """One exhibit, taken back or not, with its claim and matter: for the permission check."""
        return next(iter(self._all(_kept().where(EXHIBIT.id == exhibit_id))), None)

    def with_file(self, matter: str, sha256: str) -> tuple[str, ...]:
        """The claims of a matter that brought those very bytes, each once. Not for claimants."""
        return self._claims_of(matter, EXHIBIT.sha256 == sha256)

    def with_words(self, matter: str, exhibit_id: str) -> tuple[str, ...]:
        """The claims of a matter with another exhibit in which the same text was read, each once.
        Not for claimants."""
        looks = tables.looks
        said = select(looks.c.words).where(looks.c.exhibit == exhibit_id, looks.c.words != "")
        alike = select(looks.c.exhibit).where(looks.c.words == said.scalar_subquery())
        return self._claims_of(matter, EXHIBIT.id.in_(alike), EXHIBIT.id != exhibit_id)

    def _claims_of(self, matter: str, *which: ColumnElement[bool]) -> tuple[str, ...]:
        """The claims of exhibits that stand, in the order in which these came."""
        asked = _kept().with_only_columns(EXHIBIT.number)
        theirs = asked.where(*which, tables.claims.c.matter == matter, EXHIBIT.removed_at.is_(None))
        with self._database.reading() as connection:
            return tuple(dict.fromkeys(connection.scalars(theirs)))

    def repeated(self, matter: str) -> frozenset[str]:
        """The claims of a matter that brought the same bytes as several exhibits, those taken back
        that a filing cites among them."""
        asked = (
            select(EXHIBIT.number)
            .join_from(tables.exhibits, tables.claims)
            .where(tables.claims.c.matter == matter)
            .group_by(EXHIBIT.number, EXHIBIT.sha256)
            .having(func.count() > 1)
        )
        with self._database.reading() as connection:
            return frozenset(connection.scalars(asked))

    def alike(self, matter: str, sha256: str = "") -> dict[str, tuple[tuple[str, str], ...]]:
        """SHA-256 → claim and id of the exhibits of a matter with those bytes, taken back or not,
        where there are several; sha256: of that file alone."""
        asked = (
            select(EXHIBIT.sha256, EXHIBIT.number, EXHIBIT.id)
            .join_from(tables.exhibits, tables.claims)
            .where(tables.claims.c.matter == matter)
        )
        if sha256:
            asked = asked.where(EXHIBIT.sha256 == sha256)
        else:
            digests = select(EXHIBIT.sha256).group_by(EXHIBIT.sha256).having(func.count() > 1)
            asked = asked.where(EXHIBIT.sha256.in_(digests))
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        with self._database.reading() as connection:
            for digest_, number, exhibit in connection.execute(asked.order_by(EXHIBIT.id)):
                found[digest_] = (*found.get(digest_, ()), (number, exhibit))
        return {known: named for known, named in found.items() if len(named) > 1}

    def shared(self, matter: str) -> dict[str, tuple[str, ...]]:
        """SHA-256 → claims, for files brought by more than one claim of a matter."""
        asked = select(EXHIBIT.sha256, EXHIBIT.number).select_from(tables.exhibits)
        return self._brought_twice(asked, EXHIBIT.sha256, matter)

    def shared_words(self, matter: str) -> dict[str, tuple[str, ...]]:
        """Hash of a text → claims, for the same text read in files of more than one claim."""
        words = tables.looks.c.words
        asked = select(words, EXHIBIT.number).join_from(tables.looks, tables.exhibits)
        return self._brought_twice(asked.where(words != ""), words, matter)

    def _brought_twice(
        self, asked: Select[Any], what: ColumnElement[str], matter: str
    ) -> dict[str, tuple[str, ...]]:
        theirs = (
            asked.join(tables.claims)
            .where(tables.claims.c.matter == matter, EXHIBIT.removed_at.is_(None))
            .distinct()
            .order_by(what, EXHIBIT.number)
        )
        claims: defaultdict[str, list[str]] = defaultdict(list)
        with self._database.reading() as connection:
            for known, number in connection.execute(theirs):
                claims[known].append(number)
        return {known: tuple(numbers) for known, numbers in claims.items() if len(numbers) > 1}

    def named(self) -> frozenset[tuple[str, str]]:
        """Claim and SHA-256 of every exhibit, taken back or not, of every redacted copy and of what
        was read optically: what the vault must hold."""
        asked = select(EXHIBIT.number, EXHIBIT.sha256).distinct()
        with self._database.reading() as connection:
            brought = {(number, sha256) for number, sha256 in connection.execute(asked)}
            return frozenset(brought | _redacted(connection) | _read_in(connection))

    def _all(self, asked: Select[Any]) -> tuple[KeptExhibit, ...]:
        with self._database.reading() as connection:
            return tuple(map(_exhibit, connection.execute(asked)))


def _redacted(connection: Connection) -> set[tuple[str, str]]:
    """Claim and SHA-256 of every redacted copy ever made."""
    rows = connection.execute(copies_named())
    return {(number, json.loads(body)["sha256"]) for number, body in rows}


def _read_in(connection: Connection) -> set[tuple[str, str]]:
    """Claim and SHA-256 of each file that holds what was read optically in an exhibit."""
    kept = tables.looks.c.optical
    asked = select(EXHIBIT.number, kept).join_from(tables.looks, tables.exhibits).where(kept != "")
    return {(number, sha256) for number, sha256 in connection.execute(asked)}


def described(row: Mapping[str, Any]) -> str:
    """The hash of what the claimant, and the gate, said of a file."""
    return digest(canonical({name: row[name] for name in ("name", "media", "kind", "flags")}))


def _kept() -> Select[Any]:
    return (
        select(tables.exhibits, tables.claims.c.matter)
        .join_from(tables.exhibits, tables.claims)
        .order_by(EXHIBIT.added_at, EXHIBIT.id)
    )


def _make_sure_it_fits(connection: Connection, number: str, exhibit: Exhibit, room: Room) -> None:
    taken = _taken(connection, number)
    if taken.files + 1 > room.files:
        told = f"claim {number} already has {taken.files} exhibits; the limit is {room.files}"
        raise TooMany(told)
    if taken.size + exhibit.size > room.size:
        raise TooMany(f"the exhibits of claim {number} would pass {room.size} bytes")


def _taken(connection: Connection, number: str) -> Room:
    sizes = func.count(), func.coalesce(func.sum(EXHIBIT.size), 0)
    files, size = connection.execute(select(*sizes).where(EXHIBIT.number == number)).one()
    return Room(files, int(size))


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
