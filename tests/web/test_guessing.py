"""Tries counted at the door: many at once, from one household, and in a flood."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from claims.office import entrance, guessing, upkeep
from claims.problems import Conflict, NotAllowed, TooMany
from tests.makers import NOW, a_house


@pytest.fixture
def house(tmp_path: Path):
    return a_house(tmp_path)


def wrong(house, key, now=NOW):
    return guessing.counted(house, key, lambda: False, now=now)


def test_R06_ten_tries_at_once_are_ten_tries(house):
    gate, proved, refused = threading.Barrier(6), [], []

    def slow():
        proved.append(1)
        gate.wait(10)
        return False

    def one():
        try:
            guessing.counted(house, "R-1", slow, now=NOW)
        except TooMany:
            refused.append(1)

    threads = [threading.Thread(target=one) for _ in range(10)]
    for thread in threads:
        thread.start()
    while len(refused) < 5:
        threading.Event().wait(0.01)
    gate.wait(10)
    for thread in threads:
        thread.join(10)
    assert (len(proved), len(refused)) == (5, 5)
    with pytest.raises(TooMany):
        wrong(house, "R-1")


def test_R06_a_slow_proof_keeps_no_one_else_waiting(house):
    began, leave, done = threading.Event(), threading.Event(), []

    def slow():
        began.set()
        return leave.wait(10)

    other = threading.Thread(
        target=lambda: done.append(guessing.counted(house, "lente", slow, now=NOW))
    )
    other.start()
    assert began.wait(10)
    assert guessing.counted(house, "R-2", lambda: True, now=NOW)
    assert done == []
    leave.set()
    other.join(10)
    assert done == [True]


def test_R06_two_passwords_are_proved_at_a_time_and_a_long_queue_is_sent_away():
    leave, inside, refused = threading.Event(), [], []

    def one():
        try:
            with guessing.proving():
                inside.append(1)
                leave.wait(10)
        except TooMany as refusal:
            refused.append(refusal.wait)

    threads = [threading.Thread(target=one) for _ in range(12)]
    for thread in threads:
        thread.start()
        threading.Event().wait(0.02)
    assert (len(inside), refused) == (2, [60, 60])
    leave.set()
    for thread in threads:
        thread.join(10)
    assert len(inside) == 10


def test_R06_a_flood_leaves_one_line_a_minute_in_the_journal(house):
    for i in range(310):
        wrong(house, f"essai {i}")
    wrong(house, "essai 310", NOW + timedelta(minutes=1))
    entries = house.store.journal.entries(limit=1000)
    actions = [entry.action for entry in entries]
    assert (actions.count("refuse entry"), actions.count(guessing.ALERT)) == (300, 2)
    assert entries[-1].body == '{"failures":311}'


@pytest.mark.parametrize(
    ("remote", "demo", "known"),
    [
        ("127.0.0.1", True, ""),
        ("::1", True, ""),
        ("::ffff:127.0.0.1", True, ""),
        ("127.0.0.1", False, "127.0.0.1"),
        ("127.evil.example", True, "127.evil.example"),
        ("testclient", True, "testclient"),
        ("::ffff:203.0.113.7", False, "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", False, "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", False, "2001:db8:1:2::/64"),
        ("", False, ""),
    ],
)
def test_R14_a_household_is_counted_once_whatever_addresses_it_draws(remote, demo, known):
    assert guessing.household(remote, demo=demo) == known


def test_R14_a_household_of_many_addresses_has_one_quota(house):
    for i in range(20):
        guessing.make_room_for_one_more(house, f"2001:db8::{i:x}", NOW)
    with pytest.raises(TooMany):
        guessing.make_room_for_one_more(house, "2001:db8::ffff", NOW)
    guessing.make_room_for_one_more(house, "2001:db8:0:1::1", NOW)


def test_R05_a_key_gives_its_code_again_for_a_quarter_of_an_hour_only(house):
    draws = iter(range(1, 1000))

    def entropy(size):
        return next(draws).to_bytes(size, "big")

    def begin(now):
        return entrance.start(house, "whc-2021", "fr", key="clic", now=now, entropy=entropy)

    first = begin(NOW)
    assert begin(NOW + timedelta(minutes=15)).code == first.code
    with pytest.raises(Conflict):
        begin(NOW + timedelta(minutes=15, seconds=1))


def test_old_tries_and_nothing_else_are_forgotten(house):
    wrong(house, "R-3", NOW - timedelta(days=3))
    wrong(house, "R-3")
    key = house.vault.ring.new("R-3")
    kept, _ = house.vault.keep(key, b"une piece que rien ne nomme encore")
    assert upkeep.sweep(house, now=NOW) == 0
    assert house.store.attempts.tries("R-3", since=NOW - timedelta(days=9)) == 1
    assert b"".join(house.vault.chunks(key, kept, check=True)).startswith(b"une piece")


def test_an_unknown_account_is_refused_like_any(house):
    with pytest.raises(NotAllowed):
        entrance.log_in_staff(house, "x@y.example", "mot", "000000", now=NOW, entropy=bytes)
