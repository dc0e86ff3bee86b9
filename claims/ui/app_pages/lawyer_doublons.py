"""Losses claimed twice, the totals with and without them, and claimants alike: counsel judges."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.office.ledger import ledger
from claims.ui import staff, staff_alike, staff_doubles, staff_sought
from claims.ui.here import actor, house, language

here, heading = language(), st.container()
sought = staff_sought.asked()
found = ledger(house(), actor(), staff.matter().id)
with heading:
    staff.heading(say("Doublons et recoupements", here), found.head)
    staff_doubles.figures(found)
alike = staff_alike.found()
if found.conflicts or (alike and (alike.pairs or alike.odd)):
    staff_sought.words(sought)
with st.container(border=True):
    st.header(say("Pertes réclamées deux fois", here), anchor=False)
    staff_doubles.conflicts(found, sought)
if found.several_types:
    with st.container(border=True):
        st.header(say("Sites réclamés sous plusieurs types", here), anchor=False)
        staff_doubles.several_types(found, sought)
if alike:
    with st.container(border=True):
        st.header(say("Réclamants semblables", here), anchor=False)
        staff_alike.pairs(alike, sought)
    with st.container(border=True):
        st.header(say("À regarder de plus près", here), anchor=False)
        staff_alike.odd(alike, sought)
        with st.expander(
            say("Signaux et poids", here), icon=":material/tune:", key="alike.weights"
        ):
            staff_alike.weights(alike)
if found.whole.lines:
    with st.container(border=True):
        st.header(say("Déclaré, avec et sans conflit", here), anchor=False)
        staff_doubles.totals(found)
