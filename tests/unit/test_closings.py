"""Feasts of an outage and of the week after it, read from one history: which explain which."""

from dataclasses import replace
from datetime import date

import pytest

from claims.damages.closings import closings, days_of
from claims.damages.reference import Days
from claims.damages.sales import DAY, Window, days_between

FIRST, LAST = date(2021, 12, 23), date(2021, 12, 27)
AWAY = days_between(FIRST, LAST)
SETTLING = days_between(LAST + DAY, date(2022, 1, 3))
CHRISTMAS, NEW_YEAR = date(2021, 12, 25), date(2022, 1, 1)
LAST_CHRISTMAS, LAST_NEW_YEAR = date(2020, 12, 25), date(2021, 1, 1)
FEASTS = (12, 25), (1, 1)


def shop(*feasts, since=2018, until=date(2022, 6, 1), start=FIRST, end=LAST, opened=()):
    """100.00 a day from 1 November but in the outage, and on these days of each year unless it
    opened."""
    every = days_between(date(since, 11, 1), until)
    shut = {day for day in every if (day.month, day.day) in feasts}.difference(opened)
    open_days = (day for day in every if day not in shut and not start <= day <= end)
    return Days.of(tuple((str(day), 10_000) for day in open_days), Window(start, end))


@pytest.mark.parametrize("since", [2018, 2020])
def test_a_feast_of_the_week_after_is_told_by_the_year_before_and_explains_that_of_the_outage(
    since,
):
    days = shop(*FEASTS, since=since)
    assert closings(days, AWAY) == {CHRISTMAS: LAST_CHRISTMAS}
    assert closings(days, SETTLING) == {NEW_YEAR: LAST_NEW_YEAR}


def test_two_feasts_of_one_outage_explain_each_other_where_nothing_is_known_since():
    last = date(2022, 1, 3)
    days = shop(*FEASTS, since=2020, until=date(2021, 12, 22), end=last)
    assert closings(days, days_between(FIRST, last)) == {
        CHRISTMAS: LAST_CHRISTMAS, NEW_YEAR: LAST_NEW_YEAR,
    }  # fmt: skip


@pytest.mark.parametrize(("since", "found"), [(2018, {CHRISTMAS: LAST_CHRISTMAS}), (2020, {})])
def test_a_shop_open_on_new_years_day_since_denies_the_feast_unless_a_year_before_has_it(
    since, found
):
    """A Friday without a sale, a week from Christmas 2020: chance, where nothing else tells."""
    days = shop(*FEASTS, since=since, opened=[NEW_YEAR])
    assert closings(days, (*AWAY, *SETTLING)) == found


def test_a_silent_day_around_that_sold_in_an_earlier_year_is_no_feast():
    days = shop(*FEASTS, since=2019, opened=[date(2020, 1, 1)])
    assert closings(days, AWAY) == {}


@pytest.mark.parametrize(
    ("more", "found"),
    [([(12, 18)], {CHRISTMAS: LAST_CHRISTMAS}), ([(12, 18), (1, 8)], {})],
)
def test_two_other_feasts_on_the_same_weekday_may_stand_around_one_and_three_may_not(more, found):
    assert closings(shop(*FEASTS, *more), AWAY) == found


def test_a_later_counterpart_that_the_history_cannot_tell_explains_no_feast():
    """Two days without service a week before Christmas 2021, which is in the week after them. New
    Year's Day of 2021 was silent; that of 2022 alone could say that it is a feast."""
    days = shop(*FEASTS, since=2020, start=date(2021, 12, 17), end=date(2021, 12, 18))
    assert closings(days, [CHRISTMAS]) == {CHRISTMAS: LAST_CHRISTMAS}
    assert closings(replace(days, missing=frozenset({NEW_YEAR})), [CHRISTMAS]) == {}
    for other in ((NEW_YEAR, NEW_YEAR), (NEW_YEAR - DAY, NEW_YEAR), (NEW_YEAR, NEW_YEAR + DAY)):
        window = replace(days.window, away=(other,))
        assert closings(replace(days, window=window), [CHRISTMAS]) == {}


@pytest.mark.parametrize(
    ("day", "earlier"),
    [
        (date(2021, 9, 6), [date(2020, 9, 7), date(2019, 9, 2)]),  # Labour Day
        (date(2021, 4, 2), [date(2020, 4, 10), date(2019, 4, 19)]),  # Good Friday
        (date(2021, 5, 13), [date(2020, 5, 21), date(2019, 5, 30)]),  # Ascension Day
        (
            date(2021, 11, 26),
            [date(2020, 11, 27), date(2019, 11, 22)],
        ),  # the fourth Friday
        (date(2021, 6, 24), [date(2020, 6, 24), date(2019, 6, 24)]),  # a date
    ],
)
def test_a_feast_comes_back_by_its_weekday_of_the_month_its_days_from_easter_or_its_date(
    day, earlier
):
    every = days_between(date(2018, 12, 1), date(2022, 2, 1))
    history = ((str(one), 10_000) for one in every if one not in (day, *earlier))
    days = Days.of(tuple(history), Window(day, day))
    assert closings(days, [day]) == {day: earlier[0]}


def test_a_fifth_monday_that_other_months_lack_and_a_leap_day_have_no_counterpart():
    for day in (date(2021, 8, 30), date(2020, 2, 29)):
        every = (one for one in days_between(date(2018, 11, 1), date(2022, 2, 1)) if one != day)
        days = Days.of(tuple((str(one), 10_000) for one in every), Window(day, day))
        assert closings(days, [day]) == {}


@pytest.mark.parametrize("more", [(), ((12, 18),)])
def test_days_closed_each_year_are_known_apart_from_those_that_sold_nothing_once(more):
    once = date(2019, 7, 10)
    away = date(2021, 8, 2), date(2021, 8, 6)
    days = shop(*FEASTS, *more, start=away[0], end=away[1])
    sales = {day: cents for day, cents in days.sales.items() if day != once}
    yearly = {
        day for day in days_between(date(2018, 11, 1), date(2022, 6, 1))
        if (day.month, day.day) in (*FEASTS, *more)
    }  # fmt: skip
    history = tuple((str(day), cents) for day, cents in sales.items())
    assert days_of(history, days.window).closed == yearly


def test_a_silent_day_of_the_week_after_an_outage_denies_no_closing_of_the_years_before():
    """1 January 2022, five days after an outage: neither closed each year for sure, nor a doubt on
    the first of January of the years before."""
    days = shop(*FEASTS)
    history = tuple((str(day), cents) for day, cents in days.sales.items())
    closed = days_of(history, days.window).closed
    assert {day for day in closed if (day.month, day.day) == (1, 1)} == {
        date(2019, 1, 1), date(2020, 1, 1), date(2021, 1, 1)
    }  # fmt: skip
