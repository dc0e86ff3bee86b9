"""Ask a claimant for what a claim lacks: chosen, read as it will be sent, then sent."""

import streamlit as st

from claims.claim.deficiency import Consolidated, Notice
from claims.i18n.catalogue import say
from claims.i18n.text import Language
from claims.office import consolidating, curing
from claims.problems import NotFound
from claims.ui import staff, staff_decision, staff_deficiency, staff_letters
from claims.ui.here import actor, house, language, now
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
    asking = staff_deficiency.choices(proposal)
    others = staff_letters.with_others(proposal.row, deciding=False)
numbers = [number, *(each.number for each in others)]


def draft() -> dict[Language, Notice] | dict[Language, Consolidated]:
    if others:
        return consolidating.drafted(house(), actor(), numbers, asking, now=now())
    return curing.drafted(house(), actor(), number, asking, now=now())


with letter, st.container(border=True):
    st.header(say("La lettre, telle qu’elle part", here), anchor=False)
    letters = staff_letters.preview(draft, proposal.row.language)
    if letters:
        proposed = tuple(lack.id for lack in proposal.lacks)
        shown = letters[proposal.row.language]
        staff_letters.confirm(proposal, shown, others, staff_deficiency.send, proposed)
