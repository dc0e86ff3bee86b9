"""What counsel sees of a claim once filed: messages, corrections, a request for erasure."""

from collections.abc import Sequence

import streamlit as st

from claims.i18n.catalogue import say, say_n
from claims.i18n.formats import moment
from claims.i18n.sentences import sentence
from claims.office import changes, conversing, leaving
from claims.office.changes import Revised
from claims.office.lawyer import OpenClaim
from claims.problems import NotSaved, Refused
from claims.ui import conversation, staff, staff_cards
from claims.ui.forms_changes import Row, rows_of
from claims.ui.forms_standing import reason_said
from claims.ui.here import actor, house, language, now
from claims.ui.staff import Column

OPENED = "claim.messages.open"
"""Session key, with a claim's number: whether its messages stood open when it was first shown."""
ANSWER, FAULT = "claim.erasure.answer", "claim.erasure.fault"


def show(opened: OpenClaim) -> None:
    """The messages open when one waits for an answer, then corrections and any request."""
    number = opened.row.number
    _erasure(number)
    _corrections(number)
    waiting = conversing.unread(house(), actor(), number)
    title = (
        say_n("Messages : {n} nouveau", "Messages : {n} nouveaux", waiting, language())
        if waiting
        else say("Messages", language())
    )
    start = st.session_state.setdefault(f"{OPENED} {number}", bool(waiting))
    opener = st.expander(
        title, icon=":material/forum:", key=f"claim.messages.{number}", expanded=start,
        on_change="rerun",
    )  # fmt: skip
    if opener.open:
        with opener:
            _messages(number)


def _messages(number: str) -> None:
    """Drawn, and noted as read, only once counsel opens them."""
    talk = conversing.read(house(), actor(), number, now=now())
    conversation.thread(talk, staff.matter().timezone, language())
    st.caption(
        say("Le réclamant lit ce que vous écrivez ici. Vos notes privilégiées se consignent avec "
            "la décision.", language())
    )  # fmt: skip
    conversation.box(talk, language())


def _corrections(number: str) -> None:
    past = changes.corrections(house(), actor(), number)
    if not past:
        return
    here = language()
    title = say_n("{n} correction déposée", "{n} corrections déposées", len(past), here)
    with st.expander(title, icon=":material/difference:", key="claim.corrections"):
        for revised in past:
            _correction(revised)


def _correction(revised: Revised) -> None:
    here = language()
    when = moment(revised.at, staff.matter().timezone, here)
    said = say("Révision {n}, déposée le {when}", here, n=revised.revision, when=when)
    st.markdown(f"**{staff.plain(said)}**")
    st.text(reason_said(revised.reason, here))
    rows: Sequence[Row] = rows_of(revised, staff.matter(), here)
    columns = [
        Column(say("Champ", here), lambda row: row.label, width="medium"),
        Column(say("Avant", here), lambda row: row.before, width="medium"),
        Column(say("Après", here), lambda row: row.after, width="medium"),
    ]
    alt = say("Ce que change la révision {n}", here, n=revised.revision)
    staff_cards.table(rows, columns, key=f"claim.correction.{revised.revision}", alt=alt)


def _erasure(number: str) -> None:
    """A request to be forgotten that waits for reasons."""
    asked, here = leaving.asked_erasure(house(), actor(), number), language()
    if asked is None or asked.answered_at is not None:
        return
    with st.container(border=True, key="claim.erasure"):
        when = moment(asked.asked_at, staff.matter().timezone, here)
        st.warning(
            staff.plain(say("Le réclamant a demandé l’effacement de ses renseignements le {when}. "
                            "Répondez-lui par écrit, avec vos motifs.", here, when=when)),
            icon=":material/person_remove:",
        )  # fmt: skip
        if asked.reason:
            st.text(asked.reason)
        with st.form("erasure", border=False):
            st.text_area(say("Votre réponse, que le réclamant lira", here),
                         key=f"{ANSWER}.{number}", height=100)  # fmt: skip
            for fault in st.session_state.pop(FAULT, []):
                st.error(fault, icon=":material/error:")
            st.form_submit_button(say("Répondre", here), type="primary", key="claim.erasure.send",
                                  on_click=_answer, args=(number,))  # fmt: skip


def _answer(number: str) -> None:
    state = st.session_state
    try:
        leaving.answer_erasure(
            house(), actor(), number, str(state[f"{ANSWER}.{number}"] or ""), now=now()
        )
    except Refused as refused:
        state[FAULT] = [sentence(problem, language()) for problem in refused.problems]
    except NotSaved:
        state[FAULT] = [say("La réponse n’a pas été enregistrée. Réessayez dans un instant.",
                            language())]  # fmt: skip
