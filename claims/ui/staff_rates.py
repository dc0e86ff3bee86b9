"""What else amounts rest on, to be read and not changed here: shares by grade, delays, rates."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import NamedTuple

import streamlit as st

from claims.damages.doubts import taxes_of
from claims.damages.interest import REGIMES
from claims.damages.levy import Kind, LevyTable
from claims.damages.rates import Table
from claims.damages.tax import NAMES, TaxRate
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import day, number, percent
from claims.matter.deadlines import deadlines_said
from claims.matter.model import GRADES, Grade, Head
from claims.office.allocating import fonds
from claims.office.rulebook import Rules
from claims.problems import Refused
from claims.ui import staff
from claims.ui.here import house, language
from claims.ui.staff import Column

LEVIED: Mapping[Kind, str] = {
    "share": N_("Sur chaque paiement"), "residue": N_("Sur le reliquat"),
}  # fmt: skip


class Told(NamedTuple):
    """One rate: what it bears on, its days or amounts, who published it."""

    of: str
    first: str
    last: str
    percent: Decimal
    source: str
    verified: bool


def grades() -> None:
    """For each head, the share of what is proved that is taken as supported."""
    here = language()
    columns = [Column(say("Chef", here), lambda head: head.label.in_(here))]
    columns += [Column(grade, partial(_share, grade), "figure") for grade in GRADES]
    staff.short_table(list(staff.matter().heads.values()), columns,
                      alt=say("Part étayée selon la preuve (%)", here))  # fmt: skip
    st.caption(say("Ces parts s’écrivent dans le fichier du dossier.", here))


def _share(grade: Grade, head: Head) -> str:
    return number(Decimal(head.accept[grade]), language())


def deadlines() -> None:
    """Each with its authority, and marked while nobody confirmed it."""
    for said in deadlines_said(staff.matter(), language()):
        st.text(said)


def tables(rules: Rules) -> None:
    """Interest, sales tax, levy: until when each is known, and every rate behind."""
    here = language()
    st.caption(say("Ces taux viennent des tables livrées avec le registre.", here))
    for name in dict.fromkeys(
        table for regime in rules.matter.interest.regimes for table in REGIMES[regime].tables
    ):
        _interest(rules.rates.tables[name])
    _taxes(taxes_of(rules.matter, rules.rates.taxes))
    if rules.matter.under_quebec_law:
        _levy()


def _interest(table: Table) -> None:
    here, title = language(), table.label.in_(language())
    if not table.rates:
        st.error(say("Table « {table} » : absente; le calcul est refusé.", here, table=title))
        return
    last = table.rates[-1].end
    until = say("connus jusqu’au {day}", here, day=day(last, here)) if last else _open()
    rows = [Told("", day(r.start, here), _end(r.end), r.percent, r.source, r.verified)
            for r in reversed(table.rates)]  # fmt: skip
    _rates(title, until, rows)


def _taxes(taxes: Sequence[TaxRate]) -> None:
    here = language()
    rows = [Told(f"{NAMES[r.tax].in_(here)} ({r.place})", day(r.start, here),
                 _end(None if r.end == date.max else r.end), r.percent, r.source, r.verified)
            for r in taxes]  # fmt: skip
    if rows:
        until = say("ceux de la période", here)
        _rates(say("taxes de vente récupérables", here), until, rows)


def _levy() -> None:
    here = language()
    try:
        table: LevyTable = fonds(house())
    except Refused as refusal:
        for problem in refusal.problems:
            staff.fault(problem)
        return
    rows = [Told(say(LEVIED[kind], here), staff.amount(each.start),
                 staff.NOTHING if each.end is None else staff.amount(each.end),
                 each.percent, each.source, each.verified)
            for kind, brackets in table.brackets.items() for each in brackets]  # fmt: skip
    title = say("prélèvement du Fonds d’aide, selon le montant", here)
    _rates(title, _open(), rows)


def _rates(title: str, until: str, rows: Sequence[Told]) -> None:
    """A table folded under its name, how far it is known, how much of it is verified; its sources
    whole, each once."""
    here, sure = language(), sum(row.verified for row in rows)
    titled = title[:1].upper() + title[1:]
    name = say("{table} : {until}; vérifiés : {n} sur {all}", here, table=titled, until=until,
               n=sure, all=len(rows))  # fmt: skip
    sources = list(dict.fromkeys(row.source for row in rows))
    icon = ":material/verified:" if sure == len(rows) else ":material/warning:"
    columns = [
        Column(say("Taux", here), lambda row: percent(row.percent, here), "figure"),
        Column(say("De", here), lambda row: row.first),
        Column(say("À", here), lambda row: row.last),
        Column(say("Vérifié", here), lambda row: say("oui" if row.verified else "non", here)),
        Column(say("Source", here), lambda row: sources.index(row.source) + 1, "figure"),
    ]
    if any(row.of for row in rows):
        columns.insert(0, Column(say("Sur", here), lambda row: row.of))
    with st.expander(staff.plain(name), icon=icon):
        staff.short_table(rows, columns, alt=title)
        for place, source in enumerate(sources, 1):
            st.caption(staff.plain(f"{place}. {source}"))


def _end(last: date | None) -> str:
    return day(last, language()) if last else staff.NOTHING


def _open() -> str:
    return say("en vigueur jusqu’à nouvel ordre", language())
