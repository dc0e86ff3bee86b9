"""Ask a claimant for what a claim lacks: chosen, read as it will be sent, then sent."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.office import curing
from claims.problems import NotFound
from claims.ui import staff, staff_decision, staff_letters
from claims.ui.here import actor, house, language
from claims.ui.staff_queue import CLAIM_PAGE

here = language()
staff.open_matter()
number = st.query_params.get("numero", "")
if staff_letters.sent(number):
    st.switch_page(CLAIM_PAGE, query_params={"numero": number})
try:
    proposal = curing.proposal(house(), actor(), number)
except NotFound:
    staff_decision.not_found()
    st.stop()

staff.open_matter(proposal.row.matter)
st.page_link(CLAIM_PAGE, label=say("Réclamation {number}", here, number=number),
             query_params={"numero": number}, icon=":material/arrow_back:")  # fmt: skip
st.title(say("Demander une correction", here), anchor=False)
st.text(proposal.row.claimant_name)
staff_letters.faults()
if not proposal.may_ask:
    st.info(say("Rien ne se demande dans l’état où elle est. Remettez-la d’abord à l’étude.", here),
            icon=":material/block:")  # fmt: skip
    st.stop()
asked, letter = st.columns([2, 3], gap="medium")
with asked, st.container(border=True):
    st.header(say("Ce qui manque", here), anchor=False)
    asking = staff_letters.choices(proposal)
with letter, st.container(border=True):
    st.header(say("La lettre, telle qu’elle part", here), anchor=False)
    letters = staff_letters.preview(proposal, asking)
    if letters:
        staff_letters.confirm(proposal, asking, letters)
