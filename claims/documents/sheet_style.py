"""How the sheets of a workbook look and print: one hand, both languages."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from claims.documents.sheet_rows import by_code, wrapped
from claims.i18n.catalogue import say
from claims.i18n.formats import SYMBOLS
from claims.i18n.text import Language

INK, NAVY, TINT, PALE = "0E151D", "12304F", "EAF0F6", "F4F6F9"
MUTED, AMBER, RULE, BLUE = "55616F", "8A4B08", "C9D2DC", "174A7C"
WHOLE, DAY = "#,##0", "yyyy-mm-dd"
LEGAL = "5"
POINTS, ROW, ACROSS, HIGH = 5.6, 15.0, 936, 468
"""Points of a character of width, of a row of one line, and of what a legal page holds each way."""
READABLE = 240
"""Widths of characters that a legal page holds across and can still be read."""
SERIES = ("174A7C", "2F8067", "C77A1E")
LINE = Side(style="thin", color=RULE)
HEADER = Font(name="Calibri", size=10, bold=True, color="FFFFFF")
BOLD = Font(name="Calibri", size=10, bold=True, color=INK)
BODY = Font(name="Calibri", size=10, color=INK)
SMALL = Font(name="Calibri", size=9, color=MUTED)
TITLE = Font(name="Calibri", size=18, bold=True, color=NAVY)
LED = Font(name="Calibri", size=10, color=BLUE, underline="single")
HEADING = Font(name="Calibri", size=13, bold=True, color=NAVY)
WARNING = Font(name="Calibri", size=10, color=AMBER)
HIGHEST = Alignment(vertical="top")
TOP = Alignment(vertical="top", wrap_text=True)
INSET = Alignment(horizontal="left", vertical="top", indent=1, wrap_text=True)
"""Of a text beside an amount, which stands at the right of its cell."""
ON_NAVY, ON_PALE = PatternFill("solid", fgColor=NAVY), PatternFill("solid", fgColor=PALE)
UNDER = Border(bottom=LINE)
NUMBERS = {
    "font": "fontId", "fill": "fillId", "border": "borderId", "alignment": "alignmentId",
}  # fmt: skip
"""Where openpyxl keeps, in a cell, the number its workbook gave to each style."""


def amounts(currency: str, language: Language) -> str:
    """The number format of an amount, as that language writes it, whatever the reader's own."""
    symbol = SYMBOLS[currency]
    if language == "fr":
        return f'[$-C0C]#,##0.00\\ "{symbol}"'
    return f'[$-1009]"{symbol}"#,##0.00'


def hold(cell: Cell, value: object) -> None:
    """Make a cell hold a value; a text is a text, whole, whatever it begins with or contains.

    Written by its code, a character is seven letters long: openpyxl would cut a text for that.
    """
    if isinstance(value, str):
        cell.value = ""
        cell._value, cell.data_type = by_code(value), "s"
    else:
        cell.value = value


def wear(cell: Cell, **styles: Any) -> None:
    """Give a cell styles that last: each is looked for once in a workbook, by who it is.

    openpyxl would compare it at each cell with all it knows: a third of what a short workbook
    takes.
    """
    known = _known(cell)
    cell._style = cell._style or StyleArray()
    for name, style in styles.items():
        if id(style) in known:
            setattr(cell._style, NUMBERS[name], known[id(style)][0])
        else:
            setattr(cell, name, style)
            known[id(style)] = getattr(cell._style, NUMBERS[name]), style


def _known(cell: Cell) -> dict[object, tuple[int, Any]]:
    """Styles of its workbook by who they are, with their numbers; held, so that nothing else may
    become who they were."""
    known: dict[object, tuple[int, Any]] = vars(cell.parent.parent).setdefault("_worn", {})
    return known


def put(
    sheet: Worksheet,
    place: str,
    value: str | int | None,
    font: Font = BODY,
    form: str = "",
    wrap: bool = False,
) -> Cell:
    """A value in a cell; a text stays a text even when it begins like a formula."""
    cell = sheet[place]
    hold(cell, value)
    wear(cell, font=font, alignment=TOP if wrap else HIGHEST)
    if form:
        cell.number_format = form
    return cell


def compute(sheet: Worksheet, place: str, formula: str, form: str, font: Font = BODY) -> Cell:
    """One of our own formulas."""
    cell = sheet[place]
    cell.value, cell.number_format = formula, form
    wear(cell, font=font, alignment=HIGHEST)
    return cell


def head(
    sheet: Worksheet, row: int, headers: Sequence[str], right: Sequence[int] = (), indent: int = 0
) -> None:
    """A header row: white on navy, amounts to the right."""
    left, right_side = (
        Alignment(horizontal=side, vertical="center", wrap_text=True, indent=inner)
        for side, inner in (("left", indent), ("right", 0))
    )
    for column, text in enumerate(headers, 1):
        cell = put(sheet, f"{get_column_letter(column)}{row}", text, HEADER)
        wear(cell, fill=ON_NAVY, alignment=right_side if column - 1 in right else left)
    sheet.row_dimensions[row].height = 30


def ruled(sheet: Worksheet, first: int, last: int, columns: int, total: bool = False) -> None:
    """Hairlines under rows; the last one set off when it is a total."""
    for row in range(first, last + 1):
        for column in range(1, columns + 1):
            cell = sheet.cell(row, column)
            wear(cell, border=UNDER)
            if total and row == last:
                wear(cell, font=BOLD, fill=ON_PALE)


def led(cell: Cell) -> None:
    """Show that a cell leads somewhere, whatever else it shows."""
    known, before = _known(cell), ("led", cell._style.fontId)
    if before in known:
        cell._style.fontId = known[before][0]
        return
    font = copy(cell.font)
    font.color, font.underline = Color(BLUE), "single"
    cell.font = font
    known[before] = cell._style.fontId, font


def widths(sheet: Worksheet, shares: Sequence[float]) -> None:
    """Column widths, in characters."""
    for column, width in enumerate(shares, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def hide(sheet: Worksheet, columns: Sequence[int]) -> None:
    """Keep from view columns that only formulas read."""
    for column in columns:
        sheet.column_dimensions[get_column_letter(column)].hidden = True


def fit(sheet: Worksheet, *rows: int, least: float = 0) -> None:
    """Make rows as tall as their longest wrapped text, once the columns have their widths."""
    wide = {each.coord.partition(":")[0]: each for each in sheet.merged_cells.ranges}
    for row in rows:
        tall = [_tall(sheet, cell, wide) for cell in sheet[row] if isinstance(cell.value, str)]
        sheet.row_dimensions[row].height = max([least, *tall])


def noted(sheet: Worksheet, row: int, texts: Sequence[str], last: str) -> None:
    """Sentences under a table, each whole across columns A to last, which have their widths."""
    for place, text in enumerate(texts, row):
        sheet.merge_cells(f"A{place}:{last}{place}")
        put(sheet, f"A{place}", text, SMALL, wrap=True)
        fit(sheet, place)


def _tall(sheet: Worksheet, cell: Cell, wide: Mapping[str, CellRange]) -> float:
    """Points a text takes in its column, or across the cells it is merged over."""
    merged = wide.get(cell.coordinate)
    last = merged.max_col if merged else cell.column
    span = range(cell.column, last + 1)
    width = sum(sheet.column_dimensions[get_column_letter(each)].width for each in span)
    lines = 1
    if cell.alignment.wrap_text:
        lines = wrapped(cell.value, width * 10 / cell.font.size * (0.9 if cell.font.bold else 1))
    return 4 + lines * 1.35 * float(cell.font.size)


def framed(sheet: Worksheet, name: str, headers: Sequence[str], rows: int) -> None:
    """Make the rows under a header a table people can filter and formulas can name.

    The columns are told here: left to itself, openpyxl would make every cell of the table to read
    its first row.
    """
    ref = f"A1:{get_column_letter(len(headers))}{max(rows, 1) + 1}"
    table = Table(displayName=name, ref=ref, autoFilter=AutoFilter(ref=ref))
    table.tableColumns = [TableColumn(id=i, name=text) for i, text in enumerate(headers, 1)]
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight15", showRowStripes=True)
    sheet.add_table(table)


@dataclass(frozen=True, slots=True)
class Printing:
    """What every printed page of a workbook says. mark: above all pages of a demonstration."""

    foot: str
    language: Language
    mark: str = ""


def printed(sheet: Worksheet, told: Printing, *, repeat: int = 0, across: int = 1) -> None:
    """Legal pages, so many across, header rows and the first column repeated, "page x of y"."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", LEGAL
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = across, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.print_options.horizontalCentered = True
    if repeat:
        sheet.print_title_rows = f"{repeat}:{repeat}"
    if across > 1:
        sheet.print_title_cols = "A:A"
    sheet.oddHeader.center.text, sheet.oddHeader.center.size = told.mark, 9
    sheet.oddFooter.left.text = told.foot.replace("&", "&&")
    of = say("Page {page} sur {pages}", told.language, page="&P", pages="&N")
    sheet.oddFooter.right.text = of
    sheet.oddFooter.left.size = sheet.oddFooter.right.size = 8
    sheet.sheet_view.showGridLines = False


def kept_whole(sheet: Worksheet, blocks: Sequence[tuple[int, int]]) -> None:
    """Begin a printed page before a block of rows, first to last, that would stand on two; once
    the columns have their widths."""
    wide = sum(each.width for each in sheet.column_dimensions.values()) * POINTS
    room, used, done = HIGH * max(1, wide / ACROSS), 0.0, 0
    for first, last in blocks:
        before, block = (
            sum(sheet.row_dimensions[row].height or ROW for row in range(*rows))
            for rows in ((done + 1, first), (first, last + 1))
        )
        if done and used + before + block > room:
            sheet.row_breaks.append(Break(id=first - 1))
            used = block
        else:
            used += before + block
        done = last


def pages_across(shares: Sequence[float]) -> int:
    """How many legal pages columns of these widths take, if they are to be read."""
    return ceil(sum(shares) / READABLE)


def drawn(sheet: Worksheet, place: str, title: str, head_row: int, rows: int, first: int) -> None:
    """Bars beside a table: names in column A, three amounts from a column on."""
    chart = BarChart()
    chart.type, chart.title, chart.height, chart.width = "bar", title, 8, 26
    values = Reference(
        sheet, min_col=first, max_col=first + 2, min_row=head_row, max_row=head_row + rows
    )
    chart.add_data(values, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=head_row + 1, max_row=head_row + rows))
    for series, colour in zip(chart.series, SERIES, strict=True):
        series.graphicalProperties.solidFill = colour
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.legend.position = "b"
    sheet.add_chart(chart, place)


@dataclass(frozen=True, slots=True)
class Looks:
    """Numbers of the styles that streamed cells refer to."""

    text: int
    amount: int
    whole: int
    day: int
    number: int
    """In a unit that another column names."""
    words: int
    """Texts of any length: they take as many lines as they need."""
    link: int
    """Words that open a file."""


def looks(workbook: Workbook, currency: str, language: Language) -> Looks:
    """Register the styles of long sheets."""
    forms = ("@", amounts(currency, language), WHOLE, DAY, "General", "@", "General")
    inner = {0: Alignment(horizontal="left", vertical="top", indent=1), 5: INSET}
    numbers = []
    for place, form in enumerate(forms):
        # Each is a cell of its own: a style registered is the very one a cell goes on changing.
        cell = Cell(workbook.active, row=1, column=1)
        cell.font = LED if place == len(forms) - 1 else BODY
        cell.number_format = form
        cell.alignment = inner.get(place, Alignment(vertical="top"))
        numbers.append(cell.style_id)
    return Looks(*numbers)
