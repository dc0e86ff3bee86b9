"""Totals in words: every subtotal under its rows, and what nobody has confirmed behind them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.table import Table

from claims.cli.terminal import out
from claims.damages.doubts import doubtful_figures, doubtful_taxes
from claims.damages.tax import tax_said
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import count, money
from claims.i18n.sentences import said_of, sentence
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.matter.order import turn
from claims.problems import Problem

if TYPE_CHECKING:
    from claims.damages.rates import Rates
    from claims.office.house import House
    from claims.office.recounting import Recounted
    from claims.office.totalling import Standing
    from claims.totals.by_subgroup import Row, TotalsTable


def print_totals(standing: "Standing", matter: Matter, rates: "Rates", language: Language) -> None:
    """The table, its doubts, and the head of the journal it was read at."""
    table = Table(box=None, header_style="bold")
    table.add_column(say("Groupe", language), no_wrap=True)
    table.add_column(say("Sous-groupe", language), no_wrap=True)
    table.add_column(say("Chef", language), overflow="fold", min_width=24)
    for title in (N_("Réclamations"), N_("Déclaré"), N_("Étayé"), N_("Admis")):
        table.add_column(say(title, language), justify="right", no_wrap=True)
    for row in with_subtotals(standing.table, matter):
        style = "" if len(row.key) == len(standing.table.by) else "bold"
        table.add_row(
            *names_of(row.key, matter, language), *_figures(row, matter, language), style=style
        )
    out.print(table)
    print_doubts(standing, matter, rates, language)
    head = standing.head
    out.print(
        say("Tête du journal : {seq} {hash}", language, seq=head.seq, hash=head.hash),
        style="dim",
        markup=False,
    )


def with_subtotals(table: "TotalsTable", matter: Matter) -> Iterator["Row"]:
    """Rows in the order of the matter, each subtotal after the last row it is made of, the total at
    the end."""
    rows = sorted(table.rows, key=lambda row: turn(row.key, matter))
    for i, row in enumerate(rows):
        yield row
        after = rows[i + 1].key if i + 1 < len(rows) else None
        for depth in range(len(row.key) - 1, 0, -1):
            if after is None or after[:depth] != row.key[:depth]:
                yield table[row.key[:depth]]
    yield table.total


def print_doubts(standing: "Standing", matter: Matter, rates: "Rates", language: Language) -> None:
    """What nobody has confirmed behind the totals, a sentence a line."""
    for told in doubts(standing, matter, rates, language):
        out.print(said_of(matter.id, told, language), style="yellow", markup=False)


def doubts(
    standing: "Standing", matter: Matter, rates: "Rates", language: Language
) -> Iterator[str]:
    """A sentence for the figures, one for the rates of tax, that no one has confirmed."""
    heads = {row.key[2] for row in standing.table.rows}
    figures = [f.label.in_(language) for f in doubtful_figures(matter, heads)]
    taxes = [tax_said(rate, language) for rate in doubtful_taxes(matter, heads, rates.taxes)]
    said = (
        (figures, N_("Chiffres à confirmer : {names}.")),
        (taxes, N_("Taux de taxe à confirmer s’ils ont servi : {names}.")),
    )
    for names, told_of in said:
        if names:
            yield say(told_of, language, names=", ".join(names))


def stale(house: "House", matter: Matter, language: Language) -> Iterator[str]:
    """A sentence when some claims were counted under rules that changed since."""
    from claims.office.recounting import counted_otherwise

    if n := counted_otherwise(house, matter.id):
        yield sentence(Problem("", "recount-first", {"n": n, "matter": matter.id}), language)


MOST_NAMED = 20
"""Claims named on a line; --json names them all."""


def print_recount(done: "Recounted", matter: Matter, language: Language, *, kept: bool) -> None:
    """How many claims were counted again, whose amounts change, and the sums before and after."""
    if not done.claims:
        out.print(say("Aucune réclamation à recalculer.", language), markup=False)
        return
    before = N_("Réclamations à recalculer : {n}.")
    told = N_("Réclamations recalculées : {n}.") if kept else before
    out.print(say(told, language, n=count(done.claims, language)), markup=False)
    if done.changed:
        more = ["…"] if len(done.changed) > MOST_NAMED else []
        names = ", ".join([*done.changed[:MOST_NAMED], *more])
        out.print(say("Montants changés : {names}", language, names=names), markup=False)
    for name, title in (
        ("declared", N_("Déclaré")), ("supported", N_("Étayé")), ("admitted", N_("Admis")),
    ):  # fmt: skip
        before, after = (
            money(getattr(sums, name), matter.currency, language)
            for sums in (done.before, done.after)
        )
        said = say("  {what} : {before} → {after}", language, what=say(title, language),
                   before=before, after=after)  # fmt: skip
        out.print(said, markup=False)


def names_of(key: tuple[str, ...], matter: Matter, language: Language) -> tuple[str, str, str]:
    """The three names of a row; a subtotal says what it adds up."""
    blank = say("à classer", language)
    group, subgroup = [*(part or blank for part in key[:2]), "", ""][:2]
    if not key:
        return say("Total", language), "", ""
    if len(key) < 3:
        return group, subgroup, say("Sous-total", language)
    return group, subgroup, matter.heads[key[2]].label.in_(language)


def _figures(row: "Row", matter: Matter, language: Language) -> tuple[str, ...]:
    amounts = (row.declared, row.supported, row.admitted)
    return count(row.claims, language), *(money(c, matter.currency, language) for c in amounts)
