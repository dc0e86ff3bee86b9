"""Charts of the office, always beside a table that says the same. Words come already said.

Amounts go to the browser as whole cents; the axis divides them, in the reader's own notation.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from claims.i18n.formats import SYMBOLS
from claims.i18n.text import Language

LOCALES: dict[Language, dict[str, Any]] = {
    "fr": {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0$"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["$", ""]},
}
UNSPOKEN: Mapping[str, Any] = {
    "aria": False, "axis": alt.AxisConfig(aria=False), "legend": alt.LegendConfig(aria=False)
}  # fmt: skip
"""Vega would describe each mark and axis, in English: a chart has its sentence, and a table."""

ABOVE = alt.Axis(
    labelAlign="left", labelOffset=-18, labelPadding=-2, labelLimit=400, domain=False, ticks=False
)
"""Names above their bars, so that bars keep the whole width, on a telephone too."""
ROOM = 1.06
"""Height of a chart, at the least, by that of its tallest bar."""
BELOW = alt.Legend(orient="bottom", labelLimit=240, columns=alt.ExprRef("width < 500 ? 1 : 4"))


def amounts_by_part(
    bars: Sequence[tuple[str, str, int, str]],
    *,
    part: str,
    series: str,
    axis: str,
    currency: str,
    language: Language,
) -> alt.Chart:
    """Bars of stacked amounts. bars: (part, series, cents, the amount as written)."""
    frame = pd.DataFrame(bars, columns=["part", "series", "cents", "written"])
    ticks = alt.Axis(labelExpr=whole_units(currency, language), tickCount=4, grid=True)
    chart = alt.Chart(frame).mark_bar(size=20).encode(
        y=alt.Y("part:N", title=None, sort=None, axis=ABOVE),
        x=alt.X("sum(cents):Q", title=axis, axis=ticks),
        color=alt.Color("series:N", title=None, sort=None, legend=BELOW),
        tooltip=[alt.Tooltip("part:N", title=part), alt.Tooltip("series:N", title=series),
                 alt.Tooltip("written:N", title=axis)],
    )  # fmt: skip
    return _in_language(chart, language).properties(height=alt.Step(48))


def counts_by_day(
    days: Sequence[tuple[str, int]], *, day: str, axis: str, language: Language
) -> alt.Chart:
    """One bar a day. days: (ISO day, claims)."""
    frame = pd.DataFrame(days, columns=["day", "claims"])
    chart = alt.Chart(frame).mark_bar().encode(
        x=alt.X("day:O", title=day, axis=alt.Axis(labelAngle=-40, labelOverlap=True)),
        y=alt.Y("claims:Q", title=axis, axis=alt.Axis(tickMinStep=1, format=",d"),
                scale=_with_room(frame["claims"])),
        tooltip=[alt.Tooltip("day:O", title=day), alt.Tooltip("claims:Q", title=axis, format=",d")],
    )  # fmt: skip
    return _in_language(chart, language).properties(height=240)


def amounts_by_day(
    days: Sequence[tuple[str, int, str]], *, day: str, axis: str, currency: str, language: Language
) -> alt.Chart:
    """One bar a day. days: (ISO day, cents, the amount as written)."""
    frame = pd.DataFrame(days, columns=["day", "cents", "written"])
    ticks = alt.Axis(labelExpr=whole_units(currency, language), tickCount=4)
    chart = alt.Chart(frame).mark_bar().encode(
        x=alt.X("day:O", title=day, axis=alt.Axis(labelAngle=-40, labelOverlap=True)),
        y=alt.Y("cents:Q", title=axis, axis=ticks, scale=_with_room(frame["cents"])),
        tooltip=[alt.Tooltip("day:O", title=day), alt.Tooltip("written:N", title=axis)],
    )  # fmt: skip
    return _in_language(chart, language).properties(height=240)


def _with_room(values: pd.Series) -> alt.Scale:
    """From nothing to a line above the tallest bar."""
    return alt.Scale(domain=[0, max(int(values.max()), 1) * ROOM], nice=True)


def margin_gauge(
    zones: Sequence[tuple[float, float, str]],
    marks: Sequence[tuple[str, float, str]],
    *,
    axis: str,
    language: Language,
) -> alt.Chart:
    """One bar in coloured zones, with marks on it. zones: (from, to, colour), in percent; marks:
    (name, percent, the margin as written)."""
    bar = pd.DataFrame(zones, columns=["low", "high", "fill"])
    placed = pd.DataFrame(marks, columns=["name", "at", "written"])
    ticks = alt.Axis(labelExpr=percents(language), tickCount=6, grid=False)
    band = alt.Chart(bar).mark_bar(height=18, opacity=0.75, yOffset=8, tooltip=None).encode(
        x=alt.X("low:Q", title=None, axis=ticks), x2="high:Q",
        color=alt.Color("fill:N", scale=None, legend=None),
    )  # fmt: skip
    beside = alt.Legend(orient="bottom", columns=len(marks))
    points = alt.Chart(placed).mark_point(filled=True, size=170, opacity=1, yOffset=-8).encode(
        x=alt.X("at:Q", title=None),
        shape=alt.Shape("name:N", title=None, sort=None, legend=beside,
                        scale=alt.Scale(range=["triangle-down", "diamond"])),
        color=alt.Color("name:N", title=None, sort=None, legend=beside),
        tooltip=[alt.Tooltip("name:N", title=axis), alt.Tooltip("written:N", title=axis)],
    )  # fmt: skip
    layered = alt.layer(band, points).resolve_scale(color="independent", shape="independent")
    return _in_language(layered, language).properties(height=120)


def waterfall(
    steps: Sequence[tuple[str, int, int, str, str]],
    *,
    step: str,
    axis: str,
    currency: str,
    language: Language,
) -> alt.Chart:
    """Bars from where a total stood to where a step leaves it. steps: (name, from cents, to cents,
    what is written, colour)."""
    frame = pd.DataFrame(steps, columns=["step", "low", "high", "written", "fill"])
    ticks = alt.Axis(labelExpr=whole_units(currency, language), tickCount=4, grid=True)
    chart = alt.Chart(frame).mark_bar(size=20).encode(
        y=alt.Y("step:N", title=None, sort=None, axis=ABOVE),
        x=alt.X("low:Q", title=axis, axis=ticks), x2="high:Q",
        color=alt.Color("fill:N", scale=None, legend=None),
        tooltip=[alt.Tooltip("step:N", title=step), alt.Tooltip("written:N", title=axis)],
    )  # fmt: skip
    return _in_language(chart, language).properties(height=alt.Step(48))


def percents(language: Language) -> str:
    """Vega expression that writes an axis value, already in percent."""
    return "datum.value + '\u00a0%'" if language == "fr" else "datum.value + '%'"


def whole_units(currency: str, language: Language) -> str:
    """Vega expression that writes an axis value, in cents, as whole dollars or euros."""
    symbol = SYMBOLS[currency]
    number = "format(datum.value / 100, ',.0f')"
    return f"{number} + '\u00a0{symbol}'" if language == "fr" else f"'{symbol}' + {number}"


def _in_language(chart: alt.Chart | alt.LayerChart, language: Language) -> alt.Chart:
    locale = alt.Locale(number=alt.NumberLocale(**LOCALES[language]))
    configured: alt.Chart = chart.configure(locale=locale, **UNSPOKEN)
    return configured
