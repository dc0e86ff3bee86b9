"""Counsel decides claims line by line, and two lawyers never overwrite each other."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.claim.disclosed import disclosed
from claims.claim.model import Decision
from claims.claim.states import Status
from claims.damages.assessment import Line
from claims.office import announcing
from claims.office.decided import changes_since, turns
from claims.office.handing_statement import statement_of
from claims.office.house import House
from claims.office.lawyer import Verdict, decide, move, open_claim
from claims.office.standing import my_claim
from claims.office.verdicts import admitted
from claims.problems import Conflict, NotAllowed, NotFound, Problem, Refused
from tests.documents.reading_back import text_of
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    NOW,
    OXIA,
    ROY,
    a_claimant,
    a_filed_claim,
    an_exhibit,
)  # fmt: skip


def decided(house: House, number: str, *verdicts: Verdict, actor=GAGNON, seen=None, key="k1"):
    row = house.store.claims.find(number)
    version = row.version if seen is None else seen
    return decide(house, actor, number, verdicts, seen=version, key=key, now=NOW)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(p.where, p.code) for p in refused.value.problems]


def test_accepting_a_line_admits_what_it_declares(house):
    number = a_filed_claim(house)
    decided(house, number, Verdict("l1", "accepted", reason="proof_complete"))
    lines = open_claim(house, GAGNON, number, now=NOW).assessment.lines
    assert [(line.declared, line.admitted, line.decided) for line in lines] == [
        (457000, 457000, True), (20000, 0, False),
    ]  # fmt: skip


def test_reducing_a_line_admits_the_sum_typed_in_either_language(house):
    number = a_filed_claim(house)
    decided(house, number, Verdict("l1", "reduced", "3 210,55", "amount_unproved"),
            Verdict("l2", "reduced", "$150.25", "amount_unproved"))  # fmt: skip
    rows = house.store.lines.of_claim(number)
    assert [row.admitted for row in rows] == [321055, 15025]


def test_refusing_every_line_refuses_the_claim(house):
    number = a_filed_claim(house)
    decided(house, number, Verdict("l1", "refused", reason="not_caused"),
            Verdict("l2", "refused", reason="not_caused"))  # fmt: skip
    assert house.store.claims.find(number).status is Status.REFUSED
    assert [row.admitted for row in house.store.lines.of_claim(number)] == [0, 0]


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        ("accepted", "accepted", Status.ACCEPTED),
        ("accepted", "refused", Status.REDUCED),
        ("refused", "refused", Status.REFUSED),
    ],
)
def test_the_last_line_decided_gives_the_claim_its_status(house, first, second, status):
    number = a_filed_claim(house)
    decided(house, number, Verdict("l1", first, reason="proof_complete"))
    assert house.store.claims.find(number).status is Status.IN_REVIEW
    decided(house, number, Verdict("l2", second, reason="proof_complete"), key="k2")
    assert house.store.claims.find(number).status is status


def test_a_decision_is_a_new_revision_that_names_who_and_why(house):
    number = a_filed_claim(house)
    decided(house, number, Verdict("l2", "refused", reason="already_paid", note="Appel du 3."))
    first, second = house.store.claims.revisions(number)
    assert (first.by, second.by) == (number, GAGNON.name)
    assert house.store.claims.body(number, 1).decisions == ()
    decision = house.store.claims.body(number, 2).decisions[0]
    assert (decision.reason, decision.note, decision.by) == (
        "already_paid", "Appel du 3.", GAGNON.name,
    )  # fmt: skip


SENTENCE = "La facture du 3 mai n’indique pas <b>le site</b>."


def with_sentence(house: House) -> str:
    number = a_filed_claim(house)
    decided(house, number, Verdict("l1", "refused", reason="proof_missing", note="Stratégie.",
                                   sentence=f"  {SENTENCE} "),
            Verdict("l2", "accepted", reason="proof_complete"))  # fmt: skip
    return number


def test_the_claimant_reads_the_sentence_of_a_decision_under_its_loss_and_never_the_note(
    house, tmp_path
):
    number = with_sentence(house)
    row = house.store.claims.find(number)
    seen = my_claim(house, a_claimant(number), now=NOW).lines
    assert [line.sentence for line in seen] == [SENTENCE, ""]
    letters = announcing.drafted(house, GAGNON, number, announcing.Telling(), now=NOW)
    papers = [" ".join(letter.text.split()) for letter in letters.values()]
    stated = text_of(statement_of(house, row, "fr"), tmp_path)
    for text in (*papers, " ".join(stated.split())):
        assert text.count(SENTENCE) == 1
        assert "Stratégie" not in text
    assert papers[0].index("Reconstruction") < papers[0].index(SENTENCE)


def test_a_sentence_goes_where_the_reason_goes_and_changes_no_revision_without_one(house):
    number = with_sentence(house)
    told = json.loads(disclosed(house.store.claims.body(number)))["decisions"]
    assert [each.get("sentence") for each in told] == [SENTENCE, None]
    assert not {"note", "by", "salt"} & {key for each in told for key in each}
    other = Decision(loss="l1", outcome="accepted", admitted_cents=5, reason="r", by="b", at=NOW)
    assert set(other.model_dump()) == {
        "loss", "outcome", "admitted_cents", "reason", "note", "by", "at",
    }  # fmt: skip


def test_a_sentence_said_otherwise_is_a_change_of_the_decision(house):
    number = with_sentence(house)
    house.store.claims.move(number, Status.IN_REVIEW, reason="r", at=NOW, by=GAGNON.name,
                            seen=house.store.claims.find(number).version)  # fmt: skip
    decided(house, number, Verdict("l1", "refused", reason="proof_missing", sentence="Autre."),
            key="k2")  # fmt: skip
    newest = turns(house, GAGNON, number, house.store.claims.revisions(number))[0].change
    assert (newest.before.sentence, newest.after.sentence) == (SENTENCE, "Autre.")


@pytest.mark.parametrize(
    ("typed", "code"), [("x" * 501, "text-too-long"), ("droit \u202e gauche", "text-character")]
)
def test_R21_a_sentence_too_long_or_deceiving_is_refused_in_its_place(house, typed, code):
    number = a_filed_claim(house)
    with pytest.raises(Refused) as refused:
        decided(house, number, Verdict("l1", "accepted", reason="proof_complete", sentence=typed))
    assert codes(refused) == [("verdicts.0.sentence", code)]


def test_every_fault_of_a_decision_is_told_at_once_with_its_place(house):
    number = a_filed_claim(house)
    with pytest.raises(Refused) as refused:
        decided(house, number, Verdict("l1", "reduced", "4 570,00", "amount_unproved"),
                Verdict("l2", "reduced", "1,234", "whim"), Verdict("l9", "accepted"))  # fmt: skip
    assert codes(refused) == [
        ("verdicts.0.amount", "not-below-declared"),
        ("verdicts.1.amount", "amount-ambiguous"),
        ("verdicts.1.reason", "reason-missing"),
        ("verdicts.2.loss", "no-such-line"),
    ]
    assert house.store.claims.find(number).revision == 1


def test_no_line_is_admitted_above_what_it_declares(house):
    number = a_filed_claim(house)
    with pytest.raises(Refused) as refused:
        decided(house, number, Verdict("l2", "reduced", "200,01", "amount_unproved"))
    assert codes(refused) == [("verdicts.0.amount", "not-below-declared")]


def test_R44_the_second_lawyer_learns_who_changed_what_and_must_decide_again(house):
    number = a_filed_claim(house)
    read = house.store.claims.find(number)
    decided(house, number, Verdict("l1", "refused", reason="not_caused"))
    with pytest.raises(Conflict) as conflict:
        decided(house, number, Verdict("l1", "accepted", reason="proof_complete"), actor=ROY,
                seen=read.version, key="k2")  # fmt: skip
    assert conflict.value.by == GAGNON.name
    [change] = changes_since(house, ROY, number, read.revision)
    assert (change.loss.id, change.before, change.after.outcome) == ("l1", None, "refused")
    assert [row.admitted for row in house.store.lines.of_claim(number)] == [0, 0]


def test_the_history_says_each_decision_made_changed_or_taken_back(house):
    number = a_filed_claim(house)
    decided(house, number, Verdict("l1", "accepted", reason="proof_complete"))
    decided(house, number, Verdict("l1", "refused", reason="not_caused"), actor=ROY, key="k2")
    told = [
        (turn.revision.revision, turn.revision.by, turn.change.loss.id,
         turn.change.before and turn.change.before.outcome, turn.change.after.outcome)
        for turn in turns(house, GAGNON, number, house.store.claims.revisions(number))
    ]  # fmt: skip
    assert told == [
        (3, ROY.name, "l1", "accepted", "refused"), (2, GAGNON.name, "l1", None, "accepted"),
    ]  # fmt: skip


def test_a_second_click_on_the_same_decision_changes_nothing(house):
    number = a_filed_claim(house)
    seen = house.store.claims.find(number).version
    once = decided(house, number, Verdict("l1", "accepted", reason="proof_complete"), seen=seen)
    again = decided(house, number, Verdict("l1", "accepted", reason="proof_complete"), seen=seen)
    assert again == once
    assert house.store.claims.find(number).revision == 2


def test_a_decided_claim_is_reviewed_again_before_a_line_changes(house):
    number = a_filed_claim(house)
    decided(house, number, Verdict("l1", "refused", reason="not_caused"),
            Verdict("l2", "refused", reason="not_caused"))  # fmt: skip
    with pytest.raises(Refused) as refused:
        decided(house, number, Verdict("l1", "accepted", reason="proof_complete"), key="k2")
    assert codes(refused) == [("status", "claim-closed")]
    seen = house.store.claims.find(number).version
    move(
        house,
        GAGNON,
        number,
        Status.IN_REVIEW,
        reason="Nouvelle facture.",
        seen=seen,
        now=NOW,
        entropy=bytes,
    )
    decided(house, number, Verdict("l1", "accepted", reason="proof_complete"), key="k3")
    assert house.store.claims.find(number).status is Status.REDUCED


def test_a_move_needs_a_reason_and_a_place_in_the_table(house):
    number = a_filed_claim(house)
    seen = house.store.claims.find(number).version
    with pytest.raises(Refused) as refused:
        move(
            house, GAGNON, number, Status.IN_REVIEW, reason="  ", seen=seen, now=NOW, entropy=bytes
        )
    assert codes(refused) == [("reason", "move-without-reason")]
    for status in (Status.ACCEPTED, Status.WITHDRAWN):
        with pytest.raises(Refused) as refused:
            move(
                house,
                GAGNON,
                number,
                status,
                reason="Je le veux.",
                seen=seen,
                now=NOW,
                entropy=bytes,
            )
        assert codes(refused) == [("status", "move-not-offered")]
    with pytest.raises(Refused) as refused:
        move(
            house,
            GAGNON,
            number,
            Status.DEFICIENT,
            reason="Incomplet.",
            seen=seen,
            now=NOW,
            entropy=bytes,
        )
    assert codes(refused) == [("status", "move-by-letter")]


def test_an_exclusion_received_on_paper_takes_the_claim_out_of_every_total(house):
    number = a_filed_claim(house)
    seen = house.store.claims.find(number).version
    move(
        house,
        GAGNON,
        number,
        Status.OPTED_OUT,
        reason="Lettre du 3 mai.",
        seen=seen,
        now=NOW,
        entropy=bytes,
    )
    assert house.store.lines.as_columns("whc-2021").columns["number"] == []


def test_R02_only_counsel_of_the_matter_opens_or_decides_a_claim(house):
    number = a_filed_claim(house)
    for actor in (a_claimant(number), a_claimant("R-0000-0000-0"), OXIA):
        with pytest.raises(NotAllowed):
            open_claim(house, actor, number, now=NOW)
        with pytest.raises(NotAllowed):
            decided(house, number, Verdict("l1", "accepted", reason="proof_complete"), actor=actor)
    for wanted in (number, "R-0000-0000-0"):
        with pytest.raises(NotFound, match=f"no claim {wanted}"):
            open_claim(house, ELSEWHERE, wanted, now=NOW)


def test_opening_a_claim_is_journalled_once_in_a_reading(house):
    number = a_filed_claim(house, exhibits=(an_exhibit(),))
    for _ in range(3):
        opened = open_claim(house, GAGNON, number, now=NOW)
    read = [entry for entry in opened.entries if entry.action == "read claim"]
    assert [entry.actor for entry in read] == [GAGNON.name]
    assert [line.grade for line in opened.assessment.lines] == ["D", "D"]


def test_interest_is_shown_on_what_is_declared_to_today_in_two_amounts(house):
    opened = open_claim(house, GAGNON, a_filed_claim(house), now=NOW)
    due = opened.interest[0]
    assert (due.principal, due.start.isoformat(), due.end.isoformat()) == (
        457000, "2021-09-12", "2026-11-21",
    )  # fmt: skip
    assert due.interest == 118695  # 4 570,00 × 5 % × 1 896 j ÷ 365


TYPED = st.one_of(
    st.text(max_size=20),
    st.decimals(0, 10_000, places=2).map(lambda d: f"{d:f}".replace(".", ",")),
)


@given(outcome=st.sampled_from(["accepted", "reduced", "refused", "", "admis"]), typed=TYPED,
       declared=st.integers(0, 10**8))  # fmt: skip
def test_whatever_is_typed_nothing_above_the_declared_amount_is_admitted(outcome, typed, declared):
    verdict = admitted(Verdict("l1", outcome, typed), a_line(declared), "here", "CAD")
    assert isinstance(verdict, Problem) or 0 <= verdict <= declared


def a_line(declared: int) -> Line:
    return Line("l1", "rebuild", "a.ca", "A", "A1", date(2021, 8, 28), date(2021, 8, 30), "D",
                declared, 0, 0, False, ())  # fmt: skip


def test_R44_of_two_lawyers_who_decide_at_once_one_is_kept_and_one_is_told(house):
    numbers = [a_filed_claim(house, n, domain=f"site{n}.ca") for n in range(1, 26)]

    def tries(actor, outcome, number):
        try:
            decided(house, number, Verdict("l1", outcome, reason="proof_complete"), actor=actor,
                    seen=2, key=actor.name)  # fmt: skip
        except Conflict as told:
            return told.by
        return ""

    with ThreadPoolExecutor(2) as both:
        first = both.map(lambda n: tries(GAGNON, "accepted", n), numbers)
        second = both.map(lambda n: tries(ROY, "refused", n), numbers)
        pairs = list(zip(first, second, strict=True))
    assert {frozenset(pair) for pair in pairs} <= {
        frozenset(("", GAGNON.name)), frozenset(("", ROY.name)),
    }  # fmt: skip
    assert {house.store.claims.find(n).revision for n in numbers} == {2}
