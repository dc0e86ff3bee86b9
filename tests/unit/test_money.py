"""A pot is split exactly, and a cent is rounded half up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.money import rounded, share_out, to_cents, to_units, whole_percent

weights = st.lists(st.integers(0, 10**10), min_size=1, max_size=20).filter(any)


@given(st.integers(0, 10**13), weights)
def test_shares_add_up_to_the_pot_and_are_a_cent_from_their_part_at_most(pot, weights):
    shares = share_out(pot, weights)
    assert sum(shares) == pot
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * sum(weights) - pot * weight) < sum(weights)


def test_cents_left_over_go_to_the_largest_remainders_then_to_the_first():
    assert share_out(10, [1, 1, 1]) == [4, 3, 3]
    assert share_out(100, [1, 1, 4]) == [17, 17, 66]
    assert share_out(1, [1, 2, 2]) == [0, 1, 0]


@pytest.mark.parametrize("weights", [[], [0, 0], [3, -1]])
def test_a_pot_is_not_split_by_weights_of_which_none_is_positive(weights):
    with pytest.raises(ValueError, match="cannot split"):
        share_out(100, weights)


def test_half_a_cent_is_rounded_up():
    assert [rounded(n, 2) for n in range(5)] == [0, 1, 1, 2, 2]
    assert rounded(49, 100) == 0
    assert rounded(50, 100) == 1


@pytest.mark.parametrize(
    ("units", "cents"),
    [("0.004", 0), ("0.005", 1), ("12.345", 1235), ("-0.005", -1), ("25500", 2_550_000)],
)
def test_an_amount_is_rounded_to_the_cent_half_up(units, cents):
    assert to_cents(Decimal(units)) == cents


def test_an_amount_of_thirty_digits_keeps_its_last_cent():
    units = Decimal("123456789012345678901234567890.125")
    assert to_cents(units) == 12345678901234567890123456789013


def test_a_float_is_refused_by_its_name():
    with pytest.raises(TypeError, match=r"cannot come from a float: 0\.1; write it as text"):
        to_cents(0.1)


def test_cents_are_units_again_without_rounding():
    assert [str(to_units(cents)) for cents in (1, -1, 123_456)] == ["0.01", "-0.01", "1234.56"]


def test_a_pot_goes_whole_to_the_only_weight_of_one():
    assert share_out(100, [0, 1]) == [0, 100]


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (0, 0, 0),
        (0, 7, 0),
        (7, 7, 100),
        (1, 2, 50),
        (2, 3, 67),
        (1, 8, 13),
        (1, 1000, 1),
        (999, 1000, 99),
    ],
)
def test_a_part_in_whole_percent_is_half_up_and_neither_nothing_nor_all_unless_it_is(
    part, whole, told
):
    assert whole_percent(part, whole) == told
