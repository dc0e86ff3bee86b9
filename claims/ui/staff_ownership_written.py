"""What counsel types about a site, kept while they read its claim.

A colleague's event, or the choice of another site, takes a form off the screen and its fields with
it: drawn anew, a form has its words again; while it is not, they are shown, to be copied.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import streamlit as st

from claims.i18n.catalogue import N_, say
from claims.ui.here import language, visit

TURNS, WRITTEN = "ownership.turns", "ownership.written"
"""Session keys: how often each form was kept; what fields held in this visit, by their keys."""
FIELDS = {
    "try": ("channel", "result", "note"), "decide": ("why",), "reopen": ("again",),
    "ask": ("papers", "ways"), "paper": ("which", "name", "mismatch"), "answer": ("answer", "said"),
}  # fmt: skip
"""The fields of each form."""
KNOWN = frozenset(name for names in FIELDS.values() for name in names)
LABELS = {
    "note": N_("Note (facultatif)"), "why": N_("Motif, lu par le réclamant"),
    "again": N_("Motif, lu par le réclamant"), "name": N_("Nom lu sur le justificatif"),
    "mismatch": N_("En quoi il ne concorde pas"), "said": N_("Ses mots, lus par le réclamant"),
}  # fmt: skip
"""The fields that hold words; in the others something is chosen."""


def end(form: str, about: str) -> str:
    """The end of the keys of a form's fields: its own, until it is kept. about: claim.service."""
    return f"{about}.{st.session_state.get(TURNS, {}).get(f'{form}.{about}', 0)}"


def kept(of: str) -> None:
    """Begin a form anew once its words are kept; those of the others stay as typed."""
    turns = st.session_state.setdefault(TURNS, {})
    turns[of] = turns.get(of, 0) + 1


def hold(number: str, shown: Collection[str], service: str) -> None:
    """Before the forms are drawn: keep what fields hold, and give it back to those drawn anew."""
    state, written, about = st.session_state, _written(), f"{number}.{service}"
    for key in map(str, state):
        parts = key.split(".", 3)
        if parts[0] == "ownership" and parts[1] in KNOWN and parts[2:3] == [number]:
            written[key] = state[key]
    for form in shown:
        for name in FIELDS[form]:
            key = f"ownership.{name}.{end(form, about)}"
            if key in written and key not in state:
                state[key] = written[key]


def left(number: str, shown: Collection[str], service: str) -> Iterator[tuple[str, str]]:
    """Label and words of each field whose form is not on the screen."""
    written, about = _written(), f"{number}.{service}"
    for form in (form for form in FIELDS if form not in shown):
        for name in (name for name in FIELDS[form] if name in LABELS):
            text = str(written.get(f"ownership.{name}.{end(form, about)}") or "").strip()
            if text:
                yield LABELS[name], text


def show(words: Sequence[tuple[str, str]]) -> None:
    """What is left of forms that are gone, to be copied."""
    here = language()
    if words:
        st.caption(say("Ce que vous avez écrit là où rien ne se consigne plus reste ici jusqu’à ce "
                       "que vous quittiez la réclamation : copiez-le s’il doit servir.",
                       here))  # fmt: skip
    for label, text in words:
        st.caption(say(label, here))
        st.code(text, language=None, wrap_lines=True)


def _written() -> dict[str, Any]:
    """What fields held in this visit."""
    state, this = st.session_state, visit()
    if state.get(WRITTEN, (0,))[0] != this:
        state[WRITTEN] = this, {}
    held: dict[str, Any] = state[WRITTEN][1]
    return held
