"""Other claims whose claimant may be this one, on the page of a claim: counsel judges."""

import streamlit as st

from claims.i18n.catalogue import say, say_n
from claims.office import resembling
from claims.office.lawyer import OpenClaim
from claims.problems import Refused
from claims.ui import staff, staff_cards
from claims.ui.here import actor, house, language
from claims.ui.staff import Column
from claims.ui.staff_alike import labels
from claims.ui.staff_queue import open_claim

MOST = 25
"""Claims listed; the heaviest come first."""


def show(opened: OpenClaim) -> None:
    """Each other claim with the reasons in words; a row leads to it. Nothing when there is none."""
    here = language()
    try:
        found, signals = resembling.resembling(house(), actor(), opened)
    except Refused as refusal:
        for problem in refusal.problems:
            staff.fault(problem)
        return
    if not found:
        return
    columns = [
        Column(say("Numéro", here), lambda r: r.number, on_card="name"),
        Column(say("Réclamant", here), lambda r: r.name, on_card="name"),
        Column(say("Pourquoi", here), lambda r: labels(signals.pairs[one] for one in r.reasons)),
        Column(say("Poids", here), lambda r: r.score, "count"),
    ]
    with st.container(border=True, key="resembling"):
        st.header(say("Réclamants semblables", here), anchor=False)
        told = say("Ce que ces réclamations ont en commun avec celle-ci. Ce n’est pas un "
                   "verdict : à vous de juger s’il s’agit d’une même personne.", here)  # fmt: skip
        st.caption(told)
        alt = say("Réclamants semblables; choisissez une ligne pour ouvrir la réclamation", here)
        row = staff_cards.table(
            found[:MOST], columns, key="resembling.claims", alt=alt, selectable=True
        )  # fmt: skip
        if len(found) > MOST:
            st.caption(say_n("et {n} autre", "et {n} autres", len(found) - MOST, here))
        if row is not None and row < len(found):
            open_claim(found[row].number)
