"""Bundles ordered: what is to be made, how far it is, what was made, and who let it out.

One is taken for a while: no other worker takes it meanwhile, and one left by a server that stopped
is taken again. Orders, answers and documents are in the journal; how far one is, is not.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, Select, func, insert, select, update

from claims.claim.canonical import Json, canonical
from claims.claim.redaction import Set
from claims.i18n.text import Language
from claims.problems import Conflict, NotFound, Problem
from claims.store import tables
from claims.store.engine import Database
from claims.store.exports import Export, keep_export
from claims.store.journal import Event, append

BUILD = tables.builds.c
State = Literal["waiting", "building", "built", "approved", "sent_back", "failed", "cancelled"]
UNDER_WAY: tuple[State, ...] = ("waiting", "building")
ANSWERS: Mapping[str, State] = {"approve bundle": "approved", "send back bundle": "sent_back"}
SAME = 29
"""Letters that the id of an order and those of its files share; the last three count them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What goes in; all of it where nothing is chosen. room: mebibytes of a volume, 0 for one file.

    groups: codes of subgroups, any of which a claim is in; statuses: states of claims; claims:
    numbers of claims.
    """

    groups: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    room: int = 0
    set: Set = Set.CONFIDENTIAL

    @property
    def whole(self) -> bool:
        """Whether every claim that counts goes in."""
        return not (self.groups or self.statuses or self.claims)


@dataclass(frozen=True, slots=True)
class Volume:
    """One file made: its export's id, and how many exhibits it and those before it hold."""

    export: str
    name: str
    sha256: str
    size: int
    exhibits: int
    until: int


@dataclass(frozen=True, slots=True)
class Build:
    """One order. done, of: exhibits; tries: how many times it was taken; snapshot: its number, 0
    before there is one; told: why it failed, or what it was made without."""

    id: str
    matter: str
    language: Language
    at: datetime
    by: str
    choice: Choice
    state: State = "waiting"
    done: int = 0
    of: int = 0
    tries: int = 0
    snapshot: int = 0
    restarted: int = 0
    volumes: tuple[Volume, ...] = ()
    told: tuple[Problem, ...] = ()
    answered_by: str = ""
    answered_at: datetime | None = None
    note: str = ""

    def export_id(self, volume: int) -> str:
        """The id of one of its files, the same at every try."""
        return f"{self.id[:SAME]}{volume:03}"


class Builds:
    """Every change takes `at` and `by`, as in `Claims`; a worker's, the order it took."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, build: Build) -> None:
        """Keep an order, to be taken at once."""
        values = {"due_at": build.at, **_values(build)}
        body: dict[str, Json] = {"id": build.id, "language": build.language}
        event = Event("order bundle", build.matter, body | {"choice": json.loads(values["choice"])})
        with self._database.writing() as connection:
            connection.execute(insert(tables.builds), values)
            append(connection, [event], at=build.at, by=build.by)

    def find(self, build_id: str) -> Build | None:
        """One order, or None."""
        return next(iter(self._all(BUILD.id == build_id)), None)

    def of(self, matter: str) -> tuple[Build, ...]:
        """The orders of a matter, newest first."""
        return self._all(BUILD.matter == matter)

    def of_export(self, export_id: str) -> Build | None:
        """The order that a file was made for, if it was."""
        same = func.substr(BUILD.id, 1, SAME) == export_id[:SAME]
        return next(iter(self._all(same)), None)

    def take(self, *, at: datetime, until: datetime) -> Build | None:
        """The order that has been due longest, nobody else's until then; None when none is due."""
        if not self.is_due(at=at):  # nearly always, and nobody waits
            return None
        due = _due(at)
        with self._database.writing() as connection:
            row = connection.execute(due).first()
            if row is None:
                return None
            taken = {"state": "building", "tries": row.tries + 1}
            where = BUILD.id == row.id
            connection.execute(
                update(tables.builds).where(where).values(due_at=until, done=0, **taken)
            )
            return replace(_build(row), state="building", tries=row.tries + 1, done=0)

    def is_due(self, *, at: datetime) -> bool:
        """Whether an order waits to be taken. One indexed read."""
        with self._database.reading() as connection:
            return connection.execute(_due(at)).first() is not None

    def beat(self, build: Build, *, until: datetime, done: int, of: int) -> bool:
        """Say how far it is and keep it; False when it was cancelled or taken over."""
        return self._change(build, due_at=until, done=done, of=of)

    def keep(self, build: Build) -> bool:
        """Keep its snapshot, the files made so far and how often it began again."""
        volumes = _values(build)["volumes"]
        return self._change(
            build, snapshot=build.snapshot, volumes=volumes, restarted=build.restarted
        )

    def fail(self, build: Build, told: Iterable[Problem], *, at: datetime) -> bool:
        """End one that cannot be made, and say why."""
        failed = replace(build, state="failed", told=tuple(told), volumes=())
        kept = {name: _values(failed)[name] for name in ("state", "told", "volumes")}
        codes: list[Json] = [problem.code for problem in failed.told]
        event = Event("fail bundle", build.matter, {"id": build.id, "why": codes})
        with self._database.together():
            changed = self._change(build, **kept)
            if changed:
                with self._database.writing() as connection:
                    append(connection, [event], at=at, by=build.by)
        return changed

    def finish(self, build: Build, files: Iterable[Export]) -> bool:
        """End one that is made: its files are kept and journalled with it, or not at all."""
        built = _values(replace(build, state="built"))
        kept = {name: built[name] for name in ("state", "told", "volumes", "snapshot")}
        with self._database.together():
            changed = self._change(build, **kept)
            if changed:
                with self._database.writing() as connection:
                    for export in files:
                        keep_export(connection, export)
        return changed

    def cancel(self, build_id: str, *, at: datetime, by: str) -> None:
        """End one that is not made yet. Raises Conflict when it ended meanwhile."""
        self._answer(build_id, UNDER_WAY, {"state": "cancelled"}, "cancel bundle", at, by)

    def answer(self, build_id: str, action: str, note: str, *, at: datetime, by: str) -> None:
        """Let one out, or send it back; action: a key of ANSWERS. Raises Conflict when it has its
        answer already."""
        values = {"state": ANSWERS[action], "answered_by": by, "answered_at": at, "note": note}
        self._answer(build_id, ("built",), values, action, at, by)

    def _answer(
        self, build_id: str, before: tuple[State, ...], values: Mapping[str, Any], action: str,
        at: datetime, by: str,
    ) -> None:  # fmt: skip
        with self._database.writing() as connection:
            row = connection.execute(select(tables.builds).where(BUILD.id == build_id)).first()
            if row is None:
                raise NotFound(f"no bundle {build_id}")
            if row.state not in before:
                raise Conflict(f"bundle {build_id} is {row.state}", by=row.answered_by)
            connection.execute(update(tables.builds).where(BUILD.id == build_id).values(**values))
            files: list[Json] = [volume.sha256 for volume in _build(row).volumes]
            body: dict[str, Json] = {"id": build_id, "files": files}
            body |= {"note": values["note"]} if "note" in values else {}
            append(connection, [Event(action, row.matter, body)], at=at, by=by)

    def _change(self, build: Build, **values: Any) -> bool:
        """Change what a worker holds; False when it does not hold it any more."""
        ours = (BUILD.id == build.id, BUILD.state == "building", BUILD.tries == build.tries)
        with self._database.writing() as connection:
            changed = connection.execute(update(tables.builds).where(*ours).values(**values))
            return changed.rowcount == 1

    def _all(self, which: Any) -> tuple[Build, ...]:
        asked = select(tables.builds).where(which).order_by(BUILD.at.desc(), BUILD.id)
        with self._database.reading() as connection:
            return tuple(map(_build, connection.execute(asked)))


def _due(at: datetime) -> Select[Any]:
    """The order that has been due longest."""
    due = select(tables.builds).where(BUILD.state.in_(UNDER_WAY), BUILD.due_at <= at)
    return due.order_by(BUILD.due_at, BUILD.id).limit(1)


def _values(build: Build) -> dict[str, Any]:
    """An order as its row keeps it."""
    values = {name: getattr(build, name) for name in Build.__slots__}
    chosen = {name: getattr(build.choice, name) for name in Choice.__slots__}
    volumes = [{n: getattr(v, n) for n in Volume.__slots__} for v in build.volumes]
    told = [{"where": p.where, "code": p.code, "values": dict(p.values)} for p in build.told]
    texts = {"choice": chosen, "volumes": volumes, "told": told}
    return values | {name: canonical(json.loads(json.dumps(of))) for name, of in texts.items()}


def _build(row: Row[Any]) -> Build:
    kept = row._asdict()
    del kept["due_at"]
    chosen = json.loads(kept.pop("choice"))
    room = chosen.pop("room")
    given = Set(chosen.pop("set", Set.CONFIDENTIAL))
    choice = Choice(**{name: tuple(told) for name, told in chosen.items()}, room=room, set=given)
    volumes = tuple(Volume(**each) for each in json.loads(kept.pop("volumes")))
    told = tuple(Problem(**each) for each in json.loads(kept.pop("told")))
    return Build(**kept, choice=choice, volumes=volumes, told=told)
