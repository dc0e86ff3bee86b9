"""The public summary: what may be given to the press, here as it prints, in both languages."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.office.representative import summary
from claims.ui import staff, staff_public
from claims.ui.here import actor, house, language

here, matter = language(), staff.open_matter()
read = summary(house(), actor(), matter.id)
staff.heading(say("Sommaire public", here), read.head)
staff_public.papers(matter.id)
staff_public.matter_told()
with st.container(border=True):
    st.header(say("Par groupe", here), anchor=False)
    staff_public.groups(read.told)
with st.container(border=True):
    st.header(say("Toute l’action, estimée", here), anchor=False)
    staff_public.estimated(read.told)
with st.container(border=True):
    st.header(say("Qui est visé", here), anchor=False)
    staff_public.concerned()
with st.container(border=True):
    st.header(say("Lire ces chiffres", here), anchor=False)
    staff_public.cautions(read.told)
