"""Objections on the page of a fund: those received, and the form that records one more."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.formats import day
from claims.office import objecting
from claims.office.objecting import WAYS, Objection, Typed, Way
from claims.problems import NotSaved, Problem, Refused
from claims.ui import staff, staff_paged
from claims.ui.here import actor, house, language, now
from claims.ui.staff import Column

SAID: dict[Way, str] = {"filed": N_("Déposée au tribunal"), "sent": N_("Envoyée aux avocats")}
RECORD, UNDO, UNTIL = "objections.record", "objections.undo", "objections.until"
FIELDS = {RECORD: ("objections.who", "objections.on", "objections.about"), UNDO: (UNTIL,)}
"""Form → the fields to be emptied once it is recorded: pressed once more, it would record again."""
DONE, EMPTY, FAULTS = "objections.done", "objections.empty", "objections.faults"
"""Session keys: what was just recorded, the form it was typed in; the form refused, and why."""


def show() -> None:
    """How many were received, the list, and the two forms."""
    here = language()
    found = objecting.objections(house(), actor(), staff.matter().id)
    standing = [each for each in found if each.withdrawn is None]
    with st.container(border=True):
        st.header(say("Objections", here), anchor=False)
        told = say("Consignez ici chaque objection reçue : elle reste au journal, et le rapport "
                   "de clôture la compte.", here)  # fmt: skip
        st.text(told)
        if done := st.session_state.pop(DONE, ""):
            st.success(say(done, here), icon=":material/check:")
        if found:
            said = say_n("{n} objection reçue", "{n} objections reçues", len(found), here)
            gone = say("retirées : {n}", here, n=staff.counted(len(found) - len(standing)))
            st.text(f"{said}, {gone}")
            _list(found)
        with st.expander(say("Consigner une objection", here), icon=":material/edit_note:",
                         key="objections.new"):  # fmt: skip
            _form()
        if standing:
            with st.expander(say("Consigner un retrait", here), icon=":material/undo:",
                             key="objections.gone"):  # fmt: skip
                _withdrawal(standing)


def _list(found: Sequence[Objection]) -> None:
    here = language()
    columns = [
        Column(say("Par", here), lambda each: each.who),
        Column(say("Reçue le", here), lambda each: day(each.on, here)),
        Column(say("Voie", here), lambda each: say(SAID[each.way], here)),
        Column(say("Retirée le", here),
               lambda each: day(each.withdrawn, here) if each.withdrawn else staff.NOTHING),
        Column(say("Objet", here), lambda each: each.about, width="large"),
    ]  # fmt: skip
    told = say_n("{n} objection reçue", "{n} objections reçues", len(found), here)
    staff_paged.table(found, columns, called="objections", told=told, key="objections.list",
                      alt=say("Objections reçues", here))  # fmt: skip


def _form() -> None:
    here = language()
    _emptied(RECORD)
    with st.form("objections", border=False):
        first, second = st.columns(2)
        first.text_input(say("Initiales ou nom", here), key="objections.who",
                         max_chars=objecting.LONGEST_NAME)  # fmt: skip
        second.text_input(say("Reçue le", here), key="objections.on", placeholder="2026-12-31")
        st.radio(say("Voie", here), WAYS, key="objections.way", horizontal=True,
                 format_func=lambda way: say(SAID[way], here))  # fmt: skip
        st.text_area(say("Objet de l’objection", here), key="objections.about",
                     max_chars=objecting.LONGEST)  # fmt: skip
        _faults(RECORD)
        st.form_submit_button(say("Consigner l’objection", here), key=RECORD, on_click=_record)


def _record() -> None:
    state = st.session_state
    typed = Typed(*(state[f"objections.{name}"] for name in ("who", "on", "way", "about")))
    with _told(RECORD, N_("L’objection est consignée au journal.")):
        objecting.record(house(), actor(), staff.matter().id, typed, now=now(),
                         entropy=secrets.token_bytes)  # fmt: skip


def _withdrawal(standing: Sequence[Objection]) -> None:
    here = language()
    known = {each.id: each for each in standing}
    _emptied(UNDO)
    with st.form("objections.withdraw", border=False):
        st.selectbox(
            say("Objection", here), list(known), key="objections.which",
            format_func=lambda id_: f"{known[id_].who} · {day(known[id_].on, here)}",
        )  # fmt: skip
        st.text_input(say("Retirée le", here), key=UNTIL, placeholder="2026-12-31")
        _faults(UNDO)
        st.form_submit_button(say("Consigner le retrait", here), key=UNDO, on_click=_withdraw)


def _withdraw() -> None:
    state = st.session_state
    with _told(UNDO, N_("Le retrait est consigné; l’objection reste au journal.")):
        objecting.withdraw(house(), actor(), staff.matter().id, str(state["objections.which"]),
                           state[UNTIL], now=now())  # fmt: skip


@contextmanager
def _told(form: str, done: str) -> Iterator[None]:
    """Do what a form asks; that it is done, or why it is not, is told under it."""
    try:
        yield
    except Refused as refusal:
        st.session_state[FAULTS] = form, refusal.problems
    except NotSaved:
        st.session_state[FAULTS] = form, (Problem("", "action-not-saved"),)
    else:
        st.session_state[DONE], st.session_state[EMPTY] = done, form


def _emptied(form: str) -> None:
    """Empty the fields of what was just recorded, as they are drawn: the browser, which a press
    that followed came from, would bring back what was only forgotten before."""
    if st.session_state.get(EMPTY) == form:
        del st.session_state[EMPTY]
        for field in FIELDS[form]:
            st.session_state[field] = ""


def _faults(form: str) -> None:
    of, problems = st.session_state.get(FAULTS, ("", ()))
    if of == form:
        del st.session_state[FAULTS]
        for problem in problems:
            staff.fault(problem)
