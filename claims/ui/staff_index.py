"""Every exhibit of a matter in a grid where counsel names many at once.

What is typed is kept beside the grid until it is recorded, whatever page of it is shown: the grid
itself forgets the rows it no longer shows.
"""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from claims.claim.entitled import LONGEST
from claims.claim.redaction import LEVELS, REASONS
from claims.i18n.catalogue import say, say_n
from claims.office import entitling
from claims.office.entitling import Listed, Named, Naming, Wanted
from claims.problems import ClaimsError, Conflict, Problem, Refused
from claims.ui import staff, staff_cards, staff_index_cards, staff_index_told, staff_naming
from claims.ui.here import actor, house, language, now, visit
from claims.ui.staff_index_told import CLASSED, FAULTS, KEPT, MEANWHILE
from claims.ui.staff_index_typed import (
    COLUMNS,
    DAY,
    LEVEL,
    TITLE,
    TYPED,
    WHY,
    cells_of,
    key_of,
    label_of,
    meanwhile,
    naming_of,
    state_of,
    waiting_rows,
    write,
)

LIST = "index"
LAID, TURN, DONE = "index.laid", "index.turn", "index.done"
"""Session keys: the rows of the grid as they were laid; how often it was; how often they were read
anew."""
WORDS, UNTITLED, PAGE = "index.words", "index.untitled", "index.page"


def show() -> None:
    """What is looked for, the grid or its cards, and the two ways to record."""
    here, state = language(), st.session_state
    _choices()
    found, told = _laid(), staff_index_told.last()
    _counts(found)
    if not found.rows:
        st.info(say("Aucune pièce ne répond à cette recherche.", here),
                icon=":material/search_off:")  # fmt: skip
        staff_index_told.show(told)
        return
    with staff_cards.wide(LIST):
        st.data_editor(
            state[LAID][2], key=_grid(), hide_index=True, column_config=_configured(),
            on_change=_typed, placeholder=staff.NOTHING,
            height=staff.HEADER + staff.ROW * max(len(found.rows), 3),
            alt=say("Pièces, leur titre, leur date et leur confidentialité", here),
        )  # fmt: skip
    with staff_cards.narrow(LIST):
        opened = staff_index_cards.show(found.rows, typed=_lay_over, keep=_keep_typed, told=told)
    _pages(found)
    if opened:  # told there on a telephone
        with staff_cards.wide(f"{LIST}.told"):
            staff_index_told.show(told)
    else:
        staff_index_told.show(told)
    _ways(found)


def _choices() -> None:
    here = language()
    words, only = st.columns([3, 2], vertical_alignment="bottom")
    words.text_input(
        say("Chercher par réclamation, fichier ou titre", here), key=WORDS, on_change=_first_page,
        persist_state="session",
    )  # fmt: skip
    only.toggle(say("Seulement les pièces sans titre", here), key=UNTITLED, on_change=_first_page,
                persist_state="session")  # fmt: skip


def _first_page() -> None:
    st.session_state[PAGE] = 1


def _wanted() -> Wanted:
    state = st.session_state
    return Wanted(state.get(WORDS, ""), state.get(UNTITLED, False), state.get(PAGE, 1))


def _laid() -> Listed:
    """The rows of the grid: they do not move under what is being typed."""
    state, matter, here = st.session_state, staff.matter().id, language()
    sign = (matter, here, _wanted(), state.get(DONE, 0), visit())
    found: Listed
    last, found, _ = state.get(LAID, ("", None, None))
    if last != sign:
        found = entitling.listed(house(), actor(), matter, sign[2], here, now=now())
    if last != sign or _grid() not in state:
        state[TURN] = state.get(TURN, 0) + 1
        state[LAID] = (sign, found, _frame(found))
    return found


def _lay_over() -> None:
    """Lay the grid anew over what was typed elsewhere."""
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def _grid() -> str:
    return f"index.grid.{st.session_state.get(TURN, 0)}"


def _frame(found: Listed) -> pd.DataFrame:
    """A row an exhibit, what waits to be recorded over what stands."""
    return pd.DataFrame([_row(each) for each in found.rows])


def _row(named: Named) -> dict[str, str]:
    shown = cells_of(named)
    return {
        "label": named.label or "—", "claim": f"/reclamation?numero={named.number}",
        TITLE: shown[TITLE], DAY: shown[DAY], LEVEL: shown[LEVEL], "state": state_of(named),
        WHY: shown[WHY], "kind": staff.matter().exhibit_kinds[named.exhibit.kind].in_(language()),
        "name": named.exhibit.name,
    }  # fmt: skip


def _typed() -> None:
    """Keep what is being typed in the grid."""
    state = st.session_state
    found: Listed = state[LAID][1]
    for place, cells in state[_grid()]["edited_rows"].items():
        write(found.rows[int(place)], {n: text or "" for n, text in cells.items() if n in COLUMNS})


def _configured() -> Mapping[str, Any]:
    """Levels and reasons are chosen; days are typed, so that a wrong one is told, not dropped."""
    here, column = language(), st.column_config
    read: dict[str, Any] = {"disabled": True}
    return {
        "label": column.TextColumn(say("Pièce", here), pinned=True, width=64, **read),
        TITLE: column.TextColumn(say("Titre", here), width=340, max_chars=LONGEST),
        DAY: column.TextColumn(say("Date du document", here), width=152),
        "state": column.TextColumn(say("État", here), width=88, **read),
        LEVEL: column.SelectboxColumn(say("Niveau de confidentialité", here), width=140,
                                      required=True,
                                      options=[say(text, here) for text in LEVELS.values()]),
        WHY: column.SelectboxColumn(say("Motif", here), width=220,
                                    options=["", *(say(text, here) for text in REASONS.values())]),
        "kind": column.TextColumn(say("Nature", here), width=150, **read),
        "name": column.TextColumn(say("Fichier", here), width=220, **read),
        "claim": column.LinkColumn(say("Réclamation", here), display_text="numero=(.+)$", **read),
    }  # fmt: skip


def _counts(found: Listed) -> None:
    here = language()
    told = say_n("{n} pièce", "{n} pièces", found.total, here)
    left = say_n("{n} sans titre au dossier", "{n} sans titre au dossier", found.untitled, here)
    st.caption(f"{told} · {left}")


def _pages(found: Listed) -> None:
    if found.pages > 1:
        st.pagination(found.pages, key=PAGE, persist_state="session")


def _ways(found: Listed) -> None:
    """Record what was changed, or that and every title proposed on this page."""
    here, waiting = language(), waiting_rows()
    fresh = [n for n in found.rows if not n.titled.title and key_of(n) not in waiting]
    with st.container(horizontal=True, gap="small"):
        staff_index_cards.record(_keep_typed, key="index.keep")
        st.button(
            say_n("Accepter {n} titre proposé ici", "Accepter {n} titres proposés ici", len(fresh),
                  here) if fresh else say("Aucun titre proposé ici", here),
            key="index.accept", icon=":material/done_all:", disabled=not fresh,
            on_click=_keep, args=(fresh,),
        )  # fmt: skip
        if waiting:
            st.button(say("Abandonner mes changements", here), key="index.forget", type="tertiary",
                      on_click=_forget)  # fmt: skip
    st.caption(say("Rien n’est consigné avant que vous n’appuyiez sur le bouton. Un titre "
                   "consigné part avec la pièce dans les prochains dossiers de preuve; ceux qui "
                   "sont faits gardent le leur, et aucun numéro ne change.", here))  # fmt: skip


def _forget() -> None:
    for key in waiting_rows():
        del st.session_state[TYPED][key]
    _lay_again()


def _lay_again() -> None:
    st.session_state[DONE] = st.session_state.get(DONE, 0) + 1


def _keep_typed() -> None:
    _keep([])


def _keep(accepted: list[Named]) -> None:
    """Record all that waits, and what is accepted: all or nothing, and nothing typed is lost."""
    state, waiting = st.session_state, waiting_rows()
    rows = [(row.read, naming_of(row)) for row in waiting.values()]
    for n in accepted:
        said = Naming(n.number, n.exhibit.id, n.shown.title, cells_of(n)[DAY], n.titled.place)
        rows.append((n, said))
    try:
        changed = entitling.entitle(house(), actor(), [naming for _, naming in rows], now=now(),
                                    entropy=secrets.token_bytes)  # fmt: skip
    except Refused as refusal:
        state[FAULTS] = [(label_of(rows[_place(each)][0]), each) for each in refusal.problems]
    except staff_naming.OTHERS as other:
        _kept_out([read for read, _ in rows], other)
    else:
        for key in waiting:
            del state[TYPED][key]
        state[KEPT] = changed
        state[CLASSED] = [(n.number, n.exhibit) for _, n in rows if n.level]
        _lay_again()


def _place(problem: Problem) -> int:
    return int(problem.where.partition(".")[0])


def _kept_out(rows: Sequence[Named], other: ClaimsError) -> None:
    """Tell what stands now of what colleagues changed: it is what the next press is judged by."""
    changes = meanwhile(rows) if isinstance(other, Conflict) else []
    if changes:
        st.session_state[MEANWHILE] = changes
        _lay_again()
    else:
        st.session_state[FAULTS] = [("", staff_naming.why(other))]
