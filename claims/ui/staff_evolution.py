"""How claims came in, as the representative reads it: bars, and a table that says the same."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from claims.i18n.catalogue import say
from claims.i18n.formats import day
from claims.totals.masked import WITHHELD, MaskedTable
from claims.totals.series import Filed, busiest, claims_per_day, claims_per_week
from claims.ui import staff, staff_cards
from claims.ui.here import language
from claims.ui.staff import Column
from claims.ui.staff_masked import amount, counted
from claims.ui.staff_totals import DECLARED

UNBROKEN = "\u2011"
"""The hyphen of a day that stays on one line."""


def per_day(table: MaskedTable) -> None:
    """Claims filed and amounts declared each day; a wave shows."""
    here, filed = language(), claims_per_day(table)
    if _nothing(table, filed):
        return
    most = busiest(filed)
    if most and most.claims:
        told = say("Jour le plus fort : {day} (réclamations : {n}).", here,
                   day=day(date.fromisoformat(most.day), here),
                   n=staff.counted(most.claims))  # fmt: skip
        st.text(told)
    _drawn(filed, say("Jour", here), "evolution.days")


def per_week(table: MaskedTable) -> None:
    """The same by week: where days are too thin to be told, weeks often are not."""
    filed = claims_per_week(table)
    if not _nothing(table, filed):
        _drawn(filed, say("Semaine du", language()), "evolution.weeks")


def _nothing(table: MaskedTable, filed: Sequence[Filed]) -> bool:
    """Whether there is nothing to show, once said why."""
    if table.withheld or not filed:
        st.info(say(WITHHELD, language()), icon=":material/visibility_off:")
    return table.withheld or not filed


def _drawn(filed: Sequence[Filed], first: str, key: str) -> None:
    """Two charts, without a bar where a figure is masked, and their table."""
    from claims.ui.charts import amounts_by_day, counts_by_day  # altair takes a second to import

    here = language()
    claims, declared = say("Réclamations", here), say("Montant déclaré", here)
    left, right = st.columns(2)
    counts = [(each.day, each.claims or 0) for each in filed]
    sums = [(each.day, each.declared or 0, amount(each.declared)) for each in filed]
    left.altair_chart(
        counts_by_day(counts, day=first, axis=claims, language=here), key=f"{key}.claims",
        alt=claims,
    )  # fmt: skip
    right.altair_chart(
        amounts_by_day(sums, day=first, axis=declared, currency=staff.matter().currency,
                       language=here),
        key=f"{key}.declared", alt=declared,
    )  # fmt: skip
    columns = [
        Column(first, lambda each: each.day),
        Column(say("Réclamations", here), lambda each: counted(each.claims), "figure"),
        Column(say("Depuis le début", here), lambda each: counted(each.so_far), "figure"),
        Column(say(DECLARED, here), lambda each: amount(each.declared), "figure"),
    ]
    some = [each for each in filed if each.claims != 0]
    alt = f"{claims}, {declared}"
    with staff_cards.wide(f"{key}.table"):
        staff.grid(some, columns, key=f"{key}.table", alt=alt)
    whole = replace(columns[0], of=lambda each: each.day.replace("-", UNBROKEN))
    with staff_cards.narrow(f"{key}.table"):
        staff.short_table(some, [whole, *columns[1:]], alt=alt)
