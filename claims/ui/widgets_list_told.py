"""What became of a list of sites, and the rows of it that still wait: mended here, in a workbook,
or forgotten. They are in no claim, and keep it from being filed."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from claims.office import claimant, site_list
from claims.office.site_list import Taken
from claims.office.site_rows import Outcome
from claims.ui.forms import key_of, told_in_full
from claims.ui.forms_sites import row_faults
from claims.ui.here import actor, house, now
from claims.ui.widgets import Desk, attempt, fault
from claims.ui.widgets_cards import ask_again, sites_leaving

MOST_TOLD = 20
"""Sentences shown before the rest is left to the workbook."""
LEAVING = "liste à retirer"
"""Session key: ids of the sites whose removal is asked a second time."""


def workbook_link(desk: Desk, label: str) -> None:
    """The workbook, by our own route: what is registered, and what is still to be corrected."""
    st.link_button(
        label,
        f"/gabarit/{desk.folder.number}.xlsx",
        icon=":material/download:",
        key="chiffrier-telecharger",
    )


def report(desk: Desk, waiting: Sequence[Outcome]) -> None:
    """What became of the last list, then every row that waits and what is wrong in it."""
    state = st.session_state
    for sentence in state.get("liste refusée", []):
        fault(sentence)
    if taken := state.get("liste"):
        _counted(desk, taken)
        _left_out(desk, taken)
    if waiting:
        _still_waiting(desk, waiting)


def _still_waiting(desk: Desk, waiting: Sequence[Outcome]) -> None:
    wrong = [outcome for outcome in waiting if outcome.state == "faulty"]
    told = row_faults(wrong, desk.folder.matter, desk.language)
    with st.container(border=True, key=key_of("services")):
        _in_short(desk, len(waiting), typing=len(wrong) < len(waiting))
        for sentence in told[:MOST_TOLD]:
            fault(sentence)
        if len(told) > MOST_TOLD:
            more = len(told) - MOST_TOLD
            st.caption(
                desk.say_n(
                    "et {n} autre dans le chiffrier.", "et {n} autres dans le chiffrier.", more
                )
            )
        with st.container(horizontal=True):
            if st.session_state["maniere"] == "grid":
                workbook_link(desk, desk.say("Les corriger dans un chiffrier"))
            elif st.session_state["maniere"] == "sheet":
                _mend_here(desk)
            _forget_button(desk)


def rows_waiting(desk: Desk) -> None:
    """Where sites are added one by one, the rows of a list that wait: mended or forgotten."""
    if not desk.folder.waiting:
        return
    with st.container(border=True, key=key_of("services")):
        _in_short(desk, len(desk.folder.waiting))
        with st.container(horizontal=True):
            _mend_here(desk)
            _forget_button(desk)


def _in_short(desk: Desk, many: int, *, typing: bool = False) -> None:
    """That rows wait; those nothing is wrong in were typed and not verified yet."""
    if typing:
        said = desk.say_n(
            "{n} ligne n’est pas encore dans votre dossier : vérifiez-la, ou écartez-la.",
            "{n} lignes ne sont pas encore dans votre dossier : vérifiez-les, ou écartez-les.",
            many,
        )
    else:
        said = desk.say_n(
            "{n} ligne de votre liste attend d’être corrigée ou écartée. Elle n’est pas dans "
            "votre dossier.",
            "{n} lignes de votre liste attendent d’être corrigées ou écartées. Elles ne sont pas "
            "dans votre dossier.",
            many,
        )
    st.markdown(f"**{said}**")


def _mend_here(desk: Desk) -> None:
    st.button(
        desk.say("Les corriger ici"), key="liste-corriger", icon=":material/edit:", on_click=_mend
    )


def _mend() -> None:
    st.session_state.update({"maniere": "grid", "grille": None})


def _forget_button(desk: Desk) -> None:
    many = len(desk.folder.waiting)
    st.button(
        desk.say_n("Écarter cette ligne", "Écarter ces {n} lignes", many),
        key="liste-oublier",
        icon=":material/delete:",
        on_click=_forget,
    )


def _counted(desk: Desk, taken: Taken) -> None:
    """How many rows were accepted, and what they did."""
    accepted = desk.say_n("{n} ligne acceptée", "{n} lignes acceptées", taken.accepted)
    wrong = len(taken.faulty)
    added, changed, same = (taken.count(state) for state in ("added", "changed", "same"))
    done = [
        *([desk.say_n("{n} site ajouté", "{n} sites ajoutés", added)] if added else []),
        *([desk.say_n("{n} modifié", "{n} modifiés", changed)] if changed else []),
        *([desk.say_n("{n} inchangé", "{n} inchangés", same)] if same else []),
    ]
    line = f"{accepted} ({' · '.join(done)})" if done else accepted
    if wrong:
        left = desk.say_n("{n} à corriger", "{n} à corriger", wrong)
        st.warning(f"{line}, {left}.", icon=":material/error:")
    elif taken.count("added", "changed"):
        st.success(f"{line}.", icon=":material/check_circle:")
    elif all(note.code != "row-too-long" for note in taken.notes):
        st.info(
            desk.say("Rien n’a changé : tout ce que dit cette liste était déjà inscrit."),
            icon=":material/check_circle:",
        )


def _left_out(desk: Desk, taken: Taken) -> None:
    """Columns not read; sites and losses the list leaves out: kept, and the choice offered."""
    for note in taken.notes:
        fault(told_in_full(note, desk.folder, desk.language))
    if taken.emptied:
        st.caption(
            desk.say_n(
                "{n} perte est vide dans la liste : elle n’a pas été retirée. Retirez-la à la page "
                "« Vos pertes » si c’est voulu.",
                "{n} pertes sont vides dans la liste : elles n’ont pas été retirées. Retirez-les à "
                "la page « Vos pertes » si c’est voulu.",
                len(taken.emptied),
            )
        )
    left = [s for s in desk.folder.form.services if s.id in taken.gone]
    if left:
        _missing(desk, [s.id for s in left], [s.domain for s in left])


def _missing(desk: Desk, ids: list[str], names: list[str]) -> None:
    with st.container(border=True, key="liste-absents"):
        st.markdown(
            desk.say_n(
                "{n} site de votre dossier n’est plus dans le chiffrier. Il n’a pas été retiré :",
                "{n} sites de votre dossier ne sont plus dans le chiffrier. Ils n’ont pas été "
                "retirés :",
                len(ids),
            )
        )
        st.text(", ".join(names))
        if st.session_state.get(LEAVING) == ids:
            told = sites_leaving(desk, ids) or desk.say_n(
                "Ce site sera retiré de votre dossier.",
                "Ces {n} sites seront retirés de votre dossier.",
                len(ids),
            )
            ask_again(desk, "liste", told, partial(_remove, ids), _keep)
            return
        with st.container(horizontal=True):
            st.button(
                desk.say_n("Retirer ce site", "Retirer ces {n} sites", len(ids)),
                key="liste-retirer",
                on_click=_ask,
                args=(ids,),
            )
            st.button(desk.say("Garder"), key="liste-garder", on_click=_keep)


def _ask(ids: list[str]) -> None:
    st.session_state[LEAVING] = ids


def _remove(ids: list[str]) -> None:
    attempt(partial(claimant.remove_parts, house(), actor(), "services", ids, now=now()))
    _keep()


def _keep() -> None:
    st.session_state.update({"liste": None, LEAVING: None})


def _forget() -> None:
    """Drop the rows that wait; what is registered stays."""
    attempt(partial(site_list.keep_rows, house(), actor(), (), now=now()))
    st.session_state.update({"liste": None, "grille": None})
