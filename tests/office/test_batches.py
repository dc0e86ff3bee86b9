"""Counsel decides many lines alike: seen first, by the rules of one, undone where untouched."""

import json
from dataclasses import replace

import pytest

from claims.claim.states import Status
from claims.office.batch_plan import Plan, Word, plan
from claims.office.batch_run import batches, go_on, start, told, undo, would_stay
from claims.office.house import House
from claims.office.lawyer import Verdict, decide, move
from claims.office.standing import my_claim
from claims.office.worklist import queue
from claims.problems import NotAllowed, NotFound, Refused
from claims.store.search import Search
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    NOW,
    OXIA,
    ROY,
    WHC,
    a_claimant,
    a_filed_claim,
    a_form,
    an_exhibit,
    asked_for,
    told_of,
)  # fmt: skip

PROVED = Word("accepted", "proof_complete")
TO_SUPPORT = Word("supported", "amount_unproved")


def planned(house: House, word: Word = PROVED, actor=GAGNON, **asked) -> Plan:
    return plan(house, actor, Search(WHC, **asked), word, now=NOW, entropy=bytes)


def applied(house: House, of: Plan, actor=GAGNON, most: int = 500) -> str:
    batch = start(house, actor, of, now=NOW)
    go_on(house, actor, batch.id, now=NOW, most=most)
    return batch.id


def claims(house: House, count: int, **more) -> list[str]:
    return [a_filed_claim(house, n, domain=f"site{n}.ca", **more) for n in range(1, count + 1)]


def single(house: House, number: str, verdict: Verdict, actor=ROY) -> None:
    seen = house.store.claims.find(number).version
    decide(house, actor, number, [verdict], seen=seen, key=f"{number} {seen}", now=NOW)


def admitted(house: House) -> int:
    return sum(house.store.lines.as_columns(WHC).columns["admitted"])


@pytest.mark.parametrize("many", [50, pytest.param(200, marks=pytest.mark.full)])
def test_many_claims_are_decided_and_undone_but_those_a_colleague_touched(house, many):
    numbers = claims(house, many)
    before = {number: house.store.claims.body(number) for number in numbers}
    single(house, numbers[0], Verdict("l1", "refused", reason="not_caused"))
    of = planned(house, heads=("rebuild",))
    assert (of.found, len(of.claims), of.why) == (many, many - 1, {"decided": 1})
    assert of.left[0].by == ROY.name
    single(house, numbers[1], Verdict("l2", "accepted", reason="proof_complete"))
    batch = applied(house, of)
    assert admitted(house) == of.whole + (of.after.admitted - of.before.admitted) - 457_000 + 20_000
    seen = told(house, ROY, batch)
    [left] = seen.left("decide")
    assert (left.number, left.why, left.other) == (numbers[1], "changed", ROY.name)
    assert house.store.claims.body(numbers[2]).decisions[0].by == GAGNON.name
    single(house, numbers[2], Verdict("l2", "refused", reason="not_caused"))
    undone = undo(house, ROY, batch, now=NOW, most=500)
    assert [step.number for step in undone.left("undo")] == [numbers[2]]
    assert len(undone.done("undo")) == many - 3
    for number in numbers[3:]:
        now = house.store.claims.body(number)
        assert (now, house.store.claims.find(number).revision) == (before[number], 3)
    assert house.store.claims.find(numbers[3]).status is Status.IN_REVIEW
    assert admitted(house) == 20_000 + 457_000
    assert house.store.verify().fault is None


def test_a_claim_whose_letter_left_is_left_by_undoing_and_taken_up_by_itself(house):
    letter, touched, other = numbers = claims(house, 3)
    batch = applied(house, planned(house))
    kept = told_of(house, letter)
    move(
        house, ROY, touched, Status.IN_REVIEW, reason="À relire.", now=NOW, entropy=bytes,
        seen=house.store.claims.find(touched).version,
    )  # fmt: skip
    assert would_stay(house, ROY, told(house, ROY, batch)) == {"told": 1, "changed": 1}
    undone = undo(house, ROY, batch, now=NOW, most=500)
    assert {step.number: step.why for step in undone.left("undo")} == {
        letter: "told", touched: "changed",
    }  # fmt: skip
    assert [step.number for step in undone.done("undo")] == [other]
    status = [house.store.claims.find(number).status for number in numbers]
    assert status == [Status.ACCEPTED, Status.IN_REVIEW, Status.IN_REVIEW]
    assert house.store.notices.telling(letter) == kept, "its claimant holds what still stands"
    assert my_claim(house, a_claimant(letter), now=NOW).contest_by == kept.notice.last_day
    left = house.store.journal.latest(1, subject=letter)[0]
    assert (left.action, json.loads(left.body)["why"]) == ("leave from batch", "told")
    seen = house.store.claims.find(letter).version
    move(house, ROY, letter, Status.IN_REVIEW, reason="Facture retirée.", seen=seen, now=NOW,
         entropy=bytes)  # fmt: skip
    assert house.store.claims.find(letter).status is Status.IN_REVIEW
    assert house.store.verify().fault is None


def test_what_the_preview_says_is_what_the_batch_comes_to(house):
    claims(house, 3, exhibits=())
    of = planned(house)
    assert (of.lines, of.complete, of.before.admitted, of.after.admitted) == (6, 3, 0, 3 * 477_000)
    applied(house, of)
    assert admitted(house) == of.after.admitted
    assert house.store.finder.counts(WHC)[Status.ACCEPTED] == 3


def test_lines_are_reduced_to_what_their_exhibits_support(house):
    number = a_filed_claim(house, exhibits=(an_exhibit(),))
    a_filed_claim(house, 2, domain="ailleurs.ca")
    of = planned(house, TO_SUPPORT)
    supported = {row.loss: row.supported for row in house.store.lines.of_claim(number)}
    taken = {(each.number, loss) for each in of.claims for loss in each.losses}
    assert (number, "l1") in taken
    assert of.after.admitted == of.before.supported
    applied(house, of)
    assert house.store.lines.of_claim(number)[0].admitted == supported["l1"]


def test_claims_in_conflict_decided_or_waiting_are_left_out_and_told(house):
    twice = [a_filed_claim(house, 1), a_filed_claim(house, 2, name="Épicerie du Port")]
    closed = a_filed_claim(house, 3, domain="trois.ca")
    for loss in ("l1", "l2"):
        single(house, closed, Verdict(loss, "refused", reason="not_caused"))
    waiting = a_filed_claim(house, 4, domain="quatre.ca")
    asked_for(house, waiting)
    of = planned(house, heads=("rebuild",))
    why = {each.number: each.why for each in of.left}
    assert why == {
        twice[0]: "disputed",
        twice[1]: "disputed",
        closed: "decided",
        waiting: "waiting",
    }
    with pytest.raises(Refused) as refused:
        start(house, GAGNON, of, now=NOW)
    assert refused.value.problems[0].code == "batch-empty"


def test_only_lines_of_the_subgroups_asked_are_decided(house):
    sites = [
        a_form()["services"][0] | {"id": "s1", "domain": "un.ca"},
        a_form(subgroup="A2")["services"][0] | {"id": "s2", "domain": "deux.ca"},
    ]
    loss = a_form()["losses"][0]
    late = loss | {"id": "l2", "service": "s2", "head": "mitigation", "inputs": {"costs": "80,00"}}
    losses = [loss, late]
    a_filed_claim(house, services=sites, losses=losses)
    [one] = planned(house, subgroups=("A2",)).claims
    assert one.losses == ("l2",)


def test_a_batch_cut_short_is_gone_on_with_and_decides_nothing_twice(house):
    numbers = claims(house, 5)
    of = planned(house)
    batch = applied(house, of, most=2)
    assert len(told(house, GAGNON, batch).waiting("decide")) == 3
    assert start(house, GAGNON, of, now=NOW).number == 1
    done = go_on(house, ROY, batch, now=NOW, most=500)
    assert (done.waiting("decide"), len(done.done("decide"))) == ((), 5)
    assert {house.store.claims.find(number).revision for number in numbers} == {2}
    [(kept, counts)] = batches(house, GAGNON, WHC)
    assert (kept.number, counts) == (1, {("decide", True): 5})


def test_a_batch_that_is_being_undone_is_applied_no_further(house):
    claims(house, 3)
    batch = applied(house, planned(house), most=1)
    undo(house, GAGNON, batch, now=NOW, most=500)
    with pytest.raises(Refused) as refused:
        go_on(house, GAGNON, batch, now=NOW, most=500)
    assert refused.value.problems[0].code == "batch-undone"
    assert admitted(house) == 0


def test_each_revision_names_its_batch_in_the_journal_and_what_was_left_is_there_too(house):
    first, second = claims(house, 2)
    of = planned(house)
    seen = house.store.claims.find(second).version
    move(
        house, ROY, second, Status.IN_REVIEW, reason="À relire.", seen=seen, now=NOW, entropy=bytes
    )
    batch = applied(house, of)
    told_of = house.store.journal.latest(3, subject=first)
    filed = next(entry for entry in told_of if entry.action == "file claim")
    assert json.loads(filed.body)["batch"] == batch
    left = house.store.journal.latest(1, subject=second)[0]
    assert (left.action, json.loads(left.body)["why"]) == ("leave from batch", "changed")
    assert next(t.numbers for t in queue(house, GAGNON, WHC, now=NOW) if t.code == "begun") == (
        second,
    )


def test_a_batch_says_its_sentence_to_each_claimant_and_is_kept_as_before_without_one(house):
    [number] = claims(house, 1)
    of = planned(house, replace(PROVED, sentence=" Vos factures suffisent."))
    applied(house, of)
    said = {each.sentence for each in house.store.claims.body(number).decisions}
    assert said == {"Vos factures suffisent."}
    start(house, GAGNON, replace(of, id="2" * 32, word=PROVED), now=NOW)
    with house.store.database.reading() as connection:
        bodies = connection.exec_driver_sql("SELECT body FROM batches ORDER BY number").scalars()
        assert ["sentence" in json.loads(body) for body in bodies] == [True, False]


def test_every_fault_of_the_word_is_told_before_anything_is_looked_for(house):
    with pytest.raises(Refused) as refused:
        planned(house, Word("reduced", "whim", sentence="x" * 501))
    assert [(p.where, p.code) for p in refused.value.problems] == [
        ("outcome", "batch-outcome"), ("reason", "reason-missing"),
        ("sentence", "text-too-long"),
    ]  # fmt: skip


def test_R02_only_counsel_of_the_matter_plans_applies_reads_or_undoes_a_batch(house):
    number = a_filed_claim(house)
    of = planned(house)
    batch = applied(house, of)
    for actor in (ELSEWHERE, OXIA, a_claimant(number)):
        with pytest.raises(NotAllowed):
            planned(house, actor=actor)
        with pytest.raises(NotAllowed):
            start(house, actor, replace(of, id="other"), now=NOW)
        for act in (go_on, undo):
            with pytest.raises((NotAllowed, NotFound)):
                act(house, actor, batch, now=NOW, most=1)
        with pytest.raises(NotAllowed):
            batches(house, actor, WHC)
