"""Every other stretch of a history is replayed, and each as if it were estimated alone."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.damages import replays
from claims.damages.lost_sales import expected_revenue
from claims.damages.reference import Days, Weekdays, by_weekday, limit
from claims.damages.replays import Timeline
from claims.damages.sales import Window
from claims.damages.sliding import Sliding

MONDAY = date(2021, 8, 2)
A_DAY = st.one_of(st.just(0), st.integers(-50_000, 900_000), st.sampled_from([1000, 5000]))


def sold_each_day(cents, days):
    """The same amount on every day before the outage, and after."""
    return tuple((str(MONDAY + timedelta(days=n)), cents) for n in range(-days, days + 1))


def replayed(history, start, end):
    estimate = expected_revenue(history, start, end)
    return estimate.interval.replays


def test_every_stretch_that_the_method_can_tell_is_replayed():
    """Two hundred days on each side of one day. Before it, a stretch needs 28 days on its left:
    172 days; after it, the week that settles first: 193 days, and each stretch needs 28 days on
    its right past its own week: 35 fewer."""
    assert replayed(sold_each_day(10_000, 200), MONDAY, MONDAY) == 172 + 193 - 35


def test_a_long_history_is_replayed_as_often_as_the_bound_says_spread_over_all_of_it(monkeypatch):
    days = Days.of(sold_each_day(10_000, 200), Window(MONDAY, MONDAY))
    line = Timeline.of(days)
    known = [n for n, usable in enumerate(line.usable) if usable]
    monkeypatch.setattr(replays, "MOST", 300)
    starts = line.starts(known, 1, "before-and-after")
    assert len(starts) == len(list(line.replays(1, "before-and-after"))) == 300
    assert (starts[0], starts[-1]) == (known[28], known[-37])
    assert max(b - a for a, b in pairwise(starts)) == 9  # past the outage


@given(st.lists(st.tuples(A_DAY, st.integers(0, 6)), min_size=1, max_size=60), st.data())
@settings(max_examples=60, deadline=None)
def test_a_reference_that_slides_tells_what_its_days_counted_anew_tell(every, data):
    held = Sliding(every)
    place = st.integers(0, len(every))
    first, middle = sorted((data.draw(place), data.draw(place)))
    last = data.draw(st.integers(middle, len(every)))
    for parts in (((0, first), (first, middle)), ((first, middle), (middle, last))):
        held.move(parts)
        days = [day for begin, end in parts for day in every[begin:end]]
        anew = by_weekday(((weekday, cents) for cents, weekday in days),
                          limit(cents for cents, _ in days))  # fmt: skip
        assert held.weekdays() == anew


def test_a_reference_that_slides_counts_no_day_for_more_than_the_limit_of_the_days_it_holds():
    """Days of 100 in the middle limit the others to 400; days of 200, to 800. An order of 9,000 and
    a refund of 5,000 are set aside; what else is given back is borne by what was sold."""
    every = [(100, 0), (100, 1), (200, 2), (9000, 3), (-5000, 4), (0, 5), (200, 6), (400, 0),
             (900, 3), (-401, 4), (-400, 5)]  # fmt: skip
    held = Sliding(every)
    held.move([(0, 2), (3, 5)])
    assert held.weekdays() == Weekdays(
        (100, 100, *[0] * 5), (0,) * 7, (1, 1, *[0] * 5), (0,) * 7, (0, 0, 0, 1, 1, 0, 0),
    )  # fmt: skip
    held.move([(1, 4), (4, 11)])
    assert held.weekdays() == Weekdays(
        (211, 53, 106, 423, 0, 0, 106), (0, 0, 0, 100, 0, 0, 0), (1, 1, 1, 1, 1, 2, 1),
        (189, 47, 94, 377, 0, 0, 94), (0, 0, 0, 1, 1, 0, 0),
    )  # fmt: skip
    held.move([(6, 8), (11, 11)])
    assert held.weekdays() == Weekdays(
        (400, 0, 0, 0, 0, 0, 200), (0,) * 7, (1, 0, 0, 0, 0, 0, 1), (0,) * 7
    )
    held.move([(8, 8), (11, 11)])
    assert held.weekdays() == Weekdays(*[(0,) * 7] * 4)


def test_a_day_of_one_cent_makes_the_limit_and_a_day_without_a_sale_does_not():
    held = Sliding([(1, 0), (1, 1), (0, 2), (0, 3), (0, 4), (50, 5)])
    held.move([(0, 6)])
    assert held.weekdays().counted == (1, 1, 0, 0, 0, 4, 0)
    held.move([(5, 6)])
    assert held.weekdays() == Weekdays(
        (0, 0, 0, 0, 0, 50, 0), (0,) * 7, (0, 0, 0, 0, 0, 1, 0), (0,) * 7
    )


def test_each_day_replayed_is_expected_to_sell_what_its_own_weekday_does():
    """From a Wednesday on, each weekday sells an amount of its own, week after week."""
    cents = [100 + 10 * ((2 + day) % 7) for day in range(50)]
    line = Timeline(2, cents, [True] * 50)
    assert list(line.replays(1, "before")) == [(first, 1) for first in range(28, 50)]
    assert list(line.replays(3, "before")) == [(first, 1) for first in range(28, 48)]


def test_a_stretch_of_two_weeks_and_two_days_has_three_of_two_weekdays():
    """From the day after a Saturday: a Sunday and a Monday more."""
    assert Timeline(5, [], []).wanted(1, 16) == [3, 2, 2, 2, 2, 2, 3]


def test_a_replay_expects_what_the_estimate_of_that_stretch_would_with_the_outage_left_out():
    days = [MONDAY + timedelta(days=n) for n in range(-120, 121)]
    history = tuple((str(day), 900 * (day.toordinal() * 7 % 31)) for day in days if day != MONDAY)
    sold = dict(history)
    line = Timeline.of(Days.of(history, Window(MONDAY, MONDAY)))
    known = [n for n, usable in enumerate(line.usable) if usable]
    found = dict(line.replays(2, "before-and-after"))
    assert list(found) == line.starts(known, 2, "before-and-after")
    for start in (40, 77, 90, 150, 163):
        first, last = days[start], days[start + 1]
        kept = tuple(one for one in history if not str(first) <= one[0] <= str(last))
        alone = expected_revenue(kept, first, last, away=((MONDAY, MONDAY),))
        made = sold[str(first)] + sold[str(last)]
        assert abs(found[start] * alone.exact * 100 - made) < 1e-6, start


def steady(before, away, after):
    """The interval of an outage between so many days that sell the same."""
    history = tuple(
        (str(MONDAY + timedelta(days=n)), 10_000) for n in range(-before, away + after)
        if not 0 <= n < away
    )  # fmt: skip
    return expected_revenue(history, MONDAY, MONDAY + timedelta(days=away - 1)).interval


def test_two_months_on_each_side_of_a_fortnight_tell_no_interval():
    """A stretch needs 28 days before it, and 28 after its own settling week: before the outage
    three share no day, after it two; the days of the history hold nine."""
    assert steady(70, 14, 70) is None


@pytest.mark.parametrize(("after", "told"), [(125, False), (126, True)])
def test_nine_stretches_replayed_that_share_no_day_are_the_least(after, told):
    """Before the outage 70 days hold three of 14 days past the first 28. After it stand the week
    that settles, six more, a week and 28 days: 7 + 84 + 7 + 28."""
    assert (steady(70, 14, after) is not None) is told


def test_stretches_counted_share_no_day_and_are_as_many_as_can_be():
    assert replays.sharing_no_day([0, 1, 2, 3, 4, 5, 6], 3) == 3
    assert replays.sharing_no_day([5, 7, 8, 30], 3) == 3
    assert replays.sharing_no_day([], 3) == 0


@given(st.sets(st.integers(0, 14), max_size=9), st.integers(1, 5))
def test_no_choice_of_stretches_that_share_no_day_has_more_of_them(firsts, length):
    def most(left):
        if not left:
            return 0
        return max(most(left[1:]), 1 + most([one for one in left if one >= left[0] + length]))

    assert replays.sharing_no_day(sorted(firsts), length) == most(sorted(firsts))
