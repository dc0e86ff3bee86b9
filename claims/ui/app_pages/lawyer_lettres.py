"""Send at once the letters of the decisions nobody was told of: chosen, read, then sent."""

from dataclasses import replace

import streamlit as st

from claims.i18n.catalogue import say
from claims.office import views
from claims.ui import staff, staff_second, staff_sending, staff_view
from claims.ui.here import actor, house, language, now

here = language()
heading = st.container()
view = staff_view.asked()
with heading:
    staff.heading(say("Envoyer les lettres", here))
    staff_second.unread()
    staff_view.back_to_list(say("Retour à la liste", here))
staff_sending.done()
search, _ = views.search_of(
    house(), actor(), staff.matter().id, replace(view, task="untold"), now=now()
)
with st.container(border=True):
    st.header(say("Décisions à annoncer", here), anchor=False)
    staff_view.choices(view)
    staff_sending.choose(view, search)
left, right = st.columns([2, 3], gap="medium")
with left:
    staff_sending.added(view, search)
of = staff_sending.previewed(view)
with right.container(border=True, height="stretch"):
    if staff_sending.under_way():
        pass
    elif of:
        staff_sending.effect(of)
        staff_sending.confirm(of)
    else:
        st.caption(say("Voyez d’abord ce qui partirait : combien de lettres, de quelle sorte et en "
                       "quelle langue, lesquelles ne partent pas et pourquoi. Les réclamations "
                       "d’un même contact partent dans une seule lettre.", here))  # fmt: skip
