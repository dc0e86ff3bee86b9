"""Days a history has no line for: asked about when they look lost, counted as answered."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.claim.absent import absent_line, read_absent
from claims.claim.model import Absent, Entry
from claims.damages import lost_sales
from claims.damages.absent_days import Run, long_runs, yearly
from claims.damages.asked_about import runs_asked
from claims.damages.lost_sales import expected_revenue
from claims.damages.sales import Estimate, Window
from claims.i18n import LANGUAGES, sentence
from claims.problems import Problem

START, END = date(2021, 8, 28), date(2021, 9, 10)
GAP = Run(date(2021, 7, 5), date(2021, 8, 1))
WINDOW = Window(START, END)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Each test computes for itself, also in a process that did before."""
    lost_sales._estimated.cache_clear()


def a_history(first=date(2020, 1, 1), last=date(2021, 8, 27), *, sells=lambda day: 10000, lost=()):
    """Cents by day; days of the lost runs, and those that sell nothing, have no line."""
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    kept = (d for d in every if not any(run.first <= d <= run.last for run in lost))
    return tuple((str(day), sells(day)) for day in kept if sells(day))


def said(run, answer):
    return (Absent(first=run.first, last=run.last, answer=answer),)


def expected(history, *absent, start=START, end=END):
    return expected_revenue(history, start, end, absent=absent)


def codes(estimate):
    """What is said of an estimate, but that its history stops where the outage begins."""
    return [warning.code for warning in estimate.warnings if warning.code != "only-before"]


def asked(history):
    return runs_asked(history, WINDOW)


def test_four_weeks_missing_are_told_with_their_dates_and_what_they_change():
    """100.00 a day, fourteen days: 1,400.00; half of the eight weeks before is missing."""
    whole, cut = a_history(), a_history(lost=[GAP])
    assert (expected(whole).expected, codes(expected(whole))) == (140000, [])
    estimate = expected(cut)
    assert estimate.expected == 70000
    warning, _ = estimate.warnings
    assert warning == Problem("history", "days-absent", {
        "first_day": "2021-07-05", "last_day": "2021-08-01", "days": 28, "other_cents": 140000,
    })  # fmt: skip


def test_days_said_to_be_missing_leave_the_reference_and_the_tape_says_so():
    estimate = expected(a_history(lost=[GAP]), *said(GAP, "absent"))
    assert (estimate.expected, codes(estimate)) == (140000, ["days-left-out"])
    before = estimate.steps[0].parts[0]
    assert before.label.fr.endswith("avant la panne, jours absents du fichier écartés")
    assert before.label.en.endswith("before the outage, days missing from the file left out")


@pytest.mark.parametrize(
    ("answer", "code"), [("0", "days-without-sale"), ("inconnu", "days-absent")]
)
def test_days_said_to_have_sold_nothing_or_not_known_count_as_zero(answer, code):
    estimate = expected(a_history(lost=[GAP]), *said(GAP, answer))
    assert (estimate.expected, codes(estimate)) == (70000, [code])


def test_the_tape_says_how_many_days_it_counted_as_zero():
    step = expected(a_history(lost=[GAP])).steps[0].parts[1]
    assert step.label.fr == "nombre de lundis avant la panne, dont 4 sans vente inscrite"
    assert step.label.en == "Mondays before the outage, 4 of them without a recorded sale"


def test_a_shop_closed_on_sundays_is_asked_nothing():
    assert asked(a_history(sells=lambda day: 10000 * (day.weekday() != 6))) == ()


def test_a_long_week_end_is_not_asked_about_and_a_week_is():
    feast, week = (Run(date(2021, 8, 2), date(2021, 8, 2) + timedelta(days=n)) for n in (5, 6))
    assert asked(a_history(lost=[feast])) == ()
    assert asked(a_history(lost=[week])) == (week,)


def test_closings_of_a_shop_open_every_day_are_all_asked_about_however_alike():
    """Days that follow each other count as intervals of zero days: it is used to none."""
    closings = [Run(date(2021, n, 5), date(2021, n, 18)) for n in (1, 4, 7)]
    found = long_runs((date.fromisoformat(d) for d, _ in a_history(lost=closings)), WINDOW)
    assert found == tuple(closings)


def test_a_shop_that_sells_twice_a_month_is_asked_nothing():
    rare = a_history(sells=lambda day: 50000 * (day.day in (3, 21)))
    assert asked(rare) == ()


def test_a_weekly_shop_is_asked_about_the_week_it_missed():
    saturdays = a_history(sells=lambda day: 10000 * (day.weekday() == 5), lost=[GAP])
    assert asked(saturdays) == (Run(date(2021, 7, 4), date(2021, 8, 6)),)


def test_a_shop_that_sells_by_chance_is_seldom_asked():
    """A day in two has a sale: of two hundred such shops, fewer than three in ten are asked."""
    draw = random.Random(7)
    shops = [a_history(sells=lambda day: 10000 * draw.randint(0, 1)) for _ in range(200)]
    assert sum(bool(asked(shop)) for shop in shops) < 60


def test_two_pieces_lost_do_not_hide_each_other():
    other = Run(date(2021, 6, 1), date(2021, 6, 28))
    cut = a_history(lost=[GAP, other])
    assert asked(cut) == (other, GAP)
    assert codes(expected(cut)) == ["days-far", "days-absent"]
    estimate = expected(cut, *said(GAP, "absent"))  # the eight weeks now reach the other
    assert (estimate.expected, codes(estimate)) == (80000, ["days-absent", "days-left-out"])
    both = expected(cut, *said(GAP, "absent"), *said(other, "absent"))
    assert (both.expected, codes(both)) == (140000, ["days-left-out", "days-left-out"])


def test_days_without_a_line_because_of_the_outage_are_not_asked_about():
    whole = a_history(last=date(2021, 10, 31), lost=[Run(START, END)])
    assert asked(whole) == ()
    early = ((date(2021, 7, 5), date(2021, 8, 1)),)
    assert runs_asked(a_history(lost=[GAP]), Window(START, END, early)) == ()


def with_gaps(*lengths):
    """Days with a line, so many days without one between them."""
    days = [date(2021, 1, 1)]
    for length in lengths:
        days.append(days[-1] + timedelta(days=length + 1))
    return days


@pytest.mark.parametrize(
    ("gaps", "found"),
    [
        ([6] * 20 + [12], []),  # twice the usual run, and no more
        ([6] * 20 + [13], [13]),
        ([0] * 18 + [8, 8, 9], []),  # of twenty others, the nineteenth is the usual one
        ([0] * 19 + [8, 9], [8, 9]),
        ([10], [10]),
        ([6], []),
        ([], []),
    ],
)
def test_a_run_is_asked_about_beyond_twice_what_most_others_last(gaps, found):
    assert [run.days for run in long_runs(with_gaps(*gaps), WINDOW)] == found


def test_a_run_meets_days_that_share_its_first_or_its_last():
    assert GAP.meets(date(2021, 6, 1), GAP.first)
    assert GAP.meets(GAP.last, date(2021, 9, 1))
    assert not GAP.meets(date(2021, 6, 1), date(2021, 7, 4))
    assert not GAP.meets(date(2021, 8, 2), date(2021, 9, 1))


@pytest.mark.parametrize(
    ("apart", "is_yearly"),
    [(-364, True), (364, True), (-370, True), (370, True), (-371, False), (371, False),
     (-358, True), (358, True), (-357, False), (357, False), (-728, False), (0, False)],
)  # fmt: skip
def test_a_run_of_a_week_comes_back_each_year_when_another_shares_one_of_its_days(apart, is_yearly):
    run, shift = Run(START, START + timedelta(6)), timedelta(apart)
    assert yearly(run, [Run(run.first + shift, run.last + shift)]) is is_yearly


def test_a_piece_lost_long_before_is_asked_about_where_a_season_is_replayed():
    """No day after the outage: replays read all that comes before it, and leave the piece out."""
    lost = Run(date(2020, 2, 1), date(2020, 3, 15))
    whole, cut = (expected(a_history(date(2018, 1, 1), lost=gaps)) for gaps in ([], [lost]))
    assert (codes(whole), codes(cut)) == ([], ["days-far"])
    assert cut.steps[-1].name == "season"
    assert (cut.interval.low, cut.interval.high) == (140_000, 140_000)
    assert cut.interval.replays < whole.interval.replays
    short = a_history(date(2021, 8, 1), lost=[lost])
    assert asked(short) == ()  # nothing is estimated, and nothing replayed


def test_a_piece_lost_a_year_earlier_bends_the_season_until_it_is_left_out():
    """Half of the eight weeks before is lost: the season doubles what is expected."""
    year_ago = Run(date(2020, 7, 4), date(2020, 7, 31))
    cut = a_history(lost=[year_ago])
    assert (expected(cut).expected, codes(expected(cut))) == (280000, ["days-absent"])
    kept = expected(cut, *said(year_ago, "absent"))
    assert (kept.expected, codes(kept)) == (140000, ["days-left-out"])


def test_a_piece_lost_around_the_outage_is_asked_about_on_both_sides_of_it():
    """Nothing from 14 August to 20 September: the outage explains only the middle of it."""
    cut = a_history(last=date(2021, 10, 31), lost=[Run(date(2021, 8, 14), date(2021, 9, 20))])
    before = Run(date(2021, 8, 14), date(2021, 8, 27))
    after = Run(date(2021, 9, 11), date(2021, 9, 20))
    assert asked(cut) == (before, after)
    both = expected(cut, *said(before, "absent"), *said(after, "absent"))
    assert both.expected == 140000


def test_what_remains_may_be_too_short_and_it_is_said():
    cut = a_history(first=date(2021, 7, 1), lost=[GAP])
    assert codes(expected(cut)) == ["days-absent", "season-unknown-days", "level-before-up"]
    shorter = a_history(first=date(2021, 7, 2), last=date(2021, 8, 20), lost=[GAP])
    assert codes(expected(shorter))[0] == "days-absent-short"
    refused = expected(shorter, *said(GAP, "absent"))
    assert (refused.code, refused.values["days"]) == ("history-short-days", 22)
    assert asked(shorter) == (GAP,)  # the question stays, so that the answer can be changed


def test_an_answer_about_other_days_is_void_and_leaves_no_day_out():
    chosen = (Absent(first=date(2021, 8, 3), last=date(2021, 8, 5), answer="absent"),)
    assert expected(a_history(), *chosen) == expected(a_history())
    assert codes(expected(a_history(lost=[GAP]), *chosen)) == ["days-absent"]


def test_months_are_never_asked_about():
    months = tuple((f"2021-{n:02}", 100000) for n in (1, 2, 6, 7))
    assert asked(months) == ()
    assert asked(()) == ()


def test_answers_are_read_a_line_each_and_written_the_same():
    typed = (
        "2021-07-05; 2021-08-01; absent\n2021-06-01; 2021-06-28; 0\n2021-05-01;2021-05-09;INCONNU"
    )
    told = read_absent(typed, "x")
    assert [one.answer for one in told] == ["absent", "0", "inconnu"]
    assert read_absent("\n".join(map(absent_line, told)), "x") == told


@pytest.mark.parametrize(
    "line",
    [
        "hier; demain; absent", "2021-07-05; absent", "2021-08-01; 2021-07-05; 0",
        "2021-07-05; 2021-08-01; oui", "2021-07-05",
    ],
)  # fmt: skip
def test_what_is_no_answer_is_told_with_its_line(line):
    problem = read_absent(f"2021-07-05; 2021-08-01; absent\n{line}", "losses.0.inputs.absent_days")
    assert (problem.code, problem.values["line"]) == ("absent-line", 2)


def test_a_hundred_answers_are_the_most():
    assert read_absent("2021-07-05; 2021-08-01; 0\n" * 101, "x").code == "absent-too-many"


def test_a_loss_filed_before_the_question_is_written_as_it_was():
    assert "absent" not in Entry(typed="1", cents=100).model_dump(mode="json")
    kept = Entry(typed="…", absent=said(GAP, "0")).model_dump(mode="json")
    assert kept["absent"] == [{"first": "2021-07-05", "last": "2021-08-01", "answer": "0"}]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "code", ["days-absent", "days-absent-short", "days-left-out", "days-without-sale"]
)
@pytest.mark.parametrize("whose", ["", "-yours"])
def test_what_is_told_of_a_run_gives_its_dates(code, whose, language):
    values = {
        "first_day": "2021-07-05",
        "last_day": "2021-08-01",
        "days": 28,
        "other_cents": 140000,
        "zero_cents": 70000,
    }
    told = sentence(Problem("history", code + whose, values), language)
    assert ("5 juillet 2021" if language == "fr" else "July 5, 2021") in told
    assert "28" in told


@given(st.sets(st.integers(0, 400), min_size=2, max_size=200))
@settings(max_examples=60, deadline=None)
def test_a_run_has_no_line_and_ends_at_one(numbers):
    known = {date(2020, 6, 1) + timedelta(days=n) for n in numbers}
    for run in long_runs(known, WINDOW):
        days = {run.first + timedelta(days=n) for n in range(run.days)}
        assert not days & known
        assert not any(WINDOW.touches(day, day) for day in days)


def test_forty_years_of_days_are_gone_through_at_once():
    long = a_history(first=date(1981, 8, 28), lost=[GAP])
    assert isinstance(expected(long), Estimate)
    assert asked(long) == (GAP,)


def rebound(*lost, first=date(2020, 11, 1)):
    """100.00 a day, 130.00 in the week after 28 August to 3 September 2021."""
    away, again = Run(date(2021, 8, 28), date(2021, 9, 3)), date(2021, 9, 4)
    return a_history(
        first, date(2022, 3, 22), lost=[away, *lost],
        sells=lambda day: 13_000 if 0 <= (day - again).days < 7 else 10_000,
    )  # fmt: skip


def of_that_week(history, *absent):
    return expected(history, *absent, start=date(2021, 8, 28), end=date(2021, 9, 3))


def asked_then(history):
    return runs_asked(history, Window(date(2021, 8, 28), date(2021, 9, 3)))


def found_in(estimate):
    """Cents made up, and the bounds."""
    return estimate.made_up, estimate.interval.low, estimate.interval.high


FAR = Run(date(2021, 3, 1), date(2021, 4, 29))
"""Sixty days, farther from the outage than its reference."""


@pytest.mark.parametrize("days", [7, 10, 30, 60])
def test_a_far_hole_changes_neither_what_is_made_up_nor_the_interval_and_is_told(days):
    hole = Run(FAR.first, FAR.first + timedelta(days=days - 1))
    estimate = of_that_week(rebound(hole))
    assert found_in(estimate) == (21_000, 70_000, 70_000)
    assert estimate.warnings[0] == Problem("history", "days-far", {
        "first_day": "2021-03-01", "last_day": str(hole.last), "days": days,
    })  # fmt: skip
    assert asked_then(rebound(hole)) == (hole,)


@pytest.mark.parametrize(
    ("answer", "code", "found"),
    [
        ("absent", "days-far-left-out", (21_000, 70_000, 70_000)),
        ("inconnu", "days-far", (21_000, 70_000, 70_000)),
        ("0", "days-without-sale", (0, 0, 101_111)),  # a shop that may sell nothing for two months
    ],
)
def test_an_answer_about_a_far_hole_says_whether_replays_have_its_days(answer, code, found):
    estimate = of_that_week(rebound(FAR), *said(FAR, answer))
    assert (found_in(estimate), codes(estimate)[0]) == (found, code)
    assert "écartés" not in estimate.steps[0].parts[0].label.fr


def test_a_near_hole_counts_for_zero_in_the_reference_and_is_left_out_of_replays():
    """Of twenty-six of each weekday, four are in the hole."""
    estimate = of_that_week(rebound(Run(date(2021, 7, 1), date(2021, 7, 28))))
    assert (estimate.expected, codes(estimate)[0]) == (59_231, "days-absent")
    assert found_in(estimate)[1:] == (59_231, 59_231)


def test_closings_of_every_year_are_not_asked_about():
    """The last week of each year."""
    closings = [Run(date(year, 12, 25), date(year, 12, 31)) for year in (2019, 2020)]
    yearly, alone = (rebound(*lost, first=date(2019, 6, 1)) for lost in (closings, closings[:1]))
    assert (asked_then(yearly), asked_then(alone)) == ((), tuple(closings[:1]))


@pytest.mark.parametrize(("days", "is_asked"), [(18, False), (19, True)])
def test_a_far_run_is_asked_about_beyond_three_times_the_usual_one(days, is_asked):
    """A weekly shop: six days are usual. Here a run is not of whole weeks."""
    first = date(2021, 3, 1)
    late = first + timedelta(days=days + 1)

    def weekly(day):
        if first <= day <= late:
            return 10_000 * (day in (first, late))
        return 10_000 * (day.weekday() == first.weekday())

    history = a_history(date(2020, 8, 3), date(2022, 3, 22), sells=weekly)
    run = Run(first + timedelta(days=1), late - timedelta(days=1))
    assert (run in asked_then(history)) is is_asked
