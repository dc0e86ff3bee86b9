"""The class in figures, for its representative: totals without names, small cells masked."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.office import representative
from claims.ui import staff, staff_masked
from claims.ui.here import actor, house, language

here, matter = language(), staff.open_matter()
found = representative.totals(house(), actor(), matter.id)
staff.heading(say("Totaux", here), found.head)
staff_masked.figures(found.by_subgroup)
staff_masked.twice(found.twice)
staff_masked.legend()
with st.container(border=True):
    st.header(say("Toute l’action, estimée", here), anchor=False)
    staff_masked.class_in_words(found.by_subgroup)
with st.container(border=True):
    st.header(say("Offres et pertes", here), anchor=False)
    staff_masked.offers()
with st.container(border=True):
    st.header(say("Par groupe", here), anchor=False)
    staff_masked.by_group(found.by_subgroup)
with st.container(border=True):
    st.header(say("Par sous-groupe et chef de dommages", here), anchor=False)
    staff_masked.by_subgroup(found.by_subgroup)
with st.container(border=True):
    st.header(say("Par chef de dommages", here), anchor=False)
    staff_masked.by_head(found.by_head)
with st.container(border=True):
    st.header(say("Par catégorie de preuve", here), anchor=False)
    staff_masked.by_grade(found.by_grade)
