"""A claimant files once, corrects by asking, withdraws for good, and reads where it stands."""

import json
from datetime import date, timedelta
from hashlib import sha256
from zipfile import ZipFile

import pytest

from claims.claim.canonical import canonical
from claims.claim.form import ClaimantForm
from claims.claim.states import Status
from claims.documents.verify import check
from claims.evidence.gate import Seen
from claims.office import claimant, looking
from claims.office.attesting import unsigned
from claims.office.exporting import export
from claims.office.handing import hand_receipt
from claims.office.house import House
from claims.office.lawyer import Verdict, decide
from claims.problems import Conflict, NotAllowed, NotFound, NotSaved, Refused, TooMany
from tests.makers import (
    GAGNON,
    NOW,
    WHC,
    a_claimant,
    a_filed_claim,
    a_number,
    asked_for,
    in_vault,
    with_a_delay,
)
from tests.makers import a_form as an_import

PDF = b"%PDF-1.4 facture"


def a_form(**changes):
    """The ordinary form, with every question a claimant must answer."""
    return an_import(**{"registrant": "no", **changes})


def a_draft(house: House, n: int = 1, **changes) -> str:
    number = a_number(n)
    house.store.claims.start(number, WHC, language="fr", form=a_form(**changes), code_hash="",
                             key=f"start {number}", at=NOW, by=number)  # fmt: skip
    return number


def folder(house: House, number: str):
    return claimant.my_draft(house, a_claimant(number), now=NOW)


def files(house: House, number: str, name="Anne Boréal", agreed=True, seen=None, at=NOW):
    version = folder(house, number).version if seen is None else seen
    return claimant.submit(house, a_claimant(number), name=name, agreed=agreed, seen=version,
                           language="fr", now=at)  # fmt: skip


def saves(house: House, number: str, path: str, old: str, new: str) -> None:
    claimant.save_field(house, a_claimant(number), path, old, new, now=NOW)


def codes(refused) -> list[tuple[str, str]]:
    return [(p.where, p.code) for p in refused.value.problems]


def brings(house: House, number: str, monkeypatch, content=PDF, losses=("l1",), kind="invoice"):
    seen = Seen("application/pdf", len(content), 1, ())
    monkeypatch.setattr(looking, "look_at", lambda *args, **kwargs: (seen, ()))
    return claimant.add_exhibit(house, a_claimant(number), name="facture.pdf", content=content,
                                kind=kind, losses=losses, draw=bytes, now=NOW)  # fmt: skip


def test_filing_keeps_the_claim_its_lines_and_its_attestation(house):
    number = a_draft(house)
    receipt = files(house, number)
    assert (receipt.number, receipt.revision, receipt.declared) == (number, 1, 477000)
    row, claim = house.store.claims.find(number), house.store.claims.body(number)
    assert row.status is Status.SUBMITTED
    assert [line.declared for line in house.store.lines.of_claim(number)] == [457000, 20000]
    assert (claim.attestation.name, claim.attestation.wording) == ("Anne Boréal", "2026-11-01")
    signed = claim.model_dump(mode="json", exclude={"attestation", "decisions"})
    assert claim.attestation.sha256 == sha256(canonical(signed).encode()).hexdigest()


def test_R45_a_second_click_gives_the_same_receipt_and_files_nothing_more(house):
    number = a_draft(house)
    seen = folder(house, number).version
    first = files(house, number, seen=seen)
    assert files(house, number, seen=seen, at=NOW + timedelta(seconds=1)) == first
    assert len(house.store.claims.revisions(number)) == 1


def test_a_draft_changed_since_it_was_reviewed_is_not_filed(house):
    number = a_draft(house)
    seen = folder(house, number).version
    saves(house, number, "losses.l1.inputs.hours", "42", "420")
    with pytest.raises(Conflict):
        files(house, number, seen=seen)
    assert house.store.claims.find(number).status is Status.DRAFT


def test_every_problem_is_told_at_once_and_nothing_is_filed(house):
    number = a_draft(house, domain="atelier mécanique")
    with pytest.raises(Refused) as refused:
        files(house, number, name="", agreed=False)
    assert codes(refused) == [
        ("services.s1.domain", "domain-unreadable"),
        ("attestation.name", "required"),
        ("attestation.agreed", "not-attested"),
    ]
    assert house.store.claims.find(number).revision == 0


@pytest.mark.parametrize(
    ("typed", "fits"),
    [("zoé levesque", True), ("  Zoe   Lévesque ", True), ("Zoé L.", False), ("Un autre", False)],
)
def test_a_person_signs_with_their_own_name(house, typed, fits):
    number = a_draft(house, kind="person", name="Zoé Lévesque")
    if fits:
        assert files(house, number, name=typed).revision == 1
        return
    with pytest.raises(Refused) as refused:
        files(house, number, name=typed)
    assert codes(refused) == [("attestation.name", "name-differs")]


@pytest.mark.parametrize(
    ("declared", "typed"),
    [("Anne D’Amours", "Anne D'Amours"), ("Zoé Lecœur", "Zoe Lecoeur"),
     ("Marie-Ève Roy", "Marie Eve Roy"), ("Marie Ève Roy", "marie\u2011eve roy")],
)  # fmt: skip
def test_a_name_is_signed_as_the_keyboard_at_hand_writes_it(declared, typed):
    who = ClaimantForm(kind="person", name=declared)
    assert unsigned(who, typed, agreed=True) == []
    assert [p.code for p in unsigned(who, f"{typed} Fils", agreed=True)] == ["name-differs"]


def test_a_business_is_signed_for_by_someone_who_gives_a_full_name(house):
    with pytest.raises(Refused) as refused:
        files(house, a_draft(house), name="Anne")
    assert codes(refused) == [("attestation.name", "name-not-full")]


def test_a_filed_claim_is_locked(house):
    number = a_draft(house)
    files(house, number)
    assert folder(house, number).locked
    with pytest.raises(NotAllowed):
        saves(house, number, "claimant.name", "Studio Boréal inc.", "Autre")
    with pytest.raises(NotAllowed):
        claimant.add_parts(house, a_claimant(number), "services", [{}], now=NOW)


def test_R55_a_correction_reopens_what_was_filed_and_files_a_new_revision(house):
    number = a_draft(house)
    files(house, number)
    claimant.amend(house, a_claimant(number), reason="Heures oubliées", now=NOW)
    assert not folder(house, number).locked
    assert house.store.claims.find(number).status is Status.SUBMITTED
    saves(house, number, "losses.l1.inputs.hours", "42", "52")
    assert files(house, number).declared == 562000
    assert folder(house, number).locked
    reasons = [revision.reason for revision in house.store.claims.revisions(number)]
    assert reasons == ["first filing", "Heures oubliées"]


def test_why_a_claimant_corrects_stands_with_the_revision_and_leaves_with_no_bundle(house):
    """The journal, which a bundle shows, says that they wrote why, under a salted hash."""
    number = a_draft(house)
    files(house, number)
    claimant.amend(house, a_claimant(number), reason="Mon comptable s’était trompé", now=NOW)
    saves(house, number, "losses.l1.inputs.hours", "42", "52")
    files(house, number)
    [entry] = [e for e in house.store.journal.entries(subject=number) if '"revision":2' in e.body]
    said, kept = json.loads(entry.body), house.store.claims.revisions(number)[-1]
    assert (kept.reason, said["reason"]) == ("Mon comptable s’était trompé", "correction")
    assert said["words"] == sha256(f"{kept.salt}\0{kept.reason}".encode()).hexdigest()
    made = export(house, GAGNON, "whc-2021", "bundle", "fr", now=NOW, entropy=bytes)
    assert check(str(made.path))["claims"] == 1
    with ZipFile(made.path) as bundle:
        assert not any(b"comptable" in bundle.read(name) for name in bundle.namelist())
        assert b"correction" in bundle.read("journal.jsonl")
    assert house.store.verify().fault is None


def test_a_correction_given_up_leaves_what_was_filed(house):
    number = a_draft(house)
    files(house, number)
    claimant.amend(house, a_claimant(number), reason="Erreur", now=NOW)
    saves(house, number, "losses.l1.inputs.hours", "42", "1")
    claimant.give_up(house, a_claimant(number), now=NOW)
    assert folder(house, number).locked
    assert folder(house, number).form.losses[0].inputs["hours"] == "42"


def test_a_correction_needs_a_reason(house):
    number = a_draft(house)
    files(house, number)
    with pytest.raises(Refused) as refused:
        claimant.amend(house, a_claimant(number), reason="  ", now=NOW)
    assert codes(refused) == [("reason", "required")]


def test_a_draft_never_filed_cannot_be_reopened(house):
    with pytest.raises(NotAllowed):
        claimant.amend(house, a_claimant(a_draft(house)), reason="x", now=NOW)


def test_a_correction_under_way_survives_a_decision_of_counsel(house):
    number = a_filed_claim(house)
    claimant.amend(house, a_claimant(number), reason="Heures oubliées", now=NOW)
    saves(house, number, "losses.l1.inputs.hours", "42", "52")
    row = house.store.claims.find(number)
    decide(house, GAGNON, number, [Verdict("l2", "accepted", reason="proof_complete")],
           seen=row.version, key="k", now=NOW)  # fmt: skip
    assert folder(house, number).form.losses[0].inputs["hours"] == "52"
    files(house, number)
    claim = house.store.claims.body(number)
    assert [(d.loss, d.outcome) for d in claim.decisions] == [("l2", "accepted")]
    admitted = [line.admitted for line in house.store.lines.of_claim(number)]
    assert admitted == [0, 20000]


def test_a_decision_falls_with_the_loss_it_was_about(house):
    number = a_filed_claim(house)
    row = house.store.claims.find(number)
    decide(house, GAGNON, number, [Verdict("l1", "accepted", reason="proof_complete")],
           seen=row.version, key="k", now=NOW)  # fmt: skip
    claimant.amend(house, a_claimant(number), reason="Heures oubliées", now=NOW)
    saves(house, number, "losses.l1.inputs.hours", "42", "400")
    files(house, number)
    assert house.store.claims.body(number).decisions == ()


def test_a_draft_never_filed_is_not_withdrawn(house):
    number = a_draft(house)
    with pytest.raises(NotFound):
        claimant.withdraw(house, a_claimant(number), reason="x", seen=1, now=NOW)
    assert house.store.claims.find(number).status is Status.DRAFT


def test_a_withdrawn_claim_stays_withdrawn(house):
    number = a_draft(house)
    files(house, number)
    seen = house.store.claims.find(number).version
    claimant.withdraw(house, a_claimant(number), reason="Réglé autrement", seen=seen, now=NOW)
    assert house.store.claims.find(number).status is Status.WITHDRAWN
    with pytest.raises(NotAllowed):
        claimant.amend(house, a_claimant(number), reason="x", now=NOW)
    with pytest.raises(NotAllowed):
        claimant.withdraw(house, a_claimant(number), reason="x", seen=seen + 1, now=NOW)


def test_the_claimant_reads_decisions_and_reasons_but_never_counsels_notes(house):
    number = a_filed_claim(house)
    row = house.store.claims.find(number)
    verdict = Verdict("l1", "reduced", "100,00", "amount_unproved", note="Réclamant peu crédible")
    decide(house, GAGNON, number, [verdict], seen=row.version, key="k", now=NOW)
    standing = claimant.my_claim(house, a_claimant(number), now=NOW)
    first, second = standing.lines
    assert (first.outcome, first.reason, first.line.admitted) == (
        "reduced", "amount_unproved", 10000,
    )  # fmt: skip
    assert (second.outcome, second.reason) == ("", "")
    assert "crédible" not in repr(standing)


def test_a_deficiency_says_how_many_days_are_left(house):
    number = a_filed_claim(house)
    with_a_delay(house, not_before="")
    asked_for(house, number)
    later = NOW + timedelta(days=10)
    standing = claimant.my_claim(house, a_claimant(number), now=later)
    assert (standing.cure_by, standing.days_left) == (date(2026, 12, 21), 20)
    long_after = claimant.my_claim(house, a_claimant(number), now=NOW + timedelta(days=99))
    assert long_after.days_left == 0


def test_a_deficiency_that_would_end_on_a_holiday_may_be_mended_until_the_next_working_day(house):
    number, told = a_filed_claim(house), NOW + timedelta(days=4)
    with_a_delay(house, not_before="")
    asked_for(house, number, now=told)
    assert claimant.my_claim(house, a_claimant(number), now=told).cure_by == date(2026, 12, 28)


def test_a_claim_never_filed_stands_nowhere(house):
    assert claimant.my_claim(house, a_claimant(a_draft(house)), now=NOW) is None


def test_an_exhibit_is_kept_listed_and_raises_what_is_supported(house, monkeypatch):
    number = a_draft(house)
    exhibit = brings(house, number, monkeypatch)
    assert in_vault(house, number, exhibit.sha256) == PDF
    assert folder(house, number).assessment.supported == 90000 + 6000
    claimant.describe_exhibit(house, a_claimant(number), exhibit.id, "time_sheet", ["l1"], now=NOW)
    assert folder(house, number).assessment.supported == 214200 + 6000
    claimant.remove_exhibit(house, a_claimant(number), exhibit.id, now=NOW)
    assert folder(house, number).exhibits == ()
    with pytest.raises(NotFound):
        in_vault(house, number, exhibit.sha256)


def test_a_decision_of_counsel_leaves_the_receipt_as_it_was(house):
    number = a_draft(house)
    files(house, number)
    before = b"".join(hand_receipt(house, a_claimant(number), number, "fr", now=NOW).chunks)
    row = house.store.claims.find(number)
    verdict = Verdict("l2", "accepted", reason="proof_complete")
    later = NOW + timedelta(days=3)
    decide(house, GAGNON, number, [verdict], seen=row.version, key="k", now=later)
    assert b"".join(hand_receipt(house, a_claimant(number), number, "fr", now=NOW).chunks) == before


def test_a_file_refused_at_the_gate_leaves_nothing(house):
    number = a_draft(house)
    with pytest.raises(Refused) as refused:
        claimant.add_exhibit(house, a_claimant(number), name="virus.exe", content=b"MZ",
                             kind="other", losses=(), draw=bytes, now=NOW)  # fmt: skip
    assert codes(refused) == [("exhibits", "file-kind")]
    assert folder(house, number).exhibits == ()


def test_a_claim_brings_no_more_files_than_its_quota(house, monkeypatch):
    number = a_draft(house)
    house.settings.max_files, house.settings.max_files_per_site = 1, 0
    brings(house, number, monkeypatch)
    with pytest.raises(TooMany):
        brings(house, number, monkeypatch, content=b"%PDF-1.4 autre")
    assert len(folder(house, number).exhibits) == 1


def test_R42_a_disk_that_refuses_files_nothing_and_a_second_try_works(house, monkeypatch):
    number = a_draft(house)

    def full(*args, **kwargs):
        raise NotSaved("nothing was saved: disk full")

    with monkeypatch.context() as broken:
        broken.setattr(house.store.claims, "file", full)
        with pytest.raises(NotSaved):
            files(house, number)
    assert house.store.claims.find(number).status is Status.DRAFT
    assert files(house, number).revision == 1
