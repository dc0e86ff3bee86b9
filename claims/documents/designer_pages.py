"""The two pages that explain the designer workbook: how to fill it, and rows filled as examples."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from claims.claim.sheet import FAULT, KEY, Column
from claims.documents.sheet_style import (
    BODY,
    DAY,
    HEADING,
    INK,
    LINE,
    SMALL,
    TINT,
    TITLE,
    amounts,
    head,
    put,
    ruled,
    widths,
)
from claims.i18n import Language, day, say
from claims.matter.model import Matter
from claims.money import to_units

BOLD = Font(name="Calibri", size=10, bold=True, color=INK)
SITES = ("boutique-exemple.ca", "clinique-exemple.ca", "auberge-exemple.ca")
OWNERS = ("Boutique Exemple inc.", "Clinique Exemple", "Auberge de l’Exemple")
CENTS = (119_880, 114_975, 25_000)
QUANTITIES = {"hours": (42, 18, 8), "days": (365, 30, 365), "percent": (45, 40, 50)}


def instructions(
    made: Workbook, known: Sequence[Column], matter: Matter, language: Language
) -> Worksheet:
    """How to fill it, in a few steps; then every column with what it takes."""
    sheet: Worksheet = made.create_sheet(say("Mode d’emploi", language))
    put(sheet, "A1", say("Mode d’emploi", language), TITLE)
    sheet.row_dimensions[1].height = 30
    for row, step in enumerate(_steps(language), 3):
        put(sheet, f"A{row}", f"{row - 2}.", BOLD)
        sheet.merge_cells(f"B{row}:D{row}")
        put(sheet, f"B{row}", step, BODY, wrap=True)
        sheet.row_dimensions[row].height = 32
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
        lines = max(-(-len(column.name.in_(language)) // 40), len(column.choices),
                    -(-len(column.hint.in_(language)) // 62) if column.hint else 1)  # fmt: skip
        sheet.row_dimensions[place].height = 4 + 13.5 * lines
    ruled(sheet, row + 2, row + len(known) - 1, 4)
    widths(sheet, [5, 44, 46, 62])
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
    """Three sites filled in, to be looked at: this sheet is not read."""
    sheet: Worksheet = made.create_sheet(say("Exemples", language))
    put(sheet, "A1", say("Trois sites remplis, à titre d’exemple", language), TITLE)
    put(sheet, "A2", say("Cette feuille n’est pas lue. Les noms sont fictifs.", language), SMALL)
    sheet.row_dimensions[1].height = 30
    shown = [column for column in known if column.code not in (KEY, FAULT)]
    for place, column in enumerate(shown, 1):
        letter = get_column_letter(place)
        cell = put(sheet, f"{letter}4", column.name.in_(language), BOLD, wrap=True)
        cell.fill = PatternFill("solid", fgColor=TINT)
        sheet.column_dimensions[letter].width = 28 if column.unit in ("text", "choice") else 18
        for row in range(len(SITES)):
            _example(sheet, f"{letter}{row + 5}", column, row, matter, language)
    sheet.row_dimensions[4].height = 62
    sheet.freeze_panes = "B5"
    return sheet


def _example(
    sheet: Worksheet, place: str, column: Column, row: int, matter: Matter, language: Language
) -> None:
    cell = put(sheet, place, None, BODY)
    cell.border, cell.alignment = Border(bottom=LINE), Alignment(vertical="top", wrap_text=True)
    if column.head and column.head not in _claimed(matter, row):
        return
    if column.unit == "money":
        cell.value = to_units(CENTS[row])
        cell.number_format = amounts(matter.currency, language)
    elif column.unit == "date":
        cell.value, cell.number_format = matter.period_start.replace(day=30), DAY
    elif column.choices:
        labels = list(column.choices.values())
        cell.value = labels[min(row, len(labels) - 1)].in_(language)
    elif column.unit == "text":
        cell.value = {"domain": SITES, "owner": OWNERS}.get(column.code, ("", "", ""))[row] or None
    else:
        cell.value = QUANTITIES.get(column.unit, (1, 1, 1))[row]


def _claimed(matter: Matter, row: int) -> tuple[str, ...]:
    """Heads an example claims: the first of the matter, then another, then both."""
    heads = [key for key, asked in matter.heads.items() if asked.per == "service"]
    return (tuple(heads[:1]), tuple(heads[1:2]), tuple(heads[:3]))[row]
