"""What the totals would be under named switches, and what the offers are beside the losses."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.totals.scenarios_said import OPENING
from claims.ui import staff, staff_scenarios, staff_switches
from claims.ui.here import language

here = language()
staff.open_matter()
staff.heading(say("Scénarios", here))
st.text(say(OPENING, here))
read = staff_scenarios.read(staff_switches.form())
staff.as_of(read.head.at, read.head.seq)
with st.container(border=True):
    st.header(say("Côte à côte", here), anchor=False)
    staff_scenarios.beside(read)
with st.container(border=True):
    st.header(say("Étape par étape", here), anchor=False)
    staff_scenarios.unfolded(read)
with st.container(border=True):
    st.header(say("Offres et pertes", here), anchor=False)
    staff_scenarios.offers(read.found.offers)
