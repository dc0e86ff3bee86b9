"""What a claimant is told by e-mail, at which moment, in the same breath as the change."""

from datetime import timedelta

import pytest

from claims.claim.states import Status
from claims.office import entrance, lawyer
from claims.office.claimant import amend, my_draft, save_field, submit, withdraw
from claims.office.house import House
from claims.office.lawyer import Verdict
from claims.office.secrecy import opened_letter
from claims.problems import Conflict, Refused
from tests.makers import GAGNON, NOW, WHC, a_claimant, a_filed_claim, a_form, asked_for
from tests.web.test_entrance import drawn


def begun(house: House, *, email: str = "zoe@exemple.ca", key: str = "k", now=NOW, draw=None):
    return entrance.start(house, WHC, "fr", key=key, now=now, entropy=draw or drawn(), email=email)


def flat(body: str) -> str:
    """As it is read: spaces that do not break, and line ends, are spaces."""
    return " ".join(body.replace("\u00a0", " ").split())


def letters(house: House) -> list[tuple[str, str, str]]:
    """Kind, recipient and text of what was written, oldest first."""
    key = house.settings.key()
    with house.store.database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT id, kind, recipient, body FROM outbox ORDER BY created_at, id"
        ).all()
    return [(row.kind, row.recipient, opened_letter(key, row.body, row.id)) for row in rows]


def kinds(house: House) -> list[str]:
    return [kind for kind, _, _ in letters(house)]


def filed_by_its_claimant(house: House) -> str:
    started = begun(house)
    me = a_claimant(started.number)
    draft = house.store.drafts.read(started.number)
    form = a_form(registrant="no") | {"contact": a_form()["contact"] | {"email": "zoe@exemple.ca"}}
    house.store.drafts.save(started.number, form, seen=draft.version, at=NOW, by=me.name)
    files(house, started.number, NOW + timedelta(minutes=5))
    return started.number


def files(house: House, number: str, now):
    me = a_claimant(number)
    seen = my_draft(house, me, now=now).version
    return submit(house, me, name="Anne Roy", agreed=True, seen=seen, language="fr", now=now)


def moved(house: House, number: str, status: Status, now=NOW + timedelta(hours=1)):
    seen = house.store.claims.find(number).version
    return lawyer.move(house, GAGNON, number, status, reason="r", seen=seen, now=now, entropy=bytes)


def decided(house: House, number: str, *outcomes: str, key: str = "d"):
    seen = house.store.claims.find(number).version
    verdicts = [
        Verdict(f"l{n}", said, reason="proof_complete")
        for n, said in enumerate(outcomes, 1)
        if said
    ]
    return lawyer.decide(house, GAGNON, number, verdicts, seen=seen, key=key,
                         now=NOW + timedelta(hours=2))  # fmt: skip


def test_who_gives_an_e_mail_at_the_start_gets_number_code_and_a_way_back(house):
    started = begun(house)
    [(kind, to, body)] = letters(house)
    assert (kind, to) == ("begun", "zoe@exemple.ca")
    assert started.number in body
    assert started.code in body
    assert f"{house.settings.address()}/reprise#" in body
    assert house.store.drafts.read(started.number).form["contact"]["email"] == "zoe@exemple.ca"


def test_who_gives_none_gets_none(house):
    begun(house, email=" ")
    assert letters(house) == []


def test_an_unreadable_e_mail_begins_nothing(house):
    with pytest.raises(Refused) as refusal:
        begun(house, email="zoe chez exemple")
    assert [p.code for p in refusal.value.problems] == ["email-unreadable"]
    assert house.store.journal.head().seq == 0


def test_R45_a_second_click_mails_nothing_more(house):
    draw = drawn()
    assert begun(house, draw=draw).code == begun(house, draw=draw).code
    assert kinds(house) == ["begun"]


def test_R14_nobody_s_mailbox_is_flooded_by_claims_begun_in_its_name(house):
    draw = drawn()
    for n in range(5):
        begun(house, key=f"k{n}", draw=draw)
    with pytest.raises(Refused) as refusal:
        begun(house, key="k5", email="Zoe@exemple.ca", draw=draw)
    assert [(p.where, p.code) for p in refusal.value.problems] == [("email", "email-too-often")]
    assert begun(house, key="k6", email="autre@exemple.ca", draw=draw)
    assert begun(house, key="k7", draw=draw, now=NOW + timedelta(hours=1, seconds=1))


def test_a_filing_says_its_amounts_and_what_comes_next(house):
    filed_by_its_claimant(house)
    [_, (kind, _, body)] = letters(house)
    assert kind == "filed"
    assert "déposée le 21 novembre 2026 à 14 h 35" in flat(body)
    assert "Pertes déclarées : 4 770,00 $" in flat(body)
    assert "Étayées à ce jour : " in flat(body)
    assert "aucun jugement ni règlement" in flat(body)
    assert "reçu en PDF" in flat(body)


def test_a_filing_that_is_refused_mails_nothing(house):
    started = begun(house)
    with pytest.raises(Refused):
        files(house, started.number, NOW)
    assert kinds(house) == ["begun"]


def test_a_deficiency_is_mailed_in_the_words_counsel_read(house):
    number = filed_by_its_claimant(house)
    kept = asked_for(house, number, now=NOW + timedelta(hours=1))
    kind, to, body = letters(house)[-1]
    assert (kind, to) == ("deficiency", "zoe@exemple.ca")
    assert flat(body) == flat(kept.notice.text)
    assert "30 juin 2027 à 23 h 59 (heure avancée de l’Est)" in flat(body)
    assert "Ce délai est à confirmer" in flat(body)


def test_a_correction_is_told_as_one(house):
    number = filed_by_its_claimant(house)
    asked_for(house, number, now=NOW + timedelta(hours=1))
    me, later = a_claimant(number), NOW + timedelta(days=1)
    amend(house, me, reason="Il manquait une facture", now=later)
    save_field(house, me, "losses.l1.inputs.hours", "42", "50", now=later)
    files(house, number, later)
    kind, _, body = letters(house)[-1]
    assert kind == "corrected"
    assert "5 450,00 $" in flat(body)


def test_a_decision_is_not_told_by_itself(house):
    """Counsel tells it in a letter they read first (`test_announcing`)."""
    number = filed_by_its_claimant(house)
    decided(house, number, "accepted", "refused")
    assert kinds(house) == ["begun", "filed"]


def test_leaving_is_told_whoever_recorded_it(house):
    number = filed_by_its_claimant(house)
    moved(house, number, Status.OPTED_OUT)
    assert kinds(house)[-1] == "opted_out"


def test_a_withdrawal_is_told(house):
    number = filed_by_its_claimant(house)
    seen = house.store.claims.find(number).version
    withdraw(house, a_claimant(number), reason="Je renonce", seen=seen, now=NOW)
    assert sorted(kinds(house)) == ["begun", "filed", "withdrawn"]


def test_reading_a_claim_is_not_told(house):
    number = filed_by_its_claimant(house)
    moved(house, number, Status.IN_REVIEW)
    assert kinds(house) == ["begun", "filed"]


def test_a_change_that_is_not_kept_is_not_told(house):
    number = filed_by_its_claimant(house)
    with pytest.raises(Conflict):
        lawyer.move(
            house, GAGNON, number, Status.IN_REVIEW, reason="r", seen=1, now=NOW, entropy=bytes
        )
    assert kinds(house) == ["begun", "filed"]


def test_a_claim_imported_with_an_address_is_told_what_counsel_decide(house):
    number = a_filed_claim(house)
    asked_for(house, number)
    assert [(kind, to) for kind, to, _ in letters(house)] == [
        ("deficiency", "bonjour@studio-boreal.example")
    ]
