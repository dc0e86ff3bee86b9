"""Tell a claimant what was decided: read as it will be sent, then sent."""

import streamlit as st

from claims.claim.deficiency import Consolidated, Notice
from claims.i18n.catalogue import say
from claims.i18n.text import Language
from claims.office import announcing, consolidating
from claims.office.announcing import Telling
from claims.problems import NotFound
from claims.ui import staff, staff_decision, staff_letters
from claims.ui.here import actor, house, language, now
from claims.ui.staff_letters import SEEN, Seen
from claims.ui.staff_queue import CLAIM_PAGE

here = language()
staff.open_matter()
number = st.query_params.get("numero", "")
if staff_letters.sent(number):
    st.switch_page(CLAIM_PAGE, query_params={"numero": number})
try:
    decision = announcing.announcement(house(), actor(), number)
except NotFound:
    staff_decision.not_found()
    st.stop()

staff.open_matter(decision.row.matter)
st.page_link(CLAIM_PAGE, label=say("Réclamation {number}", here, number=number),
             query_params={"numero": number}, icon=":material/arrow_back:")  # fmt: skip
contested = decision.kind == "reconsideration"
st.title(say("Annoncer la décision sur une contestation", here) if contested
         else say("Annoncer la décision", here), anchor=False)  # fmt: skip
st.text(decision.row.claimant_name)
staff_letters.faults()
if not decision.may_tell:
    st.info(say("Rien à annoncer : une ligne reste à décider, ou la lettre est déjà partie.", here),
            icon=":material/block:")  # fmt: skip
    st.stop()
added, letter = st.columns([2, 3], gap="medium")
with added, st.container(border=True):
    st.header(say("Ce que vous ajoutez", here), anchor=False)
    staff_letters.added(number, unreachable=decision.unreachable)
    others = staff_letters.with_others(decision.row, deciding=True)
numbers = [number, *(each.number for each in others)]
telling = Telling(*staff_letters.typed(number))


def draft() -> dict[Language, Notice] | dict[Language, Consolidated]:
    if others:
        return consolidating.drafted(house(), actor(), numbers, telling, now=now())
    return announcing.drafted(house(), actor(), number, telling, now=now())


def send() -> None:
    seen: Seen = st.session_state[SEEN]
    said = Telling(*staff_letters.typed(seen.number))
    if len(seen.versions) > 1:
        staff_letters.send_together(said)
        return
    [(told, version)] = seen.versions
    announcing.issue(house(), actor(), told, said, seen=version, shown=seen.seal, now=now())


with letter, st.container(border=True):
    st.header(say("La lettre, telle qu’elle part", here), anchor=False)
    letters = staff_letters.preview(draft, decision.row.language)
    if letters:
        staff_letters.confirm(decision, letters[decision.row.language], others, send)
