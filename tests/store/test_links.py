"""Links: each opens what it was made for, as often as it was made for, until its day."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from claims.store.links import Link
from tests.store.store_makers import NOON, begun, later

DAY = 24 * 3600


@pytest.fixture
def store(store):
    begun(store)
    return store


def made(store, token_hash: str = "h1", **more: Any) -> None:
    given: dict[str, Any] = {
        "token_hash": token_hash, "kind": "resume", "number": "K-1", "subject": "", "once": True,
        "created_at": NOON, "expires_at": later(DAY),
    }  # fmt: skip
    store.links.add(Link(**given | more), by="K-1")


def used(store, token_hash: str = "h1", kind: str = "resume", at=NOON) -> Link | None:
    return store.links.use(token_hash, kind, at=at, by="K-1")


def test_a_link_for_one_use_opens_once(store):
    made(store)
    assert used(store).number == "K-1"
    assert used(store, at=later(1)) is None
    assert store.links.find("h1").used_at == NOON


def test_a_link_for_several_uses_opens_until_its_day(store):
    made(store, once=False, kind="owner", subject="s1")
    assert [used(store, kind="owner", at=later(n)).subject for n in (0, 5)] == ["s1", "s1"]
    assert used(store, kind="owner", at=later(DAY - 1))
    assert used(store, kind="owner", at=later(DAY)) is None


def test_a_link_opens_only_what_it_was_made_for(store):
    made(store, kind="owner")
    assert used(store, kind="resume") is None
    assert used(store, "unknown") is None
    assert store.links.find("h1").used_at is None


def test_two_at_once_use_a_link_for_one_use_once(store):
    made(store)
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: used(store), range(16)))
    assert sum(link is not None for link in opened) == 1


def test_closing_ends_the_open_links_of_that_kind_to_that_part(store):
    made(store, "h1")
    made(store, "h2")
    made(store, "h3", kind="owner", subject="s1", once=False)
    assert store.links.close("resume", "K-1", at=later(1), by="K-1") == 2
    assert store.links.close("resume", "K-1", at=later(2), by="K-1") == 0
    assert used(store, "h2", at=later(3)) is None
    assert used(store, "h3", "owner", at=later(3))


def test_the_journal_says_which_links_were_made_used_and_closed_never_their_hash(store):
    made(store)
    used(store)
    store.links.close("resume", "K-1", at=later(1), by="K-1")
    told = store.journal.entries(subject="K-1")
    assert [e.action for e in told] == ["start claim", "make link", "use link", "close links"]
    assert not any("h1" in e.body for e in told)
