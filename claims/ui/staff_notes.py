"""Counsel's own notes on a claim, and a field for one more."""

import secrets

import streamlit as st

from claims.i18n.catalogue import say, say_n
from claims.i18n.formats import moment
from claims.office import noting
from claims.office.lawyer import OpenClaim
from claims.problems import NotSaved, Refused
from claims.ui import staff
from claims.ui.here import actor, house, language, now

FAULTS = "claim.note.faults"
"""Session key: what was wrong with the last note."""


def show(opened: OpenClaim) -> None:
    """The notes, newest first, under the field; their words stay inert."""
    here, number = language(), opened.row.number
    kept = noting.notes(house(), actor(), number)
    title = say("Notes privilégiées", here)
    if kept:
        title = say_n("{n} note privilégiée", "{n} notes privilégiées", len(kept), here)
    with st.expander(title, icon=":material/lock:", key="claim.notes"):
        with st.form(f"note.{number}", border=False):
            st.text_area(
                say("Nouvelle note", here), key=f"note.text.{number}", height=80,
                help=say("Lue par les seuls avocats du dossier. Elle n’entre dans aucun document "
                         "remis à d’autres, et ne se modifie plus.", here),
            )  # fmt: skip
            for problem in st.session_state.pop(FAULTS, ()):
                staff.fault(problem)
            st.form_submit_button(say("Garder la note", here), key=f"note.keep.{number}",
                                  icon=":material/note_add:", on_click=_keep,
                                  args=(number,))  # fmt: skip
        for each in reversed(kept):
            with st.container(border=True, gap="xsmall"):
                when = moment(each.at, staff.matter().timezone, here)
                st.text(say("{who}, {when}", here, who=each.by, when=when))
                st.text(each.text)


def _keep(number: str) -> None:
    state, field = st.session_state, f"note.text.{number}"
    try:
        noting.note(
            house(), actor(), number, state[field], now=now(), entropy=secrets.token_bytes
        )  # fmt: skip
    except Refused as refusal:
        state[FAULTS] = refusal.problems
    except NotSaved:
        st.toast(say("Rien n’a été enregistré. Réessayez dans un instant.", language()))
    else:
        state[field] = ""
