"""The designer workbook: one row a site, to be filled in Excel or LibreOffice and sent back.

Made from the matter's own table of columns (`claims.claim.sheet`), in the reader's language with
the other under it. Only the key of each row is locked, without a password. A row that could not be
taken comes back with a comment on each bad cell. A hidden row of codes and a hidden sheet say which
column is what, which template this is, and whose.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import datetime
from itertools import groupby

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from claims.claim.sheet import FAULT, KEY, Column, columns
from claims.claim.sheet_layout import MARK, TEMPLATE
from claims.documents.designer_cells import held, shapes
from claims.documents.designer_lists import FIRST, Page, lists
from claims.documents.designer_pages import examples, instructions
from claims.documents.package import packed
from claims.documents.sheet_rows import by_code
from claims.documents.sheet_style import (
    BODY,
    HEADER,
    INK,
    LINE,
    NAVY,
    SMALL,
    TINT,
    TITLE,
    Printing,
    fit,
    hold,
    printed,
    put,
)
from claims.i18n import Language, Text, say, sentence
from claims.matter.model import Matter
from claims.problems import Problem

Line = tuple[Mapping[str, str], Sequence[Problem]]
"""A row: what each column holds, by code, and what is wrong in it, by code of the column."""
BANDS, CODES, TITLES, OTHER = 3, 4, 5, 6
ROW, ACROSS = 18, 4
"""Height of a row, and pages across when printed."""
SPARE = 100
"""Blank rows ruled under the last one."""
OPEN = Protection(locked=False)
GREY = Font(name="Calibri", size=8, color="7A8594")
WRONG = PatternFill("solid", fgColor="F6D5D2")
BAND = PatternFill("solid", fgColor=NAVY)
PLAIN = PatternFill("solid", fgColor="1F4E79")
HEAD = PatternFill("solid", fgColor=TINT)
BOLD = Font(name="Calibri", size=10, bold=True, color=INK)
RED = Font(name="Calibri", size=10, color="8A1F17")
WIDE = {KEY: 15.0, "domain": 32.0, FAULT: 64.0}
WIDTHS = {"text": 28.0, "choice": 40.0, "money": 18.0, "date": 17.0}
NUMBER = 16.0


def designer_workbook(
    matter: Matter, number: str, lines: Sequence[Line], *, at: datetime, language: Language
) -> Iterator[bytes]:
    """The XLSX, in blocks; the same draft gives the same bytes."""
    made = Workbook()
    made.properties.title = f"{matter.short.in_(language)} — {number}"
    made.properties.creator = made.properties.lastModifiedBy = "claims"
    page = Page(matter, columns(matter), language)
    sheet = made.active
    sheet.title = say("Sites", language)
    _top(sheet, page, number)
    _looks(sheet, page)
    for place, line in enumerate(lines, FIRST):
        _row(sheet, place, line, page)
    _ruled(sheet, FIRST + len(lines), page)
    lists(made, sheet, page)
    told = Printing(f"{matter.short.in_(language)} · {number} · {TEMPLATE}", language)
    if matter.sample_sites:
        shown = examples(made, page.known, matter, language)
        printed(shown, told, across=ACROSS)
    printed(instructions(made, page.known, matter, language), told)
    printed(sheet, told, repeat=TITLES, across=ACROSS)
    _guarded(sheet)
    _mark(made, number)
    return packed(made, {}, at=at).blocks


def _top(sheet: Worksheet, page: Page, number: str) -> None:
    """The title, the bands, the codes and the titles of columns."""
    language = page.language
    put(sheet, "A1", say("Vos sites et leurs pertes", language), TITLE)
    told = say(
        "Dossier {number}. Une ligne par site. Remplissez ce que vous savez, laissez le reste "
        "vide, enregistrez, puis déposez ce fichier à la page « Sites touchés ».",
        language,
        number=number,
    )
    put(sheet, "A2", told, SMALL)
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 30, 20
    sheet.row_dimensions[CODES].hidden = True
    sheet.row_dimensions[TITLES].height, sheet.row_dimensions[OTHER].height = 44, 30
    sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = ROW, True
    _bands(sheet, page)
    for place, column in enumerate(page.known, 1):
        _titled(sheet, get_column_letter(place), column, language)


def _bands(sheet: Worksheet, page: Page) -> None:
    """What neighbouring columns are about, over them; two blues in turn tell them apart."""
    start = 1
    for turn, (_, group) in enumerate(groupby(page.known, lambda c: (c.head, c.group))):
        several = list(group)
        about: Text | None = several[0].group
        end = start + len(several) - 1
        for place in range(start, end + 1):
            sheet.cell(BANDS, place).fill = (BAND, PLAIN)[turn % 2]
        put(
            sheet,
            f"{get_column_letter(start)}{BANDS}",
            about.in_(page.language) if about else "",
            HEADER,
        )
        sheet.cell(BANDS, start).alignment = Alignment(vertical="center", indent=1)
        start = end + 1
    sheet.row_dimensions[BANDS].height = 24


def _titled(sheet: Worksheet, letter: str, column: Column, language: Language) -> None:
    other: Language = "en" if language == "fr" else "fr"
    put(sheet, f"{letter}{CODES}", column.code, GREY)
    put(sheet, f"{letter}{TITLES}", column.label.in_(language), BOLD)
    put(sheet, f"{letter}{OTHER}", column.label.in_(other), GREY)
    for row, below in ((TITLES, None), (OTHER, Side(style="medium", color=NAVY))):
        cell = sheet[f"{letter}{row}"]
        cell.fill, cell.border = HEAD, Border(bottom=below)
        cell.alignment = Alignment(vertical="top", wrap_text=True, indent=1)
    width = WIDE.get(column.code) or WIDTHS.get(column.unit, NUMBER)
    sheet.column_dimensions[letter].width = width
    if column.code not in (KEY, FAULT):
        sheet.column_dimensions[letter].protection = OPEN


def _row(sheet: Worksheet, place: int, line: Line, page: Page) -> None:
    """One site as it stands, or as it was sent with what is wrong in it."""
    cells, problems = line
    told: dict[str, list[str]] = {}
    for problem in problems:
        told.setdefault(problem.where, []).append(sentence(problem, page.language))
    for column_place, column in enumerate(page.known, 1):
        cell = _cell(sheet, place, column_place, cells.get(column.code, ""), column, page)
        if column.code in told:
            _wrong(cell, told[column.code], page.language)
    if told:
        every = "\n".join(f"{_name(code, page)} : {' '.join(told[code])}" for code in told)
        cell = put(sheet, f"{page.letter(FAULT)}{place}", every, RED, wrap=True)
        cell.border = Border(bottom=LINE)
        fit(sheet, place)


def _name(code: str, page: Page) -> str:
    found = next((column for column in page.known if column.code == code), None)
    return found.name.in_(page.language) if found else code


def _cell(sheet: Worksheet, row: int, place: int, text: str, column: Column, page: Page) -> Cell:
    """A cell with the looks of the first of its column: made once, they cost nothing."""
    cell: Cell = sheet.cell(row, place)
    cell._style = copy(page.looks[column.code])
    hold(cell, held(text, column, page.language))
    return cell


def _looks(sheet: Worksheet, page: Page) -> None:
    """How the cells of each column look, and whether they are locked."""
    shown = shapes(page.matter, page.language)
    for place, column in enumerate(page.known, 1):
        cell = sheet.cell(FIRST, place)
        put(sheet, cell.coordinate, None, GREY if column.code == KEY else BODY)
        cell.number_format = shown.get(column.unit, "General")
        cell.border = Border(bottom=LINE)
        cell.protection = Protection(locked=column.code in (KEY, FAULT))
        cell.alignment = Alignment(vertical="center", indent=int(column.unit in ("text", "choice")))
        page.looks[column.code] = copy(cell._style)


def _wrong(cell: Cell, told: Sequence[str], language: Language) -> None:
    cell.fill = WRONG
    note = Comment(by_code("\n".join(told)), say("Registre des réclamations", language))
    note.width, note.height = 320, 110
    cell.comment = note


def _ruled(sheet: Worksheet, start: int, page: Page) -> None:
    """Blank rows ready to be filled, as open as the others."""
    for row in range(start, start + SPARE):
        for place, column in enumerate(page.known, 1):
            _cell(sheet, row, place, "", column, page)


def _guarded(sheet: Worksheet) -> None:
    """Lock the keys, let everything else be; no password, because nothing here is secret."""
    sheet.freeze_panes = f"C{FIRST}"
    sheet.print_title_cols = "A:B"
    sheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows",
                    "sort", "autoFilter", "insertHyperlinks"):  # fmt: skip
        setattr(sheet.protection, allowed, False)


def _mark(made: Workbook, number: str) -> None:
    """Which template this is, and whose, for our own reading."""
    hidden = made.create_sheet(MARK)
    hidden.sheet_state = "veryHidden"
    for row, pair in enumerate((("template", TEMPLATE), ("number", number)), 1):
        for letter, text in zip("AB", pair, strict=True):
            put(hidden, f"{letter}{row}", text)
