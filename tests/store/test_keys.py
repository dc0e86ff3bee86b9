"""The key of a claim is kept wrapped, changed whole, and once forgotten it is nowhere."""

from pathlib import Path

from claims.evidence.keyring import Ring
from claims.store import Store
from tests.store.store_makers import NOON, begun, later

OLD, NEW = Ring([b"the old key of thirty-two bytes*"]), Ring([b"the new key of thirty-two bytes*"])
BOTH = Ring([b"the new key of thirty-two bytes*", b"the old key of thirty-two bytes*"])


def test_the_first_key_given_to_a_claim_is_the_one_that_stands(store: Store):
    begun(store)
    assert store.keys.find("K-1") is None
    first = store.keys.give(OLD.new("K-1"), at=NOON)
    assert store.keys.give(OLD.new("K-1"), at=later(1)) == first
    kept = store.keys.find("K-1")
    assert kept is not None
    assert (kept.key, kept.forgotten) == (first, None)


def test_keys_are_counted_by_the_one_that_wraps_them(store: Store):
    for n in range(3):
        begun(store, f"K-{n}")
        store.keys.give((OLD if n else NEW).new(f"K-{n}"), at=NOON)
    assert store.keys.masters() == {OLD.first: 2, NEW.first: 1}
    assert [key.number for key in store.keys.wrapped_by(OLD.first, 10)] == ["K-1", "K-2"]
    assert [key.number for key in store.keys.wrapped_by(OLD.first, 1)] == ["K-1"]


def test_a_key_wrapped_anew_is_the_same_key_and_the_journal_tells_it(store: Store):
    begun(store)
    old = store.keys.give(OLD.new("K-1"), at=NOON)
    assert store.keys.rewrap([(old, BOTH.again(old))], at=later(5), by="terminal") == 1
    (kept,) = store.keys.all()
    assert kept.key is not None
    assert NEW.open(kept.key).secret == OLD.open(old).secret
    (entry,) = store.journal.latest(1)
    assert (entry.action, entry.actor) == ("rotate keys", "terminal")
    assert entry.body == f'{{"claims":1,"from":"{OLD.first}","to":"{NEW.first}"}}'
    assert store.verify().fault is None


def test_a_key_forgotten_meanwhile_is_not_brought_back_by_a_rotation(store: Store):
    begun(store)
    old = store.keys.give(OLD.new("K-1"), at=NOON)
    new = BOTH.again(old)
    assert store.keys.forget("K-1", reason="asked", at=later(1), by="K-1")
    assert store.keys.rewrap([(old, new)], at=later(2), by="terminal") == 0
    assert store.keys.masters() == {}


def test_a_key_forgotten_is_told_in_the_journal_and_another_may_follow(store: Store):
    begun(store)
    store.keys.give(OLD.new("K-1"), at=NOON)
    assert store.keys.forget("K-1", reason="asked", at=later(1), by="K-1")
    assert not store.keys.forget("K-1", reason="asked", at=later(2), by="K-1")
    kept = store.keys.find("K-1")
    assert kept is not None
    assert (kept.key, kept.forgotten) == (None, later(1))
    entries = store.journal.entries(subject="K-1")
    assert [entry.body for entry in entries if entry.action == "forget key"] == [
        '{"reason":"asked"}'
    ]
    second = store.keys.give(OLD.new("K-1"), at=later(3))
    kept = store.keys.find("K-1")
    assert kept is not None
    assert (kept.key, kept.forgotten) == (second, later(1))
    assert store.verify().fault is None


def test_a_claim_without_a_key_is_marked_as_forgotten_all_the_same(store: Store):
    begun(store)
    assert store.keys.forget("K-1", reason="asked", at=NOON, by="K-1")
    kept = store.keys.find("K-1")
    assert kept is not None
    assert (kept.key, kept.forgotten) == (None, NOON)
    assert store.keys.masters() == {}
    assert not store.keys.forget("K-1", reason="asked", at=later(1), by="K-1")


def test_R74_a_key_forgotten_stands_in_no_file_of_the_database(sqlite_url: str):
    store = Store.at(sqlite_url)
    begun(store)
    key = store.keys.give(OLD.new("K-1"), at=NOON)
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    holding = [file.name for file in folder.iterdir() if key.wrapped.encode() in file.read_bytes()]
    assert holding
    store.keys.forget("K-1", reason="asked", at=later(1), by="K-1")
    assert not [file for file in folder.iterdir() if key.wrapped.encode() in file.read_bytes()]
    store.close()
