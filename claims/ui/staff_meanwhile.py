"""What counsel read, and what a colleague changed while they did: who, when and what.

What is judged is what stood when it was first shown in a visit: a page is drawn anew at every touch
while its fields keep what was typed, and would hide what changed meanwhile.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

import streamlit as st

from claims.i18n.catalogue import say
from claims.i18n.formats import moment
from claims.ui import staff
from claims.ui.here import language, visit

T = TypeVar("T")


class Change(NamedTuple):
    """One change since the page was read. what: what stands now; about: which of several things."""

    by: str
    at: datetime | None
    what: str = ""
    about: str = ""


def seen(what: str, stands: T, *, field: str = "") -> T:
    """What stood when `what` was first shown in this visit. field: the key of its first field,
    without which all of them begin anew."""
    state, key, this = st.session_state, f"seen.{what}", visit()
    anew = bool(field) and field not in state
    if anew or state.get(key, (0,))[0] != this:
        state[key] = this, stands
    laid: T = state[key][1]
    return laid


def read(what: str) -> Any:
    """What was first shown of it, as the last drawing laid it; None before any."""
    return st.session_state.get(f"seen.{what}", (0, None))[1]


def forget(what: str) -> None:
    """Once it was told, or done: what stands at the next drawing is what counts."""
    st.session_state.pop(f"seen.{what}", None)


@contextmanager
def box(sentence: str, changes: Iterable[Change], *, key: str = "conflict") -> Iterator[None]:
    """What was not kept and what to do, then each change; the caller may add to it."""
    with st.container(border=True, key=key):
        st.error(sentence, icon=":material/sync_problem:")
        for change in changes:
            with st.container(gap=None):
                if change.about:
                    st.caption(staff.plain(change.about))
                st.text(_said(change))
        yield


def _said(change: Change) -> str:
    here, who = language(), staff.who(change.by)
    when = moment(change.at, staff.matter().timezone, here) if change.at else ""
    if not change.what:
        return say("{who}, {when}", here, who=who, when=when)
    return say("{who}, {when} : {state}", here, who=who, when=when, state=change.what)
