"""Losses claimed twice, the totals with and without them, and claimants alike: counsel judges."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.office.ledger import ledger
from claims.ui import staff, staff_alike, staff_doubles
from claims.ui.here import actor, house, language

here, matter = language(), staff.open_matter()
found = ledger(house(), actor(), matter.id)
staff.heading(say("Doublons et recoupements", here), found.head)
staff_doubles.figures(found)
with st.container(border=True):
    st.header(say("Pertes réclamées deux fois", here), anchor=False)
    staff_doubles.conflicts(found)
if found.several_types:
    with st.container(border=True):
        st.header(say("Sites réclamés sous plusieurs types", here), anchor=False)
        staff_doubles.several_types(found)
alike = staff_alike.found()
if alike:
    with st.container(border=True):
        st.header(say("Réclamants semblables", here), anchor=False)
        staff_alike.pairs(alike)
    with st.container(border=True):
        st.header(say("À regarder de plus près", here), anchor=False)
        staff_alike.odd(alike)
        with st.expander(
            say("Signaux et poids", here), icon=":material/tune:", key="alike.weights"
        ):
            staff_alike.weights(alike)
if found.whole.lines:
    with st.container(border=True):
        st.header(say("Déclaré, avec et sans conflit", here), anchor=False)
        staff_doubles.totals(found)
