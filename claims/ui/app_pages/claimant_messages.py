"""Messages with counsel: what they asked, what one answered, and where to write."""

import streamlit as st

from claims.office import conversing
from claims.ui import conversation
from claims.ui.here import actor, house, now
from claims.ui.widgets import open_desk
from claims.ui.widgets_page import go, saved_line

desk = open_desk()
saved_line(desk)
st.title(desk.say("Messages"), anchor=False)
if not desk.folder.filed:
    st.info(
        desk.say(
            "Les messages s’ouvrent quand votre dossier est déposé : avant, les avocats ne le "
            "voient pas."
        ),
        icon=":material/forum:",
    )
    if st.button(desk.say("Continuer mon dossier"), key="continuer", type="primary"):
        go("dossier")
    st.stop()
st.markdown(
    desk.say(
        "Écrivez aux avocats du groupe au sujet de votre dossier. Ils lisent chaque message; "
        "personne d’autre que vous et eux n’y a accès. Un message ne change rien à votre dossier : "
        "pour y ajouter une pièce ou le corriger, passez par le suivi."
    )
)
talk = conversing.read(house(), actor(), desk.folder.number, now=now())
conversation.thread(talk, desk.folder.matter.timezone, desk.language)
with st.container(border=True, key="ecrire-message"):
    conversation.box(talk, desk.language)
if st.button(desk.say("Retour au suivi"), key="retour", icon=":material/arrow_back:"):
    go("suivi")
