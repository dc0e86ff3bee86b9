"""Counsel asks for what a claim lacks: what is proposed, the letter, its delay, and its end."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from claims.claim.states import Status
from claims.evidence.curing import ends_at
from claims.office import claimant, curing, lawyer, reminding
from claims.office.curing import Asking
from claims.office.handing_letters import hand_letter
from claims.office.house import House
from claims.office.issuing import seal
from claims.office.lacks import lacking
from claims.office.worklist import queue
from claims.problems import Conflict, NotAllowed, NotFound, Refused
from claims.store.notices import KeptNotice
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    NOW,
    ROY,
    WHC,
    a_claimant,
    a_filed_claim,
    a_form,
    an_exhibit,
    asked_for,
    with_a_delay,
)

AGENCY = {
    "services": [
        {"id": f"s{n}", "domain": domain, "type": "showcase", "subgroup": "A1",
         "answers": {"hosted": "yes", "role": "designs", "use": "showcase", "outcome": "lost"}}
        for n, domain in enumerate(("zebre.ca", "abeille.ca"), 1)
    ],
    "losses": [
        a_form()["losses"][0] | {"id": f"l{n}", "service": f"s{n}"} for n in (1, 2)
    ],
}  # fmt: skip
"""Two sites of one agency, each rebuilt without any proof."""


def tasks(house: House, now: datetime) -> dict[str, tuple[str, ...]]:
    return {task.code: task.numbers for task in queue(house, GAGNON, WHC, now=now)}


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def proposed(house: House, number: str) -> dict[str, str]:
    """Id of each thing proposed → what is said of it in French, with what is accepted instead."""
    found = lacking(house, house.store.claims.find(number))
    return {each.id: flat(f"{each.what.fr} {each.instead.fr if each.instead else ''}")
            for each in found}  # fmt: skip


def letters(house: House, number: str) -> list[str]:
    return [each.notice.kind for each in house.store.notices.of(number)]


def test_the_proofs_that_lack_are_proposed_with_what_is_accepted_instead(house):
    number = a_filed_claim(house)
    assert proposed(house, number) == {
        "proof.l1.hours": (
            "Perte « Reconstruction du site », pour « Heures de votre propre travail ». "
            "À joindre : feuille de temps."
        ),
        "proof.l1.invoices": (
            "Perte « Reconstruction du site », pour « Sommes payées ou dues à d’autres ». "
            "À joindre : facture et preuve de paiement. "
            "À défaut : facture; devis ou soumission; capture d’écran ou photo."
        ),
        "proof.l2.hours": (
            "Perte « Temps perdu ». À joindre : liste des démarches. À défaut : courriel."
        ),
    }


def test_days_outside_the_outage_and_an_exhibit_nobody_could_read_are_proposed(house):
    profit = {"id": "l1", "head": "lost_profit", "service": "s1", "start": "2021-08-30",
              "end": "2022-03-02", "inputs": {"expected": "5000"}}  # fmt: skip
    unread = an_exhibit(name="photo.jpg", flags=("unread-failed",))
    number = a_filed_claim(house, losses=[profit], subgroup="B1", type="shop", exhibits=(unread,))
    found = proposed(house, number)
    assert "du 30 août 2021 au 2 mars 2022, sortent de la panne connue" in found["outside.l1"]
    assert "« photo.jpg » : elle n’a pas pu être lue" in found["unread.e1"]
    assert "unsigned" not in found


def test_a_line_counsel_decided_is_not_asked_about(house):
    number = a_filed_claim(house)
    verdict = lawyer.Verdict("l1", "accepted", reason="proof_complete")
    lawyer.decide(house, GAGNON, number, [verdict], key="k", now=NOW,
                  seen=house.store.claims.find(number).version)  # fmt: skip
    assert "proof.l1.hours" not in proposed(house, number)


def test_one_letter_covers_every_site_of_an_agency_each_under_its_name(house):
    kept = asked_for(house, a_filed_claim(house, **AGENCY))
    text = flat(kept.notice.text)
    assert text.index("abeille.ca : - Perte") < text.index("zebre.ca : - Perte")
    assert text.count("abeille.ca") == 1


def test_the_letter_is_kept_as_it_was_read_with_the_version_of_its_template(house):
    number = a_filed_claim(house)
    asking = Asking(("proof.l1.hours",), "Merci, <b>{{ 7 * 7 }}</b> {% raw %}")
    read = curing.drafted(house, GAGNON, number, asking, now=NOW)["fr"]
    seen = house.store.claims.find(number).version
    asked = curing.issue(house, GAGNON, number, asking, seen=seen, shown=seal(read), now=NOW)
    [kept] = house.store.notices.of(number)
    assert (kept, kept.notice) == (asked, read)
    assert "Merci, <b>{{ 7 * 7 }}</b> {% raw %}" in kept.notice.text
    assert kept.notice.template == house.wordings["", "deficiency", "fr"].version
    assert house.store.claims.find(number).status is Status.DEFICIENT
    assert house.store.verify().fault is None


def test_a_letter_that_is_no_longer_the_one_read_does_not_leave(house):
    number = a_filed_claim(house)
    asking, seen = Asking(("proof.l1.hours",)), house.store.claims.find(number).version
    read = seal(curing.drafted(house, GAGNON, number, asking, now=NOW)["fr"])
    for other, version, now in [
        (replace(asking, sentence="Et ceci."), seen, NOW),
        (asking, seen, NOW + timedelta(days=1)),
        (asking, seen - 1, NOW),
        (Asking(("proof.l9",)), seen - 1, NOW),  # what lacked was mended: the change is the reason
    ]:
        with pytest.raises(Conflict):
            curing.issue(house, GAGNON, number, other, seen=version, shown=read, now=now)
    assert (letters(house, number), house.store.outbox.latest(None)) == ([], ())
    assert house.store.claims.find(number).status is Status.SUBMITTED


def test_a_letter_that_asks_nothing_is_refused(house):
    number = a_filed_claim(house)
    with pytest.raises(Refused) as refused:
        curing.drafted(house, GAGNON, number, Asking((), "  "), now=NOW)
    assert [p.code for p in refused.value.problems] == ["nothing-asked"]


def test_only_counsel_of_the_matter_asks_and_only_its_claimant_reads(house):
    number, other = a_filed_claim(house), a_claimant(a_filed_claim(house, 2, domain="autre.ca"))
    for actor in (a_claimant(number), other):
        with pytest.raises(NotAllowed):
            curing.proposal(house, actor, number)
    with pytest.raises(NotFound):
        curing.proposal(house, ELSEWHERE, number)
    asked_for(house, number)
    for stranger in (other, ELSEWHERE):
        with pytest.raises(NotFound):
            hand_letter(house, stranger, number, 1, now=NOW)
    with pytest.raises(NotFound):
        hand_letter(house, GAGNON, number, 2, now=NOW)
    mine, theirs = (hand_letter(house, actor, number, 1, now=NOW)
                    for actor in (a_claimant(number), ROY))  # fmt: skip
    assert mine == theirs


def test_a_letter_by_post_only_mails_nothing_and_has_three_days_more(house):
    with_a_delay(house, not_before="")
    kept = asked_for(house, a_filed_claim(house), by_post=True)
    assert kept.notice.last_day == date(2026, 12, 24)
    assert "3 jours de plus" in flat(kept.notice.text)
    assert house.store.outbox.latest(None) == ()


def expired_at(house: House, kept: KeptNotice) -> datetime:
    return ends_at(kept.notice.last_day, house.matters[WHC].timezone)


def test_the_end_of_the_delay_refuses_nothing_and_waits_for_counsel(house):
    with_a_delay(house, not_before="")
    number = a_filed_claim(house)
    end = expired_at(house, asked_for(house, number))
    before, after = tasks(house, end - timedelta(minutes=1)), tasks(house, end)
    assert (before["due"], before["expired"]) == ((number,), ())
    assert (after["due"], after["expired"]) == ((), (number,))
    assert lawyer.open_claim(house, GAGNON, number, now=end).late
    assert house.store.claims.find(number).status is Status.DEFICIENT


def corrected(house: House, number: str, now: datetime) -> None:
    """The claimant brings more hours and files again."""
    me = a_claimant(number)
    claimant.save_field(house, me, "losses.l1.inputs.hours", "42", "50", now=now)
    seen = claimant.my_draft(house, me, now=now).version
    claimant.submit(house, me, name="Anne Roy", agreed=True, seen=seen, language="fr", now=now)


def test_a_correction_filed_closes_the_letter_even_past_its_day(house):
    with_a_delay(house, not_before="")
    number = a_filed_claim(house, registrant="no")
    end = expired_at(house, asked_for(house, number))
    claimant.amend(house, a_claimant(number), reason="Facture retrouvée", now=end)
    assert tasks(house, end)["expired"] == (number,), "until it is filed"
    corrected(house, number, end)
    assert (tasks(house, end)["expired"], tasks(house, end)["awaiting"]) == ((), (number,))
    opened = lawyer.open_claim(house, GAGNON, number, now=end)
    assert (opened.asked, opened.late, len(opened.letters)) == (None, False, 1)
    assert claimant.my_claim(house, a_claimant(number), now=end).cure_by is None


def test_what_the_correction_brings_is_ticked_on_the_claimant_s_list(house):
    number = a_filed_claim(house, registrant="no")
    asked_for(house, number)
    me = a_claimant(number)
    claimant.amend(house, me, reason="Facture retrouvée", now=NOW)
    assert claimant.my_claim(house, me, now=NOW).mended == frozenset()
    claimant.save_field(house, me, "losses.l1.inputs.hours", "42", "", now=NOW)
    claimant.save_field(house, me, "losses.l1.inputs.invoices", "1000,00", "0", now=NOW)
    assert claimant.my_claim(house, me, now=NOW).mended == {"proof.l1.hours", "proof.l1.invoices"}


def test_counsel_may_take_it_up_again_and_ask_once_more(house):
    number = a_filed_claim(house)
    asked_for(house, number)
    lawyer.move(house, GAGNON, number, Status.IN_REVIEW, reason="Reçu par la poste.", now=NOW,
                seen=house.store.claims.find(number).version, entropy=bytes)  # fmt: skip
    assert lawyer.open_claim(house, GAGNON, number, now=NOW).asked is None
    again = asked_for(house, number, now=NOW + timedelta(days=1), by=ROY)
    assert (again.place, again.by) == (2, ROY.name)
    opened = lawyer.open_claim(house, GAGNON, number, now=NOW + timedelta(days=1))
    assert opened.asked == again


def test_a_reminder_leaves_once_a_week_before_the_end_and_not_once_it_is_answered(house):
    with_a_delay(house, not_before="")
    number, answered = a_filed_claim(house), a_filed_claim(house, 2, domain="b.ca", registrant="no")
    posted = a_filed_claim(house, 3, domain="c.ca")
    for each in (number, answered):
        asked_for(house, each)
    asked_for(house, posted, by_post=True)
    claimant.amend(house, a_claimant(answered), reason="Facture", now=NOW)
    corrected(house, answered, NOW)
    sent = [reminding.remind(house, now=NOW + timedelta(days=days)) for days in (20, 24, 25, 31)]
    assert sent == [0, 1, 0, 0]
    assert [letters(house, each) for each in (number, answered, posted)] == [
        ["deficiency", "reminder"], ["deficiency"], ["deficiency"]
    ]  # fmt: skip
    kinds = [each.kind for each in house.store.outbox.latest(None, number=number)]
    assert kinds == ["reminder", "deficiency"]
    reminder = house.store.notices.of(number)[1].notice
    assert "Le 21 novembre 2026, les avocats du groupe vous ont écrit" in flat(reminder.text)
    assert reminder.about == 1
    assert house.store.verify().fault is None
