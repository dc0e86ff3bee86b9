"""Feasts of an outage and of the week after it, read from one history: which explain which."""

from dataclasses import replace
from datetime import date

import pytest

from claims.damages.closings import closings
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
