"""Losses that several claims declare, in counsel's report and workbook: claims by number alone."""

from collections.abc import Iterator, Sequence

from openpyxl.worksheet.worksheet import Worksheet
from reportlab.platypus import CondPageBreak, Flowable

from claims.claim.identifiers import domain_in_full
from claims.documents.blocks import figures, grid
from claims.documents.controls import Ledger, placed
from claims.documents.ink import words
from claims.documents.paper import Heading
from claims.documents.sheet_style import (
    BOLD,
    HEADING,
    INSET,
    SMALL,
    TITLE,
    WHOLE,
    compute,
    fit,
    head,
    put,
    ruled,
    widths,
)
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import count, money
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.matter.order import turn
from claims.money import to_units
from claims.totals.conflicts import METHOD, TITLES, WHY, Conflict, Overlapping
from claims.totals.overlaps import Apart, subgroups
from claims.totals.stakes import Stake

MOST = 60
"""Conflicts a report prints, the largest; the workbook has them all."""
SHARES = (12, 28, 24, 15, 15, 16, 22, 14, 14, 14, 24, 44)
WIDTHS, RIGHT = (17, 18, 19, 15, 15, 20), (3, 4)
PRINTED = (
    N_("Réclamation"), N_("À quel titre"), N_("Période"), N_("Déclaré"), N_("Admis"),
    N_("Décision"),
)  # fmt: skip
CELLS = (
    N_("Sous-groupe"), N_("Chef de dommages"), N_("Pertes"), N_("Déclaré"), N_("En conflit"),
    N_("Sans conflit"), N_("écart"),
)  # fmt: skip
LISTED = (
    N_("Conflit"), N_("Site"), N_("Chef de dommages"), N_("Du"), N_("Au"), N_("Réclamation"),
    N_("À quel titre"), N_("Déclaré"), N_("Admis"), N_("À payer"), N_("Décision"), N_("Pourquoi"),
)  # fmt: skip


def overlapping_section(
    matter: Matter, told: Overlapping, language: Language
) -> Iterator[Flowable]:
    """The section of the report."""
    yield CondPageBreak(220)
    yield Heading(say("Pertes réclamées par plusieurs", language))
    whole, currency = told.whole, matter.currency
    yield figures(
        [
            (say("Déclaré sans conflit", language), money(whole.undisputed, currency, language)),
            (say("Déclaré en conflit", language), money(whole.disputed, currency, language)),
            (say("Conflits à décider", language), count(told.waiting, language)),
            (say("Admis au-delà des pertes", language), money(told.beyond, currency, language)),
        ]
    )
    yield from (words(say(text, language), "small") for text in METHOD)
    rows = [_apart(cell, matter, language) for cell in _ranked(subgroups(told.cells[:-1]), matter)]
    rows.append(_apart(whole, matter, language))
    titles = [say(CELLS[0], language), *(say(title, language) for title in CELLS[2:6])]
    yield grid(titles, rows, (34, 12, 18, 18, 18), right=(1, 2, 3, 4), total=True)
    yield from _conflicts(matter, told, language)


def _ranked(cells: Sequence[Apart], matter: Matter) -> list[Apart]:
    return sorted(cells, key=lambda cell: turn(cell.key, matter))


def _apart(cell: Apart, matter: Matter, language: Language) -> list[str]:
    amounts = (cell.declared, cell.disputed, cell.undisputed)
    label = _subgroup(cell, matter, language) if cell.key else say("Total", language)
    told = (money(cents, matter.currency, language) for cents in amounts)
    return [label, count(cell.lines, language), *told]


def _subgroup(cell: Apart, matter: Matter, language: Language) -> str:
    code = cell.key[1]
    if code not in matter.subgroups:
        return say("À classer", language)
    return f"{code} — {matter.subgroups[code].label.in_(language)}"


def _conflicts(matter: Matter, told: Overlapping, language: Language) -> Iterator[Flowable]:
    ranked = sorted(told.conflicts, key=lambda each: -each.meeting.declared)
    if not ranked:
        yield words(say("Aucune perte n’est réclamée par deux personnes.", language))
    for each in ranked[:MOST]:
        yield from _conflict(each, matter, told, language)
    if len(ranked) > MOST:
        more = count(len(ranked) - MOST, language)
        yield words(say("Autres conflits, au chiffrier : {n}.", language, n=more), "small")


def _conflict(
    conflict: Conflict, matter: Matter, told: Overlapping, language: Language
) -> Iterator[Flowable]:
    """The site and the head, why they meet and what it comes to, then a row a claim."""
    met, currency = conflict.meeting, matter.currency
    label = matter.heads[met.head].label.in_(language)
    yield CondPageBreak(110)
    yield words(f"{domain_in_full(met.service)} — {label}", "loss")
    at_most = say("Au plus {loss} à payer", language, loss=money(met.loss, currency, language))
    why = (say(WHY[code], language) for code in conflict.why)
    yield words(" ".join([*why, f"{at_most}."]), "caption")
    rows = [
        [stake.number, say(TITLES[stake.title], language), _days(stake, language),
         money(stake.declared, currency, language),
         money(stake.admitted, currency, language) if stake.decided else "—",
         told.decision(stake, matter, language)]
        for stake in met.stakes
    ]  # fmt: skip
    yield grid([say(title, language) for title in PRINTED], rows, WIDTHS, right=RIGHT)


def _days(stake: Stake, language: Language) -> str:
    start, end = stake.start.isoformat(), stake.end.isoformat()
    return say("du {start} au {end}", language, start=start, end=end)


def overlapping_sheet(sheet: Worksheet, matter: Matter, told: Overlapping, ledger: Ledger) -> None:
    """The sheet of the workbook; what is declared stands beside its gap with the losses sheet."""
    language = ledger.language
    put(sheet, "A1", say("Pertes réclamées par plusieurs", language), TITLE)
    head(sheet, 3, [say(title, language) for title in CELLS], right=(2, 3, 4, 5, 6))
    cells = _ranked(told.cells[:-1], matter)
    for row, cell in enumerate(cells, 4):
        _cell(sheet, row, cell, matter, ledger)
    last = 4 + len(cells)
    _total(sheet, last, ledger.money, say("Total", language))
    compute(sheet, f"G{last}", f"=ROUND(D{last}-{ledger.summed(ledger.headers[0], [])},2)",
            ledger.money)  # fmt: skip
    ruled(sheet, 4, last, len(CELLS), total=True)
    widths(sheet, SHARES)
    under = _listed(sheet, last + 3, matter, told, ledger)
    for row, text in enumerate(METHOD, under + 1):
        put(sheet, f"A{row}", say(text, language), SMALL)


def _cell(sheet: Worksheet, row: int, cell: Apart, matter: Matter, ledger: Ledger) -> None:
    language, (_, subgroup, of) = ledger.language, cell.key
    put(sheet, f"A{row}", placed(subgroup))
    put(sheet, f"B{row}", matter.heads[of].label.in_(language))
    put(sheet, f"C{row}", cell.lines, form=WHOLE)
    for letter, cents in (("D", cell.declared), ("E", cell.disputed)):
        put(sheet, f"{letter}{row}", None, form=ledger.money).value = to_units(cents)
    compute(sheet, f"F{row}", f"=ROUND(D{row}-E{row},2)", ledger.money)
    where = [(say("Sous-groupe", language), f"A{row}"), (say("Code du chef", language), f'"{of}"')]
    again = ledger.summed(ledger.headers[0], where)
    compute(sheet, f"G{row}", f"=ROUND(D{row}-{again},2)", ledger.money)


def _total(sheet: Worksheet, row: int, form: str, label: str) -> None:
    put(sheet, f"A{row}", label, BOLD)
    for letter in "CDEF":
        last = max(row - 1, 4)
        summed = f"=SUM({letter}4:{letter}{last})" if row > 4 else "=0"
        compute(sheet, f"{letter}{row}", summed, WHOLE if letter == "C" else form)


def _listed(sheet: Worksheet, top: int, matter: Matter, told: Overlapping, ledger: Ledger) -> int:
    """Every claim of every conflict; returns the last row."""
    language = ledger.language
    put(sheet, f"A{top}", say("Conflits", language), HEADING)
    head(sheet, top + 1, [say(title, language) for title in LISTED], right=(7, 8, 9))
    row = top + 1
    for row, (place, conflict, stake) in enumerate(told.stakes(), top + 2):
        _stake(sheet, row, place, conflict, stake, matter, told, ledger)
    if row > top + 1:
        ruled(sheet, top + 2, row, len(LISTED))
    return row + 1


def _stake(
    sheet: Worksheet,
    row: int,
    place: int,
    conflict: Conflict,
    stake: Stake,
    matter: Matter,
    told: Overlapping,
    ledger: Ledger,
) -> None:
    language, met = ledger.language, conflict.meeting
    texts = [
        count(place, language), domain_in_full(met.service),
        matter.heads[met.head].label.in_(language), stake.start.isoformat(),
        stake.end.isoformat(), stake.number, say(TITLES[stake.title], language),
    ]  # fmt: skip
    for letter, text in zip("ABCDEFG", texts, strict=True):
        put(sheet, f"{letter}{row}", text)
    cents = {"H": stake.declared}
    if stake.decided:
        cents |= {"I": stake.admitted, "J": met.paid_to(stake.number, stake.loss)}
    for letter, amount in cents.items():
        put(sheet, f"{letter}{row}", None, form=ledger.money).value = to_units(amount)
    put(sheet, f"K{row}", told.decision(stake, matter, language)).alignment = INSET
    why = " ".join(say(WHY[code], language) for code in conflict.why)
    put(sheet, f"L{row}", why, wrap=True)
    fit(sheet, row)
