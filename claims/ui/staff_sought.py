"""What counsel looks for on the page of duplicates: its fields, and the address that says the
same. Every run puts the address in the fields; a field that changes writes it."""

from dataclasses import replace
from typing import Any

import streamlit as st

from claims.i18n.catalogue import N_, say
from claims.office import views
from claims.office.ledger import Ledger
from claims.office.sought import DECISIONS, ORDERS, Sought, read_sought
from claims.ui import staff, staff_asked, staff_view
from claims.ui.here import language

DECISIONS_SAID = {"": N_("Tous"), "waiting": N_("À décider"), "decided": N_("Décidés")}
ORDERS_SAID = {
    "": N_("Par site"),
    "declared": N_("Le plus déclaré d’abord"),
    "beyond": N_("Le plus en trop d’abord"),
    "claims": N_("Le plus de réclamations d’abord"),
}
KEY = "doubles.{}"
"""Key of the widget of a field."""


def asked() -> Sought:
    """What the address asks for, of the matter it names; of another matter, nothing yet."""
    before = st.query_params.get(staff_asked.MATTER, "")
    matter = staff_asked.open_matter()
    if before not in ("", matter.id):
        _write(Sought())
    sought, strange = read_sought(staff_view.read_address())
    staff_view.left_aside(strange)
    return sought


def words(sought: Sought) -> None:
    """The words that every list of the page is narrowed by."""
    here = language()
    st.session_state[_key("words")] = sought.words
    st.text_input(
        say("Chercher", here), type="search", key=_key("words"), icon=":material/search:",
        placeholder=say("Nom, domaine ou numéro", here), max_chars=views.LONGEST, width=420,
        **_noted("words"),
    )  # fmt: skip


def of_conflicts(sought: Sought, found: Ledger) -> None:
    """Which conflicts, with how many of each there are in all, and in which order."""
    here = language()
    waiting, every = found.told.waiting, len(found.conflicts)
    many = {"": every, "waiting": waiting, "decided": every - waiting}

    def counted(code: str) -> str:
        return say("{label} : {value}", here, label=say(DECISIONS_SAID[code], here),
                   value=staff.counted(many[code]))  # fmt: skip

    st.session_state[_key("decision")] = sought.decision
    st.session_state[_key("order")] = sought.order
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    left.radio(say("Décision", here), list(DECISIONS), key=_key("decision"), horizontal=True,
               format_func=counted, **_noted("decision"))  # fmt: skip
    right.selectbox(
        say("Ordre", here), list(ORDERS), key=_key("order"),
        format_func=lambda code: say(ORDERS_SAID[code], here), **_noted("order"),
    )  # fmt: skip


def _key(name: str) -> str:
    return KEY.format(name)


def _noted(name: str) -> dict[str, Any]:
    return {"on_change": _note, "args": (name,)}


def _note(name: str) -> None:
    """Write in the address what one field now says; every list begins at its first page."""
    sought, _ = read_sought(staff_view.read_address())
    said: Any = {name: st.session_state[_key(name)]}
    _write(replace(sought, **said))


def _write(sought: Sought) -> None:
    st.query_params.from_dict({staff_asked.MATTER: staff.matter().id, **sought.address})
