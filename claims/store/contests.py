"""Decisions contested: when, which letter, in time or late. Kept as received, never changed.

The reasons stand in the conversation (`claims.store.messages`); a contest is answered by the letter
that tells what was decided on it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select

from claims.claim.canonical import Json, canonical, digest
from claims.claim.states import COUNTED
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append

KEPT, LETTER, CLAIM = tables.contests.c, tables.notices.c, tables.claims.c
ANSWER = "reconsideration"
"""Kind of the letter that answers a contest."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was contested. revision: of the claim, as decided; letter: place of the letter that told
    the decision, 0 when none did; message: place of the reasons; last_day: ISO, empty without a
    letter; late: whether it came after it; shut: whether that kept the claim where it stood."""

    revision: int
    letter: int
    message: int
    last_day: str
    late: bool
    shut: bool


@dataclass(frozen=True, slots=True)
class Contest:
    """One contest. place counts from 1 in each claim."""

    number: str
    place: int
    at: datetime
    by: str
    told: Told


class Contests:
    """The contests of every claim, each numbered in its own claim."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, number: str, told: Told, *, at: datetime, by: str) -> Contest:
        """Keep a contest under the next place of its claim."""
        body = canonical(asdict(told))
        with self._database.writing() as connection:
            last = select(func.max(KEPT.place)).where(KEPT.number == number)
            place = (connection.scalar(last) or 0) + 1
            sealed: dict[str, Json] = {"place": place, "late": told.late, "sha256": digest(body)}
            append(connection, [Event("contest decision", number, sealed)], at=at, by=by)
            kept = {"number": number, "place": place, "at": at, "by": by, "body": body}
            connection.execute(insert(tables.contests), kept | {"sha256": digest(body)})
        return Contest(number, place, at, by, told)

    def of(self, number: str) -> tuple[Contest, ...]:
        """Every contest of a claim, oldest first."""
        asked = select(tables.contests).where(KEPT.number == number).order_by(KEPT.place)
        with self._database.reading() as connection:
            return tuple(map(_contest, connection.execute(asked)))

    def open_of(self, number: str) -> Contest | None:
        """The last one that no letter has answered; None when none waits."""
        asked = UNANSWERED.where(KEPT.number == number).order_by(KEPT.place.desc()).limit(1)
        with self._database.reading() as connection:
            return next(map(_contest, connection.execute(asked)), None)

    def waiting(self, matter: str) -> Mapping[str, Contest]:
        """Claim → its last contest that no letter has answered, in one matter."""
        asked = UNANSWERED.where(CLAIM.matter == matter).order_by(KEPT.number, KEPT.place)
        with self._database.reading() as connection:
            return {row.number: _contest(row) for row in connection.execute(asked)}


UNANSWERED = (
    select(tables.contests)
    .join(tables.claims, CLAIM.number == KEPT.number)
    .where(
        CLAIM.status.in_(sorted(COUNTED)),
        ~select(LETTER.number)
        .where(LETTER.number == KEPT.number, LETTER.kind == ANSWER, LETTER.at >= KEPT.at)
        .exists(),
    )
)
"""Those of claims that still count, and that no letter has answered since."""


def _contest(row: Row[Any]) -> Contest:
    return Contest(row.number, row.place, row.at, row.by, Told(**json.loads(row.body)))
