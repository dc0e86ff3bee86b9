"""From the cells of a file to rows of sites: which sheet, which row of titles, which column.

A column is known by its code, which a workbook of ours carries in a hidden row, else by its title
in either language, else by what people usually call it (`claims.claim.sheet_titles`). So columns
may be moved, renamed, left out or added, and a CSV made by hand is read as well; what was not
understood is told, never guessed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from claims.claim.sheet import FAULT, KEY, Column, columns
from claims.claim.sheet_titles import closed_up, titles
from claims.matter.model import Matter
from claims.money import to_cents
from claims.problems import Problem

TEMPLATE = "sites-2"
"""Name and version of the template; a column added or renamed makes another."""
MARK = "claims"
"""The hidden sheet that says which template this is, and whose."""
TITLES_WITHIN = 20
MOST_NAMED = 8
LONGEST_CELL = 5_000
"""Characters of a cell that a draft keeps; a row with a longer one is left out whole, and told."""
Cell = str | Mapping[str, str]
"""A text, or {"n": number}, {"d": day}, {"f": formula without a result}, {"l": length of a text too
long to be kept}."""


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
    was left aside, none of which keeps the rows from being read; left_out: keys of rows too long to
    be kept, which the notes tell."""

    rows: tuple[Row, ...]
    number: str = ""
    notes: tuple[Problem, ...] = ()
    left_out: frozenset[str] = frozenset()


def understood(sheets: Sequence[Sheet], matter: Matter) -> Listed | Problem:
    """The rows of the sheet that lists sites, or why none does."""
    template, number = _mark(sheets)
    known = columns(matter)
    best = max((_titles(s, known) for s in sheets if not s.hidden), key=_found, default=None)
    if best is None or "domain" not in best.places.values():
        return Problem("sheet", "sheet-no-domain")
    by_code = {column.code: column for column in known}
    long = dict(_long(best, by_code))
    notes = [*best.left_out(), *_missing(best, known, template), *(p for _, p in long.values())]
    if template and template != TEMPLATE:
        notes.insert(0, Problem("sheet", "sheet-other-version", {"name": template[:20]}))
    rows = tuple(row for row in _rows(best, by_code, known) if row.line not in long)
    return Listed(rows, number, tuple(notes), frozenset(key for key, _ in long.values()))


def too_long(line: int, column: Column, length: int) -> Problem:
    """Why a row is left out: a cell of it is too long to be kept, and none is ever cut."""
    named = {"name_fr": column.name.fr, "name_en": column.name.en}
    limit = {"line": line, "length": length, "longest": LONGEST_CELL}
    return Problem("sheet", "row-too-long", {**named, **limit})


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


def _found(named: _Titles) -> tuple[bool, int]:
    """A row that names the domain is worth more than one that names anything else."""
    return "domain" in named.places.values(), len(named.places)


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
    """A row read as titles: of two that name one column, the more exact, else the first."""
    names, said = titles(known), [cell if isinstance(cell, str) else "" for cell in row]
    found: dict[str, tuple[int, int]] = {}
    for place, title in enumerate(said):
        if near := names.get(closed_up(title)):
            found[near.code] = min(found.get(near.code, (near.rank, place)), (near.rank, place))
    places = {place: code for code, (_, place) in found.items()}
    strange = [t.strip()[:40] for place, t in enumerate(said) if t.strip() and place not in places]
    return _Titles(sheet, line, dict(sorted(places.items())), tuple(strange))


def _missing(named: _Titles, known: Sequence[Column], template: str) -> Iterator[Problem]:
    """Columns of ours that a workbook of ours has lost: what they held stays as it is."""
    lost = [c for c in known if c.code not in named.places.values() and c.code != FAULT]
    if template and lost:
        fr, en = (
            ", ".join(name for name in names[:MOST_NAMED])
            for names in ([c.name.fr for c in lost], [c.name.en for c in lost])
        )
        yield Problem("sheet", "sheet-columns-missing", {"name_fr": fr, "name_en": en})


def _rows(named: _Titles, by_code: Mapping[str, Column], known: Sequence[Column]) -> Iterator[Row]:
    """Every row under the titles that says something, except titles repeated."""
    for line, row in _under(named):
        cells = {
            code: typed(_at(row, place), by_code[code])
            for place, code in named.places.items()
            if code != FAULT
        }
        again = _named(named.sheet, line, row, known).places.items() & named.places.items()
        repeated = len(again) > 1 and "domain" in dict(again).values()
        if any(text for code, text in cells.items() if code != KEY) and not repeated:
            yield Row(line, cells)


def _long(
    named: _Titles, by_code: Mapping[str, Column]
) -> Iterator[tuple[int, tuple[str, Problem]]]:
    """Rows with a cell too long to be kept: line → key, and what to say."""
    key = next((place for place, code in named.places.items() if code == KEY), -1)
    for line, row in _under(named):
        for place, code in named.places.items():
            cell = _at(row, place)
            if code != FAULT and isinstance(cell, Mapping) and "l" in cell:
                problem = too_long(line, by_code[code], int(cell["l"]))
                yield line, (typed(_at(row, key), by_code[KEY]), problem)
                break


def _under(named: _Titles) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Each row under the titles, with its line."""
    yield from enumerate(named.sheet.rows[named.line :], named.line + 1)


def _at(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if 0 <= place < len(row) else ""


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
