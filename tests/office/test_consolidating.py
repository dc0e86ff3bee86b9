"""One letter for several claims of one contact; each claim keeps its own, and its own clock."""

from datetime import date, timedelta
from secrets import token_bytes

import pytest

from claims.claim.states import Status
from claims.office import announcing, consolidating, curing, lawyer
from claims.office.announcing import Telling
from claims.office.curing import Asking
from claims.office.handing_letters import hand_consolidated
from claims.office.house import House
from claims.office.issuing import seal
from claims.problems import Conflict, NotAllowed
from claims.store.columns import utc_text
from claims.store.outbox import State
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    NOW,
    ROY,
    WHC,
    a_claimant,
    a_filed_claim,
    a_form,
    decided,
    told_of,
    with_a_delay,
)

OTHER = {"contact": a_form()["contact"] | {"email": "autre@exemple.ca"}}


def row_of(house: House, number: str):
    return house.store.claims.find(number)


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def sent(house: House, numbers: list[str], how, now=NOW) -> int:
    letter = consolidating.drafted(house, GAGNON, numbers, how, now=now)["fr"]
    seen = {number: row_of(house, number).version for number in numbers}
    return consolidating.issue(house, GAGNON, numbers, how, seen=seen, shown=seal(letter), now=now)


def two(house: House) -> list[str]:
    """Two claims of one contact, and one of another."""
    a_filed_claim(house, 3, domain="c.ca", **OTHER)
    return [a_filed_claim(house), a_filed_claim(house, 2, domain="b.ca", name="Ferme Bel inc.")]


def decide_all(house: House, number: str, now=NOW) -> None:
    decided(house, number, ("l1", "accepted", "", "proof_complete"),
            ("l2", "refused", "", "proof_missing"), now=now)  # fmt: skip


def test_the_claims_of_one_contact_that_a_letter_could_cover_are_offered(house):
    first, second = two(house)

    def others(*, deciding: bool) -> list[str]:
        found = consolidating.others(house, GAGNON, row_of(house, first), deciding=deciding)
        return [each.number for each in found]

    assert (others(deciding=False), others(deciding=True)) == ([second], [])
    decide_all(house, second)
    assert (others(deciding=False), others(deciding=True)) == ([], [second])
    told_of(house, second)
    assert others(deciding=True) == []


def test_one_letter_asks_of_each_claim_and_each_keeps_its_own_with_its_own_day(house):
    with_a_delay(house, not_before="")
    first, second = two(house)
    place = sent(house, [first, second], Asking(("proof.l1.hours",), "Merci."))
    kept, _ = house.store.consolidated.find(WHC, place)
    text = flat(kept.text)
    assert text.index(first) < text.index("boutique-boreale.ca : - Perte") < text.index(second)
    assert text.index(second) < text.index("b.ca : - Perte")
    assert text.count("Délai pour répondre : jusqu’au 21 décembre 2026 à 23 h 59") == 2
    for number, asked in ((first, 1), (second, 3)):
        [own] = house.store.notices.of(number)
        assert (own.notice.kind, own.notice.consolidated) == ("deficiency", place)
        assert len(own.notice.lacks) == asked
        assert row_of(house, number).status is Status.DEFICIENT
        assert second not in own.notice.text or number == second
    mails = house.store.outbox.latest(None)
    assert [(mail.kind, mail.recipient) for mail in mails] == [
        ("deficiencies", "bonjour@studio-boreal.example")
    ]
    assert house.store.verify().fault is None


def test_clocks_of_claims_told_together_stay_their_own(house):
    """One is contested and told again ten days later: the other's day does not move."""
    first, second = two(house)
    for number in (first, second):
        decide_all(house, number)
    sent(house, [first, second], Telling())
    later = NOW + timedelta(days=10)
    house.store.claims.move(first, Status.IN_REVIEW, reason="r", at=later, by=GAGNON.name,
                            seen=row_of(house, first).version)  # fmt: skip
    decided(house, first, ("l2", "accepted", "", "proof_complete"), now=later)
    told_of(house, first, now=later)
    days = [house.store.notices.telling(each).notice.last_day for each in (first, second)]
    assert days == [date(2026, 12, 31), date(2026, 12, 21)]


def test_nothing_leaves_when_one_of_the_claims_changed_meanwhile(house):
    first, second = two(house)
    how, numbers = Asking(("proof.l1.hours",)), [first, second]
    letter = consolidating.drafted(house, GAGNON, numbers, how, now=NOW)["fr"]
    seen = {number: row_of(house, number).version for number in numbers}
    with pytest.raises(Conflict):
        consolidating.issue(house, GAGNON, numbers, how, seen=seen | {second: 1},
                            shown=seal(letter), now=NOW)  # fmt: skip
    assert house.store.notices.of(first) == ()
    assert house.store.consolidated.find(WHC, 1) is None
    assert row_of(house, first).status is Status.SUBMITTED


def test_R44_who_changed_any_claim_of_the_letter_is_named_though_its_words_changed_too(house):
    first, second = numbers = two(house)
    for number in numbers:
        decided(house, number, ("l1", "accepted", "", "proof_complete"),
                ("l2", "accepted", "", "proof_complete"))  # fmt: skip
    how, later = Telling("", False), NOW + timedelta(minutes=3)
    letter = consolidating.drafted(house, GAGNON, numbers, how, now=NOW)["fr"]
    seen = {number: row_of(house, number).version for number in numbers}
    lawyer.move(house, ROY, second, Status.IN_REVIEW, reason="J’y reviens.", now=later,
                seen=seen[second], entropy=token_bytes)  # fmt: skip
    decided(house, second, ("l2", "refused", "", "not_caused"), by=ROY, now=later)
    with pytest.raises(Conflict) as late:
        consolidating.issue(house, GAGNON, numbers, how, seen=seen, shown=seal(letter), now=later)
    assert (late.value.by, late.value.at) == (ROY.name, utc_text(later))
    assert house.store.notices.of(first) == ()


def test_only_counsel_of_the_matter_reads_a_consolidated_letter(house):
    first, second = two(house)
    sent(house, [first, second], Asking(("proof.l1.hours",)))
    handed = hand_consolidated(house, GAGNON, WHC, 1, now=NOW)
    assert handed.name == "lettre-groupee-whc-2021-1.pdf"
    for actor in (ELSEWHERE, a_claimant(first)):
        with pytest.raises(NotAllowed):
            hand_consolidated(house, actor, WHC, 1, now=NOW)
    assert curing.open_letter(house, row_of(house, second)).notice.consolidated == 1
    assert not announcing.may_tell(house, row_of(house, first))


def end_mail(house: House, state: State) -> None:
    """What the mail server answers to each letter that is due."""
    while letter := house.store.outbox.take(at=NOW, until=NOW + timedelta(minutes=5)):
        house.store.outbox.end(letter, state, at=NOW, reason="550")


def mails(house: House, number: str) -> list[str]:
    return [*lawyer.open_claim(house, GAGNON, number, now=NOW).mails.values()]


@pytest.mark.parametrize("state", ["sent", "bounced"])
def test_what_became_of_the_e_mail_of_a_letter_is_known_of_each_claim_it_covers(house, state):
    with_a_delay(house, not_before="")
    first, second = two(house)
    sent(house, [first, second], Asking(("proof.l1.hours",), "Merci."))
    assert (mails(house, first), mails(house, second)) == (["waiting"], ["waiting"])
    end_mail(house, state)
    assert (mails(house, first), mails(house, second)) == ([state], [state])


def test_a_letter_of_one_claim_that_goes_by_post_says_nothing_of_an_e_mail(house):
    first, second = two(house)
    for number in (first, second):
        decide_all(house, number)
    told_of(house, first)
    told_of(house, second, by_post=True)
    end_mail(house, "failed")
    assert (mails(house, first), mails(house, second)) == (["failed"], [])
