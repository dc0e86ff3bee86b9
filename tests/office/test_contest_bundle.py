"""The bundle of a contest gives of each exhibit what a bundle would: a file, a copy or a notice."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from zipfile import ZipFile

import pytest

from claims.claim.redaction import Box, Level
from claims.claim.states import Status
from claims.evidence.look import Look
from claims.office import contesting, redacting
from claims.office.handing_statement import hand_contest
from claims.office.house import House
from claims.problems import ProofIsOld
from tests.makers import (
    GAGNON,
    NOW,
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


def holds(bundle: ZipFile, content: bytes) -> bool:
    return any(content in bundle.read(name) for name in bundle.namelist())


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
    ("fr", "caviardages.csv", "Secret professionnel de l’avocat"),
    ("en", "redactions.csv", "Solicitor-client privilege"),
])  # fmt: skip
def test_a_log_tells_each_box_and_why_an_exhibit_is_withheld(house, language, log, reason):
    number = contested(house)
    withhold(house, number)
    told = bundled(house, number, language).read(log).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(told), delimiter=";" if language == "fr" else ","))
    assert [row[0] for row in rows[1:]] == ["P-1", "P-2"]
    assert rows[2][3] == reason
    assert GAGNON.name not in told


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
