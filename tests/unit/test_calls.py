"""Calls and steps taken, a line each: minutes added up into the hours the engine counts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.claim.calls import hours_of, minutes_of, read_calls
from claims.i18n import LANGUAGES, sentence

TWO = "2021-08-28; soutien; 35\n\n30/08/2021;soutien; 2e niveau;1 h 20"


def test_minutes_add_up_to_hours_and_the_list_is_kept():
    calls = read_calls(TWO, "here")
    assert [(str(c.day), c.whom, c.minutes) for c in calls] == [
        ("2021-08-28", "soutien", 35),
        ("2021-08-30", "soutien; 2e niveau", 80),
    ]
    assert hours_of(calls) == Decimal("1.9167")


@pytest.mark.parametrize(
    ("typed", "code"),
    [("2021-08-28", "call-line"), ("hier; soutien; 35", "call-day"),
     ("2021-08-28; soutien; longtemps", "call-minutes"), ("2021-08-28; soutien; 0", "call-minutes"),
     ("2021-08-28; soutien; 1500", "call-minutes"), ("05/06/2021; soutien; 5", "call-day"),
     ("2021-08-28; soutien; -5", "call-minutes"),
     ("\n".join(["2021-08-28; soutien; 5"] * 501), "calls-too-many")],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_told_with_its_number(typed, code):
    problem = read_calls(typed, "here")
    assert problem.code == code
    assert all(sentence(problem, language) for language in LANGUAGES)


@given(st.lists(st.integers(1, 1440), min_size=1, max_size=30))
def test_hours_are_the_minutes_whatever_their_number(minutes):
    typed = "\n".join(f"2021-08-28; quelqu’un; {n}" for n in minutes)
    hours = hours_of(read_calls(typed, "here"))
    assert abs(hours * 60 - sum(minutes)) <= Decimal("0.003")


def test_a_length_may_be_said_in_hours():
    assert [minutes_of(said) for said in ("35", "35 min", "1 h 20", "1h", "2 h 05 min", "")] == [
        35, 35, 80, 60, 125, None,
    ]  # fmt: skip
