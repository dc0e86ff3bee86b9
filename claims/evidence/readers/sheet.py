"""The cells of a workbook or a CSV, for a list of sites: what stands in each, nothing computed.

A text is a string; a number, a day, a formula without its result or the length of a text too long
for a list is an object that says which. A number keeps the shortest digits that give it back, so
that 1234.56 typed is 1234.56 read.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from posixpath import join, normpath
from typing import Any
from xml.etree.ElementTree import ParseError, iterparse
from zipfile import ZipFile

from claims.evidence.readers import Report, Unacceptable
from claims.evidence.readers import office as package
from claims.evidence.readers.text import decoded

ROWS, COLUMNS, CHARACTERS = 2_000, 200, 5_000
SEPARATORS = ";\t,"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Cell = str | dict[str, str]
Rows = list[list[Cell]]


def read(file: BytesIO, kind: str) -> Report:
    """Every sheet with its cells, as `Report.sheets`."""
    if kind == "CSV":
        rows = _short(list(_lines(decoded(file.getvalue(), controls=True))))
        return Report(sheets=[{"name": "", "hidden": False, "rows": rows}])
    seen = package.read(file, kind)
    file.seek(0)
    return Report(seen.pages, seen.flags, sheets=list(_sheets(file, kind)))


def _lines(text: str) -> Iterator[list[str]]:
    """The rows of a CSV; the separator is the one its first lines hold most of, a semicolon first
    because a French spreadsheet writes it and keeps the comma for cents."""
    csv.field_size_limit(len(text))  # a cell too long is told, and the others are read
    start = "\n".join(text.splitlines()[:10])
    separator = max(SEPARATORS, key=start.count)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=separator)
    except csv.Error as broken:
        raise Unacceptable("file-broken") from broken


def _sheets(file: BytesIO, kind: str) -> Iterator[dict[str, Any]]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    blind = _without_value(file) if kind == "XLSX" else {}
    file.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(file)
        for told in book.sheets_metadata:
            rows = book.get_sheet_by_name(told.name).to_python(
                skip_empty_area=False, nrows=ROWS + 1
            )
            hidden = told.visible is not SheetVisibleEnum.Visible
            marked = _marked(_short(rows), blind.get(told.name, {}))
            yield {"name": told.name, "hidden": hidden, "rows": marked}
    except CalamineError as broken:
        raise Unacceptable("file-broken") from broken


def _short(rows: list[list[Any]]) -> Rows:
    """Cells as they are told, without the blank ends; a sheet too large is refused whole."""
    told = [_trimmed([_cell(value) for value in row]) for row in rows]
    while told and not told[-1]:
        told.pop()
    if len(told) > ROWS or any(len(row) > COLUMNS for row in told):
        raise Unacceptable("sheet-too-large")
    return told


def _trimmed(row: list[Cell]) -> list[Cell]:
    while row and not row[-1]:
        row.pop()
    return row


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return value if len(value) <= CHARACTERS else {"l": str(len(value))}
    if isinstance(value, bool):
        return {"n": str(int(value))}
    if isinstance(value, int | float):
        return {"n": repr(value).removesuffix(".0")}
    if isinstance(value, datetime):
        return {"d": value.date().isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    return str(value) if isinstance(value, time | timedelta) else ""


def _marked(rows: Rows, blind: dict[tuple[int, int], str]) -> Rows:
    """The cells whose formula left no value, put back where they are blank."""
    for (row, column), formula in blind.items():
        if row < ROWS and column < COLUMNS:
            rows += [[] for _ in range(row + 1 - len(rows))]
            rows[row] += [""] * (column + 1 - len(rows[row]))
            rows[row][column] = rows[row][column] or {"f": formula}
    return rows


def _without_value(file: BytesIO) -> dict[str, dict[tuple[int, int], str]]:
    """Sheet → place → the formula without a result, or the error it left."""
    file.seek(0)
    try:
        with ZipFile(file) as archive:
            names = set(archive.namelist())
            parts = {name: part for name, part in _parts(archive) if part in names}
            return {name: dict(_blind(archive, part)) for name, part in parts.items()}
    except (KeyError, ParseError) as broken:
        raise Unacceptable("file-broken") from broken


def _parts(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """Name of each sheet, and the part of the package that holds it."""
    with archive.open("xl/_rels/workbook.xml.rels") as links:
        to = {e.get("Id"): e.get("Target", "") for _, e in iterparse(links)}  # noqa: S314  bounded
    with archive.open("xl/workbook.xml") as book:
        for _, element in iterparse(book):  # noqa: S314  bounded by the child
            if element.tag == f"{MAIN}sheet" and element.get(LINK) in to:
                target = to[element.get(LINK)]
                yield element.get("name", ""), normpath(join("xl", target)).lstrip("/")


def _blind(archive: ZipFile, part: str) -> Iterator[tuple[tuple[int, int], str]]:
    with archive.open(part) as sheet:
        for _, element in iterparse(sheet):  # noqa: S314  bounded by the child
            if element.tag != f"{MAIN}c":
                continue
            formula, value = element.findtext(f"{MAIN}f"), element.findtext(f"{MAIN}v")
            error = value if element.get("t") == "e" else None
            place = CELL.fullmatch(element.get("r", ""))
            if place and (error or (formula is not None and not value)):
                yield _place(place[1], place[2]), (error or f"={formula}")[:80]
            element.clear()


def _place(letters: str, row: str) -> tuple[int, int]:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(row) - 1, column - 1
