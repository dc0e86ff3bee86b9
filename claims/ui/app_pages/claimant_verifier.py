"""Everything as it will be filed, part by part, with the way back to each."""

from collections.abc import Sequence

import streamlit as st

from claims.office.progress import TOPICS, Topic, topic_of
from claims.ui import widgets_changes
from claims.ui.forms_review import REVIEWED
from claims.ui.widgets import fact, open_desk
from claims.ui.widgets_cards import leaves
from claims.ui.widgets_matching import proving_none
from claims.ui.widgets_page import (
    TITLES,
    go,
    leave_link,
    lock_notice,
    saved_line,
    step_line,
    total_card,
    unfinished,
)

LINES = 60
"""Rows told back at once: an agency has hundreds."""

desk = open_desk(strict=True)
saved_line(desk)
step_line(desk, "verifier")
st.title(desk.say("Vérifiez vos réponses"), anchor=False)
lock_notice(desk)
unfinished(desk)


def table(topic: Topic, rows: Sequence[tuple[str, str]]) -> None:
    for _, (name, value) in leaves(desk, f"relire-{topic}", rows, LINES):
        fact(name, value)


def part(topic: Topic) -> None:
    with st.container(border=True, key=f"relire-{topic}"):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            st.subheader(desk.say(TITLES[topic]), anchor=False, width="content")
            if not desk.folder.locked and st.button(
                desk.say("Modifier"), key=f"aller-{topic}", type="tertiary", icon=":material/edit:"
            ):
                go(topic)
        table(topic, REVIEWED[topic](desk.folder, desk.language) or [(desk.say("(rien)"), "")])


proving_none(desk)
widgets_changes.before_filing(desk)
for topic in TOPICS:
    part(topic)
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
