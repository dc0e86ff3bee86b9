"""What will be filed, told back part by part, with the way back to each."""

from collections.abc import Sequence

import streamlit as st

from claims.office.progress import TOPICS, Topic
from claims.ui.forms_review import REVIEWED
from claims.ui.widgets import Desk, fact
from claims.ui.widgets_cards import leaves
from claims.ui.widgets_page import TITLES, go

LINES = 60
"""Rows told back at once: an agency has hundreds."""


def review(desk: Desk) -> None:
    """Every part of the folder, in the order it is asked."""
    for topic in TOPICS:
        _part(desk, topic)


def _part(desk: Desk, topic: Topic) -> None:
    with st.container(border=True, key=f"relire-{topic}"):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            st.subheader(desk.say(TITLES[topic]), anchor=False, width="content")
            if not desk.folder.locked and st.button(
                desk.say("Modifier"), key=f"aller-{topic}", type="tertiary", icon=":material/edit:"
            ):
                go(topic)
        _table(
            desk, topic, REVIEWED[topic](desk.folder, desk.language) or [(desk.say("(rien)"), "")]
        )


def _table(desk: Desk, topic: Topic, rows: Sequence[tuple[str, str]]) -> None:
    for _, (name, value) in leaves(desk, f"relire-{topic}", rows, LINES):
        fact(name, value)
