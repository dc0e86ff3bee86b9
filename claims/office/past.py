"""Totals of a past day: every claim as it stood at the end of that day, where the matter is heard.

The store keeps the lines of the latest revision only. A claim untouched since the day gives those;
for the others the journal says which filing and which state stood then, and that filing is counted
again. So the work grows with what changed since, not with the class.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from claims.claim.states import COUNTED, Status
from claims.damages.rows import LineRow, rows_of
from claims.matter.model import Matter
from claims.office.folder import local_day
from claims.office.house import House
from claims.store.claims import ClaimRow
from claims.store.journal import EMPTY, Entry
from claims.store.lines import LineColumns
from claims.store.search import Search

FILED = tuple(status for status in Status if status is not Status.DRAFT)
PAGE = 500
CHANGES = ("file claim", "move claim", "recount claim")
"""Journal entries that say where a claim stands from then on."""


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a claim stood on a day: its state, the filing then in force, and the rules that
    counted it."""

    status: Status
    revision: int
    rules: str


def columns_on(house: House, matter: Matter, day: date, kept: LineColumns) -> LineColumns:
    """The lines that counted at the end of a day, and the journal's head then. kept: those that
    count now. All of it is read as of one moment, or a claim moving meanwhile would be missed."""
    touched = {row.number: row for row in touched_since(house, matter, day)}
    same = [
        number not in touched and filed <= day.isoformat()
        for number, filed in zip(kept.columns["number"], kept.columns["submitted"], strict=True)
    ]
    then = [line for row in touched.values() for line in lines_on(house, matter, row, day)]
    head = house.store.journal.before(after(day, matter))
    return LineColumns(head, _joined(kept, same, then))


def columns_at(house: House, matter: Matter, seq: int, kept: LineColumns) -> LineColumns:
    """The lines that counted at an entry of the journal, and the head then. kept: those that count
    now, read as of one moment with the rest."""
    later = house.store.journal.following(seq)
    touched = {entry.subject for entry in later if entry.action in CHANGES}
    rows = (house.store.claims.find(number) for number in sorted(touched))
    theirs = [row for row in rows if row and row.matter == matter.id]
    then = [
        line for row in theirs for line in _lines(house, matter, row, _stood_at(house, row, seq))
    ]
    same = [number not in touched for number in kept.columns["number"]]
    return LineColumns(house.store.journal.at(seq) or EMPTY, _joined(kept, same, then))


def names_at(house: House, seq: int, numbers: Iterable[str]) -> dict[str, str]:
    """Number → who claimed, as the filing in force at an entry of the journal says; blank where
    there was none."""
    names = {}
    for number in numbers:
        row = house.store.claims.find(number)
        stood = _stood_at(house, row, seq) if row else None
        filed = (
            house.store.claims.body(number, stood.revision) if stood and stood.revision else None
        )
        names[number] = filed.claimant.name if filed else ""
    return names


def _stood_at(house: House, row: ClaimRow, seq: int) -> Stood | None:
    return _last(entry for entry in changes_of(house, row.number) if entry.seq <= seq)


def _joined(kept: LineColumns, same: list[bool], then: list[LineRow]) -> dict[str, list[Any]]:
    """The lines that stay as they are, and others after them."""
    return {
        name: [
            *(value for value, stays in zip(column, same, strict=True) if stays),
            *(as_kept(getattr(line, name)) for line in then),
        ]
        for name, column in kept.columns.items()
    }


def after(day: date, matter: Matter) -> datetime:
    """The moment a day ends where the matter is heard."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(matter.timezone))


def touched_since(house: House, matter: Matter, day: date) -> Iterator[ClaimRow]:
    """Claims filed by a day and changed after it, whatever has become of them."""
    yield from recounted_since(house, matter, day)
    page, more = 1, True
    while more:
        search = Search(matter.id, FILED, order="updated", descending=True, page=page, size=PAGE)
        rows = [found.claim for found in house.store.finder.page(search).rows]
        later = [row for row in rows if local_day(row.updated_at, matter) > day]
        yield from (row for row in later if row.submitted_on and row.submitted_on <= day)
        page, more = page + 1, len(later) == PAGE


def recounted_since(house: House, matter: Matter, day: date) -> Iterator[ClaimRow]:
    """Claims filed by a day and counted under other rules after it, and only counted."""
    for number in sorted(house.store.journal.subjects("recount claim", since=after(day, matter))):
        row = house.store.claims.find(number)
        filed = row and row.matter == matter.id and row.submitted_on and row.submitted_on <= day
        if row and filed and local_day(row.updated_at, matter) <= day:
            yield row


def lines_on(house: House, matter: Matter, row: ClaimRow, day: date) -> tuple[LineRow, ...]:
    """The lines of a claim as it stood on a day; none when it did not count then."""
    return _lines(house, matter, row, stood_on(house, matter, row, day))


def _lines(house: House, matter: Matter, row: ClaimRow, stood: Stood | None) -> tuple[LineRow, ...]:
    if row.submitted_on is None or stood is None or stood.status not in COUNTED:
        return ()
    claim = house.store.claims.body(row.number, stood.revision)
    counted = house.rules(matter.id, stood.rules).assess(claim)
    return rows_of(claim, counted, status=stood.status, submitted=row.submitted_on)


def stood_on(house: House, matter: Matter, row: ClaimRow, day: date) -> Stood | None:
    """State and filing at the end of a day, as the journal tells; None before the first filing."""
    every = changes_of(house, row.number)
    return _last(entry for entry in every if local_day(entry.at, matter) <= day)


def _last(entries: Iterable[Entry]) -> Stood | None:
    """Where a claim stands after some of its changes; None before any."""
    stood = None
    for entry in entries:
        told = json.loads(entry.body)
        before = stood or Stood(Status.DRAFT, 0, "")
        stood = Stood(
            Status(told.get("status", before.status)),
            told.get("revision", before.revision),
            told.get("rules", before.rules),
        )
    return stood


def changes_of(house: House, number: str) -> Iterator[Entry]:
    """Every journal entry that moved or filed a claim, oldest first."""
    entries = house.store.journal.following(subject=number)
    return (entry for entry in entries if entry.action in CHANGES)


def as_kept(value: Any) -> Any:
    """A field of a line as the store gives it in a column: days as ISO text."""
    return value.isoformat() if isinstance(value, date) else value
