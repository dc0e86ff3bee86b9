"""From the cells of a file to rows of sites: which sheet, which row of titles, which column.

A column is known by its code, which a workbook of ours carries in a hidden row, else by its title
in either language. So columns may be moved, renamed, left out or added, and a CSV made by hand is
read as well; what was not understood is told, never guessed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from claims.claim.sheet import FAULT, KEY, Column, columns
from claims.i18n import folded
from claims.matter.model import Matter
from claims.money import to_cents
from claims.problems import Problem

TEMPLATE = "sites-2"
"""Name and version of the template; a column added or renamed makes another."""
MARK = "claims"
"""The hidden sheet that says which template this is, and whose."""
TITLES_WITHIN = 20
MOST_NAMED = 8
Cell = str | Mapping[str, str]
"""A text, or {"n": number}, {"d": day}, {"f": formula without a result}."""


class Sheet(BaseModel):
    """The cells of one sheet, row by row."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    hidden: bool
    rows: tuple[tuple[str | dict[str, str], ...], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One site as typed. line: where it stands, from one; cells: code → typed, for every column
    the list has, and only those."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it was understood. number: the claim its workbook was made for, if any; notes: what
    was left aside, none of which keeps the rows from being read."""

    rows: tuple[Row, ...]
    number: str
    notes: tuple[Problem, ...]


def understood(sheets: Sequence[Sheet], matter: Matter) -> Listed | Problem:
    """The rows of the sheet that lists sites, or why none does."""
    template, number = _mark(sheets)
    known = columns(matter)
    best = max((_titles(s, known) for s in sheets if not s.hidden), key=_found, default=None)
    if best is None or "domain" not in best.places.values():
        return Problem("sheet", "sheet-no-domain")
    notes = [*best.left_out(), *_missing(best, known, template)]
    if template and template != TEMPLATE:
        notes.insert(0, Problem("sheet", "sheet-other-version", {"name": template[:20]}))
    by_code = {column.code: column for column in known}
    return Listed(tuple(_rows(best, by_code, known)), number, tuple(notes))


@dataclass(frozen=True, slots=True)
class _Titles:
    """A row of titles. places: column of the sheet → code; strange: titles nobody knows."""

    sheet: Sheet
    line: int
    places: Mapping[int, str]
    strange: tuple[str, ...] = ()

    def left_out(self) -> Iterator[Problem]:
        """What was not recognised."""
        if self.strange:
            named = ", ".join(self.strange[:MOST_NAMED])
            yield Problem("sheet", "sheet-columns-ignored", {"name": named})


def _found(titles: _Titles) -> int:
    return len(titles.places)


def _mark(sheets: Sequence[Sheet]) -> tuple[str, str]:
    """The template and the claim a workbook of ours says it was made for."""
    marks = next((s.rows for s in sheets if s.name == MARK), ())
    told = {str(row[0]): str(row[1]) for row in marks if len(row) > 1}
    return told.get("template", ""), told.get("number", "")


def _titles(sheet: Sheet, known: Sequence[Column]) -> _Titles:
    """The row of a sheet that names most columns; codes stand above titles, and are exact."""
    tried = [
        _named(sheet, line, row, known) for line, row in enumerate(sheet.rows[:TITLES_WITHIN], 1)
    ]
    return max(tried, key=_found, default=_Titles(sheet, 0, {}))


def _named(sheet: Sheet, line: int, row: Sequence[Cell], known: Sequence[Column]) -> _Titles:
    names = _names(known)
    places: dict[int, str] = {}
    strange = []
    for place, cell in enumerate(row):
        title = cell if isinstance(cell, str) else ""
        code = names.get(folded(title), "")
        if code and code not in places.values():
            places[place] = code
        elif title.strip():
            strange.append(title.strip()[:40])
    return _Titles(sheet, line, places, tuple(strange))


def _names(known: Sequence[Column]) -> dict[str, str]:
    """Folded title → code; a title two columns share names neither."""
    bare: dict[str, set[str]] = {}
    for column in known:
        for text in (column.label.fr, column.label.en):
            bare.setdefault(folded(text), set()).add(column.code)
    sole = {title: next(iter(codes)) for title, codes in bare.items() if len(codes) == 1}
    full = {folded(t): c.code for c in known for t in (c.code, c.name.fr, c.name.en)}
    return sole | full


def _missing(titles: _Titles, known: Sequence[Column], template: str) -> Iterator[Problem]:
    """Columns of ours that a workbook of ours has lost: what they held stays as it is."""
    lost = [c for c in known if c.code not in titles.places.values() and c.code != FAULT]
    if template and lost:
        fr, en = (
            ", ".join(name for name in named[:MOST_NAMED])
            for named in ([c.name.fr for c in lost], [c.name.en for c in lost])
        )
        yield Problem("sheet", "sheet-columns-missing", {"name_fr": fr, "name_en": en})


def _rows(titles: _Titles, by_code: Mapping[str, Column], known: Sequence[Column]) -> Iterator[Row]:
    """Every row under the titles that says something, except titles repeated."""
    for line, row in enumerate(titles.sheet.rows[titles.line :], titles.line + 1):
        cells = {
            code: typed(row[place] if place < len(row) else "", by_code[code])
            for place, code in titles.places.items()
            if code != FAULT
        }
        repeated = len(_named(titles.sheet, line, row, known).places) > 1
        if any(text for code, text in cells.items() if code != KEY) and not repeated:
            yield Row(line, cells)


def typed(cell: Cell, column: Column) -> str:
    """What a cell holds, as a person would have typed it in that column.

    A number in a column of amounts is that amount to the cent, half up: what the cell shows.
    """
    if isinstance(cell, str):
        return cell.strip()
    if "n" in cell:
        return _number(Decimal(cell["n"]), column.unit)
    return cell.get("d") or cell.get("f", "")


def _number(number: Decimal, unit: str) -> str:
    if not number.is_finite() or abs(number) > 10**15:
        return str(number)
    if unit == "text" or number < 0:
        return f"{number:f}"
    if unit in ("hours", "days", "percent", "count"):
        hundredths = to_cents(number)
        return f"{Decimal(hundredths).scaleb(-2).normalize():f}"
    if unit == "money":
        cents = to_cents(number)
        return f"{cents // 100}.{cents % 100:02}"
    return f"{number:f}"
