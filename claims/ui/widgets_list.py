"""Many sites at once: a workbook that goes out and comes back, or a grid to paste in.

The grid is a draft like every field: what is pasted is kept at once, judged on the server when the
person asks, and what cannot be taken stays in it with one sentence each.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from claims.claim.sheet import FAULT, KEY, Column
from claims.evidence.sheets import SHEETS
from claims.i18n import N_
from claims.office import site_list
from claims.office.site_list import Taken
from claims.office.site_rows import Outcome
from claims.problems import Refused
from claims.ui.arriving import first_turn, let_go, turned_away
from claims.ui.forms import plain, told_in_full
from claims.ui.forms_sites import LINE, edited, grid_columns, grid_rows, types
from claims.ui.here import actor, house, now
from claims.ui.widgets import Desk, attempt
from claims.ui.widgets_list_told import report, workbook_link

WAYS = {"cards": N_("Un à la fois"), "grid": N_("Coller une liste"), "sheet": N_("Par chiffrier")}
SPARE = 12
"""Blank rows of the grid."""
NARROW, WIDE = 56, 150
"""Pixels of the number of a row, and of what is wrong in it."""


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
    with st.container(border=True, key=f"liste-{way}"):
        lines = (_workbook if way == "sheet" else _grid)(desk)
        if refused := turned_away(desk):
            st.session_state["liste refusée"] = refused
        report(desk, _judged(desk, lines))


def _judged(desk: Desk, lines: Sequence[int]) -> tuple[Outcome, ...]:
    """The rows that wait, by the line each has on the page, or had in its file."""
    waiting = desk.folder.waiting
    return site_list.judged(desk.folder, desk.language, lines) if waiting else ()


def _workbook(desk: Desk) -> Sequence[int]:
    st.markdown(
        desk.say(
            "Téléchargez le chiffrier, remplissez-le dans Excel ou LibreOffice, puis déposez-le "
            "ici autant de fois qu’il le faut : seules les lignes changées changent. Les lignes à "
            "corriger y reviennent, avec la raison sur chaque case. Une liste à vous, avec une "
            "colonne « Nom de domaine », convient aussi."
        )
    )
    workbook_link(desk, desk.say("Télécharger le chiffrier"))
    turn = st.session_state.setdefault("tour liste", first_turn())
    st.file_uploader(
        desk.say("Chiffrier rempli (XLSX, ODS ou CSV)"),
        type=sorted(SHEETS),
        max_upload_size=house().settings.max_file_mb,
        key=f"chiffrier-{turn}",
        on_change=_take_file,
        args=(desk, f"chiffrier-{turn}"),
    )
    return ()


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


def _grid(desk: Desk) -> Sequence[int]:
    """The grid; the number of each row that waits, as the grid shows it."""
    kinds = ", ".join(types(desk.folder.matter, desk.language).values())
    st.markdown(
        desk.say(
            "Copiez vos lignes dans votre tableur et collez-les dans la première case de la "
            "colonne « Nom de domaine ». Types acceptés : {kinds}. Une date s’écrit 2021-08-28.",
            kinds=plain(kinds),
        )
    )
    state = st.session_state
    if state.get("grille") is None or f"grille-{state['tour grille']}" not in state:
        _lay(desk)  # the first time, or back from elsewhere: what was typed was kept
    key = f"grille-{state['tour grille']}"
    st.space("small")  # for the tools of the grid, which float over what stands above it
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
    return [row.line for row in _rows(desk, key)]


def _lay(desk: Desk) -> None:
    """The rows and columns of the grid: they do not move under what is being typed."""
    state, shown = st.session_state, grid_columns(desk.folder)
    outcomes = _judged(desk, range(1, len(desk.folder.waiting) + 1))
    state["grille"] = grid_rows(outcomes, shown, desk.language, SPARE)
    state["colonnes grille"] = _configured(desk, shown, any(o.problems for o in outcomes))
    state["tour grille"] = state.get("tour grille", 0) + 1


def _configured(desk: Desk, shown: list[Column], faulty: bool) -> dict[str, Any]:
    """Text columns only, without rules: a rule of the browser would drop what it refuses.

    What is wrong stands beside the number of the row, in sight on a telephone.
    """
    text = st.column_config.TextColumn
    number = text(desk.say("Ligne"), disabled=True, width=NARROW, pinned=True)
    wrong = text(desk.say("À corriger"), disabled=True, width=WIDE) if faulty else None
    named = {c.code: text(c.name.in_(desk.language), width="medium") for c in shown}
    return {LINE: number, FAULT: wrong, KEY: None, **named}


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
