"""The total of the whole class, in the report and in the workbook; or why it is not estimated.

Members are those a source counts, in the matter's file: what counsel supposes stands on a page, and
in no document.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from openpyxl.worksheet.worksheet import Worksheet
from reportlab.platypus import CondPageBreak, Flowable

from claims.damages.prose_groups import members_said
from claims.documents.blocks import grid, notices
from claims.documents.ink import words
from claims.documents.paper import Heading
from claims.documents.sheet_style import (
    BODY,
    BOLD,
    TITLE,
    WHOLE,
    amounts,
    compute,
    head,
    noted,
    put,
    ruled,
    widths,
)
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import count, money
from claims.i18n.sentences import sentence
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.problems import Problem
from claims.totals.estimate import Estimate, exact, freedom, quantile
from claims.totals.estimate_said import METHOD, SUFFICIENT, gauge, spread, whole
from claims.totals.strata import Stratum

FIRST, SQUARE = 4, "0.00"
"""First row of the subgroups; how a variance is shown."""
WIDTHS, RIGHT = (28, 10, 12, 14, 18, 18), (1, 2, 3, 4, 5)
HEADERS = (
    N_("Sous-groupe"), N_("Membres, sans les exclus"), N_("Examinées"), N_("Moyenne"),
    N_("Variance"), N_("Total estimé"), N_("Variance du total"),
)  # fmt: skip
FACTS: Mapping[str, str] = {
    "stratum-members-missing": N_("Le nombre de membres n’est pas connu."),
    "stratum-over-sampled": N_("Il y a plus de réclamations examinées que de membres connus."),
    "stratum-not-sampled": N_("Aucune réclamation n’est examinée."),
    "stratum-of-one": N_(
        "Une seule réclamation est examinée, et rien ne dit de combien les autres s’en écartent."
    ),
}
"""What keeps a total from being estimated, told to who reads a report: what to do about it stands
on counsel's page."""


@dataclass(frozen=True, slots=True)
class Estimated:
    """The estimate, of what the claims filed support; None while something is missing, and what."""

    found: Estimate | None
    missing: Sequence[Problem]


def estimated(matter: Matter, told: Estimated, language: Language) -> Iterator[Flowable]:
    """The section of the report."""
    yield CondPageBreak(160)
    yield Heading(say("Toute l’action, estimée", language))
    if told.found is None:
        yield words(
            say("Aucun total n’est estimé pour toute l’action. En voici la cause.", language)
        )
        yield from (words(said) for said in _unknown(told.missing, language))
        return
    found = told.found
    for said in (whole(found, matter.currency, language), gauge(found, language)):
        yield words(said)
    yield words(spread(found, matter.currency, language), "small")
    yield words(say(SUFFICIENT, language))
    yield from notices([sentence(warning, language) for warning in found.warnings], "warning")
    titles = [*HEADERS[:4], N_("Au moins"), N_("Au plus")]
    rows = [
        [_label(part.stratum.name, matter, language), count(part.stratum.members or 0, language),
         count(part.stratum.sampled, language),
         *(money(cents, matter.currency, language) for cents in (part.mean, part.low, part.high))]
        for part in found.parts
    ]  # fmt: skip
    yield grid([say(title, language) for title in titles], rows, WIDTHS, right=RIGHT)
    yield from (words(each, "small") for each in method_said(matter, language))


def _unknown(missing: Sequence[Problem], language: Language) -> Iterator[str]:
    """What is not known, by the subgroups that share it."""
    told: dict[str, list[str]] = {}
    for problem in missing:
        fact = FACTS.get(problem.code)
        said = say(fact, language) if fact else sentence(problem, language)
        told.setdefault(said, []).append(problem.where)
    yield from (f"{', '.join(codes)} — {said}" for said, codes in told.items())


def _label(code: str, matter: Matter, language: Language) -> str:
    return f"{code} — {matter.subgroups[code].label.in_(language)}"


def method_said(matter: Matter, language: Language) -> list[str]:
    """How the total is drawn, and who counts the members of each subgroup."""
    counted = [
        f"{code} — {members_said(subgroup.members, language)}"
        for code, subgroup in matter.subgroups.items()
        if subgroup.members
    ]
    return [*(say(told, language) for told in METHOD), *counted]


def estimate_sheet(sheet: Worksheet, matter: Matter, found: Estimate, language: Language) -> None:
    """The estimate, each total a formula of the members, the mean and the variance beside it."""
    form = amounts(matter.currency, language)
    put(sheet, "A1", say("Toute l’action, estimée", language), TITLE)
    head(sheet, 3, [say(title, language) for title in HEADERS], right=(1, 2, 3, 4, 5, 6))
    last = FIRST + len(found.parts) - 1
    for row, part in enumerate(found.parts, FIRST):
        put(sheet, f"A{row}", _label(part.stratum.name, matter, language))
        _stratum(sheet, row, part.stratum, form)
    ruled(sheet, FIRST, last, len(HEADERS))
    _whole(sheet, last, found, form, language)
    told = [gauge(found, language), *(sentence(each, language) for each in found.warnings)]
    told += [say(SUFFICIENT, language), *method_said(matter, language)]
    widths(sheet, [46, 18, 18, 18, 18, 18, 22])
    noted(sheet, last + 8, told, "G")


def _stratum(sheet: Worksheet, row: int, stratum: Stratum, form: str) -> None:
    put(sheet, f"B{row}", stratum.members, form=WHOLE)
    put(sheet, f"C{row}", stratum.sampled, form=WHOLE)
    put(sheet, f"D{row}", None, BODY, form).value = exact(stratum.mean)
    put(sheet, f"E{row}", None, BODY, SQUARE).value = exact(stratum.variance or Fraction(0))
    compute(sheet, f"F{row}", f"=B{row}*D{row}", form)
    compute(sheet, f"G{row}", f"=IF(C{row}=0,0,B{row}*(B{row}-C{row})*E{row}/C{row})", SQUARE)


def _whole(sheet: Worksheet, last: int, found: Estimate, form: str, language: Language) -> None:
    """The sum, its error and both ends, in column B under the rows."""
    free = freedom([part.stratum for part in found.parts])
    times = quantile(float(free), found.confidence) if free else 0
    total, error, quantile_of = (f"B{last + n}" for n in (2, 3, 4))
    alone = f"SUMPRODUCT(C{FIRST}:C{last},D{FIRST}:D{last})"  # what those examined came to
    summed = [
        (N_("Total estimé"), f"=SUM(F{FIRST}:F{last})", form),
        (N_("Erreur type"), f"=SQRT(SUM(G{FIRST}:G{last}))", form),
        (N_("Quantile de Student"), f"={times}", "0.0000"),
        (N_("Au moins"), f"=MAX({alone},{total}-{quantile_of}*{error})", form),
        (N_("Au plus"), f"={total}+{quantile_of}*{error}", form),
    ]
    for row, (title, formula, shape) in enumerate(summed, last + 2):
        put(sheet, f"A{row}", say(title, language), BOLD)
        compute(sheet, f"B{row}", formula, shape, BOLD)
