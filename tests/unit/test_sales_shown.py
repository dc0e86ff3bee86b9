"""What the chart draws: the periods around an outage, and shares that add up to the estimate."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.claim.model import Absent
from claims.damages.sales import Estimate, Window
from claims.damages.sales_shown import Sold, around, weeks

START, END = date(2021, 8, 28), date(2021, 9, 10)


def a_history(of_day, first=date(2020, 6, 1), last=date(2021, 12, 31)):
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple((str(d), of_day(d)) for d in every if of_day(d) and not START <= d <= END)


def test_each_day_of_the_outage_expects_its_share():
    shown = around(a_history(lambda d: 10000 if d.weekday() < 5 else 8000), Window(START, END))
    away = [one for one in shown.periods if one.away]
    assert [one.expected for one in away[:4]] == [8000, 8000, 10000, 10000]
    assert sum(one.expected for one in away) == shown.estimate.expected == 132000
    assert (shown.periods[0].period, shown.periods[-1].period) == (
        START - timedelta(days=84),
        END + timedelta(days=84),
    )
    assert all(one.expected is None for one in shown.periods if not one.away)


def test_a_feast_of_the_outage_on_which_the_shop_closes_expects_nothing():
    """Labour Day, 6 September 2021, closed as 7 September 2020 was."""

    def closed_on_labour_day(day):
        return 0 if day.month == 9 and day.weekday() == 0 and day.day <= 7 else 10000

    shown = around(a_history(closed_on_labour_day), Window(START, END))
    expected = {one.period: one.expected for one in shown.periods if one.away}
    assert expected[date(2021, 9, 6)] == 0
    assert sum(expected.values()) == shown.estimate.expected


def test_a_long_outage_is_told_by_week_and_keeps_its_sums():
    end = date(2021, 10, 15)
    history = tuple((d, c) for d, c in a_history(lambda _: 10000) if d < "2021-08-28")
    shown = around(history, Window(START, end))
    told = weeks(shown)
    assert len(told) == 8
    assert told[0][0] == START
    assert sum(expected for _, _, expected in told) == shown.estimate.expected


def test_months_are_drawn_as_months_and_the_outage_by_its_own():
    months = tuple((f"2021-{n:02}", 10000 * n) for n in range(1, 11))
    shown = around(months, Window(START, END))
    assert [(one.period.month, one.away) for one in shown.periods][6:9] == [
        (7, False), (8, True), (9, True),
    ]  # fmt: skip
    assert weeks(shown) == [(date(2021, 8, 1), 80000, None), (date(2021, 9, 1), 90000, None)]


def test_a_history_too_short_is_drawn_without_an_estimate():
    shown = around((("2021-08-20", 100),), Window(START, END))
    assert not isinstance(shown.estimate, Estimate)
    assert [one.expected for one in shown.periods if one.away] == [None] * 14


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-5000, 40000), min_size=7, max_size=7), st.integers(1, 60))
def test_shares_add_up_whatever_the_week_sells(week, length):
    end = START + timedelta(days=length - 1)
    first = START - timedelta(days=100)
    history = tuple(
        (str(first + timedelta(days=n)), week[n % 7]) for n in range(100) if week[n % 7]
    ) or (("2021-08-01", 0),)
    shown = around(history, Window(START, end))
    expected = [one.expected for one in shown.periods if one.away and one.expected is not None]
    if isinstance(shown.estimate, Estimate) and expected:
        assert sum(expected) == shown.estimate.expected


def days(first, last, *, cents=10_000):
    """A history of as much a day, days numbered from the outage's first."""
    return tuple((str(START + timedelta(days=n)), cents) for n in range(first, last + 1))


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (-90, 110, (-84, 97)),  # twelve weeks on each side
        (-84, 97, (-84, 97)),
        (-83, 96, (-83, 96)),
        (-60, -1, (-60, 13)),
        (20, 90, (0, 90)),
    ],
)
def test_twelve_weeks_on_each_side_are_drawn_as_far_as_the_history_goes(first, last, shown):
    found = around(days(first, last), Window(START, END))
    numbers = [(one.period - START).days for one in found.periods]
    assert numbers == list(range(shown[0], shown[1] + 1))
    assert (found.start, found.end, found.by_day) == (START, END, True)
    assert [(one.period - START).days for one in found.periods if one.away] == list(range(14))


def test_a_day_is_drawn_with_what_was_sold_and_nothing_where_it_has_no_line():
    history = (*days(-60, -3), *days(-1, -1, cents=5_000), *days(3, 3, cents=700))
    shown = around(history, Window(START, START + timedelta(days=3)))
    assert shown.periods[-6:-2] == (
        Sold(START - timedelta(days=2), 0, None, away=False),
        Sold(START - timedelta(days=1), 5_000, None, away=False),
        Sold(START, 0, shown.periods[-4].expected, away=True),
        Sold(START + timedelta(days=1), 0, shown.periods[-3].expected, away=True),
    )
    assert shown.periods[-1].sold == 700
    assert sum(one.expected or 0 for one in shown.periods) == shown.estimate.expected


def test_like_weekdays_share_alike_and_one_that_never_sells_expects_nothing():
    """200.00 on Saturdays, 100.00 on other days, none on Sundays."""
    of_day = {5: 20_000, 6: 0}
    shown = around(a_history(lambda d: of_day.get(d.weekday(), 10_000)), Window(START, END))
    assert [one.expected for one in shown.periods if one.away] == [20_000, 0, *[10_000] * 5] * 2


def test_twenty_six_months_are_drawn_up_to_the_twelfth_week_after_the_outages_month():
    numbers = [(2018 + n // 12, n % 12 + 1) for n in range(60)]
    history = tuple((f"{year}-{month:02}", 100 * n) for n, (year, month) in enumerate(numbers))
    shown = around(history, Window(START, END))
    assert shown.by_day is False
    assert (shown.start, shown.end) == (START, END)
    assert (shown.periods[0], shown.periods[-1], len(shown.periods)) == (
        Sold(date(2019, 10, 1), 2_100, None, away=False),
        Sold(date(2021, 11, 1), 4_600, None, away=False),
        26,
    )
    assert [one.period.month for one in shown.periods if one.away] == [8, 9]


def test_fourteen_days_are_told_one_by_one_and_fifteen_by_week():
    """From a Saturday: two days, a week, and six days; 1.00 was sold on the first."""
    history = (*days(-90, -1), *days(0, 0, cents=100))
    two_weeks = weeks(around(history, Window(START, END)))
    assert two_weeks[:2] == [(START, 100, 10_000), (START + timedelta(days=1), 0, 10_000)]
    assert len(two_weeks) == 14
    fifteen = weeks(around(history, Window(START, END + timedelta(days=1))))
    assert fifteen == [
        (START, 100, 20_000), (date(2021, 8, 30), 0, 70_000), (date(2021, 9, 6), 0, 60_000),
    ]  # fmt: skip
    untold = weeks(around(days(-5, -1), Window(START, END + timedelta(days=1))))
    assert untold[1] == (date(2021, 8, 30), 0, None)


def test_what_is_drawn_is_the_estimate_of_the_loss_with_its_other_outages_and_its_answers():
    """Four weeks before have no line: because of another outage, or of a file that lacks them."""
    lost = (START - timedelta(days=29), START - timedelta(days=2))
    history = (*days(-80, -30), *days(-1, -1))
    missing = Absent(first=lost[0], last=lost[1], answer="absent")
    asked = Window(START, END)
    assert around(history, asked).estimate.expected < 140_000
    for window in (replace(asked, away=(lost,)), replace(asked, absent=(missing,))):
        assert around(history, window).estimate.expected == 140_000
    months = (("2021-05", 310_000), ("2021-06", 300_000), ("2021-07", 310_000))
    assert around(months, asked).estimate.expected == 140_000
