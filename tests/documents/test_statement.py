"""The statement of one claim, and the bundle of one that is contested, read back otherwise."""

import io
import json
import subprocess
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest

from claims.documents.bates import Range, Scheme
from claims.documents.statement import Placed, Stated, statement
from claims.i18n.text import LANGUAGES
from claims.office import contesting
from claims.office.handing_statement import hand_contest, hand_statement, statement_of
from claims.problems import NotAllowed, NotFound
from tests.documents.reading_back import checked, fonts_of, text_of
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    NOW,
    OXIA,
    a_claimant,
    a_filed_claim,
    a_house,
    an_exhibit,
    decided,
    told_of,
)


@pytest.fixture
def house(tmp_path):
    return a_house(tmp_path / "house")


def contested(house) -> str:
    """1 000,00 $ admitted of the rebuilding, the rest refused; told, then contested."""
    number = a_filed_claim(house, exhibits=(an_exhibit(name="facture <b>.pdf"),))
    decided(house, number, ("l1", "reduced", "1000,00", "amount_unproved"),
            ("l2", "refused", "", "proof_missing"))  # fmt: skip
    told_of(house, number)
    contesting.contest(house, a_claimant(number), reason="La facture est jointe.",
                       seen=house.store.claims.find(number).version,
                       now=NOW + timedelta(days=1))  # fmt: skip
    return number


def words(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


SAID = {
    "fr": ("Relevé de l’inscription", "Admise en partie", "Montant établi en partie", "4 570,00 $",
           "4 770,00 $", "1 000,00 $", "Contestation du réclamant", "21 décembre 2026",
           "Montant déclaré, arrondi au cent",
           "Les intérêts se comptent à partir du 28 août 2021, jour de l’événement",
           "dernier jour de cette perte : avant lui, elle n’était pas entière"),
    "en": ("Statement of the registration", "Amount proved in part", "$4,570.00", "$4,770.00",
           "$1,000.00", "Dispute by the claimant", "December 21, 2026",
           "Interest is counted from August 28, 2021, the day of the event"),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_statement_tells_totals_decisions_tapes_exhibits_and_letters(house, tmp_path, language):
    number = contested(house)
    row = house.store.claims.find(number)
    made = [statement_of(house, row, language) for _ in range(2)]
    assert made[0] == made[1]
    checked(made[0], tmp_path)
    assert set(fonts_of(made[0], tmp_path).values()) == {"yes"}
    read = words(text_of(made[0], tmp_path))
    for said in (number, "facture <b>.pdf", *SAID[language]):
        assert said in read, said


@pytest.mark.parametrize(("language", "head", "total"), [
    ("fr", "60,00 $ — Rien n’est encore décidé.", "Total 4 770,00 $ 60,00 $ —"),
    ("en", "$60.00 — Nothing is decided yet.", "Total $4,770.00 $60.00 —"),
])  # fmt: skip
def test_a_statement_of_a_claim_not_decided_says_so_and_admits_no_zero(
    house, tmp_path, language, head, total
):
    row = house.store.claims.find(a_filed_claim(house))
    read = words(text_of(statement_of(house, row, language), tmp_path))
    assert head in read
    assert total in read


def test_pages_of_exhibits_bear_the_numbers_that_a_bundle_gave_them(house, tmp_path):
    number = contested(house)
    row, claim = house.store.claims.find(number), house.store.claims.body(number)
    rules, span = house.rules_of(row), Scheme("WHC").span(Range(12, 14))
    stated = Stated(claim, rules.assess(claim), rules.matter, row.status, 1, NOW,
                    (Placed(claim.exhibits[0], "P-3", 3, span),))  # fmt: skip
    head = house.store.journal.head()
    read = words(text_of(statement(stated, head=head, language="fr"), tmp_path))
    assert "P-3" in read
    assert "WHC-000012 - WHC-000014" in read
    none = statement(replace(stated, exhibits=()), head=head, language="fr")
    assert "Aucune pièce n’a été déposée." in words(text_of(none, tmp_path))


def test_it_goes_to_its_claimant_and_to_counsel_of_the_matter_only(house):
    number, other = contested(house), a_filed_claim(house, 2, domain="autre.ca")
    mine = hand_statement(house, a_claimant(number), number, "fr", now=NOW)
    assert hand_statement(house, GAGNON, number, "fr", now=NOW) == mine
    for who in (a_claimant(other), ELSEWHERE):
        with pytest.raises(NotFound):
            hand_statement(house, who, number, "fr", now=NOW)
    with pytest.raises(NotAllowed):
        hand_statement(house, OXIA, number, "fr", now=NOW)


def test_a_contest_has_a_bundle_of_its_own_that_anyone_can_check(house, tmp_path):
    number = contested(house)
    made = [b"".join(hand_contest(house, GAGNON, number, "fr", now=NOW).chunks) for _ in range(2)]
    assert made[0] == made[1]
    zipfile.ZipFile(io.BytesIO(made[0])).extractall(tmp_path / "out")
    names = {str(p.relative_to(tmp_path / "out")) for p in (tmp_path / "out").rglob("*.*")}
    assert {"LISEZ-MOI.txt", "releve.pdf", "contestation.json", "lettres/0001.pdf",
            "revisions/0001.json", "revisions/0002.json", "journal.jsonl", "pieces.json",
            } <= names  # fmt: skip
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=tmp_path / "out", check=True)
    [told] = json.loads((tmp_path / "out" / "contestation.json").read_text())
    assert (told["late"], told["last_day"], told["letter"]) == (False, "2026-12-21", 1)
    assert told["reasons"] == "La facture est jointe."
    whole = b"".join(p.read_bytes() for p in (tmp_path / "out").rglob("*.json*"))
    assert GAGNON.name.encode() not in whole


def test_only_counsel_have_the_bundle_of_a_contest_and_only_of_a_contested_claim(house):
    number, other = contested(house), a_filed_claim(house, 2, domain="autre.ca")
    with pytest.raises(NotAllowed):
        hand_contest(house, a_claimant(number), number, "fr", now=NOW)
    for who, asked in ((ELSEWHERE, number), (GAGNON, other)):
        with pytest.raises(NotFound):
            hand_contest(house, who, asked, "fr", now=NOW)
