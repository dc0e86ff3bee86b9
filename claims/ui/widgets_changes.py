"""A correction shown field by field: old value, new value, as inert text."""

from collections.abc import Sequence

import streamlit as st

from claims.i18n import moment
from claims.office import changes
from claims.office.changes import Revised
from claims.ui.forms import plain
from claims.ui.forms_changes import Row, rows_of
from claims.ui.forms_standing import reason_said
from claims.ui.here import actor, house
from claims.ui.widgets import Desk
from claims.ui.widgets_cards import leaves


def before_filing(desk: Desk) -> None:
    """What the correction under way changes, before it is filed; nothing outside a correction."""
    revised = changes.under_way(house(), desk.folder)
    if revised is None:
        return
    with st.container(border=True, key="changements"):
        st.subheader(desk.say("Ce que votre correction change"), anchor=False)
        st.caption(desk.say("Motif que vous avez donné :"))
        st.text(reason_said(revised.reason, desk.language))
        rows = rows_of(revised, desk.folder.matter, desk.language)
        if rows:
            _table(desk, rows, "correction")
        else:
            st.info(desk.say("Rien n’est changé pour le moment."), icon=":material/info:")


def filed(desk: Desk) -> None:
    """Every correction filed, newest first; nothing when there was none."""
    past = changes.corrections(house(), actor(), desk.folder.number)
    if not past:
        return
    title = desk.say_n("{n} correction déposée", "{n} corrections déposées", len(past))
    with st.expander(title, icon=":material/difference:", key="volet-corrections"):
        for revised in past:
            _one(desk, revised)


def _one(desk: Desk, revised: Revised) -> None:
    when = moment(revised.at, desk.folder.matter.timezone, desk.language)
    said = desk.say("Révision {n}, déposée le {when}", n=revised.revision, when=when)
    with st.container(border=True, key=f"revision-{revised.revision}"):
        st.markdown(f"**{plain(said)}**")
        st.text(reason_said(revised.reason, desk.language))
        rows = rows_of(revised, desk.folder.matter, desk.language)
        _table(desk, rows, f"revision-{revised.revision}")


def _table(desk: Desk, rows: Sequence[Row], name: str) -> None:
    for _, row in leaves(desk, f"changements {name}", rows):
        with st.container(border=True, gap="xsmall"):
            st.caption(plain(row.label))
            left, right = st.columns(2, gap="small")
            with left.container(gap=None):
                st.caption(desk.say("Avant"))
                st.text(row.before)
            with right.container(gap=None):
                st.caption(desk.say("Après"))
                st.text(row.after)
