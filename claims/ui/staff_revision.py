"""A figure revised: what counsel types, what it would change, then the word that keeps it.

What was typed stays until it is kept, whatever was wrong with it or changed meanwhile.
"""

from datetime import datetime

import streamlit as st

from claims.i18n.catalogue import say, say_n
from claims.i18n.sentences import sentence
from claims.office import revising
from claims.office.effects import Cell, Effect
from claims.office.revising import Schedule, Tried, Typed
from claims.problems import Conflict, NotSaved, Problem, Refused
from claims.ui import staff, staff_figures, staff_meanwhile, staff_recount
from claims.ui.here import actor, house, language, now
from claims.ui.staff import Column
from claims.ui.staff_meanwhile import Change
from claims.ui.staff_totals import head_said, subgroup_said

MADE, ASKED, FAULTS, LOOKED, REFUSED = (
    f"baremes.{name}" for name in ("made", "asked", "faults", "looked", "conflict")
)
"""Session keys: how many were kept, by which fields are named; whether the effect was asked for;
what was wrong with what was typed; what was typed and would change; what kept it from being
kept."""


def show(read: Schedule) -> None:
    """The form, then the effect of what it says, then what happened to it."""
    st.text(
        say("Le fichier du dossier ne change pas : la révision s’y ajoute, au journal, et seule "
            "une autre révision peut la défaire. Les réclamations gardent leurs montants jusqu’à "
            "un nouveau calcul.", language())
    )  # fmt: skip
    if st.session_state.pop("baremes.done", False):
        st.success(say("Révision consignée au journal.", language()), icon=":material/gavel:")
    if st.session_state.pop(ASKED, False):
        with st.spinner(say("Chaque réclamation est comptée sous le chiffre révisé…", language())):
            _look()
    _form(read)
    _conflict(read)
    typed, found = st.session_state.get(LOOKED, (None, None))
    if found and typed == (staff.matter().id, _typed()):
        _effect(found, typed[1])


def _key(name: str) -> str:
    return f"baremes.{name}.{staff.matter().id}.{st.session_state.get(MADE, 0)}"


def _of(name: str) -> str:
    return str(st.session_state.get(_key(name)) or "")


def _typed() -> Typed:
    return Typed(
        figure=_of("figure"), since=_of("since"), value=_of("value"),
        service_type=_of("service_type"), authority_fr=_of("authority_fr"),
        authority_en=_of("authority_en"), reason=_of("reason"),
        verified=bool(st.session_state.get(_key("verified"))),
    )  # fmt: skip


def _form(read: Schedule) -> None:
    """The figure outside the form, since the unit of the value is its own."""
    here, figures = language(), read.rules.matter.figures
    chosen = st.selectbox(say("Chiffre", here), list(figures), key=_key("figure"),
                          format_func=lambda key: staff_figures.label(figures[key]))  # fmt: skip
    unit = staff_figures.unit_said(figures[chosen])
    with st.form(_key("form"), border=False):
        with st.grid(3):
            with st.container():
                st.text_input(say("À compter du", here), key=_key("since"),
                              placeholder=say("par exemple 2021-08-28", here))  # fmt: skip
                _told("since")
            with st.container():
                st.text_input(say("Valeur ({unit})", here, unit=unit), key=_key("value"))
                _told("value")
            with st.container():
                st.selectbox(say("Type de service", here), ["", *read.rules.matter.service_types],
                             key=_key("service_type"),
                             format_func=staff_figures.type_said)  # fmt: skip
                _told("service_type")
        _authority()
        st.text_area(say("Motif", here), key=_key("reason"), height=80,
                     help=say("Consigné au journal.", here))  # fmt: skip
        _told("reason")
        st.form_submit_button(say("Voir l’effet", here), key=_key("look"), on_click=_ask,
                              icon=":material/visibility:", type="primary")  # fmt: skip


def _authority() -> None:
    here = language()
    with st.grid(2):
        with st.container():
            st.text_input(say("Source, en français", here), key=_key("authority_fr"))
            _told("authority_fr")
        with st.container():
            st.text_input(say("Source, en anglais (si elle se cite autrement)", here),
                          key=_key("authority_en"))  # fmt: skip
            _told("authority_en")
    st.checkbox(say("J’ai vérifié cette valeur à sa source", here), key=_key("verified"))


def _told(where: str) -> None:
    for problem in st.session_state.get(FAULTS, ()):
        if problem.where == where:
            staff.fault(problem.in_currency(staff.matter().currency))


def _ask() -> None:
    state = st.session_state
    state[ASKED] = True
    state.pop(LOOKED, None)
    state.pop(FAULTS, None)


def _look() -> None:
    """Count every claim again in memory; what is wrong waits beside its field."""
    state, typed, of = st.session_state, _typed(), staff.matter().id
    try:
        state[LOOKED] = ((of, typed), revising.tried(house(), actor(), of, typed, now=now()))
    except Refused as refusal:
        state[FAULTS] = refusal.problems


def _effect(found: Tried, typed: Typed) -> None:
    """What to know first, how many claims move, the sums, then where."""
    here, effect = language(), found.effect
    st.subheader(say("Effet de cette révision", here), anchor=False)
    for note in found.notes:
        _note(note)
    st.text(_moved(effect))
    if effect.waiting:
        st.caption(say_n("{n} réclamation attend déjà un nouveau calcul : « avant » la compte sous "
                         "les règles en vigueur.",
                         "{n} réclamations attendent déjà un nouveau calcul : « avant » les compte "
                         "sous les règles en vigueur.", effect.waiting, here))  # fmt: skip
    if effect.claims:
        staff_recount.sums_table(effect.before, effect.after)
    if effect.cells:
        _cells(effect.cells)
    st.button(say("Consigner la révision", here), key="baremes.keep", type="primary",
              icon=":material/gavel:", on_click=_keep, args=(found, typed))  # fmt: skip


def _note(note: Problem) -> None:
    st.info(staff.plain(sentence(note, language())), icon=":material/info:")


def _moved(effect: Effect) -> str:
    here = language()
    if not effect.moved:
        return say_n("Aucun montant ne changerait ({n} réclamation comptée).",
                     "Aucun montant ne changerait ({n} réclamations comptées).",
                     effect.claims, here)  # fmt: skip
    most = effect.most
    return say_n(
        "{n} réclamation sur {all} changerait, d’au plus {declared} déclarés, {supported} étayés "
        "et {admitted} admis.",
        "{n} réclamations sur {all} changeraient, chacune d’au plus {declared} déclarés, "
        "{supported} étayés et {admitted} admis.",
        len(effect.moved), here, all=effect.claims, declared=staff.amount(most.declared),
        supported=staff.amount(most.supported), admitted=staff.amount(most.admitted),
    )  # fmt: skip


def _cells(cells: tuple[Cell, ...]) -> None:
    """A row for each amount that changes."""
    here = language()
    rows = [
        (cell, *amounts)
        for cell in cells
        for amounts in staff_recount.sums_rows(cell.before, cell.after)
        if amounts[1] != amounts[2]
    ]
    columns = [
        Column(say("Sous-groupe", here), lambda row: row[0].subgroup or subgroup_said("")),
        Column(say("Chef", here), lambda row: head_said(row[0].head)),
        Column(say("Somme", here), lambda row: row[1]),
        Column(say("Avant", here), lambda row: row[2], "money"),
        Column(say("Après", here), lambda row: row[3], "money"),
    ]
    staff.short_table(rows, columns, alt=say("Sommes qui changent, par sous-groupe et chef", here))


def _keep(found: Tried, typed: Typed) -> None:
    """Keep what was shown; a colleague's revision made meanwhile is told instead."""
    state = st.session_state
    try:
        revising.revise(house(), actor(), staff.matter().id, typed, seen=found.seen, now=now())
    except Refused as refusal:
        state[FAULTS] = refusal.problems
    except (Conflict, NotSaved) as refusal:
        state[REFUSED] = (found.seen, refusal)
    else:
        state[MADE], state["baremes.done"] = state.get(MADE, 0) + 1, True
    state.pop(LOOKED, None)


def _conflict(read: Schedule) -> None:
    """Who revised what while counsel was reading; nothing of either was lost."""
    if REFUSED not in st.session_state:
        return
    here = language()
    seen, refusal = st.session_state.pop(REFUSED)
    if isinstance(refusal, NotSaved):
        st.error(say("Rien n’a été enregistré. Réessayez dans un instant.", here))
        return
    told = say("Le barème a été révisé pendant votre lecture. Votre révision n’a pas été "
               "enregistrée : relisez ce qui suit, puis voyez de nouveau son effet.",
               here)  # fmt: skip
    with staff_meanwhile.box(told, [Change(refusal.by, datetime.fromisoformat(refusal.at))]):
        for each in read.revisions:
            if each.number > seen:
                staff_figures.revision(each)
