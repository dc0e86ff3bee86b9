"""Counsel as a team: what waits for whom, what is given out, second readings."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.ui import staff, staff_agreement, staff_team
from claims.ui.here import language

here = language()
staff.open_matter()
staff.heading(say("Équipe", here))
left, right = st.columns(2, gap="medium")
with left.container(border=True, height="stretch"):
    st.header(say("Charge de travail", here), anchor=False)
    staff_team.workload()
with right.container(border=True, height="stretch"):
    st.header(say("Réclamations confiées", here), anchor=False)
    staff_team.given()
with st.container(border=True):
    st.header(say("Second examen, à l’aveugle", here), anchor=False)
    staff_agreement.planner()
    staff_agreement.draws()
with st.container(border=True):
    st.header(say("Accord des deux lecteurs", here), anchor=False)
    staff_agreement.show()
