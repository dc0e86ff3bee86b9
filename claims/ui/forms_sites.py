"""Sites as their cards say them, and the grid a list of sites is pasted in."""

from collections.abc import Iterable, Mapping
from typing import Any

from claims.claim.form import ServiceForm
from claims.claim.identifiers import domain_said, read_service
from claims.claim.sheet import FAULT, KEY, Column, columns
from claims.claim.sheet_layout import Row
from claims.claim.sheet_titles import closed_up, titles
from claims.i18n import Language, day, read_day, say, sentence
from claims.matter.model import Matter
from claims.office.folder import Folder
from claims.office.site_rows import Outcome
from claims.problems import Problem

FATE = "outcome"
"""The question that says what became of a service."""
BARE = ("domain", "type", "restored", "owner")
"""Columns of the grid before anything is pasted."""
LINE = "_line"
"""Column of the grid that numbers its rows; it is no column of a list."""
Grid = list[dict[str, str]]


def types(matter: Matter, language: Language) -> dict[str, str]:
    """Types of service the matter knows, in the reader's language."""
    return {key: kind.label.in_(language) for key, kind in matter.service_types.items()}


def servers(matter: Matter, language: Language) -> dict[str, str]:
    """Servers of the table of outages, in the reader's language, and that one cannot say; none
    where the table has a single one, of which there is nothing to ask."""
    known = {outage.server: outage.label.in_(language) for outage in reversed(matter.outages)}
    if len(known) < 2:
        return {}
    return {"": say("Je ne sais pas", language), **dict(reversed(known.items()))}


def domain_of(service: ServiceForm, matter: Matter) -> str:
    """The domain as it was read, as its owner writes it; blank while it cannot be read."""
    read = read_service(service.domain, "", matter.service_types.get(service.type))
    return "" if isinstance(read, Problem) else domain_said(read)


def state_of(service: ServiceForm, matter: Matter, language: Language) -> str:
    """When it came back; without a day, what was answered of its fate and no more."""
    if not service.restored.strip():
        fate = matter.questions.get(FATE)
        said = fate.answers.get(service.answers.get(FATE, "")) if fate else None
        return said.in_(language) if said else say("date de retour non précisée", language)
    back = read_day(service.restored, "")
    if isinstance(back, Problem):
        return say("date à corriger", language)
    return say("Revenu le {day}", language, day=day(back, language))


def grid_columns(folder: Folder) -> list[Column]:
    """Columns of the grid: what a site is, and whatever the rows that wait also say."""
    said = {code for row in folder.waiting for code, text in row.cells.items() if text}
    every = columns(folder.matter)
    return [c for c in every if c.code in BARE or (c.code in said and c.code not in (KEY, FAULT))]


def grid_rows(
    outcomes: Iterable[Outcome], shown: Iterable[Column], language: Language, spare: int
) -> Grid:
    """The rows that wait, as the grid shows them: their number, what is wrong, then the cells as
    typed; and so many blank ones under them."""
    codes = (KEY, *(column.code for column in shown))
    rows = [
        {FAULT: " ".join(sentence(problem, language) for problem in outcome.problems)}
        | {code: outcome.row.cells.get(code, "") for code in codes}
        for outcome in outcomes
    ]
    rows += [dict.fromkeys((FAULT, *codes), "")] * spare
    return [{LINE: str(n)} | row for n, row in enumerate(rows, 1)]


def edited(base: Grid, edits: Mapping[str, Any], matter: Matter) -> tuple[Row, ...]:
    """The rows of a grid with what was typed in it; blank rows and pasted titles left out."""
    gone = set(edits.get("deleted_rows", ()))
    changes = {int(place): cells for place, cells in edits.get("edited_rows", {}).items()}
    rows = [row | changes.get(i, {}) for i, row in enumerate(base) if i not in gone]
    rows += edits.get("added_rows", ())
    of_domains = _titles(matter)
    return tuple(
        Row(line, cells)
        for line, row in enumerate(rows, 1)
        for cells in [{c: str(t or "").strip() for c, t in row.items() if c[:1] != "_"}]
        if any(text for code, text in cells.items() if code not in (KEY, FAULT))
        and closed_up(cells.get("domain", "")) not in of_domains
        for _ in [cells.pop(FAULT, None)]
    )


def _titles(matter: Matter) -> frozenset[str]:
    """What the column of domains is called, closed up."""
    known = titles(columns(matter)).items()
    return frozenset(title for title, near in known if near.code == "domain")


def row_faults(outcomes: Iterable[Outcome], matter: Matter, language: Language) -> list[str]:
    """What is wrong in each row that waits, one sentence a cell: for inert text alone."""
    names = {column.code: column.name.in_(language) for column in columns(matter)}
    return [
        say("Ligne {n}, {column} : {fault}", language, n=outcome.row.line,
            column=names.get(problem.where, problem.where), fault=sentence(problem, language))
        for outcome in outcomes
        for problem in outcome.problems
    ]  # fmt: skip
