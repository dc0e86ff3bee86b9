"""From a total on a page of counsel to the losses it is made of; from a payment to its claim."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from claims.totals.cells import Key
from claims.ui import staff
from claims.ui.staff_asked import BY, CHOICES, LOSSES, MATTER, said_of
from claims.ui.staff_queue import TOTALS_PAGE

SNAPSHOTS_PAGE = "app_pages/lawyer_instantanes.py"
SNAPSHOT = "instantane"
"""What an address calls the number of a snapshot."""
SUBGROUPS = ("group", "subgroup", "head")


def to_losses(key: Key, by: Sequence[str] = SUBGROUPS) -> str:
    """The address of the page of totals, opened on the losses of a key; () opens the whole."""
    return f"/totaux?{urlencode(_asked(key, by))}#{LOSSES}"


def to_snapshot(number: int, key: Key) -> str:
    """The address of a snapshot, opened on the losses of a key as they stood then."""
    asked = {SNAPSHOT: str(number)} | _asked(key, SUBGROUPS)
    return f"/instantanes?{urlencode(asked)}#{LOSSES}"


def open_totals(key: Key, snapshot: int = 0) -> None:
    """Go to the page of totals, or to a snapshot by its number, opened on the losses of a key."""
    asked = _asked(key, SUBGROUPS)
    if snapshot:
        st.switch_page(SNAPSHOTS_PAGE, query_params={SNAPSHOT: str(snapshot)} | asked)
    st.switch_page(TOTALS_PAGE, query_params=asked)


def _asked(key: Key, by: Sequence[str]) -> dict[str, str]:
    told = {MATTER: staff.matter().id}
    if tuple(by) == ("head",):
        told[BY] = CHOICES[BY]["head"]
    return told | said_of(key, by)


def to_subgroup(code: str, head: str = "") -> str:
    """The same of a subgroup by its code, blank for what is not placed, and of a head within it."""
    subgroup = staff.matter().subgroups.get(code)
    key = (subgroup.group if subgroup else "", code)
    return to_losses((*key, head) if head else key)


def to_claim(number: str) -> str:
    """The address of one claim."""
    return f"/reclamation?{urlencode({'numero': number})}"
