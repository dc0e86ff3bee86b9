"""The figures of a matter: every value by day and type of service, its authority, who uses it."""

from collections.abc import Iterable, Mapping

import streamlit as st

from claims.damages.explain import listed, written
from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.formats import SYMBOLS, day, moment
from claims.matter.model import Figure, Unit, Value
from claims.matter.revised import Revision
from claims.matter.uses import Use, uses
from claims.office.revising import Schedule
from claims.store.figures import FigureRevision
from claims.ui import staff
from claims.ui.here import language
from claims.ui.staff_totals import head_said

OVER: Mapping[str, str] = {
    "service": N_("pour toutes les pertes d’un même domaine"),
    "claimant": N_("pour toutes les pertes du réclamant"),
}
UNITS: Mapping[Unit, str] = {"hours": N_("heures"), "days": N_("jours"), "count": N_("nombre")}
"""Units that are a word; money is its currency's sign, and a percentage its own."""


def label(figure: Figure) -> str:
    """What a figure is, a capital first."""
    said = figure.label.in_(language())
    return said[:1].upper() + said[1:]


def type_said(kind: str) -> str:
    """A type of service by its name; all of them when none is named."""
    here = language()
    if not kind:
        return say("Tous les types", here)
    known = staff.matter().service_types.get(kind)
    return known.label.in_(here) if known else kind


def unit_said(figure: Figure) -> str:
    """What a value of the figure is counted in, for whoever types one."""
    if figure.unit == "money":
        return SYMBOLS[staff.matter().currency]
    return say(UNITS[figure.unit], language()) if figure.unit in UNITS else "%"


def amount_said(value: Value, figure: Figure) -> str:
    """A value in the figure's unit."""
    return written(value.value, figure.unit, staff.matter().currency, language())


def doubts(read: Schedule) -> None:
    """How many figures nobody confirmed yet."""
    figures = read.rules.matter.figures.values()
    if n := sum(not _sure(figure) for figure in figures):
        st.warning(
            say_n("{n} chiffre n’est pas vérifié, et toute somme qui en dépend le dit.",
                  "{n} chiffres ne sont pas vérifiés, et toute somme qui en dépend le dit.",
                  n, language()),
            icon=":material/rule:",
        )  # fmt: skip


def _every(figure: Figure) -> list[tuple[str, Value]]:
    """Type of service, empty for the general values, and value, in order."""
    own = [(kind, value) for kind, values in figure.by_type.items() for value in values]
    return [*(("", value) for value in figure.values), *own]


def _sure(figure: Figure) -> bool:
    return all(value.verified for _, value in _every(figure))


def figures(read: Schedule) -> None:
    """A card a figure."""
    with st.grid(2):
        for key, figure in read.rules.matter.figures.items():
            with st.container(border=True, height="stretch"):
                _card(figure, uses(read.rules.matter, key))


def _card(figure: Figure, used: Iterable[Use]) -> None:
    here = language()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(staff.plain(label(figure)), anchor=False)
        if _sure(figure):
            st.badge(say("Vérifié", here), color="green", icon=":material/verified:")
        else:
            _doubt()
    if figure.per in OVER:
        st.caption(staff.plain(say("Compté {over}", here, over=say(OVER[figure.per], here))))
    every = _every(figure)
    some = any(value.verified for _, value in every)
    for kind, value in every:
        _value(kind, value, figure, doubted=some and not value.verified)
    for use in used:
        st.caption(staff.plain(_use(use)))


def _value(kind: str, value: Value, figure: Figure, *, doubted: bool) -> None:
    """An amount and its first day; under it, who says so, in words that may be counsel's own.

    doubted: to be confirmed where other values of the figure are not; the badge of the figure says
    it of them all.
    """
    here = language()
    told = {"amount": amount_said(value, figure), "since": day(value.since, here)}
    said = (
        say("{types} : {amount}, à compter du {since}", here, types=type_said(kind), **told)
        if figure.by_type
        else say("{amount}, à compter du {since}", here, **told)
    )
    st.markdown(f"**{staff.plain(said)}**")
    st.text(value.authority.in_(here))
    if doubted:
        _doubt()


def _doubt() -> None:
    st.badge(say("À confirmer", language()), color="orange", icon=":material/warning:")


def _use(use: Use) -> str:
    """A head, and the steps of its tape."""
    here, head = language(), head_said(use.head)
    if not use.steps:
        return say("{head} : seuil d’une baisse de ventes", here, head=head)
    places = listed(list(map(str, use.steps)), here)
    return say_n("{head} : étape {places} du ruban", "{head} : étapes {places} du ruban",
                 len(use.steps), here, head=head, places=places)  # fmt: skip


def revisions(read: Schedule) -> None:
    """What counsel revised, the latest first."""
    if not read.revisions:
        st.caption(say("Aucune : les chiffres sont ceux du fichier du dossier.", language()))
    for each in reversed(read.revisions):
        with st.container(border=True):
            revision(each)


def revision(kept: FigureRevision) -> None:
    """One revision: what, from which day, on whose authority, by whom, why."""
    here, made = language(), Revision.of(kept.body)
    figure = staff.matter().figures.get(made.figure)
    if figure:
        amount = amount_said(made.in_force, figure)
        told = say("{n}. {label} ({types}) : {amount}, à compter du {since}", here, n=kept.number,
                   label=label(figure), types=type_said(made.service_type), amount=amount,
                   since=day(made.since, here))  # fmt: skip
        st.markdown(f"**{staff.plain(told)}**")
    else:
        st.text(made.figure)
    st.text(made.authority.in_(here))
    if not made.verified:
        _doubt()
    st.text(say("Motif : {reason}", here, reason=kept.body["reason"]))
    at = moment(kept.at, staff.matter().timezone, here)
    st.text(say("{who}, {when}", here, who=kept.by, when=at))
