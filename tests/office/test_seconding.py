"""A slice of decided claims is read again by another who knows nothing of the first decisions."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from secrets import token_bytes

import pytest

from claims.access import Actor, Role
from claims.claim.states import Status
from claims.office import (
    agreeing,
    allocating,
    announcing,
    batch_plan,
    batch_run,
    building,
    decided,
    estimating,
    exporting,
    fairness,
    handing,
    lawyer,
    ledger,
    members,
    noting,
    opened,
    record,
    representative,
    scenarios,
    seconding,
    sharing,
    snapshots,
)
from claims.office.house import House
from claims.office.lawyer import Verdict
from claims.office.recounting import recount
from claims.office.totalling import totals, undisputed
from claims.office.worklist import claims_list, queue
from claims.problems import NotAllowed, NotFound, Refused
from claims.store.accounts import Account
from claims.store.batches import Planned
from claims.store.builds import Choice
from claims.store.search import Search
from claims.totals.allocate import Terms
from claims.totals.allocated import Asked
from claims.totals.sampling import draw
from tests.makers import GAGNON, NOW, OXIA, ROY, WHC, a_filed_claim, a_form
from tests.makers import decided as decide
from tests.office.test_recounting import corrected
from tests.web.test_entrance import drawn as drawn_bytes

SEED = drawn_bytes()
LATER = NOW + timedelta(hours=1)
WHOLE = ("accepted", "", "proof_complete")
DIONNE = Actor(Role.LAWYER, "me.dionne@cabinet.example", matters=(WHC,))


@pytest.fixture
def team(house: House) -> House:
    for who in (GAGNON, ROY):
        account = Account(who.name, who.name, Role.LAWYER, (WHC,))
        house.store.accounts.add(account, at=NOW, by="system")
    return house


def claims(house: House, count: int) -> list[str]:
    """Claims of two losses, both admitted by Gagnon."""
    numbers = [a_filed_claim(house, n, domain=f"site{n}.ca") for n in range(1, count + 1)]
    for number in numbers:
        decide(house, number, ("l1", *WHOLE), ("l2", *WHOLE), by=GAGNON)
    return numbers


def drawn(house: House, share: int = 100):
    chance = lambda size: bytes([share] * size)  # noqa: E731  a seed of its own for each draw
    return seconding.draw_review(house, GAGNON, WHC, Decimal(share), now=NOW, entropy=chance)


def say(house: House, number: str, loss: str, *word: str, note: str = "", who=ROY) -> None:
    outcome, amount, reason = word or WHOLE
    verdict = Verdict(loss, outcome, amount, reason, note)
    seconding.say_second(house, who, number, verdict, now=LATER)


def tasks(house: House, who=ROY) -> dict[str, tuple[str, ...]]:
    return {task.code: task.numbers for task in queue(house, who, WHC, now=LATER)}


def test_a_share_is_drawn_by_a_seed_anyone_can_use_and_goes_to_who_did_not_decide(team):
    numbers = claims(team, 9)
    waiting = a_filed_claim(team, 10, domain="site10.ca")
    kept = drawn(team, 25)
    assert set(kept.frame) == set(numbers)
    assert waiting not in kept.frame
    assert kept.drawn == {ROY.name: draw(numbers, 3, "19" * 16)}, "25 % of 9, rounded up"
    assert tasks(team)["second"] == kept.drawn[ROY.name]
    assert tasks(team, GAGNON)["second"] == ()
    again = drawn(team, 100)
    assert set(again.frame) == set(numbers) - set(kept.drawn[ROY.name]), "none is drawn twice"
    with pytest.raises(Refused) as refused:
        drawn(team)
    assert refused.value.problems[0].code == "review-of-nothing"
    assert team.store.verify().fault is None


def test_who_is_alone_cannot_be_read_again_and_a_share_is_a_part(team):
    claims(team, 1)
    team.store.accounts.open(ROY.name, active=False, at=NOW, by="system")
    for share, code in ((100, "review-alone"), (0, "review-share"), (101, "review-share")):
        with pytest.raises(Refused) as refused:
            drawn(team, share)
        assert refused.value.problems[0].code == code
    with pytest.raises(NotAllowed):
        seconding.draw_review(team, OXIA, WHC, Decimal(5), now=NOW, entropy=bytes)


def test_the_second_reader_sees_no_decision_by_any_door_until_their_last_word(team):
    [number] = claims(team, 1)
    noting.note(team, GAGNON, number, "Admise sans hésiter.", now=NOW, entropy=bytes)
    drawn(team)
    blind = seconding.open_blind(team, ROY, number, now=LATER)
    assert (blind.claim.decisions, blind.assessment.admitted, blind.assessment.declared) == (
        (), 0, 477_000,
    )  # fmt: skip
    assert (blind.row.status, blind.entries, blind.revisions) == (Status.IN_REVIEW, (), ())
    [row] = claims_list(team, ROY, Search(WHC)).rows
    assert (row.admitted, row.claim.status) == (0, Status.IN_REVIEW)
    doors = (
        lambda: lawyer.open_claim(team, ROY, number, now=LATER),
        lambda: noting.notes(team, ROY, number),
        lambda: decided.turns(team, ROY, number, ()),
        lambda: announcing.drafted(team, ROY, number, announcing.Telling(), now=LATER),
    )
    for door in doors:
        with pytest.raises(NotAllowed):
            door()
    assert seconding.open_blind(team, GAGNON, number, now=LATER) is None
    say(team, number, "l1")
    half = seconding.open_blind(team, ROY, number, now=LATER)
    assert [d.by for d in half.claim.decisions] == [ROY.name], "their own word alone"
    say(team, number, "l2")
    assert seconding.open_blind(team, ROY, number, now=LATER) is None
    assert lawyer.open_claim(team, ROY, number, now=LATER).assessment.admitted == 477_000
    with pytest.raises(NotFound):
        say(team, number, "l2")


def listed(house: House, who, **asked) -> list[str]:
    return [row.claim.number for row in claims_list(house, who, Search(WHC, **asked)).rows]


def test_what_sums_or_lists_many_claims_gives_those_to_read_blind_as_undecided(team):
    [number] = claims(team, 1)
    other = a_filed_claim(team, 2, domain="site2.ca")
    before = totals(team, ROY, WHC).table.total.admitted
    drawn(team)
    asked = opened.Asked(LATER.date())
    assert (before, totals(team, GAGNON, WHC).table.total.admitted) == (477_000, 477_000)
    assert totals(team, ROY, WHC).table.total.admitted == 0
    assert totals(team, ROY, WHC).table.total.declared == 954_000
    assert totals(team, ROY, WHC, as_of=LATER.date()).table.total.admitted == 0
    assert opened.opened(team, GAGNON, WHC, asked).whole.admitted == 477_000
    seen = opened.opened(team, ROY, WHC, asked)
    assert seen.whole.admitted == 0
    assert {loss.admitted for loss in seen.behind(()).losses} == {None}
    assert {loss.status for loss in seen.behind(()).losses if loss.number == number} == {
        Status.IN_REVIEW
    }
    assert listed(team, ROY, statuses=(Status.ACCEPTED,)) == []
    assert listed(team, ROY, statuses=(Status.IN_REVIEW,)) == [number]
    assert listed(team, GAGNON, statuses=(Status.ACCEPTED,)) == [number]
    for order in ("admitted", "status"):
        assert listed(team, ROY, order=order, descending=True) in ([number, other], [other, number])
    assert listed(team, ROY, order="admitted", descending=True) == sorted([number, other])
    noted = record.page(team, ROY).entries
    assert not [entry for entry in noted if entry.subject == number]
    say(team, number, "l1")
    say(team, number, "l2")
    assert totals(team, ROY, WHC).table.total.admitted == 477_000
    assert listed(team, ROY, statuses=(Status.ACCEPTED,)) == [number]


def test_a_batch_leaves_out_what_its_author_must_read_blind_and_says_so(team):
    [number] = claims(team, 1)
    other = a_filed_claim(team, 2, domain="site2.ca")
    drawn(team)
    word = batch_plan.Word("accepted", "proof_complete")
    of = batch_plan.plan(team, ROY, Search(WHC), word, now=LATER, entropy=bytes)
    assert [each.number for each in of.claims] == [other]
    assert {(each.number, each.why, each.by) for each in of.left} == {(number, "blind", "")}
    assert of.whole == 0
    of = batch_plan.plan(team, GAGNON, Search(WHC), word, now=LATER, entropy=bytes)
    assert {(each.number, each.why) for each in of.left} == {(number, "decided")}
    assert of.whole == 477_000


def test_a_batch_is_neither_told_nor_gone_on_with_nor_undone_by_who_reads_a_claim_of_it_blind(team):
    numbers = sorted(a_filed_claim(team, n, domain=f"site{n}.ca") for n in (1, 2, 3))
    word = batch_plan.Word("accepted", "proof_complete", "À payer.", "Vos factures suffisent.")
    of = batch_plan.plan(team, GAGNON, Search(WHC), word, now=NOW, entropy=bytes)
    batch = batch_run.start(team, GAGNON, of, now=NOW).id
    batch_run.go_on(team, GAGNON, batch, now=NOW, most=1)
    [first] = drawn(team).drawn[ROY.name]
    assert first == numbers[0]

    def words(who):
        [(listed_batch, _)] = batch_run.batches(team, who, WHC)
        one = batch_run.told(team, who, batch)
        return {
            (each.outcome, each.reason, each.note, each.sentence)
            for each in (listed_batch, one.batch)
        }, len(one.unread)

    whole = "accepted", "proof_complete", "À payer.", "Vos factures suffisent."
    assert words(GAGNON) == ({whole}, 0)
    assert words(ROY) == ({("", "", "", "")}, 1)
    batch_run.go_on(team, GAGNON, batch, now=NOW, most=1)
    before = batch_run.told(team, ROY, batch)
    for act in (
        lambda: batch_run.go_on(team, ROY, batch, now=LATER, most=9),
        lambda: batch_run.undo(team, ROY, batch, now=LATER, most=9),
        lambda: batch_run.would_stay(team, ROY, before),
    ):
        with pytest.raises(Refused) as refused:
            act()
        [problem] = refused.value.problems
        assert (problem.code, problem.values["claims"]) == ("blind-first", 1)
    assert batch_run.told(team, ROY, batch) == before, "a refusal begins nothing"
    undone = batch_run.undo(team, GAGNON, batch, now=LATER, most=1)
    assert undone.waiting("undo") == (numbers[1],)
    with pytest.raises(Refused):
        batch_run.undo(team, ROY, batch, now=LATER, most=9)
    undone = batch_run.undo(team, GAGNON, batch, now=LATER, most=9)
    assert [step.number for step in undone.done("undo")] == numbers[:2]
    assert (undone.left("undo"), undone.waiting("undo")) == ((), ())
    say(team, first, "l1")
    say(team, first, "l2")
    assert words(ROY) == ({whole}, 0)
    assert team.store.verify().fault is None


def test_why_a_batch_left_a_claim_is_kept_from_who_reads_it_blind(team):
    [number] = claims(team, 1)
    word = batch_plan.Word("refused", "not_caused")
    a_filed_claim(team, 2, domain="site2.ca")
    of = batch_plan.plan(team, ROY, Search(WHC), word, now=NOW, entropy=bytes)
    of = replace(of, claims=(Planned(number, 1, ("l1", "l2")), *of.claims))
    batch = batch_run.start(team, ROY, of, now=NOW).id
    batch_run.go_on(team, ROY, batch, now=NOW, most=9)
    drawn(team)
    why = {who: [(step.why, step.other) for step in batch_run.told(team, who, batch).left("decide")]
           for who in (GAGNON, ROY)}  # fmt: skip
    assert why == {GAGNON: [("changed", GAGNON.name)], ROY: [("blind", "")]}


DOCUMENTS = {
    "workbook": lambda house, who: exporting.export(
        house, who, WHC, "workbook", "fr", now=LATER, entropy=SEED
    ),
    "members": lambda house, who: members.export_members(
        house, who, WHC, "csv", "fr", now=LATER, entropy=SEED
    ),
    "shares": lambda house, who: sharing.export_shared(
        house, who, WHC, "shares", "fr", Asked(Terms(100_000)), now=LATER, entropy=SEED
    ),
    "bundle": lambda house, who: building.order(
        house, who, WHC, Choice(), "fr", now=LATER, entropy=SEED
    ),
    "a document made": lambda house, who: handing.hand_export(
        house, who, (made := house.store.exports.of(WHC)[0]).id, made.name, now=LATER
    ),
    "a snapshot": lambda house, who: snapshots.read(
        house, who, house.store.snapshots.of(WHC)[0].id
    ),
    "a snapshot with small figures masked": lambda house, who: snapshots.read_masked(
        house, who, house.store.snapshots.of(WHC)[0].id
    ),
    "scenarios": lambda house, who: scenarios.side_by_side(house, who, WHC, today=LATER.date()),
    "an estimate": lambda house, who: estimating.class_estimate(house, who, WHC),
    "a fund": lambda house, who: allocating.owing(house, who, WHC),
    "the ledger": lambda house, who: ledger.ledger(house, who, WHC),
    "fairness": lambda house, who: fairness.fairness(house, who, WHC),
}  # fmt: skip


@pytest.mark.parametrize("door", DOCUMENTS)
def test_what_tells_the_decisions_of_many_waits_for_the_second_readings_one_owes(team, door):
    numbers = claims(team, 2)
    exporting.export(team, GAGNON, WHC, "report", "fr", now=NOW, entropy=SEED)
    drawn(team)
    with pytest.raises(Refused) as refused:
        DOCUMENTS[door](team, ROY)
    [problem] = refused.value.problems
    assert (problem.code, problem.values["claims"]) == ("blind-first", 2)
    DOCUMENTS[door](team, GAGNON)
    for number in numbers:
        say(team, number, "l1")
        say(team, number, "l2")
    DOCUMENTS[door](team, ROY)


def test_a_second_word_changes_no_amount_and_is_judged_as_a_decision_is(team):
    [number] = claims(team, 1)
    drawn(team)
    before = undisputed(team, GAGNON, WHC), team.store.claims.find(number).version
    with pytest.raises(Refused) as refused:
        say(team, number, "l1", "reduced", "9 999,00", "amount_unproved")
    assert refused.value.problems[0].code == "not-below-declared"
    say(team, number, "l1", "refused", "", "not_caused", note="Rien ne le montre.")
    say(team, number, "l1", *WHOLE)  # a second click, or a second thought: the first word stands
    say(team, number, "l2")
    [word] = [w for w in team.store.seconds.of(WHC) if w.loss == "l1"]
    assert seconding.decision_of(word, "second").outcome == "refused"
    assert (undisputed(team, GAGNON, WHC), team.store.claims.find(number).version) == before
    assert team.store.verify().fault is None


def test_agreement_is_counted_and_each_difference_is_settled_in_one_of_two_ways(team):
    numbers = sorted(claims(team, 5))
    drawn(team)
    first, second, third, fourth, unread = numbers
    for number in (first, second, third):
        say(team, number, "l1")
        say(team, number, "l2", "refused", "", "not_caused")
    say(team, fourth, "l1")
    say(team, fourth, "l2", "accepted", "", "proof_complete")
    say(team, unread, "l1")
    found = agreeing.agreed(team, GAGNON, WHC)
    assert (found.whole.lines, found.whole.agreed, found.to_the_cent) == (8, 5, 5)
    assert found.whole.kappa == 0, "one who always admits agrees no better than chance"
    assert found.by_head["rebuild"].kappa is None, "both admit all four"
    assert [(pair, each.lines) for pair, each in found.by_pair.items()] == [
        ((GAGNON.name, ROY.name), 8)
    ]
    assert dict(found.waiting) == {ROY.name: 1}
    assert tasks(team, GAGNON)["differing"] == (first, second, third)
    draw_id = found.differences[0].line.draw
    keep = (team, GAGNON, WHC, draw_id, first, "l2")
    with pytest.raises(Refused):
        agreeing.keep_first(*keep, " ", now=LATER)
    with pytest.raises(NotAllowed):
        agreeing.keep_first(team, ROY, *keep[2:], "Je maintiens mon mot.", now=LATER)
    agreeing.keep_first(*keep, "Le temps est montré par le courriel.", now=LATER)
    row = team.store.claims.find(second)
    lawyer.move(team, GAGNON, second, Status.IN_REVIEW, reason="second examen", seen=row.version,
                now=LATER, entropy=bytes)  # fmt: skip
    decide(team, second, ("l2", "refused", "", "not_caused"), now=LATER + timedelta(hours=1))
    settled = [each.settled for each in agreeing.agreed(team, GAGNON, WHC).differences]
    assert settled == ["kept", "anew", ""]
    assert tasks(team, GAGNON)["differing"] == (third,)
    assert team.store.verify().fault is None


def a_batch(house: House, who: Actor, *numbers: str) -> str:
    """Begun, and nothing decided by it yet."""
    word = batch_plan.Word("accepted", "proof_complete")
    asked = Search(WHC, numbers=numbers)
    of = batch_plan.plan(house, who, asked, word, now=NOW, entropy=token_bytes)
    return batch_run.start(house, who, of, now=NOW).id


def readers(house: House, number: str) -> tuple[str, ...]:
    known = seconding.frame(house, GAGNON, WHC)
    assert known.alone == (number not in known.readers)
    return known.readers.get(number, ())


@pytest.fixture
def three(team: House) -> House:
    account = Account(DIONNE.name, DIONNE.name, Role.LAWYER, (WHC,))
    team.store.accounts.add(account, at=NOW, by="system")
    return team


def test_who_began_went_on_with_or_undid_a_batch_reads_blind_no_claim_that_it_decided(three):
    one, other = (a_filed_claim(three, n, domain=f"site{n}.ca") for n in (1, 2))
    batch = a_batch(three, GAGNON, one, other)
    batch_run.go_on(three, ROY, batch, now=NOW, most=1)
    decided_first = min(one, other)
    assert three.store.claims.body(decided_first).decisions[0].by == ROY.name
    assert readers(three, decided_first) == (DIONNE.name,), "Gagnon chose its word, Roy applied it"
    batch_run.go_on(three, DIONNE, batch, now=NOW, most=1)
    assert seconding.frame(three, GAGNON, WHC).alone == 2, "each of the three knows its word"
    with pytest.raises(Refused) as refused:
        drawn(three)
    assert refused.value.problems[0].code == "review-alone"


def test_who_is_under_way_with_a_batch_that_names_a_claim_does_not_read_it_blind(three):
    number = a_filed_claim(three, domain="site1.ca")
    batch = a_batch(three, ROY, number)
    decide(three, number, ("l1", *WHOLE), ("l2", *WHOLE), by=GAGNON)
    assert readers(three, number) == (DIONNE.name,)
    left = batch_run.go_on(three, ROY, batch, now=NOW, most=9)
    assert [step.why for step in left.left("decide")] == ["changed"]
    assert readers(three, number) == (DIONNE.name, ROY.name), "the batch decided nothing of it"


def test_who_decided_a_claim_once_never_reads_it_blind_whoever_decided_it_since(three):
    number = a_filed_claim(three, domain="site1.ca")
    batch = a_batch(three, GAGNON, number)
    batch_run.go_on(three, GAGNON, batch, now=NOW, most=9)
    batch_run.undo(three, ROY, batch, now=NOW, most=9)
    decide(three, number, ("l1", *WHOLE), ("l2", *WHOLE), by=DIONNE)
    assert seconding.frame(three, GAGNON, WHC).alone == 1


def test_a_claim_drawn_between_a_plan_and_its_batch_keeps_the_batch_from_beginning(team):
    one, other = (a_filed_claim(team, n, domain=f"site{n}.ca") for n in (1, 2))
    word = batch_plan.Word("refused", "not_caused")
    of = batch_plan.plan(team, ROY, Search(WHC), word, now=NOW, entropy=token_bytes)
    decide(team, one, ("l1", *WHOLE), ("l2", *WHOLE), by=GAGNON)
    drawn(team)
    with pytest.raises(Refused) as refused:
        batch_run.start(team, ROY, of, now=NOW)
    assert refused.value.problems[0].code == "blind-first"
    assert team.store.batches.of(WHC) == ()
    assert a_batch(team, ROY, one, other), "planned anew, it leaves that claim out"


def test_a_claim_drawn_while_a_colleague_takes_up_its_batch_waits_with_the_rest(team, monkeypatch):
    """The draw falls between the moment Roy asks to go on and the first claim of his round."""
    drawn_one, other = sorted(a_filed_claim(team, n, domain=f"site{n}.ca") for n in (1, 2))
    batch = a_batch(team, GAGNON, drawn_one, other)
    decide(team, drawn_one, ("l1", *WHOLE), ("l2", *WHOLE), by=GAGNON)
    opened_batch = batch_run._found

    def then_drawn(*asked: object) -> batch_run.Told:
        told = opened_batch(*asked)
        if not team.store.review_draws.of(WHC):
            drawn(team)
        return told

    monkeypatch.setattr(batch_run, "_found", then_drawn)
    batch_run.go_on(team, ROY, batch, now=LATER, most=9)
    told = batch_run.told(team, GAGNON, batch)
    assert (told.waiting("decide"), told.left("decide")) == ((drawn_one, other), ())
    with pytest.raises(Refused) as refused:
        batch_run.go_on(team, ROY, batch, now=LATER, most=9)
    assert refused.value.problems[0].code == "blind-first"
    say(team, drawn_one, "l1")
    say(team, drawn_one, "l2")
    told = batch_run.go_on(team, ROY, batch, now=LATER, most=9)
    assert [(step.number, step.why) for step in told.left("decide")] == [(drawn_one, "changed")]
    assert [step.number for step in told.done("decide")] == [other]


def test_the_queue_tells_a_second_reader_nothing_of_a_claim_but_that_it_is_theirs_to_read(team):
    [number] = claims(team, 1)
    drawn(team)
    where = {who: {code for code, numbers in tasks(team, who).items() if number in numbers}
             for who in (GAGNON, ROY)}  # fmt: skip
    assert where == {GAGNON: {"untold"}, ROY: {"second"}}


def test_a_recount_and_masked_totals_give_a_claim_to_read_blind_as_undecided(team, tmp_path):
    claims(team, 5)
    drawn(team)
    team = corrected(team, tmp_path)
    shown = {who: recount(team, who, WHC, now=LATER, keep=False) for who in (GAGNON, ROY)}
    assert [each.before.admitted for each in shown.values()] == [5 * 477_000, 0]
    assert shown[ROY].before.declared == 5 * 477_000
    seen = {
        who: representative.totals(team, who, WHC).by_subgroup.total.admitted
        for who in (GAGNON, ROY, OXIA)
    }
    assert seen == {GAGNON: 5 * 477_000, ROY: 0, OXIA: 5 * 477_000}


def test_a_loss_that_a_claim_to_read_blind_has_too_is_admitted_to_nobody_by_its_reader(team):
    """What is left of it would tell them what was admitted there; that two claim it, they may."""
    work = a_form()["losses"][0] | {"inputs": {"hours": "42"}}
    read = a_filed_claim(team, 1, losses=[work])
    paid = work | {"inputs": {"invoices": "9 000,00"}}
    theirs = a_filed_claim(team, 2, name="Boutique", capacity="owner", losses=[paid])
    decide(team, read, ("l1", *WHOLE), by=GAGNON)
    drawn(team)

    def code(who: Actor, *verdict: str) -> str:
        with pytest.raises(Refused) as refused:
            decide(team, theirs, ("l1", *verdict), by=who)
        [problem] = refused.value.problems
        return problem.code

    for admits in (WHOLE, ("reduced", "0,01", "amount_unproved")):
        assert code(ROY, *admits) == "blind-first", "whatever they admit"
    word = batch_plan.Word("accepted", "proof_complete")
    of = batch_plan.plan(team, ROY, Search(WHC), word, now=NOW, entropy=token_bytes)
    version = team.store.claims.find(theirs).version
    of = replace(of, claims=(Planned(theirs, version, ("l1",)),))
    told = batch_run.go_on(team, ROY, batch_run.start(team, ROY, of, now=NOW).id, now=NOW, most=9)
    assert [step.why for step in told.left("decide")] == ["disputed"]
    decide(team, theirs, ("l1", "refused", "", "not_caused"), by=ROY)
