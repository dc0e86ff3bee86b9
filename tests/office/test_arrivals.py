"""Files on their way: what they take of a claim's room, and what is said of those turned away."""

import secrets

import pytest

from claims.office import arrivals
from claims.office.arrivals import Arriving, TurnedAway
from claims.store.exhibits import Room

ROOM, NOTHING = Room(50, 1_000), Room(0, 0)


@pytest.fixture
def who() -> str:
    return f"R-{secrets.token_hex(4)}"


def comes(who: str, n: int, *, at: float = 0.0, size: int = 1, taken: Room = NOTHING, gone=()):
    came = Arriving("open" if n < 1000 else "closed", f"f{n}", size, at)
    return arrivals.let_in(who, came, room=ROOM, taken=taken, open_still=lambda s: s not in gone)


def test_R30_what_is_listed_and_what_is_on_its_way_count_together(who):
    assert [comes(who, n, taken=Room(48, 48)) for n in range(3)] == ["", "", "room"]
    assert comes(who, 4, size=951, taken=Room(0, 48)) == "room"


def test_R30_thirty_brought_taken_back_and_brought_again_are_all_let_in(who):
    for _ in range(2):
        assert {comes(who, n) for n in range(30)} == {""}
        arrivals.settle(who, [f"f{n}" for n in range(30)])


def test_R30_bringing_and_taking_back_without_end_waits_for_a_quarter_of_an_hour(who):
    answers = []
    for n in range(250):
        answers.append(comes(who, n))
        arrivals.settle(who, [f"f{n}"])
    assert answers == [""] * 200 + ["pace"] * 50
    assert comes(who, 251, at=arrivals.WINDOW) == ""


def test_R30_a_session_that_ended_holds_its_files_no_more(who):
    assert {comes(who, n) for n in range(1000, 1050)} == {""}
    assert comes(who, 1) == "room"
    assert comes(who, 1, gone=("closed",)) == ""


def test_R30_what_nobody_ever_listed_is_forgotten_after_a_quarter_of_an_hour(who):
    assert {comes(who, n) for n in range(50)} == {""}
    assert comes(who, 50, at=arrivals.WINDOW - 1) == "room"
    assert comes(who, 50, at=arrivals.WINDOW) == ""


def test_what_was_turned_away_is_told_once_and_with_the_rest_of_its_deposit(who):
    comes(who, 1)
    arrivals.turn_away(who, "photo.png", "room")
    assert arrivals.turned_away(who, all_came=False) == ()
    assert arrivals.turned_away(who, all_came=True) == (TurnedAway("photo.png", "room"),)
    assert arrivals.turned_away(who, all_came=True) == ()


def test_nobody_is_told_of_the_files_of_another(who):
    arrivals.turn_away(who, "photo.png", "room")
    assert arrivals.turned_away("somebody", all_came=True) == ()
