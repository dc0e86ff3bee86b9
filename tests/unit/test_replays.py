"""Every other stretch of a history is replayed, and each as if it were estimated alone."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.damages import replays
from claims.damages.lost_sales import expected_revenue
from claims.damages.reference import Days, by_weekday, limit
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
    assert len(starts) == len(list(line.ratios(1, "before-and-after"))) == 300
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


def test_a_replay_expects_what_the_estimate_of_that_stretch_would_with_the_outage_left_out():
    days = [MONDAY + timedelta(days=n) for n in range(-120, 121)]
    history = tuple((str(day), 900 * (day.toordinal() * 7 % 31)) for day in days if day != MONDAY)
    sold = dict(history)
    line = Timeline.of(Days.of(history, Window(MONDAY, MONDAY)))
    known = [n for n, usable in enumerate(line.usable) if usable]
    found = dict(
        zip(
            line.starts(known, 2, "before-and-after"),
            line.ratios(2, "before-and-after"),
            strict=True,
        )
    )
    for start in (40, 77, 90, 150, 163):
        first, last = days[start], days[start + 1]
        kept = tuple(one for one in history if not str(first) <= one[0] <= str(last))
        alone = expected_revenue(kept, first, last, away=((MONDAY, MONDAY),))
        made = sold[str(first)] + sold[str(last)]
        assert abs(found[start] * alone.exact * 100 - made) < 1e-6, start
