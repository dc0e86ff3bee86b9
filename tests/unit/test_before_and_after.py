"""Both sides of an outage: the reference, rare orders, feasts, the week after, the interval."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.damages import lost_sales
from claims.damages.backtest import (
    MIDDLE,
    NEEDED,
    OURS,
    HeldOut,
    Score,
    beginnings,
    covered,
    days_apart,
    held_out,
    last_year_times_trend,
    mean_of_28_days,
    score,
    seasonal_naive,
    stated,
)
from claims.damages.lost_sales import Estimate, expected_revenue
from claims.damages.replays import Timeline, bounds, references
from claims.damages.sales import Interval, days_spanned
from claims.damages.sliding import Sliding
from claims.problems import Problem

MONDAY = date(2021, 8, 2)
SUNDAY = MONDAY + timedelta(days=6)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Each test computes for itself, also in a process that did before."""
    lost_sales._estimated.cache_clear()


def shop(of_day, *, days=200, away=(MONDAY, SUNDAY)):
    """Cents by a rule, as many days on each side; nothing during the outage."""
    first, last = MONDAY - timedelta(days=days), SUNDAY + timedelta(days=days)
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    open_days = (day for day in every if not away[0] <= day <= away[1])
    return tuple((str(day), of_day(day)) for day in open_days if of_day(day))


def codes(estimate):
    return [warning.code for warning in estimate.warnings]


def test_sales_that_grow_are_met_halfway_by_the_two_sides():
    """100.00 a day before, 120.00 a day after: 110.00, seven days; 700.00 by the days before."""
    estimate = expected_revenue(shop(lambda day: 10000 if day < MONDAY else 12000), MONDAY, SUNDAY)
    assert (estimate.expected, estimate.method) == (77000, "before-and-after")
    assert estimate.warnings == (
        Problem("history", "level-before-and-after-up",
                {"percent_number": "20", "other_cents": 70000}),
    )  # fmt: skip


def test_the_week_that_settles_is_no_reference():
    settling = SUNDAY + timedelta(days=7)

    def silent_at_first(day):
        return 0 if SUNDAY < day <= settling else 10000

    estimate = expected_revenue(shop(silent_at_first), MONDAY, SUNDAY)
    assert estimate.expected == 70000


def test_ninety_one_days_of_each_side_count_and_no_more():
    near = timedelta(days=91)

    def more_far_away(day):
        return 10000 if MONDAY - near <= day <= SUNDAY + timedelta(days=7) + near else 90000

    assert expected_revenue(shop(more_far_away), MONDAY, SUNDAY).expected == 70000


def test_one_large_order_counts_for_a_twelfth_of_the_reference_and_it_is_said():
    """182 days at 100.00, one of them 10,000.00 instead: the others sold 18,100.00, an eleventh is
    1,645.45, a twelfth of the whole once that day counts for it. Mondays: (25 × 100.00 + 1,645.45)
    ÷ 26 = 159.4404; the six other days 100.00."""
    whale = MONDAY - timedelta(days=7)
    estimate = expected_revenue(
        shop(lambda day: 1_000_000 if day == whale else 10000), MONDAY, SUNDAY
    )
    assert estimate.expected == 75944
    [said] = [w for w in estimate.warnings if w.code == "days-limited"]
    assert dict(said.values) == {
        "days": 1, "limit_cents": 164545, "other_cents": 108077,
        "largest_fr": "26 juillet 2021", "largest_en": "July 26, 2021",
    }  # fmt: skip


def test_what_a_limited_day_would_have_made_is_said_with_the_season_applied():
    whale = MONDAY - timedelta(days=7)

    def season(day):
        if day == whale:
            return 1_000_000
        return 15000 if abs((day - MONDAY).days + 364) < 28 else 10000

    history = tuple(line for line in shop(season, days=500) if line[0] < str(MONDAY))
    estimate = expected_revenue(history, MONDAY, SUNDAY)
    [said] = [w for w in estimate.warnings if w.code == "days-limited"]
    factor = next(step.operand for step in estimate.steps if step.name == "season")
    assert factor > 1
    assert said.values["other_cents"] == round(
        (6 * 10000 + Decimal(7 * 10000 + 1_000_000) / 8) * factor
    )


def test_no_day_raises_its_own_limit():
    """However large the order, what is expected stays the same."""
    whale = MONDAY - timedelta(days=7)
    expected = {
        expected_revenue(
            shop(lambda day, large=large: large if day == whale else 10000), MONDAY, SUNDAY
        ).expected
        for large in (1_000_000, 100_000_000, 10_000_000_000)
    }
    assert expected == {75944}


def test_few_equal_sales_are_not_taken_for_large_orders():
    """One sale a fortnight: each is a tenth of the reference, none is cut."""

    def fortnightly(day):
        return 10000 if (day - MONDAY).days % 14 == 3 else 0

    estimate = expected_revenue(shop(fortnightly), MONDAY, SUNDAY)
    assert estimate.expected == 5000
    assert "days-limited" not in codes(estimate)


@pytest.mark.parametrize(
    ("closed", "start"),
    [
        (lambda d: (d.month, d.day) == (6, 24), date(2021, 6, 21)),
        (lambda d: d.month == 9 and d.weekday() == 0 and d.day <= 7, date(2021, 9, 6)),
        (lambda d: d in {date(2020, 4, 13), date(2021, 4, 5)}, date(2021, 4, 5)),
    ],
    ids=["saint-jean", "labour-day", "easter-monday"],
)
def test_a_feast_on_which_the_shop_closed_the_year_before_expects_nothing(closed, start):
    end = start + timedelta(days=6)
    first, last = start - timedelta(days=500), end + timedelta(days=60)
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    history = tuple((str(d), 10000) for d in every if not closed(d) and not start <= d <= end)
    estimate = expected_revenue(history, start, end)
    assert "closed-each-year" in codes(estimate)
    assert estimate.expected < 61000  # six days, a hair less for the Mondays closed


def test_a_day_without_a_sale_last_year_in_a_shop_that_often_has_none_is_no_feast():
    history = shop(lambda day: 10000 if day.toordinal() % 3 else 0, days=500)
    assert "closed-each-year" not in codes(expected_revenue(history, MONDAY, SUNDAY))


def weekly(day):
    """A shop whose weeks differ a little, the same every time."""
    return 10000 + 500 * (day.toordinal() // 7 % 5)


def test_sales_made_up_in_the_week_after_are_measured_when_beyond_chance():
    settling = SUNDAY + timedelta(days=7)

    def doubled(day):
        return weekly(day) * (2 if SUNDAY < day <= settling else 1)

    estimate = expected_revenue(shop(doubled), MONDAY, SUNDAY)
    assert "sales-made-up" in codes(estimate)
    assert 60000 < estimate.made_up < 95000
    ordinary = expected_revenue(shop(weekly), MONDAY, SUNDAY)
    assert (ordinary.made_up, codes(ordinary)) == (0, [])


def test_sales_slow_to_come_back_are_said_and_add_nothing():
    settling = SUNDAY + timedelta(days=7)

    def halved(day):
        return weekly(day) // (2 if SUNDAY < day <= settling else 1)

    estimate = expected_revenue(shop(halved), MONDAY, SUNDAY)
    assert "sales-slow" in codes(estimate)
    assert estimate.made_up == 0


def test_a_peak_the_year_before_is_said_with_what_it_would_give():
    def december(day):
        return 30000 if (day.month, day.day // 8) in {(12, 1), (12, 2)} else 10000

    start = date(2021, 12, 10)
    first, last = date(2020, 6, 1), date(2022, 4, 30)
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    history = tuple((str(d), december(d)) for d in every if not 0 <= (d - start).days < 7)
    estimate = expected_revenue(history, start, start + timedelta(days=6))
    [said] = [w for w in estimate.warnings if w.code == "seasonal-apart"]
    assert said.values["other_cents"] > 1.5 * estimate.expected


def test_a_steady_shop_has_an_interval_of_no_width_and_a_short_one_has_none():
    steady = expected_revenue(shop(lambda _: 10000), MONDAY, SUNDAY)
    assert (steady.interval.low, steady.interval.high) == (70000, 70000)
    short = expected_revenue(shop(lambda _: 10000, days=30), MONDAY, SUNDAY)
    assert short.interval is None
    assert [note.code for note in short.notes] == ["interval-unknown"]


def tenths(*numbers):
    return [Decimal(number) / 10 for number in numbers]


@pytest.mark.parametrize(
    ("ratios", "low", "high", "held", "middle"),
    [
        (tenths(*range(5, 14)), 5000, 13000, "0.8", 9000),  # the first and the last of nine
        (tenths(*range(1, 20)), 2000, 18000, "0.8", 10000),  # the second and the eighteenth of 19
        (tenths(*range(1, 21)), 2000, 19000, "0.8", 10500),  # the second and the nineteenth of 20
        (tenths(0, *range(5, 14)), 0, 12000, "0.8", 8500),  # a tenth sold nothing: risk is above
        (tenths(0, *range(1, 20)), 1000, 18000, "0.8", 9500),  # a twentieth did
        (tenths(-5, *range(1, 18)), 0, 17000, "0.8", 8500),
        (tenths(*[12] * 9), 10000, 12000, "0.9", 12000),  # what is expected is always inside
        (tenths(*[8] * 9), 8000, 10000, "0.9", 8000),
        (tenths(*[0] * 17, 12, 25), 0, 10000, "0.85", 0),  # seventeen of nineteen sold nothing
        (tenths(-5, *[0] * 17, 20), 0, 10000, "0.9", 0),  # refunds count as nothing sold
        (tenths(1, 5, *[6] * 19, 8), 5000, 10000, "0.91", 6000),  # twenty-one in twenty-three
    ],
)
def test_the_bounds_and_the_middle_are_ratios_by_their_rank(ratios, low, high, held, middle):
    found = bounds(ratios, Decimal(100), Decimal("0.8"), apart=9)
    assert found == Interval(low, high, Decimal(held), len(ratios), middle)


def test_nine_stretches_that_share_no_day_are_the_least_for_four_in_five():
    nine = tenths(*range(5, 14))
    assert bounds(nine, Decimal(100), Decimal("0.8"), apart=8) is None
    assert bounds(nine[1:], Decimal(100), Decimal("0.8"), apart=9) is None
    assert bounds(nine, Decimal(100), Decimal("0.82"), apart=9) is None  # it asks for ten
    assert bounds(nine, Decimal(100), Decimal("0.79"), apart=9) is not None


@pytest.mark.parametrize(
    ("side", "dollars"), [("before-and-after", 4), ("before", 1), ("after", 2)]
)
def test_a_stretch_is_replayed_from_ninety_one_days_of_each_side_or_fifty_six_before(side, dollars):
    """The hundred and first day: before it, eight of the same weekday at 1.00 in fifty-six days and
    five at 14.00 beyond; after the week that settles, thirteen at 2.00. Others would be seen."""
    cents = [9_900] * 9 + [1_400] * 35 + [100] * 56 + [9_900] * 8 + [200] * 91 + [9_900] * 9
    every = Timeline(0, cents, [True] * len(cents))
    held = Sliding([(sold, day % 7) for day, sold in enumerate(cents)])
    held.move(references(range(len(cents)), 100, 1, side))
    assert held.weekdays().expected(every.wanted(100, 1)) == dollars


def test_a_stretch_after_fewer_than_four_weeks_is_told_by_nothing():
    """Of twenty-nine days, the last alone has four weeks before it."""
    assert list(Timeline(0, [100] * 29, [True] * 29).replays(1, "before")) == [(28, 1)]
    assert list(Timeline(0, [100] * 28, [True] * 28).replays(1, "before")) == []


def test_each_stretch_is_replayed_to_the_last_of_the_history_and_none_longer_than_it():
    """Four weeks at 1.00, then 2.00 and 3.00."""
    line = Timeline(0, [100] * 28 + [200, 300], [True] * 30)
    assert list(line.replays(1, "before")) == [(28, 2), (29, 3)]
    assert list(line.replays(31, "before")) == []


@pytest.mark.parametrize(("days", "replayed"), [(1_000, 972), (1_028, 1_000), (2_000, 1_000)])
def test_a_thousand_stretches_at_the_most_are_replayed_evenly(days, replayed):
    """The first four weeks are told by nothing."""
    line = Timeline(0, [100] * days, [True] * days)
    assert len(list(line.replays(1, "before"))) == replayed


def test_an_interval_by_month_says_that_whole_months_were_replayed():
    found = Interval(60000, 80000, Decimal("0.80"), 45, 68000, of_months=True)
    assert [note.code for note in found.said(cut=False)] == [
        "sales-interval-months",
        "sales-middle",
    ]
    assert [note.code for note in found.said(cut=True)] == [
        "sales-interval-months",
        "sales-middle-cut",
    ]


def test_an_interval_says_its_bounds_how_often_they_hold_by_how_many_replays_and_the_middle():
    assert Interval(60000, 80000, Decimal("0.80"), 45, 68000).said(cut=False) == (
        Problem(
            "history", "sales-interval",
            {"low_cents": 60000, "high_cents": 80000, "often_number": "80", "replays": 45},
        ),
        Problem("history", "sales-middle", {"middle_cents": 68000}),
    )  # fmt: skip


def test_a_shop_that_sells_one_day_in_ten_expects_a_tenth_and_most_often_nothing():
    history = shop(lambda day: 100000 if day.toordinal() % 10 == 0 else 0)
    found = expected_revenue(history, MONDAY, MONDAY)
    assert 5000 < found.expected < 20000
    assert found.interval.middle == 0
    assert found.interval.coverage > Decimal("0.85")


def test_a_wider_coverage_never_narrows_the_interval():
    history = shop(lambda day: 10000 + (day.toordinal() * 7919 % 101) * 300)
    widths = []
    for share in ("0.5", "0.8", "0.9"):
        found = expected_revenue(history, MONDAY, SUNDAY, coverage=Decimal(share)).interval
        widths.append((-found.low, found.high))
    assert widths == sorted(widths)
    assert widths[0] < widths[-1]


def test_the_backtest_finds_no_error_where_nothing_varies():
    every = (MONDAY + timedelta(days=n) for n in range(200))
    tried = tuple(held_out(tuple((str(day), 10000) for day in every), 7, apart=20))
    found = score(tried, OURS)
    assert (found.stretches, found.median_error, found.bias) == (6, 0, 0)
    assert covered(tried) == 1
    assert [one.first for one in tried] == [MONDAY + timedelta(56 + 20 * n) for n in range(6)]
    assert tried[0] == HeldOut(
        MONDAY + timedelta(days=56), 70000,
        {OURS: 70000, MIDDLE: 70000, "mean-of-28-days": 70000, "seasonal-naive": 70000,
         "last-year-times-trend": None},
        inside=True, stated=Decimal("0.8"),
    )  # fmt: skip


def ninety_nine(before, away, after):
    """Cents a day of a history that has one stretch of seven days to hold out: the ninth week."""
    cents = [before] * 56 + [away] * 7 + [after] * 36
    return tuple((str(MONDAY + timedelta(days=n)), sold) for n, sold in enumerate(cents))


NINTH = MONDAY + timedelta(days=56)


@pytest.mark.parametrize(("away", "inside"), [(9_999, False), (10_000, True), (10_001, False)])
def test_a_stretch_falls_inside_when_its_sales_reach_the_bounds_and_go_no_further(away, inside):
    """Where all else sold 100.00 a day, both bounds are 700.00; half of the stretches are asked."""
    history = ninety_nine(10_000, away, 10_000)
    assert list(held_out(history, 7, peers={}, coverage=Decimal("0.5"))) == [
        HeldOut(NINTH, 7 * away, {OURS: 700_00, MIDDLE: 700_00}, inside, Decimal("0.5"))
    ]


def test_each_method_expects_a_stretch_from_the_days_around_it_and_none_of_its_own():
    """100.00 a day in the eight weeks before, 300.00 after the week that settles, where Monday
    comes five times and the others four: six times 2,000.00 / 12, and 2,300.00 / 13."""
    history = ninety_nine(10_000, 40_000, 30_000)
    [only] = held_out(history, 7, peers={"mean": mean_of_28_days, "week": seasonal_naive})
    assert (only.first, only.sold, only.inside) == (NINTH, 2_800_00, None)
    told = only.expected
    assert told[MIDDLE] is None  # too few weeks for an interval
    assert (told[OURS], told["mean"], told["week"]) == (1_176_92, 700_00, 700_00)


def test_beside_the_mean_of_a_stretch_stands_what_half_of_the_replays_stay_under():
    """70.00 one day in ten, so nothing on most; two Mondays in twelve, so 140.00 / 12 expected."""
    every = ((str(MONDAY + timedelta(days=n)), 7_000 * (n % 10 == 0)) for n in range(93))
    [only] = held_out(tuple(every), 1, peers={})
    assert (only.sold, only.expected, only.inside) == (0, {OURS: 11_67, MIDDLE: 0}, True)


def rising(days):
    """One cent on the first of so many days before MONDAY, two on the next…"""
    return {MONDAY - timedelta(days=days - n): n + 1 for n in range(days)}


def test_the_methods_beside_ours_are_those_anyone_can_work_by_hand():
    tuesday = MONDAY + timedelta(days=1)
    assert mean_of_28_days(rising(29), MONDAY, tuesday) == 31  # 2 to 29, 15.5 a day
    others = {MONDAY: 10_000, MONDAY - timedelta(days=29): 10_000}
    assert mean_of_28_days(rising(28) | others, MONDAY, MONDAY) == 15  # 1 to 28, 14.5
    assert mean_of_28_days({}, MONDAY, tuesday) == 0
    assert seasonal_naive(rising(29), MONDAY, MONDAY + timedelta(days=7)) == 205  # 23 to 29, and 23
    assert seasonal_naive(rising(29), MONDAY, tuesday) == 47  # 23 and 24
    assert seasonal_naive({}, MONDAY, tuesday) == 0


def test_last_year_times_the_trend_needs_eight_weeks_of_the_year_before():
    """420 days: a year earlier the same two days sold 0.57 and 0.58; the eight weeks before them
    0.01 to 0.56, 15.96, and of this year 3.65 to 4.20, 219.80."""
    sold = rising(420)
    assert last_year_times_trend(sold, MONDAY, MONDAY + timedelta(days=1)) == 1584
    del sold[MONDAY - timedelta(days=420)]
    assert last_year_times_trend(sold, MONDAY, MONDAY) is None
    flat = {MONDAY - timedelta(days=420): 0, MONDAY - timedelta(days=364): 7}
    assert last_year_times_trend(flat, MONDAY, MONDAY + timedelta(days=1)) == 7
    flat |= {MONDAY - timedelta(days=420): 1, MONDAY - timedelta(days=1): 3}
    assert last_year_times_trend(flat, MONDAY, MONDAY) == 21


def test_what_is_told_at_the_median_is_the_median_and_never_the_mean():
    """Ninety-nine days hold too few weeks for an interval; so no row is told at the median."""
    tried = tuple(held_out(ninety_nine(10_000, 10_000, 10_000), 7, peers={}))
    assert score(tried, OURS) == Score(1, 0, 0, 0)
    assert score(tried, MIDDLE) is None


def test_a_method_is_scored_on_the_stretches_it_could_tell():
    tried = [
        HeldOut(MONDAY, sold, {"ours": expected}, inside, None if inside is None else said)
        for sold, expected, inside, said in (
            (100, 110, True, Decimal("0.8")), (100, 70, False, Decimal("0.8")),
            (100, 101, None, None), (100, None, True, Decimal("0.89")),
        )
    ]  # fmt: skip
    assert score(tried, "ours") == Score(3, median_error=10, mean_error=13, bias=-7)
    assert score(tried[3:], "ours") is None
    assert covered(tried) == Decimal(2) / 3
    assert covered(tried[2:3]) is None
    assert stated(tried) == Decimal("0.83")
    assert stated(tried[2:3]) is None


def test_a_stretch_in_which_nothing_is_ever_sold_is_expected_to_sell_nothing():
    every = (MONDAY + timedelta(days=n) for n in range(93))
    sold = [(str(day), 10000) for day in every if day.weekday() != 0]
    history = ((str(MONDAY), 0), *sold)
    [only] = held_out(history, 1, peers={})  # the fifty-seventh day of ninety-three, a Monday
    assert only == HeldOut(
        MONDAY + timedelta(days=56), 0, {OURS: 0, MIDDLE: None}, inside=None, stated=None
    )
    assert list(held_out(history[:-1], 1, peers={})) == []


def test_a_history_spans_all_days_from_its_first_to_its_last_in_any_order_and_one_line_spans_one():
    history = (("2021-08-30", 100), ("2021-08-02", 100), ("2021-09-01", 100), ("2021-08-04", 100))
    assert days_spanned(history) == 31
    assert days_spanned((("2021-08-02", 100),)) == 1


def test_the_shortest_history_with_a_stretch_to_hold_out_is_the_one_that_is_asked_for():
    every = tuple((str(MONDAY + timedelta(days=n)), 10_000) for n in range(93))
    assert days_spanned(every) == NEEDED
    assert len(list(held_out(every, 1, peers={}))) == 1
    assert list(held_out(every[1:], 1, peers={})) == []


amounts = st.integers(-5000, 10**6) | st.sampled_from([0, 0, 0, 10**10])


@given(st.lists(amounts, min_size=60, max_size=420), st.integers(0, 420), st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_any_history_gives_a_right_number_or_a_sentence(cents, start, length):
    day = date(2020, 1, 1)
    history = tuple((str(day + timedelta(days=n)), c) for n, c in enumerate(cents))
    first = day + timedelta(days=start)
    estimate = expected_revenue(history, first, first + timedelta(days=length - 1))
    if isinstance(estimate, Problem):
        assert estimate.code in {"history-short-days", "history-no-sales"}
        return
    assert isinstance(estimate, Estimate)
    assert estimate.expected >= 0
    assert estimate.made_up >= 0
    if estimate.interval:
        assert 0 <= estimate.interval.low <= estimate.expected <= estimate.interval.high


def test_a_history_that_stops_within_the_week_after_says_that_nothing_was_measured():
    cut = [line for line in shop(weekly) if line[0] <= str(SUNDAY + timedelta(days=6))]
    assert codes(expected_revenue(tuple(cut), MONDAY, SUNDAY)) == [
        "only-before", "season-unknown-days", "aftermath-unknown",
    ]  # fmt: skip


def test_a_history_far_from_the_outage_tells_nothing_of_it():
    history = shop(lambda _: 10000, days=400)
    far = MONDAY + timedelta(days=800)
    assert expected_revenue(history, far, far).code == "history-short-days"


def test_an_estimate_by_the_season_of_the_year_before_is_replayed_with_its_season():
    """Half more sold around the same weeks, a year earlier. Seventy-four weeks of the file
    have a year and eight weeks before them: 506.43 to 643.29 of the plain method, times season."""

    def season(day):
        return 15000 if abs((day - MONDAY).days + 364) < 28 else 10000

    history = tuple(line for line in shop(season, days=500) if line[0] < str(MONDAY))
    estimate = expected_revenue(history, MONDAY, SUNDAY)
    assert estimate.steps[-1].name == "season"
    assert (estimate.interval.replays, estimate.notes[0].code) == (74, "sales-interval")
    assert estimate.interval.low <= estimate.expected <= estimate.interval.high
    short = expected_revenue(history[30:], MONDAY, SUNDAY)
    assert short.steps[-1].name == "season"
    assert (short.interval, [note.code for note in short.notes]) == (None, ["interval-season"])


def months(first_year, cents):
    every = [(first_year + n // 12, n % 12 + 1) for n in range(len(cents))]
    return tuple((f"{y}-{m:02}", c) for (y, m), c in zip(every, cents, strict=True))


def test_three_years_of_months_give_the_season_back():
    """Twice as much in December as in any other month; outage of the whole of December 2022."""
    year = [100_000] * 11 + [200_000]
    history = months(2019, year * 3 + year[:11])
    estimate = expected_revenue(history, date(2022, 12, 1), date(2022, 12, 31))
    assert estimate.method == "seasonal-indices"
    assert abs(estimate.expected - 200_000) < 1000
    assert estimate.interval is not None


def test_one_month_out_of_measure_makes_no_index_and_no_trend():
    year = [100_000] * 12
    wild = [*year, *year[:5], 100_000_000, *year[:6], *year, *year[:7]]
    estimate = expected_revenue(months(2018, wild), date(2021, 8, 1), date(2021, 8, 31))
    assert estimate.method == "same-months"
    small = months(2020, [100_000] * 4 + [300] * 3 + [100_000] * 5 + [100_000] * 7)
    bounded = expected_revenue(small, date(2021, 8, 1), date(2021, 8, 31))
    assert bounded.expected == 200_000
    assert "trend-bounded" in codes(bounded)


def test_months_that_did_not_fall_contradict_the_days_claimed():
    history = months(2020, [1_000_000] * 24)
    estimate = expected_revenue(history, date(2021, 8, 28), date(2021, 9, 10))
    [said] = [w for w in estimate.warnings if w.code == "months-not-fallen"]
    assert said.values["short_cents"] == 0
    assert estimate.interval is None
    assert [note.code for note in estimate.notes] == ["interval-days"]


@pytest.mark.parametrize(
    ("september", "denied"), [(3_000_00, True), (200_01, True), (200_00, False)]
)
def test_an_interval_that_the_whole_months_contradict_is_not_given(september, denied):
    """2,800.00 is expected of twenty-eight days, and every replay says so to the cent."""
    cents = [3_000_00] * 36
    cents[32] = september
    estimate = expected_revenue(months(2019, cents), date(2021, 9, 2), date(2021, 9, 29))
    assert estimate.expected == 2_800_00
    assert (estimate.interval is None) is denied
    given = ["sales-interval-months", "sales-middle"]
    assert [note.code for note in estimate.notes] == (["interval-denied"] if denied else given)


@pytest.mark.parametrize(
    ("august", "september", "last", "told", "denied"),
    [
        (3_000_00, 2_000_00, 30, [], False),  # 1,000.00 lost, by which the month fell
        (4_000_00, 2_000_00, 30, [], False),
        (3_000_00, 3_500_00, 30, [], False),  # nothing is lost
        (3_000_00, 2_000_00, 1, [(1_000_00, 1_096_77)], True),  # with the last day of August
        (2_903_23, 2_000_00, 1, [], False),
    ],
)
def test_what_the_outage_is_known_to_have_sold_is_no_contradiction(
    august, september, last, told, denied
):
    """3,000.00 a month; September whole without service, which sold some all the same, and from
    the first day told of August or of September."""
    cents = [3_000_00] * 36
    cents[31], cents[32] = august, september
    start = date(2021, 9, 1) if last == 30 else date(2021, 8, 31)
    estimate = expected_revenue(months(2019, cents), start, date(2021, 9, 30))
    said = [
        (w.values["short_cents"], w.values["claimed_cents"])
        for w in estimate.warnings if w.code == "months-not-fallen"
    ]  # fmt: skip
    assert (said, estimate.silence == "denied") == (told, denied)


def test_neither_the_month_after_nor_the_last_of_the_file_is_a_reference():
    """September doubled by sales made up, the export of December cut on its third day."""
    cents = [1_000_000] * 7 + [0, 2_000_000, 1_000_000, 1_000_000, 90_000]
    estimate = expected_revenue(months(2021, cents), date(2021, 8, 1), date(2021, 8, 31))
    assert abs(estimate.expected - 1_000_000) < 20_000


def test_a_reference_does_without_one_month_far_above_the_others_and_it_is_said():
    """1,000.00 a month, but 20,000.00 in July: 2,000.00 in May and June, of 61 days; August has 31.
    Counted whole, 22,000.00 in 92 days."""
    history = months(2021, [100_000] * 6 + [2_000_000])
    estimate = expected_revenue(history, date(2021, 8, 1), date(2021, 8, 31))
    assert estimate.expected == round(200_000 * 31 / 61)
    assert [(step.name, step.running) for step in estimate.steps[:1]] == [("recent_months", 2000)]
    [said] = [w for w in estimate.warnings if w.code == "months-limited"]
    assert said == Problem("history", "months-limited", {
        "months_fr": "juillet 2021", "months_en": "July 2021",
        "other_cents": round(2_200_000 * 31 / 92),
    })  # fmt: skip


@pytest.mark.parametrize(
    ("last", "steps", "cents"),
    [
        (2_000_000, [("recent_months", 21000), ("above", 4000)], 400_000),
        (-2_000_000, [("recent_months", -19000), ("refunded", 0)], None),
    ],
)
def test_of_two_months_alone_the_one_out_of_measure_counts_at_its_limit(last, steps, cents):
    """1,000.00 in June; 20,000.00 sold, or given back, in July, which counts for 3,000.00 at the
    most, or takes away 1,000.00."""
    history = (("2021-06", 100_000), ("2021-07", last))
    estimate = expected_revenue(history, date(2021, 8, 1), date(2021, 8, 31))
    if cents is None:
        assert estimate == Problem("history", "history-no-sales")
        return
    assert estimate.expected == round(cents * 31 / 61)
    assert [(step.name, step.running) for step in estimate.steps[:2]] == steps


def test_a_reference_does_without_a_month_of_refunds_and_it_is_said():
    """1,000.00 a month, but 20,000.00 given back in July: 2,000.00 in May and June."""
    history = months(2021, [100_000] * 6 + [-2_000_000])
    estimate = expected_revenue(history, date(2021, 8, 1), date(2021, 8, 31))
    assert estimate.expected == round(200_000 * 31 / 61)
    [said] = [w for w in estimate.warnings if w.code == "months-limited"]
    assert said == Problem("history", "months-limited", {
        "months_fr": "juillet 2021", "months_en": "July 2021", "other_cents": 0,
    })  # fmt: skip


def test_an_exceptional_month_a_year_earlier_stays_out_of_the_trend():
    """1,000.00 a month, but 20,000.00 in June 2020: May and July alone tell the trend."""
    history = months(2020, [100_000] * 5 + [2_000_000] + [100_000] * 13)
    estimate = expected_revenue(history, date(2021, 8, 1), date(2021, 8, 31))
    assert (estimate.expected, estimate.method) == (100_000, "same-months")
    then = next(part for part in estimate.steps[-1].parts if part.name == "same_months")
    assert (estimate.steps[-1].operand, then.operand) == (1, 2000)


def test_a_month_cut_a_year_earlier_is_told_inside_the_trend():
    """1,000.00 a month, but 20,000.00 in June 2020, which counts for 3,000.00 as June 2021 sold
    half of it: of the three months around, 3,500.00 this year for 5,000.00."""
    history = months(2020, [100_000] * 5 + [2_000_000] + [100_000] * 11 + [150_000, 100_000])
    estimate = expected_revenue(history, date(2021, 8, 1), date(2021, 8, 31))
    assert estimate.method == "same-months"
    trend = estimate.steps[-1]
    then = next(part for part in trend.parts if part.name == "same_months")
    assert (trend.operand, then.operand) == (Decimal("0.7"), 5000)
    assert [(part.verb, part.name, part.running) for part in then.parts] == [
        ("take", "same_months", 22000), ("less", "above", 5000),
    ]  # fmt: skip
    assert then.parts[0].label == then.label


def test_a_month_that_sells_far_more_each_year_is_not_cut():
    december = [100_000] * 11 + [500_000]
    estimate = expected_revenue(
        months(2019, [*december, *december, *december[:11]]), date(2021, 12, 1), date(2021, 12, 31)
    )
    assert (estimate.expected, codes(estimate)) == (500_000, [])


def test_a_whale_a_year_earlier_does_not_carry_the_month_of_the_outage():
    """3,100.00 a month, but 999,999.99 in August 2020: 18,600.00 in 184 days, 31 days."""
    cents = [310_000] * 19 + [99_999_999] + [310_000] * 11 + [0] + [310_000] * 10
    estimate = expected_revenue(months(2019, cents), date(2021, 8, 1), date(2021, 8, 31))
    assert (estimate.expected, estimate.method) == (313_370, "recent-months")
    assert estimate.interval.high < 350_000
    assert estimate.warnings[0] == Problem("history", "season-exceptional", {
        "months_fr": "août 2020", "months_en": "August 2020",
    })  # fmt: skip


def test_thirteen_months_without_their_trend_say_what_lacks_and_what_the_season_would_give():
    """1,000.00 a month, 2,000.00 in August: the months that would tell the trend are not there."""
    history = tuple((f"20{m // 12}-{m % 12 + 1:02}", 200_000 if m % 12 == 7 else 100_000)
                    for m in range(20 * 12 + 7, 21 * 12 + 8))  # fmt: skip
    estimate = expected_revenue(history, date(2021, 8, 1), date(2021, 8, 31))
    assert estimate.expected == round(300_000 * 31 / 92)
    assert estimate.warnings[0] == Problem("history", "season-no-trend", {
        "months_fr": "mai 2020, juin 2020, juillet 2020",
        "months_en": "May 2020, June 2020, July 2020", "other_cents": 200_000,
    })  # fmt: skip


def test_a_year_before_that_another_outage_touched_is_named_as_the_reason():
    away = ((date(2020, 8, 10), date(2020, 8, 12)),)
    history = months(2020, [100_000] * 19)
    estimate = expected_revenue(history, date(2021, 8, 1), date(2021, 8, 31), away=away)
    assert estimate.warnings == (Problem("history", "season-outage"),)


@pytest.mark.parametrize(
    ("history", "last", "code"),
    [
        (months(2012, [310_000] * 120), date(2021, 8, 27), "interval-days"),
        (months(2021, [310_000] * 6), date(2021, 8, 28), "interval-months"),
        (months(2021, [310_000] * 6), date(2021, 8, 31), "interval-months"),
    ],
)
def test_by_month_each_reason_for_no_interval_has_its_own_words(history, last, code):
    estimate = expected_revenue(history, date(2021, 8, 1), last)
    assert (estimate.interval, [note.code for note in estimate.notes]) == (None, [code])


def test_the_average_of_which_days_are_cut_is_not_said_to_return_all_that_was_lost():
    """One Saturday of 5,000.00 counts for a twelfth."""
    whale = shop(lambda day: 500_000 if day == MONDAY - timedelta(days=9) else 10_000)
    cut, whole = (
        expected_revenue(each, MONDAY, SUNDAY) for each in (whale, shop(lambda _: 10_000))
    )
    assert "days-limited" in codes(cut)
    assert cut.notes[1].code == "sales-middle-cut"
    assert whole.notes[1].code == "sales-middle"


def days_of_sales(n):
    return tuple((str(date(2010, 1, 1) + timedelta(days=i)), 100) for i in range(n))


@pytest.mark.parametrize(
    ("days", "apart"),
    [(1, 5), (98, 5), (730, 5), (837, 5), (843, 10), (3_652, 25), (4_700, 40), (5_000, 40)],
)
def test_a_long_history_is_held_out_in_no_more_stretches_and_on_every_weekday(days, apart):
    """Thirty-five days apart would be of one weekday alone."""
    history = days_of_sales(days)
    assert days_apart(history, 1) == apart
    firsts = beginnings(history, 1, apart)
    assert len(firsts) <= 150
    assert len({first.weekday() for first in firsts}) == min(7, len(firsts))
