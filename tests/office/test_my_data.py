"""Everything held about a claimant, theirs alone: whole, checkable, and nobody else's."""

import json
import re
from hashlib import sha256
from io import BytesIO
from os import urandom as randbytes
from pathlib import Path
from subprocess import run
from zipfile import ZipFile

import pytest

from claims.access import ANONYMOUS, Role
from claims.claim.notice import NoticeSeen
from claims.claim.redaction import Box, Level
from claims.claim.states import Status
from claims.evidence.findings import Findings, Word
from claims.evidence.look import Look
from claims.evidence.ownership import Answer, Event, Kind
from claims.office import claimant, conversing, entrance, inviting, leaving
from claims.office.handing_own import hand_my_data
from claims.office.house import House
from claims.office.lawyer import Verdict, decide, move
from claims.office.noticed import notice_seen
from claims.office.ownership import terms_of
from claims.office.posting import post_to_claimant
from claims.problems import NotAllowed, NotFound
from claims.store.redactions import Redaction
from tests.documents.reading_back import tool
from tests.makers import (
    ADMINISTRATOR,
    GAGNON,
    NOW,
    OXIA,
    WHC,
    a_claimant,
    a_filed_claim,
    a_form,
    a_house,
    a_number,
    an_exhibit,
    asked_for,
)
from tests.office.test_claimant_filing import a_draft
from tests.office.test_claimant_filing import files as file


@pytest.fixture
def house(tmp_path: Path) -> House:
    return a_house(tmp_path / "house")


def taken(house: House, number: str, language="fr") -> bytes:
    handed = hand_my_data(house, a_claimant(number), number, language, now=NOW)
    return b"".join(handed.chunks)


def lived_in(house: House) -> str:
    """Filed with two exhibits, decided with a privileged note, written about, being corrected."""
    exhibits = (
        an_exhibit(1, content=b"%PDF-1.4 une"),
        an_exhibit(2, content=b"%PDF-1.4 deux", name="../../Reçu <final>.pdf"),
    )
    number = a_filed_claim(house, exhibits=exhibits)
    move(house, GAGNON, number, Status.IN_REVIEW, reason="MOTIF-INTERNE", now=NOW,
         seen=house.store.claims.find(number).version, entropy=bytes)  # fmt: skip
    decide(house, GAGNON, number, [Verdict("l1", "accepted", reason="proof_complete",
                                           note="NOTE-PRIVILÉGIÉE")],
           seen=house.store.claims.find(number).version, key="k", now=NOW)  # fmt: skip
    asked_for(house, number)
    conversing.write(house, GAGNON, number, "Et la facture?", seen=0, now=NOW)
    conversing.write(house, a_claimant(number), number, "La voici", seen=1, now=NOW)
    leaving.ask_erasure(house, a_claimant(number), reason="Plus tard", now=NOW)
    claimant.amend(house, a_claimant(number), reason="Heures", now=NOW)
    claimant.remove_exhibit(house, a_claimant(number), "e2", now=NOW)
    return number


def unpacked(content: bytes, folder: Path) -> dict[str, bytes]:
    path = folder / "all.zip"
    path.write_bytes(content)
    tool("unzip", "-tq", path)
    with ZipFile(path) as archive:
        archive.extractall(folder / "out")
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_holds_every_revision_draft_message_entry_and_file(house, tmp_path):
    number = lived_in(house)
    files = unpacked(taken(house, number), tmp_path)
    assert set(files) == {
        "LISEZ-MOI.txt", "dossier.json", "revisions/0001.json", "revisions/0002.json",
        "brouillon.json", "messages.json", "effacement.json", "journal.jsonl", "recu.pdf",
        "courriels.json", "propriete.json", "invitations.json", "pieces.json",
        "pieces/0001/facture.pdf", "pieces/0002/Recu_final.pdf", "lettres/0001.pdf", "SHA256SUMS",
    }  # fmt: skip
    assert files["pieces/0002/Recu_final.pdf"] == b"%PDF-1.4 deux"
    listed = json.loads(files["pieces.json"])
    assert [(p["name"], bool(p["removed"])) for p in listed] == [
        ("facture.pdf", False), ("../../Reçu <final>.pdf", True),
    ]  # fmt: skip
    assert [p["losses"] for p in listed] == [["l1"], ["l1"]]
    told = [(m["side"], m["text"]) for m in json.loads(files["messages.json"])]
    assert told == [("counsel", "Et la facture?"), ("claimant", "La voici")]
    mailed = [(m["kind"], m["to"]) for m in json.loads(files["courriels.json"])]
    assert ("message", "bonjour@studio-boreal.example") in mailed
    assert json.loads(files["brouillon.json"])["reopened"]["reason"] == "Heures"
    assert json.loads(files["dossier.json"])["status"] == "deficient"
    actions = [json.loads(line)["action"] for line in files["journal.jsonl"].splitlines()]
    assert actions[:4] == ["start claim", "add exhibit", "add exhibit", "file claim"]
    assert actions[-1] == "remove exhibit"


def test_it_ties_the_words_of_a_correction_to_what_the_journal_has_of_them(house, tmp_path):
    number = a_draft(house)
    file(house, number)
    claimant.amend(house, a_claimant(number), reason="Heures oubliées", now=NOW)
    file(house, number)
    files = unpacked(taken(house, number), tmp_path)
    told = json.loads(files["revisions/0002.json"])
    assert told["reason"] == "Heures oubliées"
    sealed = sha256(f"{told['reason_salt']}\0{told['reason']}".encode()).hexdigest()
    assert sealed.encode() in files["journal.jsonl"]
    assert "reason_salt" not in json.loads(files["revisions/0001.json"])


@pytest.mark.parametrize(("language", "name"), [("fr", "LISEZ-MOI.txt"), ("en", "README.txt")])
@pytest.mark.parametrize("full", [True, False])
def test_it_lists_what_it_holds_and_no_more_under_names_of_its_language(
    house, tmp_path, language, name, full
):
    number = lived_in(house) if full else a_filed_claim(house)
    files = unpacked(taken(house, number, language), tmp_path)
    told = re.findall(r"^  (\S+(?:\.json|\.jsonl|\.pdf|/|SUMS))\s", files[name].decode(), re.M)
    held = {path.split("/")[0] + "/" if "/" in path else path for path in files}
    assert set(told) | {name} == held
    french = {"dossier.json", "brouillon.json", "courriels.json", "recu.pdf", "pieces/"}
    assert bool(french & held) is (language == "fr")


def test_it_is_checked_with_sha256sum_alone(house, tmp_path):
    unpacked(taken(house, lived_in(house)), tmp_path)
    checked = run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path / "out", capture_output=True,
                  check=True)  # fmt: skip
    assert checked.stdout.decode().count(": OK") == 16


def test_R54_the_same_state_gives_the_same_bytes(house):
    number = lived_in(house)
    assert taken(house, number) == taken(house, number)


def test_privileged_notes_counsel_s_names_other_claims_and_hashes_of_codes_stay(house, tmp_path):
    other = a_filed_claim(house, 2, name="Autre Réclamant inc.")
    number = lived_in(house)
    files = unpacked(taken(house, number), tmp_path)
    whole = b"".join(files.values()).decode("utf-8", "replace")
    secrets = ("NOTE-PRIV", "MOTIF-INTERNE", GAGNON.name, other, "Autre Réclamant", "code_hash")
    assert [word for word in secrets if word in whole] == []
    assert f"start {number}" not in whole
    entry = next(json.loads(line) for line in files["journal.jsonl"].splitlines()
                 if b"move claim" in line)  # fmt: skip
    assert (entry["actor"], entry["body"]) == (
        "counsel", {"from": "submitted", "status": "in_review"},
    )  # fmt: skip


def test_it_is_read_in_the_reader_s_language(house, tmp_path):
    number = lived_in(house)
    assert "Ce qui n’y est pas" in unpacked(taken(house, number), tmp_path)[
        "LISEZ-MOI.txt"].decode()  # fmt: skip
    english = unpacked(taken(house, number, "en"), tmp_path)["README.txt"].decode()
    assert "What is not in it" in english
    assert number in english


def test_a_draft_never_filed_is_handed_over_too(house, tmp_path):
    number = a_number(9)
    house.store.claims.start(number, WHC, language="fr", form=a_form(), code_hash="HASH-DU-CODE",
                             key="start", at=NOW, by=number)  # fmt: skip
    files = unpacked(taken(house, number), tmp_path)
    assert "recu.pdf" not in files
    assert json.loads(files["brouillon.json"])["claimant"]["name"] == "Studio Boréal inc."
    assert "HASH-DU-CODE" not in b"".join(files.values()).decode("utf-8", "replace")


def test_an_exclusion_comes_with_its_receipt(house, tmp_path):
    number = a_filed_claim(house)
    leaving.opt_out(house, a_claimant(number), typed=number, now=NOW,
                    seen=house.store.claims.find(number).version)  # fmt: skip
    assert "exclusion.pdf" in unpacked(taken(house, number), tmp_path)


def test_a_file_whose_key_was_destroyed_is_listed_without_its_bytes(house, tmp_path):
    number = a_filed_claim(house, exhibits=(an_exhibit(),))
    house.store.keys.forget(number, reason="test", at=NOW, by="counsel")
    files = unpacked(taken(house, number), tmp_path)
    assert [(p["path"], p["without_file"]) for p in json.loads(files["pieces.json"])] == [
        (None, "erased")
    ]
    assert not any(name.startswith("pieces/") for name in files)


def test_nobody_else_takes_it(house):
    number, other = a_filed_claim(house, 1), a_filed_claim(house, 2)
    with pytest.raises(NotFound):
        hand_my_data(house, a_claimant(other), number, "fr", now=NOW)
    for who in (GAGNON, OXIA, ADMINISTRATOR, ANONYMOUS):
        with pytest.raises(NotAllowed):
            hand_my_data(house, who, number, "fr", now=NOW)


def test_that_it_was_taken_is_journalled(house):
    number = a_filed_claim(house)
    taken(house, number)
    assert house.store.journal.entries(subject=number)[-1].action == "hand my data"


def test_R36_an_infected_file_is_named_and_given_to_nobody(house, tmp_path):
    number = lived_in(house)
    house.store.looks.keep("e1", Look(scan="infected"), at=NOW, by="system")
    files = unpacked(taken(house, number), tmp_path)
    assert "pieces/0001/facture.pdf" not in files
    (named, _) = json.loads(files["pieces.json"])
    assert named["without_file"] == "infected"


def test_it_tells_what_happened_about_the_sites_and_who_was_invited(house, tmp_path):
    number = a_filed_claim(house, services=[a_form()["services"][0] | {
        "id": "s1", "owner_email": "client@exemple.ca"}])  # fmt: skip
    site = house.store.claims.body(number).services[0]
    inviting.invite(house, a_claimant(number), number, site.id, now=NOW, entropy=randbytes)
    for event in (
        Event(Kind.ASKED, NOW, number, Role.CLAIMANT, channels=("email",)),
        Event(Kind.ATTEMPTED, NOW, GAGNON.name, Role.LAWYER, channel="phone", result="silence",
              words="NOTE-DE-CONTACT"),
        Event(Kind.ANSWERED, NOW, inviting.OWNER, Role.ANONYMOUS, answer=Answer.CONTESTS,
              words="C’est mon site."),
        Event(Kind.REFUSED, NOW, GAGNON.name, Role.LAWYER, words="Aucun titre."),
    ):  # fmt: skip
        seen = len(house.store.ownership.inquiry(number, site.domain).events)
        terms = terms_of(house.matters[WHC])
        house.store.ownership.add(number, site.domain, event, seen=seen, terms=terms)
    files = unpacked(taken(house, number), tmp_path)
    told = [(e["kind"], e["by"], e.get("words", "")) for e in json.loads(files["propriete.json"])]
    assert told == [
        ("invited", number, ""), ("asked", number, ""), ("attempted", "counsel", ""),
        ("answered", "owner", "C’est mon site."), ("refused", "counsel", "Aucun titre."),
    ]  # fmt: skip
    contact = json.loads(files["propriete.json"])[2]
    assert (contact["channel"], contact["result"]) == ("phone", "silence")
    [invited] = json.loads(files["invitations.json"])
    assert (invited["site"], invited["answered"]) == (site.domain, None)
    whole = b"".join(files.values()).decode("utf-8", "replace")
    assert [word for word in ("NOTE-DE-CONTACT", GAGNON.name) if word in whole] == []
    read_me = files["LISEZ-MOI.txt"].decode()
    assert "propriete.json" in read_me
    assert "invitations.json" in read_me


def test_it_tells_what_was_read_in_an_exhibit_and_every_letter(house, tmp_path):
    number = lived_in(house)
    word = Word(text="WHC", page=1, line=2)
    look = Look(pages=1, scan="clean", reading="text", findings=Findings(provider=(word,)))
    house.store.looks.keep("e1", look, at=NOW, by="system")
    for n in range(210):
        assert post_to_claimant(house, number, "message", key=f"m {n}", now=NOW)
    files = unpacked(taken(house, number), tmp_path)
    [read, _] = [exhibit["look"] for exhibit in json.loads(files["pieces.json"])]
    assert (read["reading"], read["scan"]) == ("text", "clean")
    assert read["findings"]["provider"][0]["text"] == "WHC"
    assert len(json.loads(files["courriels.json"])) > 210


def test_it_tells_which_privacy_notice_was_shown_or_none(house, tmp_path):
    seen = NoticeSeen("2026-11-01", "en", NOW)
    begun = entrance.start(house, WHC, "fr", key="k", now=NOW, entropy=randbytes, notice=seen)
    assert notice_seen(house, begun.number) == seen
    told = json.loads(unpacked(taken(house, begun.number), tmp_path)["dossier.json"])
    assert (told["privacy_notice"]["version"], told["privacy_notice"]["language"]) == (
        "2026-11-01", "en",
    )  # fmt: skip
    assert notice_seen(house, a_filed_claim(house)) is None


def test_what_counsel_withholds_is_not_told_where_the_software_repeated_it(house):
    number = a_filed_claim(house, exhibits=(an_exhibit(1),))
    house.store.redactions.say(number, "e1", Level.COUNSEL, "privilege", at=NOW, by="system",
                               like="e0")  # fmt: skip
    box = Box(1, 0, 0, 3000, 10_000, reason="privilege", pattern="drawn")
    copy = Redaction("e1", "0" * 64, "1" * 64, 9, 1, (1,), "x", (box,), like="e0")
    house.store.redactions.add(number, copy, seen=0, at=NOW, by="system")
    with ZipFile(BytesIO(taken(house, number))) as kept:
        told = [json.loads(line) for line in kept.read("journal.jsonl").splitlines()]
        assert not any(b"privilege" in kept.read(name) for name in kept.namelist())
    said, redacted = told[-2:]
    assert (said["action"], said["actor"], said["body"]) == (
        "class exhibit", "counsel", {"id": "e1"})  # fmt: skip
    assert (redacted["action"], set(redacted["body"])) == (
        "redact exhibit", {"id", "sha256", "size"})  # fmt: skip
