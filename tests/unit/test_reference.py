"""The days an estimate rests on, to the day: which count, for how much, which are asked about."""

from decimal import Decimal

import pytest

from claims.claim.model import Absent
from claims.damages.absent_days import Run
from claims.damages.asked_about import runs_asked
from claims.damages.reference import (
    Days,
    Weekdays,
    by_weekday,
    limit,
    reference_of,
    with_run_missing,
    without_answer,
)
from claims.damages.sales import DAY, Window
from tests.unit.test_sales_by_day import sold, steady
from tests.unit.test_sales_tapes import MONDAY, SUNDAY

WINDOW = Window(MONDAY, SUNDAY)


def ends(days):
    """The first and the last of them, counted from MONDAY."""
    return (days[0] - MONDAY).days, (days[-1] - MONDAY).days


def test_the_reference_is_ninety_one_days_of_each_side_once_sales_settled():
    days = Days.of(sold(steady()), WINDOW)
    assert (ends(days.before(91)), ends(days.after())) == ((-91, -1), (14, 104))
    base = reference_of(days)
    assert (base.side, len(base.days), ends(base.days)) == ("before-and-after", 182, (-91, 104))


def test_days_more_than_half_a_year_away_tell_nothing():
    """182 days from the outage, of which the week that settles is none."""
    before = Days.of(sold(steady(), -300, -150), WINDOW)
    assert ends(before.before(91)) == (-182, -150)
    after = Days.of(sold(steady(), 160, 300), WINDOW)
    assert ends(after.after()) == (160, 188)


@pytest.mark.parametrize(
    ("first", "last", "side", "days"),
    [
        (-28, 41, "before-and-after", 56),  # twenty-eight days of each side
        (-27, 41, "after", 28),
        (-28, 40, "before", 28),
        (-27, 40, "before-and-after", 54),  # both are short, and serve together
        (-14, 27, "before-and-after", 28),
        (-13, 27, "before", 13),
        (-90, 40, "before", 56),
    ],
)
def test_a_side_of_fewer_than_four_weeks_is_left_out_unless_both_are(first, last, side, days):
    base = reference_of(Days.of(sold(steady(), first, last), WINDOW))
    assert (base.side, len(base.days)) == (side, days)
    assert base.enough is (days >= 28)


@pytest.mark.parametrize(("length", "weeks"), [(7, 9), (8, 10), (14, 10), (1, 9)])
def test_a_year_earlier_is_looked_at_by_whole_weeks_around_the_same_days(length, weeks):
    last = MONDAY + (length - 1) * DAY
    around, before = Days.of(sold(steady()), Window(MONDAY, last)).season()
    assert (ends(around), ends(before)) == ((-392, -393 + 7 * weeks), (-420, -365))


def near(*gap, first=-150, last=150):
    """Whether the estimate rests on a run without a line, of days numbered from MONDAY."""
    days = Days.of(sold(steady(*range(gap[0], gap[1] + 1)), first, last), WINDOW)
    assert days.runs == (Run(MONDAY + gap[0] * DAY, MONDAY + gap[1] * DAY),)
    return days.near() == days.runs


@pytest.mark.parametrize(
    ("gap", "is_near"),
    [((-101, -91), True), ((-101, -92), False), ((104, 116), True), ((105, 116), False)],
)
def test_an_estimate_rests_on_a_run_when_one_of_its_days_counts(gap, is_near):
    assert near(*gap) is is_near


@pytest.mark.parametrize(
    ("gap", "first", "is_near"),
    [
        ((-428, -420), -430, True), ((-428, -421), -430, False),
        ((-330, -320), -430, True), ((-329, -320), -430, False),
        ((-350, -340), -420, True), ((-350, -340), -419, False),
    ],
)  # fmt: skip
def test_an_estimate_rests_on_a_run_of_the_year_before_where_the_season_would(gap, first, is_near):
    assert near(*gap, first=first) is is_near


def test_an_estimate_by_the_days_before_alone_rests_on_no_run_after_the_outage():
    """Twenty-five days are known after it, where four weeks are the least."""
    assert not near(20, 34, last=38)


@pytest.mark.parametrize(
    ("gap", "first", "last"), [((-182, -60), -250, 150), ((60, 188), -150, 250)]
)
def test_an_estimate_still_rests_on_a_run_that_the_answer_takes_out_of_reach(gap, first, last):
    """Half a year from the outage, fewer than ninety-one days are left on that side."""
    run = Run(MONDAY + gap[0] * DAY, MONDAY + gap[1] * DAY)
    history = sold(steady(*range(gap[0], gap[1] + 1)), first, last)
    days = Days.of(history, Window(MONDAY, SUNDAY, (), with_run_missing(WINDOW, run)))
    assert days.near() == (run,)


def test_a_run_of_a_history_too_far_from_the_outage_is_asked_about_all_the_same():
    assert runs_asked(sold(steady(*range(-330, -319)), -350, -300), WINDOW) == (
        Run(MONDAY - 330 * DAY, MONDAY - 320 * DAY),
    )


def test_a_run_near_the_outage_is_asked_about_beyond_twice_the_usual_one():
    """Every fourth day sells, but one: seven days, more than twice three and less than thrice."""
    history = sold(lambda n: 10_000 * (n % 4 == 0 and n != -16))
    assert runs_asked(history, WINDOW) == (Run(MONDAY - 19 * DAY, MONDAY - 13 * DAY),)


def test_days_between_joined_outages_are_neither_of_them():
    joined = Window(MONDAY, MONDAY, ((MONDAY, MONDAY), (MONDAY + 4 * DAY, MONDAY + 6 * DAY)))
    days = Days.of(sold(steady()), joined)
    assert (days.start, days.end) == (MONDAY, SUNDAY)
    assert days.between() == (MONDAY + DAY, MONDAY + 2 * DAY, MONDAY + 3 * DAY)


@pytest.mark.parametrize(
    ("sales", "most"),
    [
        ([], 0),
        ([0, -500], 0),
        ([1], 4),  # four times the middle one
        ([100] * 12, 400),
        ([*[100] * 139, 10_000], 1_263),  # 13,900 ÷ 11
        ([*[100] * 138, 10_000, 20_000], 1_380),  # 13,800 ÷ 10
        ([*[100] * 138, 10_000, -10_000], 1_254),  # 13,800 ÷ 11: a refund lowers no limit
        ([100, 200, 300], 800),  # four times the middle one of three
        ([100, 200, 300, 400], 800),  # four times the lower of the middle two
    ],
)
def test_a_day_counts_for_a_twelfth_of_all_or_for_four_usual_ones(sales, most):
    assert limit(sales) == most


def test_what_a_day_sold_above_the_most_it_counts_for_is_kept_apart():
    """Two Mondays, 0.50 and 0.70 above 1.00; a Sunday at the limit, to the cent."""
    added = by_weekday([(0, 150), (0, 170), (0, 30), (6, 100)], 100)
    assert added == Weekdays((230, 0, 0, 0, 0, 0, 100), (120, 0, 0, 0, 0, 0, 0), (3, *[0] * 5, 1),
                             (0,) * 7)  # fmt: skip


def test_what_was_given_back_is_borne_by_each_weekday_by_what_it_sold():
    """A Monday of 3.00, a Sunday of 6.00; 0.90 given back on a Tuesday, and on a Wednesday 10.00,
    counted for 9.00 of which 8.10 are left to take away."""
    sales = [(0, 300), (6, 600), (1, -90)]
    assert by_weekday(sales, 900) == Weekdays(
        (270, 0, 0, 0, 0, 0, 540), (0,) * 7, (1, 1, 0, 0, 0, 0, 1), (30, 0, 0, 0, 0, 0, 60)
    )
    assert by_weekday([*sales, (2, -1000)], 900) == Weekdays(
        (0,) * 7, (0,) * 7, (1, 1, 1, 0, 0, 0, 1), (300, 0, 0, 0, 0, 0, 600)
    )


def test_an_exceptional_refund_and_the_order_nearest_to_it_are_set_aside():
    """Beyond 1.00: orders of 9.00 on a Monday and 5.00 on a Tuesday, 5.50 given back on a Sunday.
    The order of 9.00 counts for 1.00; a refund of 1.00 is not beyond it."""
    sales = [(0, 900), (0, 60), (1, 500), (1, 40), (6, -550), (6, 50)]
    assert by_weekday(sales, 100) == Weekdays(
        (160, 40, 0, 0, 0, 0, 50), (800, *[0] * 6), (2, 1, 0, 0, 0, 0, 1), (0,) * 7,
        (0, 1, 0, 0, 0, 0, 1),
    )  # fmt: skip
    within = by_weekday([(0, 900), (0, 100), (6, -100)], 100)
    assert (within.counted, within.aside) == ((100, *[0] * 6), (0,) * 7)


def test_an_exceptional_refund_of_more_than_any_order_before_it_is_limited():
    sales = [(0, 900), (1, 80), (2, 120), (6, -900), (5, -700), (4, -150)]
    found = by_weekday(sales, 100)
    assert found.aside == (1, 0, 1, 0, 1, 0, 1)
    assert (found.counted, found.refunded) == ((0,) * 7, (0, 80, *[0] * 5))


def test_a_weekday_never_seen_is_expected_to_sell_nothing_more():
    """Two Mondays at 1.30 together, one Sunday at 1.00, and a Tuesday nobody knows."""
    known = by_weekday([(0, 100), (0, 30), (6, 100)], 100)
    assert known.expected([4, 1, 0, 0, 0, 0, 1]) == Decimal("3.60")
    assert known.expected([0] * 7) == 0


def test_what_is_said_of_one_run_replaces_what_was_said_of_it_and_of_no_other():
    run, other = Run(MONDAY, SUNDAY), Run(MONDAY - 30 * DAY, MONDAY - 20 * DAY)
    told = tuple(Absent(first=one.first, last=one.last, answer="0") for one in (run, other))
    window = Window(MONDAY, MONDAY, (), told)
    assert without_answer(window, run) == told[1:]
    assert with_run_missing(window, run) == (
        told[1], Absent(first=run.first, last=run.last, answer="absent"),
    )  # fmt: skip
