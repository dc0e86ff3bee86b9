"""Interest on many lines is, to the cent, the interest of each."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.damages.interest import on_capital
from claims.damages.rates import Rates
from claims.settings import HOME
from claims.store.columns import MOST
from claims.totals.accrued import borne, weights_to
from tests.depth import examples

RATES = Rates.read(HOME / "data" / "rates")
KNOWN = sorted(name for name, table in RATES.tables.items() if table.rates)
days = st.dates(date(2018, 1, 1), date(2026, 6, 30))


@settings(max_examples=examples(100), deadline=None)
@given(
    st.sampled_from(KNOWN),
    days,
    st.lists(st.tuples(st.integers(0, MOST) | st.integers(0, 10**6), days), min_size=1),
)
def test_each_line_bears_what_it_would_alone(name, end, lines):
    table = RATES.tables[name]
    first = table.rates[0].start - timedelta(days=1)
    lines = [(cents, max(start, first)) for cents, start in lines]
    cents = np.array([each for each, _ in lines])
    starts = np.array([start.toordinal() for _, start in lines])
    expected = [on_capital(each, table.over(start, end)) for each, start in lines]
    assert borne(cents, starts, weights_to(table, max(end, first))).tolist() == expected
