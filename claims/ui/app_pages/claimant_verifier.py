"""Everything as it will be filed, part by part, with the way back to each."""

import streamlit as st

from claims.office.progress import TOPICS, topic_of
from claims.ui import widgets_changes
from claims.ui.widgets import open_desk
from claims.ui.widgets_matching import proving_none
from claims.ui.widgets_page import (
    go,
    leave_link,
    lock_notice,
    saved_line,
    step_line,
    total_card,
    unfinished,
)
from claims.ui.widgets_review import review

desk = open_desk(strict=True)
saved_line(desk)
step_line(desk, "verifier")
st.title(desk.say("Vérifiez vos réponses"), anchor=False)
lock_notice(desk)
unfinished(desk)


proving_none(desk)
widgets_changes.before_filing(desk)
review(desk)
total_card(desk)
with st.container(horizontal=True, horizontal_alignment="distribute", key="pied"):
    if st.button(desk.say("Retour au dossier"), key="retour", icon=":material/arrow_back:"):
        go("dossier")
    with st.container(horizontal=True, horizontal_alignment="right", width="content"):
        leave_link(desk)
        if desk.folder.problems:
            if st.button(desk.say("Corriger le premier point"), key="corriger", type="primary"):
                go(min((topic_of(p.where) for p in desk.folder.problems), key=TOPICS.index))
        elif st.button(
            desk.say("Continuer vers l’attestation"),
            key="continuer",
            type="primary",
            icon=":material/arrow_forward:",
            icon_position="right",
        ):
            go("signer")
