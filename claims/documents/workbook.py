"""The workbook: totals that recompute to the cent from the losses they are made of.

Summary, totals by subgroup and head, by month and grade, then the lists themselves (claims,
services, losses, the steps of each loss, credits, exhibits), the method and the journal. What a
person typed is text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from claims.access import Role
from claims.claim.entitled import Titled
from claims.claim.redaction import Level
from claims.damages.assessment import Assessment
from claims.damages.doubts import doubtful_figures
from claims.damages.explain import DOING
from claims.damages.rates import Rates
from claims.damages.tax import TaxRate, tax_said
from claims.documents import lists
from claims.documents.apart import chosen_said
from claims.documents.behind import Behind, Paged, in_order, pages_of, to_list
from claims.documents.controls import (
    Key,
    Ledger,
    added,
    control_table,
    gaps,
    new_sheet,
    picked,
    placed,
)
from claims.documents.credits_sheet import Absorbed, credits_of
from claims.documents.estimated import estimate_sheet
from claims.documents.groups_table import groups_table
from claims.documents.index import FiledExhibit
from claims.documents.lists import Laid, lay
from claims.documents.losses_sheet import losses
from claims.documents.method_sheet import method
from claims.documents.numbering import Number
from claims.documents.overlapping import overlapping_sheet
from claims.documents.package import Package, packed
from claims.documents.scenarios import scenarios_sheet
from claims.documents.sheet_style import (
    BODY,
    BOLD,
    HEADING,
    SMALL,
    TITLE,
    WARNING,
    WHOLE,
    Printing,
    amounts,
    compute,
    head,
    hide,
    looks,
    printed,
    put,
    ruled,
    widths,
)
from claims.documents.steps import DECLARED, RESULTS
from claims.documents.steps_sheet import MOST_LOSSES, steps
from claims.documents.values import (
    SHOWN,
    FiledClaim,
    JournalEntry,
    JournalHead,
    Tables,
    head_said,
    utc,
)
from claims.i18n.catalogue import say
from claims.i18n.formats import count, moment
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.matter.names import NAMES
from claims.matter.order import turn
from claims.money import to_units
from claims.totals.conflicts import Overlapping
from claims.totals.estimate import Estimate
from claims.totals.side_by_side import SideBySide

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Book:
    """What a workbook is made from. `lines` is the frame the tables were computed from."""

    matter: Matter
    snapshot: str
    tables: Tables
    lines: "pd.DataFrame"
    claims: Sequence[FiledClaim]
    journal: Iterable[JournalEntry] = ()
    numbers: Mapping[str, Number] | None = None
    """Exhibit numbers, when some were given."""
    paged: Mapping[str, Paged] = field(default_factory=dict)
    """Key of each exhibit whose pages are numbered → these."""
    named: Mapping[str, tuple[Titled, Level]] = field(default_factory=dict)
    """Key of each exhibit → what counsel calls it, and who may be given it."""
    assessments: Iterable[Assessment] = ()
    """Every claim computed, in the order of the lines; read once, and only when traced."""
    taxes: Sequence[TaxRate] = ()
    """Rates of sales tax that its lines used, to say which of them nobody confirmed."""
    staff: Mapping[str, Role] = field(default_factory=dict)
    """Account → role, so that the journal tells who wrote an entry without naming anyone."""
    whole_class: Estimate | None = None
    """What all members lost, where it can be estimated."""
    scenarios: SideBySide | None = None
    """What the snapshot keeps of scenarios."""
    overlapping: Overlapping | None = None
    """Losses that several claims declare, for counsel alone."""
    chosen_of: int = 0
    """How many claims count, when it is of chosen ones only; 0 when it is of all."""
    given: Mapping[str, FiledExhibit] = field(default_factory=dict)
    """In a bundle, key of each exhibit → what stands for it there; a list beside the index says no
    more than the index."""
    rates: Rates = field(kw_only=True)
    """Every table of rates, for the method."""

    @property
    def traced(self) -> bool:
        """Whether the steps of each loss are written out."""
        return len(self.lines) <= MOST_LOSSES


def workbook(book: Book, *, journal_head: JournalHead, at: datetime, language: Language) -> Package:
    """The XLSX, in blocks; the same state gives the same bytes."""
    book = replace(book, lines=in_order(book.lines, book.matter))
    made = Workbook()
    made.properties.title = f"{book.matter.short.in_(language)} — {book.snapshot}"
    made.properties.creator = made.properties.lastModifiedBy = "claims"
    summary = made.active
    summary.title = say("Sommaire", language)
    money = amounts(book.matter.currency, language)
    foot = f"{book.matter.short.in_(language)} · {book.snapshot} · {head_said(journal_head)}"
    told = Printing(foot, language, _mark(book, language))
    sheets: tuple[Worksheet, ...] = (
        new_sheet(made, say("Par sous-groupe", language), "A4"),
        new_sheet(made, say("Par mois et catégorie de preuve", language), "A4"),
    )
    absorbed = Absorbed() if book.traced else None
    laid = _lists(made, book, absorbed, told)
    deducted = absorbed.deducted() if absorbed else 0
    behind = Behind(book.lines, laid["losses"])
    ledger = Ledger(laid["losses"], money, language, behind, deducted)
    checked = [*_by_subgroup(sheets[0], book, ledger), *_by_month(sheets[1], book, ledger)]
    if book.overlapping:
        sheets = (*sheets, made.create_sheet(say("Doublons", language), len(sheets) + 1))
        overlapping_sheet(sheets[-1], book.matter, book.overlapping, ledger)
    if book.whole_class:
        sheets = (*sheets, made.create_sheet(say("Estimation", language), len(sheets) + 1))
        estimate_sheet(sheets[-1], book.matter, book.whole_class, language)
    if book.scenarios:
        sheets = (*sheets, made.create_sheet(say("Scénarios", language), len(sheets) + 1))
        scenarios_sheet(sheets[-1], book.matter, book.scenarios, language)
    _method(made, book, told)
    _summary(summary, book, laid, ledger, checked, journal_head, at)
    for sheet in (summary, *sheets):
        printed(sheet, told)
    summary.page_setup.fitToHeight = 1
    return packed(made, dict(lists.all_lists(list(laid.values()))), at=at)


def _lists(
    made: Workbook, book: Book, absorbed: Absorbed | None, told: Printing
) -> dict[str, Laid]:
    language = told.language
    look = looks(made, book.matter.currency, language)
    concerned = {filed.claim.number for filed in book.claims}
    numbers = book.numbers or {}
    shown = [e for e in book.journal if e.subject in concerned and e.action in SHOWN]
    pages, traced = pages_of(book.claims, book.paged, look, language), {}
    if absorbed:
        computed = absorbed.noting(book.assessments)
        traced = {"steps": steps(computed, book.matter, look, language)}
    long = {
        "claims": lists.claims(book.claims, book.lines, look, language),
        "services": lists.services(book.claims, book.matter, look, language),
        "losses": losses(book.lines, book.claims, numbers, book.paged, book.matter, look, language),
        **traced,
        "credits": credits_of(book.claims, absorbed, book.matter, look, language),
        "exhibits": lists.exhibits(
            book.claims, numbers, book.named, pages, book.matter, look, language, book.given
        ),
        "journal": lists.journal(shown, book.staff, look, language),
    }
    return {name: lay(made, each, told) for name, each in long.items()}


def _mark(book: Book, language: Language) -> str:
    """What a workbook with invented claims says on every page; empty for others."""
    if any(filed.claim.fictional for filed in book.claims):
        return say("DÉMONSTRATION — personnes et montants fictifs", language)
    return ""


def _by_subgroup(sheet: Worksheet, book: Book, ledger: Ledger) -> list[str]:
    language, heads = ledger.language, book.matter.heads
    keys = [
        Key(say("Groupe", language), placed, say("Groupe", language)),
        Key(say("Sous-groupe", language), placed, say("Sous-groupe", language)),
        Key(say("Code du chef", language), str, say("Code du chef", language)),
        Key(say("Chef de dommages", language), lambda key: heads[key].label.in_(language)),
    ]
    title = say("Par groupe, sous-groupe et chef de dommages", language)
    total = control_table(
        sheet, 1, title, keys, book.tables.by_subgroup, ledger,
        turn=lambda key: turn(key, book.matter),
    )  # fmt: skip
    widths(sheet, [9, 12, 18, 30, 9, *[17] * 9, 12])
    hide(sheet, [3])
    return [gaps(sheet, len(keys), 4, total)]


def _by_month(sheet: Worksheet, book: Book, ledger: Ledger) -> list[str]:
    language = ledger.language
    month = [Key(say("Mois", language), str, say("Mois", language))]
    title = say("Par mois du début de la perte", language)
    last = control_table(sheet, 1, title, month, book.tables.by_month, ledger)
    grade = [Key(say("Catégorie de preuve", language), str, say("Catégorie de preuve", language))]
    title = say("Par catégorie de preuve", language)
    total = control_table(sheet, last + 3, title, grade, book.tables.by_grade, ledger)
    widths(sheet, [16, 9, *[17] * 9, 12])
    return [gaps(sheet, 1, 4, last), gaps(sheet, 1, last + 6, total)]


def _method(made: Workbook, book: Book, told: Printing) -> None:
    language = told.language
    sheet = made.create_sheet(say("Méthode", language), len(made.sheetnames) - 1)
    method(sheet, book.matter, book.rates, language, losses=len(book.lines), traced=book.traced)
    printed(sheet, told)


def _summary(
    sheet: Worksheet,
    book: Book,
    laid: Mapping[str, Laid],
    ledger: Ledger,
    checked: Sequence[str],
    journal_head: JournalHead,
    at: datetime,
) -> None:
    language = ledger.language
    put(sheet, "A1", book.matter.title.in_(language), TITLE)
    title = say("Chiffrier des pertes", language)
    if book.chosen_of:
        title = say("{title} — réclamations choisies", language, title=title)
    put(sheet, "A2", title, HEADING)
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 28, 22
    row = _standing(sheet, book, journal_head, at, language)
    rows = _checks(book, laid, ledger)
    head(sheet, row, ["", say("Valeur", language), say("Recalculé", language),
                      say("Écart", language)], right=(1, 2, 3))  # fmt: skip
    for place, (label, value, formula, form) in enumerate(rows, row + 1):
        put(sheet, f"A{place}", label)
        put(sheet, f"B{place}", None, BOLD, form).value = value
        compute(sheet, f"C{place}", f"={formula}", form)
        compute(sheet, f"D{place}", f"=ROUND(B{place}-C{place},2)", form)
    last = row + len(rows)
    ruled(sheet, row + 1, last, 4)
    for place, source in enumerate(_sources(book), row + 1):
        to_list(sheet, f"B{place}", laid[source])
    checked = [
        *checked,
        groups_table(sheet, last + 5, book.tables.by_subgroup, book.matter, ledger),
    ]
    _verdict(sheet, last + 2, [f"D{row + 1}:D{last}", *checked], language)
    _names(sheet, row, language)
    widths(sheet, [46, 22, 22, 18, 18, 18, 14, 14, 14])


def _standing(
    sheet: Worksheet, book: Book, journal_head: JournalHead, at: datetime, language: Language
) -> int:
    """Which state this is, and what it is not; returns the next free row."""
    sheet.merge_cells("A3:D3")
    put(sheet, "A3", book.matter.stage_notice.told(language), SMALL, wrap=True)
    sheet.row_dimensions[3].height = 50
    rows = [
        (say("Instance", language), book.matter.forum.in_(language)),
        (say("Instantané", language), book.snapshot),
        (say("Établi le", language), moment(at, book.matter.timezone, language)),
        (say("Tête du journal, numéro", language), count(journal_head.seq, language)),
        (say("Empreinte (SHA-256)", language), journal_head.hash),
        (say("Date et heure (UTC)", language), utc(journal_head.at)),
    ]
    for place, (label, text) in enumerate(rows, 5):
        put(sheet, f"A{place}", label, SMALL)
        put(sheet, f"B{place}", text, BODY)
    warnings = list(_reserves(book, language))
    for place, text in enumerate(warnings, 5 + len(rows)):
        put(sheet, f"A{place}", text, WARNING)
    return 5 + len(rows) + len(warnings) + 1


def _reserves(book: Book, language: Language) -> Iterator[str]:
    """What must be known before anyone relies on a figure."""
    if book.chosen_of:
        yield chosen_said(len(book.claims), book.chosen_of, language)
    if any(subgroup.status == "proposed" for subgroup in book.matter.subgroups.values()):
        yield say("Définitions proposées, non confirmées par le tribunal.", language)
    if mark := _mark(book, language):
        yield mark
    if doubtful_figures(book.matter, book.matter.heads):
        yield say("Des chiffres du dossier sont à confirmer : voir la méthode.", language)
    if taxes := [tax_said(rate, language) for rate in book.taxes if not rate.verified]:
        names = ", ".join(taxes)
        told = say("Taux de taxe utilisés et à confirmer : {names}.", language, names=names)
        yield told


def _checks(
    book: Book, laid: Mapping[str, Laid], ledger: Ledger
) -> list[tuple[str, object, str, str]]:
    """Label, the engine's value, the formula that finds it again, number format."""
    language, total = ledger.language, book.tables.by_subgroup.total
    amounts = [to_units(cents) for cents in (total.declared, total.supported, total.admitted)]
    by_claim = [
        say("Déclaré, par la feuille des réclamations", language),
        say("Étayé, par la feuille des réclamations", language),
        say("Admis, par la feuille des réclamations", language),
    ]
    filed = "+".join(f"COUNTA({c})" for c in laid["claims"].column(say("Réclamation", language)))
    rows = [
        (say("Réclamations", language), len(book.claims), filed, WHOLE),
        (say("Pertes", language), total.lines, ledger.counted([]), WHOLE),
        *((header, amount, ledger.summed(header, []), ledger.money)
          for header, amount in zip(ledger.headers, amounts, strict=True)),
        *((label, amount, added(laid["claims"], header), ledger.money)
          for label, header, amount in zip(by_claim, ledger.headers, amounts, strict=True)),
    ]  # fmt: skip
    if book.traced:
        by_step = say("Déclaré, par la feuille des étapes", language)
        rows.append((by_step, amounts[0], _stepped(laid["steps"], language), ledger.money))
        rows += _deducted(laid, ledger)
    return rows


def _sources(book: Book) -> list[str]:
    """The list that each check adds again, in the order of the checks."""
    stepped = ["steps", "credits", "steps"] if book.traced else []
    return ["claims", *["losses"] * 4, *["claims"] * 3, *stepped]


def _deducted(laid: Mapping[str, Laid], ledger: Ledger) -> list[tuple[str, object, str, str]]:
    """The sums received that were deducted, found again in the list of them and in the steps."""
    language, amount = ledger.language, to_units(ledger.deducted)
    taken = say(DOING["less"], language, label=NAMES["credits"].label.in_(language))
    where = [(say("Étape", language), f'"{taken}"'), (say("Profondeur", language), "0")]
    listed = added(laid["credits"], say("Déduit", language))
    stepped = picked(laid["steps"], say("Valeur", language), where)
    return [
        (say("Sommes reçues déduites, par la feuille des crédits", language), amount, listed,
         ledger.money),
        (say("Sommes reçues déduites, par la feuille des étapes", language), amount, stepped,
         ledger.money),
    ]  # fmt: skip


def _stepped(laid: Laid, language: Language) -> str:
    """Formula: what the steps of every loss come to, once rounded to the cent."""
    named, summed = say("Étape", language), say("Montant courant", language)
    result = say(RESULTS[DECLARED], language)
    sums = (f'SUMIFS({t}[{summed}],{t}[{named}],"{result}")' for t in laid.tables)
    return f"ROUND({'+'.join(sums)},2)"


def _verdict(sheet: Worksheet, row: int, ranges: Sequence[str], language: Language) -> None:
    """One cell that reads whether every gap of the workbook is nil."""
    gap = "+".join(f"SUMPRODUCT(ABS({each}))" for each in ranges)
    nil = say("Tous les écarts sont nuls", language)
    some = say("Il y a un écart : voir les colonnes « écart »", language)
    put(sheet, f"A{row}", say("Contrôle du chiffrier", language), BOLD)
    compute(sheet, f"B{row}", f'=IF({gap}=0,"{nil}","{some}")', "@", BOLD)


def _names(sheet: Worksheet, row: int, language: Language) -> None:
    """Names for the three totals, so that another workbook can refer to them."""
    names = [say("Total_declare", language), say("Total_etaye", language),
             say("Total_admis", language)]  # fmt: skip
    for offset, name in enumerate(names, 3):
        cell = f"'{sheet.title}'!$B${row + offset}"
        sheet.parent.defined_names[name] = DefinedName(name, attr_text=cell)
