"""How exhibits and their pages are numbered: settled by counsel before the first volume, fixed
after."""

from datetime import datetime
from typing import get_args

import streamlit as st

from claims.documents.bates import Corner, Level, Scheme
from claims.documents.numbering import Way
from claims.i18n.catalogue import N_, say
from claims.office import numbers
from claims.problems import Conflict, NotSaved, Problem, Refused
from claims.ui import staff, staff_meanwhile
from claims.ui.here import actor, house, language, now
from claims.ui.staff_meanwhile import Change

CORNERS = {"right": N_("À droite"), "left": N_("À gauche")}
LEVELS = {"page": N_("Un numéro par page"), "document": N_("Un numéro par fichier")}
FIELDS = ("prefix", "digits", "start", "corner", "level", "way")
KEPT = "bates.told"
"""Session key: what came of the last choice, a sentence or problems."""
WAYS = {
    "file": N_("Un numéro par fichier (P-3, P-4…)"),
    "claim": N_("Un numéro par réclamation, ses fichiers en liasse (P-3.1, P-3.2…)"),
}


def show() -> None:
    """What is settled, or the form that settles it."""
    here, matter = language(), staff.matter().id
    chosen = numbers.settled(house(), actor(), matter)
    outcomes = st.session_state.pop(KEPT, ())
    named = {"exhibit": "P-3.1" if chosen.way == "claim" else "P-3",
             "first": chosen.scheme.label(chosen.scheme.start)}  # fmt: skip
    with st.expander(say("Comment les pièces et leurs pages sont numérotées : {exhibit}, {first}",
                         here, **named),
                     icon=":material/pin:", expanded=bool(outcomes)):  # fmt: skip
        st.text(say("Un numéro tel que {exhibit} désigne une pièce dans l’index, le tableau des "
                    "dommages et le chiffrier; un numéro tel que {first} est imprimé au bas des "
                    "pages de sa copie numérotée, dans le dossier de preuve.",
                    here, **named))  # fmt: skip
        told = " · ".join((
            say(WAYS[chosen.way], here),
            say(LEVELS[chosen.scheme.level], here),
            say(CORNERS[chosen.scheme.corner], here),
        ))  # fmt: skip
        if chosen.last:
            st.text(say("Fixés au premier dossier préparé. Dernier numéro donné : {last}.", here,
                        last=chosen.scheme.label(chosen.last)))  # fmt: skip
            st.caption(told)
        else:
            _lay(matter, chosen)
            _form(matter, chosen)
        for outcome in outcomes:
            if isinstance(outcome, Change):
                told = say("La numérotation a été choisie pendant votre lecture et la vôtre n’est "
                           "pas gardée. Ci-dessus, ce que vous avez changé reste; le reste est ce "
                           "qui suit. Relisez, puis gardez de nouveau.", here)  # fmt: skip
                with staff_meanwhile.box(told, [outcome]):
                    pass
            elif isinstance(outcome, str):
                st.success(outcome)
            else:
                staff.fault(outcome)


def _lay(matter: str, stands: numbers.Settled) -> None:
    """What was read goes into the fields, save where counsel typed otherwise; once they were told
    of a change, what stands now."""
    state, laid = st.session_state, f"bates.laid.{matter}"
    read = staff_meanwhile.seen(_what(matter), stands, field=_field(matter, "prefix"))
    before, values = state.get(laid, {}), _values(read.scheme, read.way)
    if stands.filed:
        values["way"] = stands.way
    for name, value in values.items():
        field = _field(matter, name)
        shown = state.get(field)
        untouched = field not in state or shown == before.get(name)
        if (untouched or (name == "way" and stands.filed)) and shown != value:
            state[field] = value
    state[laid] = values


def _values(scheme: Scheme, way: Way) -> dict[str, str | int]:
    """Name of a field → what it shows of a numbering."""
    return {"prefix": scheme.prefix, "digits": scheme.digits, "start": str(scheme.start),
            "corner": scheme.corner, "level": scheme.level, "way": way}  # fmt: skip


def _form(matter: str, stands: numbers.Settled) -> None:
    here = language()
    st.text(say("À choisir avant de préparer le premier dossier : les numéros donnés ne changent "
                "plus.", here))  # fmt: skip
    with st.form(_field(matter, "form"), border=False):
        st.radio(
            say("Numéros des pièces", here), get_args(Way), key=_field(matter, "way"),
            disabled=stands.filed is not None,
            format_func=lambda code: say(WAYS[code], here),
        )  # fmt: skip
        if stands.filed:
            st.caption(say("Fixés par le premier document qui a numéroté des pièces. Dernier "
                           "numéro donné : {last}.", here, last=stands.filed.label))  # fmt: skip
        first, second, third = st.columns(3, vertical_alignment="bottom")
        first.text_input(say("Préfixe", here), key=_field(matter, "prefix"),
                         max_chars=numbers.LONGEST_PREFIX)  # fmt: skip
        second.selectbox(say("Chiffres", here), numbers.DIGITS, key=_field(matter, "digits"))
        third.text_input(say("Premier numéro", here), key=_field(matter, "start"))
        st.radio(say("Coin du bas", here), get_args(Corner), key=_field(matter, "corner"),
                 horizontal=True, format_func=lambda code: say(CORNERS[code], here))  # fmt: skip
        st.radio(say("Ce qui est numéroté", here), get_args(Level), key=_field(matter, "level"),
                 horizontal=True, format_func=lambda code: say(LEVELS[code], here))  # fmt: skip
        st.form_submit_button(say("Garder cette numérotation", here), key=_field(matter, "keep"),
                              on_click=_keep, args=(matter,))  # fmt: skip


def _keep(matter: str) -> None:
    """Settle what the form says; what comes of it is told under the form."""
    here, state = language(), st.session_state
    prefix, digits, start, corner, level, way = (state[_field(matter, name)] for name in FIELDS)
    try:
        scheme = numbers.read_scheme(prefix, digits, start, corner, level)
        numbers.settle(house(), actor(), matter, scheme, way, now=now(),
                       seen=staff_meanwhile.read(_what(matter)))  # fmt: skip
    except Refused as refusal:
        state[KEPT] = refusal.problems
        return
    except NotSaved:
        state[KEPT] = (Problem("", "action-not-saved"),)
        return
    except Conflict as late:
        staff_meanwhile.forget(_what(matter))
        state[KEPT] = (_change(matter, late),)
        return
    staff_meanwhile.forget(_what(matter))
    for name, value in _values(scheme, way).items():
        state[_field(matter, name)] = value
    pages = say("Numéros des pages : de {first} à {last} au plus.", here,
                first=scheme.label(scheme.start),
                last=scheme.label(10**scheme.digits - 1))  # fmt: skip
    state[KEPT] = (f"{say(WAYS[way], here)} · {pages}",)


def _what(matter: str) -> str:
    return f"bates.{matter}.read"


def _field(matter: str, name: str) -> str:
    """The key of a field: of one matter, so that no other is settled by what it shows."""
    return f"bates.{matter}.{name}"


def _change(matter: str, late: Conflict) -> Change:
    """What a colleague settled, by whom and when."""
    here, stands = language(), numbers.settled(house(), actor(), matter)
    scheme = stands.scheme
    said = " · ".join((
        say(WAYS[stands.way], here), scheme.label(scheme.start), say(LEVELS[scheme.level], here),
        say(CORNERS[scheme.corner], here),
    ))  # fmt: skip
    return Change(late.by, datetime.fromisoformat(late.at), said)
