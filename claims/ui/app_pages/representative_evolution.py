"""How claims came in, by day and by week: small figures masked as everywhere else."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.office import representative
from claims.ui import staff, staff_evolution, staff_masked
from claims.ui.here import actor, house, language

here, matter = language(), staff.open_matter()
found = representative.totals(house(), actor(), matter.id)
staff.heading(say("Évolution", here), found.head)
with st.container(border=True):
    st.header(say("Par jour", here), anchor=False)
    staff_evolution.per_day(found.by_day)
with st.container(border=True):
    st.header(say("Par semaine", here), anchor=False)
    staff_evolution.per_week(found.by_day)
st.caption(say("Un jour ou une semaine masqués n’ont pas de barre. Le cumul s’arrête au premier "
               "chiffre masqué.", here))  # fmt: skip
staff_masked.legend()
