"""Decisions on many claims at once: what was to be done, kept before it is; then claim by claim.

The journal holds the hash of the plan, and each revision a batch wrote names the batch.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, Select, func, insert, select

from claims.claim.canonical import Json, canonical, digest
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append

KEPT, STEP = tables.batches.c, tables.batch_steps.c
Act = Literal["decide", "undo"]


@dataclass(frozen=True, slots=True)
class Planned:
    """One claim of a batch: the version that was read, and the losses to decide."""

    number: str
    version: int
    losses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """number counts from 1 in each matter; outcome, reason, note, sentence: the word given on every
    line."""

    id: str
    matter: str
    number: int
    at: datetime
    by: str
    outcome: str
    reason: str
    note: str
    plan: tuple[Planned, ...]
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one claim. why: empty when it was done; other: who had changed it, when that
    is why; version: the claim's after it."""

    number: str
    why: str
    other: str
    version: int
    at: datetime
    by: str


class Batches:
    """Kept once, never changed; a step is noted once for each claim and act."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, batch_id: str, matter: str, *, outcome: str, reason: str, note: str,
        plan: Sequence[Planned], salt: str, at: datetime, by: str, sentence: str = "",
    ) -> Batch:  # fmt: skip
        """Keep a batch under the next number of its matter; the same id again gives the same.

        salt: what no one can guess, so that the hash of a note cannot be tried against guesses.
        """
        body: dict[str, Json] = {
            "outcome": outcome, "reason": reason, "note": note, "salt": salt,
            "plan": [[each.number, each.version, list(each.losses)] for each in plan],
        }  # fmt: skip
        if sentence:  # absent from those kept before it was asked
            body["sentence"] = sentence
        text = canonical(body)
        last = select(func.coalesce(func.max(KEPT.number), 0)).where(KEPT.matter == matter)
        with self._database.writing() as connection:
            if earlier := connection.execute(_of_id(batch_id)).first():
                return _batch(earlier)
            number = (connection.scalar(last) or 0) + 1
            sealed = {"id": batch_id, "number": number, "sha256": digest(text)}
            kept = sealed | {"matter": matter, "at": at, "by": by, "body": text}
            connection.execute(insert(tables.batches), kept)
            told = sealed | {"claims": len(plan), "lines": sum(len(p.losses) for p in plan)}
            append(connection, [Event("start batch", matter, told)], at=at, by=by)
        return Batch(batch_id, matter, number, at, by, outcome, reason, note, tuple(plan), sentence)

    def find(self, batch_id: str) -> Batch | None:
        """The batch of that id, or None."""
        with self._database.reading() as connection:
            row = connection.execute(_of_id(batch_id)).first()
        return _batch(row) if row else None

    def of(self, matter: str) -> tuple[Batch, ...]:
        """The batches of a matter, newest first."""
        asked = select(tables.batches).where(KEPT.matter == matter).order_by(KEPT.number.desc())
        with self._database.reading() as connection:
            return tuple(_batch(row) for row in connection.execute(asked))

    def note(self, batch_id: str, act: Act, step: Step) -> None:
        """What became of one claim, inside the transaction that did it; one that was left out has
        no revision to say so, and the journal does."""
        with self._database.writing() as connection:
            kept = {"batch": batch_id, "act": act} | {f: getattr(step, f) for f in Step.__slots__}
            connection.execute(insert(tables.batch_steps), kept)
            if step.why:
                told: dict[str, Json] = {"batch": batch_id, "act": act, "why": step.why}
                left = Event("leave from batch", step.number, told)
                append(connection, [left], at=step.at, by=step.by)

    def steps(self, batch_id: str) -> Mapping[Act, Mapping[str, Step]]:
        """Act → claim → what became of it."""
        asked = select(tables.batch_steps).where(STEP.batch == batch_id).order_by(STEP.number)
        found: dict[Act, dict[str, Step]] = {"decide": {}, "undo": {}}
        with self._database.reading() as connection:
            for row in connection.execute(asked):
                step = Step(*(getattr(row, name) for name in Step.__slots__))
                found[row.act][row.number] = step
        return found

    def counts(self, matter: str) -> Mapping[str, Mapping[tuple[Act, bool], int]]:
        """Batch → (act, whether it was done) → how many claims of it, in one matter."""
        done = STEP.why == ""
        asked = (
            select(STEP.batch, STEP.act, done.label("done"), func.count().label("claims"))
            .join_from(tables.batch_steps, tables.batches)
            .where(KEPT.matter == matter)
            .group_by(STEP.batch, STEP.act, done)
        )
        found: dict[str, dict[tuple[Act, bool], int]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(asked):
                found.setdefault(row.batch, {})[row.act, bool(row.done)] = row.claims
        return found

    def hands(self, matter: str) -> Mapping[str, frozenset[str]]:
        """Claim → who began, went on with or undid a batch that decided it, or still has to."""
        steps: defaultdict[str, list[Row[Any]]] = defaultdict(list)
        asked: Select[Any] = (
            select(STEP.batch, STEP.act, STEP.number, STEP.why, STEP.by)
            .join_from(tables.batch_steps, tables.batches)
            .where(KEPT.matter == matter)
        )
        with self._database.reading() as connection:
            for row in connection.execute(asked):
                steps[row.batch].append(row)
        found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        for batch in self.of(matter):
            whose = frozenset((batch.by, *(step.by for step in steps[batch.id])))
            for number in _touched(batch, steps[batch.id]):
                found[number] |= whose
        return found

    def done(self, batch_id: str, act: Act, number: str) -> bool:
        """Whether a claim of a batch was dealt with."""
        mine = STEP.batch == batch_id, STEP.act == act, STEP.number == number
        with self._database.reading() as connection:
            return connection.scalar(select(STEP.number).where(*mine)) is not None


def _touched(batch: Batch, steps: Sequence[Row[Any]]) -> set[str]:
    """The claims that a batch decided, or still has to: neither those it left, nor, once it is
    being undone, those it never came to."""
    told = {step.number: step.why for step in steps if step.act == "decide"}
    decided = {number for number, why in told.items() if not why}
    if any(step.act == "undo" for step in steps):
        return decided
    return decided | {each.number for each in batch.plan if each.number not in told}


def _of_id(batch_id: str) -> Select[Any]:
    return select(tables.batches).where(KEPT.id == batch_id)


def _batch(row: Row[tuple[object, ...]]) -> Batch:
    body = json.loads(row.body)
    plan = tuple(Planned(number, version, tuple(ids)) for number, version, ids in body["plan"])
    word = body["outcome"], body["reason"], body["note"]
    return Batch(
        row.id, row.matter, row.number, row.at, row.by, *word, plan, body.get("sentence", "")
    )
