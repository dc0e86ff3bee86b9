"""Who acts proves anew who they are, beside what they were about to do: nothing typed is lost.

An act refused for want of a proof is noted by name; its box asks for a code, and once that is right
the act goes on, with whatever stands in the fields.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import streamlit as st

from claims.i18n.catalogue import say, say_n
from claims.office.demo_staff import code_of
from claims.office.entrance import prove_again
from claims.problems import NotAllowed, ProofIsOld, TooMany
from claims.ui import wanted
from claims.ui.here import actor, house, language, now, token

ASKED, FAULT = "proof.asked", "proof.fault"
"""Session keys: the act that waits for a proof and where it was asked for; what was wrong with a
code."""


def watched(name: str, do: Callable[..., None], *of: Any) -> None:
    """Do what is wanted under that name while its reader watches; the box that asks for a proof,
    where the last is too old, stands here, and once it has one the act is wanted of this."""
    given = wanted.given(name)
    if given is not None:
        with wanted.carried_out(name), asked(name):
            do(*given)
        if is_asked(name):
            st.rerun()  # another act's box may stand above, and waits no more
    box(name, partial(wanted.want, name, *of))


@contextmanager
def asked(act: str) -> Iterator[None]:
    """Do it; where the proof is too old nothing is done, and the box of that act asks for one."""
    try:
        yield
    except ProofIsOld:
        ask(act)


def ask(act: str) -> None:
    """Have the box of an act ask for a code, until its page is left or another matter opened."""
    st.session_state[ASKED] = act, wanted.place()


def is_asked(act: str) -> bool:
    """Whether that act waits for a code here."""
    return bool(st.session_state.get(ASKED) == (act, wanted.place()))


def box(act: str, then: Callable[[], None] = lambda: None, *, why: str = "") -> None:
    """The field for a code, while that act waits for one. then: what is done once it is right; why:
    said in place of the usual reason."""
    here = language()
    if not is_asked(act):
        return
    with st.container(border=True, key="proof"):
        st.markdown(f"**{say('Confirmez que c’est vous', here)}**")
        st.text(why or _why())
        with st.form(f"proof.{act}", border=False, clear_on_submit=True):
            st.text_input(
                say("Code à six chiffres", here), key=f"proof.code.{act}", max_chars=20,
                autocomplete="one-time-code",
            )  # fmt: skip
            if code := code_of(house(), actor(), now=now()):
                st.caption(say("Démonstration : votre code est maintenant {code}.", here,
                               code=code))  # fmt: skip
            if fault := st.session_state.pop(FAULT, ""):
                st.error(fault, icon=":material/error:")
            st.form_submit_button(
                say("Confirmer et continuer", here), key=f"proof.give.{act}", type="primary",
                icon=":material/verified_user:", on_click=_prove, args=(act, then),
            )  # fmt: skip


def _why() -> str:
    return say(
        "Plus de dix minutes ont passé depuis votre dernier code. Donnez celui qu’affiche "
        "maintenant votre application d’authentification : ce que vous avez demandé suit aussitôt, "
        "et rien de ce que vous avez inscrit n’est perdu.",
        language(),
    )


def _prove(act: str, then: Callable[[], None]) -> None:
    """Take the code; the act goes on when it is right, and its box stays when it is not."""
    state, here = st.session_state, language()
    try:
        prove_again(house(), token(), str(state.get(f"proof.code.{act}", "")), now=now())
    except NotAllowed:
        state[FAULT] = say("Ce code ne convient pas, ou il a déjà servi : attendez le suivant, "
                           "puis inscrivez-le.", here)  # fmt: skip
        return
    except TooMany as refusal:
        minutes = max(1, -(-refusal.wait // 60))
        state[FAULT] = say_n("Trop d’essais ont échoué. Attendez {n} minute, puis réessayez.",
                             "Trop d’essais ont échoué. Attendez {n} minutes, puis réessayez.",
                             minutes, here)  # fmt: skip
        return
    del state[ASKED]
    then()
