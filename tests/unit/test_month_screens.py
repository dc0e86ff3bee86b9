"""What is told of an estimate by month that rests on a moved level, or leaves sales made up in."""

from datetime import date

import pytest

from claims.damages.lost_sales import expected_revenue
from claims.problems import Problem

OUTAGE = date(2021, 3, 10), date(2021, 3, 16)


def sold(of_month, first=2021, months=8):
    """By month from January of a year, by its number from 1; those that sell None have no line."""
    every = [(f"{first + n // 12}-{n % 12 + 1:02}", of_month(n + 1)) for n in range(months)]
    return tuple((month, cents) for month, cents in every if cents is not None)


def told(history, *codes):
    estimate = expected_revenue(history, *OUTAGE)
    assert not isinstance(estimate, Problem), estimate
    assert {w.where for w in estimate.warnings} <= {"history"}
    return [(w.code, dict(w.values)) for w in estimate.warnings if w.code.startswith(codes)]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (20_000, 100_000, [("months-level-up", {"other_cents": 4_746})]),  # 40,000 / 59 × 7
        (20_000, 31_500, [("months-level-up", {"other_cents": 4_746})]),
        (20_000, 29_000, []),  # less than one and a half times
        (100_000, 20_000, [("months-level-down", {"other_cents": 23_729})]),
        (100_000, 0, []),  # another sentence says that nothing sold since
    ],
)
def test_months_after_all_above_or_below_those_before_are_told(before, after, found):
    history = sold(lambda n: before if n <= 3 else after)
    assert told(history, "months-level") == found


def test_one_month_of_the_other_level_on_a_side_is_no_level_that_moved():
    """100.00 before; 100.00, then 1,000.00 and 1,000.00 after."""
    assert told(sold(lambda n: 100_000 if n > 5 else 10_000), "months-level") == []


def test_a_season_that_the_year_before_had_too_is_no_level_that_moved():
    history = sold(lambda n: 20_000 if (n - 1) % 12 < 3 else 100_000, first=2020, months=20)
    assert told(history, "months-level") == []
    rising = sold(lambda n: 20_000 * (3 if n > 15 else 1), first=2020, months=20)
    assert [code for code, _ in told(rising, "months-level")] == ["months-level-up"]


def test_two_months_on_each_side_are_the_fewest_to_tell_a_level_by():
    """Of the months after, the first and the last of the history are passed over."""
    few = sold(lambda n: 20_000 if n <= 3 else 100_000, months=6)
    assert told(few, "months-level") == []


def test_the_month_after_that_sold_far_more_than_expected_and_than_those_after_is_told():
    def april(cents):
        return told(sold(lambda n: cents if n == 4 else 100_000), "months-made-up")

    expected = 98_901  # by day: 500,000 over 150 days would be 100,000; April has 30 of them
    found = april(199_000)
    assert [code for code, _ in found] == ["months-made-up"]
    assert found[0][1]["months_en"] == "April 2021"
    assert 199_000 - found[0][1]["more_cents"] == pytest.approx(expected, abs=1_500)
    assert april(148_000) == []
    assert april(None) == []


def test_a_month_after_no_better_than_those_that_follow_made_nothing_up():
    assert told(sold(lambda n: 20_000 if n <= 3 else 100_000), "months-made-up") == []


def test_with_months_enough_chance_says_how_far_the_month_after_may_go():
    """Six years at 1,000.00 a month and 1,200.00 every fifth one: 1,300.00 is beyond that."""

    def april(cents):
        return sold(lambda n: cents if n == 76 else 100_000 + 20_000 * (n % 5 == 0), 2015, 80)

    assert [code for code, _ in told(april(130_000), "months-made-up")] == ["months-made-up"]
    assert told(april(121_000), "months-made-up") == []


def test_months_known_only_long_after_the_outage_are_told_late():
    history = sold(lambda n: 10_000, first=2023)
    assert told(history, "history-late") == [("history-late", {"first_day": "2023-02-01"})]
    assert told(sold(lambda n: None if n < 6 else 10_000, months=12), "history-late") == []
    late = sold(lambda n: None if n < 7 else 10_000, months=12)
    assert told(late, "history-late") == [("history-late", {"first_day": "2021-08-01"})]
