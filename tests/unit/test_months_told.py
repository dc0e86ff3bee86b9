"""Months above the norm, counted whole in the indices, are told with what they would have made."""

from datetime import date

import pytest

from claims.damages.lost_sales import expected_revenue
from claims.problems import Problem

JUNE = date(2020, 6, 10), date(2020, 6, 16)
SEPTEMBER = date(2020, 9, 10), date(2020, 9, 16)


def estimated(large, away):
    """1,000.00 a month from 2017 to 2020, and that many cents in June 2019."""
    every = [f"{2017 + n // 12}-{n % 12 + 1:02}" for n in range(48)]
    history = tuple((month, large if month == "2019-06" else 100_000) for month in every)
    estimate = expected_revenue(history, *away)
    assert not isinstance(estimate, Problem), estimate
    assert estimate.method == "seasonal-indices"
    return estimate


@pytest.mark.parametrize(
    ("away", "expected", "other"), [(JUNE, 53_472, 44_311), (SEPTEMBER, 20_093, 20_611)]
)
def test_a_month_above_the_norm_that_moves_the_season_is_told_with_what_it_would_give_without(
    away, expected, other
):
    """4,000.00 in one June, three usual months at the most: 3,000.00 would give the other sum."""
    estimate = estimated(400_000, away)
    told = [(w.where, dict(w.values)) for w in estimate.warnings if w.code == "months-season-whole"]
    values = {"months_fr": "juin 2019", "months_en": "June 2019", "other_cents": other}
    assert (estimate.expected, told) == (expected, [("history", values)])
    assert estimated(300_000, away).expected == other


@pytest.mark.parametrize("large", [100_000, 300_000, 302_000])
def test_a_season_moved_by_less_than_a_fiftieth_is_not_told(large):
    """3,020.00 in one June: 445.02 instead of 443.11."""
    assert "months-season-whole" not in [w.code for w in estimated(large, JUNE).warnings]
