"""A computation as an adding machine prints it: sign, words, source, figure, running amount."""

from collections.abc import Iterator

from claims.damages.assessment import Line
from claims.damages.explain import Told, explain, result_number
from claims.documents.blocks import Cell, grid
from claims.documents.ink import words
from claims.documents.rows import Table
from claims.i18n.catalogue import say
from claims.i18n.formats import NBSP, day, money
from claims.i18n.text import Language
from claims.matter.model import Matter


def tape(line: Line, matter: Matter, language: Language) -> Table:
    """Every step of a line, those of a computed figure set in, and the amount rounded."""
    header = [
        "",
        say("Étape", language),
        say("Source", language),
        say("Valeur", language),
        say("Montant courant", language),
    ]
    rows = list(_rows(line, matter, language))
    said = say("Montant déclaré, arrondi au cent", language)
    result = f"{result_number(line)}{NBSP} {said}"
    rows.append(["=", result, "", "", money(line.declared, matter.currency, language)])
    return grid(header, rows, [4, 36, 27, 18, 18], right=(3, 4), total=True)


def _rows(line: Line, matter: Matter, language: Language) -> Iterator[list[Cell]]:
    for step in explain(line, matter, language):
        told = words(f"{step.number}{NBSP} {step.text}", "cell", step=step.depth)
        yield [step.sign, told, _source(step, language), step.operand, step.running]


def _source(step: Told, language: Language) -> str:
    sure = "" if step.verified else say("à confirmer par les avocats du groupe", language)
    return " · ".join(part for part in (step.origin, step.authority, sure) if part)


def period(line: Line, language: Language) -> str:
    """The days a loss covers, in words."""
    start, end = day(line.start, language), day(line.end, language)
    if line.start == line.end:
        return start
    return say("du {start} au {end}", language, start=start, end=end)
