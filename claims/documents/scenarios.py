"""Scenarios kept with a snapshot, in the report and the workbook: totals, steps, offers."""

from collections.abc import Iterator
from itertools import pairwise

from openpyxl.worksheet.worksheet import Worksheet
from reportlab.platypus import CondPageBreak, Flowable

from claims.documents.blocks import grid
from claims.documents.ink import words
from claims.documents.paper import Heading
from claims.documents.sheet_style import (
    BODY,
    BOLD,
    ROW,
    TITLE,
    WHOLE,
    amounts,
    compute,
    fit,
    head,
    kept_whole,
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
from claims.money import to_units
from claims.totals.offers import Compared
from claims.totals.scenarios_said import AMOUNTS, NOT_VALUED, OFFERS, method, said, total_named
from claims.totals.side_by_side import Named, SideBySide, late
from claims.totals.weighed import Sums

WIDTHS, RIGHT = (46, 18, 18, 18), (1, 2, 3)
OFFERED, OFFERED_RIGHT = (38, 16, 18, 14, 14), (1, 2, 3, 4)
OFFER_TITLES = (
    N_("Offre"), N_("Par réclamant"), N_("À tous"), N_("Moins que déclaré"), N_("Moins qu’étayé"),
)  # fmt: skip
Row = tuple[str, Sums]


def scenarios_section(matter: Matter, kept: SideBySide, language: Language) -> Iterator[Flowable]:
    """The section of the report."""
    yield CondPageBreak(200)
    yield Heading(say("Scénarios", language))
    opening, *how = _method(kept, language)
    yield words(opening)
    for each in kept.scenarios:
        rows = [_written(row, matter, language) for row in _steps(each, matter, language)]
        yield CondPageBreak(110)
        yield Heading(each.label.in_(language), 2)
        yield grid(_titles(language), rows, WIDTHS, right=RIGHT, total=True)
    if kept.offers.offers:
        yield CondPageBreak(110)
        yield Heading(say("Offres et pertes", language), 2)
        offered = [_offer(offer, matter, language) for offer in kept.offers.offers]
        titles = [say(title, language) for title in OFFER_TITLES]
        yield grid(titles, offered, OFFERED, right=OFFERED_RIGHT)
        yield words(say(OFFERS, language), "small")
    yield from (words(told, "small") for told in how)


def _titles(language: Language) -> list[str]:
    return [say("Étape", language), *(say(title, language) for title in AMOUNTS.values())]


def _method(kept: SideBySide, language: Language) -> list[str]:
    changes = (change for each in kept.scenarios for change in each.tried.changes)
    told = method((change.switch for change in changes), language)
    labels = {each.id: each.label.in_(language) for each in kept.scenarios}
    return [*told, *(f"{labels[key]} — {sentence(problem, language)}"
                     for key, problem in late(kept).items())]  # fmt: skip


def _steps(each: Named, matter: Matter, language: Language) -> list[Row]:
    """What stood, what each switch changed, and what is left."""
    changes = [(f"{place}. {said(change.switch, matter, language)}", change.sums)
               for place, change in enumerate(each.tried.changes, 1)]  # fmt: skip
    first = (say("Totaux actuels", language), each.tried.base)
    last = total_named(say("Scénario", language), each.tried.changes, language)
    return [first, *changes, (last, each.tried.totals)]


def _written(row: Row, matter: Matter, language: Language) -> list[str]:
    return [row[0], *(money(cents, matter.currency, language) for cents in row[1])]


def _offer(offer: Compared, matter: Matter, language: Language) -> list[str]:
    label = matter.offers[offer.id].label.in_(language) if offer.id in matter.offers else offer.id
    if offer.amount is None:
        return [label, say(NOT_VALUED, language), "", "", ""]
    sums = (money(cents or 0, matter.currency, language) for cents in (offer.amount, offer.total))
    below = (count(n or 0, language) for n in (offer.below_declared, offer.below_supported))
    return [label, *sums, *below]


def scenarios_sheet(sheet: Worksheet, matter: Matter, kept: SideBySide, language: Language) -> None:
    """The sheet of the workbook: each scenario's total is the formula of its steps."""
    form = amounts(matter.currency, language)
    put(sheet, "A1", say("Scénarios", language), TITLE)
    widths(sheet, [52, 20, 20, 20, 18])
    ends = [1]
    for each in kept.scenarios:
        ends.append(_scenario(sheet, ends[-1] + 2, each, matter, form, language))
    if kept.offers.offers:
        ends.append(_offers(sheet, ends[-1] + 2, kept, matter, form, language))
    notes = [*_method(kept, language), say(OFFERS, language)]
    noted(sheet, ends[-1] + 2, notes, "E")
    ends.append(ends[-1] + 1 + len(notes))
    kept_whole(sheet, [(end + 2, last) for end, last in pairwise(ends)])


def _scenario(
    sheet: Worksheet, row: int, each: Named, matter: Matter, form: str, language: Language
) -> int:
    """One scenario under its title; its last row."""
    titles = [each.label.in_(language), *_titles(language)[1:]]
    head(sheet, row, titles, right=(1, 2, 3))
    steps = _steps(each, matter, language)
    last = row + len(steps)
    for place, (label, sums) in enumerate(steps, row + 1):
        put(sheet, f"A{place}", label, BOLD if place == last else BODY, wrap=True)
        fit(sheet, place, least=ROW)
        for column, cents in zip("BCD", sums, strict=True):
            if place == last:
                summed = f"=ROUND(SUM({column}{row + 1}:{column}{last - 1}),2)"
                compute(sheet, f"{column}{place}", summed, form, BOLD)
            else:
                put(sheet, f"{column}{place}", None, BODY, form).value = to_units(cents)
    ruled(sheet, row + 1, last, 4, total=True)
    return last


def _offers(
    sheet: Worksheet, row: int, kept: SideBySide, matter: Matter, form: str, language: Language
) -> int:
    head(sheet, row, [say(title, language) for title in OFFER_TITLES], right=OFFERED_RIGHT)
    for place, offer in enumerate(kept.offers.offers, row + 1):
        put(sheet, f"A{place}", _offer(offer, matter, language)[0], wrap=True)
        fit(sheet, place, least=ROW)
        if offer.amount is None or offer.total is None:
            put(sheet, f"B{place}", say(NOT_VALUED, language))
            continue
        put(sheet, f"B{place}", None, BODY, form).value = to_units(offer.amount)
        put(sheet, f"C{place}", None, BODY, form).value = to_units(offer.total)
        put(sheet, f"D{place}", offer.below_declared, form=WHOLE)
        put(sheet, f"E{place}", offer.below_supported, form=WHOLE)
    last = row + len(kept.offers.offers)
    ruled(sheet, row + 1, last, 5)
    return last
