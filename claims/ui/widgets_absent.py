"""Days a history has no line for: asked of whoever brought it, with what it changes."""

from functools import partial

import streamlit as st

from claims.claim.absent import ANSWERS, absent_line, read_absent
from claims.claim.form import LossForm
from claims.claim.model import Absent
from claims.damages.absent_days import Run
from claims.damages.asked_about import runs_asked
from claims.damages.closings import days_of
from claims.damages.sales import Estimate, History, Window
from claims.damages.sales_by_day import with_zeros, without_run
from claims.i18n import day
from claims.matter.model import Input
from claims.problems import Problem
from claims.ui.forms import key_of, plain
from claims.ui.forms_sales import ABSENT
from claims.ui.widgets import Desk, under
from claims.ui.widgets_cells import fill, write
from claims.ui.widgets_history import told_of
from claims.ui.widgets_page import amount


def days_absent(desk: Desk, loss: LossForm, name: str, asked: Input) -> None:
    """One question for each long run of days without a line; none, nothing is shown."""
    path = f"losses.{loss.id}.inputs.{name}"
    told = told_of(desk, loss)
    runs = runs_asked(*told) if told else ()
    if told and runs:
        st.markdown(plain(asked.label.in_(desk.language)))
        if asked.hint:
            st.caption(plain(asked.hint.in_(desk.language)))
        for run in runs:
            _question(desk, path, run, *told)
    under(desk, path, "", "", {})


def _question(desk: Desk, path: str, run: Run, history: History, window: Window) -> None:
    said = {(one.first, one.last): one.answer for one in window.absent}
    stands = said.get((run.first, run.last))
    key = f"absents-{key_of(path)}-{run.first}-{run.last}"
    fill(key, stands)
    start, end = day(run.first, desk.language), day(run.last, desk.language)
    st.radio(
        desk.say(
            "Du {start} au {end}, {n} jours n’ont aucune ligne. Qu’en est-il?",
            start=start, end=end, n=run.days,
        ),
        list(ANSWERS),
        key=key,
        index=None,
        format_func=lambda answer: desk.say(ABSENT[answer]),
        on_change=_left,
        args=(path, run, key),
        disabled=desk.folder.locked,
    )  # fmt: skip
    st.caption(plain(_effect(desk, run, history, window)))


def _effect(desk: Desk, run: Run, history: History, window: Window) -> str:
    """What is expected either way: the person sees what the answer changes."""
    if run not in days_of(history, window).near():
        return desk.say(
            "Les ventes attendues ne reposent pas sur ces jours. Ils servent à dire de combien "
            "l’estimation peut s’écarter, et quelles ventes ont été reprises; sans réponse, ils en "
            "sont écartés."
        )
    return desk.say(
        "Ventes attendues : {without} si ces jours manquent au fichier, {zero} si rien ne s’y est "
        "vendu. Sans réponse, ils comptent comme des jours sans vente.",
        without=_expected(desk, without_run(history, window, run)),
        zero=_expected(desk, with_zeros(history, window, run)),
    )


def _expected(desk: Desk, estimate: Estimate | Problem) -> str:
    if isinstance(estimate, Problem):
        return desk.say("pas d’estimation possible")
    return amount(desk, estimate.expected)


def _left(path: str, run: Run, key: str) -> None:
    """An answer was chosen: write it among the others as they stand."""
    shown, chosen = st.session_state[f"vu {key}"], st.session_state[key]

    def change(stands: str) -> str | None:
        read = read_absent(stands, path)
        before = {} if isinstance(read, Problem) else {(o.first, o.last): o for o in read}
        own = before.pop((run.first, run.last), None)
        if (own.answer if own else None) not in (shown, chosen):
            return None
        told = [*before.values(), Absent(first=run.first, last=run.last, answer=chosen)]
        return "\n".join(map(absent_line, sorted(told, key=lambda one: one.first)))

    write(path, {key: chosen}, change, partial(_left, path, run, key))
