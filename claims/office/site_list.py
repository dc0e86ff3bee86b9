"""A list of sites, by workbook, CSV or pasted grid: taken row by row, in one saving of the draft.

Rows that cannot be taken wait in the draft, as typed: the grid of the page shows them, and the
workbook a claimant downloads brings them back, each bad cell with its sentence. A site whose row is
missing is never removed: the person is asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from claims.access import Actor
from claims.claim.form import LossForm, ServiceForm
from claims.claim.sheet import KEY, Column, by_code
from claims.claim.sheet_layout import LONGEST_CELL, Listed, Row, too_long, understood
from claims.evidence.bounds import Limits
from claims.evidence.sheets import read_sheets
from claims.evidence.turns import on_behalf_of
from claims.i18n import Language
from claims.office.changing import change_draft, filed_ids, open_to_write
from claims.office.drafting import WAITING, Form
from claims.office.folder import Folder, open_folder, waiting_in
from claims.office.handing import MEDIA, Handed
from claims.office.house import House
from claims.office.site_parts import Sheeted
from claims.office.site_rows import Outcome, put_in
from claims.problems import NotFound, Problem, Refused

MEBI = 1024 * 1024
MOST_WAITING = 2_000
"""Rows that may wait: as many as a list has."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a list did to the draft. gone: ids of sites its workbook no longer lists; emptied: ids
    of losses it leaves blank; notes: what was left aside."""

    outcomes: tuple[Outcome, ...]
    gone: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()

    def count(self, *states: str) -> int:
        """Rows in one of these states."""
        return sum(outcome.state in states for outcome in self.outcomes)

    @property
    def accepted(self) -> int:
        """Rows that stand in the draft, changed or not."""
        return self.count("added", "changed", "same")

    @property
    def faulty(self) -> tuple[Outcome, ...]:
        """Rows to be corrected."""
        return tuple(outcome for outcome in self.outcomes if outcome.state == "faulty")

    @property
    def emptied(self) -> tuple[str, ...]:
        """Losses the list leaves blank."""
        return tuple(loss for outcome in self.outcomes for loss in outcome.emptied)


def take_file(
    house: House, actor: Actor, name: str, content: bytes, *, language: Language, now: datetime
) -> Taken:
    """Take a workbook or CSV. Raises Refused when no list can be read in it."""
    actor.must("write own draft")
    folder = open_to_write(house, actor, now)
    limits = Limits(size=house.settings.max_file_mb * MEBI)
    with on_behalf_of(actor.claim):
        sheets, problems = read_sheets(name, content, limits)
    if problems:
        raise Refused(problems)
    listed = understood(sheets, folder.matter)
    if isinstance(listed, Problem):
        raise Refused([listed])
    if listed.number not in ("", folder.number):
        raise Refused([Problem("sheet", "sheet-other-claim", {"name": listed.number[:20]})])
    return _take(house, actor, folder, listed, language, now)


def take_rows(
    house: House, actor: Actor, rows: Sequence[Row], *, language: Language, now: datetime
) -> Taken:
    """Take the rows of the grid, which stand for every row that waited. Raises Refused when too
    many would wait."""
    actor.must("write own draft")
    folder = open_to_write(house, actor, now)
    short, told = _short(rows, folder)
    return _take(house, actor, folder, Listed(short, notes=told), language, now, grid=True)


def keep_rows(house: House, actor: Actor, rows: Sequence[Row], *, now: datetime) -> None:
    """Keep the rows of the grid as they are being typed, so that a reload loses nothing.

    Raises Refused when there are too many; and, once the others are kept, when a row has a cell too
    long to be.
    """
    actor.must("write own draft")
    short, told = _short(rows, open_to_write(house, actor, now))
    _must_fit("sheet-too-long", len(short), MOST_WAITING)
    number = actor.claim
    change_draft(house, actor, lambda form, version: _waiting(form, short, version, number), now)
    if told:
        raise Refused(told)


def hand_workbook(
    house: House, actor: Actor, number: str, language: Language, *, now: datetime
) -> Handed:
    """The designer workbook of a claim: its sites and losses so far, and the rows that wait, each
    bad cell with its sentence. Raises NotAllowed, and NotFound for another claim."""
    folder = open_folder(house, actor, now=now)
    if number != folder.number:
        raise NotFound(f"no claim {number} for this claimant")
    from claims.documents.designer_workbook import designer_workbook  # openpyxl: none should wait

    lines = tuple(_lines(house, folder, _sheeted(folder, language)))
    made = b"".join(
        designer_workbook(folder.matter, folder.number, lines, at=now, language=language)
    )
    return Handed(f"sites-{number}.xlsx", MEDIA[".xlsx"], len(made), [made])


def judged(folder: Folder, language: Language, lines: Sequence[int] = ()) -> tuple[Outcome, ...]:
    """What is wrong with each row that waits, as things stand. lines: where each stands now, if not
    where it came from."""
    form, rows = folder.form.model_dump(), folder.waiting
    if len(lines) == len(rows):
        rows = tuple(Row(line, row.cells) for line, row in zip(lines, rows, strict=True))
    _, outcomes = put_in(form, rows, folder.version, _sheeted(folder, language))
    return outcomes


def _sheeted(folder: Folder, language: Language) -> Sheeted:
    return Sheeted(folder.matter, folder.number, folder.today, language)


def _take(
    house: House,
    actor: Actor,
    folder: Folder,
    listed: Listed,
    language: Language,
    now: datetime,
    *,
    grid: bool = False,
) -> Taken:
    where = replace(_sheeted(folder, language), filed=filed_ids(house, actor.claim))
    result = [Taken(())]

    def change(form: Form, version: int) -> Form:
        changed, outcomes = put_in(form, listed.rows, version, where)
        gone = _gone(form, outcomes, listed.left_out) if listed.number else ()
        result[0] = Taken(outcomes, gone, (*_no_room(outcomes), *listed.notes))
        waiting = [outcome.row for outcome in outcomes if outcome.state == "faulty"]
        others = () if grid else _others(form, listed.rows)
        _must_fit("sheet-too-long", len(waiting) + len(others), MOST_WAITING)
        return _waiting(changed, (*others, *waiting), version, folder.number)

    change_draft(house, actor, change, now)
    return result[0]


def _must_fit(code: str, many: int, most: int) -> None:
    if many > most:
        raise Refused([Problem("sheet", code, {"many": many, "most": most})])


def _no_room(outcomes: Sequence[Outcome]) -> Iterator[Problem]:
    """How many rows wait because the claim is full."""
    full = [p for outcome in outcomes for p in outcome.problems if p.code == "row-no-room"]
    if full:
        yield Problem("sheet", "sheet-no-room", {**full[0].values, "many": len(full)})


def _short(rows: Sequence[Row], folder: Folder) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The rows whose cells can be kept, and what to say of the others: none is cut."""
    known, told = by_code(folder.matter), {}
    for row in rows:
        for code, text in row.cells.items():
            if len(text) > LONGEST_CELL and code in known:
                told[row.line] = too_long(row.line, known[code], len(text))
    return tuple(row for row in rows if row.line not in told), tuple(told.values())


def _gone(form: Form, outcomes: Sequence[Outcome], left_out: frozenset[str]) -> tuple[str, ...]:
    """Sites that stood in the draft and have no row any more."""
    told = {outcome.service for outcome in outcomes}
    keys = {outcome.row.cells.get(KEY, "") for outcome in outcomes} | left_out
    told |= {key.partition("/")[2] for key in keys}
    return tuple(s["id"] for s in form.get("services", []) if s["id"] not in told)


def _others(form: Form, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows that waited already, and that this list does not bring back."""
    keys = {row.cells.get(KEY, "") for row in rows} - {""}
    same = {_words(row) for row in rows}
    return tuple(
        row
        for row in waiting_in(form)
        if row.cells.get(KEY, "") not in keys and _words(row) not in same
    )


def _words(row: Row) -> frozenset[tuple[str, str]]:
    return frozenset((code, text) for code, text in row.cells.items() if text and code != KEY)


def _waiting(form: Form, rows: Sequence[Row], version: int, number: str) -> Form:
    """The form with these rows beside it, each with a key that no site has."""
    kept = []
    for place, row in enumerate(rows, 1):
        key = row.cells.get(KEY, "") or f"{number}/r{version + 1}-{place}"
        kept.append({"line": row.line, "cells": {**row.cells, KEY: key}})
    if kept:
        return {**form, WAITING: kept}
    return {name: value for name, value in form.items() if name != WAITING}


def _lines(house: House, folder: Folder, where: Sheeted) -> Iterator[tuple[Mapping[str, str], Any]]:
    """Every row of the workbook: cells by code, and their problems; a site with a row that waits
    shows that row."""
    waiting = {
        outcome.row.cells.get(KEY, ""): outcome for outcome in judged(folder, where.language)
    }
    for service in folder.form.services:
        key = where.key(service.id)
        outcome = waiting.pop(key, None)
        cells = cells_of(service, folder.form.losses, where.known.values())
        yield {**cells, **(outcome.row.cells if outcome else {}), KEY: key}, _problems(outcome)
    for outcome in waiting.values():
        yield outcome.row.cells, _problems(outcome)


def _problems(outcome: Outcome | None) -> tuple[Problem, ...]:
    return outcome.problems if outcome else ()


def cells_of(
    service: ServiceForm, losses: Sequence[LossForm], known: Sequence[Column] | Any
) -> dict[str, str]:
    """A site and its losses as one row, by code: what the form holds."""
    cells: dict[str, str] = {}
    about = {loss.head: loss for loss in reversed(losses) if loss.service == service.id}
    for column in known:
        name, _, leaf = column.code.partition(".")
        if column.head:
            loss = about.get(column.head)
            held = (loss.end if leaf == "end" else loss.inputs.get(leaf, "")) if loss else ""
        elif name == "answers":
            held = service.answers.get(leaf, "")
        else:
            held = str(getattr(service, name, ""))
        cells[column.code] = held
    return cells
