"""Whether claims are treated alike: refusals, reductions and cures, told apart and compared."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.office.fairness import fairness
from claims.ui import staff, staff_fairness
from claims.ui.here import actor, house, language

here = language()
matter = staff.open_matter()
staff.heading(say("Équité de traitement", here))
found = fairness(house(), actor(), matter.id)
staff_fairness.about(found)
with st.container(border=True):
    st.header(say("Refus", here), anchor=False)
    staff_fairness.compare(found.refused, "refused")
with st.container(border=True):
    st.header(say("Réductions", here), anchor=False)
    staff_fairness.compare(found.reduced, "reduced")
with st.container(border=True):
    st.header(say("Refus et réductions, par motif", here), anchor=False)
    staff_fairness.cells(found)
with st.container(border=True):
    st.header(say("Délais de correction", here), anchor=False)
    staff_fairness.cures(found)
