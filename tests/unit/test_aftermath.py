"""The week after an outage is told to the cent, and only beyond what chance brings to a week."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from claims.damages.aftermath import Aftermath, aftermath, hidden, said_closed
from claims.damages.closings import with_closings
from claims.damages.lost_sales import expected_revenue
from claims.damages.reference import Days, reference_of, weekdays_of
from claims.damages.sales import DAY, Window
from claims.problems import Problem
from tests.unit.test_sales_tapes import MONDAY, SUNDAY


def days_of(of_day, first=-210, last=217, end=SUNDAY):
    """A history by a rule of the day's number, MONDAY being 0; None is no line."""
    every = ((MONDAY + n * DAY, of_day(n)) for n in range(first, last + 1))
    history = tuple((str(day), cents) for day, cents in every if cents is not None)
    return with_closings(Days.of(history, Window(MONDAY, end)))


def told(days, *season):
    base = reference_of(days)
    return aftermath(days, base, weekdays_of(days, base.days, base.most), *season)


def by_turns(week_after):
    """Weeks at 110.00 and 90.00 a day by turns, none in the outage; that many cents in the week
    that follows, in seven days."""

    def of_day(n):
        if 7 <= n < 14:
            return week_after // 7 + (week_after % 7 if n == 13 else 0)
        return 0 if 0 <= n < 7 else 9_000 if n // 7 % 2 else 11_000

    return days_of(of_day)


@pytest.mark.parametrize(
    ("week_after", "made_up", "slow"),
    [(775_92, 0, 0), (775_93, 70_55, 0), (630_00, 0, 0), (629_99, 0, 70_01)],
)
def test_a_week_at_the_very_bound_of_chance_is_an_ordinary_one_and_a_cent_beyond_counts_whole(
    week_after, made_up, slow
):
    """Thirteen weeks of each side sell 700.00 on average; the side after alone, seven good weeks of
    thirteen, 705.38. Chance brings a tenth of these more or less."""
    assert told(by_turns(week_after)) == Aftermath(made_up, slow)


@pytest.mark.parametrize(
    ("a_day_after", "made_up", "slow"),
    [(15_000, 0, 0), (10_000, 0, 350_00), (20_000, 350_00, 0)],
)
def test_a_week_after_is_held_to_the_season_that_its_outage_was_counted_with(
    a_day_after, made_up, slow
):
    """100.00 a day before, a season of one and a half, and no day known past the week after."""
    days = days_of(lambda n: a_day_after if n >= 7 else 10_000 * (n < 0), last=13)
    assert told(days, Decimal("1.5")) == Aftermath(made_up, slow)


def test_a_busy_season_is_not_taken_for_sales_made_up():
    """From 2 August 150.00 a day, and 100.00 until then, this year as the year before."""
    history = tuple(
        (str(MONDAY + n * DAY), 15_000 if n % 364 < 100 else 10_000)
        for n in range(-424, 14)
        if not 0 <= n < 7
    )
    estimate = expected_revenue(history, MONDAY, SUNDAY)
    assert [told.code for told in estimate.warnings] == ["only-before"]
    assert (estimate.steps[-1].name, estimate.made_up) == ("season", 0)


def test_a_day_on_which_a_shop_never_writes_a_line_sold_nothing_in_the_week_after_and_since():
    """Closed on Sundays: 100.00 a day, 200.00 in the week after; 1,200.00 less 600.00."""
    days = days_of(
        lambda n: None if n % 7 == 6 else 0 if 0 <= n < 6 else 20_000 if 7 <= n < 14 else 10_000
    )
    assert told(days) == Aftermath(600_00, 0)


@pytest.mark.parametrize(("a_day_after", "made_up", "slow"), [(30, 1_12, 0), (5, 0, 63)])
def test_a_shop_that_sells_less_than_a_dollar_a_week_is_told_as_any_other(
    a_day_after, made_up, slow
):
    """Fourteen cents a day, 0.98 a week."""
    days = days_of(lambda n: a_day_after if 7 <= n < 14 else 14 * (not 0 <= n < 7))
    assert told(days) == Aftermath(made_up, slow)


def closed_for_good(a_day_after):
    """100.00 a day until the outage, and nothing any more once the week after it has ended."""
    return days_of(lambda n: 10_000 * (n < 0) or a_day_after * (7 <= n < 14))


@pytest.mark.parametrize(("a_day_after", "made_up"), [(20_000, 1_050_00), (5_000, 0), (-100, 0)])
def test_a_shop_that_closed_for_good_after_that_week_made_up_what_it_sold_beyond_both_sides(
    a_day_after, made_up
):
    """An ordinary week of both sides is 350.00; the side after never sold, so none is slow."""
    assert told(closed_for_good(a_day_after)) == Aftermath(made_up, 0)


def test_nothing_is_told_of_the_week_after_where_refunds_leave_an_ordinary_week_without_a_sale():
    """Mondays sell 100.00, and each Tuesday takes it back."""
    days = days_of(lambda n: {0: 10_000, 1: -10_000}.get(n % 7, 0) * (not 0 <= n < 7))
    assert told(days) is None


def test_where_too_few_weeks_tell_chance_the_surplus_is_said_and_is_neither_made_up_nor_slow():
    days = days_of(lambda n: 20_000 if n == 7 else 10_000 * (not 0 <= n < 7), -104, 110)
    assert told(days) == Aftermath(0, 0, unsure=10_000)


@pytest.mark.parametrize(("last", "stops"), [(12, True), (13, False)])
def test_a_history_that_ends_with_the_week_after_has_it_whole(last, stops):
    assert hidden(days_of(lambda _: 10_000, last=last)) is stops


def test_a_feast_of_the_week_after_is_no_slow_day_and_is_remembered_with_the_year_before():
    """Closed each 10 August; 100.00 a day otherwise, and 200.00 on six days of the week after."""
    closed = {MONDAY + 8 * DAY: date(2020, 8, 10)}

    def of_day(n):
        if n in (8, -357):
            return None
        return 20_000 if 7 <= n < 14 else 10_000 * (not 0 <= n < 7)

    assert told(days_of(of_day, first=-390)) == Aftermath(600_00, 0, closed=closed)
    unknown = days_of(lambda n: None if -320 < n < -60 else of_day(n), -390, 50)
    assert told(replace(unknown, closed=closed)) == Aftermath(0, 0, unsure=600_00, closed=closed)


def test_a_day_taken_for_that_of_a_yearly_closing_is_told_with_the_day_it_was_closed_before():
    told = list(said_closed({date(2021, 12, 25): date(2020, 12, 25)}))
    values = {"away_day": "2021-12-25", "then_day": "2020-12-25"}
    assert told == [Problem("history", "closed-each-year", values)]
