"""The attestation: what is attested, the name typed, the box ticked, and the button that files."""

import streamlit as st

from claims.i18n import count
from claims.ui import widgets_changes
from claims.ui.forms import LABELS, plain
from claims.ui.widgets import open_desk, text_field
from claims.ui.widgets_cards import facts
from claims.ui.widgets_page import (
    amount,
    go,
    leave_link,
    lock_notice,
    saved_line,
    step_line,
    unfinished,
)
from claims.ui.widgets_papers import sworn_link
from claims.ui.widgets_review import review
from claims.ui.widgets_signing import file_button, refusals

if st.session_state.pop("déposé", False):
    go("confirmation")
desk = open_desk()
folder, language = desk.folder, desk.language
saved_line(desk)
step_line(desk, "signer")
st.title(desk.say("Attester et déposer"), anchor=False)
lock_notice(desk)
unfinished(desk)
if folder.problems and not folder.locked:
    if st.button(desk.say("Vérifier mes réponses"), key="retour", type="primary"):
        go("verifier")
    st.stop()
with st.container(border=True, key="ce-qui-est-depose"):
    facts(
        [
            (desk.say("Sites"), count(len(folder.form.services), language)),
            (desk.say("Pertes"), count(len(folder.form.losses), language)),
            (desk.say("Pièces"), count(len(folder.exhibits), language)),
            (desk.say("Total déclaré"), amount(desk, folder.declared)),
        ]
    )
with st.expander(desk.say("Relire tout ce qui est déposé"), key="volet-relire"):
    review(desk)
widgets_changes.before_filing(desk)
st.markdown(plain(folder.matter.stage_notice.text.in_(language)))
with st.container(border=True, key="texte-attestation"):
    st.markdown(plain(folder.matter.attestation.text.in_(language)))
if not folder.locked:
    text_field(
        desk,
        "attestation.name",
        desk.say(LABELS["attestation.name"]),
        hint=desk.say("Le nom de la personne qui signe pour l’entreprise.")
        if folder.form.claimant.kind == "business"
        else desk.say("Votre nom, tel qu’il figure dans vos coordonnées."),
    )
    st.checkbox(
        desk.say("J’ai lu ce texte et j’atteste ce qui précède."), key="champ-attestation-agreed"
    )
sworn_link(desk)
refusals(desk)
with st.container(horizontal=True, horizontal_alignment="distribute", key="pied"):
    if st.button(desk.say("Revoir mes réponses"), key="retour", icon=":material/arrow_back:"):
        go("verifier")
    with st.container(horizontal=True, horizontal_alignment="right", width="content"):
        leave_link(desk)
        file_button(desk)
