"""Whoever one letter asked about several claims is reminded once, of those still to be answered."""

from datetime import UTC, datetime, timedelta

from claims.office import claimant, consolidating
from claims.office.curing import Asking
from claims.office.handing_letters import hand_consolidated
from claims.office.house import House
from claims.office.issuing import seal
from claims.office.reminding import remind
from tests.makers import GAGNON, NOW, WHC, a_claimant, a_filed_claim, a_form, with_a_delay

HOURS = Asking(("proof.l1.hours",), "Merci.")
SITES = ("boutique-boreale.ca", "b.ca", "c.ca")
ADDRESS = "bonjour@studio-boreal.example"
DAY_24 = NOW + timedelta(days=24)


def three(house: House, **last: object) -> list[str]:
    """Three claims of one contact. last: what the third says otherwise."""
    with_a_delay(house, not_before="")
    given = ({}, {}, last)
    return [a_filed_claim(house, n, domain=domain, **more)
            for n, (domain, more) in enumerate(zip(SITES, given, strict=True), 1)]  # fmt: skip


def asked_together(house: House, numbers: list[str], language="fr", now=NOW) -> int:
    letter = consolidating.drafted(house, GAGNON, numbers, HOURS, now=now)[language]
    seen = {number: house.store.claims.find(number).version for number in numbers}
    return consolidating.issue(house, GAGNON, numbers, HOURS, seen=seen, shown=seal(letter),
                               now=now)  # fmt: skip


def corrected(house: House, number: str, path: str, before: str, after: str) -> None:
    me = a_claimant(number)
    claimant.amend(house, me, reason="Correction", now=NOW)
    claimant.save_field(house, me, path, before, after, now=NOW)
    seen = claimant.my_draft(house, me, now=NOW).version
    claimant.submit(house, me, name="Anne Roy", agreed=True, seen=seen, language="fr", now=NOW)


def cured(house: House, number: str) -> None:
    corrected(house, number, "losses.l1.inputs.hours", "42", "50")


def mails(house: House) -> list[tuple[str, str]]:
    """Kind and recipient of every e-mail since the letter that asked, the last first."""
    return [(mail.kind, mail.recipient) for mail in house.store.outbox.latest(None)][:-1]


def kinds(house: House, number: str) -> list[str]:
    return [each.notice.kind for each in house.store.notices.of(number)]


def test_one_reminder_lists_the_claims_still_to_be_answered_and_what_each_lacks(house):
    first, second, answered = numbers = three(house)
    asked_together(house, numbers)
    cured(house, answered)
    left = [remind(house, now=NOW + timedelta(days=day)) for day in (20, 24, 25, 31)]
    assert left == [0, 1, 0, 0]
    assert mails(house)[0] == ("reminders", ADDRESS)
    assert "reminder" not in dict(mails(house))
    letter, at = house.store.consolidated.find(WHC, 2)
    assert (letter.kind, letter.numbers, at) == ("reminders", (first, second), DAY_24)
    text = letter.text
    assert text.index(first) < text.index("boutique-boreale.ca") < text.index(second)
    assert text.index(second) < text.index("\nb.ca")
    assert answered not in text
    assert "c.ca" not in text.replace("boutique-boreale.ca", "").replace("b.ca", "")
    assert [kinds(house, number) for number in numbers] == [
        ["deficiency", "reminder"], ["deficiency", "reminder"], ["deficiency"]
    ]  # fmt: skip
    for number in (first, second):
        asked, again = (kept.notice for kept in house.store.notices.of(number))
        assert (again.about, again.consolidated, again.lacks) == (1, 2, asked.lacks)
        assert [each in again.text for each in numbers] == [each == number for each in numbers]
    assert house.store.verify().fault is None


def test_of_two_claims_one_cured_meanwhile_the_other_alone_is_named(house):
    first, second, _ = three(house)
    asked_together(house, [first, second])
    cured(house, first)
    assert remind(house, now=DAY_24) == 1
    assert mails(house)[0] == ("reminder", ADDRESS)
    again = house.store.notices.of(second)[1].notice
    assert (again.about, again.consolidated) == (1, 0)
    assert second in again.text
    assert first not in again.text
    assert kinds(house, first) == ["deficiency"]
    assert house.store.consolidated.find(WHC, 2) is None


def test_the_day_of_a_reminder_is_counted_on_the_clocks_of_the_place_put_forward_meanwhile(house):
    """Asked on 20 February 2027 at 23:30, by 22 March; clocks go forward on 14 March."""
    numbers = three(house)[:2]
    asked_together(house, numbers, now=datetime(2027, 2, 21, 4, 30, tzinfo=UTC))
    midnight = datetime(2027, 3, 15, 4, tzinfo=UTC)
    assert remind(house, now=midnight - timedelta(minutes=1)) == 0
    assert remind(house, now=midnight) == 1
    letter, _ = house.store.consolidated.find(WHC, 2)
    text = letter.text.replace("\u00a0", " ")
    assert "Le 20 février 2027, les avocats du groupe vous ont écrit" in text
    assert text.count("Il vous reste jusqu’au 22 mars 2027 à 23 h 59") == 2


def test_a_reminder_speaks_the_language_of_the_letter_and_each_claim_keeps_its_own(house):
    with_a_delay(house, not_before="")
    numbers = [a_filed_claim(house, language="en"), a_filed_claim(house, 2, domain="b.ca")]
    asked_together(house, numbers, "en")
    remind(house, now=DAY_24)
    letter, _ = house.store.consolidated.find(WHC, 2)
    assert letter.subject == "Reminder: something is still missing from 2 registrations"
    assert "You have until December 21, 2026" in letter.text.replace("\u00a0", " ")
    own = [house.store.notices.of(number)[1].notice.language for number in numbers]
    assert own == ["en", "fr"]
    handed = hand_consolidated(house, GAGNON, WHC, 2, now=DAY_24)
    assert b"".join(handed.chunks).startswith(b"%PDF-")


def test_a_reminder_never_goes_where_a_claim_is_not_followed(house):
    other = a_form()["contact"] | {"email": "autre@exemple.ca"}
    first, second, third = numbers = three(house, contact=other)
    asked_together(house, numbers)
    assert remind(house, now=DAY_24) == 2
    assert sorted(mails(house)[:2]) == [("reminder", "autre@exemple.ca"), ("reminders", ADDRESS)]
    letter, _ = house.store.consolidated.find(WHC, 2)
    assert letter.numbers == (first, second)
    assert third not in letter.text
