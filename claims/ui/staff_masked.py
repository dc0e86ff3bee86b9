"""Totals as the representative reads them: a masked figure says so, and why, in words."""

from dataclasses import replace

import streamlit as st

from claims.documents.apart import sites_said
from claims.i18n.catalogue import say
from claims.matter.order import turn
from claims.office import representative
from claims.office.scenarios import public_offers
from claims.problems import Refused
from claims.totals import public
from claims.totals.masked import LEGEND, MASKED, WITHHELD, MaskedRow, MaskedTable
from claims.totals.offers import Compared
from claims.totals.scenarios_said import NOT_VALUED, OFFERS
from claims.ui import staff
from claims.ui.here import actor, house, language
from claims.ui.staff import Column
from claims.ui.staff_totals import (
    ADMITTED,
    DECLARED,
    SUPPORTED,
    group_said,
    head_said,
    subgroup_said,
)


def counted(number: int | None) -> str:
    """A count, or that it is masked."""
    return say(MASKED, language()) if number is None else staff.counted(number)


def amount(cents: int | None) -> str:
    """An amount, or that it is masked."""
    return say(MASKED, language()) if cents is None else staff.amount(cents)


def twice(sites: public.Band | None) -> None:
    """For how many sites two claims declare the same loss, roughly: never which."""
    told = say("Sites dont une même perte est réclamée par deux personnes : {n}", language(),
               n=public.counted(sites, language()))  # fmt: skip
    st.caption(staff.plain(told))


def figures(table: MaskedTable) -> None:
    """The whole class in four figures."""
    here, total = language(), table.total
    with st.grid(2):
        staff.figure(say("Réclamations", here), counted(total.claims))
        staff.figure(say(DECLARED, here), amount(total.declared))
        staff.figure(say(SUPPORTED, here), amount(total.supported))
        staff.figure(say(ADMITTED, here), amount(total.admitted))


def by_subgroup(table: MaskedTable) -> None:
    """A table a subgroup, its heads with the three amounts never mixed."""
    here = language()
    st.caption(staff.plain(sites_said(staff.matter(), here)))
    names = [Column(say("Chef", here), lambda row: head_said(row.key[2]))]
    for subgroup in dict.fromkeys(row.key[1] for row in table.rows):
        own = replace(table, rows=tuple(row for row in table.rows if row.key[1] == subgroup))
        st.markdown(f"**{staff.plain(subgroup_said(subgroup))}**")
        _show(own, names, say("Totaux de {name} par chef", here, name=subgroup_said(subgroup)))
    if not table.rows:
        _show(table, names, say("Totaux par sous-groupe et par chef", here))


def by_group(table: MaskedTable) -> None:
    """Groups alone."""
    here = language()
    names = [Column(say("Groupe", here), lambda row: group_said(row.key[0]))]
    groups = replace(table, rows=tuple(row for row in table.subtotals if len(row.key) == 1))
    _show(groups, names, say("Totaux par groupe", here))


def by_head(table: MaskedTable) -> None:
    """Head of damage alone."""
    here = language()
    names = [Column(say("Chef", here), lambda row: head_said(row.key[0]))]
    _show(table, names, say("Totaux par chef de dommages", here))


def by_grade(table: MaskedTable) -> None:
    """Evidence grade alone: what is supported within what is declared."""
    here = language()
    st.caption(say("De A, la mieux prouvée, à D, la déclaration seule. Une perte est comptée à la "
                   "plus faible catégorie de ses données : la catégorie D comprend donc des pertes "
                   "dont une donnée, telle des heures, n’est que déclarée et dont des pièces "
                   "étayent le reste.", here))  # fmt: skip
    names = [Column(say("Catégorie de preuve", here), lambda row: row.key[0])]
    _show(table, names, say("Totaux par catégorie de preuve", here))


def _show(table: MaskedTable, names: list[Column], alt: str) -> None:
    if table.withheld:
        st.info(say(WITHHELD, language()), icon=":material/visibility_off:")
        return
    rows = sorted(table.rows, key=lambda row: turn(row.key, staff.matter(), table.by))
    staff.short_table(rows, [*names, *_amounts()], alt=alt)


def _amounts() -> list[Column]:
    here = language()
    return [
        Column(say("Réclamations", here), lambda row: counted(row.claims), "figure"),
        Column(say("Sites", here), lambda row: counted(row.services), "figure"),
        Column(say(DECLARED, here), lambda row: amount(row.declared), "figure"),
        Column(say(SUPPORTED, here), lambda row: amount(row.supported), "figure"),
        Column(say(ADMITTED, here), lambda row: amount(row.admitted), "figure"),
    ]


def class_in_words(shown: MaskedTable) -> None:
    """What the whole class may have lost, in one breath; or why it is not said yet."""
    told = representative.in_words(house(), actor(), staff.matter().id, shown)
    for said in public.estimated(told, staff.matter().currency, language()):
        st.text(said)


def legend() -> None:
    """Why some figures are masked."""
    st.caption(say(LEGEND, language()))


def claims_of(table: MaskedTable, subgroup: str) -> str:
    """How many claims of one subgroup, when that may be told."""
    row: MaskedRow | None = next((r for r in table.subtotals if r.key[1:2] == (subgroup,)), None)
    return counted(row.claims) if row else ("—" if table.withheld else staff.counted(0))


def offers() -> None:
    """Offers beside losses, without any count of fewer than five claims."""
    here = language()
    try:
        found = public_offers(house(), actor(), staff.matter().id)
    except Refused as refusal:
        for problem in refusal.problems:
            staff.fault(problem)
        return
    if not found.offers:
        st.text(say("Le dossier ne consigne aucune offre.", here))
        return
    columns = [
        Column(say("Offre", here), lambda o: staff.matter().offers[o.id].label.in_(here)),
        Column(say("Par réclamant", here), _worth, "figure"),
        Column(say("À tous", here), lambda o: _of(o, amount(o.total)), "figure"),
        Column(say("Moins que déclaré", here), lambda o: _of(o, counted(o.below_declared)),
               "figure"),
        Column(say("Moins qu’étayé", here), lambda o: _of(o, counted(o.below_supported)),
               "figure"),
    ]  # fmt: skip
    staff.short_table(found.offers, columns, alt=say("Offres comparées aux pertes", here))
    if any(offer.amount is not None for offer in found.offers):
        st.text(
            say("Les deux dernières colonnes comptent les réclamants qui recevraient moins que ce "
                "qu’ils déclarent, ou que ce que leurs pièces étayent, sur {claims}.", here,
                claims=counted(found.claims))
        )  # fmt: skip
    st.caption(say(OFFERS, here))


def _worth(offer: Compared) -> str:
    return say(NOT_VALUED, language()) if offer.amount is None else staff.amount(offer.amount)


def _of(offer: Compared, told: str) -> str:
    """A figure of an offer; a dash where it has no value in money."""
    return staff.NOTHING if offer.amount is None else told
