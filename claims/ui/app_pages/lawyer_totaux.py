"""Exact totals with interest to a day; any of them opens on its losses, and a loss on its tape."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.office.opened import opened
from claims.ui import staff, staff_asked, staff_opened, staff_second
from claims.ui.here import actor, house, language

here, matter = language(), staff_asked.open_matter()
staff.heading(say("Totaux", here))
staff_second.unread()
asked = staff_asked.asked()
if asked is None:
    st.stop()
found = opened(house(), actor(), matter.id, asked)
staff.as_of(found.head.at, found.head.seq)
staff_opened.figures(found, asked.until)
staff_opened.told_of_interest(found, asked.until)
if found.whole.lines:
    with st.container(border=True):
        key = staff_opened.table(found, asked)
    if key is not None:
        with st.container(border=True, key=staff_asked.LOSSES):
            staff_opened.behind(found, key)
else:
    st.info(say("Aucune perte à additionner.", here), icon=":material/functions:")
