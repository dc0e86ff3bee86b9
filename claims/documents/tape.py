"""A computation as an adding machine prints it: sign, what it is, the figure, the running amount."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportlab.platypus import Table

from claims.damages.assessment import Line, Step
from claims.documents.blocks import grid
from claims.i18n.catalogue import say
from claims.i18n.formats import NBSP, SYMBOLS, day, money, number, percent
from claims.i18n.text import Language
from claims.matter.model import Matter, Unit
from claims.money import to_cents, to_units

SIGNS = {
    "take": "", "plus": "+", "less": "−", "times": "×", "keep_percent": "×", "less_percent": "−",
    "divided_by": "÷", "not_above": "", "not_below": "",
}  # fmt: skip


def tape(line: Line, matter: Matter, language: Language) -> Table:
    """Every step of a line, the parts of a computed figure indented, and the amount rounded."""
    header = [
        "",
        say("Étape", language),
        say("Source", language),
        say("Valeur", language),
        say("Montant courant", language),
    ]
    rows = list(_rows(line.steps, matter.currency, language, 0))
    result = say("Montant déclaré, arrondi au cent", language)
    rows.append(["=", result, "", "", money(line.declared, matter.currency, language)])
    return grid(header, rows, [4, 40, 28, 14, 14], right=(3, 4), total=True)


def _rows(
    steps: Sequence[Step], currency: str, language: Language, depth: int
) -> Iterator[list[str]]:
    unit: Unit = steps[0].unit if steps else "money"
    for step in steps:
        yield from _rows(step.parts, currency, language, depth + 1)
        unit = _unit_after(step, unit)
        yield [
            SIGNS[step.verb] if not depth else "",
            _label(step, language, depth),
            source(step, language),
            quantity(step.operand, step.unit, currency, language),
            quantity(step.running, unit, currency, language),
        ]


def _label(step: Step, language: Language, depth: int) -> str:
    label = step.label.in_(language)
    if step.verb == "not_above":
        label = say("au plus : {limit}", language, limit=label)
    elif step.verb == "not_below":
        label = say("au moins : {limit}", language, limit=label)
    indent = f"{NBSP * 4 * depth}{SIGNS[step.verb]} " if depth else ""
    return f"{indent}{label}"


def _unit_after(step: Step, unit: Unit) -> Unit:
    if step.verb == "take":
        return step.unit
    return "money" if step.verb == "times" and step.unit == "money" else unit


def source(step: Step, language: Language) -> str:
    """Where an operand comes from, and its authority when it has one."""
    origins = {
        "declared": say("déclaré", language),
        "figure": say("barème du dossier", language),
        "rate": say("table de taux", language),
        "credit": say("somme reçue", language),
        "computed": say("calculé", language),
        "nothing": "",
    }
    parts = [origins[step.origin], step.authority.in_(language) if step.authority else ""]
    if not step.verified:
        parts.append(say("à confirmer par les avocats", language))
    return " · ".join(part for part in parts if part)


def quantity(value: Decimal, unit: Unit, currency: str, language: Language) -> str:
    """A figure in its unit; an amount shows every decimal it has, at most four."""
    if unit == "money":
        cents = to_cents(value)
        if to_units(cents) == value:
            return money(cents, currency, language)
        shown, symbol = _trimmed(value, language), SYMBOLS[currency]
        return f"{shown}{NBSP}{symbol}" if language == "fr" else f"{symbol}{shown}"
    if unit == "percent":
        return percent(value.normalize() if value else value, language)
    short = {"hours": say("h", language), "days": say("j", language)}.get(unit, "")
    return f"{_trimmed(value, language)}{NBSP}{short}".rstrip(NBSP)


def _trimmed(value: Decimal, language: Language) -> str:
    return number(round(value, 4), language)


def period(line: Line, language: Language) -> str:
    """The days a loss covers, in words."""
    if line.start == line.end:
        return day(line.start, language)
    return say(
        "du {start} au {end}",
        language,
        start=day(line.start, language),
        end=day(line.end, language),
    )
