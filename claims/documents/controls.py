"""Totals in the workbook: the engine's figure, the same one computed by the sheet, and the gap.

The value is what the engine counted, in whole cents. Beside it a formula adds the losses anew; the
last columns subtract one from the other and must read zero. Anyone may change a loss and watch.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from claims.documents.behind import Behind
from claims.documents.lists import UNPLACED, Laid
from claims.documents.sheet_style import (
    BOLD,
    HEADING,
    SMALL,
    WHOLE,
    compute,
    head,
    put,
    ruled,
)
from claims.i18n.catalogue import say
from claims.i18n.text import Language
from claims.money import to_units

if TYPE_CHECKING:
    from claims.totals.by_subgroup import Row, TotalsTable

AMOUNTS = ("declared", "supported", "admitted")


@dataclass(frozen=True, slots=True)
class Key:
    """One column that tells a row apart: how it is shown, and the column of losses it selects."""

    header: str
    shown: Callable[[str], str]
    selects: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What control formulas refer to."""

    losses: Laid
    money: str
    """Number format of an amount."""
    language: Language
    behind: Behind
    """Where the losses of each total stand."""
    deducted: int = 0
    """Cents deducted of the sums received, where the claims were computed."""

    @property
    def headers(self) -> list[str]:
        """Declared, supported, admitted, as the columns of losses are called."""
        return [say("Déclaré", self.language), say("Étayé", self.language),
                say("Admis", self.language)]  # fmt: skip

    def summed(self, header: str, criteria: Sequence[tuple[str, str]]) -> str:
        """Formula: a column of losses added where other columns equal some cells."""
        return picked(self.losses, header, criteria) if criteria else added(self.losses, header)

    def counted(self, criteria: Sequence[tuple[str, str]]) -> str:
        """Formula: how many losses there are where columns equal some cells."""
        if not criteria:
            columns = self.losses.column(say("Réclamation", self.language))
            return "+".join(f"COUNTA({column})" for column in columns)
        return "+".join(
            f"COUNTIFS({','.join(f'{table}[{name}],{cell}' for name, cell in criteria)})"
            for table in self.losses.tables
        )


def added(laid: Laid, header: str) -> str:
    """Formula: a column of a list added, over all its sheets."""
    return f"ROUND({'+'.join(f'SUM({column})' for column in laid.column(header))},2)"


def picked(laid: Laid, header: str, criteria: Sequence[tuple[str, str]]) -> str:
    """Formula: a column of a list added where other columns equal some cells or constants."""
    sums = [
        f"SUMIFS({column},{','.join(f'{table}[{name}],{cell}' for name, cell in criteria)})"
        for table, column in zip(laid.tables, laid.column(header), strict=True)
    ]
    return f"ROUND({'+'.join(sums)},2)"


def control_table(
    sheet: Worksheet,
    top: int,
    title: str,
    keys: Sequence[Key],
    table: "TotalsTable",
    book: Ledger,
    *,
    turn: Callable[[Sequence[str]], tuple[int, ...]] | None = None,
) -> int:
    """Rows of a totals table with their control; returns the row of its total.

    turn: where a key stands, when that is not the order of the table.
    """
    language = book.language
    put(sheet, f"A{top}", title, HEADING)
    sheet.row_dimensions[top].height = 21
    told = say("Recalculé : somme de la feuille des pertes. L’écart doit être nul.", language)
    put(sheet, f"A{top + 1}", told, SMALL)
    again = say("recalculé", language)
    gap = say("écart", language)
    many = say("Pertes", language)
    headers = [key.header for key in keys] + [many]
    headers += [f"{h}{more}" for more in ("", f", {again}", f", {gap}") for h in book.headers]
    headers.append(f"{many}, {gap}")
    right = range(len(keys), len(headers))
    head(sheet, top + 2, headers, right)
    first = top + 3
    ordered = sorted(table.rows, key=lambda each: turn(each.key)) if turn else table.rows
    for row, cells in enumerate(ordered, first):
        _key_cells(sheet, row, keys, table, cells)
        _amount_cells(sheet, row, cells, keys, book)
    total = first + len(table.rows)
    put(sheet, f"A{total}", say("Total", language), BOLD)
    _amount_cells(sheet, total, table.total, keys, book, whole=True)
    ruled(sheet, first, total, len(headers), total=True)
    for row, cells in enumerate([*ordered, table.total], first):
        values = [f"{get_column_letter(len(keys) + 2 + n)}{row}" for n in range(len(AMOUNTS))]
        book.behind.lead(sheet, values, table.by, cells.key)
    return total


def _key_cells(
    sheet: Worksheet, row: int, keys: Sequence[Key], table: "TotalsTable", cells: "Row"
) -> None:
    texts = list(cells.key)
    if len(keys) > len(texts):
        texts.append(texts[-1])
    for column, (key, text) in enumerate(zip(keys, texts, strict=True), 1):
        put(sheet, f"{get_column_letter(column)}{row}", key.shown(text))


def _amount_cells(
    sheet: Worksheet,
    row: int,
    cells: "Row",
    keys: Sequence[Key],
    book: Ledger,
    whole: bool = False,
) -> None:
    """Count, three values, three formulas, three gaps, and the gap of the count."""
    at = [get_column_letter(len(keys) + 1 + n) for n in range(11)]
    criteria = [
        (key.selects, f"{get_column_letter(i)}{row}")
        for i, key in enumerate(keys, 1)
        if key.selects and not whole
    ]
    put(sheet, f"{at[0]}{row}", cells.lines, form=WHOLE)
    compute(sheet, f"{at[10]}{row}", f"={at[0]}{row}-({book.counted(criteria)})", WHOLE)
    for n, (name, header) in enumerate(zip(AMOUNTS, book.headers, strict=True)):
        value = put(sheet, f"{at[1 + n]}{row}", None, form=book.money)
        value.value = to_units(getattr(cells, name))
        compute(sheet, f"{at[4 + n]}{row}", f"={book.summed(header, criteria)}", book.money)
        gap = f"=ROUND({at[1 + n]}{row}-{at[4 + n]}{row},2)"
        compute(sheet, f"{at[7 + n]}{row}", gap, book.money)


def gaps(sheet: Worksheet, keys: int, first: int, last: int) -> str:
    """The range of the gaps of a control table, for the check of them all."""
    start, end = get_column_letter(keys + 8), get_column_letter(keys + 11)
    return f"'{sheet.title}'!${start}${first}:${end}${last}"


def placed(text: str) -> str:
    """A code as the losses sheet writes it."""
    return text or UNPLACED


def new_sheet(workbook: Workbook, title: str, frozen: str) -> Worksheet:
    """A sheet with its panes frozen."""
    sheet = workbook.create_sheet(title)
    sheet.freeze_panes = frozen
    return sheet
