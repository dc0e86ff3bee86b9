"""The method, in the workbook: every rule in prose, its figures, its proof; facts and sources."""

from collections.abc import Iterator

from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from claims.damages.prose import rules
from claims.documents.sheet_style import BODY, BOLD, HEADING, SMALL, TITLE, WARNING, put
from claims.i18n.catalogue import say
from claims.i18n.formats import day
from claims.i18n.text import Language
from claims.matter.model import Matter

Said = tuple[str, Font]
WIDTH = 100


def method(sheet: Worksheet, matter: Matter, language: Language) -> None:
    """One sentence to a row, in reading order."""
    sheet.column_dimensions["A"].width = WIDTH
    told = (
        *_opening(language),
        *_definitions(matter, language),
        *_rules(matter, language),
        *_facts(matter, language),
    )
    for row, (text, font) in enumerate(told, 1):
        put(sheet, f"A{row}", text, font, wrap=True)
        sheet.row_dimensions[row].height = _height(text, font)


def _height(text: str, font: Font) -> float:
    """Room for a wrapped text: a spreadsheet does not measure rows it did not draw."""
    lines = -(-len(text) * float(font.sz) // (WIDTH * 10)) or 1
    above = 10 if font in (HEADING, TITLE) else 2
    return float(lines * font.sz * 1.35 + above)


def _opening(language: Language) -> Iterator[Said]:
    yield say("Méthode", language), TITLE
    told = say(
        "Déclaré : ce que dit le réclamant. Étayé : la part que ses pièces soutiennent, selon "
        "leur cote. Admis : ce que les avocats ont accepté. Les trois ne sont jamais mêlés. Tout "
        "montant est compté en cents entiers et arrondi une seule fois, à la fin du ruban.",
        language,
    )
    yield told, BODY


def _definitions(matter: Matter, language: Language) -> Iterator[Said]:
    yield say("Groupes et sous-groupes", language), HEADING
    for key, group in matter.groups.items():
        yield f"{key} — {group.label.in_(language)}. {group.definition.in_(language)}", BOLD
        for code, subgroup in matter.subgroups.items():
            if subgroup.group == key:
                yield f"{code} — {subgroup.label.in_(language)}", BODY
                yield subgroup.definition.in_(language), BODY
                yield standing(subgroup.status, day(subgroup.since, language), language), WARNING


def standing(status: str, since: str, language: Language) -> str:
    """Whether the court confirmed a definition, and its version date."""
    if status == "confirmed":
        return say("Définition confirmée par le tribunal; version du {day}.", language, day=since)
    return say(
        "Définition proposée, non confirmée par le tribunal; version du {day}.", language, day=since
    )


def _rules(matter: Matter, language: Language) -> Iterator[Said]:
    yield say("Chefs de dommages", language), HEADING
    for key, rule in zip(matter.heads, rules(matter, language), strict=True):
        yield f"{rule.title} ({key})", BOLD
        yield rule.authority, SMALL
        for number, step in enumerate(rule.steps, 1):
            yield f"{number}. {step}", BODY
        for text in (*rule.figures, *rule.proof):
            yield f"• {text}", SMALL


def _facts(matter: Matter, language: Language) -> Iterator[Said]:
    if matter.facts:
        yield say("Faits et sources", language), HEADING
    for fact in matter.facts:
        sure = "" if fact.verified else f" — {say('à confirmer', language)}"
        yield fact.text.in_(language), BODY
        yield f"{fact.source}{sure}", SMALL
