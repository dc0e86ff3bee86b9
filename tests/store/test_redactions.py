"""Redacted copies and levels stand in the journal: the last word holds, none is taken away."""

import pytest

from claims.claim.redaction import Box, Level
from claims.problems import Conflict
from claims.store import Store
from claims.store.redactions import Redaction
from tests.store.store_makers import NOON, filed, later

COUNSEL = "me.gagnon@cabinet.example"
NAME = Box(1, 100, 200, 300, 400, reason="personal", pattern="word")


def a_copy(digest: str = "a" * 64, exhibit: str = "e1") -> Redaction:
    return Redaction(exhibit, "0" * 64, digest, 10, 2, (1,), "burned", (NAME,))


@pytest.fixture
def held(store: Store) -> Store:
    filed(store)
    store.redactions.add("K-1", a_copy(), seen=0, at=NOON, by=COUNSEL)
    return store


def test_a_later_copy_stands_and_the_earlier_one_is_kept(held: Store):
    held.redactions.add("K-1", a_copy("b" * 64), seen=1, at=later(9), by=COUNSEL)
    there = held.redactions.of("K-1")["e1"]
    assert [(copy.version, copy.sha256[0]) for copy in there.copies] == [(1, "a"), (2, "b")]
    assert there.copy.boxes == (NAME,)
    assert {("K-1", "a" * 64), ("K-1", "b" * 64)} <= held.exhibits.named()
    assert held.exhibits.names("K-1", "b" * 64)
    assert held.verify().fault is None


def test_who_did_not_see_the_copy_made_meanwhile_makes_none(held: Store):
    with pytest.raises(Conflict) as meanwhile:
        held.redactions.add("K-1", a_copy("b" * 64), seen=0, at=later(9), by="me.roy@c.example")
    assert meanwhile.value.by == COUNSEL
    assert len(held.redactions.of("K-1")["e1"].copies) == 1


def test_the_last_word_on_who_may_be_given_an_exhibit_holds_and_is_said_once(held: Store):
    for level, reason in [(Level.COUNSEL, "privilege"), (Level.PUBLIC, ""), (Level.PUBLIC, "")]:
        held.redactions.say("K-1", "e1", level, reason, at=later(9), by=COUNSEL)
    there = held.redactions.of("K-1")["e1"]
    assert (there.level, there.reason, there.by, len(there.copies)) == ("public", "", COUNSEL, 1)
    told = [e.action for e in held.journal.entries(subject="K-1") if e.action == "class exhibit"]
    assert len(told) == 2


def test_what_stood_at_an_entry_is_told_of_every_claim(held: Store):
    head = held.journal.head()
    held.redactions.say("K-1", "e1", Level.PUBLIC, "", at=later(9), by=COUNSEL)
    assert held.redactions.every(head.seq)["K-1", "e1"].level is Level.CONFIDENTIAL
    assert held.redactions.every(head.seq + 1)["K-1", "e1"].level is Level.PUBLIC


@pytest.mark.parametrize(
    "sides", [(0, 0, 0, 9), (9, 0, 3, 9), (0, 0, 10_001, 9), (-1, 0, 9, 9), (0, 5, 9, 5)]
)
def test_a_place_off_the_page_or_empty_is_no_box(sides):
    with pytest.raises(ValueError, match="no such place"):
        Box(1, *sides)
