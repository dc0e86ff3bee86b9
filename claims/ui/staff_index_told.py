"""What came of the last press in the index of exhibits, told once, beside what was pressed."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from claims.i18n.catalogue import say, say_n
from claims.problems import Problem
from claims.ui import staff, staff_lighter, staff_meanwhile
from claims.ui.here import language
from claims.ui.staff_meanwhile import Change

FAULTS, MEANWHILE, KEPT, CLASSED = (
    f"index.{name}" for name in ("faults", "meanwhile", "kept", "classed")
)
"""Session keys: what is wrong, and of which exhibit; what colleagues recorded while the page was
open; how many exhibits were recorded, if a press did; those whose level was, by claim and id."""


class Told(NamedTuple):
    """What is told; of each, nothing most of the time."""

    faults: Sequence[tuple[str, Problem]]
    changes: Sequence[Change]
    kept: int | None
    classed: Sequence[tuple[str, str]]


def last() -> Told:
    """What is to be told now, and no more at the next drawing."""
    state = st.session_state
    return Told(state.pop(FAULTS, ()), state.pop(MEANWHILE, ()), state.pop(KEPT, None),
                state.pop(CLASSED, ()))  # fmt: skip


def show(told: Told, *, key: str = "conflict") -> None:
    """Tell it. key: of the box of a conflict, alone on the page."""
    for label, problem in told.faults:
        if label:
            st.caption(staff.plain(label))
        staff.fault(problem)
    if told.changes:
        said = say("Des pièces ont changé pendant votre lecture. Rien n’a été consigné, et ce que "
                   "vous avez écrit reste à sa place : relisez ce qui suit, puis consignez de "
                   "nouveau.", language())  # fmt: skip
        with staff_meanwhile.box(said, told.changes, key=key):
            pass
    if told.kept == 0:
        st.info(say("Rien n’a changé, rien n’est consigné.", language()), icon=":material/info:")
    elif told.kept:
        kept = say_n("{n} pièce consignée au journal.", "{n} pièces consignées au journal.",
                     told.kept, language())  # fmt: skip
        st.success(kept, icon=":material/check:")
    staff_lighter.of_several(told.classed)
