"""What counsel asks of the totals: fields, and the address that says the same.

A figure can so be sent as a link.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from claims.damages.interest import last_known
from claims.i18n.amounts import read_day
from claims.i18n.catalogue import N_, say
from claims.i18n.sentences import sentence
from claims.matter.model import Matter
from claims.office.opened import DIVIDED, Asked, By, Conflicts
from claims.problems import Problem
from claims.totals.cells import Key
from claims.ui import staff
from claims.ui.here import house, language, today

UNTIL, PROJECTED, CONFLICTS, BY, PAGE = "au", "prolonger", "conflits", "par", "page"
MATTER = "dossier"
TOTAL = "tout"
"""What an address calls the whole, opened."""
LOSSES = "pertes"
"""Where on the page its losses begin."""
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


def open_matter() -> Matter:
    """The matter of the address until the reader chose one; the address then says which it is."""
    chosen = "matter" in st.session_state
    matter = staff.open_matter("" if chosen else st.query_params.get(MATTER, ""))
    if st.query_params.get(MATTER) != matter.id:
        st.query_params[MATTER] = matter.id
    return matter


def asked() -> Asked | None:
    """What the reader wants to see, from the fields and the address; None when the day cannot be
    read, once told."""
    here = language()
    first, second, third = st.columns([4, 8, 6], vertical_alignment="bottom")
    typed = first.text_input(
        say("Intérêts jusqu’au", here), value=_until(), key=_key(UNTIL), on_change=_noted,
        args=(UNTIL,), placeholder="2026-12-31",
    )  # fmt: skip
    with second:
        conflicts: Any = _chosen(CONFLICTS, say("Pertes", here), SAID)
    with third:
        by: Any = _chosen(BY, say("Totaux", here), DIVISIONS)
    projected = st.toggle(
        say("Après le dernier taux connu, le prolonger", here), value=PROJECTED in st.query_params,
        key=_key(PROJECTED), on_change=_noted, args=(PROJECTED,),
    )  # fmt: skip
    until = read_day(typed, "au")
    if isinstance(until, Problem):
        staff.fault(until)
        return None
    if until == _last_known() < _today():
        stopped = Problem("interest", "interest-stopped", {"last_day": str(until)})
        st.caption(staff.plain(sentence(stopped, here)))
    return Asked(until, projected, conflicts, by)


def _chosen(name: str, label: str, said_so: Mapping[Any, str]) -> object:
    """One of a few choices, at first that of the address."""
    wanted = st.query_params.get(name, "")
    codes = CHOICES[name]
    start = next((place for place, called in enumerate(codes.values()) if called == wanted), 0)
    return st.radio(
        label, list(codes), index=start, horizontal=True, key=_key(name),
        format_func=lambda code: say(said_so[code], language()), on_change=_noted, args=(name,),
    )  # fmt: skip


def _key(name: str) -> str:
    """Of the widget of a field; another matter has its own day, as its rates end on another."""
    return f"opened.{FIELDS[name]}" + (f".{staff.matter().id}" if name == UNTIL else "")


def _until() -> str:
    """The day of the address; else today, or the last day whose rates are all known."""
    return st.query_params.get(UNTIL, "") or min(_today(), _last_known()).isoformat()


def _today() -> date:
    return today(staff.matter().timezone)


def _last_known() -> date:
    laws = staff.matter().interest.regimes
    return min((day for law in laws if (day := last_known(law, house().rates))), default=date.max)


def _noted(name: str) -> None:
    """Write a field in the address, as it now stands; another division closes what was open."""
    value = st.session_state[_key(name)]
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


def address_of(key: Key, by: Sequence[str]) -> str:
    """The address of this page, as it stands, opened on the losses of a key, where they begin."""
    closed = {*PLACES.values(), TOTAL, PAGE}
    asked = {name: kept for name, kept in st.query_params.to_dict().items() if name not in closed}
    return f"?{urlencode(asked | said_of(key, by))}#{LOSSES}"


def said_of(key: Key, by: Sequence[str]) -> dict[str, str]:
    """What an address says of a key that is open; () is the whole."""
    told = {PLACES[name]: text for name, text in zip(by, key, strict=False)}
    return told or {TOTAL: "oui"}


def note_opened(key: Key | None, by: Sequence[str]) -> None:
    """Write in the address the key of what the reader opened; its losses begin at the first."""
    _close()
    _write(TOTAL, "")
    if key is not None:
        st.query_params.update(said_of(key, by))
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
