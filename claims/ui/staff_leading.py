"""From a total on a page of counsel to the losses it is made of; from a payment to its claim."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from claims.totals.cells import Key
from claims.ui import staff
from claims.ui.staff_asked import BY, CHOICES, MATTER, PLACES, TOTAL
from claims.ui.staff_queue import TOTALS_PAGE

SUBGROUPS = ("group", "subgroup", "head")


def to_losses(key: Key, by: Sequence[str] = SUBGROUPS) -> str:
    """The address of the page of totals, opened on the losses of a key; () opens the whole."""
    return f"/totaux?{urlencode(_asked(key, by))}"


def open_totals(key: Key) -> None:
    """Go to the page of totals, opened on the losses of a key."""
    st.switch_page(TOTALS_PAGE, query_params=_asked(key, SUBGROUPS))


def _asked(key: Key, by: Sequence[str]) -> dict[str, str]:
    told = {MATTER: staff.matter().id}
    if tuple(by) == ("head",):
        told[BY] = CHOICES[BY]["head"]
    told |= {PLACES[name]: text for name, text in zip(by, key, strict=False)}
    if not key:
        told[TOTAL] = "oui"
    return told


def to_subgroup(code: str, head: str = "") -> str:
    """The same of a subgroup by its code, blank for what is not placed, and of a head within it."""
    subgroup = staff.matter().subgroups.get(code)
    key = (subgroup.group if subgroup else "", code)
    return to_losses((*key, head) if head else key)


def to_claim(number: str) -> str:
    """The address of one claim."""
    return f"/reclamation?{urlencode({'numero': number})}"
