"""Interest by group, subgroup and head, in words and as JSON."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.table import Table

from claims.cli.terminal import out
from claims.cli.totals_said import names_of
from claims.damages.interest import REGIMES
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import day, money
from claims.i18n.sentences import sentence
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.matter.order import turn

if TYPE_CHECKING:
    from claims.office.interest_totals import Accrued
    from claims.totals.interest_cells import Borne, BorneTable

SUMS = ("owed", "interest", "indemnity")
TITLES = {
    "owed": N_("Capital"),
    "interest": N_("Intérêts"),
    "indemnity": N_("Indemnité additionnelle"),
}
PRINCIPAL = N_(
    "Le capital est le montant admis des pertes décidées, et le montant déclaré des autres."
)


def print_interest(found: "Accrued", matter: Matter, language: Language) -> None:
    """The table, why some lines bear nothing, what is to be confirmed, and the journal's head."""
    out.print(say("Intérêts jusqu’au {day}", language, day=day(found.until, language)))
    table = Table(box=None, header_style="bold")
    for title in (N_("Groupe"), N_("Sous-groupe"), N_("Chef")):
        table.add_column(say(title, language), overflow="fold")
    added = any(REGIMES[law].indemnity for law in matter.interest.regimes)
    shown = SUMS if added else SUMS[:2]
    for name in shown:
        table.add_column(say(TITLES[name], language), justify="right", no_wrap=True)
    for row in _in_order(found.table, matter):
        sums = [_said(row, name, matter, language) for name in shown]
        style = "" if len(row.key) == len(found.table.by) else "bold"
        table.add_row(*names_of(row.key, matter, language), *sums, style=style)
    out.print(table)
    out.print(say(PRINCIPAL, language), markup=False)
    for problem, n in found.refused:
        told = say("Pertes sans intérêts : {n}.", language, n=n)
        out.print(f"{told} {sentence(problem, language)}", style="yellow", markup=False)
    for problem in found.warnings:
        out.print(sentence(problem, language), style="yellow", markup=False)
    head = found.head
    told = say("Tête du journal : {seq} {hash}", language, seq=head.seq, hash=head.hash)
    out.print(told, style="dim", markup=False)


def interest_json(found: "Accrued", matter: Matter, language: Language) -> dict[str, Any]:
    """The same for another program; amounts in whole cents."""
    return {
        "matter": matter.id,
        "currency": matter.currency,
        "interest_to": found.until.isoformat(),
        "journal_head": found.head.hash,
        "owed_is": say(PRINCIPAL, language),
        "rows": [
            dict(zip(found.table.by, row.key, strict=True)) | _cents(row)
            for row in found.table.rows
        ],
        "total": _cents(found.table.total),
        "refused": [{"lines": n, "reason": sentence(p, language)} for p, n in found.refused],
        "warnings": [sentence(problem, language) for problem in found.warnings],
    }


def _said(row: "Borne", name: str, matter: Matter, language: Language) -> str:
    """An amount; a dash where nothing was computed rather than found to be nothing."""
    cents = getattr(row, name)
    return "—" if row.without and not cents else money(cents, matter.currency, language)


def _cents(row: "Borne") -> dict[str, int]:
    return {f"{name}_cents": getattr(row, name) for name in SUMS} | {"without_lines": row.without}


def _in_order(table: "BorneTable", matter: Matter) -> Iterator["Borne"]:
    """Rows in the order of the matter, then the subtotals of each group, then the total."""
    yield from sorted(table.rows, key=lambda row: turn(row.key, matter))
    groups = [row for row in table.subtotals if len(row.key) == 1]
    yield from sorted(groups, key=lambda row: turn(row.key, matter))
    yield table.total
