"""What each column of the designer workbook takes: lists in both languages, days, numbers.

A value of another shape is warned of and never forbidden: the reader of the house decides.
"""

from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from claims.claim.sheet import Column
from claims.documents.sheet_style import SMALL, put
from claims.i18n import Language, say
from claims.matter.model import Matter

FIRST, LAST = 7, 1_007
"""The first row of sites, and the last that has lists to choose from."""


@dataclass(frozen=True, slots=True)
class Page:
    """What every part of the workbook is written with."""

    matter: Matter
    known: tuple[Column, ...]
    language: Language
    looks: dict[str, StyleArray] = field(default_factory=dict)
    """Code of a column → how its cells look."""

    def letter(self, code: str) -> str:
        """The column of the sheet that holds a code."""
        return str(get_column_letter([c.code for c in self.known].index(code) + 1))


def lists(made: Workbook, sheet: Worksheet, page: Page) -> None:
    """What each column takes, said when a cell is chosen; lists stand on a hidden sheet."""
    listed = made.create_sheet(say("Listes", page.language))
    listed.sheet_state = "hidden"
    for column in page.known[1:-1]:
        rule = _rule(listed, column, page)
        letter = page.letter(column.code)
        rule.promptTitle = column.label.in_(page.language)[:32]
        rule.prompt = (column.hint.in_(page.language) if column.hint else "")[:250] or None
        rule.showInputMessage = bool(rule.prompt)
        rule.add(f"{letter}{FIRST}:{letter}{LAST}")
        sheet.add_data_validation(rule)


def _rule(listed: Worksheet, column: Column, page: Page) -> DataValidation:
    common = {"allow_blank": True, "errorStyle": "warning", "showErrorMessage": True}
    common["errorTitle"] = say("À vérifier", page.language)
    if column.unit == "choice":
        common["error"] = say("Choisissez dans la liste, en français ou en anglais.", page.language)
        return DataValidation("list", _listed(listed, column, page.language), **common)
    if column.unit == "date":
        common["error"] = say("Inscrivez une date, par exemple 2021-08-28.", page.language)
        first = page.matter.period_start
        return DataValidation("date", f"DATE({first.year},{first.month},{first.day})",
                              operator="greaterThanOrEqual", **common)  # fmt: skip
    if column.unit == "text":
        return DataValidation(None, **{**common, "showErrorMessage": False})
    common["error"] = say("Inscrivez un nombre, sans signe.", page.language)
    return DataValidation("decimal", "0", operator="greaterThanOrEqual", **common)


def _listed(sheet: Worksheet, column: Column, language: Language) -> str:
    """Write the choices in the next column of the hidden sheet; where they stand."""
    place = sheet.max_column + 1 if sheet["A1"].value else 1
    letter, offered = get_column_letter(place), _offered(column, language)
    for row, text in enumerate((column.code, *offered), 1):
        put(sheet, f"{letter}{row}", text, SMALL)
    return f"'{sheet.title}'!${letter}$2:${letter}${len(offered) + 1}"


def _offered(column: Column, language: Language) -> list[str]:
    """The choices in the reader's language, then in the other."""
    other: Language = "en" if language == "fr" else "fr"
    labels = [text.in_(told) for told in (language, other) for text in column.choices.values()]
    return list(dict.fromkeys(labels))
