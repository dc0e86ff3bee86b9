"""A claim is started once, filed revision by revision, and never changed in place."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest

from claims.claim.states import Status
from claims.problems import Conflict, NotFound
from claims.store import Store
from claims.store.filings import Filing
from claims.store.rulebooks import Rulebook
from tests.store.store_makers import NOON, WHC, a_claim, a_line, begun, filed, later


def test_a_claim_started_is_a_draft_with_its_form(store: Store):
    row = begun(store, form={"claimant": {"name": "Zoé \x00 🙂"}})
    assert (row.status, row.revision, row.version) == (Status.DRAFT, 0, 1)
    draft = store.drafts.read("K-1")
    assert draft is not None
    assert draft.form == {"claimant": {"name": "Zoé \x00 🙂"}}
    assert (draft.version, draft.saved_at) == (1, NOON)


def test_R45_starting_twice_with_one_key_gives_one_claim(store: Store):
    first = begun(store, "K-1", key="one intention")
    again = begun(store, "K-2", key="one intention")
    assert again == first
    assert store.claims.find("K-2") is None
    assert store.journal.head().seq == 1


def test_a_number_drawn_twice_is_refused_and_nothing_is_kept(store: Store):
    begun(store, "K-1")
    with pytest.raises(Conflict, match="draw another"):
        begun(store, "K-1", key="another intention")
    assert store.journal.head().seq == 1


def test_what_is_filed_is_read_back_unchanged(store: Store):
    claim = a_claim(name="Œuvres & <b>Cie</b> — « é »")
    answer = filed(store, claim)
    assert (answer.number, answer.revision) == ("K-1", 1)
    assert store.claims.body("K-1") == claim
    assert store.journal.head() == answer.head


def test_R45_filing_twice_with_one_key_gives_one_revision_and_one_receipt(store: Store):
    begun(store)
    first = filed(store, seen=1, key="one click")
    again = filed(store, seen=1, key="one click")
    assert again == first
    assert [r.revision for r in store.claims.revisions("K-1")] == [1]


def test_R55_an_amendment_is_a_new_revision_with_author_and_reason(store: Store):
    filed(store)
    filed(store, a_claim(name="Studio Austral inc."), reason="name corrected", at=later(60))
    first, second = store.claims.revisions("K-1")
    assert (second.revision, second.by, second.reason) == (2, "K-1", "name corrected")
    assert second.at == later(60)
    assert store.claims.body("K-1", 1).claimant.name == "Studio Boréal inc."
    assert store.claims.body("K-1").claimant.name == "Studio Austral inc."
    assert first.sha256 != second.sha256


def test_an_amendment_replaces_the_lines_and_keeps_the_day_of_the_first_filing(store: Store):
    filed(store, None, a_line(loss="l1"), a_line(loss="l2"))
    filed(store, None, a_line(loss="l3", declared=7_00), today=date(2021, 10, 5), at=later(99))
    assert store.lines.of_claim("K-1") == (a_line(loss="l3", declared=7_00),)
    row = store.claims.find("K-1")
    assert row is not None
    assert (row.submitted_on, row.submitted_at) == (date(2021, 9, 1), NOON)
    assert row.updated_at == later(99)


def test_R44_the_second_of_two_writers_learns_who_was_first(store: Store):
    filed(store)
    filed(store, seen=2, by="me.gagnon@cabinet.example", at=later(5))
    with pytest.raises(Conflict) as told:
        filed(store, seen=2, key="mine", by="me.roy@cabinet.example", at=later(9))
    assert told.value.by == "me.gagnon@cabinet.example"
    assert told.value.at == "2021-09-01T16:00:05.000000Z"
    assert "revision 2" in told.value.theirs
    assert len(store.claims.revisions("K-1")) == 2


def test_R22_a_draft_saved_after_its_review_cannot_be_filed_unseen(store: Store):
    begun(store)
    store.drafts.save("K-1", {"changed": "in another tab"}, seen=1, at=later(1), by="K-1")
    with pytest.raises(Conflict, match="draft"):
        filed(store, draft_seen=1)
    row = store.claims.find("K-1")
    assert row is not None
    assert row.status is Status.DRAFT


def test_filing_a_draft_makes_the_tab_that_still_types_read_again(store: Store):
    begun(store)
    filed(store, draft_seen=1)
    with pytest.raises(Conflict):
        store.drafts.save("K-1", {"late": "autosave"}, seen=1, at=later(1), by="K-1")


def test_a_claim_moves_only_where_the_table_leads(store: Store):
    filed(store)
    store.claims.move("K-1", Status.IN_REVIEW, reason="opened", seen=2, at=later(1), by="lawyer")
    with pytest.raises(ValueError, match="cannot go from in_review to draft"):
        store.claims.move("K-1", Status.DRAFT, reason="", seen=3, at=later(2), by="lawyer")
    store.claims.move("K-1", Status.WITHDRAWN, reason="asked", seen=3, at=later(3), by="K-1")
    with pytest.raises(ValueError, match="cannot go from withdrawn"):
        filed(store, status=Status.SUBMITTED)
    with pytest.raises(ValueError, match="cannot go from withdrawn"):
        filed(store, status=Status.WITHDRAWN)


def test_a_decision_may_leave_the_state_as_it_is(store: Store):
    filed(store)
    filed(store, status=Status.IN_REVIEW)
    filed(store, status=Status.IN_REVIEW, reason="one line decided")
    row = store.claims.find("K-1")
    assert row is not None
    assert (row.status, row.revision) == (Status.IN_REVIEW, 3)


@pytest.mark.parametrize("amount", [12.5, -1, 10**12 + 1, True])
def test_an_amount_that_is_not_cents_is_refused_and_nothing_is_kept(store: Store, amount: int):
    begun(store)
    with pytest.raises(ValueError, match="cents"):
        filed(store, None, a_line(supported=amount))
    assert store.claims.revisions("K-1") == ()


def test_the_largest_amount_is_kept_to_the_cent(store: Store):
    filed(store, None, a_line(declared=10**12))
    assert store.lines.of_claim("K-1")[0].declared == 1_000_000_000_000


def test_a_claim_of_another_matter_is_refused(store: Store):
    begun(store)
    with pytest.raises(ValueError, match="belongs to whc-2021"):
        filed(store, a_claim(matter="ovh-2021"))


def test_what_a_claimant_last_filed_is_not_what_counsel_decided_since(store: Store):
    filed(store)
    corrected, rules = a_claim(name="Studio Austral inc."), Rulebook("c" * 64, WHC, "{}")
    answer = filed(store, corrected, at=later(60), under=rules)
    filed(store, a_claim(name="Studio Boréal"), at=later(90), by="me.gagnon@cabinet.example")
    told = store.filings.own("K-1")
    assert told == Filing(2, later(60), corrected, answer.head, rules.sha256)


def test_the_first_of_what_counsel_filed_stands_for_a_claim_they_brought_in(store: Store):
    first = filed(store, by="me.gagnon@cabinet.example")
    filed(store, a_claim(name="Studio Austral inc."), at=later(60), by="me.roy@cabinet.example")
    told = store.filings.own("K-1")
    assert told == Filing(1, NOON, a_claim(), first.head, "")


def test_nothing_is_told_of_a_filing_before_there_is_one(store: Store):
    begun(store)
    with pytest.raises(NotFound, match="never filed"):
        store.filings.own("K-1")


def test_a_claim_never_filed_has_no_body(store: Store):
    begun(store)
    with pytest.raises(NotFound):
        store.claims.body("K-1")
    with pytest.raises(NotFound):
        filed_unknown(store)


def filed_unknown(store: Store) -> None:
    store.claims.move("K-9", Status.WITHDRAWN, reason="", seen=1, at=NOON, by="K-9")


def test_a_moment_without_its_time_zone_is_refused(store: Store):
    with pytest.raises(Exception, match="time zone"):
        begun(store, at=datetime(2021, 9, 1))  # noqa: DTZ001  that is the point


def test_a_new_code_replaces_the_former_and_says_so_in_the_journal(store: Store):
    begun(store)
    store.claims.change_code("K-1", "another hash", reason="carte vue", at=later(1), by="admin")
    assert store.claims.code_hash("K-1") == "another hash"
    assert store.claims.code_hash("K-2") == ""
    assert store.journal.latest(1)[0].action == "change code"


def test_several_changes_together_are_all_kept_or_none(store: Store):
    def is_interrupted() -> None:
        with store.database.together():
            filed(store, a_claim("K-1"))
            assert store.claims.find("K-1") is not None
            raise InterruptedError

    with pytest.raises(InterruptedError):
        is_interrupted()
    assert store.claims.find("K-1") is None
    assert store.journal.head().seq == 0
    with store.database.together():
        filed(store, a_claim("K-1"))
        filed(store, a_claim("K-2"))
    assert store.journal.head().seq == 4
    assert store.verify().fault is None


def test_columns_read_while_nothing_is_decided_are_not_given_again(store: Store):
    def is_interrupted() -> None:
        with store.database.together():
            filed(store, a_claim("K-1"), a_line("K-1", declared=1_00))
            assert store.lines.as_columns(WHC).columns["declared"] == [1_00]
            raise InterruptedError

    with pytest.raises(InterruptedError):
        is_interrupted()
    filed(store, a_claim("K-1"), a_line("K-1", declared=2_00))
    assert store.lines.as_columns(WHC).columns["declared"] == [2_00]


def test_R43_eight_people_filing_at_once_all_succeed_and_the_journal_has_no_gap(store: Store):
    def files_three(person: int) -> list[int]:
        numbers = [f"K-{person}-{i}" for i in range(3)]
        return [filed(store, a_claim(number), a_line(number)).revision for number in numbers]

    with ThreadPoolExecutor(8) as people:
        revisions = list(people.map(files_three, range(8)))
    assert revisions == [[1, 1, 1]] * 8
    assert store.journal.head().seq == 48
    assert store.verify().fault is None
    assert len(store.lines.rows(WHC)) == 24


def test_R44_of_two_decisions_at_once_exactly_one_is_kept(store: Store):
    filed(store)

    def decides(lawyer: str) -> str:
        try:
            filed(store, seen=2, key=lawyer, by=lawyer, status=Status.IN_REVIEW)
        except Conflict as told:
            return f"told of {told.by}"
        return "kept"

    with ThreadPoolExecutor(2) as office:
        answers = sorted(office.map(decides, ["gagnon", "roy"]))
    assert answers[0] == "kept"
    assert answers[1] in ("told of gagnon", "told of roy")
