"""Messages stay as they were sent; requests to be forgotten wait for an answer; drafts can go."""

import pytest
from sqlalchemy import select

from claims.claim.states import Status
from claims.problems import Conflict, NotAllowed
from claims.store import Store, tables
from tests.store.store_makers import NOON, WHC, a_claim, a_line, an_exhibit, begun, filed, later

COUNSEL = "me.gagnon@cabinet.example"


def says(store: Store, side: str, text: str, number: str = "K-1", at=NOON, key: str = "") -> int:
    by = number if side == "claimant" else COUNSEL
    return store.messages.send(number, side, text, key=key or text, at=at, by=by).place


@pytest.fixture
def talking(store: Store) -> Store:
    """One claim filed, where counsel asked and the claimant answered."""
    filed(store)
    says(store, "counsel", "Avez-vous la facture?")
    says(store, "claimant", "La voici.\nEt <b>merci</b>.", at=later(60))
    return store


def test_a_conversation_is_kept_word_for_word_and_in_order(talking: Store):
    told = [(m.place, m.side, m.text, m.by) for m in talking.messages.of("K-1")]
    assert told == [
        (1, "counsel", "Avez-vous la facture?", COUNSEL),
        (2, "claimant", "La voici.\nEt <b>merci</b>.", "K-1"),
    ]
    assert talking.verify().fault is None


def test_R45_the_same_message_sent_twice_is_one(talking: Store):
    assert says(talking, "claimant", "La voici.", key="intent") == 3
    assert says(talking, "claimant", "La voici.", key="intent") == 3
    assert len(talking.messages.of("K-1")) == 3


def test_the_journal_holds_the_hash_of_a_message_and_not_its_words(talking: Store):
    entry = talking.journal.entries(subject="K-1")[-1]
    assert entry.action == "send message"
    assert talking.messages.of("K-1")[1].sha256 in entry.body
    assert "voici" not in entry.body


def test_each_side_counts_what_it_has_not_read(talking: Store):
    assert (talking.messages.unread("K-1", "claimant"), talking.messages.unread("K-1", "counsel")) \
        == (1, 1)  # fmt: skip
    talking.messages.mark_read("K-1", "counsel", 2, at=later(90), by=COUNSEL)
    assert talking.messages.unread("K-1", "counsel") == 0
    assert talking.messages.unread("K-1", "claimant") == 1
    says(talking, "claimant", "Une autre chose.", at=later(120))
    assert talking.messages.unread("K-1", "counsel") == 1


def test_reading_again_what_was_read_is_not_journalled_again(talking: Store):
    for place in (2, 2, 1):
        talking.messages.mark_read("K-1", "counsel", place, at=later(90), by=COUNSEL)
    actions = [entry.action for entry in talking.journal.entries(subject="K-1")]
    assert actions.count("read messages") == 1


def test_claims_whose_claimant_had_the_last_word_wait_for_counsel(talking: Store):
    filed(talking, a_claim("K-2"), a_line("K-2"))
    filed(talking, a_claim("K-3"), a_line("K-3"))
    says(talking, "counsel", "Bonjour.", "K-2")
    assert talking.messages.unanswered(WHC) == ("K-1",)
    assert talking.messages.unanswered("ovh-2021") == ()
    says(talking, "counsel", "Merci.", at=later(90))
    assert talking.messages.unanswered(WHC) == ()


def test_messages_of_one_side_are_counted_from_a_moment(talking: Store):
    assert talking.messages.since("K-1", "claimant", later(60)) == 1
    assert talking.messages.since("K-1", "claimant", later(61)) == 0


def test_a_request_to_be_forgotten_waits_until_counsel_answers(store: Store):
    filed(store)
    store.erasures.ask("K-1", "Je n’ai plus rien à réclamer.", at=NOON, by="K-1")
    store.erasures.ask("K-1", "Encore moi.", at=later(5), by="K-1")
    assert store.erasures.waiting(WHC) == ("K-1",)
    assert store.erasures.of("K-1").reason == "Je n’ai plus rien à réclamer."
    store.erasures.answer("K-1", "Conservé jusqu’à la fin.", at=later(9), by=COUNSEL)
    assert store.erasures.waiting(WHC) == ()
    found = store.erasures.of("K-1")
    assert (found.answer, found.answered_by, found.answered_at) == (
        "Conservé jusqu’à la fin.", COUNSEL, later(9),
    )  # fmt: skip
    actions = [entry.action for entry in store.journal.entries(subject="K-1")]
    assert actions == ["start claim", "file claim", "ask erasure", "answer erasure"]
    assert store.verify().fault is None


def test_a_draft_erased_leaves_a_number_and_no_word_of_it(store: Store):
    begun(store, form={"claimant": {"name": "Zoé Marqueur"}})
    store.exhibits.add("K-1", an_exhibit(), at=NOON, by="K-1")
    assert store.erasures.erase_draft("K-1", seen=1, at=later(9), by="K-1") == ("a" * 64,)
    assert store.drafts.read("K-1") is None
    assert store.exhibits.of("K-1") == ()
    assert store.exhibits.named() == frozenset()
    row = store.claims.find("K-1")
    assert (row.status, row.revision, row.claimant_name) == (Status.WITHDRAWN, 0, "")
    assert store.claims.code_hash("K-1") == ""
    everything = "".join(
        str(tuple(row)) for table in tables.metadata.sorted_tables for row in rows(store, table)
    )
    assert "Marqueur" not in everything
    assert "Facture" not in everything
    assert store.verify().fault is None


def rows(store: Store, table):
    with store.database.reading() as connection:
        return connection.execute(select(table)).all()


def test_a_file_that_another_claim_brought_too_is_not_given_up(store: Store):
    begun(store)
    begun(store, "K-2")
    store.exhibits.add("K-1", an_exhibit("e1"), at=NOON, by="K-1")
    store.exhibits.add("K-2", an_exhibit("e2"), at=NOON, by="K-2")
    assert store.erasures.erase_draft("K-1", seen=1, at=NOON, by="K-1") == ()
    assert store.exhibits.named() == {("K-2", "a" * 64)}


def test_what_was_filed_is_never_erased_at_once(store: Store):
    filed(store)
    with pytest.raises(NotAllowed):
        store.erasures.erase_draft("K-1", seen=2, at=NOON, by="K-1")
    with pytest.raises(Conflict):
        store.erasures.erase_draft("K-1", seen=1, at=NOON, by="K-1")
    assert store.drafts.read("K-1") is not None
