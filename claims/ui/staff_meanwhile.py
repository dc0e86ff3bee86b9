"""What a colleague changed while counsel was reading: who, when and what."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

import streamlit as st

from claims.i18n.catalogue import say
from claims.i18n.formats import moment
from claims.ui import staff
from claims.ui.here import language


class Change(NamedTuple):
    """One change since the page was read. what: what stands now; about: which of several things."""

    by: str
    at: datetime | None
    what: str = ""
    about: str = ""


@contextmanager
def box(sentence: str, changes: Iterable[Change]) -> Iterator[None]:
    """What was not kept and what to do, then each change; the caller may add to it."""
    with st.container(border=True, key="conflict"):
        st.error(sentence, icon=":material/sync_problem:")
        for change in changes:
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
