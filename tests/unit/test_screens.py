"""An estimate by day that means little, or leans to one side, says so; its amount stays."""

from datetime import date, timedelta

import pytest

from claims.damages.lost_sales import expected_revenue
from claims.damages.reference import Days, reference_of
from claims.damages.sales import Interval, Window
from claims.damages.screens import moved, too_wild
from claims.i18n.sentences import sentence
from claims.i18n.text import LANGUAGES
from claims.problems import Problem

MONDAY = date(2021, 8, 2)
SUNDAY = MONDAY + timedelta(days=6)


def sold(of_day, first, last):
    """Cents by a rule of the days from the outage, those of the outage left out."""
    return tuple((str(MONDAY + timedelta(days=n)), of_day(n))
                 for n in range(first, last + 1) if not 0 <= n < 7 and of_day(n))  # fmt: skip


def codes(history):
    return [told.code for told in expected_revenue(history, MONDAY, SUNDAY).warnings]


def level(history):
    """What is said of a level that moved."""
    every = expected_revenue(history, MONDAY, SUNDAY).warnings
    return [(told.code, dict(told.values)) for told in every if told.code.startswith("level")]


@pytest.mark.parametrize(("sales", "thin"), [(2, True), (4, True), (5, False)])
def test_fewer_than_five_days_with_a_sale_are_too_thin_an_estimate(sales, thin):
    """So many Mondays before the outage; a cent given back on the first day and on the last."""
    mondays = range(-7 * sales, 0, 7)
    history = sold(lambda n: 100_000 * (n in mondays) - (abs(n) == 90), -90, 90)
    told = [each for each in expected_revenue(history, MONDAY, SUNDAY).warnings
            if each.code == "sales-thin"]  # fmt: skip
    values = {"selling": sales, "days": 167, "needed": 5}
    assert told == [Problem("history", "sales-thin", values)] * thin


def test_one_sale_in_the_four_weeks_before_is_said_to_be_chance():
    """1,000.00 on one Monday of four: 250.00 is expected of a week."""
    history = tuple((str(MONDAY + timedelta(days=n)), 100_000 * (n == -7)) for n in range(-28, 0))
    assert expected_revenue(history, MONDAY, SUNDAY).expected == 25_000
    assert "sales-thin" in codes(history)


@pytest.mark.parametrize(("high", "wild"), [(30_000, False), (30_001, True)])
def test_an_interval_wider_than_three_times_the_estimate_is_wild(high, wild):
    found = Interval(0, high, 0, 45, 9_000)
    values = {"low_cents": 0, "high_cents": high, "times": 3}
    assert list(too_wild(found, 10_000)) == [Problem("history", "sales-wild", values)] * wild
    assert list(too_wild(None, 10_000)) == []
    assert list(too_wild(Interval(5_000, 35_000, 0, 45, 9_000), 10_000)) == []


def of_the_level(of_day, first=-91, last=104):
    """What a level that moved is told with, for an outage of one week."""
    days = Days.of(sold(of_day, first, last), Window(MONDAY, SUNDAY))
    found = list(moved(days, reference_of(days), [1] * 7))
    assert found == [Problem("history", told.code, told.values) for told in found]
    return [(told.code, dict(told.values)) for told in found]


def test_each_side_is_held_to_the_other_however_short_it_is():
    """Ninety-one days before at 100.00, twenty-eight after at 50.00."""
    told = {"percent_number": "50", "other_cents": 70_000}
    assert of_the_level(lambda n: 10_000 if n < 7 else 5_000, last=41) == [
        ("level-before-and-after-down", told)
    ]
    one_side = of_the_level(lambda n: 10_000 if n < -28 else 5_000, first=-56, last=-1)
    assert one_side == [("level-before-down", {"percent_number": "50"})]


def test_a_level_that_moved_on_a_quarter_of_the_days_has_moved():
    """Twice as much on twenty-three of the ninety-one days after."""
    told = {"percent_number": "25", "other_cents": 70_000}
    assert of_the_level(lambda n: 20_000 if n >= 7 and n % 4 == 0 else 10_000) == [
        ("level-before-and-after-up", told)
    ]


def test_weekdays_that_sell_unlike_each_other_move_no_level():
    """Saturdays twice as much, Sundays nothing, on both sides."""
    assert of_the_level(lambda n: {5: 20_000, 6: 0}.get(n % 7, 10_000)) == []


def test_a_small_rise_shows_among_weekdays_that_sell_unlike_each_other():
    """From 100.00 on Mondays to 700.00 on Sundays, and a tenth more since: 2,800.00 a week."""
    told = {"percent_number": "10", "other_cents": 280_000}
    assert of_the_level(lambda n: (10_000 if n < 7 else 11_000) * (n % 7 + 1)) == [
        ("level-before-and-after-up", told)
    ]


def test_a_first_half_without_a_sale_is_told_with_its_first_and_its_last_day():
    days = {"first_day": "2021-05-03", "last_day": "2021-08-01"}
    both = of_the_level(lambda n: 10_000 if n >= 7 else -(n == -91))
    assert both == [("level-from-nothing", days)]
    days = {"first_day": "2021-06-07", "last_day": "2021-07-04"}
    before = of_the_level(lambda n: 10_000 if n >= -28 else -(n == -56), first=-56, last=-1)
    assert before == [("level-from-nothing", days)]


@pytest.mark.parametrize(
    ("after", "code", "percent", "expected"),
    [(5_000, "level-before-and-after-down", "50", 52_500),
     (20_000, "level-before-and-after-up", "100", 105_000)],
)  # fmt: skip
def test_sales_that_changed_for_good_after_the_outage_are_told_with_the_days_before_alone(
    after, code, percent, expected
):
    """100.00 a day before, half or twice as much since: 700.00 by the days before alone."""
    history = sold(lambda n: 10_000 if n < 7 else after, -200, 200)
    assert expected_revenue(history, MONDAY, SUNDAY).expected == expected
    assert level(history) == [(code, {"percent_number": percent, "other_cents": 70_000})]


def test_a_shop_that_sold_nothing_since_is_told_with_the_days_before_alone():
    history = tuple((str(MONDAY + timedelta(days=n)), 10_000 * (n < 0)) for n in range(-200, 200))
    assert expected_revenue(history, MONDAY, SUNDAY).expected == 35_000
    told = {"percent_number": "100", "other_cents": 70_000}
    assert level(history) == [("level-before-and-after-down", told)]


def test_a_shop_that_sold_nothing_before_is_told_with_its_days():
    """Both sides: ninety-one days before. One side: the first half of fifty-six days."""
    every = [(str(MONDAY + timedelta(days=n)), n) for n in range(-200, 200)]
    both = tuple((day, 10_000 * (n >= 7)) for day, n in every)
    days = {"first_day": "2021-05-03", "last_day": "2021-08-01"}
    assert level(both) == [("level-from-nothing", days)]
    before = tuple((day, 10_000 * (n >= -28)) for day, n in every if n < 0)
    days = {"first_day": "2021-06-07", "last_day": "2021-07-04"}
    assert level(before) == [("level-from-nothing", days)]


def test_days_that_fall_while_large_orders_lift_their_sum_are_not_said_to_rise():
    """A tenth less each day after the outage, but for five orders of 30,000.00 in all."""
    orders = (20, 33, 46, 59, 72)
    history = sold(lambda n: 600_000 if n in orders else 10_000 if n < 7 else 9_000, -200, 200)
    assert "days-limited" in codes(history)
    assert level(history) == []


def test_the_days_before_alone_expect_nothing_of_a_feast_and_set_an_order_and_its_refund_aside():
    """Christmas is closed; half as much is sold since. 100.00 on each of six days. An order and its
    refund in November, each beyond the norm, are set aside there too."""
    first, last = date(2021, 12, 20), date(2021, 12, 26)

    def cents(day):
        if day in (date(2021, 11, 9), date(2021, 11, 17)):
            return 900_000 if day.day == 9 else -900_000
        return 10_000 if day < first else 5_000

    every = (date(2020, 6, 1) + timedelta(days=n) for n in range(720))
    history = tuple(
        (str(day), cents(day))
        for day in every
        if (day.month, day.day) != (12, 25) and not first <= day <= last
    )
    estimate = expected_revenue(history, first, last)
    told = {each.code: dict(each.values) for each in estimate.warnings}
    assert told["level-before-and-after-down"]["other_cents"] == 60_000
    assert told["closed-each-year"] == {"away_day": "2021-12-25", "then_day": "2020-12-25"}
    assert told["days-cancelled"] == {
        "order_day": "2021-11-09", "sold_cents": 900_000,
        "refund_day": "2021-11-17", "given_cents": 900_000,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rate", "code", "percent"),
    [(1.001, "level-before-up", "3"), (1.002, "level-before-up", "6"),
     (1.004, "level-before-up", "12"), (0.996, "level-before-down", "11")],
)  # fmt: skip
def test_growth_before_an_outage_known_from_one_side_says_which_way_it_errs(rate, code, percent):
    history = sold(lambda n: round(10_000 * rate**n), -400, -1)
    assert level(history) == [(code, {"percent_number": percent})]


@pytest.mark.parametrize(("rate", "code"), [(1.01, "level-after-up"), (0.99, "level-after-down")])
def test_a_level_that_moves_after_the_outage_alone_may_be_its_work(rate, code):
    history = sold(lambda n: round(10_000 * rate**n), 7, 150)
    assert [told for told, _ in level(history)] == [code]


def test_a_level_that_stays_says_nothing_whatever_its_weekdays():
    """Twice as much each Saturday, and a third more every other day, on both sides alike."""
    history = sold(lambda n: 10_000 + 10_000 * (n % 7 == 5) + 3_000 * (n % 2), -200, 200)
    assert level(history) == []


def test_an_estimate_that_has_the_season_of_the_year_before_is_not_put_to_it():
    """Sales rise by a tenth in July, this year as the year before."""
    history = sold(lambda n: 11_000 if n % 364 >= 336 else 10_000, -425, -1)
    estimate = expected_revenue(history, MONDAY, SUNDAY)
    assert estimate.steps[-1].name == "season"
    assert level(history) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("side", ["before", "after", "before-and-after"])
@pytest.mark.parametrize("way", ["up", "down"])
def test_each_way_a_level_moves_is_told_in_words(language, side, way):
    values = {"percent_number": "12", "other_cents": 70_000}
    said = sentence(Problem("history", f"level-{side}-{way}", values).in_currency("CAD"), language)
    assert "12" in said
    assert said.count(".") == 1 + (language == "en" and side == "before-and-after")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("whose", ["", "-yours"])
def test_days_before_a_shop_sold_are_told_in_words(language, whose):
    values = {"first_day": "2021-05-03", "last_day": "2021-08-01"}
    said = sentence(Problem("history", f"level-from-nothing{whose}", values), language)
    assert {"fr": "u 3 mai 2021 au 1", "en": "rom May 3, 2021 to August 1"}[language] in said


def test_an_interval_of_a_shop_that_sells_one_day_in_five_is_told_as_wild():
    history = sold(lambda n: 50_000 * (n % 5 == 0), -60, 60)
    estimate = expected_revenue(history, MONDAY, MONDAY)
    [wild] = [told for told in estimate.warnings if told.code == "sales-wild"]
    found = estimate.interval
    assert wild.values == {"low_cents": found.low, "high_cents": found.high, "times": 3}
    assert found.high - found.low > 3 * estimate.expected


def test_two_sides_of_four_weeks_are_not_said_to_be_short():
    history = sold(lambda _: 10_000, -28, 41)
    estimate = expected_revenue(history, MONDAY, SUNDAY)
    assert (estimate.warnings, estimate.silence) == ((), "few")
    assert [note.code for note in estimate.notes] == ["interval-unknown"]


def test_two_short_sides_serve_together_and_it_is_said():
    """Fourteen days before, fourteen once seven have settled: 100.00 a day."""
    history = sold(lambda _: 10_000, -14, 27)
    estimate = expected_revenue(history, MONDAY, SUNDAY)
    assert (estimate.expected, estimate.method) == (70_000, "before-and-after")
    told = {"days": 14, "after": 14, "needed": 28}
    assert estimate.warnings == (Problem("history", "both-sides-short", told),)
    assert expected_revenue(history[1:], MONDAY, SUNDAY) == Problem(
        "history", "history-short-days", {"days": 13, "after": 14, "needed": 28}
    )
