"""Each verb of a tape does what its sentence says, exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.damages.verbs import VERBS

AMOUNTS = st.decimals(min_value=-(10**8), max_value=10**8, places=2)


@pytest.mark.parametrize(
    ("verb", "running", "operand", "result"),
    [
        ("take", "5.00", "42", "42"),
        ("plus", "100.00", "0.01", "100.01"),
        ("less", "100.00", "0.01", "99.99"),
        ("times", "42", "85.00", "3570.00"),
        ("keep_percent", "200.00", "90", "180.00"),
        ("less_percent", "2000.00", "45", "1100.00"),
        ("divided_by", "1678.32", "365", "4.598136986301369863013698630"),
        ("not_above", "26000.00", "25000.00", "25000.00"),
        ("not_above", "24999.99", "25000.00", "24999.99"),
        ("not_below", "-0.01", "0", "0"),
        ("not_below", "0.01", "0", "0.01"),
    ],
)
def test_a_verb_is_one_line_of_arithmetic(verb, running, operand, result):
    answer = VERBS[verb](Decimal(running), Decimal(operand))
    assert abs(answer - Decimal(result)) < Decimal("1e-24")


@given(AMOUNTS, AMOUNTS)
def test_what_is_kept_and_what_is_taken_away_make_the_whole(running, share):
    percent = abs(share) % 100
    kept = VERBS["keep_percent"](running, percent)
    assert kept + VERBS["less_percent"](running, percent) == running


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_a_floor_after_a_cap_never_leaves_the_two(running, cap, floor):
    low, high = sorted((cap, floor))
    bounded = VERBS["not_below"](VERBS["not_above"](running, high), low)
    assert low <= bounded <= high
