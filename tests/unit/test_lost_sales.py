"""Expected sales, worked by hand on tidy shops and checked on two real, untidy ones."""

import csv
import re
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.damages import lost_sales
from claims.damages.lost_sales import Estimate, expected_revenue
from claims.damages.sales import Window, sales_made, unlisted
from claims.damages.verbs import VERBS
from claims.i18n import LANGUAGES, read_history, sentence
from claims.i18n.sentences import SENTENCES
from claims.i18n.told import sales_yours
from claims.problems import Problem

SALES = Path(__file__).resolve().parents[2] / "data" / "sales"
MONDAY = date(2021, 8, 2)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Each test computes for itself, also in a process that did before."""
    lost_sales._estimated.cache_clear()


def shop(first, last, of_day):
    """A history by day: cents by a rule, days without a sale left out."""
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple((day.isoformat(), of_day(day)) for day in every if of_day(day))


def months(first, *cents):
    year, month = map(int, first.split("-"))
    numbers = [year * 12 + month - 1 + n for n in range(len(cents))]
    return tuple((f"{n // 12}-{n % 12 + 1:02}", c) for n, c in zip(numbers, cents, strict=True))


def codes(estimate):
    return [warning.code for warning in estimate.warnings]


def weekdays_only(day):
    """100.00 on Mondays, 200.00 on Tuesdays, … 500.00 on Fridays, closed at the week end."""
    return 10000 * (day.weekday() + 1) if day.weekday() < 5 else 0


def test_each_weekday_expects_what_it_sold_before():
    history = shop(MONDAY - timedelta(days=56), MONDAY - timedelta(days=1), weekdays_only)
    week = expected_revenue(history, MONDAY, MONDAY + timedelta(days=6))
    assert week.expected == 150000
    monday = expected_revenue(history, MONDAY, MONDAY)
    assert monday.expected == 10000


def test_a_closed_weekday_expects_nothing():
    history = shop(MONDAY - timedelta(days=56), MONDAY - timedelta(days=1), weekdays_only)
    friday, sunday = MONDAY + timedelta(days=4), MONDAY + timedelta(days=6)
    assert expected_revenue(history, friday, sunday).expected == 50000
    only_sunday = expected_revenue(history, sunday, sunday)
    assert only_sunday.code == "history-no-sales"


def test_refunds_are_netted():
    history = {day: 10000 for day, _ in shop(MONDAY - timedelta(days=56), MONDAY, lambda _: 1)}
    history[(MONDAY - timedelta(days=7)).isoformat()] = -30000
    estimate = expected_revenue(tuple(history.items()), MONDAY, MONDAY)
    assert estimate.expected == 8273  # 300.00 of 5,500.00 sold; 700.00 × 52/55 ÷ 8 Mondays


def test_only_the_eight_weeks_before_count():
    def doubled_lately(day):
        return 20000 if day >= MONDAY - timedelta(days=56) else 10000

    history = shop(MONDAY - timedelta(days=120), MONDAY - timedelta(days=1), doubled_lately)
    assert expected_revenue(history, MONDAY, MONDAY).expected == 20000


def test_days_of_another_outage_are_no_baseline():
    away = (MONDAY - timedelta(days=14), MONDAY - timedelta(days=1))

    def silent_when_away(day):
        return 0 if away[0] <= day <= away[1] else 10000

    history = shop(MONDAY - timedelta(days=90), MONDAY, silent_when_away)
    assert expected_revenue(history, MONDAY, MONDAY).expected == 7500
    assert expected_revenue(history, MONDAY, MONDAY, away=(away,)).expected == 10000


def test_a_weekday_that_the_reference_never_has_expects_nothing_and_is_said():
    """Every second Monday before was an outage of its own, and the week after each settled: no
    Monday is known, and none is divided by."""
    history = shop(MONDAY - timedelta(days=90), MONDAY - timedelta(days=1), lambda _: 10000)
    mondays = tuple((MONDAY - timedelta(days=14 * n),) * 2 for n in range(1, 8))
    estimate = expected_revenue(history, MONDAY, MONDAY + timedelta(days=1), away=mondays)
    assert estimate.expected == 10000
    assert codes(estimate)[0] == "weekday-unknown"
    assert "no Monday to serve as a reference" in sentence(estimate.warnings[0], "en")
    assert estimate.steps[0].label.en == "Monday, unknown before the outage"
    assert estimate.steps[0].parts == ()


def test_the_season_of_the_year_before_multiplies():
    """A year earlier the weeks around sold 150.00 a day, the eight weeks before 125.00: × 1.2."""

    def season(day):
        return (
            15000 if MONDAY - timedelta(days=364 + 28) <= day < MONDAY - timedelta(280) else 10000
        )

    history = shop(MONDAY - timedelta(days=500), MONDAY - timedelta(days=1), season)
    estimate = expected_revenue(history, MONDAY, MONDAY + timedelta(days=6))
    assert estimate.steps[-1].name == "season"
    assert estimate.steps[-1].operand == Decimal("1.2000")
    assert estimate.expected == 84000
    assert codes(estimate) == ["only-before"]


def test_a_season_out_of_measure_is_bounded_and_said():
    def feast(day):
        return 50000 if day >= MONDAY - timedelta(days=364) else 10000

    history = shop(MONDAY - timedelta(days=500), MONDAY - timedelta(days=300), feast)
    recent = shop(MONDAY - timedelta(days=299), MONDAY - timedelta(days=1), lambda _: 10000)
    estimate = expected_revenue((*history, *recent), MONDAY, MONDAY)
    assert estimate.expected == 20000
    assert codes(estimate) == ["only-before", "season-bounded"]


def test_without_a_year_of_history_the_season_is_left_out_and_said():
    history = shop(MONDAY - timedelta(days=56), MONDAY - timedelta(days=1), weekdays_only)
    estimate = expected_revenue(history, MONDAY, MONDAY)
    assert codes(estimate) == ["only-before", "season-unknown-days"]


def test_a_shop_that_rarely_sold_has_no_season():
    def one_day_in_ten(day):
        return 10000 if day.toordinal() % 10 == 0 else 0

    history = shop(MONDAY - timedelta(days=500), MONDAY - timedelta(days=1), one_day_in_ten)
    estimate = expected_revenue(history, MONDAY, MONDAY + timedelta(days=6))
    assert codes(estimate) == ["only-before", "season-few-sales"]


def test_four_weeks_are_enough_and_one_day_less_is_not():
    enough = shop(MONDAY - timedelta(days=28), MONDAY - timedelta(days=1), lambda _: 10000)
    assert expected_revenue(enough, MONDAY, MONDAY).expected == 10000
    refused = expected_revenue(enough[1:], MONDAY, MONDAY)
    assert refused.code == "history-short-days"
    assert dict(refused.values) == {"days": 27, "after": 0, "needed": 28}


def test_a_new_shop_is_told_by_the_days_after_the_outage_and_it_is_said():
    history = shop(MONDAY + timedelta(days=9), MONDAY + timedelta(days=36), lambda _: 10000)
    estimate = expected_revenue(history, MONDAY, MONDAY)
    assert (estimate.expected, estimate.method) == (10000, "after")
    assert codes(estimate) == ["only-after"]
    short = expected_revenue(history[1:], MONDAY, MONDAY)
    assert short.code == "history-short-days"
    assert expected_revenue((), MONDAY, MONDAY) == Problem("history", "history-missing")


def test_a_history_that_stops_long_before_the_outage_is_used_and_said():
    history = shop(MONDAY - timedelta(days=120), MONDAY - timedelta(days=30), lambda _: 10000)
    estimate = expected_revenue(history, MONDAY, MONDAY)
    assert estimate.expected == 10000
    assert "history-stale" in codes(estimate)


def test_sales_made_are_the_lines_inside_the_outage_even_when_the_history_stops_within_it():
    until = shop(MONDAY - timedelta(days=56), MONDAY + timedelta(days=2), lambda _: 10000)
    assert sales_made(until, MONDAY, MONDAY + timedelta(days=1)) == 20000
    assert sales_made(until, MONDAY, MONDAY + timedelta(days=9)) == 30000
    assert sales_made(until[:56], MONDAY, MONDAY + timedelta(days=9)) == 0


def test_by_month_the_same_month_a_year_earlier_times_the_trend():
    """3,100.00 in August 2020, 10 of 31 days; May to July from 6,000.00 to 7,500.00, × 1.25."""
    before = [200000, 200000, 200000, 310000, 0, 0, 0, 0, 0, 0, 0, 0, 250000, 250000, 250000]
    estimate = expected_revenue(months("2020-05", *before), date(2021, 8, 22), date(2021, 8, 31))
    assert estimate.expected == 125000
    assert [step.name for step in estimate.steps] == ["2020-08", "trend"]
    assert estimate.steps[1].operand == Decimal("1.2500")
    assert codes(estimate) == []


def test_thirteen_months_are_enough_for_a_trend():
    """July went from 1,000.00 to 1,100.00; August 2020 sold 3,100.00."""
    history = months("2020-07", 100000, 310000, *[120000] * 10, 110000)
    estimate = expected_revenue(history, date(2021, 8, 1), date(2021, 8, 31))
    assert estimate.expected == 341000


def test_an_outage_across_two_months_takes_days_of_each():
    flat = months("2020-05", *[310000, 300000, 310000, 310000, 300000], *[300000] * 10)
    estimate = expected_revenue(flat, date(2021, 8, 30), date(2021, 9, 3))
    # 3,100.00 × 2/31 + 3,000.00 × 3/30 = 500.00; trend × 9,000.00 ÷ 9,200.00 = 489.13
    assert estimate.expected == 48913


def test_a_leap_day_sells_as_any_day_of_its_month():
    """2,800.00 in the 28 days of February 2019: 100.00 a day, and 29 days."""
    history = months("2019-01", 310000, 280000, *[300000] * 10, 310000)
    leap = expected_revenue(history, date(2020, 2, 1), date(2020, 2, 29))
    assert leap.expected == 290000


def test_without_thirteen_months_the_average_day_of_the_last_three():
    """April to July: the last three months sold 9,200.00 in 92 days, 100.00 a day."""
    history = months("2021-04", 990000, 310000, 300000, 310000)
    estimate = expected_revenue(history, date(2021, 8, 28), date(2021, 9, 1))
    assert estimate.expected == 50000
    assert codes(estimate) == ["season-unknown"]


def test_months_of_the_reference_that_do_not_follow_each_other_are_said():
    """May and June 2015 beside July 2021: 9,200.00 in 92 days, as if they were the last three."""
    history = (("2015-05", 310000), ("2015-06", 300000), ("2021-07", 310000))
    estimate = expected_revenue(history, date(2021, 8, 1), date(2021, 8, 1))
    assert codes(estimate) == ["months-apart", "season-unknown"]
    assert estimate.warnings[0] == Problem("history", "months-apart", {
        "months_fr": "mai 2015, juin 2015, juillet 2021",
        "months_en": "May 2015, June 2015, July 2021",
    })  # fmt: skip
    first_alone = (("2021-04", 300000), ("2021-06", 300000), ("2021-07", 310000))
    estimate = expected_revenue(first_alone, date(2021, 8, 1), date(2021, 8, 1))
    assert codes(estimate) == ["months-apart", "season-unknown"]
    away = ((date(2021, 6, 1), date(2021, 6, 30)),)
    history = (*months("2021-04", 310000, 310000), ("2021-07", 310000))
    explained = expected_revenue(history, date(2021, 8, 1), date(2021, 8, 1), away=away)
    assert codes(explained) == ["season-unknown"]


def test_two_months_are_the_least():
    two = months("2021-06", 300000, 310000)
    assert expected_revenue(two, date(2021, 8, 1), date(2021, 8, 1)).expected == 10000
    assert expected_revenue(two[1:], date(2021, 8, 1), date(2021, 8, 1)).code == (
        "history-short-months"
    )


def test_the_month_of_the_outage_is_no_baseline_and_months_of_another_outage_neither():
    history = months("2021-04", 300000, 0, 300000, 310000, 5)
    window = date(2021, 8, 28), date(2021, 8, 28)
    assert expected_revenue(history, *window).expected == 6630  # 6,100.00 ÷ 92 days
    away = ((date(2021, 5, 1), date(2021, 5, 31)),)
    assert expected_revenue(history, *window, away=away).expected == 10000  # 9,100.00 ÷ 91


def test_by_month_the_sales_made_are_those_of_whole_months_only():
    history = months("2021-04", 300000, 310000, 300000, 310000, 12345)
    assert sales_made(history, date(2021, 8, 1), date(2021, 8, 31)) == 12345
    assert sales_made(history, date(2021, 8, 2), date(2021, 8, 31)) == 0
    assert sales_made(history, date(2021, 7, 20), date(2021, 9, 30)) == 12345


@pytest.mark.parametrize(
    ("lines", "first", "last", "absent"),
    [
        ((1, 2, 3, 4, 5), 2, 4, None),
        ((1, 2, 4, 5), 2, 4, 1),
        ((1, 5), 2, 4, 3),  # lines around the outage tell nothing of it
        ((1, 3), 2, 2, 1),
    ],
)
def test_days_of_an_outage_without_a_line_are_counted_and_told_among_all_its_days(
    lines, first, last, absent
):
    history = tuple((f"2021-08-{n:02}", 100) for n in lines)
    values = {"days": absent, "every": last - first + 1}
    told = absent and Problem("actual", "outage-days-unlisted", values)
    assert unlisted(history, date(2021, 8, first), date(2021, 8, last)) == told


@pytest.mark.parametrize(
    ("start", "end", "known"),
    [
        (date(2021, 7, 1), date(2021, 8, 31), True),
        (date(2021, 8, 1), date(2021, 8, 31), True),
        (date(2021, 8, 2), date(2021, 8, 31), False),  # part of a month tells nothing
        (date(2021, 8, 1), date(2021, 8, 30), False),
        (date(2021, 8, 1), date(2021, 9, 30), False),  # nobody told of September
    ],
)
def test_sales_of_an_outage_are_unknown_by_month_unless_each_of_its_months_is_whole_and_listed(
    start, end, known
):
    told = unlisted(months("2021-06", 0, 5, 5), start, end)
    assert told == (None if known else Problem("actual", "actual-unknown"))


@pytest.mark.parametrize(("since", "joined"), [(6, True), (7, True), (8, False)])
def test_an_outage_that_follows_another_within_a_week_is_one_with_it(since, joined):
    """Sales of the days between had no week to settle."""
    start, end = date(2021, 8, 2), date(2021, 8, 3)
    other = end + timedelta(days=since)
    last = other if joined else end
    assert Window(start, end, ((other, other),)).joined() == (start, last)


def real_shop():
    """One small shop, by day, in cents: refunds, whales and closed Saturdays included."""
    days = Counter()
    with (SALES / "shop_fr_order_lines.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            amount = Decimal(row["quantity"]) * Decimal(row["unit_price"])
            days[row["ordered_at"][:10]] += int(amount * 100)
    return tuple(sorted(days.items()))


def sparse_shop():
    with (SALES / "shop_ch_daily_revenue.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["date"], int(Decimal(row["revenue"]) * 100)) for row in csv.DictReader(file)]
    return tuple(sorted(rows))


def test_the_real_shop_never_expects_a_saturday():
    estimate = expected_revenue(real_shop(), date(2011, 9, 12), date(2011, 9, 18))
    saturday = next(step for step in estimate.steps if step.name == "weekday_6")
    assert saturday.operand == 0


def test_the_real_shop_over_a_week_of_september():
    """Monday 29 August to Sunday 4 September 2011, from thirteen of each weekday before it and
    after a week of settling, but for the last weekend, past the end of the file: 14,977.47 of
    Mondays, 16,776.71, 24,450.56, 23,319.29 and 27,224.89 ÷ 26, nothing of Saturdays, 8,051.01
    of Sundays ÷ 25, each less its part of 169.30 given back. A year earlier these weeks stood out.
    """
    estimate = expected_revenue(real_shop(), date(2011, 8, 29), date(2011, 9, 4))
    assert estimate.expected == 442124
    assert sales_made(real_shop(), date(2011, 8, 29), date(2011, 9, 4)) == 398488
    assert estimate.interval.low < 398488 < estimate.interval.high
    assert codes(estimate) == ["seasonal-apart", "level-before-and-after-up"]


def test_whole_weeks_of_the_real_shop_are_expected_without_bias():
    """Over every other week of the last thirty, errors of both signs: 25 % of the whole at most."""
    history, errors, made = real_shop(), 0, 0
    for n in range(0, 30, 2):
        start = date(2011, 5, 2) + timedelta(weeks=n)
        end = start + timedelta(days=6)
        sold = sales_made(history, start, end)
        errors += expected_revenue(history, start, end).expected - sold
        made += sold
    assert abs(errors) * 4 < made


def test_a_shop_with_hardly_a_sale_a_week_is_counted_with_a_warning():
    estimate = expected_revenue(sparse_shop(), date(2011, 9, 12), date(2011, 9, 25))
    assert isinstance(estimate, Estimate)
    assert codes(estimate) == ["days-limited"]
    assert estimate.interval.low == 0


def replayed(steps):
    running = Decimal(0)
    for step in steps:
        if step.parts:
            assert abs(replayed(step.parts) - step.operand) < Decimal("0.00006") or bounded(step)
        running = VERBS[step.verb](running, step.operand)
        assert abs(running - step.running) < Decimal("1e-15")
    return running


def bounded(step):
    return step.operand in (Decimal("0.5"), Decimal(2))


amounts = st.integers(-5000, 200000)


@given(st.lists(amounts, min_size=28, max_size=600), st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_the_steps_printed_lead_to_the_amount(cents, length):
    history = shop(MONDAY - timedelta(days=len(cents)), MONDAY - timedelta(days=1),
                   lambda day: cents[(MONDAY - day).days - 1] or 1)  # fmt: skip
    estimate = expected_revenue(history, MONDAY, MONDAY + timedelta(days=length - 1))
    if isinstance(estimate, Problem):
        assert estimate.code == "history-no-sales"
        return
    assert abs(replayed(estimate.steps) * 100 - estimate.expected) <= Decimal("0.5000001")
    assert all(step.label.fr and step.label.en for step in estimate.steps)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_and_warning_of_an_estimate_can_be_read(language):
    short = expected_revenue(months("2021-07", 1), MONDAY, MONDAY)
    assert "2" in sentence(short, language)
    bounded_by = {"measured_number": "3.1416", "kept_number": "2"}
    said = sentence(Problem("history", "season-bounded", bounded_by), language)
    assert ("3,1416" if language == "fr" else "3.1416") in said


@pytest.mark.parametrize("code", ["season-unknown", "history-stale", "history-short-months"])
def test_what_is_lacking_is_asked_of_the_claimant_by_name_only_when_counsel_reads(code):
    values = {"last_day": "2021-01-31", "months": 1, "after": 0, "needed": 2}
    counsel, own = (
        sentence(Problem("history", f"{code}{who}", values), "fr") for who in ("", "-yours")
    )
    assert "Demandez au réclamant" in counsel
    assert "Ajoutez les ventes" in own


WORN = re.compile(r"médiane|rejou|hors norme|au-delà d|intervalle|tendance mesurée")
"""Words of statistics that a shop owner has no use for."""


@pytest.mark.parametrize("code", sales_yours.SENTENCES)
def test_what_an_estimate_lacks_is_told_to_a_shop_owner_without_the_words_of_statistics(code):
    exact, plain = SENTENCES[code.removesuffix("-yours")], sales_yours.SENTENCES[code]
    assert not WORN.search(plain)
    assert set(re.findall(r"{(\w+)}", plain)) <= set(re.findall(r"{(\w+)}", exact))
    assert "réclamant" not in plain


def test_a_history_typed_by_hand_goes_straight_in():
    typed = "mois;ventes\n2021-05;3 100,00\n2021-06;3 000,00\n2021-07;3 100,00"
    history = read_history(typed, "losses.0.inputs.history")
    assert expected_revenue(history, date(2021, 8, 28), date(2021, 9, 1)).expected == 50000


def test_days_come_from_the_declared_period_and_the_calendar_not_from_the_history():
    history = months("2020-01", *[100_000] * 20)
    by_month = expected_revenue(history, date(2021, 8, 28), date(2021, 9, 2))
    history = shop(MONDAY - timedelta(days=56), MONDAY - timedelta(days=1), weekdays_only)
    by_day = expected_revenue(history, MONDAY, MONDAY)
    parts = [part for each in (by_month, by_day) for step in each.steps for part in step.parts]
    by_name = {part.name: part for part in parts}
    assert by_name["days_without_service"].origin == "computed"
    assert by_name["days_without_service"].authority.fr.startswith("premier et dernier jour")
    assert by_name["days_of_month"].authority.fr == "calendrier"
    assert {by_name["month"].origin, by_name["sold"].origin} == {"history"}
