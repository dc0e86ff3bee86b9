"""What a shop does every year, in a closing or in a peak, is neither lost nor made up."""

from datetime import date, timedelta

import pytest

from claims.claim.model import Absent
from claims.damages.lost_sales import expected_revenue
from claims.damages.sales import refunds_told
from claims.problems import Problem

DAY = timedelta(days=1)


def sold(first, last, of_day):
    """A history by a rule of the day, both ends counted; zeros have their line."""
    every = (first + n * DAY for n in range((last - first).days + 1))
    return tuple((str(day), of_day(day)) for day in every)


def closed_in_august(day):
    """50.00 a day; nothing from 1 to 14 August."""
    return 0 if day.month == 8 and day.day <= 14 else 5_000


@pytest.mark.parametrize("last", [date(2021, 8, 9), date(2022, 6, 30)])
def test_the_days_of_a_yearly_closing_are_no_reference_for_the_days_when_the_shop_is_open(last):
    """Outage from 10 to 20 August: six days at 50.00, whichever sides are known."""
    history = sold(date(2019, 1, 1), last, closed_in_august)
    estimate = expected_revenue(history, date(2021, 8, 10), date(2021, 8, 20))
    assert estimate.expected == 30_000
    assert [w.code for w in estimate.warnings].count("closed-each-year") == 5


def test_the_feasts_of_the_year_before_lower_no_season():
    history = sold(
        date(2019, 1, 1), date(2021, 12, 19),
        lambda day: 0 if (day.month, day.day) in ((12, 25), (1, 1)) else 5_000,
    )  # fmt: skip
    estimate = expected_revenue(history, date(2021, 12, 20), date(2022, 1, 2))
    assert estimate.expected == 60_000


def test_a_closing_of_one_year_alone_stays_in_the_reference():
    """Twenty-six Mondays of which two sold nothing: 24 / 26 of 50.00."""
    closed = (date(2021, 6, 7), date(2021, 6, 14))
    history = sold(date(2019, 1, 1), date(2022, 3, 1), lambda day: 5_000 * (day not in closed))
    estimate = expected_revenue(history, date(2021, 8, 2), date(2021, 8, 2))
    assert estimate.expected == 4_615


def test_an_outage_on_a_day_closed_each_year_says_so():
    closed = (date(2020, 3, 10), date(2021, 3, 10))
    history = sold(date(2019, 6, 1), date(2021, 9, 1), lambda day: 5_000 * (day not in closed))
    assert expected_revenue(history, closed[1], closed[1]) == Problem(
        "history", "history-closed", {"away_day": "2021-03-10", "then_day": "2020-03-10"}
    )


def late_november(day):
    """50.00 a day; 300.00 from 20 to 30 November."""
    return 30_000 if day.month == 11 and day.day >= 20 else 5_000


def made_up(history):
    estimate = expected_revenue(history, date(2021, 11, 24), date(2021, 11, 28))
    codes = [w.code for w in estimate.warnings]
    assert ("sales-made-up" in codes) is (estimate.made_up > 0)
    return estimate.made_up


def test_a_peak_of_every_year_that_goes_on_after_the_outage_is_not_made_up():
    """Two days at 300.00 after it, as the same dates the year before; few cents are beyond that."""
    first, last = date(2019, 1, 1), date(2022, 6, 30)
    yearly = made_up(sold(first, last, late_november))
    once = made_up(sold(first, last, lambda day: late_november(day) if day.year == 2021 else 5_000))
    assert once > 20_000 > 8 * yearly


@pytest.mark.parametrize(
    ("first", "peaks"),
    [
        (date(2019, 1, 1), (2019, 2021)),  # the year before, and no other, tells
        (date(2020, 12, 20), (2020, 2021)),  # the year before is not known
    ],
)
def test_a_peak_that_the_year_before_does_not_show_hides_no_sales_made_up(first, peaks):
    last = date(2022, 6, 30)
    history = sold(first, last, lambda day: late_november(day) if day.year in peaks else 5_000)
    once = sold(first, last, lambda day: late_november(day) if day.year == 2021 else 5_000)
    assert made_up(history) == made_up(once) > 20_000


def test_a_peak_of_the_same_weekdays_of_the_year_before_is_one_too():
    """Two days after the outage, Monday 29 and Tuesday 30 November 2021: 30 November and 1 December
    2020 were those weekdays."""

    def weekdays(day):
        peak = date(2020, 11, 20) <= day <= date(2020, 12, 1) or date(2021, 11, 20) <= day
        return 30_000 if peak and day <= date(2021, 11, 30) and day.month > 10 else 5_000

    by_date = made_up(sold(date(2019, 1, 1), date(2022, 6, 30), late_november))
    assert made_up(sold(date(2019, 1, 1), date(2022, 6, 30), weekdays)) <= by_date


def test_more_than_the_peak_of_every_year_is_still_made_up():
    def more(day):
        return 60_000 if date(2021, 11, 29) <= day <= date(2021, 12, 5) else late_november(day)

    assert made_up(sold(date(2019, 1, 1), date(2022, 6, 30), more)) > 50_000


@pytest.mark.parametrize(
    ("within", "told"),
    [
        ({1: 37_204, 3: -30_000}, [("refunds-in-outage", {"less_cents": 30_000})]),
        ({1: 20_000, 3: -30_000},
         [("refunds-above-sales", {}), ("refunds-in-outage", {"less_cents": 20_000})]),
        ({3: -30_000}, [("refunds-above-sales", {})]),
        ({1: 20_000, 3: 0}, []),
        ({0: -30_000, 6: 37_204}, [("refunds-in-outage", {"less_cents": 30_000})]),
        ({0: 37_204, 6: -1}, [("refunds-in-outage", {"less_cents": 1})]),
        ({-1: -30_000, 1: 20_000, 7: -30_000}, []),
    ],
)  # fmt: skip
def test_refunds_during_an_outage_are_told_with_what_they_add_to_the_loss(within, told):
    start = date(2021, 3, 10)
    history = sold(start - 5 * DAY, start + 9 * DAY, lambda day: within.get((day - start).days, 0))
    found = refunds_told(history, start, start + 6 * DAY)
    assert list(found) == [Problem("history", code, values) for code, values in told]


def test_a_run_answered_as_sold_nothing_keeps_its_zeros_unless_each_year_has_it():
    """The same two weeks: said to have sold nothing, they count; closed each year, they do not."""
    lost = date(2021, 6, 7), date(2021, 6, 20)
    answer = (Absent(first=lost[0], last=lost[1], answer="0"),)
    every = sold(date(2019, 1, 1), date(2022, 3, 1), lambda day: 5_000)
    once = tuple(line for line in every if not str(lost[0]) <= line[0] <= str(lost[1]))
    yearly = tuple(line for line in every if not "06-07" <= line[0][5:] <= "06-20")
    expected = [
        expected_revenue(history, date(2021, 8, 2), date(2021, 8, 2), absent=answer).expected
        for history in (once, yearly)
    ]
    assert expected == [4_615, 5_000]
