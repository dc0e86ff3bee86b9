"""The workbook of a fund shared: where it goes, the rounds side by side, every payment.

Amounts are values of whole cents; beside the sums stand formulas that add the payments again, and
a gap that must read zero.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from claims.documents.lists import LongSheet, lay
from claims.documents.package import Package, packed
from claims.documents.payment import DRAFT, Payees, terms_of
from claims.documents.sheet_rows import Cents, Column, Counts, Texts, Words
from claims.documents.sheet_style import (
    BOLD,
    HEADING,
    SMALL,
    TITLE,
    WARNING,
    WHOLE,
    Looks,
    Printing,
    amounts,
    compute,
    head,
    kept_whole,
    looks,
    printed,
    put,
    ruled,
    widths,
)
from claims.documents.values import JournalHead, head_said
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import moment
from claims.i18n.sentences import sentence
from claims.i18n.text import Language
from claims.money import to_units
from claims.totals.allocate import BEFORE, Outcome
from claims.totals.allocated import (
    OUTCOMES,
    PAID,
    SHARE_LEVY,
    SubgroupShare,
    by_subgroup,
    paid_lines,
    parts,
    residue_said,
    round_lines,
)

RATE = "0.00"


def shares_workbook(
    payees: Payees, *, journal_head: JournalHead, at: datetime, language: Language
) -> Package:
    """The XLSX, in blocks; the same fund and claims give the same bytes."""
    made = Workbook()
    made.properties.title = f"{payees.matter.short.in_(language)} — {say('Répartition', language)}"
    made.properties.creator = made.properties.lastModifiedBy = "claims"
    mark = say("DÉMONSTRATION — personnes et montants fictifs", language)
    foot = f"{payees.matter.short.in_(language)} · {head_said(journal_head)}"
    told = Printing(foot, language, mark if payees.fictional else "")
    summary = made.active
    summary.title = say("Répartition", language)
    look = looks(made, payees.matter.currency, language)
    laid = lay(made, _payments(payees, look, language), told)
    _Summary(summary, payees, language).told(laid.tables, at)
    printed(summary, told)
    return packed(made, dict(laid.rows), at=at)


def _payments(payees: Payees, look: Looks, language: Language) -> LongSheet:
    """Every claim of the fund, paid or not."""
    made, taken = payees.shared.made, payees.shared.taken
    owed = made.owed
    columns: list[Column] = [
        Texts(say("Réclamation", language), owed.claims, look.text),
        Words(say("Réclamant", language), [payees.names[c] for c in owed.claims], look.words),
        Texts(say("Sous-groupe", language), owed.subgroups, look.text),
        Cents(say(payees.loss, language), owed.losses.tolist(), look.amount),
        Cents(say("Part", language), made.shares.tolist(), look.amount),
        Cents(say("Prélèvement", language), taken.shares.tolist(), look.amount),
        Cents(say("Net", language), (made.shares - taken.shares).tolist(), look.amount),
        Texts(say("Issue", language),
              [say(OUTCOMES[Outcome(each)], language) for each in made.outcomes], look.text),
        Counts(say("Tour", language),
               [None if n == BEFORE else n + 1 for n in made.settled.tolist()], look.whole),
    ]  # fmt: skip
    shares = [16, 32, 16, 16, 16, 14, 16, 26, 8]
    title, table = say("Paiements", language), say("Paiements_table", language)
    return LongSheet(title, table, columns, shares, len(owed.claims))


class _Summary:
    """The first sheet, from the top down."""

    def __init__(self, sheet: Worksheet, payees: Payees, language: Language) -> None:
        self.sheet, self.payees, self.language = sheet, payees, language
        self.money = amounts(payees.matter.currency, language)

    def told(self, tables: Sequence[str], at: datetime) -> None:
        """Title, what to know, where the fund goes, subgroups, rounds."""
        here, matter = self.language, self.payees.matter
        put(self.sheet, "A1", matter.title.in_(here), SMALL)
        put(self.sheet, "A2", say("Répartition", here), TITLE)
        self.sheet.row_dimensions[2].height = 28
        put(self.sheet, "A3", moment(at, matter.timezone, here), SMALL)
        said = [sentence(p.in_currency(matter.currency), here) for p in self.payees.remarks]
        for row, text in enumerate([say(DRAFT, here), *said], 4):
            put(self.sheet, f"A{row}", text, WARNING)
        ends = [row, self._parts(row + 2, tables)]
        ends.append(self._subgroups(ends[-1] + 2))
        ends.append(self._rounds(ends[-1] + 2))
        ends.append(self._terms(ends[-1] + 2))
        widths(self.sheet, [44, *[18] * max(5, len(self.payees.shared.made.rounds))])
        kept_whole(self.sheet, [(end + 2, last) for end, last in pairwise(ends)])

    def _parts(self, row: int, tables: Sequence[str]) -> int:
        """Where the fund goes, added up by the sheet, and the payments added again."""
        here, sheet = self.language, self.sheet
        put(sheet, f"A{row}", say("Où va le fonds", here), HEADING)
        again = [say("Selon les paiements", here), say("Écart", here)]
        head(
            sheet,
            row + 1,
            [say("Partie du fonds", here), say("Montant", here), *again],
            right=[1, 2, 3],
        )
        first = row + 2
        added = {PAID: say("Net", here), SHARE_LEVY: say("Prélèvement", here)}
        for place, (title, cents) in enumerate(parts(self.payees.shared).items(), first):
            put(sheet, f"A{place}", say(title, here))
            self._amount(f"B{place}", cents)
            if column := added.get(title):
                sums = "+".join(f"SUM({table}[{column}])" for table in tables)
                compute(sheet, f"C{place}", f"={sums}", self.money)
                compute(sheet, f"D{place}", f"=ROUND(B{place}-C{place},2)", self.money)
        last = first + 6
        put(sheet, f"A{last}", say("Fonds", here))
        self._amount(f"B{last}", self.payees.shared.made.terms.fund)
        compute(sheet, f"C{last}", f"=SUM(B{first}:B{last - 1})", self.money, BOLD)
        compute(sheet, f"D{last}", f"=ROUND(B{last}-C{last},2)", self.money, BOLD)
        ruled(sheet, first, last, 4, total=True)
        told = residue_said(self.payees.shared, self.payees.matter.currency, here)
        if told:
            put(sheet, f"A{last + 1}", told, SMALL)
        return last + bool(told)

    def _subgroups(self, row: int) -> int:
        here, sheet = self.language, self.sheet
        put(sheet, f"A{row}", say("Par sous-groupe", here), HEADING)
        titles = (N_("Sous-groupe"), N_("Réclamations"), N_("Payées"), self.payees.loss,
                  N_("Part"), N_("Prélèvement"))  # fmt: skip
        headers = [say(title, here) for title in titles]
        head(sheet, row + 1, headers, right=range(1, 6))
        rows = by_subgroup(self.payees.shared)
        for place, each in enumerate(rows, row + 2):
            put(sheet, f"A{place}", self._named(each, each is rows[-1]))
            put(sheet, f"B{place}", each.claims, form=WHOLE)
            put(sheet, f"C{place}", each.paid, form=WHOLE)
            for letter, cents in zip("DEF", (each.losses, each.shares, each.levies), strict=True):
                self._amount(f"{letter}{place}", cents)
        last = row + 1 + len(rows)
        ruled(sheet, row + 2, last, 6, total=True)
        return last

    def _rounds(self, row: int) -> int:
        """One column a round: what happened, then what each subgroup is paid so far."""
        here, sheet, made = self.language, self.sheet, self.payees.shared.made
        put(sheet, f"A{row}", say("Tours, côte à côte", here), HEADING)
        numbers = [say("Tour {n}", here, n=n) for n in range(1, len(made.rounds) + 1)]
        head(sheet, row + 1, ["", *numbers], right=range(1, len(numbers) + 1))
        lines = [(say(line.title, here), line.kind, line.values) for line in round_lines(made)]
        paid = paid_lines(self.payees.shared, self._short, here)
        lines += [(title, "money", cents) for title, cents in paid]
        for place, (title, kind, values) in enumerate(lines, row + 2):
            put(sheet, f"A{place}", f"{title} (%)" if kind == "percent" else title)
            for column, value in enumerate(values, 2):
                self._figure(f"{get_column_letter(column)}{place}", kind, value)
        last = row + 1 + len(lines)
        ruled(sheet, row + 2, last, len(numbers) + 1, total=True)
        return last

    def _terms(self, row: int) -> int:
        """What the fund was shared under."""
        here, sheet = self.language, self.sheet
        put(sheet, f"A{row}", say("Termes de la répartition", here), HEADING)
        head(sheet, row + 1, ["", say("Valeur", here)])
        rows = terms_of(self.payees, here)
        for place, (title, value) in enumerate(rows, row + 2):
            put(sheet, f"A{place}", title)
            put(sheet, f"B{place}", value)
        last = row + 1 + len(rows)
        ruled(sheet, row + 2, last, 2)
        return last

    def _figure(self, place: str, kind: str, value: int | Decimal) -> None:
        if kind == "money":
            self._amount(place, int(value))
        else:
            put(self.sheet, place, None, form=WHOLE if kind == "count" else RATE).value = value

    def _amount(self, place: str, cents: int) -> None:
        put(self.sheet, place, None, form=self.money).value = to_units(cents)

    def _named(self, row: SubgroupShare, whole: bool) -> str:
        return say("Total", self.language) if whole else self._short(row)

    def _short(self, row: SubgroupShare) -> str:
        return row.subgroup or say("à classer", self.language)
