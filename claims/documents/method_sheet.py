"""The method, in the workbook: every rule of the matter, article by article, a clause to a row."""

from collections.abc import Iterator

from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from claims.damages.prose import rules
from claims.damages.rates import Rates
from claims.documents.sheet_style import BODY, BOLD, HEADING, SMALL, TITLE, put
from claims.documents.steps_sheet import MOST_LOSSES
from claims.i18n.catalogue import say
from claims.i18n.formats import count
from claims.i18n.text import Language
from claims.matter.model import Matter

Said = tuple[str, Font]
WIDTH = 100


def method(
    sheet: Worksheet, matter: Matter, rates: Rates, language: Language, *, losses: int, traced: bool
) -> None:
    """One sentence to a row, in reading order; traced: whether the steps of the losses are here."""
    sheet.column_dimensions["A"].width = WIDTH
    for row, (text, font) in enumerate(_told(matter, rates, language, losses, traced), 1):
        put(sheet, f"A{row}", text, font, wrap=True)
        sheet.row_dimensions[row].height = _height(text, font)


def _height(text: str, font: Font) -> float:
    """Room for a wrapped text: a spreadsheet does not measure rows it did not draw."""
    lines = -(-len(text) * float(font.sz) // (WIDTH * 10)) or 1
    above = 10 if font in (HEADING, TITLE) else 2
    return float(lines * font.sz * 1.35 + above)


def _told(
    matter: Matter, rates: Rates, language: Language, losses: int, traced: bool
) -> Iterator[Said]:
    yield say("Méthode", language), TITLE
    yield opening(language), SMALL
    yield steps_told(losses, traced, language), SMALL
    for part in rules(matter, rates, language):
        yield part.title, HEADING
        for article in part.articles:
            yield f"{article.number}. {article.title}", BOLD
            yield from ((f"{number}  {text}", BODY) for number, text in article.numbered())


def opening(language: Language) -> str:
    """What the articles are, above the first of them."""
    return say(
        "Voici toutes les règles du dossier, article par article. La mention [À CONFIRMER] suit ce "
        "que personne n’a encore confirmé.",
        language,
    )


def steps_told(losses: int, traced: bool, language: Language) -> str:
    """How to read the sheet of steps, or where the steps are when there is none."""
    if not traced:
        return say(
            "Il n’y a pas de feuille « Étapes » : les pertes sont au nombre de {losses}, et "
            "au-delà de {most} elle ne se lirait plus. Le dossier de preuve donne les étapes de "
            "chacune.",
            language,
            losses=count(losses, language),
            most=count(MOST_LOSSES, language),
        )
    return say(
        "La feuille « Étapes » donne le calcul de chaque perte, ligne par ligne : ce qui est "
        "fait, la valeur dans son unité, le montant courant avant tout arrondi. Les étapes 3.1 et "
        "3.2 expliquent la valeur de l’étape 3; ces numéros sont ceux de la page de la "
        "réclamation, du reçu et du dossier de preuve. La date est celle de "
        "l’entrée en vigueur du chiffre, ou celle pour laquelle le taux a été lu.",
        language,
    )
