"""Days closed each year, read from one history: which are, which chance explains, and to whom the
others are told."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from claims.claim.model import Absent
from claims.damages.closings import RARE, TOLD, Shop, closings, days_of, with_closings
from claims.damages.lost_sales import expected_revenue
from claims.damages.sales import DAY, Window, days_between
from claims.damages.sales_by_day import _of_its_reference
from claims.i18n.sentences import sentence

FIRST, LAST = date(2021, 12, 23), date(2021, 12, 27)
AWAY = days_between(FIRST, LAST)
SETTLING = days_between(LAST + DAY, date(2022, 1, 3))
CHRISTMAS, NEW_YEAR = date(2021, 12, 25), date(2022, 1, 1)
LAST_CHRISTMAS, LAST_NEW_YEAR = date(2020, 12, 25), date(2021, 1, 1)
FEASTS = (12, 25), (1, 1)
WEEK = timedelta(days=7)


def shop(*feasts, since=2018, until=date(2022, 6, 1), start=FIRST, end=LAST, opened=(), shut=()):
    """100.00 a day from 1 November but in the outage, and on these days of each year unless it
    opened; nor on those it was shut once."""
    every = days_between(date(since, 11, 1), until)
    closed = {day for day in every if (day.month, day.day) in feasts}.difference(opened)
    away = {*closed, *shut, *days_between(start, end)}
    return days_of(
        tuple((str(day), 10_000) for day in every if day not in away), Window(start, end)
    )


@pytest.mark.parametrize("since", [2018, 2020])
def test_a_feast_of_the_week_after_is_told_by_the_year_before_and_explains_that_of_the_outage(
    since,
):
    days = shop(*FEASTS, since=since)
    assert closings(days, AWAY) == {CHRISTMAS: LAST_CHRISTMAS}
    assert closings(days, SETTLING) == {NEW_YEAR: LAST_NEW_YEAR}
    assert not days.doubted


def test_two_feasts_of_one_outage_explain_each_other_where_nothing_is_known_since():
    last = date(2022, 1, 3)
    days = shop(*FEASTS, since=2020, until=date(2021, 12, 22), end=last)
    assert closings(days, days_between(FIRST, last)) == {
        CHRISTMAS: LAST_CHRISTMAS, NEW_YEAR: LAST_NEW_YEAR,
    }  # fmt: skip


@pytest.mark.parametrize(("since", "found"), [(2018, {CHRISTMAS: LAST_CHRISTMAS}), (2020, {})])
def test_a_friday_that_another_year_shows_to_be_chance_makes_one_christmas_doubtful_and_not_three(
    since, found
):
    """New Year's Day of 2021, silent, and open the year after."""
    days = shop(*FEASTS, since=since, opened=[NEW_YEAR])
    assert closings(days, (*AWAY, *SETTLING)) == found
    assert set(days.doubted) == {CHRISTMAS}.difference(found)


def test_no_year_earlier_or_later_nor_the_outage_itself_may_have_sold_on_a_closing():
    """Closed on 1 September 2019 and 2020."""
    away, shut = days_between(date(2021, 8, 30), date(2021, 9, 5)), [(9, 1)]
    first = date(2021, 9, 1)
    for opened, found in (
        ([], {first: date(2020, 9, 1)}),
        ([date(2022, 9, 1)], {}),
        ([date(2019, 9, 1)], {}),
    ):
        days = shop(*shut, until=date(2022, 11, 1), start=away[0], end=away[-1], opened=opened)
        assert closings(days, away) == found
        assert not days.doubted
    for cents, found in ((0, True), (1, False), (-1, False)):
        days = shop(*shut, start=away[0], end=away[-1])
        sold = with_closings(replace(days, sales=days.sales | {first: cents}))
        assert bool(closings(sold, away)) is found
        assert bool(closings(sold, [date(2020, 9, 1)])) is found


@pytest.mark.parametrize(
    ("more", "found"), [([], True), ([(12, 18)], True), ([(12, 18), (1, 8)], False)]
)
def test_one_year_tells_alone_if_two_more_like_weekdays_around_were_silent_and_not_three(
    more, found
):
    """Christmas 2020, with New Year's Day a week after it."""
    assert bool(closings(shop(*FEASTS, *more, since=2020), [CHRISTMAS])) is found
    assert closings(shop(*FEASTS, *more), [CHRISTMAS])  # three years agree


@pytest.mark.parametrize(("weeks", "found"), [(4, False), (5, True)])
def test_around_is_four_weeks_on_each_side(weeks, found):
    """The third other feast of that weekday, on either side of Christmas 2020."""
    for way in (-1, 1):
        more = LAST_CHRISTMAS + way * weeks * WEEK
        feasts = (*FEASTS, (12, 18), (more.month, more.day))
        until = date(2022, 6, 1)
        assert bool(closings(shop(*feasts, since=2020, until=until), [CHRISTMAS])) is found


def test_a_later_year_that_the_history_cannot_tell_makes_no_chance_of_a_silent_day():
    """Two days without service a week before Christmas 2021, in the week after them. New Year's
    Day of 2021 was silent; unless that of 2022 sold, it may be of a closing."""
    days = shop(*FEASTS, since=2020, start=date(2021, 12, 17), end=date(2021, 12, 18))
    assert closings(days, [CHRISTMAS]) == {CHRISTMAS: LAST_CHRISTMAS}
    lost = with_closings(replace(days, missing=frozenset({NEW_YEAR})))
    assert closings(lost, [CHRISTMAS]) == {CHRISTMAS: LAST_CHRISTMAS}
    sold = with_closings(replace(days, sales=days.sales | {NEW_YEAR: 1}))
    assert closings(sold, [CHRISTMAS]) == {}


def test_a_day_missing_from_the_file_or_within_an_outage_tells_no_closing():
    days = shop(*FEASTS, since=2020)
    then = LAST_CHRISTMAS
    assert closings(days, [CHRISTMAS])
    assert not closings(with_closings(replace(days, missing=frozenset({then}))), [CHRISTMAS])
    for day, found in ((then, False), (then - WEEK, False), (then - WEEK - DAY, True)):
        window = replace(days.window, away=((day, day),))
        assert bool(closings(with_closings(replace(days, window=window)), [CHRISTMAS])) is found


@pytest.mark.parametrize(
    ("day", "earlier"),
    [
        (date(2021, 9, 6), [date(2020, 9, 7), date(2019, 9, 2)]),  # Labour Day
        (date(2021, 4, 2), [date(2020, 4, 10), date(2019, 4, 19)]),  # Good Friday
        (date(2021, 5, 13), [date(2020, 5, 21), date(2019, 5, 30)]),  # Ascension Day
        (date(2021, 11, 26), [date(2020, 11, 27), date(2019, 11, 22)]),  # the fourth Friday
        (date(2021, 6, 24), [date(2020, 6, 24), date(2019, 6, 24)]),  # a date
    ],
)
def test_a_feast_comes_back_by_its_weekday_of_the_month_its_days_from_easter_or_its_date(
    day, earlier
):
    every = days_between(date(2018, 12, 1), date(2022, 2, 1))
    history = ((str(one), 10_000) for one in every if one not in (day, *earlier))
    days = days_of(tuple(history), Window(day, day))
    assert closings(days, [day]) == {day: earlier[0]}


def test_a_fifth_monday_that_other_months_lack_and_a_leap_day_have_no_counterpart():
    for day in (date(2021, 8, 30), date(2020, 2, 29)):
        every = (one for one in days_between(date(2018, 11, 1), date(2022, 2, 1)) if one != day)
        days = days_of(tuple((str(one), 10_000) for one in every), Window(day, day))
        assert closings(days, [day]) == {}


def test_a_monday_of_the_year_before_is_labour_day_and_no_date_and_christmas_is_a_date():
    """7 September 2020, the first Monday; 25 December 2020, the fourth Friday."""
    for since, shut, start, last, day in (
        (2019, date(2020, 9, 7), date(2021, 8, 30), date(2021, 9, 10), date(2021, 9, 6)),
        (2020, LAST_CHRISTMAS, FIRST, LAST, CHRISTMAS),
    ):
        days = shop(since=since, start=start, end=last, shut=[shut])
        assert closings(days, days_between(start, last)) == {day: shut}


def test_a_feast_known_by_two_years_is_not_that_of_another_monday():
    """Easter Mondays of 2020 and 2021, the second and the first of April: the second Monday of
    April 2021 is no feast, nor is Labour Day's date when its Monday is known since."""
    shut = date(2020, 4, 13), date(2021, 4, 5)
    day = date(2021, 4, 12)
    assert closings(shop(since=2019, start=day, end=day, shut=shut), [day]) == {}
    labour, day = (date(2020, 9, 7), date(2021, 9, 6)), date(2021, 9, 7)
    assert closings(shop(since=2019, start=day, end=day, shut=labour), [day]) == {}
    assert closings(shop(since=2019, start=day, end=day, shut=labour[:1]), [day])


@pytest.mark.parametrize("more", [(), ((12, 18),)])
def test_days_closed_each_year_are_known_apart_from_those_that_sold_nothing_once(more):
    once = date(2019, 7, 10)
    away = date(2021, 8, 2), date(2021, 8, 6)
    days = shop(*FEASTS, *more, start=away[0], end=away[1], shut=[once])
    assert set(days.closed) == {
        day for day in days_between(date(2018, 11, 1), date(2022, 6, 1))
        if (day.month, day.day) in (*FEASTS, *more)
    }  # fmt: skip


def test_a_closing_of_some_weeks_is_that_of_each_of_its_days_though_its_mondays_come_back_as_such():
    """1 to 14 August of three years, by date and by rank of the month."""
    shut = [
        day
        for year in (2019, 2020, 2021)
        for day in days_between(date(year, 8, 1), date(year, 8, 14))
    ]
    start, end = date(2021, 8, 10), date(2021, 8, 20)
    days = shop(start=start, end=end, shut=shut)
    assert set(days.closed) == set(shut)
    assert closings(days, [date(2021, 8, 14)]) == {date(2021, 8, 14): date(2020, 8, 14)}


AUGUST = {(8, n) for n in range(1, 15)}
HOLIDAYS = {(12, n) for n in range(24, 32)} | {(1, 1), (1, 2)}


@pytest.mark.parametrize(
    ("shut", "since", "start", "end"),
    [
        (AUGUST, date(2022, 1, 1), date(2023, 8, 10), date(2023, 8, 20)),
        (AUGUST, date(2023, 1, 1), date(2024, 8, 10), date(2024, 8, 20)),
        (HOLIDAYS, date(2022, 6, 1), date(2023, 12, 27), date(2024, 1, 8)),
    ],
)
def test_one_year_known_tells_each_day_of_a_closing_of_two_weeks_by_whichever_way_leaves_none_out(
    shut, since, start, end
):
    """Six days are open of each outage; by their weekdays of the month alone, the days of the year
    before would be used up."""
    every = [day for day in days_between(since, end + 30 * WEEK) if not start <= day <= end]
    history = tuple((str(day), 10_000) for day in every if (day.month, day.day) not in shut)
    estimate = expected_revenue(history, start, end)
    assert estimate.expected == 60_000
    assert "closed-perhaps" not in {told.code for told in estimate.warnings}


def test_three_months_closed_each_winter_are_so_from_the_second_year_that_agrees():
    start, end = date(2021, 3, 20), date(2021, 4, 9)
    winters = {
        year: days_between(date(year, 1, 1), date(year, 3, 31)) for year in range(2019, 2023)
    }
    two = shop(
        start=start,
        end=end,
        shut=[day for each in winters.values() for day in each],
        until=date(2021, 12, 1),
    )
    assert set(closings(two, days_between(start, end))) == set(
        days_between(start, date(2021, 3, 31))
    )
    one = shop(
        since=2019,
        start=start,
        end=end,
        shut=[*winters[2020], *winters[2021]],
        until=date(2021, 12, 1),
    )
    assert closings(one, days_between(start, end)) == {}


MONDAY = date(2015, 1, 5)


def judged(others, *, n, silent, odds=RARE):
    """Whether a day is of a closing by these silent Mondays of other years, by their number among
    the Mondays known; n more tell of chance, of which those numbers were silent."""
    day = date(2030, 1, 1)
    every = [MONDAY + k * WEEK for k in range(n + len(others))]
    then = tuple(every[k] for k in others)
    sold = frozenset(every).difference(then, (every[k] for k in silent))
    return day in Shop([(*then, day)], every, sold, frozenset({day})).closed(odds, {})


@pytest.mark.parametrize(
    ("others", "n", "silent", "found"),
    [
        ([26], 52, [], True),
        ([26], 51, [], False),  # less than a year of Mondays
        ([100], 201, [0], True),
        ([100], 200, [0], False),  # one in two hundred
        ([100], 201, [86], True),  # fourteen weeks before it
        ([100], 201, [87], False),  # thirteen: one in twenty-six there
        ([100], 201, [114], True),
        ([100], 201, [113], False),
        ([40, 140], 184, range(64, 77), True),  # thirteen in 184, squared: one in 200.3
        ([40, 140], 183, range(64, 77), False),  # one in 198.2
        ([40, 140], 184, range(54, 67), True),
        ([40, 140], 184, range(51, 64), False),  # three of them within thirteen weeks of a year
        ([40, 90, 140], 184, range(160, 174), True),
        ([], 184, [], False),
    ],
)
def test_chance_explains_a_silent_day_by_the_share_of_such_weekdays_or_of_those_of_its_quarter(
    others, n, silent, found
):
    assert judged(others, n=n, silent=silent) is found


def test_below_one_chance_in_five_a_day_is_told_as_perhaps_closed():
    assert judged([100], n=205, silent=range(0, 82, 2), odds=TOLD) is False
    assert judged([100], n=206, silent=range(0, 82, 2), odds=TOLD) is True


@pytest.mark.parametrize("percent", [3, 5, 10, 20])
def test_what_is_expected_of_a_shop_silent_by_chance_is_within_two_percent_of_what_it_sells(
    percent,
):
    """Two years of a shop at 100.00 on each day but so many in a hundred; thirty days without
    service; forty such shops."""
    drawn, start, end = Random(percent), date(2021, 8, 28), date(2021, 9, 26)
    every = days_between(date(2020, 1, 1), date(2022, 1, 31))
    expected = 0
    for _ in range(40):
        sold = [day for day in every if drawn.random() * 100 >= percent]
        history = tuple((str(day), 10_000) for day in sold if not start <= day <= end)
        days = days_of(history, Window(start, end))
        expected += _of_its_reference(days).expected
    truth = 40 * 30 * 100 * (100 - percent)
    assert abs(expected - truth) * 100 <= 2 * truth


def one_in_twelve(day):
    """Silent by chance about one day in twelve, the same each time; closed at Christmas."""
    return Random(day.toordinal()).random() < 1 / 12 or (day.month, day.day) == (12, 25)


def test_days_that_chance_explains_are_told_with_what_they_would_make_of_it_and_not_taken_out():
    every = days_between(date(2020, 6, 1), date(2022, 6, 1))
    open_days = [day for day in every if not one_in_twelve(day) and not FIRST <= day <= LAST]
    history = tuple((str(day), 10_000) for day in open_days)
    estimate = expected_revenue(history, FIRST, LAST)
    codes = {told.code: told for told in estimate.warnings}
    assert "closed-each-year" not in codes
    told = codes["closed-perhaps"]
    assert told.values["dates_fr"] == "25 décembre 2021"
    assert told.values["days"] == 1
    sure = with_closings(days_of(history, Window(FIRST, LAST)))
    sure = replace(sure, closed={**sure.closed, CHRISTMAS: LAST_CHRISTMAS})
    assert told.values["other_cents"] == _of_its_reference(sure).expected < estimate.expected
    said = [sentence(told.in_currency("CAD"), language) for language in ("fr", "en")]
    assert "25 décembre 2021" in said[0]
    assert "December 25, 2021" in said[1]


def test_an_outage_of_days_that_are_all_doubtful_says_that_nothing_may_be_expected():
    every = days_between(date(2020, 6, 1), date(2022, 6, 1))
    history = tuple(
        (str(day), 10_000) for day in every if not one_in_twelve(day) and day != CHRISTMAS
    )
    estimate = expected_revenue(history, CHRISTMAS, CHRISTMAS)
    told = {told.code: told.values for told in estimate.warnings}["closed-perhaps"]
    assert told["other_cents"] == 0 < estimate.expected


@pytest.mark.parametrize("answer", [None, "0"])
def test_a_run_of_yearly_closings_is_neither_asked_about_nor_said_to_count_for_zero(answer):
    """3 to 9 August of each year, and an outage from the 10th to the 16th."""
    start, end = date(2021, 8, 10), date(2021, 8, 16)
    shut = [(8, n) for n in range(3, 10)]
    days = shop(*shut, start=start, end=end)
    run = Absent(first=date(2021, 8, 3), last=date(2021, 8, 9), answer=answer) if answer else None
    history = tuple((str(day), cents) for day, cents in sorted(days.sales.items()))
    estimate = expected_revenue(history, start, end, absent=(run,) if run else ())
    assert (estimate.expected, estimate.warnings) == (70_000, ())
    once = shop(
        *shut, start=start, end=end, opened=days_between(date(2020, 8, 3), date(2020, 8, 9))
    )
    history = tuple((str(day), cents) for day, cents in sorted(once.sales.items()))
    assert "days-absent" in {told.code for told in expected_revenue(history, start, end).warnings}
