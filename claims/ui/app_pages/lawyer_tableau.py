"""Counsel's first page: what waits, the four figures, who claims what, the last claims filed."""

import streamlit as st

from claims.i18n.catalogue import say, say_n
from claims.office import worklist
from claims.store.search import Search
from claims.ui import staff, staff_list, staff_queue, staff_recount, staff_second, staff_totals
from claims.ui.here import actor, house, language, now

matter = staff.open_matter()
here = language()
staff.heading(say("Tableau de bord", here))
staff_second.unread()
staff_recount.offered()
table, of = staff_totals.chosen()
total = table.total
left, right = st.columns([5, 6], gap="medium")
with left.container(border=True, height="stretch"):
    st.header(say("À traiter", here), anchor=False)
    staff_queue.show(worklist.queue(house(), actor(), matter.id, now=now()))
with right, st.grid(2):
    staff.figure(
        say("Réclamations", here),
        staff.counted(total.claims),
        say_n("{n} site touché", "{n} sites touchés", total.services, here),
    )
    staff.figure(
        say("Total déclaré", here),
        staff.amount(total.declared),
        say_n("{n} perte", "{n} pertes", total.lines, here),
    )
    staff.figure(
        say("Total étayé", here),
        staff.amount(total.supported),
        staff.share(total.supported, total.declared),
    )
    staff.figure(
        say("Total admis", here),
        staff.amount(total.admitted),
        staff.share(total.admitted, total.declared),
    )
    staff_totals.undisputed_figure()

if total.lines:
    with st.container(border=True):
        st.header(say("Par sous-groupe et chef de dommages", here), anchor=False)
        staff_totals.chart(table)
        staff_totals.by_subgroup(table, of)
        detail = say("Détail par chef : moyenne, médiane, 90e centile, le plus élevé", here)
        with st.expander(detail, icon=":material/table_rows:", key="totals.detail"):
            staff_totals.by_head(table, of)

with st.container(border=True):
    st.header(say("Dernières réclamations", here), anchor=False)
    search = Search(matter.id, order="submitted", descending=True, size=8)
    opened = staff_list.show(worklist.claims_list(house(), actor(), search).rows, key="recent")
    if opened:
        staff_queue.open_claim(opened.claim.number)
