"""Fields that hold a whole list, shown cell by cell: each is written into the list as it stands."""

from collections.abc import Callable, Mapping

import streamlit as st

from claims.office import claimant
from claims.problems import Conflict, Problem
from claims.ui.forms import key_of
from claims.ui.here import actor, house, now
from claims.ui.widgets import kept, open_desk, waiting_cells


def fill(cell: str, stands: object) -> None:
    """Fill the widget of a cell with what the list says, unless something was just typed in it."""
    state = st.session_state
    if cell not in state or state.get(f"vu {cell}") != stands:
        state[cell] = state[f"vu {cell}"] = stands


def write(
    path: str,
    cells: Mapping[str, object],
    change: Callable[[str], str | None],
    again: Callable[[], None],
) -> None:
    """Save a list with what was typed in some of its cells; what failed stays in them.

    cells: key of each widget → what it says; change: the list with them, or None when it no longer
    says what they showed; again: what to do to try once more.
    """
    state, waiting = st.session_state, waiting_cells(path)

    def save() -> None:
        stands = open_desk().value(path)
        told = change(stands)
        if told is None:
            raise Conflict(f"{path} was changed elsewhere", theirs=stands)
        claimant.save_field(house(), actor(), path, stands, told, now=now())

    if kept(path, save):
        state.update({f"vu {cell}": said for cell, said in cells.items()})
        waiting.pop(tuple(cells), None)
        if waiting:
            state[f"refus {key_of(path)}"] = Problem(path, "not-saved")
    elif state.pop(f"autre {key_of(path)}", None) is not None:
        _show_as_it_stands(path, cells)
    else:
        waiting[tuple(cells)] = again


def _show_as_it_stands(path: str, cells: Mapping[str, object]) -> None:
    """The list says otherwise than this tab showed: it is shown, and this is told once."""
    waiting = waiting_cells(path)
    for cell in (*cells, *(cell for some in waiting for cell in some)):
        st.session_state.pop(cell, None)
    waiting.clear()
    st.session_state[f"refus {key_of(path)}"] = Problem(path, "list-changed-elsewhere")
