"""How pages of exhibits are numbered: settled by counsel before the first volume, fixed after."""

from typing import cast, get_args

import streamlit as st

from claims.documents.bates import Corner, Level, Scheme
from claims.i18n.catalogue import N_, say
from claims.office import numbers
from claims.problems import NotSaved, Refused
from claims.ui import staff
from claims.ui.here import actor, house, language, now

CORNERS = {"right": N_("À droite"), "left": N_("À gauche")}
LEVELS = {"page": N_("Un numéro par page"), "document": N_("Un numéro par pièce")}


def show() -> None:
    """What is settled, or the form that settles it."""
    here, matter = language(), staff.matter().id
    chosen = numbers.settled(house(), actor(), matter)
    with st.expander(say("Numéros des pages : {first}", here,
                         first=chosen.scheme.label(chosen.scheme.start)),
                     icon=":material/pin:"):  # fmt: skip
        told = (
            f"{say(LEVELS[chosen.scheme.level], here)} · {say(CORNERS[chosen.scheme.corner], here)}"
        )
        if chosen.last:
            st.text(say("Fixés au premier dossier préparé. Dernier numéro donné : {last}.", here,
                        last=chosen.scheme.label(chosen.last)))  # fmt: skip
            st.caption(told)
        else:
            _form(chosen.scheme)


def _form(now_is: Scheme) -> None:
    here = language()
    st.text(say("À choisir avant de préparer le premier dossier : les numéros donnés ne changent "
                "plus.", here))  # fmt: skip
    with st.form("bates", border=False):
        first, second, third = st.columns(3, vertical_alignment="bottom")
        prefix = first.text_input(say("Préfixe", here), now_is.prefix, key="bates.prefix",
                                  max_chars=numbers.LONGEST_PREFIX)  # fmt: skip
        digits = second.selectbox(
            say("Chiffres", here), numbers.DIGITS, numbers.DIGITS.index(now_is.digits),
            key="bates.digits",
        )  # fmt: skip
        start = third.text_input(say("Premier numéro", here), str(now_is.start), key="bates.start")
        corner = st.radio(say("Coin du bas", here), get_args(Corner), key="bates.corner",
                          index=get_args(Corner).index(now_is.corner), horizontal=True,
                          format_func=lambda code: say(CORNERS[code], here))  # fmt: skip
        level = st.radio(say("Ce qui est numéroté", here), get_args(Level), key="bates.level",
                         index=get_args(Level).index(now_is.level), horizontal=True,
                         format_func=lambda code: say(LEVELS[code], here))  # fmt: skip
        if st.form_submit_button(say("Garder cette numérotation", here), key="bates.keep"):
            _keep(prefix, digits, start, cast("Corner", corner), cast("Level", level))


def _keep(prefix: str, digits: int, start: str, corner: Corner, level: Level) -> None:
    here = language()
    try:
        scheme = numbers.read_scheme(prefix, digits, start, corner, level)
        numbers.settle(house(), actor(), staff.matter().id, scheme, now=now())
    except Refused as refusal:
        for problem in refusal.problems:
            staff.fault(problem)
        return
    except NotSaved:
        st.error(say("Rien n’a été enregistré. Réessayez dans un instant.", here))
        return
    st.success(say("Numéros des pages : de {first} à {last} au plus.", here,
                   first=scheme.label(scheme.start),
                   last=scheme.label(10**scheme.digits - 1)))  # fmt: skip
