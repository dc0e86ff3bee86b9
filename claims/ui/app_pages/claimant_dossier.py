"""The hub: every topic with its state, in whatever order one likes, and the running total."""

import streamlit as st

from claims.office.progress import tasks
from claims.ui.forms import plain
from claims.ui.widgets import open_desk
from claims.ui.widgets_gains import all_gains
from claims.ui.widgets_matching import proving_none
from claims.ui.widgets_page import (
    correction_notice,
    go,
    leave_link,
    lock_notice,
    progress_line,
    saved_line,
    side_link,
    task_row,
    total_card,
)

desk = open_desk()
saved_line(desk)
st.title(desk.say("Votre dossier"), anchor=False)
lock_notice(desk)
correction_notice(desk)
if not desk.folder.locked:
    st.markdown(
        desk.say(
            "Remplissez ces parties dans l’ordre de votre choix. Chaque réponse est enregistrée "
            "dès que vous quittez le champ; vous pouvez vous arrêter et revenir plus tard avec "
            "votre numéro et votre code."
        )
    )
listed = tasks(desk.folder)
progress_line(desk, listed)
with st.container(border=True, gap="small", key="taches"):
    for task in listed:
        task_row(desk, task)
proving_none(desk)
side_link(desk, "propriete", "verified_user")
total_card(desk)
all_gains(desk, most=3)
with st.expander(desk.say("À quelle étape en est l’action collective?"), icon=":material/info:"):
    st.markdown(plain(desk.folder.matter.stage_notice.text.in_(desk.language)))
with st.container(horizontal=True, horizontal_alignment="right", key="pied"):
    leave_link(desk)
    if desk.folder.locked:
        if st.button(desk.say("Suivre mon dossier"), key="suivre", type="primary"):
            go("suivi")
    elif st.button(
        desk.say("Vérifier et déposer"),
        key="verifier",
        type="primary",
        icon=":material/arrow_forward:",
        icon_position="right",
    ):
        go("verifier")
