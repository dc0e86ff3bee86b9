"""Calls made and steps taken, a line each: when, with whom, how long; added up into hours."""

from functools import partial

import streamlit as st

from claims.claim.calls import cells_of, hours_of, read_calls
from claims.claim.form import LossForm
from claims.i18n.formats import NBSP, number
from claims.matter.model import Input
from claims.problems import Problem
from claims.ui.forms import key_of, plain
from claims.ui.widgets import Desk, under
from claims.ui.widgets_cards import PAGE, leaves
from claims.ui.widgets_cells import fill, write

CELLS = ("day", "whom", "minutes")


def call_log(desk: Desk, loss: LossForm, name: str, asked: Input) -> None:
    """A row of three fields for each call, one blank row more, and the hours they come to."""
    path, language = f"losses.{loss.id}.inputs.{name}", desk.language
    typed = desk.value(path)
    st.markdown(plain(asked.label.in_(language)))
    if asked.hint:
        st.caption(plain(asked.hint.in_(language)))
    lines = _lines(typed)
    for place, line in leaves(desk, f"appels {loss.id}", [*lines, ""]):
        _row(desk, path, place - 1, line)
    read = read_calls(typed, path)
    under(desk, path, "", "", {})
    if not isinstance(read, Problem) and read:
        hours = f"{number(hours_of(read), language)}{NBSP}{desk.say('h')}"
        st.caption(
            desk.say_n("{n} appel, {hours} en tout", "{n} appels, {hours} en tout", len(read),
                       hours=hours)
        )  # fmt: skip


def _row(desk: Desk, path: str, place: int, line: str) -> None:
    labels = (desk.say("Date"), desk.say("Avec qui"), desk.say("Minutes"))
    cells = cells_of(line)
    with st.container(key=f"appel-{key_of(path)}-{place}"):
        for column, name, label, said in zip(
            st.columns([3, 5, 2]), CELLS, labels, cells, strict=True
        ):
            key = _key(path, place, name)
            fill(key, said)
            column.text_input(
                label, key=key, on_change=_left, args=(path, place),
                label_visibility="visible" if place % PAGE == 0 else "collapsed",
                placeholder=label,
            )  # fmt: skip


def _key(path: str, place: int, name: str) -> str:
    return f"appel-{key_of(path)}-{place}-{name}"


def _left(path: str, place: int) -> None:
    """A cell was left: write its line in the list as it stands; a line left blank goes away."""
    state, keys = st.session_state, [_key(path, place, name) for name in CELLS]
    shown, told = (tuple(state[f"vu {key}"] for key in keys),
                   tuple(str(state[key]).strip() for key in keys))  # fmt: skip

    def change(stands: str) -> str | None:
        lines = _lines(stands)
        before = cells_of(lines[place]) if place < len(lines) else ("", "", "")
        if before not in (shown, told):
            return None
        lines[place : place + 1] = ["; ".join(told)] if any(told) else []
        return "\n".join(lines)

    write(path, dict(zip(keys, told, strict=True)), change, partial(_left, path, place))


def _lines(typed: str) -> list[str]:
    return [line for line in typed.splitlines() if line.strip(" ;\t")]
