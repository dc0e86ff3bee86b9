"""Contests and the letters that tell decisions: which wait, which stand, on both databases."""

from datetime import date

from claims.claim.deficiency import Notice
from claims.claim.states import Status
from claims.store import Store
from claims.store.contests import Told
from tests.store.store_makers import WHC, a_claim, a_line, filed, later

CONTESTED = Told(1, 1, 1, "2026-12-09", late=False, shut=False)


def letter(store: Store, number: str, kind: str, hour: int) -> None:
    notice = Notice(kind=kind, language="fr", template="e" * 64, last_day=date(2026, 12, 9),
                    subject="Décision", text="La voici.", revision=1)  # fmt: skip
    store.notices.add(number, notice, at=later(hour), by="lawyer")


def moved(store: Store, number: str, status: Status, hour: int) -> None:
    seen = store.claims.find(number).version
    store.claims.move(number, status, reason="r", seen=seen, at=later(hour), by="lawyer")


def test_a_decision_is_told_until_it_changes_and_a_contest_waits_until_its_letter(store: Store):
    for number in ("K-1", "K-2"):
        filed(store, a_claim(number), a_line(number))
        moved(store, number, Status.REFUSED, 1)
    assert store.notices.untold(WHC) == ("K-1", "K-2")
    letter(store, "K-1", "deficiency", 2)
    assert store.notices.untold(WHC) == ("K-1", "K-2"), "it tells no decision"
    letter(store, "K-1", "decision", 3)
    assert store.notices.untold(WHC) == ("K-2",)
    assert store.notices.telling("K-1").place == 2
    kept = store.contests.add("K-1", CONTESTED, at=later(4), by="K-1")
    moved(store, "K-1", Status.SUBMITTED, 4)
    assert store.notices.telling("K-1") is None
    assert (store.contests.open_of("K-1"), store.contests.of("K-1")) == (kept, (kept,))
    assert dict(store.contests.waiting(WHC)) == {"K-1": kept}
    moved(store, "K-1", Status.REFUSED, 5)
    assert store.notices.untold(WHC) == ("K-1", "K-2")
    letter(store, "K-1", "reconsideration", 6)
    assert store.contests.open_of("K-1") is None
    assert (dict(store.contests.waiting(WHC)), store.notices.untold(WHC)) == ({}, ("K-2",))
    assert store.verify().fault is None


def test_the_claims_of_a_contact_are_found_by_the_address_last_filed(store: Store):
    filed(store, a_claim("K-1"), a_line("K-1"))
    filed(store, a_claim("K-2"), a_line("K-2"))
    address = store.claims.body("K-1").contact.email
    assert store.finder.of_contact(WHC, address.upper()) == ("K-1", "K-2")
    assert store.finder.of_contact(WHC, address[1:]) == ()
    assert store.finder.of_contact(WHC, address.replace(address[0], "_", 1)) == ()
    moved(store, "K-2", Status.OPTED_OUT, 1)
    assert store.finder.of_contact(WHC, address) == ("K-1",)
