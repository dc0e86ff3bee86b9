"""The totals of each group on the summary of the workbook, beside what formulas find again."""

from typing import TYPE_CHECKING

from openpyxl.worksheet.worksheet import Worksheet

from claims.documents.controls import Ledger, placed
from claims.documents.report_totals import group_label
from claims.documents.sheet_style import HEADING, SMALL, WHOLE, compute, drawn, head, put, ruled
from claims.i18n.catalogue import say
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.money import to_units

if TYPE_CHECKING:
    from claims.totals.by_subgroup import Row, TotalsTable


def groups_table(
    sheet: Worksheet, row: int, table: "TotalsTable", matter: Matter, ledger: Ledger
) -> str:
    """Claims, services and amounts of each group; returns the range of its gaps."""
    language = ledger.language
    put(sheet, f"A{row}", say("Par groupe", language), HEADING)
    sheet.row_dimensions[row].height = 21
    put(sheet, f"A{row + 1}", _told(language), SMALL)
    counts = [say("Réclamations", language), say("Services", language)]
    gap = say("écart", language)
    headers = [say("Groupe", language), *counts, *ledger.headers]
    headers += [f"{header}, {gap}" for header in ledger.headers]
    head(sheet, row + 2, headers, right=range(1, 9))
    groups = table.parts.get((), ())
    for place, part in enumerate([*groups, table.total], row + 3):
        put(sheet, f"A{place}", group_label(part.key, matter, language))
        put(sheet, f"B{place}", part.claims, form=WHOLE)
        put(sheet, f"C{place}", part.services, form=WHOLE)
        _amounts(sheet, place, part, ledger)
    last = row + 3 + len(groups)
    ruled(sheet, row + 3, last, 9, total=True)
    for place, part in enumerate([*groups, table.total], row + 3):
        cells = [f"{letter}{place}" for letter in "DEF"]
        ledger.behind.lead(sheet, cells, table.by, part.key)
    if groups:
        title = say("Par groupe", language)
        drawn(sheet, f"A{last + 2}", title, row + 2, len(groups), first=4)
    return f"G{row + 3}:I{last}"


def _told(language: Language) -> str:
    return say(
        "Qui réclame dans plusieurs groupes, et un site réclamé dans plusieurs, y sont comptés "
        "chaque fois : ces nombres ne s’additionnent pas. Les montants s’additionnent.",
        language,
    )


def _amounts(sheet: Worksheet, place: int, part: "Row", ledger: Ledger) -> None:
    where = [(say("Groupe", ledger.language), f'"{placed(part.key[0])}"')] if part.key else []
    amounts = (part.declared, part.supported, part.admitted)
    for letter, gap, header, cents in zip("DEF", "GHI", ledger.headers, amounts, strict=True):
        put(sheet, f"{letter}{place}", None, form=ledger.money).value = to_units(cents)
        again = f"=ROUND({letter}{place}-{ledger.summed(header, where)},2)"
        compute(sheet, f"{gap}{place}", again, ledger.money)
