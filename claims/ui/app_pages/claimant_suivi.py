"""A filed claim followed: where it stands, the time left, each decision, what one may still do."""

import streamlit as st

from claims.claim.states import Status
from claims.i18n import moment
from claims.matter.deadlines import deadlines_said
from claims.office import claimant
from claims.ui import widgets_changes
from claims.ui.forms import plain
from claims.ui.forms_standing import BADGES, COLORS, CONTESTED, MEANING
from claims.ui.here import actor, house, now
from claims.ui.widgets import open_desk, refusal_line
from claims.ui.widgets_cards import leaves
from claims.ui.widgets_letters import checklist, letters
from claims.ui.widgets_page import FILES, go, receipt_link, saved_line, side_link, statement_link
from claims.ui.widgets_papers import exclusion_link
from claims.ui.widgets_standing import (
    add_exhibit,
    ask_contest,
    ask_correction,
    ask_withdrawal,
    contested,
    give_up,
    line_card,
    new_messages,
    outcome,
    rights,
)

if reopened := st.session_state.pop("rouvert", ""):
    go(reopened)
desk = open_desk()
standing = claimant.my_claim(house(), actor(), now=now())
status = desk.folder.row.status
saved_line(desk)
st.title(desk.say("Suivi de votre dossier"), anchor=False)
refusal_line(desk)
contested(desk, standing)
with st.container(border=True, key="etat"):
    st.badge(desk.say(BADGES[status]), color=COLORS[status])
    waits = standing is not None and standing.under_review
    st.markdown(desk.say(CONTESTED if waits else MEANING[status]))
    if standing:
        outcome(desk, standing)
if standing:
    checklist(desk, standing)
if standing is None:
    if st.button(desk.say("Continuer mon dossier"), key="continuer", type="primary"):
        go("dossier")
    st.page_link(FILES["mes-donnees"], label=desk.say("Mes renseignements : télécharger, effacer"))
    st.stop()
new_messages(desk)
if standing.correcting:
    st.info(
        desk.say(
            "Une correction est commencée. Ce qui est déposé reste valable jusqu’à ce que vous "
            "déposiez de nouveau."
        )
    )
    with st.container(horizontal=True):
        if st.button(desk.say("Reprendre la correction"), key="reprendre", type="primary"):
            go("dossier")
        st.button(desk.say("Abandonner la correction"), key="abandonner", on_click=give_up)
filed = moment(standing.filed_at, desk.folder.matter.timezone, desk.language)
st.markdown(desk.say("Déposé le {when}.", when=filed))
with st.container(horizontal=True):
    if status is Status.OPTED_OUT:
        exclusion_link(desk, main=True)
    receipt_link(desk)
    statement_link(desk)
if standing.may_correct:
    add_exhibit(desk)
side_link(desk, "propriete", "verified_user")
st.header(desk.say("Vos pertes"), anchor=False)
for _, line in leaves(desk, "lignes", standing.lines):
    line_card(desk, line, standing.row.status)
if standing.may_contest:
    ask_contest(desk, standing)
if standing.may_correct:
    ask_correction(desk, standing)
letters(desk, standing)
widgets_changes.filed(desk)
if standing.may_withdraw:
    ask_withdrawal(desk, standing)
rights(desk, standing)
for sentence in deadlines_said(desk.folder.matter, desk.language):
    st.caption(plain(sentence))
