"""The bundle of a contest gives of each exhibit what a bundle would: a file, a copy or a notice."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from claims.claim.redaction import Box, Level
from claims.claim.states import Status
from claims.evidence.look import Look
from claims.office import contesting, conversing, redacting
from claims.office.alike import agree
from claims.office.exporting import export
from claims.office.handing_own import hand_my_data
from claims.office.handing_statement import hand_contest
from claims.office.house import House
from claims.problems import ProofIsOld
from tests.documents.reading_back import text_of
from tests.makers import (
    GAGNON,
    NOW,
    WHC,
    a_claimant,
    a_filed_claim,
    an_exhibit,
    decided,
    filed_again,
    told_of,
)
from tests.office.test_redacting import CONTENT

pytestmark = pytest.mark.usefixtures("unread")

UPPER = Box(1, 0, 0, 3000, 10_000, reason="personal", pattern="drawn")
SECRET, SICK, OPEN = b"notes de Me Lavoie", b"fichier malade, en clair", b"jour;ventes\n"


def contested(house: House) -> str:
    """Four exhibits: redacted, for counsel alone, in quarantine, and one nobody spoke of."""
    number = a_filed_claim(house, exhibits=(
        an_exhibit(1, CONTENT), an_exhibit(2, SECRET, name="notes.txt", media="text/plain"),
        an_exhibit(3, SICK, name="malade.txt", media="text/plain"),
        an_exhibit(4, OPEN, name="ventes.csv", media="text/csv"),
    ))  # fmt: skip
    house.store.looks.keep("e1", Look(pages=2), at=NOW, by="system")
    decided(house, number, ("l1", "refused", "", "proof_missing"),
            ("l2", "refused", "", "proof_missing"))  # fmt: skip
    told_of(house, number)
    contesting.contest(house, a_claimant(number), reason="La facture est jointe.",
                       seen=house.store.claims.find(number).version,
                       now=NOW + timedelta(days=1))  # fmt: skip
    return number


def withhold(house: House, number: str) -> None:
    redacting.redact(house, GAGNON, number, "e1", [UPPER], seen=0, now=NOW)
    redacting.set_level(house, GAGNON, number, "e2", Level.COUNSEL, "privilege", now=NOW)
    house.store.looks.keep_scan("e3", "infected", at=NOW, by="system")


def bundled(house: House, number: str, language="fr") -> ZipFile:
    handed = hand_contest(house, GAGNON, number, language, now=NOW)
    return ZipFile(io.BytesIO(b"".join(handed.chunks)))


def numbered(house: House) -> None:
    """A bundle of the matter: P-1 the report, P-2 the workbook, then the exhibits."""
    export(house, GAGNON, WHC, "bundle", "fr", now=NOW, entropy=lambda size: bytes(size))


def log_of(bundle: ZipFile, language: str = "fr") -> list[list[str]]:
    """The rows of the log of redactions, its head aside."""
    name, comma = ("caviardages.csv", ";") if language == "fr" else ("redactions.csv", ",")
    told = bundle.read(name).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(told), delimiter=comma))[1:]


def read_back(printed: bytes, folder: Path) -> str:
    """The words of a PDF of ours, on one line."""
    return " ".join(text_of(printed, folder).replace("\u00a0", " ").split())


def holds(bundle: ZipFile, content: bytes) -> bool:
    return any(content in bundle.read(name) for name in bundle.namelist())


def test_a_file_refused_for_its_virus_leaves_the_bundle_whole_and_out_of_its_journal(house):
    number = contested(house)
    refused = {"sha256": sha256(SICK).hexdigest()}
    house.store.journal.note("refuse exhibit", number, refused, at=NOW, by=number)
    redacting.set_level(house, GAGNON, number, "e2", Level.COUNSEL, "privilege", now=NOW)
    journal = bundled(house, number).read("journal.jsonl").decode()
    assert "refuse exhibit" not in journal
    assert "class exhibit" in journal


def test_why_a_claimant_corrected_stays_between_them_and_counsel(house):
    number = contested(house)
    made = bundled(house, number)
    revisions = [json.loads(made.read(name)) for name in made.namelist() if "revisions/" in name]
    assert len(revisions) == 2
    assert all({"reason", "reason_salt"}.isdisjoint(told) for told in revisions)


def test_what_counsel_withheld_leaves_a_notice_and_what_they_redacted_its_copy(house):
    number = contested(house)
    before = bundled(house, number)
    assert all(holds(before, each) for each in (CONTENT, SECRET, OPEN))
    withhold(house, number)
    bundle = bundled(house, number)
    assert not any(holds(bundle, each) for each in (CONTENT, SECRET, SICK))
    assert holds(bundle, OPEN)
    listed = {each["id"]: each for each in json.loads(bundle.read("pieces.json"))}
    assert [listed[f"e{n}"].get("in_place") for n in (1, 2, 3, 4)] == [
        "redacted", "withheld", "quarantine", None]  # fmt: skip
    copy = house.store.redactions.of(number)["e1"].copy
    assert copy is not None
    assert listed["e1"]["sha256"] == copy.sha256
    assert listed["e1"]["original"] == next(
        e.sha256 for e in house.store.claims.body(number).exhibits if e.id == "e1")  # fmt: skip
    assert "retenue" in bundle.read(listed["e2"]["path"]).decode()
    assert "quarantaine" in bundle.read(listed["e3"]["path"]).decode()


@pytest.mark.parametrize(("language", "log", "reason"), [
    ("fr", "caviardages", "Secret professionnel de l’avocat"),
    ("en", "redactions", "Solicitor-client privilege"),
])  # fmt: skip
def test_a_log_tells_each_box_and_why_an_exhibit_is_withheld_as_a_table_and_printed(
    house, tmp_path, language, log, reason
):
    number = contested(house)
    withhold(house, number)
    numbered(house)
    bundle = bundled(house, number, language)
    rows = log_of(bundle, language)
    assert rows[1][3] == reason
    printed = read_back(bundle.read(f"{log}.pdf"), tmp_path)
    for text in (rows[0][0], rows[1][0], reason, number, *(row[-1] for row in rows)):
        assert text in printed
    assert GAGNON.name not in f"{rows}{printed}"


@pytest.mark.parametrize(("language", "folder"), [("fr", "pieces"), ("en", "exhibits")])
def test_exhibits_bear_the_numbers_that_the_matter_gave_them_as_in_the_statement(
    house, tmp_path, language, folder
):
    """P-1 is the report: an exhibit called so here would be another elsewhere."""
    number = contested(house)
    withhold(house, number)
    numbered(house)
    bundle = bundled(house, number, language)
    listed = json.loads(bundle.read(f"{folder}.json"))
    assert [(each["id"], each["number"]) for each in listed] == [
        ("e1", "P-3"), ("e2", "P-4"), ("e3", "P-5"), ("e4", "P-6")]  # fmt: skip
    assert listed[3]["path"] == f"{folder}/0006/ventes.csv"
    assert [row[0] for row in log_of(bundle, language)] == ["P-3", "P-4"]
    stated = read_back(bundle.read("releve.pdf" if language == "fr" else "statement.pdf"), tmp_path)
    assert all(each["number"] in stated for each in listed)


def test_exhibits_without_a_number_have_none_and_come_after_those_that_have_one(house):
    number = contested(house)
    withhold(house, number)
    bundle = bundled(house, number)
    listed = json.loads(bundle.read("pieces.json"))
    assert {each["number"] for each in listed} == {None}
    assert listed[3]["path"] == "pieces/sans-numero-4/ventes.csv"
    assert [row[0] for row in log_of(bundle)] == ["sans-numero-1", "sans-numero-2"]  # fmt: skip
    numbered(house)
    filed_again(house, number, exhibits=(an_exhibit(9, b"neuf", name="neuf.txt"),))
    listed = json.loads(bundled(house, number).read("pieces.json"))
    assert [(each["id"], each["number"]) for each in listed][-2:] == [("e4", "P-6"), ("e9", None)]
    assert listed[-1]["path"] == "pieces/sans-numero-1/neuf.txt"


def test_what_only_serves_to_reach_people_leaves_with_no_bundle_and_is_theirs_in_their_own_data(
    house,
):
    number = contested(house)
    contact = house.store.claims.body(number).contact
    reach = [contact.email.encode(), contact.phone.encode()]
    bundle = bundled(house, number)
    assert not any(holds(bundle, each) for each in reach)
    told = json.loads(bundle.read("revisions/0001.json"))["claim"]
    assert told["contact"] == {"place": "QC"}
    assert "owner_email" not in told["services"][0]
    assert "courriel, téléphone et adresse" in bundle.read("LISEZ-MOI.txt").decode()
    own = hand_my_data(house, a_claimant(number), number, "fr", now=NOW)
    kept = ZipFile(io.BytesIO(b"".join(own.chunks)))
    assert all(holds(kept, each) for each in reach)
    assert "messages.json" in kept.namelist()


def test_what_counsel_and_claimant_write_each_other_is_not_in_it_but_the_reasons_of_the_contest(
    house,
):
    number = contested(house)
    weak = "À mon avis, votre preuve de ventes est faible."
    conversing.write(house, GAGNON, number, weak, seen=9, now=NOW)
    bundle = bundled(house, number)
    assert not holds(bundle, weak.encode())
    assert "messages.json" not in bundle.namelist()
    [told] = json.loads(bundle.read("contestation.json"))
    assert told["reasons"] == "La facture est jointe."
    entries = [json.loads(line) for line in bundle.read("journal.jsonl").splitlines()]
    assert {each["action"] for each in entries} == {
        "start claim", "add exhibit", "file claim", "issue notice", "move claim",
        "contest decision",
    }  # fmt: skip
    assert "que protège le secret professionnel" in bundle.read("LISEZ-MOI.txt").decode()


@pytest.mark.parametrize(("language", "where"), [
    ("fr", "Le motif est au relevé des caviardages."),
    ("en", "The reason is in the log of redactions."),
])  # fmt: skip
def test_the_notice_of_what_is_withheld_names_the_paper_that_gives_the_reason(
    house, language, where
):
    number = contested(house)
    withhold(house, number)
    bundle = bundled(house, number, language)
    listed = json.loads(bundle.read("pieces.json" if language == "fr" else "exhibits.json"))
    [withheld] = [each for each in listed if each.get("in_place") == "withheld"]
    said = bundle.read(withheld["path"])
    assert where in said.decode()
    assert sha256(said).hexdigest() == withheld["sha256"]
    assert withheld["original"] in said.decode()


def test_the_words_read_in_what_is_withheld_go_with_it(house):
    number = contested(house)
    redacting.set_level(house, GAGNON, number, "e1", Level.COUNSEL, "privilege", now=NOW)
    listed = {each["id"]: each for each in json.loads(bundled(house, number).read("pieces.json"))}
    assert (listed["e1"]["read"], listed["e1"]["look"]["pages"]) == ("", 0)


def test_the_same_bytes_brought_again_are_withheld_under_either_name(house):
    number = contested(house)
    again = an_exhibit(9, SECRET, name="encore.txt", media="text/plain")
    filed_again(house, number, exhibits=(again,))
    redacting.set_level(house, GAGNON, number, "e9", Level.COUNSEL, "privilege", now=NOW)
    assert not holds(bundled(house, number), SECRET)


def test_a_file_brought_again_after_it_was_withheld_is_withheld_under_its_new_id(house):
    number = contested(house)
    withhold(house, number)
    memo = an_exhibit(9, SECRET, name="encore.txt", media="text/plain")
    filed_again(house, number, exhibits=(memo, an_exhibit(10, CONTENT)))
    bundle = bundled(house, number)
    assert not any(holds(bundle, each) for each in (CONTENT, SECRET))
    listed = {each["id"]: each["in_place"] for each in json.loads(bundle.read("pieces.json"))
              if "in_place" in each}  # fmt: skip
    assert (listed["e9"], listed["e10"]) == ("withheld", "redacted")


def test_it_asks_for_a_code_of_now_as_every_document_taken_out_does(house):
    number = contested(house)
    stale = replace(GAGNON, proved_at=NOW - timedelta(hours=1))
    with pytest.raises(ProofIsOld):
        hand_contest(house, stale, number, "fr", now=NOW)


def test_the_same_state_gives_the_same_bytes_and_a_word_on_an_exhibit_is_a_state(house):
    number = contested(house)
    withhold(house, number)
    made = [b"".join(hand_contest(house, GAGNON, number, "fr", now=NOW).chunks) for _ in range(2)]
    assert made[0] == made[1]
    redacting.set_level(house, GAGNON, number, "e4", Level.COUNSEL, "bank", now=NOW)
    entries = [
        json.loads(line) for line in bundled(house, number).read("journal.jsonl").splitlines()
    ]
    assert entries[-1]["action"] == "class exhibit"
    assert house.store.claims.find(number).status is Status.SUBMITTED


def test_its_journal_gives_no_level_reason_nor_box_of_a_file_brought_again(house):
    number = contested(house)
    withhold(house, number)
    memo = an_exhibit(9, SECRET, name="encore.txt", media="text/plain")
    filed_again(house, number, exhibits=(memo, an_exhibit(10, CONTENT)))
    agree(house, number, now=NOW)
    house.store.redactions.say(number, "e9", Level.COUNSEL, "bank", at=NOW, by="system", like="e2")
    lines = bundled(house, number).read("journal.jsonl").splitlines()
    told = [each for each in map(json.loads, lines) if each["body"].get("id") in ("e9", "e10")]
    words = [each for each in told if each["action"] in ("class exhibit", "redact exhibit")]
    assert len(words) == 3
    assert {name for each in words for name in each["body"]} <= {"id", "sha256", "size"}
    assert {each["actor"] for each in words} == {"counsel"}
