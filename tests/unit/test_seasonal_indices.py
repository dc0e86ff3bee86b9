"""Seasonal indices against a published decomposition, and against statsmodels."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.damages.seasonal_indices import seasonal_indices

AIR_PASSENGERS = [
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118,
    115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140,
    145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166,
    171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194,
    196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201,
    204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229,
    242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278,
    284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306,
    315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336,
    340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337,
    360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405,
    417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
]  # fmt: skip
"""Thousands of passengers a month, 1949 to 1960 (Box and Jenkins, 1976, series G)."""
PUBLISHED = [
    "0.9102304", "0.8836253", "1.0073663", "0.9759060", "0.9813780", "1.1127758",
    "1.2265555", "1.2199110", "1.0604919", "0.9217572", "0.8011781", "0.8988244",
]  # fmt: skip


def test_M1_the_airline_passengers_have_the_published_indices():
    found = seasonal_indices(AIR_PASSENGERS, 1)
    assert [f"{index:.7f}" for index in found] == PUBLISHED


def test_statsmodels_finds_the_same():
    import numpy as np
    from statsmodels.tsa.seasonal import seasonal_decompose

    theirs = seasonal_decompose(np.array(AIR_PASSENGERS), "multiplicative", period=12).seasonal[:12]
    assert [float(index) for index in seasonal_indices(AIR_PASSENGERS, 1)] == pytest.approx(
        theirs.tolist(), abs=1e-12
    )


def test_indices_are_those_of_the_month_wherever_the_history_begins():
    from_march = seasonal_indices(AIR_PASSENGERS[2:], 3)
    assert from_march.index(max(from_march)) == 6  # July
    assert from_march.index(min(from_march)) == 10  # November


def test_less_than_three_years_or_a_stretch_without_sales_have_no_indices():
    assert seasonal_indices([100] * 35, 1) is None
    assert seasonal_indices([100] * 36, 1) == (Decimal(1),) * 12
    assert seasonal_indices([*[100] * 20, *[0] * 20], 1) is None


@pytest.mark.parametrize("cents", [0, -100])
def test_a_month_that_sells_nothing_every_year_has_no_index_nor_have_the_others(cents):
    assert seasonal_indices([cents, *[100] * 11] * 4, 1) is None


@given(st.lists(st.integers(1, 10**9), min_size=36, max_size=60), st.integers(1, 12))
def test_indices_average_one(months, first):
    found = seasonal_indices(months, first)
    assert abs(sum(found) - 12) < Decimal("1e-20")
