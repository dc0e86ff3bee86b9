"""Ordering an evidence bundle: what goes in, what it comes to, in how many volumes."""

import secrets

import streamlit as st

from claims.claim.states import COUNTED, Status
from claims.i18n.catalogue import say
from claims.office import building
from claims.office.gathering import changed_since
from claims.problems import NotSaved, Problem, Refused
from claims.store.builds import Choice
from claims.ui import proving, staff, staff_lighter, staff_withheld
from claims.ui.forms import size_said
from claims.ui.here import actor, house, language, now
from claims.ui.staff_exports import TITLES, TOLD

STATES = tuple(status for status in Status if status in COUNTED)
GIBI = 1000
ORDER = "bundle.order"
KEPT, FAULTS, DONE = "bundle.filed", "bundle.faults", "bundle.done"
"""Session keys: a matter, the entry of the journal its claims were read at, and these; what kept
the last order from being given, or that it was."""


def show() -> None:
    """The choice, what it comes to as it is made, and the order."""
    here = language()
    with st.container(border=True, key="bundle"):
        st.header(f":material/folder_zip: {say(TITLES['bundle'], here)}", anchor=False)
        st.text(say(TOLD["bundle"], here))
        choice = _choice()
        every = _filed()
        entries = house().store.journal.head().seq
        _weight(building.weigh(every, choice, entries))
        problems = building.faults(every, choice, entries)
        for problem in problems:
            staff.fault(problem)
        if not choice.whole and not problems:
            told = say("Dossier partiel : le rapport et le chiffrier portent sur ces réclamations "
                       "seules, et le disent. Les totaux de l’instantané qu’il porte restent ceux "
                       "de toutes les réclamations.", here)  # fmt: skip
            st.info(told, icon=":material/filter_alt:")
        if not problems:
            staff_lighter.of_choice(every, choice)
        st.button(say("Préparer le dossier", here), key="bundle.order", type="primary",
                  icon=":material/build:", disabled=bool(problems), on_click=_order)  # fmt: skip
        proving.box(ORDER, _order)
        for problem in st.session_state.pop(FAULTS, ()):
            staff.fault(problem)
        if st.session_state.pop(DONE, False):
            st.toast(say("Préparation commencée.", here), icon=":material/build:")
        st.caption(say("La préparation continue si vous fermez cette page. Une autre personne de "
                       "l’équipe doit approuver le dossier avant que vous puissiez le "
                       "télécharger.", here))  # fmt: skip


def _choice() -> Choice:
    """What the reader chooses; kept while they look at other pages."""
    here, matter = language(), staff.matter()
    first, second, third, fourth = st.columns([3, 3, 3, 3], vertical_alignment="bottom")
    first.multiselect(
        say("Sous-groupes", here), list(matter.subgroups), key="bundle.groups",
        placeholder=say("Tous", here), persist_state="session",
    )  # fmt: skip
    second.multiselect(
        say("États", here), STATES, key="bundle.states", format_func=staff.said,
        placeholder=say("Tous", here), persist_state="session",
    )  # fmt: skip
    third.text_input(
        say("Numéros de réclamation", here), key="bundle.claims", persist_state="session",
        placeholder=say("Tous", here),
    )  # fmt: skip
    fourth.selectbox(
        say("Taille d’un volume", here), building.ROOMS, key="bundle.room", format_func=_room,
        persist_state="session",
    )  # fmt: skip
    staff_withheld.choose_set()
    return _chosen()


def _chosen() -> Choice:
    """What stands in the fields: a press that follows an answer at once has that answer too."""
    of = [st.session_state[f"bundle.{name}"] for name in ("groups", "states", "claims", "room")]
    groups, states, typed, room = of
    numbers = dict.fromkeys(typed.replace(",", " ").replace(";", " ").upper().split())
    return Choice(tuple(groups), tuple(states), tuple(numbers), room, staff_withheld.set_chosen())


def _room(mebibytes: int) -> str:
    here = language()
    if not mebibytes:
        return say("Un seul fichier", here)
    if mebibytes < GIBI:
        return say("{n} Mo", here, n=mebibytes)
    return say("{n} Go", here, n=mebibytes // GIBI)


def _filed() -> tuple[building.Filed, ...]:
    """The claims one may choose, read again once the journal says that one changed."""
    head, matter = house().store.journal.head(), staff.matter().id
    of, seq, found = st.session_state.get(KEPT, ("", 0, ()))
    if of != matter or changed_since(house(), seq):
        found = building.filed(house(), actor(), matter)
    st.session_state[KEPT] = (matter, head.seq, found)
    claims: tuple[building.Filed, ...] = found
    return claims


def _weight(weight: building.Weight) -> None:
    here = language()
    of = say("sur {of}", here, of=staff.counted(weight.of)) if weight.claims < weight.of else ""
    told = (
        (say("Réclamations", here), staff.counted(weight.claims), of),
        (say("Pièces", here), staff.counted(weight.exhibits), ""),
        (say("Pages numérotées", here), staff.counted(weight.pages), ""),
        (say("Taille, environ", here), size_said(weight.estimated, here), ""),
    )
    for column, (name, value, note) in zip(st.columns(4), told, strict=True):
        with column:
            staff.figure(name, value, note)


def _order() -> None:
    state = st.session_state
    try:
        with proving.asked(ORDER):
            building.order(
                house(), actor(), staff.matter().id, _chosen(), state["exports.language"],
                now=now(), entropy=secrets.token_bytes,
            )  # fmt: skip
            state[DONE] = True
    except Refused as refusal:
        state[FAULTS] = refusal.problems
    except NotSaved:
        state[FAULTS] = (Problem("", "action-not-saved"),)
