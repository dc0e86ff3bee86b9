"""The two pages that explain the designer workbook: how to fill it, and rows filled as examples."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from claims.claim.sheet import FAULT, KEY, Column
from claims.documents.designer_cells import held, shapes
from claims.documents.sheet_style import (
    BODY,
    HEADING,
    INK,
    LINE,
    SMALL,
    TINT,
    TITLE,
    fit,
    head,
    hold,
    put,
    ruled,
    widths,
)
from claims.i18n import Language, day, say
from claims.matter.model import Matter

BOLD = Font(name="Calibri", size=10, bold=True, color=INK)
WIDE = 28
INDENTED = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)


def instructions(
    made: Workbook, known: Sequence[Column], matter: Matter, language: Language
) -> Worksheet:
    """How to fill it, in a few steps; then every column with what it takes."""
    sheet: Worksheet = made.create_sheet(say("Mode d’emploi", language))
    put(sheet, "A1", say("Mode d’emploi", language), TITLE)
    sheet.row_dimensions[1].height = 30
    widths(sheet, [5, 44, 46, 62])
    for row, step in enumerate(_steps(language), 3):
        put(sheet, f"A{row}", f"{row - 2}.", BOLD)
        sheet.merge_cells(f"B{row}:D{row}")
        put(sheet, f"B{row}", step, BODY, wrap=True)
        fit(sheet, row)
    row = 4 + len(_steps(language))
    put(sheet, f"A{row}", say("Les colonnes", language), HEADING)
    sheet.row_dimensions[row].height = 24
    titles = ["", say("Colonne", language), say("Ce qu’elle attend", language),
              say("Explication", language)]  # fmt: skip
    head(sheet, row + 1, titles)
    for place, column in enumerate(known[1:-1], row + 2):
        put(sheet, f"B{place}", column.name.in_(language), BOLD, wrap=True)
        put(sheet, f"C{place}", _expected(column, matter, language), BODY, wrap=True)
        put(sheet, f"D{place}", column.hint.in_(language) if column.hint else "", SMALL, wrap=True)
        fit(sheet, place)
    ruled(sheet, row + 2, row + len(known) - 1, 4)
    return sheet


def _steps(language: Language) -> list[str]:
    return [
        say(
            "Une ligne par site, boutique ou domaine de courriel. Seul le nom de domaine est "
            "nécessaire; le reste peut venir plus tard, ici ou à l’écran.",
            language,
        ),
        say(
            "Vous pouvez coller vos propres colonnes, les déplacer ou en laisser vides. Les listes "
            "acceptent le français et l’anglais.",
            language,
        ),
        say(
            "Un montant se lit des deux façons : 1 234,56 ou 1,234.56. Une date s’écrit 2021-08-28 "
            "si elle n’est pas déjà une date du tableur.",
            language,
        ),
        say(
            "La première colonne porte la clé de chaque site déjà inscrit : elle est verrouillée, "
            "sans mot de passe. Une ligne nouvelle n’en a pas.",
            language,
        ),
        say(
            "Enregistrez au format XLSX, ODS ou CSV, puis déposez le fichier à la page « Sites "
            "touchés ». Les lignes lisibles entrent dans votre dossier; les autres vous reviennent "
            "avec une explication sur chaque case.",
            language,
        ),
        say(
            "Déposez-le autant de fois qu’il le faut : seules les lignes changées changent, et un "
            "site dont la ligne a disparu n’est jamais retiré sans votre accord.",
            language,
        ),
    ]


def _expected(column: Column, matter: Matter, language: Language) -> str:
    """What a column takes, in a few words."""
    if column.choices:
        return "\n".join(text.in_(language) for text in column.choices.values())
    words: Mapping[str, str] = {
        "money": say("Un montant, par exemple 1 234,56", language),
        "date": say("Une date, à partir du {day}", language,
                    day=day(matter.period_start, language)),
        "percent": say("Un pourcentage, par exemple 45", language),
        "hours": say("Des heures, par exemple 7,5", language),
        "days": say("Des jours, par exemple 365", language),
        "count": say("Un nombre", language),
    }  # fmt: skip
    return words.get(column.unit, say("Un texte", language))


def examples(
    made: Workbook, known: Sequence[Column], matter: Matter, language: Language
) -> Worksheet:
    """The matter's own sample sites filled in, to be looked at: this sheet is not read."""
    sheet: Worksheet = made.create_sheet(say("Exemples", language))
    put(sheet, "B1", say("Des sites remplis, à titre d’exemple", language), TITLE)
    put(sheet, "B2", say("Cette feuille n’est pas lue. Les noms sont fictifs.", language), SMALL)
    forms = shapes(matter, language)
    shown = [column for column in known if column.code not in (KEY, FAULT)]
    for place, column in enumerate(shown, 1):
        letter = get_column_letter(place)
        cell = put(sheet, f"{letter}4", column.name.in_(language), BOLD, wrap=True)
        cell.fill, cell.alignment = PatternFill("solid", fgColor=TINT), INDENTED
        sheet.column_dimensions[letter].width = WIDE if column.unit in ("text", "choice") else 18
        for row, typed in enumerate(matter.sample_sites, 5):
            cell = put(sheet, f"{letter}{row}", None, form=forms.get(column.unit, ""), wrap=True)
            hold(cell, held(typed.get(column.code, ""), column, language))
            cell.border = Border(bottom=LINE)
            if column.unit in ("text", "choice"):
                cell.alignment = INDENTED
    fit(sheet, 1, *range(4, 5 + len(matter.sample_sites)))
    sheet.freeze_panes = "B5"
    return sheet
