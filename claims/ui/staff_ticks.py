"""A list whose rows are ticked: in a grid where there is room and, on a telephone, a card a row
with its own tick. What is ticked is kept by name: both show it, whatever rows leave meanwhile."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from claims.ui import staff, staff_cards
from claims.ui.staff import Column

Names = tuple[str, ...]


def table(
    rows: Sequence[Any],
    columns: Sequence[Column],
    *,
    key: str,
    alt: str,
    name: Callable[[Any], str],
) -> None:
    """The rows of a page of the list. key: where the session keeps what is ticked, of every page;
    name: what a row is kept by, unlike any other."""
    names, chosen = tuple(map(name, rows)), ticked(key)
    grid = _grid(key, names)
    with staff_cards.wide(key):
        staff.several(
            rows, columns, key=grid, alt=alt,
            chosen=[place for place, each in enumerate(names) if each in chosen],
            ticked=partial(_in_grid, key, grid, names),
        )  # fmt: skip
    with staff_cards.narrow(key):
        for each, card in zip(names, staff_cards.cards(rows, columns), strict=True):
            _card(key, each, card.told, is_ticked=each in chosen)


def ticked(key: str) -> frozenset[str]:
    """The names of what is ticked, on whatever page."""
    found: frozenset[str] = st.session_state.get(key, frozenset())
    return found


def _card(key: str, name: str, told: str, *, is_ticked: bool) -> None:
    box, state = f"{key}.tick.{name}", st.session_state
    if state.get(box) != is_ticked:  # nothing is written over a tick that is on its way
        state[box] = is_ticked
    with st.container(border=True):
        st.checkbox(told, key=box, width="stretch", wrap=True, on_change=_on_card,
                    args=(key, box, name))  # fmt: skip


def _grid(key: str, names: Names) -> str:
    """The key of the grid: it is laid anew when its rows are others, or a card was ticked."""
    turn, laid = st.session_state.get(_laid(key), (0, ()))
    if laid != names:
        turn += 1
        st.session_state[_laid(key)] = turn, names
    return f"{key}.grid.{turn}"


def _laid(key: str) -> str:
    return f"{key}.laid"


def _in_grid(key: str, grid: str, names: Names) -> None:
    """Those ticked in the grid as it was laid, and those of other pages."""
    places = st.session_state[grid].selection.rows
    st.session_state[key] = ticked(key).difference(names).union(names[place] for place in places)


def _on_card(key: str, box: str, name: str) -> None:
    is_ticked, state = st.session_state[box], st.session_state
    state[key] = ticked(key).union((name,)) if is_ticked else ticked(key).difference((name,))
    turn, _ = state[_laid(key)]
    state[_laid(key)] = turn, ()
