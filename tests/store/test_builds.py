"""Bundles ordered: taken by one worker at a time, taken again when it stopped, answered once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from claims.problems import Conflict, NotFound, Problem
from claims.store import Store
from claims.store.builds import Build, Choice, Volume
from claims.store.exports import Export

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOON + timedelta(seconds=30)
WHC = "whc-2021"
CHOICE = Choice(("A1", "B1"), ("accepted",), ("R-2K7Q-48",), 100)
BUILD = Build("0" * 29 + "abc", WHC, "fr", NOON, "me.gagnon", CHOICE)
VOLUME = Volume(BUILD.export_id(1), "a.zip", "c" * 64, 12, 3, 3)
EXPORT = Export(VOLUME.export, WHC, "bundle", "a.zip", "c" * 64, 12, NOON, "me.gagnon", 1)


@pytest.fixture
def taken(store: Store) -> Build:
    store.builds.add(BUILD)
    build = store.builds.take(at=NOON, until=LATER)
    assert build is not None
    return build


def test_an_order_is_kept_as_it_was_given_and_journalled(store):
    store.builds.add(BUILD)
    assert store.builds.find(BUILD.id) == BUILD
    assert store.builds.of(WHC) == (BUILD,)
    assert [entry.action for entry in store.journal.following()][-1:] == ["order bundle"]
    assert store.verify().fault is None


def test_an_order_is_taken_once_and_again_when_its_worker_is_silent(store, taken):
    assert (taken.state, taken.tries) == ("building", 1)
    assert store.builds.take(at=NOON, until=LATER) is None
    again = store.builds.take(at=LATER, until=LATER + timedelta(seconds=30))
    assert again is not None
    assert again.tries == 2
    assert not store.builds.beat(taken, until=LATER, done=1, of=3)
    assert store.builds.beat(again, until=LATER, done=1, of=3)
    kept = store.builds.find(BUILD.id)
    assert (kept.done, kept.of) == (1, 3)


def test_the_volumes_made_are_found_by_whoever_takes_it_next(store, taken):
    made = replace(taken, snapshot=4, volumes=(VOLUME,), restarted=1)
    assert store.builds.keep(made)
    again = store.builds.take(at=LATER, until=LATER)
    assert (again.snapshot, again.volumes, again.restarted) == (4, (VOLUME,), 1)


def test_its_files_are_logged_with_it_or_not_at_all(store, taken):
    stale = replace(taken, tries=7)
    assert not store.builds.finish(stale, [EXPORT])
    assert store.exports.of(WHC) == ()
    assert store.builds.finish(replace(taken, volumes=(VOLUME,)), [EXPORT])
    assert store.exports.of(WHC) == (EXPORT,)
    assert store.builds.of_export(EXPORT.id).state == "built"
    assert store.builds.of_export("f" * 32) is None
    assert store.builds.take(at=LATER, until=LATER) is None


def test_one_that_failed_says_why_and_is_not_taken_again(store, taken):
    why = Problem("R-2K7Q-48", "exhibit-missing", {"number": "R-2K7Q-48", "sha256": "a" * 64})
    assert store.builds.fail(taken, [why], at=NOON)
    kept = store.builds.find(BUILD.id)
    assert (kept.state, kept.told, kept.volumes) == ("failed", (why,), ())
    assert store.builds.take(at=LATER, until=LATER) is None


def test_one_is_answered_once(store, taken):
    with pytest.raises(Conflict):
        store.builds.answer(BUILD.id, "approve bundle", "", at=NOON, by="me.roy")
    store.builds.finish(replace(taken, volumes=(VOLUME,)), [EXPORT])
    store.builds.answer(BUILD.id, "send back bundle", "P-3", at=NOON, by="me.roy")
    kept = store.builds.find(BUILD.id)
    assert (kept.state, kept.answered_by, kept.answered_at, kept.note) == (
        "sent_back", "me.roy", NOON, "P-3",
    )  # fmt: skip
    with pytest.raises(Conflict) as refused:
        store.builds.answer(BUILD.id, "approve bundle", "", at=NOON, by="me.ko")
    assert refused.value.by == "me.roy"
    entry = list(store.journal.following())[-1]
    assert entry.action == "send back bundle"
    assert "c" * 64 in entry.body


def test_one_cancelled_is_its_workers_no_more(store, taken):
    store.builds.cancel(BUILD.id, at=NOON, by="me.roy")
    assert not store.builds.beat(taken, until=LATER, done=1, of=3)
    assert not store.builds.fail(taken, [], at=NOON)
    assert store.builds.find(BUILD.id).state == "cancelled"
    with pytest.raises(NotFound):
        store.builds.cancel("nothing", at=NOON, by="me.roy")
