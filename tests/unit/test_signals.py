"""Which claims stand out beside each other, found by one pass and told as by looking at all."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from claims.totals.signals import Origin, from_one_range, waves

NINE = datetime(2026, 11, 3, 9, tzinfo=UTC)
MINUTES = st.lists(st.integers(0, 40), max_size=24)


def moments(minutes: list[int]) -> dict[str, datetime]:
    """Claims filed so many minutes after nine."""
    return {f"R-{n}": NINE + timedelta(minutes=each) for n, each in enumerate(minutes)}


@given(MINUTES, st.integers(2, 6), st.integers(1, 15))
def test_a_claim_is_of_a_wave_when_some_span_of_time_around_it_holds_enough(minutes, enough, span):
    filed, within = moments(minutes), timedelta(minutes=span)
    around = ({n for n, at in filed.items() if begin <= at <= begin + within}
              for begin in filed.values())  # fmt: skip
    told = {number for window in around if len(window) >= enough for number in window}
    assert waves(filed, enough, span) == told


ORIGINS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("XY"), st.integers(0, 6)), max_size=24
)


@given(ORIGINS, st.integers(2, 4), st.integers(1, 3), st.integers(2, 6))
def test_a_claim_comes_from_a_crowded_range_when_enough_people_filed_near_it(
    filed, people, days, most
):
    origins = [
        Origin(f"R-{n}", person, mark, NINE + timedelta(days=day))
        for n, (person, mark, day) in enumerate(filed)
    ]
    told = set()
    for mark in "XY":
        met = [each for each in origins if each.mark == mark]
        if len({each.person for each in met}) > most:
            continue
        for begin in met:
            near = [e for e in met if begin.at <= e.at <= begin.at + timedelta(days=days)]
            if len({each.person for each in near}) >= people:
                told |= {each.number for each in near}
    assert from_one_range(origins, people, days, most) == told
