"""An estimate by day: what its tape says of each weekday, and every sentence that goes with it."""

from datetime import date

import pytest

from claims.claim.model import Absent
from claims.damages import lost_sales
from claims.damages.lost_sales import expected_revenue
from claims.damages.sales import DAY, days_between
from claims.i18n.sentences import sentence
from claims.i18n.text import Text
from claims.problems import Problem
from tests.unit.test_sales_tapes import MONDAY, PERIOD, SUNDAY, is_told


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Each test computes for itself, also in a process that did before."""
    lost_sales._estimated.cache_clear()


def sold(of_day, first=-150, last=150):
    """A history by a rule of the day's number, MONDAY being 0; both ends counted."""
    return tuple((str(MONDAY + n * DAY), of_day(n)) for n in range(first, last + 1) if of_day(n))


def steady(*away):
    """100.00 a day but on these days."""
    return lambda n: 10_000 * (n not in away)


def told(estimate):
    """What is said of an estimate, with the values in each sentence; all of its history."""
    assert {problem.where for problem in estimate.warnings} <= {"history"}
    return [(problem.code, dict(problem.values)) for problem in estimate.warnings]


ONLY_BEFORE = ("only-before", {"needed": 28})


def one_side(first):
    """What is said of a history that begins so, and stops before the outage: a season would need
    420 days before it."""
    days = {"since_day": "2020-06-08", "first_day": str(first)}
    return ONLY_BEFORE, ("season-unknown-days", days)


WEEKDAYS = {
    3: ("mercredi", "Wednesday"), 4: ("jeudi", "Thursday"), 5: ("vendredi", "Friday"),
    6: ("samedi", "Saturday"), 7: ("dimanche", "Sunday"),
}  # fmt: skip


def usual(n):
    """The steps of a weekday that sold 2,600.00 on its twenty-six days, once in the outage."""
    fr, en = WEEKDAYS[n]
    return f"""\
        plus weekday_{n} 100 money
          « {fr} »
          “{en}”
            take sold 2600 money
              « ventes des {fr}s avant et après la panne »
              “{en} sales before and after the outage”
            divided_by days_before 26 days
              « nombre de {fr}s avant et après la panne »
              “{en}s before and after the outage”
            times days_without_service 1 days, {PERIOD}
              « nombre de {fr}s sans service »
              “{en}s without service”
"""


def test_each_weekday_is_told_by_what_it_sold_its_days_and_those_of_the_outage():
    """One Monday of twenty-six sold 10,000.00 and counts for a twelfth, 1,636.36, so that 8,363.64
    are left out: 4,136.36 ÷ 26, twice. One Tuesday of 26 has no line: 2,500.00 ÷ 26, twice."""
    history = sold(lambda n: {-7: 1_000_000, -13: 0}.get(n, 10_000) * (not 0 <= n < 9))
    estimate = expected_revenue(history, MONDAY, MONDAY + 8 * DAY)
    assert (estimate.expected, estimate.method) == (101_049, "before-and-after")
    is_told(
        estimate,
        f"""
        take weekday_1 318.1815384615384615384615385 money
          « lundi »
          “Monday”
            take sold 12500 money
              « ventes des lundis avant et après la panne »
              “Monday sales before and after the outage”
            less above 8363.64 money
              « part des ventes hors norme »
              “part of exceptional sales”
            divided_by days_before 26 days
              « nombre de lundis avant et après la panne »
              “Mondays before and after the outage”
            times days_without_service 2 days, {PERIOD}
              « nombre de lundis sans service »
              “Mondays without service”
        plus weekday_2 192.3076923076923076923076923 money
          « mardi »
          “Tuesday”
            take sold 2500 money
              « ventes des mardis avant et après la panne »
              “Tuesday sales before and after the outage”
            divided_by days_before 26 days
              « nombre de mardis avant et après la panne, dont 1 sans vente inscrite »
              “Tuesdays before and after the outage, 1 of them without a recorded sale”
            times days_without_service 2 days, {PERIOD}
              « nombre de mardis sans service »
              “Tuesdays without service”
"""
        + "".join(map(usual, WEEKDAYS)),
    )
    named = {"largest_fr": "26 juillet 2021", "largest_en": "July 26, 2021"}
    limited = {"days": 1, "limit_cents": 163_636, "other_cents": 165_385, **named}
    assert told(estimate) == [("days-limited", limited)]


def test_a_refund_counts_for_no_more_than_an_order_and_it_is_told():
    """One Monday of twenty-six gave 10,000.00 back and takes away a twelfth of what the other 181
    days sold, 1,508.33, of which Mondays bear 2,500.00 in 18,100.00: 2,291.67 ÷ 26. Counted whole,
    it would leave 8,100.00 of the 18,100.00."""
    history = sold(lambda n: {-7: -1_000_000, 0: 0}.get(n, 10_000))
    estimate = expected_revenue(history, MONDAY, MONDAY)
    assert estimate.expected == 8_814
    is_told(
        estimate,
        f"""
        take weekday_1 88.14115384615384615384615385 money
          « lundi »
          “Monday”
            take sold 2500 money
              « ventes des lundis avant et après la panne »
              “Monday sales before and after the outage”
            less refunded 208.33 money
              « part des remboursements, selon les ventes »
              “share of refunds, by sales”
            divided_by days_before 26 days
              « nombre de lundis avant et après la panne »
              “Mondays before and after the outage”
            times days_without_service 1 days, {PERIOD}
              « nombre de lundis sans service »
              “Mondays without service”
""",
    )
    named = {"largest_fr": "26 juillet 2021", "largest_en": "July 26, 2021"}
    limited = {"days": 1, "limit_cents": 150_833, "other_cents": 4_303, **named}
    assert told(estimate) == [("days-limited", limited)]


@pytest.mark.parametrize(("order", "refund"), [(-14, -7), (-13, -7), (-13, 20)])
def test_an_order_and_the_refund_that_cancels_it_leave_what_the_other_days_sold(order, refund):
    """Mondays at 100.00, twenty-four or twenty-five of twenty-six, whichever weekdays the two are
    on."""
    history = sold(lambda n: {order: 3_000_000, refund: -3_000_000, 0: 0}.get(n, 10_000))
    estimate = expected_revenue(history, MONDAY, MONDAY)
    assert estimate.expected == 10_000
    pair = {
        "order_day": str(MONDAY + order * DAY), "sold_cents": 3_000_000,
        "refund_day": str(MONDAY + refund * DAY), "given_cents": 3_000_000,
    }  # fmt: skip
    assert told(estimate) == [("days-cancelled", pair)]
    aside = sum(n % 7 == 0 for n in (order, refund))
    divided = estimate.steps[0].parts[1]
    assert divided.operand == 26 - aside
    said = Text(
        fr=f"nombre de lundis avant et après la panne, jours écartés\u00a0: {aside}",
        en=f"Mondays before and after the outage, days set aside: {aside}",
    )
    assert aside == 0 or divided.label == said


@pytest.mark.parametrize(
    ("order", "sold_cents", "refund", "given_cents"),
    [(-7, 3_000_000, -13, 3_000_000), (-14, 3_000_000, -7, 3_300_000)],
)
def test_a_refund_before_an_order_or_of_more_than_it_is_not_its_refund(
    order, sold_cents, refund, given_cents
):
    """Each is cut to the norm; that of the second is 2,100 a day at the most."""
    history = sold(lambda n: {order: sold_cents, refund: -given_cents, 0: 0}.get(n, 10_000))
    codes = [code for code, _ in told(expected_revenue(history, MONDAY, MONDAY))]
    assert codes == ["days-limited"]


def test_of_many_days_beyond_the_norm_the_five_largest_are_named_and_the_others_counted():
    """Sold on Mondays; seven of twenty-six sold or gave back far more, two as much as each other's
    refund, which are told apart."""
    beyond = {-84: 9_000, -70: 6_100, -56: -6_000, -42: 8_000, -35: 5_000, 28: 4_100, 35: 7_000}
    more = {42: 5_500, 49: 5_600}
    history = sold(lambda n: 100 * {**beyond, **more}.get(n, 100 * (n % 7 == 0 and n != 0)))
    (_, pair), (code, limited) = told(expected_revenue(history, MONDAY, MONDAY))[:2]
    assert pair == {
        "order_day": "2021-05-24", "sold_cents": 610_000,
        "refund_day": "2021-06-07", "given_cents": 600_000,
    }  # fmt: skip
    assert (code, limited["days"]) == ("days-limited", 7)
    largest = (
        "May 10, 2021; June 21, 2021; September 6, 2021; September 20, 2021; September 13, 2021"
    )
    assert limited["largest_en"] == f"{largest}; …"
    five = more | {-84: 9_000, -42: 8_000, 35: 7_000}
    history = sold(lambda n: 100 * five.get(n, 100 * (n % 7 == 0 and n != 0)))
    [(code, limited)] = told(expected_revenue(history, MONDAY, MONDAY))[:1]
    assert (code, limited["days"], limited["largest_en"]) == ("days-limited", 5, largest)


def test_a_refund_takes_from_no_weekday_what_it_did_not_sell():
    """100.00 on Tuesdays to Saturdays, and 50.00 given back on one Sunday of twenty-six: of a week
    at 500.00, 50.00 in 26 × 500.00 less, and a Sunday expects nothing."""
    history = sold(lambda n: -5_000 if n == -8 else 10_000 * (0 < n % 7 < 6) * (not 0 <= n < 7))
    estimate = expected_revenue(history, MONDAY, SUNDAY)
    assert estimate.expected == 50_000 - 192
    assert min(step.operand for step in estimate.steps) == 0
    assert told(estimate) == []


def test_an_exceptional_day_counts_for_no_more_in_the_season_of_the_year_before():
    """A year earlier, 100.00 a day but for one of the 63 around: a refund of 10,000.00 takes away a
    twelfth of 11,800.00, an order adds an eleventh. Counted whole, the first would leave nothing to
    measure, the second would double."""
    for cents, ratio, limit, other in (
        (-1_000_000, "0.8280", 98_333, 10_000), (1_000_000, "1.1544", 107_272, 20_000),
    ):  # fmt: skip
        history = sold(lambda n, cents=cents: {-360: cents}.get(n, 10_000), -421, -1)
        estimate = expected_revenue(history, MONDAY, MONDAY)
        limited = {"days": 1, "limit_cents": limit, "other_cents": other}
        assert told(estimate) == [ONLY_BEFORE, ("season-limited", limited)]
        season = estimate.steps[-1]
        assert f"{season.operand:.4f}" == ratio
        around, before = (part.label for part in season.parts[:2])
        assert around == Text(
            fr="ventes par jour, un an plus tôt, autour des mêmes semaines, jours hors norme "
            "limités",
            en="sales a day, one year earlier, around the same weeks, exceptional days limited",
        )
        assert before.fr == (
            "ventes par jour, un an plus tôt, pendant les huit semaines précédentes, jours hors "
            "norme limités"
        )


def test_a_refund_of_the_year_before_makes_no_peak_of_the_weeks_beside_it():
    history = sold(lambda n: {-394: -1_000_000, 0: 0}.get(n, 10_000), -600)
    assert told(expected_revenue(history, MONDAY, MONDAY)) == []


def on_one_monday(where_fr, where_en, days):
    """The tape of a Monday away, by so many Mondays at 100.00."""
    return f"""
        take weekday_1 100 money
          « lundi »
          “Monday”
            take sold {days}00 money
              « ventes des lundis {where_fr} »
              “Monday sales {where_en}”
            divided_by days_before {days} days
              « nombre de lundis {where_fr.partition(",")[0]} »
              “Mondays {where_en.partition(",")[0]}”
            times days_without_service 1 days, {PERIOD}
              « nombre de lundis sans service »
              “Mondays without service”
        """


def test_the_days_before_alone_are_eight_of_each_weekday_and_it_is_said():
    estimate = expected_revenue(sold(steady(), -80, -1), MONDAY, MONDAY)
    is_told(estimate, on_one_monday("avant la panne", "before the outage", 8))
    assert (told(estimate), estimate.method) == ([*one_side("2021-05-14")], "before")
    assert (estimate.made_up, estimate.between) == (0, 0)
    with_sale = expected_revenue(sold(steady(), -80, 0), MONDAY, MONDAY)
    assert told(with_sale) == [
        *one_side("2021-05-14")
    ]  # made during the outage, and nothing after it


def test_the_days_after_alone_are_thirteen_of_each_weekday_and_it_is_said():
    estimate = expected_revenue(sold(steady(), 8, 120), MONDAY, MONDAY)
    is_told(estimate, on_one_monday("après la panne", "after the outage", 13))
    assert (told(estimate), estimate.method) == ([("only-after", {"needed": 28})], "after")


def fortnight(answer):
    """An answer about the two weeks that end two weeks before MONDAY."""
    return (Absent(first=MONDAY - 28 * DAY, last=MONDAY - 15 * DAY, answer=answer),)


RUN = {"first_day": "2021-07-05", "last_day": "2021-07-18", "days": 14}


@pytest.mark.parametrize(
    ("answer", "code", "values", "cents"),
    [
        ("absent", "days-left-out", {"zero_cents": 7_500}, 10_000),
        ("0", "days-without-sale", {}, 7_500),
        ("inconnu", "days-absent", {"other_cents": 10_000}, 7_500),
    ],
)
def test_a_run_without_a_line_is_told_with_what_the_other_answer_would_give(
    answer, code, values, cents
):
    """Two Mondays of eight have no line."""
    history = sold(steady(*range(-28, -14)), -80, -1)
    estimate = expected_revenue(history, MONDAY, MONDAY, absent=fortnight(answer))
    fell = [("level-before-down", {"percent_number": "50"})] if cents == 7_500 else []
    said = [(code, RUN | values), *one_side("2021-05-14"), *fell]
    assert (estimate.expected, told(estimate)) == (cents, said)
    if answer == "absent":
        by_words = (
            "avant la panne, jours absents du fichier écartés",
            "before the outage, days missing from the file left out",
        )
        is_told(estimate, on_one_monday(*by_words, 8))


def test_a_run_that_leaves_too_few_days_or_nothing_sold_is_told_without_another_amount():
    short = expected_revenue(sold(steady(*range(-28, -14)), -40, -1), MONDAY, MONDAY)
    assert told(short)[0] == ("days-absent-short", RUN)
    long = Absent(first=MONDAY - 71 * DAY, last=MONDAY - 2 * DAY, answer="absent")
    left = expected_revenue(sold(steady(*range(-71, -1)), -150, -1), MONDAY, MONDAY, absent=(long,))
    run = {"first_day": "2021-05-23", "last_day": "2021-07-31", "days": 70}
    assert told(left)[0] == ("days-left-out-only", run)


def test_a_weekday_that_no_day_of_the_reference_has_expects_nothing_and_is_named():
    """Each second Wednesday the site was down, and sales settle for a week."""
    away = tuple((MONDAY + n * DAY,) * 2 for n in range(-12, -180, -14))
    estimate = expected_revenue(sold(steady(), last=-1), MONDAY, SUNDAY, away=away)
    assert [step.operand for step in estimate.steps] == [100, 100, 0, 100, 100, 100, 100]
    wednesday = estimate.steps[2]
    assert (wednesday.label.fr, wednesday.label.en, wednesday.parts) == (
        "mercredi, inconnu avant la panne", "Wednesday, unknown before the outage", (),
    )  # fmt: skip
    assert (wednesday.name, wednesday.unit) == ("weekday_3", "money")
    unknown = {"weekday_fr": "mercredi", "weekday_en": "Wednesday"}
    assert told(estimate) == [("weekday-unknown", unknown), *one_side("2021-03-05")]


@pytest.mark.parametrize(("last", "stale"), [(-28, False), (-29, True)])
def test_a_history_that_stops_more_than_four_weeks_before_the_outage_is_said(last, stale):
    said = ("history-stale", {"last_day": "2021-07-04"})
    assert told(expected_revenue(sold(steady(), last=last), MONDAY, MONDAY)) == [
        *[said] * stale, *one_side("2021-03-05"),
    ]  # fmt: skip


def test_a_gap_before_an_outage_is_not_stale_where_the_days_after_are_known():
    assert "history-stale" not in [
        code for code, _ in told(expected_revenue(sold(steady(*range(-60, 1))), MONDAY, MONDAY))
    ]


def test_four_weeks_on_one_side_are_the_least_and_fewer_are_refused_by_their_number():
    assert expected_revenue(sold(steady(), -28, -1), MONDAY, MONDAY).expected == 10_000
    assert expected_revenue(sold(steady(), -27, -1), MONDAY, MONDAY) == Problem(
        "history", "history-short-days", {"days": 27, "after": 0, "needed": 28}
    )


def test_days_that_expect_no_sale_are_refused():
    """One sale, on the day before the outage; refunds on the Mondays."""
    history = sold(lambda n: 1 if n == -1 else -100 * (n % 7 == 0) or 0, -60, -1)
    assert expected_revenue(((str(MONDAY - 60 * DAY), 1), *history), MONDAY, MONDAY) == Problem(
        "history", "history-no-sales"
    )


def test_a_hole_around_the_outage_by_which_nothing_is_expected_is_named_until_it_is_answered():
    """A sale sixty days before and one on the eve; no line between."""
    history = ((str(MONDAY - 60 * DAY), 1), (str(MONDAY - DAY), 1))
    first, last = str(MONDAY - 59 * DAY), str(MONDAY - 2 * DAY)
    assert expected_revenue(history, MONDAY, MONDAY) == Problem(
        "history", "history-hole", {"first_day": first, "last_day": last, "days": 58}
    )
    sold_nothing = Absent(first=MONDAY - 59 * DAY, last=MONDAY - 2 * DAY, answer="0")
    answered = expected_revenue(history, MONDAY, MONDAY, absent=(sold_nothing,))
    assert answered == Problem("history", "history-no-sales")


def test_a_sale_of_half_a_dollar_is_one():
    assert expected_revenue(sold(lambda n: 50, -60, -1), MONDAY, MONDAY).expected == 50


def test_a_day_that_sold_the_most_it_counts_for_and_no_more_is_not_told():
    """100.00 on Mondays, 400.00 on one of twenty-six: four times the usual one."""
    history = sold(lambda n: {-14: 40_000, 0: 0}.get(n, 10_000) * (n % 7 == 0))
    estimate = expected_revenue(history, MONDAY, MONDAY)
    assert (estimate.expected, told(estimate)) == (11_154, [])


@pytest.mark.parametrize(
    ("after", "last", "said"),
    [
        (20_000, 90, ("sales-made-up", {"more_cents": 70_000})),
        (5_000, 90, ("sales-slow", {"less_cents": 35_000})),
        (10_000, 6, ("aftermath-unknown", {})),
    ],
)
def test_the_week_after_is_told_by_what_it_sold_beyond_or_short_of_an_ordinary_one(
    after, last, said
):
    """100.00 a day, none in the outage; a file that stops within that week does not tell."""
    history = sold(lambda n: 0 if n == 0 else after if 1 <= n <= 7 else 10_000, last=last)
    assert said in told(expected_revenue(history, MONDAY, MONDAY))


def test_a_large_order_of_the_week_after_is_told_with_its_day_and_its_amount():
    """Six days at 100.00 and a twelfth of 18,200.00, beyond the 700.00 of an ordinary week."""
    history = sold(lambda n: {0: 0, 3: 1_000_000}.get(n, 10_000))
    large = {"large_day": "2021-08-05", "sold_cents": 1_000_000, "limit_cents": 151_666}
    assert told(expected_revenue(history, MONDAY, MONDAY)) == [
        ("sales-made-up", {"more_cents": 141_666}), ("made-up-large", large),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("others", "said"),
    [
        # the most that a day counts for, and no more
        ({3: 151_666}, [("sales-made-up", {"more_cents": 141_666})]),
        # cancelled the day after: the week is short of an ordinary one by those two days
        (
            {3: 1_000_000, 4: -1_000_000},
            [
                ("sales-slow", {"less_cents": 20_000}),
                ("slow-refund", {"large_day": str(MONDAY + 4 * DAY), "given_cents": 1_000_000}),
            ],
        ),
        # no line on one day of that week, and twice as much more on another
        ({3: 30_000, 5: 0}, [("sales-made-up", {"more_cents": 10_000})]),
        # sold in the outage itself, and nothing beyond the ordinary after it
        ({0: 1_000_000, 3: 20_000}, [("sales-made-up", {"more_cents": 10_000})]),
    ],
)
def test_no_large_order_is_told_but_one_that_is_counted_among_sales_made_up(others, said):
    history = sold(lambda n: others.get(n, 10_000 * (n != 0)))
    assert told(expected_revenue(history, MONDAY, MONDAY)) == said


def test_a_refund_in_the_week_after_is_told_as_the_history_shows_it():
    """Six days at 100.00 less 10,000.00: the history shows 10,100.00 less than an ordinary week."""
    history = sold(lambda n: {0: 0, 3: -1_000_000}.get(n, 10_000))
    slow = {"less_cents": 1_010_000}
    refund = {"large_day": str(MONDAY + 3 * DAY), "given_cents": 1_000_000}
    assert told(expected_revenue(history, MONDAY, MONDAY)) == [
        ("sales-slow", slow),
        ("slow-refund", refund),
    ]


def test_what_limited_days_would_make_whole_leaves_out_the_order_set_aside_with_its_refund():
    """100.00 a day, an order of 50,000.00 given back in part, and 9,000.00 on one Wednesday of
    twenty-six: whole, Wednesdays sell 11,500.00 / 26, twice, and the twelve other days 100.00."""
    start, end = date(2021, 9, 1), date(2021, 9, 14)
    large = {date(2021, 7, 6): 5_000_000, date(2021, 7, 20): -1_500_000, date(2021, 8, 4): 900_000}
    every = days_between(date(2021, 1, 1), date(2022, 1, 31))
    history = tuple((str(day), large.get(day, 10_000)) for day in every if not start <= day <= end)
    said = dict(told(expected_revenue(history, start, end)))
    assert said["days-cancelled"]["refund_day"] == "2021-07-20"
    assert (said["days-limited"]["days"], said["days-limited"]["other_cents"]) == (1, 208_462)


def test_a_feast_is_told_with_the_day_it_was_closed_the_year_before():
    """Labour Day, 6 September 2021, as 7 September 2020: of eight days, one Monday is left."""
    feast = date(2021, 9, 6)
    n = (feast - MONDAY).days
    history = sold(steady(*range(n - 7, n + 1), n - 364), -500)
    estimate = expected_revenue(history, feast - 7 * DAY, feast)
    assert estimate.expected == 70_000
    assert estimate.steps[0].parts[-1].operand == 1
    closed = {"away_day": "2021-09-06", "then_day": "2020-09-07"}
    assert told(estimate) == [("closed-each-year", closed)]


@pytest.mark.parametrize(
    ("between", "more"), [(25_000, 15_000), (10_001, 1), (10_000, 0), (0, 0), (-500, 0)]
)
def test_what_the_day_between_joined_outages_sold_beyond_the_expected_is_told(between, more):
    """100.00 a day; outages of three days each side of that one."""
    first, second = (MONDAY, MONDAY + 2 * DAY), (MONDAY + 4 * DAY, SUNDAY)
    history = sold(lambda n: {3: between}.get(n, 10_000 * (not 0 <= n < 7)))
    estimate = expected_revenue(history, *first, away=(first, second))
    assert (estimate.expected, estimate.between) == (30_000, more)
    assert told(estimate) == [("sales-between", {"more_cents": more})] * bool(more)


def test_a_day_between_joined_outages_without_a_line_sold_nothing():
    """Two days between them: 200.01 on the first, 100.00 expected of each."""
    first, second = (MONDAY, MONDAY + 2 * DAY), (MONDAY + 5 * DAY, SUNDAY)
    history = sold(lambda n: {3: 20_001}.get(n, 10_000 * (not 0 <= n < 7)))
    assert expected_revenue(history, *first, away=(first, second)).between == 1


def test_what_is_expected_between_joined_outages_has_the_season_of_the_estimate():
    """A year earlier 150.00 a day around the same weeks, 125.00 in the eight weeks before: 1.2;
    of 250.00 on the day between, 120.00 were expected."""
    first, second = (MONDAY, MONDAY + 2 * DAY), (MONDAY + 4 * DAY, SUNDAY)
    around = range(-28 - 364, 35 - 364)
    history = sold(lambda n: 25_000 if n == 3 else 15_000 if n in around else 10_000, -424, -1)
    history = (*history, (str(MONDAY + 3 * DAY), 25_000))
    estimate = expected_revenue(history, *first, away=(first, second))
    season = estimate.steps[-1].operand
    assert estimate.steps[-1].name == "season"
    assert estimate.between == 25_000 - round(10_000 * season)
    assert season > 1


@pytest.mark.parametrize(("days", "code"), [(104, "sales-unsure"), (105, "sales-made-up")])
def test_fewer_than_nineteen_weeks_tell_no_chance_and_deduct_nothing(days, code):
    """200.00 on the day after a week without service, where each day sells 100.00."""
    every = {n: 20_000 if n == 7 else 10_000 for n in range(-days, 7 + days) if not 0 <= n < 7}
    history = tuple((str(MONDAY + n * DAY), cents) for n, cents in every.items())
    found = expected_revenue(history, MONDAY, SUNDAY)
    assert told(found) == [(code, {"more_cents": 10_000})]
    assert found.made_up == (10_000 if code == "sales-made-up" else 0)
    if code == "sales-unsure":
        said = found.warnings[0].in_currency("CAD")
        assert "100,00\u00a0$ de plus" in sentence(said, "fr")
        assert "$100.00 more than an ordinary week" in sentence(said, "en")


@pytest.mark.parametrize(("sold_then", "shown"), [(1_000_000, 990_000), (9_999_900, 9_989_900)])
def test_a_surplus_too_short_to_judge_is_told_as_the_history_shows_it_with_its_large_order(
    sold_then, shown
):
    """100.00 a day on sixty days of each side, one order in the week after, of which an eleventh
    of the others, four weeks and more away, would count."""
    every = {n: 10_000 for n in range(-60, 67) if not 0 <= n < 7} | {9: sold_then}
    history = tuple((str(MONDAY + n * DAY), cents) for n, cents in every.items())
    found = expected_revenue(history, MONDAY, SUNDAY)
    assert found.made_up == 0
    large = {"large_day": "2021-08-11", "sold_cents": sold_then, "limit_cents": 94_166}
    assert told(found) == [("sales-unsure", {"more_cents": shown}), ("unsure-large", large)]


CHRISTMAS, BOXING_DAY, NEW_YEAR, SECOND = (12, 25), (12, 26), (1, 1), (1, 2)
AWAY = date(2021, 12, 23), date(2021, 12, 27)


def closed_on(*feasts, since=2018, until=date(2022, 6, 1)):
    """100.00 a day from 1 June but on these days of each year, and during the outage."""
    first = date(since, 6, 1)
    every = (first + n * DAY for n in range((until - first).days + 1))
    open_days = (day for day in every if not AWAY[0] <= day <= AWAY[1])
    return tuple((str(day), 10_000) for day in open_days if (day.month, day.day) not in feasts)


def closed_days(estimate):
    """The days told as those of a yearly closing."""
    return [values["away_day"] for code, values in told(estimate) if code == "closed-each-year"]


@pytest.mark.parametrize("since", [2018, 2020])
@pytest.mark.parametrize(
    ("feasts", "cents", "days"),
    [
        ((CHRISTMAS,), 40_000, ["2021-12-25"]),
        ((CHRISTMAS, NEW_YEAR), 40_000, ["2021-12-25"]),
        ((CHRISTMAS, BOXING_DAY, NEW_YEAR, SECOND), 30_000, ["2021-12-25", "2021-12-26"]),
    ],
)
def test_feasts_a_week_apart_do_not_hide_each_other(since, feasts, cents, days):
    """Nor is New Year's Day, in the week that settles, taken for slow sales."""
    estimate = expected_revenue(closed_on(*feasts, since=since), *AWAY)
    assert estimate.expected == cents
    assert (closed_days(estimate), len(told(estimate))) == (days, len(days))


def test_two_feasts_of_one_outage_explain_each_other_after_a_single_year():
    """Nothing is known after 22 December 2021."""
    history = closed_on(CHRISTMAS, NEW_YEAR, since=2020, until=date(2021, 12, 22))
    estimate = expected_revenue(history, AWAY[0], date(2022, 1, 3))
    assert closed_days(estimate) == ["2021-12-25", "2022-01-01"]


def test_sales_made_up_are_measured_against_a_week_without_its_feast():
    """Six days at 300.00, where six at 100.00 were ordinary; New Year's Day is told."""
    settling = {str(AWAY[1] + n * DAY) for n in range(1, 8)}
    history = closed_on(CHRISTMAS, NEW_YEAR)
    tripled = tuple((day, 30_000 if day in settling else cents) for day, cents in history)
    estimate = expected_revenue(tripled, *AWAY)
    assert estimate.made_up == 120_000
    assert closed_days(estimate) == ["2021-12-25", "2022-01-01"]
    assert told(estimate)[-1] == ("sales-made-up", {"more_cents": 120_000})


def test_a_shop_that_opened_on_a_feast_of_the_week_after_had_an_ordinary_day():
    opened = tuple(sorted((*closed_on(CHRISTMAS, NEW_YEAR), ("2022-01-01", 10_000))))
    estimate = expected_revenue(opened, *AWAY)
    assert (estimate.made_up, closed_days(estimate)) == (0, ["2021-12-25"])
    assert len(told(estimate)) == 1


def test_a_weekday_silent_on_three_more_weeks_around_makes_no_feast():
    """In the year that tells alone."""
    history = closed_on(CHRISTMAS, NEW_YEAR, (12, 18), (1, 8), since=2020)
    assert closed_days(expected_revenue(history, *AWAY)) == []


def test_a_day_silent_by_chance_a_week_from_it_makes_no_feast():
    """Closed at Christmas 2020 alone, and without a sale on the Friday after it."""
    silent = {"2020-12-25", "2021-01-01"}
    history = tuple(line for line in closed_on(CHRISTMAS, since=2020) if line[0] not in silent)
    assert closed_days(expected_revenue(history, *AWAY)) == []
