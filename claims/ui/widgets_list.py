"""Many sites at once: a workbook that goes out and comes back, or a grid to paste in.

The grid is a draft like every field: what is pasted is kept at once, judged on the server when the
person asks, and what cannot be taken stays in it with one sentence each.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from claims.claim.sheet import FAULT, KEY, Column
from claims.evidence.sheets import SHEETS
from claims.i18n import N_
from claims.office import claimant, site_list
from claims.office.site_list import Taken
from claims.office.site_rows import Outcome
from claims.problems import Refused
from claims.ui.arriving import let_go, turned_away
from claims.ui.forms import plain, told_in_full
from claims.ui.forms_sites import edited, grid_columns, grid_rows, row_faults, types
from claims.ui.here import actor, house, now
from claims.ui.widgets import Desk, attempt, fault

WAYS = {"cards": N_("Un à la fois"), "grid": N_("Coller une liste"), "sheet": N_("Par chiffrier")}
SPARE, MOST_TOLD = 12, 20
"""Blank rows of the grid; sentences shown before the rest is left to the workbook."""


def ways(desk: Desk) -> str:
    """How to add sites; a list under way opens where it is corrected."""
    if "maniere" not in st.session_state:
        st.session_state["maniere"] = "grid" if desk.folder.waiting else "cards"
    chosen = st.radio(
        desk.say("Comment voulez-vous inscrire vos sites?"),
        list(WAYS),
        key="maniere",
        horizontal=True,
        format_func=lambda way: desk.say(WAYS[way]),
    )
    return str(chosen)


def many_sites(desk: Desk, way: str) -> None:
    """The workbook or the grid, and what became of the last list."""
    outcomes = site_list.judged(desk.folder, desk.language) if desk.folder.waiting else ()
    wrong = [outcome for outcome in outcomes if outcome.state == "faulty"]
    with st.container(border=True, key=f"liste-{way}"):
        (_workbook if way == "sheet" else _grid)(desk, outcomes)
        if refused := turned_away(desk):
            st.session_state["liste refusée"] = refused
        _report(desk, wrong)


def _workbook(desk: Desk, _outcomes: tuple[Outcome, ...]) -> None:
    st.markdown(
        desk.say(
            "Téléchargez le chiffrier, remplissez-le dans Excel ou LibreOffice, puis déposez-le "
            "ici autant de fois qu’il le faut : seules les lignes changées changent. Une liste à "
            "vous, avec une colonne « Nom de domaine », convient aussi."
        )
    )
    _link(desk, desk.say("Télécharger le chiffrier"))
    turn = st.session_state.setdefault("tour liste", 0)
    st.file_uploader(
        desk.say("Chiffrier rempli (XLSX, ODS ou CSV)"),
        type=sorted(SHEETS),
        max_upload_size=house().settings.max_file_mb,
        key=f"chiffrier-{turn}",
        on_change=_take_file,
        args=(desk, f"chiffrier-{turn}"),
    )


def _link(desk: Desk, label: str) -> None:
    """The workbook, by our own route: what is registered, and what is still to be corrected."""
    st.link_button(
        label,
        f"/gabarit/{desk.folder.number}.xlsx",
        icon=":material/download:",
        key="chiffrier-telecharger",
    )


def _take_file(desk: Desk, key: str) -> None:
    file, state = st.session_state[key], st.session_state
    state["tour liste"] += 1
    if file is not None:
        _take(
            desk,
            lambda: site_list.take_file(
                house(), actor(), file.name, file.getvalue(), language=desk.language, now=now()
            ),
        )
        let_go([file])


def _take(desk: Desk, take: Callable[[], Taken]) -> None:
    """Take a list, and note what became of it."""
    state = st.session_state
    state.update({"liste": None, "liste refusée": []})
    try:
        state["liste"] = attempt(take)
        state["grille"] = None
    except Refused as refused:
        state["liste refusée"] = _told(desk, refused)


def _grid(desk: Desk, outcomes: tuple[Outcome, ...]) -> None:
    kinds = ", ".join(types(desk.folder.matter, desk.language).values())
    st.markdown(
        desk.say(
            "Copiez vos lignes dans votre tableur et collez-les dans la première case. "
            "Types acceptés : {kinds}. Une date s’écrit 2021-08-28.",
            kinds=plain(kinds),
        )
    )
    state = st.session_state
    if state.get("grille") is None or f"grille-{state['tour grille']}" not in state:
        _lay(desk, outcomes)  # the first time, or back from elsewhere: what was typed was kept
    key = f"grille-{state['tour grille']}"
    st.data_editor(
        state["grille"],
        key=key,
        num_rows="dynamic",
        hide_index=True,
        height=420,
        column_config=state["colonnes grille"],
        on_change=_typed,
        args=(desk, key),
    )
    st.button(
        desk.say("Vérifier et ajouter ces sites"),
        key="grille-ajouter",
        icon=":material/playlist_add_check:",
        on_click=_take_grid,
        args=(desk, key),
    )


def _lay(desk: Desk, outcomes: tuple[Outcome, ...]) -> None:
    """The rows and columns of the grid: they do not move under what is being typed."""
    state, shown = st.session_state, grid_columns(desk.folder)
    blank = [dict.fromkeys((KEY, *(c.code for c in shown), FAULT), "")] * SPARE
    state["grille"] = grid_rows(outcomes, shown, desk.language) + blank
    state["colonnes grille"] = _configured(desk, shown, any(o.problems for o in outcomes))
    state["tour grille"] = state.get("tour grille", 0) + 1


def _configured(desk: Desk, shown: list[Column], faulty: bool) -> dict[str, Any]:
    """Text columns only, without rules: a rule of the browser would drop what it refuses."""
    text = st.column_config.TextColumn
    wrong = text(desk.say("À corriger"), disabled=True, width="large") if faulty else None
    named = {c.code: text(c.name.in_(desk.language), width="medium") for c in shown}
    return {KEY: None, **named, FAULT: wrong}


def _rows(desk: Desk, key: str) -> Any:
    state = st.session_state
    return edited(state["grille"], state.get(key, {}), desk.folder.matter)


def _typed(desk: Desk, key: str) -> None:
    """Keep what is being typed."""
    rows, state = _rows(desk, key), st.session_state
    state["liste refusée"] = []
    try:
        attempt(partial(site_list.keep_rows, house(), actor(), rows, now=now()))
    except Refused as refused:
        state["liste refusée"] = _told(desk, refused)


def _told(desk: Desk, refused: Refused) -> list[str]:
    return [told_in_full(p, desk.folder, desk.language) for p in refused.problems]


def _take_grid(desk: Desk, key: str) -> None:
    rows, language = _rows(desk, key), desk.language
    _take(
        desk,
        lambda: site_list.take_rows(house(), actor(), rows, language=language, now=now()),
    )


def _report(desk: Desk, wrong: list[Outcome]) -> None:
    """What became of the last list, then every row still to be corrected."""
    state = st.session_state
    for sentence in state.get("liste refusée", []):
        fault(sentence)
    if taken := state.get("liste"):
        _counted(desk, taken)
        _left_out(desk, taken)
    if not wrong:
        return
    told = row_faults(wrong, desk.folder.matter, desk.language)
    for sentence in told[:MOST_TOLD]:
        fault(sentence)
    if len(told) > MOST_TOLD:
        more = len(told) - MOST_TOLD
        st.caption(
            desk.say_n("et {n} autre dans le chiffrier.", "et {n} autres dans le chiffrier.", more)
        )
    with st.container(horizontal=True):
        if st.session_state["maniere"] == "grid":
            _link(desk, desk.say("Les corriger dans un chiffrier"))
        st.button(desk.say("Oublier ces lignes"), key="liste-oublier", on_click=_forget)


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
    else:
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
        with st.container(horizontal=True):
            st.button(
                desk.say_n("Retirer ce site", "Retirer ces {n} sites", len(ids)),
                key="liste-retirer",
                on_click=_remove,
                args=(ids,),
            )
            st.button(desk.say("Garder"), key="liste-garder", on_click=_keep)


def _remove(ids: list[str]) -> None:
    for part in ids:
        attempt(partial(claimant.remove_part, house(), actor(), "services", part, now=now()))
    _keep()


def _keep() -> None:
    st.session_state["liste"] = None


def _forget() -> None:
    """Drop the rows that wait; what is registered stays."""
    attempt(partial(site_list.keep_rows, house(), actor(), (), now=now()))
    st.session_state.update({"liste": None, "grille": None})
