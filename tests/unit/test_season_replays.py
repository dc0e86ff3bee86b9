"""An estimate by the season of the year before is replayed with it, to the cent and to the day."""

from dataclasses import replace
from decimal import Decimal

import pytest

from claims.claim.model import Absent
from claims.damages import sales_by_day, season_replays
from claims.damages.lost_sales import expected_revenue
from claims.damages.reference import Days
from claims.damages.sales import DAY, Interval, Window
from claims.damages.season_replays import seasonal_interval
from tests.unit.test_sales_by_day import sold
from tests.unit.test_sales_tapes import MONDAY, SUNDAY

COVERAGE = Decimal("0.8")
ESTIMATING = sales_by_day._of_its_reference


def told(days, expected=Decimal(100)):
    return seasonal_interval(days, expected, COVERAGE, ESTIMATING)


def before(of_day, first, *, end=MONDAY, **said):
    """A history from that day to the eve of MONDAY, when the outage begins."""
    return Days.of(sold(of_day, first, -1), Window(MONDAY, end, **said))


def last_week(n):
    """100.00 a day, but 40.00, 50.00… 80.00, 130.00, 150.00 in the week before the outage."""
    week = (4_000, 5_000, 6_000, 7_000, 8_000, 13_000, 15_000)
    return week[n + 7] if n >= -7 else 10_000


def asked(days):
    """The histories that estimates are made of, with the first day of each stretch."""
    every = []

    def estimating(past):
        every.append(past)
        return ESTIMATING(past)

    seasonal_interval(days, Decimal(100), COVERAGE, estimating)
    return [(past.start - MONDAY).days for past in every], every


@pytest.mark.parametrize(
    ("first", "found"),
    [
        (-430, Interval(40_00, 150_00, COVERAGE, 10, 90_00)),
        (-429, Interval(40_00, 150_00, COVERAGE, 9, 80_00)),
        (-428, None),
    ],
)
def test_each_day_that_has_a_year_and_eight_weeks_before_it_is_replayed_once(first, found):
    """Of 430 days the last ten; the season is one. Ratios of 0.4 to 1.5: one replay of eleven falls
    below the least and one above the most."""
    assert told(before(last_week, first)) == found


def test_the_bounds_are_those_of_the_ratios_times_what_is_expected():
    assert told(before(last_week, -429), Decimal(50)) == Interval(20_00, 75_00, COVERAGE, 9, 40_00)


def test_a_stretch_is_replayed_whole_and_on_known_days_alone():
    """Two days of outage, eight days that a season may precede, one of them of another outage: it
    and the week after it are no stretch."""
    starts, every = asked(before(last_week, -428, end=MONDAY + DAY))
    assert starts == [-8, -7, -6, -5, -4, -3, -2]
    assert {(past.end - past.start).days for past in every} == {1}
    other = MONDAY - 15 * DAY
    assert asked(before(last_week, -442, away=((other, other),)))[0] == [
        *range(-22, -15), *range(-7, 0)
    ]  # fmt: skip


def test_a_stretch_is_estimated_from_the_days_before_it_alone_with_the_outages_known_then():
    other = MONDAY - 430 * DAY
    days = before(last_week, -431, away=((other, other),))
    starts, every = asked(days)
    assert starts == list(range(-11, 0))
    for n, past in zip(starts, every, strict=True):
        first = MONDAY + n * DAY
        assert past.sales == {day: cents for day, cents in days.sales.items() if day < first}
        assert (past.start, past.end) == (first, first)
        assert past.window == Window(first, first, ((other, other), (MONDAY, MONDAY)))


def test_stretches_beyond_the_most_are_spread_over_all_of_them(monkeypatch):
    monkeypatch.setattr(season_replays, "MOST", 3)
    assert asked(before(last_week, -428))[0] == [-8, -6, -3]


def test_a_stretch_whose_season_is_not_known_is_left_out():
    """Another outage within the weeks that six of ten stretches look at, a year earlier."""
    days = before(last_week, -430)
    away = replace(days.window, away=((MONDAY - 425 * DAY,) * 2,))
    starts, _ = asked(replace(days, window=away))
    assert starts == list(range(-10, 0))
    assert told(replace(days, window=away)) is None


def with_a_hole(**said):
    """A history of 445 days, ten of them without a line from the twentieth before the outage."""
    return before(lambda n: 10_000 * (n not in range(-20, -10)), -445, **said)


def test_days_missing_from_the_file_are_replayed_in_no_stretch_while_nobody_says():
    assert asked(with_a_hole())[0] == [*range(-25, -20), *range(-10, 0)]


def test_days_said_to_have_sold_nothing_are_replayed_and_no_replay_asks_again():
    said = Absent(first=MONDAY - 20 * DAY, last=MONDAY - 11 * DAY, answer="0")
    starts, every = asked(with_a_hole(absent=(said,)))
    assert starts == list(range(-25, 0))
    assert [past.said for past in every] == [{}] * 25


def test_a_stretch_of_two_days_sold_what_both_did_and_a_day_without_a_line_sold_nothing():
    """Two days at 100.00 are expected of each; the last two sold nothing and 110.00."""
    rest = {-2: 0, -1: 11_000}
    days = before(lambda n: rest.get(n, 10_000), -438, end=MONDAY + DAY)
    found = told(days, Decimal(200))
    assert (found.replays, found.low, found.high) == (17, 100_00, 200_00)
    alone = told(before(lambda n: 10_000 * (n != -2), -429))
    assert (alone.replays, alone.low, alone.high) == (9, 0, 100_00)


def rising(n):
    """A year earlier 150.00 a day around the same weeks, 125.00 in the eight weeks before: 1.2.
    Since four weeks before the outage 200.00 a day, 100.00 until then: 150.00 on average."""
    return 15_000 if -392 <= n < -329 else 20_000 if n >= -28 else 10_000


def test_an_estimate_with_a_season_that_nothing_replays_says_so_and_is_not_put_to_its_level():
    history = sold(rising, -424, -1)
    estimate = expected_revenue(history, MONDAY, SUNDAY)
    assert (estimate.expected, estimate.interval) == (126_000, None)
    assert estimate.silence == "season"
    assert [note.code for note in estimate.notes] == ["interval-season"]
    assert [told.code for told in estimate.warnings] == ["only-before"]


def test_the_interval_of_an_estimate_with_a_season_is_that_of_its_replays():
    """Nine days replayed of 429, at 100.00 and at a season of one, but the last: 250.00."""
    history = sold(lambda n: 25_000 if n == -1 else 10_000, -429, -1)
    estimate = expected_revenue(history, MONDAY, MONDAY)
    assert estimate.expected == 100_00
    assert estimate.interval == Interval(100_00, 250_00, COVERAGE, 9, 100_00)


def test_a_season_multiplies_what_is_expected_of_the_day_between_outages_and_of_a_day_uncut():
    """250.00 between two outages, where 100.00 times the season were expected. One Monday of eight
    at 7,000.00: were it counted whole, 962.50 of a Monday, and 200.00 of the two days after."""
    first, second = (MONDAY, MONDAY + 2 * DAY), (MONDAY + 4 * DAY, SUNDAY)

    def of_day(n):
        return 15_000 if -392 <= n < -329 else 700_000 if n == -7 else 10_000

    history = (*sold(of_day, -424, -1), (str(MONDAY + 3 * DAY), 25_000))
    estimate = expected_revenue(history, *first, away=(first, second))
    assert estimate.steps[-1].operand == Decimal("1.2")
    assert estimate.between == 130_00
    [limited] = [told for told in estimate.warnings if told.code == "days-limited"]
    assert limited.values["other_cents"] == 1395_00
