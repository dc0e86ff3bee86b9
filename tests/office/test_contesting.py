"""A decision contested goes back to be looked at, by another; a correction says what it changes."""

from datetime import date, timedelta

import pytest

from claims.access import Role
from claims.claim.states import Status
from claims.office import changes, claimant, contesting, conversing
from claims.office.house import House
from claims.office.lawyer import Verdict, decide, move, open_claim
from claims.office.standing import my_claim
from claims.office.worklist import queue
from claims.problems import Conflict, NotAllowed, NotFound, Refused
from claims.store.accounts import Account
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    NOW,
    OXIA,
    ROY,
    WHC,
    a_claimant,
    a_filed_claim,
    decided,
    told_of,
)

DECIDED = NOW + timedelta(hours=1)


def refused_claim(house: House, n: int = 1, at=DECIDED) -> str:
    """Filed, then refused on both lines."""
    number = a_filed_claim(house, n)
    verdicts = [Verdict(loss, "refused", reason="proof_missing") for loss in ("l1", "l2")]
    decide(house, GAGNON, number, verdicts, seen=house.store.claims.find(number).version,
           key="k", now=at)  # fmt: skip
    return number


def contests(house: House, number: str, reason="La facture est jointe.", seen=None, at=DECIDED):
    seen = house.store.claims.find(number).version if seen is None else seen
    return contesting.contest(house, a_claimant(number), reason=reason, seen=seen, now=at)


def test_a_contest_sends_the_claim_back_and_its_reasons_reach_counsel(house):
    number = refused_claim(house)
    contests(house, number, "La facture est jointe.\nVoyez la page 2.")
    assert house.store.claims.find(number).status is Status.SUBMITTED
    told = conversing.read(house, GAGNON, number, now=DECIDED).messages
    assert [(m.kind, m.text) for m in told] == [
        ("contest", "La facture est jointe.\nVoyez la page 2.")
    ]
    opened = open_claim(house, GAGNON, number, now=DECIDED)
    assert opened.may_decide
    assert [d.outcome for d in opened.claim.decisions] == ["refused", "refused"]


def test_R45_a_second_click_contests_once(house):
    number = refused_claim(house)
    seen = house.store.claims.find(number).version
    contests(house, number, seen=seen)
    with pytest.raises(NotAllowed):
        contests(house, number, seen=seen)
    assert len(house.store.messages.of(number)) == 1


def test_a_contest_of_what_counsel_changed_meanwhile_is_told(house):
    number = refused_claim(house)
    with pytest.raises(Conflict):
        contests(house, number, seen=house.store.claims.find(number).version - 1)
    assert house.store.messages.of(number) == ()
    assert house.store.claims.find(number).status is Status.REFUSED


def test_a_contest_needs_reasons_and_a_decision(house):
    with pytest.raises(Refused) as refused:
        contests(house, refused_claim(house), reason=" ")
    assert [p.code for p in refused.value.problems] == ["nothing-written"]
    with pytest.raises(NotAllowed):
        contests(house, a_filed_claim(house, 2))


def test_only_its_claimant_contests(house):
    number = refused_claim(house)
    for who in (GAGNON, OXIA):
        with pytest.raises(NotAllowed):
            contesting.contest(house, who, reason="x", seen=3, now=NOW)
    assert house.store.claims.find(number).status is Status.REFUSED


def test_the_time_to_contest_runs_from_the_letter_that_tells_the_decision(house):
    number = refused_claim(house)
    before = my_claim(house, a_claimant(number), now=DECIDED)
    assert (before.may_contest, before.contest_by) == (True, None)
    told_of(house, number, now=DECIDED + timedelta(days=2))
    assert my_claim(house, a_claimant(number), now=DECIDED).contest_by == date(2026, 12, 23)


def test_a_time_to_contest_that_would_end_on_a_holiday_ends_on_the_next_working_day(house):
    number = refused_claim(house)
    told_of(house, number, now=NOW + timedelta(days=4))  # 25 November + 30 days: Christmas
    standing = my_claim(house, a_claimant(number), now=DECIDED)
    assert standing.contest_by == date(2026, 12, 28)


def confirmed(house: House) -> None:
    matter = house.matters[WHC]
    limit = matter.deadlines["contest"].model_copy(update={"verified": True})
    house.matters[WHC] = matter.model_copy(
        update={"deadlines": {**matter.deadlines, "contest": limit}}
    )


def waiting(house: House, now) -> dict[str, tuple[str, ...]]:
    tasks = {task.code: task.numbers for task in queue(house, GAGNON, WHC, now=now)}
    return {code: tasks[code] for code in ("reconsider", "late-contest", "awaiting", "untold")}


LATE = DECIDED + timedelta(days=31)


def test_past_a_limit_nobody_confirmed_a_contest_is_marked_late_and_looked_at(house):
    number = refused_claim(house)
    told_of(house, number, now=DECIDED)
    kept = contests(house, number, at=LATE)
    assert (kept.told.late, kept.told.shut, kept.told.last_day) == (True, False, "2026-12-21")
    assert house.store.claims.find(number).status is Status.SUBMITTED
    assert waiting(house, LATE) == {
        "reconsider": (number,), "late-contest": (), "awaiting": (), "untold": (),
    }  # fmt: skip


def test_past_a_confirmed_limit_a_contest_is_kept_and_shown_to_counsel_who_take_it_up(house):
    confirmed(house)
    number = refused_claim(house)
    told_of(house, number, now=DECIDED)
    kept = contests(house, number, "La facture est jointe.", at=LATE)
    assert (kept.told.late, kept.told.shut) == (True, True)
    assert house.store.claims.find(number).status is Status.REFUSED
    assert waiting(house, LATE)["late-contest"] == (number,)
    assert [m.text for m in house.store.messages.of(number)] == ["La facture est jointe."]
    with pytest.raises(Refused) as refused:
        contests(house, number, "Encore.", at=LATE)
    assert [p.code for p in refused.value.problems] == ["contest-waits"]
    move(house, GAGNON, number, Status.IN_REVIEW, reason="Relevé du défaut.", now=LATE,
         seen=house.store.claims.find(number).version, entropy=bytes)  # fmt: skip
    assert waiting(house, LATE) == {
        "reconsider": (number,), "late-contest": (), "awaiting": (), "untold": (),
    }  # fmt: skip
    assert house.store.verify().fault is None


def test_a_late_contest_that_counsel_answered_waits_no_more(house):
    confirmed(house)
    number = refused_claim(house)
    told_of(house, number, now=DECIDED)
    contests(house, number, at=LATE)
    conversing.write(house, GAGNON, number, "Reçu trop tard, et sans motif.", seen=1, now=LATE)
    assert waiting(house, LATE)["late-contest"] == ()
    assert house.store.contests.open_of(number).told.shut


def on_time(house: House) -> str:
    """Told, then contested within its delay."""
    number = refused_claim(house)
    told_of(house, number, now=DECIDED)
    contests(house, number, at=DECIDED + timedelta(days=1))
    return number


AFTER = DECIDED + timedelta(days=3)


def a_second_lawyer(house: House) -> None:
    for who in (GAGNON, ROY):
        account = Account(who.name, who.name, Role.LAWYER, (WHC,))
        house.store.accounts.add(account, at=NOW, by="system")


def test_another_than_the_first_decider_decides_when_there_is_one(house):
    a_second_lawyer(house)
    number = on_time(house)
    line = ("l1", "accepted", "", "proof_complete")
    first, other = (open_claim(house, who, number, now=AFTER) for who in (GAGNON, ROY))
    assert first.barred
    assert [(first.waits(loss), other.waits(loss)) for loss in ("l1", "l2")] == [(False, True)] * 2
    for act in (
        lambda: decided(house, number, line, by=GAGNON, now=AFTER),
        lambda: move(house, GAGNON, number, Status.REFUSED, reason="Maintenue.", now=AFTER,
                     seen=house.store.claims.find(number).version, entropy=bytes),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            act()
        assert [p.code for p in refused.value.problems] == ["another-decides"]
    decided(house, number, line, by=ROY, now=AFTER)
    assert house.store.claims.body(number).decisions[0].by == ROY.name
    anew = open_claim(house, ROY, number, now=AFTER)
    assert [anew.waits(loss) for loss in ("l1", "l2")] == [False, True]


def test_who_is_alone_decides_again(house):
    number = on_time(house)
    decided(house, number, ("l1", "accepted", "", "proof_complete"), now=AFTER)
    assert house.store.claims.find(number).status is Status.IN_REVIEW, "l2 was not looked at"
    decided(house, number, ("l2", "refused", "", "proof_missing"), now=AFTER)
    assert house.store.claims.find(number).status is Status.REDUCED


def test_a_decision_on_a_contest_has_its_own_letter_that_tells_what_changed(house):
    number = on_time(house)
    decided(house, number, ("l1", "accepted", "", "proof_complete"),
            ("l2", "refused", "", "proof_missing"), now=AFTER)  # fmt: skip
    assert waiting(house, AFTER)["untold"] == (number,)
    kept = told_of(house, number, now=AFTER)
    text = " ".join(kept.notice.text.replace("\u00a0", " ").split())
    assert (kept.notice.kind, kept.notice.about) == ("reconsideration", 1)
    assert "Le 22 novembre 2026, vous avez contesté" in text
    assert "La décision change." in text
    assert "Admis : 4 570,00 $. Avant la contestation : 0,00 $. Motif : Preuve complète." in text
    assert "Admis : 0,00 $. Motif : Preuve manquante" in text, "nothing said of what did not change"
    assert kept.notice.last_day == date(2026, 12, 24)
    assert house.store.contests.open_of(number) is None
    assert house.store.verify().fault is None


def test_a_decision_maintained_says_so(house):
    number = on_time(house)
    move(house, GAGNON, number, Status.REFUSED, reason="Maintenue.", now=AFTER,
         seen=house.store.claims.find(number).version, entropy=bytes)  # fmt: skip
    assert "La décision reste la même." in told_of(house, number, now=AFTER).notice.text


def saves(house: House, number: str, path: str, old: str, new: str) -> None:
    claimant.save_field(house, a_claimant(number), path, old, new, now=NOW)


def corrected(house: House, number: str) -> None:
    """42 hours become 52, a note is added; filed again."""
    claimant.amend(house, a_claimant(number), reason="Heures oubliées", now=NOW)
    saves(house, number, "claimant.registrant", "no", "no")
    saves(house, number, "losses.l1.inputs.hours", "42", "52")
    saves(house, number, "losses.l1.note", "", "Deux fins de semaine")


def test_R55_a_correction_says_its_old_and_new_values_before_and_after_it_is_filed(house):
    number = a_filed_claim(house)
    corrected(house, number)
    folder = claimant.my_draft(house, a_claimant(number), now=NOW)
    draft = changes.under_way(house, folder)
    wanted = [
        ("losses.l1.inputs.hours", "42", "52"),
        ("losses.l1.note", "", "Deux fins de semaine"),
    ]
    assert [(c.path, c.before, c.after) for c in draft.changes] == wanted
    assert [t.declared for t in draft.totals] == [477000, 562000]
    claimant.submit(house, a_claimant(number), name="Anne Boréal", agreed=True, language="fr",
                    seen=folder.version, now=NOW)  # fmt: skip
    for who in (GAGNON, a_claimant(number)):
        [filed] = changes.corrections(house, who, number)
        assert (filed.revision, filed.reason) == (2, "Heures oubliées")
        assert [(c.path, c.before, c.after) for c in filed.changes] == wanted


def test_a_part_added_or_dropped_is_told_value_by_value():
    old = {"services": [{"id": "s1", "domain": "a.ca", "type": "shop"}], "losses": []}
    new = {"services": [{"id": "s2", "domain": "b.ca", "type": ""}], "losses": []}
    assert [(c.path, c.before, c.after) for c in changes.between(old, new)] == [
        ("services.s2.domain", "", "b.ca"),
        ("services.s1.domain", "a.ca", ""),
        ("services.s1.type", "shop", ""),
    ]


def test_an_exhibit_added_is_a_change_and_what_it_proves_is_another():
    old = {"exhibits": [{"id": "e1", "kind": "invoice", "losses": ["l1"]}]}
    new = {"exhibits": [
        {"id": "e1", "kind": "invoice", "losses": ["l1", "l2"]},
        {"id": "e2", "kind": "payment", "losses": ["l1"]},
    ]}  # fmt: skip
    assert [(c.path, c.before, c.after) for c in changes.between(old, new)] == [
        ("exhibits.e1.losses", "l1", "l1, l2"),
        ("exhibits.e2", "", "e2"),
        ("exhibits.e2.kind", "", "payment"),
        ("exhibits.e2.losses", "", "l1"),
    ]


def test_a_decision_of_counsel_is_no_correction(house):
    number = refused_claim(house)
    assert changes.corrections(house, a_claimant(number), number) == ()


def test_corrections_are_read_by_their_claimant_and_by_counsel_of_the_matter_only(house):
    number, other = a_filed_claim(house, 1), a_filed_claim(house, 2)
    for who in (a_claimant(other), ELSEWHERE):
        with pytest.raises(NotFound):
            changes.corrections(house, who, number)
    with pytest.raises(NotAllowed):
        changes.corrections(house, OXIA, number)
