"""Figures of the matter with their authority, revised with their effect shown first; rates."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.office import revising
from claims.ui import staff, staff_figures, staff_rates, staff_recount, staff_revision
from claims.ui.here import actor, house, language

here = language()
staff.open_matter()
staff.heading(say("Barèmes", here))
read = revising.schedule(house(), actor(), staff.matter().id)
staff_recount.offered()
staff_figures.doubts(read)
with st.container(border=True):
    st.header(say("Chiffres du dossier", here), anchor=False)
    staff_figures.figures(read)
with st.container(border=True, key="baremes.revise"):
    st.header(say("Réviser un chiffre", here), anchor=False)
    staff_revision.show(read)
with st.container(border=True):
    st.header(say("Révisions consignées", here), anchor=False)
    staff_figures.revisions(read)
with st.container(border=True):
    st.header(say("Part étayée selon la preuve (%)", here), anchor=False)
    staff_rates.grades()
with st.container(border=True):
    st.header(say("Délais", here), anchor=False)
    staff_rates.deadlines()
with st.container(border=True):
    st.header(say("Taux en vigueur", here), anchor=False)
    staff_rates.tables(read.rules)
