"""What a press asked for, kept until it is done: a press that follows takes nothing of it away.

Streamlit breaks a run off, for a newer one, wherever it draws. What is done at once is done in a
callback, which ends first (`whole`). What its reader watches is noted by the callback, and done by
the run that draws it; the next run takes up what was broken off, until the page is left.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from claims.ui.here import OPEN, visit

WANTED = "wanted"
"""Session key: what is wanted → where it was asked for, and of what."""
Place = tuple[int, str]
"""A visit of a page, and the matter that was open there."""


def want(what: str, *of: Any) -> None:
    """Note it: for a callback. of: what it is asked of."""
    state = st.session_state
    state[WANTED] = state.get(WANTED, {}) | {what: (place(), of)}


def given(what: str) -> tuple[Any, ...] | None:
    """What it was asked of; None unless it is wanted on this visit, of this matter, and then it is
    wanted nowhere any more."""
    if what not in st.session_state.get(WANTED, {}):
        return None
    asked_at, of = st.session_state[WANTED][what]
    if asked_at == place():
        return tuple(of)
    forget(what)
    return None


def forget(what: str) -> None:
    """Once it is done, or cannot be."""
    state = st.session_state
    state[WANTED] = {name: each for name, each in state.get(WANTED, {}).items() if name != what}


@contextmanager
def carried_out(what: str) -> Iterator[None]:
    """Do it: it stays wanted if the run is broken off, which is no `Exception`, and not once it
    ended or failed."""
    try:
        yield
    except Exception:
        forget(what)
        raise
    forget(what)


def place() -> Place:
    """Where the reader is."""
    return visit(), st.session_state.get(OPEN, ("",))[0]
