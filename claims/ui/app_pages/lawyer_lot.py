"""Decide in one go the lines a view of the list holds: seen first, confirmed, undone if need be."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.office import views
from claims.ui import staff, staff_batch, staff_batch_run, staff_second, staff_view
from claims.ui.here import actor, house, language, now

here = language()
heading = st.container()
view = staff_view.asked()
with heading:
    staff.heading(say("Décider en lot", here))
    staff_second.unread()
    staff_view.back_to_list(say("Retour à la liste", here))
search, _ = views.search_of(house(), actor(), staff.matter().id, view, now=now())
with st.container(border=True):
    st.header(say("Quelles pertes", here), anchor=False)
    st.markdown(staff_view.told(view))
    staff_view.choices(view)
left, right = st.columns([2, 3], gap="medium")
with left:
    staff_batch.word(view, search)
plan = staff_batch.previewed(view)
with right.container(border=True, height="stretch"):
    if staff_batch_run.under_way():
        pass
    elif plan:
        staff_batch.effect(plan)
        staff_batch_run.confirm(plan)
    else:
        st.caption(say("Choisissez une décision et un motif : l’effet se voit ici avant que rien "
                       "ne soit décidé. Seules les pertes à décider sont prises, des réclamations "
                       "que la liste montre, toutes pages comprises.", here))  # fmt: skip
staff_batch_run.past()
