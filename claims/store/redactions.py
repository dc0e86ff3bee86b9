"""Redacted copies of exhibits, and who may be given each exhibit: the journal keeps both.

A copy is an entry of the journal and a file in the vault. A later one stands in its place without
taking it away; so does a later word on who may be given the exhibit.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from claims.claim.canonical import Json
from claims.claim.redaction import UNSAID, Box, Level, Set, boxes_told
from claims.problems import Conflict
from claims.store.columns import utc_text
from claims.store.engine import Database
from claims.store.journal import Entry, Event, append, entry_of
from claims.store.tables import journal

REDACTED, CLASSED = "redact exhibit", "class exhibit"


@dataclass(frozen=True, slots=True)
class Redaction:
    """One redacted copy. version counts from 1 in each exhibit; source: SHA-256 of the original;
    drawn: the pages that are pictures now; like: the id of the same bytes it was made for first."""

    exhibit: str
    source: str
    sha256: str
    size: int
    pages: int
    drawn: tuple[int, ...]
    method: str
    boxes: tuple[Box, ...]
    version: int = 0
    at: datetime | None = None
    by: str = ""
    journal_seq: int = 0
    like: str = ""

    def told(self) -> dict[str, Json]:
        """As the journal keeps it."""
        told: dict[str, Json] = {
            "id": self.exhibit, "source": self.source, "sha256": self.sha256, "size": self.size,
            "pages": self.pages, "drawn": list(self.drawn), "method": self.method,
            "boxes": [box.told() for box in self.boxes],
        }  # fmt: skip
        return told | ({"like": self.like} if self.like else {})


@dataclass(frozen=True, slots=True)
class Withheld:
    """What stands of one exhibit: who may be given it, why, and its redacted copies, oldest first.

    by: who said so last; empty when nobody did; journal_seq: of that entry; like: the id of the
    same bytes of which it was said, where it was not of this one.
    """

    level: Level = UNSAID
    reason: str = ""
    by: str = ""
    at: datetime | None = None
    copies: tuple[Redaction, ...] = ()
    journal_seq: int = 0
    like: str = ""

    @property
    def copy(self) -> Redaction | None:
        """The redacted copy that stands."""
        return self.copies[-1] if self.copies else None

    def leaves_a_notice(self, wanted: Set) -> bool:
        """Whether a notice stands for the exhibit: in both sets for what only class counsel has, in
        the redacted one for what is confidential and was not redacted."""
        if self.level is Level.COUNSEL:
            return True
        return wanted is Set.REDACTED and self.level is Level.CONFIDENTIAL and self.copy is None


class Redactions:
    """Every change takes `at` and `by`, as in `Claims`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, number: str, made: Redaction, *, seen: int, at: datetime, by: str) -> Redaction:
        """Note a copy that the vault keeps already. seen: how many there were when it was begun.

        Raises Conflict when someone else made one meanwhile.
        """
        with self._database.writing() as connection:
            rows = connection.execute(_about(number))
            there = _standing(map(entry_of, rows)).get((number, made.exhibit), Withheld())
            if len(there.copies) != seen:
                last = there.copies[-1]
                raise Conflict(
                    f"exhibit {made.exhibit} of {number} was redacted meanwhile", by=last.by
                )
            head = append(connection, [Event(REDACTED, number, made.told())], at=at, by=by)
        return replace(made, version=seen + 1, at=at, by=by, journal_seq=head.seq)

    def say(
        self,
        number: str,
        exhibit: str,
        level: Level,
        reason: str,
        *,
        at: datetime,
        by: str,
        seen: tuple[Level, str] | None = None,
        like: str = "",
    ) -> None:
        """Say who may be given an exhibit, and why; unless that is what stands already.

        seen: the level and reason that were read; like: the exhibit of the same bytes of which it
        was said. Raises Conflict when someone said others since.
        """
        with self._database.writing() as connection:
            rows = connection.execute(_about(number))
            there = _standing(map(entry_of, rows)).get((number, exhibit), Withheld())
            stands = there.level, there.reason
            if there.by and stands == (level, reason):
                return
            if there.at and seen not in (None, stands):
                raise Conflict(f"exhibit {exhibit} of {number} was classed meanwhile",
                               by=there.by, at=utc_text(there.at))  # fmt: skip
            body: dict[str, Json] = {"id": exhibit, "level": str(level), "reason": reason}
            body |= {"like": like} if like else {}
            append(connection, [Event(CLASSED, number, body)], at=at, by=by)

    def of(self, number: str) -> Mapping[str, Withheld]:
        """Exhibit → what stands of it, for those of a claim on which a word was said."""
        with self._database.reading() as connection:
            rows = connection.execute(_about(number))
            return {exhibit: held for (_, exhibit), held in _standing(map(entry_of, rows)).items()}

    def every(self, until: int) -> Mapping[tuple[str, str], Withheld]:
        """Claim and exhibit → what stood of it at an entry of the journal, of every claim."""
        asked = _about().where(journal.c.seq <= until)
        with self._database.reading() as connection:
            return _standing(map(entry_of, connection.execute(asked)))


def _about(number: str = "") -> Select[Any]:
    wanted = select(journal).where(journal.c.action.in_((REDACTED, CLASSED)))
    return wanted.where(journal.c.subject == number if number else True).order_by(journal.c.seq)  # type: ignore[arg-type]


def copies_named() -> Select[Any]:
    """Claim and body of every entry about a redacted copy: what the vault must hold."""
    return select(journal.c.subject, journal.c.body).where(journal.c.action == REDACTED)


def _standing(entries: Iterator[Entry]) -> dict[tuple[str, str], Withheld]:
    """The last word on each exhibit, and all its copies."""
    found: dict[tuple[str, str], Withheld] = {}
    for entry in entries:
        body = json.loads(entry.body)
        key = entry.subject, body["id"]
        before = found.get(key, Withheld())
        if entry.action == CLASSED:
            found[key] = replace(
                before, level=Level(body["level"]), reason=body["reason"], by=entry.actor,
                at=entry.at, journal_seq=entry.seq, like=body.get("like", ""),
            )  # fmt: skip
        else:
            copy = _copy(entry, body, len(before.copies) + 1)
            found[key] = replace(before, copies=(*before.copies, copy))
    return found


def _copy(entry: Entry, body: Mapping[str, Any], version: int) -> Redaction:
    return Redaction(
        body["id"], body["source"], body["sha256"], body["size"], body["pages"],
        tuple(body["drawn"]), body["method"], boxes_told(body["boxes"]), version, entry.at,
        entry.actor, entry.seq, body.get("like", ""),
    )  # fmt: skip
