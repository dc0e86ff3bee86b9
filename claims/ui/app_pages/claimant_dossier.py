"""The hub: every topic with its state, in whatever order one likes, and the running total."""

import streamlit as st

from claims.office.progress import Task, tasks
from claims.ui.widgets import open_desk
from claims.ui.widgets_page import (
    FILES,
    TITLES,
    go,
    leave_link,
    lock_notice,
    saved_line,
    state_said,
    total_card,
)

desk = open_desk()
saved_line(desk)
st.title(desk.say("Votre dossier"), anchor=False)
lock_notice(desk)
st.markdown(
    desk.say(
        "Remplissez ces parties dans l’ordre de votre choix. Chaque réponse est enregistrée dès que "
        "vous quittez le champ; vous pouvez vous arrêter et revenir plus tard avec votre numéro et "
        "votre code."
    )
)


def row(task: Task) -> None:
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center",
        key=f"tache-{task.topic}",
    ):  # fmt: skip
        st.page_link(FILES[task.topic], label=desk.say(TITLES[task.topic]))
        words, color, icon = state_said(desk, task)
        st.badge(words, icon=f":material/{icon}:", color=color)


with st.container(border=True, gap="small", key="taches"):
    for task in tasks(desk.folder):
        row(task)
total_card(desk)
with st.expander(desk.say("À quelle étape en est l’action collective?"), icon=":material/info:"):
    st.markdown(desk.folder.matter.stage_notice.text.in_(desk.language))
with st.container(horizontal=True, horizontal_alignment="right", key="pied"):
    leave_link(desk)
    if st.button(desk.say("Vérifier et déposer"), key="verifier", type="primary",
                 icon=":material/arrow_forward:", icon_position="right"):  # fmt: skip
        go("suivi" if desk.folder.locked else "verifier")
