"""Objections on the page of a fund: those received, and the form that records one more."""

import secrets
from collections.abc import Sequence

import streamlit as st

from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.formats import day
from claims.office import objecting
from claims.office.objecting import WAYS, Objection, Typed, Way
from claims.problems import NotSaved, Refused
from claims.ui import staff, staff_paged
from claims.ui.here import actor, house, language, now
from claims.ui.staff import Column

SAID: dict[Way, str] = {"filed": N_("Déposée au tribunal"), "sent": N_("Envoyée aux avocats")}
FIELDS = ("who", "on", "about")
DONE, EMPTY = "objections.done", "objections.empty"


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
        Column(say("Objet", here), lambda each: each.about, width="large"),
        Column(say("Retirée le", here),
               lambda each: day(each.withdrawn, here) if each.withdrawn else staff.NOTHING),
    ]  # fmt: skip
    told = say_n("{n} objection reçue", "{n} objections reçues", len(found), here)
    staff_paged.table(found, columns, called="objections", told=told, key="objections.list",
                      alt=say("Objections reçues", here))  # fmt: skip


def _form() -> None:
    here = language()
    if st.session_state.pop(EMPTY, False):
        for name in FIELDS:  # a field merely forgotten would keep its words in the browser
            st.session_state[f"objections.{name}"] = ""
    with st.form("objections", border=False):
        first, second = st.columns(2)
        first.text_input(say("Initiales ou nom", here), key="objections.who",
                         max_chars=objecting.LONGEST_NAME)  # fmt: skip
        second.text_input(say("Reçue le", here), key="objections.on", placeholder="2026-12-31")
        st.radio(say("Voie", here), WAYS, key="objections.way", horizontal=True,
                 format_func=lambda way: say(SAID[way], here))  # fmt: skip
        st.text_area(say("Objet de l’objection", here), key="objections.about",
                     max_chars=objecting.LONGEST)  # fmt: skip
        if st.form_submit_button(say("Consigner l’objection", here), key="objections.record"):
            _record()


def _record() -> None:
    state = st.session_state
    typed = Typed(*(state[f"objections.{name}"] for name in ("who", "on", "way", "about")))
    try:
        objecting.record(house(), actor(), staff.matter().id, typed, now=now(),
                         entropy=secrets.token_bytes)  # fmt: skip
    except Refused as refusal:
        _faults(refusal)
    except NotSaved:
        _unsaved()
    else:
        state[EMPTY] = True
        _done(N_("L’objection est consignée au journal."))


def _withdrawal(standing: Sequence[Objection]) -> None:
    here = language()
    known = {each.id: each for each in standing}
    with st.form("objections.withdraw", border=False):
        chosen = st.selectbox(
            say("Objection", here), list(known), key="objections.which",
            format_func=lambda id_: f"{known[id_].who} · {day(known[id_].on, here)}",
        )  # fmt: skip
        on = st.text_input(say("Retirée le", here), key="objections.until",
                           placeholder="2026-12-31")  # fmt: skip
        sent = st.form_submit_button(say("Consigner le retrait", here), key="objections.undo")
    if not sent:
        return
    try:
        objecting.withdraw(house(), actor(), staff.matter().id, str(chosen), on, now=now())
    except Refused as refusal:
        _faults(refusal)
    except NotSaved:
        _unsaved()
    else:
        _done(N_("Le retrait est consigné; l’objection reste au journal."))


def _faults(refusal: Refused) -> None:
    for problem in refusal.problems:
        staff.fault(problem)


def _unsaved() -> None:
    st.error(say("Rien n’a été enregistré. Réessayez dans un instant.", language()))


def _done(told: str) -> None:
    st.session_state[DONE] = told
    st.rerun()
