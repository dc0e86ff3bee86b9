"""Sales around an outage, drawn: what was sold, the days without service, what was expected."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd
from babel.dates import get_day_names, get_month_names

from claims.i18n.text import Language
from claims.ui.charts import LOCALES, UNSPOKEN, whole_units

BAR, AWAY, LINE = "#4585bf", "#8fa3b5", "#d0641f"
CODES: Mapping[Language, str] = {"fr": "fr_CA", "en": "en_CA"}
Rows = Sequence[tuple[date, int, int | None, bool, str, str]]
"""(period, cents sold, cents expected, whether in the outage, both as written)."""


def sales_around(
    rows: Rows,
    *,
    outage: tuple[date, date],
    words: Mapping[str, str],
    by_day: bool,
    currency: str,
    language: Language,
) -> Any:
    """One bar a period, the outage shaded behind, what was expected marked above it.

    outage: its first and last day; words: what sales, sales of the outage, expected sales, the axis
    and a period are called.
    """
    columns = ["period", "sold", "expected", "away", "sold_written", "expected_written"]
    frame = pd.DataFrame(rows, columns=columns)
    frame["period"] = [period.isoformat() for period in frame["period"]]
    frame["month"] = [_month(period, language) for period, *_ in rows]
    frame["what"] = [words["outage"] if away else words["sold"] for away in frame["away"]]
    base = alt.Chart(frame).encode(x=_when(words["period"], by_day))
    known = bool(frame["expected"].notna().any())
    series = [name for name in (words["sold"], words["outage"]) if name in set(frame["what"])]
    bars = _bars(base, words, len(rows), series, expected=known)
    layers = [bars.encode(y=_axis(words["axis"], currency, language))]
    if by_day:
        layers.insert(0, _shade(*outage))
    if known:
        layers.append(_expected(base, words))
    return _in_language(alt.layer(*layers), language).properties(
        height=280,
        padding={"left": 5, "top": 8, "right": 5, "bottom": 5},  # a line at the top
    )


def _shade(first: date, last: date) -> Any:
    """The days without service, as a band behind the bars."""
    after = last + timedelta(days=1)
    ends = pd.DataFrame([{"from": first.isoformat(), "until": after.isoformat()}])
    scale = alt.Scale(type="utc")
    return (
        alt.Chart(ends)
        .mark_rect(color=LINE, opacity=0.14)
        .encode(x=alt.X("from:T", scale=scale), x2="until:T")
    )


def _when(name: str, by_day: bool) -> Any:
    """A month stands under its bar; days are counted in universal time, or a browser west of
    Greenwich would show the eve."""
    if not by_day:
        return alt.X("month:N", title=name, sort=None, axis=alt.Axis(labelAngle=-40))
    axis = alt.Axis(format="%-d %b", labelOverlap=True, tickCount=6)
    scale = alt.Scale(type="utc")
    return alt.X("period:T", timeUnit="utcyearmonthdate", title=name, axis=axis, scale=scale)


def _month(first: date, language: Language) -> str:
    """A month in short: "sept. 2021"."""
    name = get_month_names("abbreviated", locale=CODES[language])[first.month]
    return f"{name} {first.year}"


def _axis(name: str, currency: str, language: Language) -> Any:
    ticks = alt.Axis(labelExpr=whole_units(currency, language), tickCount=4)
    return alt.Y("sold:Q", title=name, axis=ticks, scale=alt.Scale(nice=True))


def _bars(
    base: Any, words: Mapping[str, str], periods: int, series: Sequence[str], *, expected: bool
) -> Any:
    """The bars, named in the legend as far as there are some. series: sold or outage, as called."""
    told = {words["sold"]: BAR, words["outage"]: AWAY, words["expected"]: LINE}
    named = [*series, *([words["expected"]] if expected else [])]
    color = alt.Color(
        "what:N",
        title=None,
        scale=alt.Scale(domain=named, range=[told[name] for name in named]),
        legend=alt.Legend(
            orient="bottom", columns=alt.ExprRef("width < 420 ? 1 : 3"), labelLimit=300
        ),
    )
    wide = alt.ExprRef(f"min(24, max(1, 0.8 * width / {periods}))")
    return base.mark_bar(size=wide, opacity=1).encode(color=color, tooltip=_told(words))


def _expected(base: Any, words: Mapping[str, str]) -> Any:
    known = base.transform_filter("isValid(datum.expected)").transform_calculate(
        what=f"'{words['expected']}'"
    )
    marked = known.mark_tick(thickness=3, size=9, opacity=1, orient="horizontal")
    return marked.encode(y="expected:Q", color="what:N", tooltip=_told(words))


def _told(words: Mapping[str, str]) -> list[Any]:
    unit: Any = "utcyearmonthdate"
    return [
        alt.Tooltip("period:T", title=words["period"], format="%Y-%m-%d", timeUnit=unit),
        alt.Tooltip("sold_written:N", title=words["sold"]),
        alt.Tooltip("expected_written:N", title=words["expected"]),
    ]


def _in_language(chart: Any, language: Language) -> Any:
    locale = alt.Locale(number=alt.NumberLocale(**LOCALES[language]), time=_time(language))
    return chart.configure(locale=locale, **UNSPOKEN)


def _time(language: Language) -> alt.TimeLocale:
    code = CODES[language]
    told: dict[str, Any] = {
        "dateTime": "%A %e %B %Y %X", "date": "%Y-%m-%d", "time": "%H:%M", "periods": ["", ""],
        "days": _names(get_day_names("wide", locale=code), (6, 0, 1, 2, 3, 4, 5)),
        "shortDays": _names(get_day_names("abbreviated", locale=code), (6, 0, 1, 2, 3, 4, 5)),
        "months": _names(get_month_names("wide", locale=code), range(1, 13)),
        "shortMonths": _names(get_month_names("abbreviated", locale=code), range(1, 13)),
    }  # fmt: skip
    return alt.TimeLocale(**told)


def _names(known: Mapping[int, str], order: Sequence[int]) -> list[str]:
    return [known[i] for i in order]
