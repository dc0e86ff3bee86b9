"""Every step of an estimate of sales, in both languages, with its figures worked by hand."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal, localcontext
from textwrap import dedent

import pytest

from claims.damages import lost_sales
from claims.damages.closings import closings, with_closings
from claims.damages.lost_sales import expected_revenue
from claims.damages.reference import Days
from claims.damages.sales import Tape, Window, days_between, last_of_month
from claims.damages.season import season, standing_out
from claims.damages.verbs import VERBS
from claims.i18n.text import Text
from claims.money import EXACT
from claims.problems import Problem


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Each test computes for itself, also in a process that did before."""
    lost_sales._estimated.cache_clear()


def printed(steps, inside=""):
    """Of each step, what is done with what figure, and on whose word; then its words."""
    for step in steps:
        by = f", {step.authority.fr}" if step.authority else ""
        yield f"{inside}{step.verb} {step.name} {step.operand.normalize():f} {step.unit}{by}"
        yield f"{inside}  « {step.label.fr} »"
        yield f"{inside}  “{step.label.en}”"
        yield from printed(step.parts, f"{inside}    ")


def reads(steps, told):
    """Whether a tape reads so."""
    lines = [line.replace("\u00a0", " ") for line in printed(steps)]
    assert lines == dedent(told).strip().splitlines()


def is_told(estimate, told):
    """That the tape reads so, that each step is worked from the one before, and where it leads."""
    reads(estimate.steps, told)
    running = 0
    for step in estimate.steps:
        with localcontext(EXACT):
            running = VERBS[step.verb](running, step.operand)
        assert step.running == running
        assert step.origin == ("computed" if step.authority else "history")
    assert estimate.expected == round(running * 100)


def months(first, *cents):
    year, month = map(int, first.split("-"))
    numbers = [year * 12 + month - 1 + n for n in range(len(cents))]
    return tuple((f"{n // 12}-{n % 12 + 1:02}", c) for n, c in zip(numbers, cents, strict=True))


PERIOD = "premier et dernier jour de la période déclarée, tous deux comptés"


def test_the_same_months_a_year_earlier_times_their_trend():
    """Ten of 31 days of August at 3,100.00, three of 30 of September at 3,000.00; × 1.25."""
    year = [200000, 200000, 200000, 310000, 300000, 0, 0, 0, 0, 0, 0, 0]
    history = months("2020-05", *year, 250000, 250000, 250000)
    estimate = expected_revenue(history, date(2021, 8, 22), date(2021, 9, 3))
    assert (estimate.expected, estimate.method) == (162500, "same-months")
    is_told(
        estimate,
        f"""
        take 2020-08 1000 money
          « août 2020 »
          “August 2020”
            take month 3100 money
              « ventes du mois, août 2020 »
              “sales of the month, August 2020”
            times days_without_service 10 days, {PERIOD}
              « jours sans service, août 2021 »
              “days without service, August 2021”
            divided_by days_of_month 31 days, calendrier
              « jours du mois, août 2020 »
              “days in August 2020”
        plus 2020-09 300 money
          « septembre 2020 »
          “September 2020”
            take month 3000 money
              « ventes du mois, septembre 2020 »
              “sales of the month, September 2020”
            times days_without_service 3 days, {PERIOD}
              « jours sans service, septembre 2021 »
              “days without service, September 2021”
            divided_by days_of_month 30 days, calendrier
              « jours du mois, septembre 2020 »
              “days in September 2020”
        times trend 1.25 count
          « tendance sur un an »
          “trend over one year”
            take recent_months 7500 money
              « ventes autour de la panne : mai 2021, juin 2021, juillet 2021 »
              “sales around the outage: May 2021, June 2021, July 2021”
            divided_by same_months 6000 money
              « ventes des mêmes mois, un an plus tôt »
              “sales of the same months, a year earlier”
            not_above most 2 count, borne de la méthode
              « le double »
              “double”
            not_below least 0.5 count, borne de la méthode
              « la moitié »
              “half”
        """,
    )


def test_the_average_day_of_the_last_months():
    """9,200.00 in 92 days, five days."""
    history = months("2021-04", 990000, 310000, 300000, 310000)
    estimate = expected_revenue(history, date(2021, 8, 28), date(2021, 9, 1))
    assert (estimate.expected, estimate.method) == (50000, "recent-months")
    is_told(
        estimate,
        f"""
        take recent_months 9200 money
          « ventes autour de la panne : mai 2021, juin 2021, juillet 2021 »
          “sales around the outage: May 2021, June 2021, July 2021”
        divided_by days_before 92 days, calendrier
          « jours de ces mois »
          “days of those months”
        times days_without_service 5 days, {PERIOD}
          « jours sans service »
          “days without service”
        """,
    )


LEVEL = """\
take level 3100 money
              « niveau des mois autour de la panne »
              “level of the months around the outage”
                take 2021-05 3100 money
                  « mai 2021, sans sa saison »
                  “May 2021, without its season”
                    take month 3100 money
                      « mai 2021 »
                      “May 2021”
                    divided_by index 1 count
                      « indice saisonnier du mois »
                      “seasonal index of the month”
                plus 2021-06 3100 money
                  « juin 2021, sans sa saison »
                  “June 2021, without its season”
                    take month 3100 money
                      « juin 2021 »
                      “June 2021”
                    divided_by index 1 count
                      « indice saisonnier du mois »
                      “seasonal index of the month”
                plus 2021-07 3100 money
                  « juillet 2021, sans sa saison »
                  “July 2021, without its season”
                    take month 3100 money
                      « juillet 2021 »
                      “July 2021”
                    divided_by index 1 count
                      « indice saisonnier du mois »
                      “seasonal index of the month”
                divided_by months 3 count
                  « nombre de ces mois »
                  “number of those months”"""
"""The same for each month away."""


def test_the_level_of_the_months_around_times_the_index_of_each_month_away():
    """Three years at 3,100.00 a month have indices of one: two of 31 days, three of 30."""
    history = months("2018-08", *[310000] * 36)
    estimate = expected_revenue(history, date(2021, 8, 30), date(2021, 9, 3))
    assert (estimate.expected, estimate.method) == (51000, "seasonal-indices")
    is_told(
        estimate,
        f"""
        take 2021-08 200 money
          « août 2021 »
          “August 2021”
            {LEVEL}
            times index 1 count
              « indice saisonnier, août 2021 »
              “seasonal index, August 2021”
            times days_without_service 2 days, {PERIOD}
              « jours sans service »
              “days without service”
            divided_by days_of_month 31 days, calendrier
              « jours du mois »
              “days of the month”
        plus 2021-09 310 money
          « septembre 2021 »
          “September 2021”
            {LEVEL}
            times index 1 count
              « indice saisonnier, septembre 2021 »
              “seasonal index, September 2021”
            times days_without_service 3 days, {PERIOD}
              « jours sans service »
              “days without service”
            divided_by days_of_month 30 days, calendrier
              « jours du mois »
              “days of the month”
        """,
    )


AUGUST = date(2021, 8, 1)


def test_the_three_months_after_leave_out_the_one_that_follows_and_the_last_of_the_file():
    """October to December 2021: 6,200.00, 3,000.00 and 3,100.00 in 92 days, five days."""
    history = months("2021-09", 290000, 620000, 300000, 310000, 280000)
    estimate = expected_revenue(history, AUGUST, date(2021, 8, 5))
    assert (estimate.expected, estimate.method) == (66848, "recent-months")
    alone = {
        "months_fr": "octobre 2021, novembre 2021, décembre 2021",
        "months_en": "October 2021, November 2021, December 2021",
    }
    assert estimate.warnings == (
        Problem("history", "only-months-after", alone), Problem("history", "season-unknown"),
    )  # fmt: skip
    more = months("2021-09", 290000, 620000, 300000, 310000, 280000, 270000)
    assert expected_revenue(more, AUGUST, date(2021, 8, 5)).expected == 66848


def test_months_too_few_or_without_a_sale_are_refused():
    assert expected_revenue(months("2021-07", 5), AUGUST, AUGUST) == Problem(
        "history", "history-short-months", {"months": 1, "after": 0, "needed": 2}
    )
    for cents in (0, -500):
        told = expected_revenue(months("2021-06", cents, cents), AUGUST, AUGUST)
        assert told == Problem("history", "history-no-sales")


def test_months_without_a_sale_since_the_outage_are_told_with_the_months_before_alone():
    """100.00 a day in May to July; October to December sold nothing, though a summer shop would
    have sold nothing the autumn before either."""
    before, since = (310000, 300000, 310000), (0, 0, 0, 0, 0)
    history = months("2021-05", *before) + months("2021-09", *since)
    estimate = expected_revenue(history, AUGUST, date(2021, 8, 31))
    named = {
        "months_fr": "octobre 2021, novembre 2021, décembre 2021",
        "months_en": "October 2021, November 2021, December 2021",
    }
    told = Problem("history", "months-closed-since", {**named, "other_cents": 310000})
    assert estimate.expected == 155000  # 9,200.00 in 184 days
    assert estimate.warnings == (told, Problem("history", "season-unknown"))
    summer = months("2020-10", 0, 0, 0) + history
    assert told.code not in [
        each.code for each in expected_revenue(summer, AUGUST, date(2021, 8, 31)).warnings
    ]
    one = months("2021-07", 310000) + months("2021-09", *since)
    told_of_one = expected_revenue(one, AUGUST, date(2021, 8, 31)).warnings
    assert told.code not in [each.code for each in told_of_one]


def test_the_longest_run_of_months_gives_the_season_though_another_came_since():
    year = [100_000] * 11 + [200_000]
    before = months("2017-01", *year * 3, *year[:4])
    since = months("2021-01", *[100_000] * 7)
    away = ((date(2020, 5, 1), date(2020, 12, 31)),)
    estimate = expected_revenue((*before, *since), AUGUST, date(2021, 8, 31), away=away)
    assert estimate.method == "seasonal-indices"


def test_each_month_around_is_freed_of_its_own_season():
    """December sells the double; March comes after it, January and February."""
    year = [100_000] * 11 + [200_000]
    history = months("2019-01", *year * 3, 100_000, 100_000)
    estimate = expected_revenue(history, date(2022, 3, 1), date(2022, 3, 31))
    assert estimate.method == "seasonal-indices"
    assert abs(estimate.expected - 100_000) < 1000


@pytest.mark.parametrize(
    ("days", "told"),
    [(15, False), (27, False), (28, True), (33, True), (34, False), (54, False), (55, True),
     (66, True), (67, False)],
)  # fmt: skip
def test_the_errors_of_whole_months_tell_how_far_an_outage_of_months_may_be_off(days, told):
    """Every month sold the same as a year earlier; but for one of 29 days, nothing was ever off."""
    history = months("2018-10", *[300_000, 600_000] * 17)
    estimate = expected_revenue(history, AUGUST, AUGUST + timedelta(days=days - 1))
    assert estimate.method == "same-months"
    assert (estimate.interval is not None) is told
    if days in (28, 33):
        assert estimate.interval.low == estimate.interval.high == estimate.expected
    if not told:
        assert [note.code for note in estimate.notes] == ["interval-days"]


def test_an_outage_of_two_months_is_judged_by_the_errors_of_two_months_at_a_time():
    """Each month sells 2,400.00 or 3,600.00, in turn, and the reverse a year later: two in a row
    come to the same, whichever."""

    def told(*away):
        sold = (300_000 + 60_000 * (-1) ** (n % 12 + n // 12) for n in range(66))
        history = (line for line in months("2017-01", *sold) if line[0] not in away)
        end = last_of_month(date.fromisoformat(f"{away[-1]}-01"))
        estimate = expected_revenue(tuple(history), AUGUST, end)
        return (estimate.interval.high - estimate.interval.low) / estimate.expected

    assert told("2021-08") > 0.6 > 0.2 > told("2021-08", "2021-09")


def test_months_with_fewer_months_around_than_the_outage_are_not_replayed():
    """Of October 2019 to June 2022, without August 2021, the last five have not three after them,
    past the next, before the last."""
    history = (line for line in months("2018-10", *[300_000] * 45) if line[0] != "2021-08")
    estimate = expected_revenue(tuple(history), AUGUST, date(2021, 8, 31))
    assert (estimate.method, estimate.interval.replays) == ("same-months", 27)


@pytest.mark.parametrize(("months_known", "told"), [(29, False), (30, True)])
def test_nine_pairs_of_months_that_share_none_are_the_least(months_known, told):
    """The year before each is known from the thirteenth."""
    history = months("2018-01", *[300_000] * 43)[-months_known:]
    estimate = expected_revenue(history, AUGUST, date(2021, 9, 30))
    assert estimate.method == "same-months"
    assert (estimate.interval is not None) is told
    if not told:
        assert [note.code for note in estimate.notes] == ["interval-months"]


@pytest.mark.parametrize("lasts", [6, 12])
def test_years_enough_of_history_give_an_interval_to_an_outage_of_many_months(lasts):
    """Replayed from the last sixty months alone, these had too few stretches that share none."""
    start = date(2031, 1, 1)
    end = last_of_month(date(2031, lasts, 1))
    history = months("2018-01", *[300_000] * (13 * 12 + lasts + 8))
    estimate = expected_revenue(history, start, end)
    assert estimate.interval is not None
    assert expected_revenue(history[-60:], start, end).interval is None


@pytest.mark.parametrize(("start", "stale"), [(1, False), (2, True)])
def test_months_that_stop_more_than_two_months_before_the_outage_are_said(start, stale):
    history = months("2021-03", 310000, 300000, 310000)
    day = date(2021, 8, start)
    found = [each for each in expected_revenue(history, day, day).warnings
             if each.code == "history-stale"]  # fmt: skip
    assert found == [Problem("history", "history-stale", {"last_day": "2021-05-31"})] * stale
    since = months("2021-10", 310000, 300000, 310000)
    both = expected_revenue((*history, *since), day, day)
    assert "history-stale" not in [each.code for each in both.warnings]


@pytest.mark.parametrize(
    ("sold", "short"), [(310_000, 0), (400_000, 0), (260_001, 49_999), (260_000, None)]
)
def test_months_that_fell_by_less_than_is_expected_of_the_days_are_said(sold, short):
    """3,100.00 in July and a year earlier: 500.00 for five days of August."""
    history = months("2020-07", *[310_000] * 13, sold)
    estimate = expected_revenue(history, AUGUST, date(2021, 8, 5))
    assert estimate.expected == 50_000
    assert [each for each in estimate.warnings if each.code == "months-not-fallen"] == (
        [] if short is None else
        [Problem("history", "months-not-fallen", {"short_cents": short, "claimed_cents": 50_000})]
    )  # fmt: skip


MONDAY = date(2021, 8, 2)
SUNDAY = MONDAY + timedelta(days=6)
YEAR = timedelta(days=364)


def days_of(of_day, *, first=MONDAY - timedelta(days=500), last=MONDAY, window=(MONDAY, SUNDAY)):
    """A history by a rule, cents by day, with the outage it is asked about."""
    every = (first + timedelta(days=n) for n in range((last - first).days))
    return Days.of(tuple((str(day), of_day(day)) for day in every if of_day(day)), Window(*window))


def a_tape():
    """A tape that stands at 100.00."""
    tape = Tape()
    tape.then("take", "so_far", Text(fr="jusqu’ici", en="so far"), Decimal(100), "money")
    return tape


def summer(day):
    """A year earlier, 150.00 a day around the same weeks; 125.00 in the eight weeks before."""
    if not -56 <= (day - MONDAY + YEAR).days < 35:
        return 10000
    return 15000 if (day - MONDAY + YEAR).days >= -28 else 10000


def test_the_season_is_what_the_same_weeks_sold_against_the_eight_before_them():
    tape = a_tape()
    assert list(season(tape, days_of(summer))) == []
    reads(
        tape.steps[1:],
        """
        times season 1.2 count
          « saison, d’après l’année précédente »
          “season, from the year before”
            take same_weeks 150 money
              « ventes par jour, un an plus tôt, autour des mêmes semaines »
              “sales a day, one year earlier, around the same weeks”
            divided_by weeks_before 125 money
              « ventes par jour, un an plus tôt, pendant les huit semaines précédentes »
              “sales a day, one year earlier, in the eight weeks before”
            not_above most 2 count, borne de la méthode
              « le double »
              “double”
            not_below least 0.5 count, borne de la méthode
              « la moitié »
              “half”
        """,
    )
    assert tape.running == 120


@pytest.mark.parametrize(
    ("since", "kept", "told"),
    [
        (28000, 2, []),  # 28 days at 100.00 and 35 at 280.00: 200.00 a day
        (46000, 2, ["3.0000", "2"]),
        (1000, Decimal("0.5"), []),
        (0, Decimal("0.5"), ["0.4444", "0.5"]),
    ],
)
def test_a_season_is_kept_between_a_half_and_the_double_and_it_is_said(since, kept, told):
    tape = a_tape()
    found = list(season(tape, days_of(lambda day: since if day >= MONDAY - YEAR else 10000)))
    assert tape.steps[-1].operand == kept
    assert found == [
        Problem("history", "season-bounded", {"measured_number": told[0], "kept_number": told[1]})
        for _ in told[:1]
    ]


@pytest.mark.parametrize(
    ("a_day", "one", "limit", "whole"),
    [
        (10_000, 107_272, None, None),  # the most that a day counts for, and no more
        (10_000, 325_000, 107_272, 15_000),  # 6,200.00 and 3,250.00, ÷ 63
        (10_000, -147_500, 98_333, 7_500),
        (10_000, -620_000, 98_333, 10_000),  # nothing sold: no season could be measured
        (100, 3_250, 1_072, 15_000),
    ],
)
def test_a_season_in_which_a_day_was_cut_is_told_with_what_it_would_be_uncut(
    a_day, one, limit, whole
):
    """So much a day, but for one of the sixty-three around, a year earlier."""
    days = days_of(lambda day: one if day == MONDAY - YEAR else a_day)
    told = {"days": 1, "limit_cents": limit, "other_cents": whole}
    tape = a_tape()
    assert list(season(tape, days)) == (
        [Problem("history", "season-limited", told)] if limit else []
    )
    around, before = (part.label for part in tape.steps[-1].parts[:2])
    fr, en = (", jours hors norme limités", ", exceptional days limited") if limit else ("", "")
    assert around == Text(
        fr=f"ventes par jour, un an plus tôt, autour des mêmes semaines{fr}",
        en=f"sales a day, one year earlier, around the same weeks{en}",
    )
    assert before == Text(
        fr=f"ventes par jour, un an plus tôt, pendant les huit semaines précédentes{fr}",
        en=f"sales a day, one year earlier, in the eight weeks before{en}",
    )


def sold_on(around, before):
    """A rule: so many days with a sale in the weeks around, and in the eight weeks before."""

    def of_day(day):
        n = (day - MONDAY + YEAR).days
        return 10000 * (0 <= n < around or -56 <= n < before - 56)

    return of_day


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (days_of(summer, first=MONDAY - YEAR - timedelta(days=56)), None),
        (days_of(summer, first=MONDAY - YEAR - timedelta(days=55)), "season-weeks-before"),
        (days_of(summer, first=MONDAY - YEAR - timedelta(days=28)), "season-weeks-before"),
        (days_of(summer, first=MONDAY - YEAR - timedelta(days=27)), "season-unknown-days"),
        (days_of(sold_on(20, 20)), None),
        (days_of(sold_on(19, 20)), "season-few-sales"),
        (days_of(sold_on(20, 19)), "season-few-sales"),
        (days_of(lambda day: 0 if day.day > 20 else 10000 * (day >= MONDAY - YEAR) or 1), None),
        (days_of(lambda day: -1 if day.day > 15 else 1), "season-few-sales"),
        # thirty-six days at 0.03 and twenty-seven refunds of 0.04 come to nothing
        (days_of(lambda day: -4 if (day - MONDAY + YEAR).days in range(8, 35) else 3),
         "season-few-sales"),
    ],
)  # fmt: skip
def test_a_season_nobody_can_measure_is_left_out_and_said(days, code):
    tape = a_tape()
    found = [problem for problem in season(tape, days) if problem.code != "season-bounded"]
    assert [problem.code for problem in found] == ([code] if code else [])
    assert {problem.where for problem in found} <= {"history"}
    assert [p.values["since_day"] for p in found if p.values] == ["2020-06-08"] * (
        code in {"season-weeks-before", "season-unknown-days"}
    )
    assert len(tape.steps) == (1 if code else 2)


@pytest.mark.parametrize(("left", "code"), [(28, []), (27, [Problem("history", "season-missing")])])
def test_four_weeks_of_the_year_before_are_the_least_that_makes_a_season(left, code):
    start = MONDAY - YEAR - timedelta(days=56)
    missing = frozenset(start + timedelta(days=n) for n in range(56 - left))
    assert list(season(a_tape(), replace(days_of(summer), missing=missing))) == code


def test_another_outage_in_the_weeks_of_the_year_before_leaves_the_season_unknown():
    for first, code in ((-57, []), (-56, ["season-outage"]), (34, ["season-outage"]), (35, [])):
        days = days_of(summer)
        away = (MONDAY - YEAR + timedelta(days=first),) * 2
        touched = Days.of(
            tuple((str(day), cents) for day, cents in days.sales.items()),
            Window(MONDAY, SUNDAY, (away,)),
        )
        assert list(season(a_tape(), touched)) == [Problem("history", told) for told in code]


def peak(cents):
    """A rule: so much a day in the same weeks of the year before, 100.00 a day otherwise."""
    return lambda day: cents if -7 <= (day - MONDAY + YEAR).days < 14 else 10000


@pytest.mark.parametrize(
    ("cents", "told"),
    [
        (13300, ()), (13301, ("1.33", 13301)), (30000, ("3.00", 30000)),
        (7519, ()), (7518, ("0.75", 7518)), (0, ()), (-5, ()),
    ],
)  # fmt: skip
def test_weeks_that_stood_out_a_year_earlier_are_told_with_what_they_would_give(cents, told):
    reference = [MONDAY - timedelta(days=n) for n in range(8, 78)]
    found = list(standing_out(a_tape(), days_of(peak(cents)), reference))
    assert found == [
        Problem("history", "seasonal-apart", {"ratio_number": told[0], "other_cents": told[1]})
        for _ in told[:1]
    ]  # fmt: skip


def test_weeks_stand_out_in_a_shop_of_a_dollar_a_day_as_in_any_other():
    reference = [MONDAY - timedelta(days=n) for n in range(8, 78)]
    assert list(
        standing_out(a_tape(), days_of(lambda day: peak(30000)(day) // 100), reference)
    ) == [Problem("history", "seasonal-apart", {"ratio_number": "3.00", "other_cents": 30000})]


@pytest.mark.parametrize(("selling", "told"), [(9, False), (10, True)])
def test_a_peak_of_fewer_than_ten_days_with_a_sale_is_chance(selling, told):
    """So many days at 500.00 of the twenty-one of a year earlier, none on the others."""
    reference = [MONDAY - timedelta(days=n) for n in range(8, 78)]

    def of_day(day):
        n = (day - MONDAY + YEAR).days
        return 50_000 * (n < selling - 7) if -7 <= n < 14 else 10_000

    assert bool(list(standing_out(a_tape(), days_of(of_day), reference))) is told


def test_weeks_of_a_year_the_history_does_not_know_do_not_stand_out():
    reference = [MONDAY - timedelta(days=8)]
    edge = MONDAY - YEAR - timedelta(days=8)
    for first, known in ((edge, True), (edge + timedelta(days=1), False)):
        found = list(standing_out(a_tape(), days_of(peak(30000), first=first), reference * 10))
        assert bool(found) is known
    after = [MONDAY + timedelta(days=n) for n in range(14, 84)]
    for first, known in ((-7, True), (-6, False)):
        days = days_of(peak(30000), first=MONDAY - YEAR + timedelta(days=first))
        assert bool(list(standing_out(a_tape(), days, after))) is known
    assert list(standing_out(a_tape(), days_of(peak(30000)), [])) == []
    assert list(standing_out(a_tape(), days_of(peak(30000)), reference * 9)) == []


@pytest.mark.parametrize(("first", "last"), [(3, 14), (-64, -29)])
def test_days_missing_from_the_file_or_of_a_yearly_closing_make_no_week_stand_out(first, last):
    """Half of the twenty-one days around the same weeks of the year before, or of the seventy that
    the reference was then."""
    reference = [MONDAY - timedelta(days=n) for n in range(8, 78)]
    none = frozenset(MONDAY - YEAR + timedelta(days=n) for n in range(first, last))
    days = days_of(lambda day: 10000 * (day not in none))
    assert list(standing_out(a_tape(), days, reference))
    assert not list(standing_out(a_tape(), replace(days, missing=none), reference))
    closed = dict.fromkeys(none, MONDAY)
    assert not list(standing_out(a_tape(), replace(days, closed=closed), reference))


def test_weeks_in_which_the_shop_was_away_a_year_earlier_do_not_stand_out():
    reference = [MONDAY - timedelta(days=n) for n in range(8, 78)]
    days = days_of(peak(30000))
    for place, told in ((-8, True), (-7, False), (13, False), (14, True)):
        away = (MONDAY - YEAR + timedelta(days=place),) * 2
        touched = replace(days, window=replace(days.window, away=(away,)))
        assert bool(list(standing_out(a_tape(), touched, reference))) is told


def closed_of(days):
    """Each day of the outage that is closed every year, and when it was last."""
    return closings(with_closings(days), days.window.days)


def closed_on(*feasts, first=date(2018, 1, 1), last=date(2021, 7, 1), start, end=None):
    """Which days of an outage are closed each year, in a shop open every other day."""
    shut = {*map(date.fromisoformat, feasts), *days_between(start, end or start)}
    days = days_of(
        lambda day: day not in shut,
        first=first,
        last=last,
        window=(start, end or start),
    )
    return {str(day): str(then) for day, then in closed_of(days).items()}


NATIONAL = ("2018-06-24", "2019-06-24", "2020-06-24")
EASTER_MONDAYS = ("2018-04-02", "2019-04-22", "2020-04-13")
CORPUS_CHRISTI = ("2018-05-31", "2019-06-20", "2020-06-11")


@pytest.mark.parametrize(
    ("feasts", "start", "found"),
    [
        (NATIONAL, date(2021, 6, 24), {"2021-06-24": "2020-06-24"}),
        (NATIONAL[1:], date(2021, 6, 24), {}),  # open in 2018
        (NATIONAL[::2], date(2021, 6, 24), {}),  # open in 2019
        (("2018-09-03", "2019-09-02", "2020-09-07"), date(2021, 9, 6),
         {"2021-09-06": "2020-09-07"}),  # the first Monday of September
        (("2018-09-10", "2019-09-09", "2020-09-14"), date(2021, 9, 13),
         {"2021-09-13": "2020-09-14"}),  # the second
        (("2018-02-19", "2019-02-18", "2020-02-17"), date(2021, 2, 15),
         {"2021-02-15": "2020-02-17"}),  # the third
        (("2018-03-12", "2019-03-11", "2020-03-09"), date(2021, 3, 8),
         {"2021-03-08": "2020-03-09"}),
        (("2018-06-04", "2019-06-03", "2020-06-01"), date(2021, 6, 7),
         {"2021-06-07": "2020-06-01"}),  # the first of June was a Monday
        (("2018-09-03", "2019-09-02"), date(2020, 8, 31), {}),  # no fifth Monday in August then
        (EASTER_MONDAYS, date(2021, 4, 5), {"2021-04-05": "2020-04-13"}),
        (CORPUS_CHRISTI, date(2021, 6, 3), {"2021-06-03": "2020-06-11"}),  # 60 days from Easter
        (("2018-06-01", "2019-06-21", "2020-06-12"), date(2021, 6, 4), {}),  # 61 days
        (("2018-03-25", "2019-04-14", "2020-04-05"), date(2021, 3, 28),
         {"2021-03-28": "2020-04-05"}),  # the Sunday before
        (("2018-03-24", "2019-04-13", "2020-04-04"), date(2021, 3, 27), {}),  # 8 days before
    ],
)  # fmt: skip
def test_a_day_is_closed_when_its_counterpart_of_every_known_year_was(feasts, start, found):
    assert closed_on(*feasts, last=date(2022, 1, 1), start=start) == found


def test_each_day_of_the_outage_is_looked_at_and_a_leap_day_has_no_same_date():
    both = ("2018-12-25", "2019-12-25", "2020-12-25", "2018-12-26", "2019-12-26", "2020-12-26")
    found = closed_on(
        *both, last=date(2021, 12, 1), start=date(2021, 12, 24), end=date(2021, 12, 27)
    )
    assert found == {"2021-12-25": "2020-12-25", "2021-12-26": "2020-12-26"}
    leap = closed_on("2018-03-01", "2019-03-01", start=date(2020, 2, 29), last=date(2020, 2, 1))
    assert leap == {}


def test_one_feast_closes_one_day_though_two_days_remember_it():
    """Labour Day of 2020, a 7 September and a first Monday: the year after, those are two days."""
    first, last = date(2020, 1, 1), date(2021, 8, 1)
    both = closed_on("2020-09-07", first=first, last=last,
                     start=date(2021, 9, 6), end=date(2021, 9, 7))  # fmt: skip
    assert both == {"2021-09-06": "2020-09-07"}


def test_a_feast_that_is_no_monday_is_told_by_its_date_before_its_weekday():
    """24 June 2025 is a fourth Tuesday, which fell on 25 June the year before, closed as well."""
    both = closed_on("2024-06-24", "2024-06-25", first=date(2024, 1, 1), last=date(2025, 6, 1),
                     start=date(2025, 6, 24), end=date(2025, 6, 25))  # fmt: skip
    assert both == {"2025-06-24": "2024-06-24", "2025-06-25": "2024-06-25"}


def test_a_day_missing_from_the_file_or_of_another_outage_is_no_closing():
    days = days_of(
        lambda day: 0 if (day.month, day.day) == (6, 24) else 10000,
        first=date(2020, 1, 1), window=(date(2021, 6, 24), date(2021, 6, 24)),
    )  # fmt: skip
    assert closed_of(days) == {date(2021, 6, 24): date(2020, 6, 24)}
    then = date(2020, 6, 24)
    away = Window(days.window.start, days.window.end, ((then, then),))
    assert closed_of(replace(days, window=away)) == {}
    assert closed_of(replace(days, missing=frozenset({then}))) == {}


@pytest.mark.parametrize(
    ("a_day", "days", "told", "made_up"),
    [
        (20_000, 7, [("sales-made-up", {"more_cents": 70_000})], 70_000),
        (10_000, 7, [], 0),
        (5_000, 7, [("sales-slow", {"less_cents": 35_000})], 0),
        (10_000, 4, [("sales-slow", {"less_cents": 30_000})], 0),
        (10_000, 6, [("sales-slow", {"less_cents": 10_000})], 0),
    ],
)
def test_the_week_after_is_told_to_the_cent_where_nothing_else_varies(a_day, days, told, made_up):
    """100.00 a day on each side; in the week after, so much on so many of its days."""

    def sold(day):
        since = (day - SUNDAY).days
        return a_day * (since <= days) if 1 <= since <= 7 else 10_000 * (not 0 <= since + 6 < 7)

    every = (MONDAY + timedelta(days=n) for n in range(-150, 150))
    history = tuple((str(day), sold(day)) for day in every if sold(day))
    estimate = expected_revenue(history, MONDAY, SUNDAY)
    assert estimate.expected == 70_000
    assert [(each.code, dict(each.values)) for each in estimate.warnings] == told
    assert estimate.made_up == made_up


def test_a_shop_closed_on_sundays_has_none_in_its_ordinary_week():
    def sold(day):
        if MONDAY <= day <= SUNDAY or day.weekday() == 6:
            return 0
        return 20_000 if SUNDAY < day <= SUNDAY + timedelta(days=7) else 10_000

    every = (MONDAY + timedelta(days=n) for n in range(-150, 150))
    history = tuple((str(day), sold(day)) for day in every if sold(day))
    assert expected_revenue(history, MONDAY, SUNDAY).made_up == 60_000


@pytest.mark.parametrize(("last", "unknown"), [(7, False), (6, True), (1, True), (0, False)])
def test_the_week_after_is_known_once_its_last_day_is_in_the_file(last, unknown):
    """Nothing is said of it when the file stops with the outage."""
    days = [MONDAY - timedelta(days=n) for n in range(60, 0, -1)]
    days += [SUNDAY + timedelta(days=n) for n in range(1, last + 1)]
    estimate = expected_revenue(tuple((str(day), 10_000) for day in days), MONDAY, SUNDAY)
    assert ("aftermath-unknown" in [each.code for each in estimate.warnings]) is unknown


def test_a_shop_that_sells_by_the_day_of_the_week_alone_is_never_off():
    """100.00 on Mondays to 700.00 on Sundays; from a Monday to the next, 2,900.00."""
    last = MONDAY + timedelta(days=7)
    every = (MONDAY + timedelta(days=n) for n in range(-120, 120))
    history = tuple(
        (str(day), 10_000 * (day.weekday() + 1)) for day in every if not MONDAY <= day <= last
    )
    estimate = expected_revenue(history, MONDAY, last)
    assert estimate.expected == 290_000
    assert (estimate.interval.low, estimate.interval.high) == (290_000, 290_000)
