"""Every claim, searched, filtered and sorted, a page at a time; a row opens its claim."""

from dataclasses import replace

import streamlit as st

from claims.i18n.catalogue import say
from claims.office import views, worklist
from claims.ui import (
    staff,
    staff_list,
    staff_queue,
    staff_saved,
    staff_second,
    staff_team,
    staff_view,
)
from claims.ui.here import actor, house, language, now

here = language()
heading = st.container()
view = staff_view.asked()
with heading:
    staff.heading(say("Réclamations", here))
    staff_second.unread()
staff_view.fields(view)
search, task = views.search_of(house(), actor(), staff.matter().id, view, now=now())
staff_queue.explained(task)
found = worklist.claims_list(house(), actor(), search)
if found.total and not found.rows:  # a page past the last, in an address of before
    view = replace(view, page=-(-found.total // views.SIZE))
    found = worklist.claims_list(house(), actor(), replace(search, page=view.page))
with st.container(horizontal=True, vertical_alignment="center"):
    staff_saved.show(view)
    staff_team.give_these(search, found.total)
    staff_queue.decide_these(found.total)
    staff_queue.send_these()
if found.rows:
    opened = staff_list.show(found.rows, key=f"claims.list.{view.page}")
    if opened:
        staff_queue.open_claim(opened.claim.number)
else:
    st.info(say("Aucune réclamation ne répond à ces critères. Retirez-en un.", here),
            icon=":material/filter_alt_off:")  # fmt: skip
line, right = st.columns([1, 2], vertical_alignment="center")
line.text(staff_list.count_line(found.total, view.page, len(found.rows), views.SIZE))
with right.container(horizontal_alignment="right"):
    staff_view.page_of(view, found.total)
