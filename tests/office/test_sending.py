"""The letters of many decisions are sent at once: one a contact, each kept, none sent twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from claims.access import PROOF_LASTS, Role
from claims.claim.states import Status
from claims.office import consolidating, lawyer, sending
from claims.office.house import House
from claims.problems import NotAllowed, NotSaved, ProofIsOld, Refused
from claims.store.accounts import Account
from claims.store.search import Search
from tests.makers import ELSEWHERE, GAGNON, NOW, OXIA, ROY, WHC, a_filed_claim, a_form, decided
from tests.makers import told_of as told_already
from tests.office.test_seconding import drawn

WHOLE = ("accepted", "", "proof_complete")
LATER = NOW + timedelta(hours=1)


def address(email: str) -> dict:
    return {"contact": a_form()["contact"] | {"email": email}}


def untold(house: House, n: int, email: str | None = None, **more) -> str:
    """A claim decided, which no letter tells yet."""
    email = f"contact{n}@exemple.ca" if email is None else email
    number = a_filed_claim(house, n, domain=f"site{n}.ca", **address(email), **more)
    decided(house, number, ("l1", *WHOLE), ("l2", "refused", "", "proof_missing"), by=GAGNON)
    return number


def plan(house: House, who=GAGNON, sentence="", now=LATER, chosen=(), **asked):
    return sending.planned(house, who, Search(WHC, **asked), sentence, now=now, chosen=chosen)


def sent(house: House, of: sending.Sending, who=GAGNON, now=LATER) -> list:
    return [
        left for place in range(len(of.envelopes))
        for left in sending.send(house, who, of, place, now=now)
    ]  # fmt: skip


def letters(house: House) -> list:
    return [letter for letter in house.store.outbox.latest() if letter.kind.startswith("decision")]


def waits(house: House) -> tuple[str, ...]:
    return house.store.notices.untold(WHC)


def test_one_letter_leaves_for_each_contact_and_every_claim_keeps_its_own(house):
    bulk = [untold(house, n, "Bonjour@studio.ca" if n == 1 else "bonjour@studio.ca")
            for n in (1, 2, 3)]  # fmt: skip
    alone, english = untold(house, 4), untold(house, 5, language="en")
    told = untold(house, 6)
    told_already(house, told, now=NOW)
    of = plan(house, sentence="Merci de votre patience.")
    assert [sorted(each.numbers) for each in of.envelopes] == [sorted(bulk), [alone], [english]]
    assert dict(of.counts) == {
        ("decision", "en"): 1, ("decision", "fr"): 1, ("decisions", "fr"): 1,
    }  # fmt: skip
    assert (of.claims, of.left) == (5, ())
    sending.begin(house, GAGNON, of, now=LATER)
    assert sent(house, of) == []
    assert waits(house) == ()
    assert sorted(letter.recipient for letter in letters(house) if letter.created_at == LATER) == [
        "Bonjour@studio.ca", "contact4@exemple.ca", "contact5@exemple.ca",
    ]  # fmt: skip
    for number in (*bulk, alone, english):
        [kept] = house.store.notices.of(number)
        assert "Merci de votre patience." in kept.notice.text
        assert kept.notice.last_day == house.store.notices.of(alone)[0].notice.last_day
    assert {house.store.notices.of(n)[0].notice.consolidated for n in bulk} == {1}
    assert house.store.notices.of(english)[0].notice.language == "en"
    assert house.store.verify().fault is None


def test_sent_again_after_a_cut_only_what_was_not_sent_leaves(house):
    for n in (1, 2, 3):
        untold(house, n)
    of = plan(house)
    sending.send(house, GAGNON, of, 0, now=LATER)
    assert len(waits(house)) == 2
    left = sent(house, of)
    assert [(each.number, each.why) for each in left] == [(of.envelopes[0].numbers[0], "told")]
    assert len(letters(house)) == 3
    assert plan(house).envelopes == ()
    with pytest.raises(Refused) as refused:
        sending.begin(house, GAGNON, plan(house), now=LATER)
    assert refused.value.problems[0].code == "letters-none"


def test_a_letter_the_disk_refuses_is_not_half_sent(house, monkeypatch):
    numbers = [untold(house, n, "bonjour@studio.ca") for n in (1, 2)]
    of = plan(house)

    def refuses(*_: object, **__: object) -> None:
        raise NotSaved("full")

    with monkeypatch.context() as broken:
        broken.setattr(consolidating, "post", refuses)
        with pytest.raises(NotSaved):
            sending.send(house, GAGNON, of, 0, now=LATER)
    assert waits(house) == tuple(sorted(numbers))
    assert sent(house, of) == []


def test_what_stays_is_named_with_why(house, monkeypatch):
    for who in (GAGNON, ROY):
        account = Account(who.name, who.name, Role.LAWYER, (WHC,))
        house.store.accounts.add(account, at=NOW, by="system")
    blind = untold(house, 1)
    drawn(house)
    leaves, post = untold(house, 2), untold(house, 3)
    known = sending.address_of
    monkeypatch.setattr(sending, "address_of", lambda h, n: "" if n == post else known(h, n))
    of = plan(house, ROY)
    assert {(each.number, each.why) for each in of.left} == {(blind, "blind"), (post, "post")}
    assert [each.numbers for each in of.envelopes] == [(leaves,)]
    early = plan(house, ROY, now=NOW - timedelta(days=1))
    assert {each.why for each in early.left} == {"blind", "clock"}
    assert not early.envelopes


def test_a_clock_set_back_while_letters_leave_keeps_those_it_would_date_before_the_decision(house):
    number = untold(house, 1)
    of = plan(house)
    left = sent(house, of, now=NOW - timedelta(minutes=5))
    assert [(each.number, each.why) for each in left] == [(number, "clock")]
    assert (waits(house), letters(house)) == ((number,), [])
    assert sent(house, of) == []


def test_a_claim_changed_since_it_was_seen_keeps_its_letter(house):
    one, other = untold(house, 1), untold(house, 2)
    of = plan(house)
    seen = house.store.claims.find(one).version
    lawyer.move(
        house, ROY, one, Status.IN_REVIEW, reason="À revoir.", seen=seen, now=NOW, entropy=bytes
    )
    decided(house, one, ("l1", "refused", "", "not_caused"), ("l2", *WHOLE), by=ROY)
    early = sending.send(house, GAGNON, of, 0, now=NOW - timedelta(minutes=5))
    assert [(each.number, each.why) for each in early] == [(one, "changed")], "before the clock"
    assert [(each.number, each.why) for each in sent(house, of)] == [(one, "changed")]
    assert waits(house) == (one,)
    assert len(house.store.notices.of(other)) == 1


def test_only_the_letters_chosen_leave_and_the_list_is_the_one_filtered(house):
    one, other = untold(house, 1), untold(house, 2)
    waiting = a_filed_claim(house, 3, domain="trois.ca")
    assert [each.numbers for each in plan(house, chosen={other}).envelopes] == [(other,)]
    assert [each.numbers for each in plan(house, words="site1").envelopes] == [(one,)]
    listed = sending.waiting(house, GAGNON, Search(WHC, size=1, page=2, order="number"))
    assert ([row.claim.number for row in listed.rows], listed.total) == (
        [sorted((one, other))[1]],
        2,
    )
    assert waiting not in waits(house)


def test_a_letter_is_read_before_it_leaves_as_it_will_leave(house):
    for n in (1, 2):
        untold(house, n, "bonjour@studio.ca")
    of = plan(house)
    read = sending.letter(house, GAGNON, of, 0, now=LATER)
    sent(house, of)
    kept, _ = house.store.consolidated.find(WHC, 1)
    assert (kept.subject, kept.text) == (read.subject, read.text)


def test_a_fictional_contact_shares_no_letter_with_a_real_one(house):
    untold(house, 1, "bonjour@studio.ca")
    untold(house, 2, "bonjour@studio.ca", fictional=True)
    of = plan(house)
    assert [len(each.numbers) for each in of.envelopes] == [1, 1]
    assert sent(house, of) == []
    assert len(letters(house)) == 1, "nobody is written to about a fictional claim"


@pytest.mark.parametrize("who", [OXIA, ELSEWHERE])
def test_only_counsel_of_the_matter_sends_letters(house, who):
    untold(house, 1)
    of = plan(house)
    for act in (
        lambda: plan(house, who),
        lambda: sending.waiting(house, who, Search(WHC)),
        lambda: sending.letter(house, who, of, 0, now=LATER),
        lambda: sending.begin(house, who, of, now=LATER),
        lambda: sending.send(house, who, of, 0, now=LATER),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_R70_letters_sent_at_once_want_a_proof_of_the_last_ten_minutes(house):
    untold(house, 1)
    of, who = plan(house), replace(GAGNON, proved_at=LATER - PROOF_LASTS - timedelta(seconds=1))
    for act in (
        lambda: sending.begin(house, who, of, now=LATER),
        lambda: sending.send(house, who, of, 0, now=LATER),
    ):
        with pytest.raises(ProofIsOld):
            act()
    assert len(waits(house)) == 1
