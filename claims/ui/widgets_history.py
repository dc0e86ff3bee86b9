"""A history of sales: from a file, month by month or pasted; then drawn with its outage."""

from datetime import date
from functools import partial

import streamlit as st

from claims.claim.absent import read_absent
from claims.claim.form import LossForm
from claims.damages.sales import History, Window
from claims.damages.sales_shown import around
from claims.i18n import read_day
from claims.i18n.histories import read_history
from claims.matter.model import Input
from claims.problems import Problem
from claims.ui import charts_outage
from claims.ui.forms import echo_money, key_of, options, plain
from claims.ui.forms_sales import (
    WAYS,
    by_day,
    history_said,
    month_said,
    months_asked,
    months_of,
    with_month,
)
from claims.ui.widgets import Desk, text_field, under
from claims.ui.widgets_cells import fill, write
from claims.ui.widgets_sales import bring_export


def history_field(desk: Desk, loss: LossForm, name: str, asked: Input) -> None:
    """The three ways to tell sales, and what they come to."""
    path = f"losses.{loss.id}.inputs.{name}"
    ways = options(WAYS, desk.language)
    way = st.radio(
        asked.label.in_(desk.language),
        list(ways),
        key=f"ventes-{loss.id}",
        format_func=lambda key: ways[key],
        horizontal=True,
    )
    if asked.hint:
        st.caption(plain(asked.hint.in_(desk.language)))
    if way == "file":
        bring_export(desk, loss)
    elif way == "months":
        _months(desk, loss, path)
    else:
        seen = history_said(desk.value(path), desk.language)
        text_field(desk, path, desk.say("Ventes, une période par ligne"), lines=6, seen=seen)
        return
    under(desk, path, "", history_said(desk.value(path), desk.language), {})


def _months(desk: Desk, loss: LossForm, path: str) -> None:
    """A field a month, saved as it is left into the one history."""
    typed = months_of(desk.value(path))
    span = _span(loss)
    if typed is None:
        st.caption(_not_by_months(desk, desk.value(path)))
        return
    if span is None:
        st.caption(desk.say("Inscrivez d’abord le premier et le dernier jour de cette perte."))
        return
    st.caption(
        desk.say(
            "Remplissez d’abord les deux ou trois derniers mois complets avant la panne : ils "
            "suffisent. Un an plus tôt, les mêmes mois et ceux de la panne donnent la saison. Les "
            "mois de la panne peuvent rester vides : inscrivez plus bas ce que vous avez vendu "
            "malgré elle."
        )
    )
    months = months_asked(*span, typed)
    if older := sum(name < f"{months[0]:%Y-%m}" for name in typed):
        st.caption(
            desk.say_n(
                "{n} mois plus ancien reste dans l’historique, sans champ ici.",
                "{n} mois plus anciens restent dans l’historique, sans champ ici.",
                older,
            )
        )
    for start in range(0, len(months), 3):
        for column, first in zip(st.columns(3), months[start : start + 3], strict=False):
            with column:
                _month(desk, path, first, typed.get(f"{first:%Y-%m}", ""))


def _not_by_months(desk: Desk, typed: str) -> str:
    """Why months cannot be written into what is there."""
    if by_day(typed):
        return desk.say(
            "Votre historique est par jour. Pour le remplacer par des mois, effacez-le d’abord "
            "dans « Liste à coller »."
        )
    return desk.say(
        "Une ligne de votre historique ne se lit pas comme un mois. Corrigez-la d’abord dans "
        "« Liste à coller »."
    )


def _month(desk: Desk, path: str, first: date, stands: str) -> None:
    key = f"mois-{key_of(path)}-{first:%Y-%m}"
    fill(key, stands)
    st.text_input(
        month_said(first, desk.language),
        key=key,
        on_change=_left,
        args=(path, first, key),
    )
    if seen := echo_money(stands, desk.folder.matter, desk.language):
        st.caption(plain(desk.say("Lu : {seen}", seen=seen)))


def _left(path: str, first: date, key: str) -> None:
    """A month was left: write it in the history as it stands, if this month still does."""
    name, shown = f"{first:%Y-%m}", st.session_state[f"vu {key}"]
    typed = str(st.session_state[key]).strip()

    def change(stands: str) -> str | None:
        months = months_of(stands)
        if months is None or months.get(name, "") not in (shown, typed):
            return None
        return with_month(months, name, typed)

    write(path, {key: typed}, change, partial(_left, path, first, key))


def _span(loss: LossForm) -> tuple[date, date] | None:
    start, end = (read_day(typed, "") for typed in (loss.start, loss.end))
    if isinstance(start, Problem) or isinstance(end, Problem) or end < start:
        return None
    return start, end


def told_of(desk: Desk, loss: LossForm) -> tuple[History, Window] | None:
    """The history of a loss with its outage, the others of the same sales and what is said of days
    without a line; None while one of them cannot be read."""
    asked = desk.folder.matter.heads[loss.head].inputs
    by_unit = {one.unit: loss.inputs.get(name, "") for name, one in asked.items()}
    typed, span = by_unit.get("history", ""), _span(loss)
    history = read_history(typed, "") if typed.strip() else None
    if history is None or isinstance(history, Problem) or span is None:
        return None
    others = tuple(
        found
        for other in desk.folder.form.losses
        if other.head == loss.head
        and (other.service == loss.service or typed in other.inputs.values())
        and (found := _span(other)) is not None
    )
    absent = read_absent(by_unit.get("absent_days", ""), "")
    return history, Window(*span, others, () if isinstance(absent, Problem) else absent)


def sales_drawn(desk: Desk, loss: LossForm) -> None:
    """The history with the outage marked and what would have been expected; a table beside it."""
    told = told_of(desk, loss)
    if told is None:
        return
    shown, currency = around(*told), desk.folder.matter.currency
    if said := charts_outage.expected_told(shown, currency, desk.language):
        st.markdown(said)
    charts_outage.drawn(shown, loss=loss.id, currency=currency, language=desk.language)
