"""One claim: read it, open each line to its last figure, decide, send it on."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.office import lawyer, seconding
from claims.problems import NotFound, ProofIsOld
from claims.ui import (
    staff,
    staff_claim,
    staff_contest,
    staff_conversation,
    staff_crossings,
    staff_decision,
    staff_history,
    staff_letters,
    staff_line,
    staff_notes,
    staff_ownership,
    staff_resembling,
    staff_second,
    staff_tape,
    staff_team,
    staff_view,
)
from claims.ui.here import actor, house, language, now
from claims.ui.staff_queue import back_to_totals

here = language()
staff.open_matter()
number = st.query_params.get("numero", "")
try:
    blind = seconding.open_blind(house(), actor(), number, now=now())
    opened = blind or lawyer.open_claim(house(), actor(), number, now=now())
except NotFound:
    staff_decision.not_found()
    st.stop()
except ProofIsOld:
    staff_claim.too_many()
    st.stop()

staff.open_matter(opened.row.matter)
if blind:
    staff_second.show(blind)
    st.stop()
with st.container(horizontal=True, horizontal_alignment="distribute"):
    with st.container(horizontal=True, width="content"):
        staff_view.back_to_list(say("Retour à la liste", here))
        staff_view.beside(number)
        back_to_totals()
    with st.container(horizontal=True, width="content"):
        staff_team.give_this(number)
        staff_letters.ways(opened)
        staff_decision.moves(opened)
staff_claim.top(opened)
staff_second.done(number)
staff_decision.conflict(opened)
staff_letters.done(number)
staff_contest.show(opened)
staff_claim.amounts(opened)
left, right = st.columns([2, 3], gap="small")
with left:
    staff_claim.claimant(opened)
with right:
    staff_claim.services(opened)

with st.container(border=True):
    st.header(say("Pertes", here), anchor=False)
    staff_decision.done()
    line = staff_claim.lines(opened)
    if line:
        st.divider()
        known = staff_line.looks(line, opened)
        computed, proved = st.columns([1, 1], gap="medium")
        with computed:
            staff_line.heading(line)
            staff_tape.tape(line, opened, known)
            staff_tape.sales(line, opened)
            staff_line.interest(line, opened)
        with proved:
            staff_line.proof(line, opened, known)
            staff_decision.form(line, opened)
staff_letters.show(opened)
staff_ownership.show(opened)
staff_conversation.show(opened)
staff_crossings.show(opened)
staff_resembling.show(opened)
staff_notes.show(opened)
staff_history.show(opened)
