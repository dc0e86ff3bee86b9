"""What the whole class lost, how sure that is, and the audits that would make it surer."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.ui import staff, staff_audit, staff_estimate
from claims.ui.here import language

here = language()
staff.open_matter()
staff.heading(say("Estimation", here))
with st.container(border=True):
    st.header(say("Membres et réclamations", here), anchor=False)
    read = staff_estimate.asked()
    if read:
        staff_estimate.members(read.known)
        staff_estimate.draw(read)
    if read and not read.found:
        staff_estimate.missing(read)
if read and read.found:
    staff_estimate.figures(read.found)
    with st.container(border=True):
        st.header(say("Exactitude", here), anchor=False)
        staff_estimate.dial(read.found)
        staff_estimate.needs(read)
    with st.container(border=True):
        st.header(say("Par sous-groupe", here), anchor=False)
        staff_estimate.parts(read.found)
    with st.container(border=True):
        st.header(say("Par d’autres voies", here), anchor=False)
        staff_estimate.roads(read)
    with st.container(border=True):
        st.header(say("Selon la part qui réclame", here), anchor=False)
        staff_estimate.take_up(read.found)
with st.container(border=True):
    st.header(say("Vérifier un échantillon", here), anchor=False)
    staff_audit.planner()
with st.container(border=True):
    st.header(say("Échantillons tirés", here), anchor=False)
    staff_audit.draws()
