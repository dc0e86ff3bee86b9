"""Exhibits, accounts, sessions, tries, snapshots and exports: kept, found, ended, counted."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from claims.access import Role
from claims.claim.model import Exhibit
from claims.evidence.look import Look
from claims.problems import Conflict, NotAllowed, NotFound, TooMany
from claims.store import Store
from claims.store.accounts import Account
from claims.store.columns import utc_text
from claims.store.exhibits import Room
from claims.store.exports import Export
from tests.store.store_makers import NOON, WHC, an_exhibit, begun, filed, later

GAGNON = Account(
    "Me.Gagnon@Cabinet.example", "Me Gagnon", Role.LAWYER, (WHC,), password_hash="argon"
)
BOSS = Account("boss@cabinet.example", "Boss", Role.ADMINISTRATOR, ())


def test_an_exhibit_is_kept_with_the_name_its_owner_gave(store: Store):
    begun(store)
    store.exhibits.add("K-1", an_exhibit(), at=NOON, by="K-1")
    assert store.exhibits.of("K-1") == (an_exhibit(),)
    kept = store.exhibits.find("e1")
    assert kept is not None
    assert (kept.number, kept.matter, kept.removed) == ("K-1", WHC, None)


def test_an_exhibit_a_filing_cites_is_unlisted_once_taken_back_but_still_named(
    store: Store,
):
    begun(store)
    store.exhibits.add("K-1", an_exhibit(sha256="f" * 64), at=NOON, by="K-1")
    store.exhibits.remove("K-1", "e1", cited=True, at=later(5), by="K-1")
    assert store.exhibits.of("K-1") == ()
    assert store.exhibits.named() == {("K-1", "f" * 64)}
    kept = store.exhibits.find("e1")
    assert kept is not None
    assert kept.removed == later(5)
    with pytest.raises(NotFound):
        store.exhibits.remove("K-1", "e1", cited=True, at=later(6), by="K-1")


def test_an_exhibit_taken_back_that_no_filing_cites_is_forgotten_and_only_journalled(store: Store):
    begun(store)
    store.exhibits.add("K-1", an_exhibit(), at=NOON, by="K-1")
    store.looks.keep("e1", Look(reading="text"), at=NOON, by="K-1")
    gone = store.exhibits.remove("K-1", "e1", cited=False, at=later(5), by="K-1")
    assert gone == an_exhibit()
    assert store.exhibits.find("e1") is None
    assert store.exhibits.named() == frozenset()
    assert store.looks.find("e1") == Look()
    assert [e.action for e in store.journal.latest(2)] == ["remove exhibit", "add exhibit"]
    assert store.verify().fault is None


def test_an_erased_draft_takes_no_exhibit_any_more(store: Store):
    begun(store)
    store.erasures.erase_draft("K-1", seen=1, at=later(1), by="K-1")
    with pytest.raises(NotFound):
        store.exhibits.add("K-1", an_exhibit(), at=later(2), by="K-1")


def test_nobody_takes_back_the_exhibit_of_another_claim(store: Store):
    begun(store, "K-1")
    begun(store, "K-2")
    store.exhibits.add("K-1", an_exhibit(), at=NOON, by="K-1")
    with pytest.raises(NotFound):
        store.exhibits.remove("K-2", "e1", cited=True, at=NOON, by="K-2")
    assert len(store.exhibits.of("K-1")) == 1


def test_R30_a_claim_has_room_for_so_many_files_and_bytes(store: Store):
    begun(store)
    store.exhibits.add("K-1", an_exhibit("e1"), at=NOON, by="K-1", room=Room(2, 25))
    with pytest.raises(TooMany, match="25 bytes"):
        store.exhibits.add("K-1", an_exhibit("e2", size=16), at=NOON, by="K-1", room=Room(2, 25))
    store.exhibits.add("K-1", an_exhibit("e2", size=15), at=NOON, by="K-1", room=Room(2, 25))
    with pytest.raises(TooMany, match="limit is 2"):
        store.exhibits.add("K-1", an_exhibit("e3", size=0), at=NOON, by="K-1", room=Room(2, 25))


def test_R37_a_file_brought_by_two_claims_is_seen_and_twice_in_one_claim_is_not(store: Store):
    begun(store, "K-1")
    begun(store, "K-2")
    for number, exhibit in (
        ("K-1", an_exhibit("e1", sha256="a" * 64)),
        ("K-2", an_exhibit("e2", sha256="a" * 64)),
        ("K-2", an_exhibit("e3", sha256="b" * 64)),
        ("K-2", an_exhibit("e4", sha256="b" * 64)),
    ):
        store.exhibits.add(number, exhibit, at=NOON, by=number)
    assert store.exhibits.shared(WHC) == {"a" * 64: ("K-1", "K-2")}
    assert store.exhibits.shared("ovh-2021") == {}
    assert store.exhibits.with_file(WHC, "a" * 64) == ("K-1", "K-2")


def test_the_name_of_a_file_is_only_a_name(store: Store):
    begun(store)
    odd = Exhibit(**an_exhibit().model_dump() | {"name": "../../etc/<b>=1+1</b>.pdf"})
    store.exhibits.add("K-1", odd, at=NOON, by="K-1")
    assert store.exhibits.of("K-1")[0].name == "../../etc/<b>=1+1</b>.pdf"


def test_an_account_is_found_whatever_the_case_of_its_address(store: Store):
    store.accounts.add(GAGNON, at=NOON, by="admin")
    found = store.accounts.find("ME.GAGNON@cabinet.EXAMPLE")
    assert found is not None
    assert (found.email, found.name, found.role, found.matters, found.active) == (
        "me.gagnon@cabinet.example", "Me Gagnon", Role.LAWYER, (WHC,), True,
    )  # fmt: skip
    assert found.password_hash == "argon"
    assert store.accounts.find("nobody@cabinet.example") is None


def test_an_address_has_one_account(store: Store):
    store.accounts.add(GAGNON, at=NOON, by="admin")
    with pytest.raises(Conflict):
        store.accounts.add(GAGNON, at=NOON, by="admin")


def test_secrets_are_never_shown_with_the_account_nor_written_in_the_journal(store: Store):
    store.accounts.add(GAGNON, at=NOON, by="admin")
    assert "argon" not in repr(store.accounts.find(GAGNON.email))
    assert "argon" not in "".join(entry.body for entry in store.journal.entries())


def test_R73_a_changed_account_loses_its_sessions_at_once(store: Store):
    store.accounts.add(GAGNON, at=NOON, by="admin")
    opened(store, "t1", GAGNON.email.casefold())
    store.accounts.open(GAGNON.email, active=False, at=later(1), by="admin")
    assert store.sessions.find("t1", at=later(1)) is None
    assert store.accounts.find(GAGNON.email) == replace(
        GAGNON, email=GAGNON.email.casefold(), active=False
    )


def test_an_account_given_other_matters_keeps_all_else(store: Store):
    store.accounts.add(GAGNON, at=NOON, by="admin")
    store.accounts.assign(GAGNON.email, ("ovh-2021", WHC), at=later(1), by="admin")
    assert store.accounts.find(GAGNON.email) == replace(
        GAGNON, email=GAGNON.email.casefold(), matters=("ovh-2021", WHC)
    )
    told = json.loads(store.journal.entries()[-1].body)
    assert told == {"active": True, "matters": ["ovh-2021", WHC], "role": "lawyer"}


def test_the_last_administrator_stays(store: Store):
    store.accounts.add(BOSS, at=NOON, by="setup")
    store.accounts.add(GAGNON, at=NOON, by="boss")
    with pytest.raises(NotAllowed, match="last administrator"):
        store.accounts.open(BOSS.email, active=False, at=NOON, by="boss")
    second = Account("second@cabinet.example", "Second", Role.ADMINISTRATOR, ())
    store.accounts.add(second, at=NOON, by="boss")
    store.accounts.open(BOSS.email, active=False, at=NOON, by="second")
    assert [a.email for a in store.accounts.all() if a.active] == [
        "me.gagnon@cabinet.example",
        "second@cabinet.example",
    ]


def test_an_unknown_account_cannot_be_changed(store: Store):
    with pytest.raises(NotFound):
        store.accounts.open(GAGNON.email, active=True, at=NOON, by="admin")
    with pytest.raises(NotFound):
        store.accounts.assign(GAGNON.email, (WHC,), at=NOON, by="admin")


def test_a_code_of_the_day_opens_once(store: Store):
    store.accounts.add(GAGNON, at=NOON, by="admin")
    assert store.accounts.use_code(GAGNON.email, 100)
    assert not store.accounts.use_code(GAGNON.email, 100)
    assert not store.accounts.use_code(GAGNON.email, 99)
    assert store.accounts.use_code(GAGNON.email, 101)


def opened(store: Store, token: str, who: str = "K-1", *, hours: int = 8) -> None:
    kind = "staff" if "@" in who else "claimant"
    store.sessions.open(
        token, kind, who, language="fr", at=NOON, expires_at=NOON + timedelta(hours=hours)
    )  # fmt: skip


def test_a_session_ends_when_it_expires(store: Store):
    opened(store, "t1", hours=1)
    found = store.sessions.find("t1", at=later(3599))
    assert found is not None
    assert (found.kind, found.who, found.language) == ("claimant", "K-1", "fr")
    assert store.sessions.find("t1", at=later(3600)) is None
    assert store.sessions.find("t2", at=NOON) is None


def test_a_session_seen_keeps_the_moment_and_the_language(store: Store):
    opened(store, "t1")
    store.sessions.touch("t1", at=later(60), language="en")
    store.sessions.touch("t1", at=later(90))
    found = store.sessions.find("t1", at=later(91))
    assert found is not None
    assert (found.seen_at, found.language) == (later(90), "en")


def test_R08_ending_one_session_or_all_of_a_person_leaves_the_others(store: Store):
    for token, who in (("t1", "a@x.example"), ("t2", "a@x.example"), ("t3", "b@x.example")):
        opened(store, token, who)
    opened(store, "t4", "K-1")
    store.sessions.end("t1", at=later(1), by="a@x.example")
    store.sessions.end("t1", at=later(1), by="a@x.example")
    assert store.sessions.end_all("staff", "a@x.example", at=later(2), by="admin") == 1
    left = [t for t in ("t1", "t2", "t3", "t4") if store.sessions.find(t, at=later(3))]
    assert left == ["t3", "t4"]


def test_opening_a_session_sweeps_out_the_expired(store: Store):
    opened(store, "t1", hours=1)
    store.sessions.open(
        "t2", "claimant", "K-1", language="fr", at=later(7200), expires_at=later(9000)
    )
    assert store.sessions.find("t1", at=NOON) is None


def test_R06_failures_are_counted_by_key_and_forgotten_after_a_success(store: Store):
    for second in range(3):
        store.attempts.record("K-1", ok=False, at=later(second))
    store.attempts.record("K-2", ok=False, at=later(3))
    assert store.attempts.failures("K-1", since=NOON) == 3
    assert store.attempts.failures("K-1", since=later(2)) == 1
    assert store.attempts.last_failure("K-1") == later(2)
    assert store.attempts.failures_everywhere(since=NOON) == 4
    store.attempts.record("K-1", ok=True, at=later(10))
    assert store.attempts.failures("K-1", since=NOON) == 0
    assert store.attempts.failures_everywhere(since=NOON) == 4
    assert store.attempts.tries("K-1", since=NOON) == 4


def test_a_try_is_never_counted_where_it_could_be_taken_back(store: Store):
    with store.database.together(), pytest.raises(RuntimeError):
        store.attempts.record("K-1", ok=False, at=NOON)
    assert store.attempts.tries("K-1", since=NOON) == 0


def test_R50_a_refused_entry_is_in_the_journal_even_after_tries_are_forgotten(store: Store):
    store.attempts.record("K-1", ok=False, at=NOON)
    store.attempts.record("K-1", ok=True, at=later(1))
    store.attempts.forget(before=later(100))
    assert store.attempts.tries("K-1", since=NOON) == 0
    assert [(e.action, e.subject) for e in store.journal.entries()] == [("refuse entry", "K-1")]


def test_a_snapshot_is_numbered_in_its_matter_and_names_the_state_it_describes(store: Store):
    filed(store)
    head = store.journal.head()
    body = {"totals": [{"head": "rebuild", "cents": 12345678901}], "note": "é"}
    first = store.snapshots.add("s1", WHC, body, head=head, at=NOON, by="lawyer")
    second = store.snapshots.add("s2", WHC, {}, head=head, at=later(1), by="lawyer")
    other = store.snapshots.add("s3", "ovh-2021", {}, head=head, at=later(1), by="lawyer")
    assert (first.number, second.number, other.number) == (1, 2, 1)
    assert (first.journal_seq, first.journal_hash) == (head.seq, head.hash)
    assert first.body == body
    assert store.snapshots.find("s1") == first
    assert store.snapshots.of(WHC) == (second, first)
    assert store.snapshots.find("s9") is None
    entry = store.journal.entries(after=head.seq)[1]
    assert (entry.action, store.snapshots.sealed_at(second).hash) == ("take snapshot", entry.hash)


def test_a_snapshot_holds_no_float(store: Store):
    with pytest.raises(TypeError, match="float"):
        store.snapshots.add("s1", WHC, {"x": 0.1}, head=store.journal.head(), at=NOON, by="l")  # type: ignore[dict-item]
    assert store.snapshots.of(WHC) == ()


def test_R60_an_export_is_logged_with_its_hash(store: Store):
    made = Export("x1", WHC, "workbook", "chiffrier.xlsx", "c" * 64, 12, NOON, "lawyer", 7)
    store.exports.add(made)
    assert store.exports.find("x1") == made
    assert store.exports.of(WHC) == (made,)
    assert store.exports.find("x2") is None
    entry = store.journal.latest(1)[0]
    assert (entry.action, entry.actor) == ("export", "lawyer")
    assert '"sha256":"' + "c" * 64 in entry.body


def test_figures_are_revised_in_order_and_only_by_who_read_the_last_revision(store: Store):
    assert (store.figures.last(WHC), store.figures.of(WHC)) == (0, ())
    first = store.figures.add(WHC, {"value": "90"}, seen=0, at=NOON, by="roy")
    store.figures.add("ovh-2021", {"value": "1"}, seen=0, at=NOON, by="roy")
    with pytest.raises(Conflict) as refused:
        store.figures.add(WHC, {"value": "95"}, seen=0, at=later(5), by="gagnon")
    assert (refused.value.by, refused.value.at) == ("roy", utc_text(NOON))
    second = store.figures.add(WHC, {"value": "95"}, seen=1, at=later(5), by="gagnon")
    assert store.figures.of(WHC) == (first, second)
    assert store.figures.of(WHC, after=1) == (second,)
    assert (second.number, second.body) == (2, {"value": "95"})
    assert store.figures.last(WHC) == 2
    assert store.verify().fault is None
