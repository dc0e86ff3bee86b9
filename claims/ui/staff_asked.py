"""What counsel asks of the totals: fields, and the address that says the same.

A figure can so be sent as a link.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from claims.i18n.amounts import read_day
from claims.i18n.catalogue import N_, say
from claims.office.opened import DIVIDED, Asked, By, Conflicts
from claims.problems import Problem
from claims.totals.cells import Key
from claims.ui import staff
from claims.ui.here import language, today

UNTIL, PROJECTED, CONFLICTS, BY, PAGE = "au", "prolonger", "conflits", "par", "page"
TOTAL = "tout"
"""What an address calls the whole, opened."""
FIELDS = {UNTIL: "until", PROJECTED: "projected", CONFLICTS: "conflicts", BY: "by"}
"""What an address calls a field → the end of its widget's key."""
PLACES: Mapping[str, str] = {"group": "groupe", "subgroup": "sous-groupe", "head": "chef"}
"""Column of a key → what an address calls it."""
SAID: Mapping[Conflicts, str] = {
    "all": N_("Toutes les pertes"), "without": N_("Sans conflit"), "with": N_("En conflit"),
}  # fmt: skip
DIVISIONS: Mapping[By, str] = {"subgroup": N_("Par sous-groupe"), "head": N_("Par chef")}
CHOICES: Mapping[str, Mapping[str, str]] = {
    CONFLICTS: {"all": "toutes", "without": "sans", "with": "avec"},
    BY: {"subgroup": "sous-groupe", "head": "chef"},
}
"""What an address calls each choice."""


def asked() -> Asked | None:
    """What the reader wants to see, from the fields and the address; None when the day cannot be
    read, once told."""
    here = language()
    first, second, third = st.columns([4, 8, 6], vertical_alignment="bottom")
    typed = first.text_input(
        say("Intérêts jusqu’au", here), value=_until(), key="opened.until", on_change=_noted,
        args=(UNTIL,), placeholder="2026-12-31",
    )  # fmt: skip
    with second:
        conflicts: Any = _chosen(CONFLICTS, say("Pertes", here), SAID)
    with third:
        by: Any = _chosen(BY, say("Totaux", here), DIVISIONS)
    projected = st.toggle(
        say("Après le dernier taux connu, le prolonger", here), value=PROJECTED in st.query_params,
        key="opened.projected", on_change=_noted, args=(PROJECTED,),
    )  # fmt: skip
    until = read_day(typed, "au")
    if isinstance(until, Problem):
        staff.fault(until)
        return None
    return Asked(until, projected, conflicts, by)


def _chosen(name: str, label: str, said_so: Mapping[Any, str]) -> object:
    """One of a few choices, at first that of the address."""
    wanted = st.query_params.get(name, "")
    codes = CHOICES[name]
    start = next((code for code, called in codes.items() if called == wanted), next(iter(codes)))
    return st.segmented_control(
        label, list(codes), default=start, required=True, key=f"opened.{FIELDS[name]}",
        format_func=lambda code: say(said_so[code], language()), on_change=_noted, args=(name,),
    )  # fmt: skip


def _until() -> str:
    return st.query_params.get(UNTIL, "") or today(staff.matter().timezone).isoformat()


def _noted(name: str) -> None:
    """Write a field in the address, as it now stands; another division closes what was open."""
    value = st.session_state[f"opened.{FIELDS[name]}"]
    if name == PROJECTED:
        value = "oui" if value else ""
    _write(name, CHOICES[name][value] if name in CHOICES else value)
    if name == BY:
        _close()
    st.session_state[PAGE] = 1


def _write(name: str, value: str) -> None:
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def note_opened(key: Key | None, by: Sequence[str]) -> None:
    """Write in the address the key of what the reader opened; its losses begin at the first."""
    _close()
    for name, text in zip(by, key or (), strict=False):
        st.query_params[PLACES[name]] = text
    _write(TOTAL, "oui" if key == () else "")
    st.session_state[PAGE] = 1


def _close() -> None:
    for name in PLACES.values():
        st.query_params.pop(name, None)


def opened_key(by: By) -> Key | None:
    """The key the address opens: as many of its texts as it has, from the first; None for none."""
    texts: Key = ()
    for name in DIVIDED[by]:
        if PLACES[name] not in st.query_params:
            break
        texts = (*texts, st.query_params[PLACES[name]])
    return texts if texts or TOTAL in st.query_params else None
