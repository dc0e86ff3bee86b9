"""A claim read a second time: the claim and its proof, and nothing of what was decided of it."""

from dataclasses import replace

import streamlit as st

from claims.i18n.catalogue import say
from claims.office import blinding, seconding
from claims.office.lawyer import OpenClaim
from claims.problems import NotFound, NotSaved, Problem, Refused
from claims.ui import staff, staff_claim, staff_decision, staff_line, staff_tape, staff_view
from claims.ui.here import actor, house, language, now
from claims.ui.staff_decision import FAULTS

NUMBER, DONE = "second.number", "second.done"
"""Session keys: the claim on the screen; the one a line of which was just said."""


def show(opened: OpenClaim) -> None:
    """The claim as its second reader sees it, and the form of the line chosen."""
    here = language()
    st.session_state[NUMBER] = opened.row.number
    said = len(opened.claim.decisions)
    opened = replace(opened, row=replace(opened.row, version=said))  # the next line opens by itself
    st.session_state.pop(DONE, None)
    staff_view.back_to_list(say("Retour à la liste", here))
    staff_claim.top(opened)
    told = say(
        "Second examen, à l’aveugle : ni les décisions, ni leurs motifs, ni les notes, ni "
        "l’historique ne vous sont montrés. Votre avis sur chaque perte est conservé "
        "définitivement; il ne change aucun montant.", here,
    )  # fmt: skip
    st.info(told, icon=":material/visibility_off:")
    with st.grid(2):
        counted = opened.assessment
        staff.figure(say("Total déclaré", here), staff.amount(counted.declared))
        staff.figure(say("Total étayé", here), staff.amount(counted.supported),
                     staff.share(counted.supported, counted.declared))  # fmt: skip
    left, right = st.columns([2, 3], gap="small")
    with left:
        staff_claim.claimant(opened)
    with right:
        staff_claim.services(opened)
    with st.container(border=True):
        st.header(say("Pertes", here), anchor=False)
        _line(opened)


def unread() -> None:
    """Of figures and lists: how many claims stand there as if nobody had decided them, for this
    reader."""
    if blind := blinding.owed(house(), actor(), staff.matter().id):
        st.info(say(
            "Réclamations comptées ici comme non décidées, car vous devez encore les relire à "
            "l’aveugle : {n}. Les montants admis ne sont donc pas ceux que lisent vos collègues.",
            language(), n=staff.counted(len(blind)),
        ), icon=":material/visibility_off:")  # fmt: skip


def _line(opened: OpenClaim) -> None:
    line = staff_claim.lines(opened)
    if line is None:
        return
    st.divider()
    known = staff_line.looks(line, opened)
    computed, proved = st.columns([1, 1], gap="medium")
    with computed:
        staff_line.heading(line)
        staff_tape.tape(line, opened, known)
        staff_tape.sales(line, opened)
    with proved:
        staff_line.proof(line, opened, known)
        if decision := opened.decision(line.loss):
            st.markdown(f"**{say('Votre avis', language())}**")
            staff_decision.stands(decision)
        else:
            staff_decision.form(line, opened, _say)


def _say(loss: str, key: str) -> None:
    state = st.session_state
    try:
        seconding.say_second(
            house(), actor(), state[NUMBER], staff_decision.typed(loss, key), now=now()
        )
    except Refused as refusal:
        state[FAULTS] = (f"decide.{loss}", refusal.problems)
    except NotSaved:
        state[FAULTS] = (f"decide.{loss}", (Problem("", "not-saved"),))
    except NotFound:
        state[FAULTS] = (f"decide.{loss}", (Problem("loss", "no-such-line"),))
    else:
        state[DONE] = state[NUMBER]


def done(number: str) -> None:
    """Say once that the last line was said, on the page that now shows what was decided."""
    if st.session_state.pop(DONE, "") == number:
        told = say(
            "Second examen terminé : la réclamation vous est maintenant ouverte, avec ce qui a "
            "été décidé.", language(),
        )  # fmt: skip
        st.success(told, icon=":material/visibility:")
