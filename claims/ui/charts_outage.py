"""Sales around an outage on a page: what was expected, the chart, and the table that says the same.

The claimant's page of losses and counsel's page of a claim draw it alike.
"""

import streamlit as st

from claims.damages.sales import Estimate
from claims.damages.sales_shown import Shown, weeks
from claims.i18n import Language, day, money, say
from claims.i18n.formats import month
from claims.ui.forms import plain


def drawn(shown: Shown, *, loss: str, currency: str, language: Language) -> None:
    """The outage marked, with what would have been expected; a table beside it. loss: its id, of
    which a page shows one at a time."""
    _chart(shown, loss, currency, language)
    with st.expander(say("Voir ces ventes en tableau", language), key=f"tableau-{loss}"):
        _table(shown, currency, language)


def expected_told(shown: Shown, currency: str, language: Language, *, bounds: bool = False) -> str:
    """What was expected during the outage, in Markdown; bounds: between which sums too. Blank where
    nothing is estimated."""
    estimate = shown.estimate
    if not isinstance(estimate, Estimate):
        return ""
    expected = plain(money(estimate.expected, currency, language))
    found = estimate.interval
    if not (bounds and found):
        return say(
            "Ventes attendues pendant la panne : **{expected}**", language, expected=expected
        )
    low, high = (plain(money(cents, currency, language)) for cents in (found.low, found.high))
    return say("Ventes attendues pendant la panne : **{expected}** (de {low} à {high})",
               language, expected=expected, low=low, high=high)  # fmt: skip


def _chart(shown: Shown, loss: str, currency: str, language: Language) -> None:
    from claims.ui.charts_sales import sales_around  # altair takes a second to import

    words = {
        "sold": say("Ventes", language),
        "outage": say("Ventes pendant la panne", language),
        "expected": say("Attendu", language),
        "period": say("Jour", language) if shown.by_day else say("Mois", language),
        "axis": say("Ventes avant taxes", language),
    }
    rows = [
        (one.period, one.sold, one.expected, one.away, money(one.sold, currency, language),
         "—" if one.expected is None else money(one.expected, currency, language))
        for one in shown.periods
    ]  # fmt: skip
    with st.container(key=f"courbe-{loss}"):
        st.altair_chart(
            sales_around(
                rows, outage=(shown.start, shown.end), words=words, by_day=shown.by_day,
                currency=currency, language=language,
            ),
            key=f"dessin-{loss}",
            alt=say("Ventes avant, pendant et après la panne, et ventes attendues", language),
        )  # fmt: skip


def _table(shown: Shown, currency: str, language: Language) -> None:
    """The periods of the outage: what was sold, what was expected."""
    heading = (say("Période", language), say("Ventes", language), say("Attendu", language))
    said = day if shown.by_day else month
    rows = [
        " | ".join(
            ("", said(first, language), plain(money(sold, currency, language)),
             "—" if expected is None else plain(money(expected, currency, language)), "")
        )
        for first, sold, expected in weeks(shown)
    ]  # fmt: skip
    st.markdown("\n".join([f"| {' | '.join(heading)} |", "|:---|---:|---:|", *rows]))
