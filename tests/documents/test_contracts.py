"""The papers an owner signs: filled from the claim, in three originals, and said to be proposed."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from claims.documents.contracts import KINDS, Contract, Kind, Party, contract
from claims.documents.wording import CLAUSES
from claims.i18n.catalogue import say
from claims.i18n.text import LANGUAGES, Language
from tests.documents.documents_makers import NAUGHTY, the_matter
from tests.documents.reading_back import checked, fonts_of, opened_up, text_of, tool

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)
FJORD = Party("Auberge du Fjord inc.", "", "accueil@auberge-du-fjord.example")
STUDIO = Party("Studio Boréal inc.", "1250, rue Saint-Denis", "bonjour@studio-boreal.example")


def a_contract(kind: Kind = "assignment", **more: Any) -> Contract:
    given: dict[str, Any] = {
        "kind": kind, "owner": FJORD, "claimant": STUDIO, "matter": the_matter(),
        "services": [("auberge-du-fjord.ca", "Site vitrine"), ("fjord.ca", "Boutique en ligne")],
        "number": "R-2K7Q-48XM-0", "at": AT,
    }  # fmt: skip
    return Contract(**given | more)


def read(folder: Path, kind: Kind = "assignment", language: Language = "fr", **more: Any) -> str:
    return text_of(contract(a_contract(kind, **more), language), folder).replace("\u00a0", " ")


def test_an_assignment_names_both_parties_the_domains_and_the_claim(tmp_path: Path):
    text = read(tmp_path)
    for wanted in (
        "Contrat de cession", "ci-après « le Cédant »", "ci-après « le Cessionnaire »",
        "Auberge du Fjord inc.", "Studio Boréal inc.", "auberge-du-fjord.ca", "fjord.ca",
        "R-2K7Q-48XM-0", "C.c.Q. 1637", "C.c.Q. 1641", "lu et approuvé", "Fait à",
    ):  # fmt: skip
        assert wanted in text


def test_an_assignment_is_never_offered_for_free_and_says_what_either_way_risks(tmp_path: Path):
    text = " ".join(read(tmp_path).split())
    assert "titre gratuit" not in text
    assert text.count("(C.c.Q. 1824)") == text.count("(C.c.Q. 1782 à 1784)") == 3
    euros = the_matter().model_copy(update={"currency": "EUR"})
    assert "______ €, que le Cédant" in read(tmp_path, matter=euros)


def test_a_mandate_says_what_it_does_not_allow(tmp_path: Path):
    text = " ".join(read(tmp_path, "mandate").split())
    assert "n’est pas un mandat de représentation devant le tribunal" in text
    assert "le pouvoir de le représenter" not in text
    assert "Mandat et procuration" in text
    assert "C.c.Q. 2130 [à confirmer]" in text
    assert "ni transiger, ni renoncer à un droit" in text


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_three_originals_each_with_its_own_pages(tmp_path: Path, kind: Kind):
    text = read(tmp_path, kind)
    for n in (1, 2, 3):
        assert text.count(f"Original {n} de 3") == 3  # at the top, and at the foot of two pages
    assert text.count("Page 1 sur 2") == text.count("Page 2 sur 2") == 3
    assert text.count("Original 1 de 3 · ") == 2


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_original_says_that_the_wording_is_proposed(
    tmp_path: Path, kind: Kind, language: Language
):
    wanted = {"fr": "à confirmer par les avocats du groupe", "en": "to be confirmed by class"}
    assert read(tmp_path, kind, language).count(wanted[language]) == 3


def test_an_article_nobody_read_again_says_so_and_is_listed(tmp_path: Path):
    text = read(tmp_path)
    assert "Articles à vérifier : 1639, 1782, 1783, 1784, 1824." in text
    assert text.count("1784 [à confirmer]") == 3


@pytest.mark.parametrize("kind", KINDS)
def test_the_english_paper_is_english_and_says_the_parties_asked_for_it(tmp_path: Path, kind: Kind):
    text = read(tmp_path, kind, "en")
    assert "expressly asked that it be drawn up in English" in text
    assert "lu et approuvé" not in text
    french = [say(c.title, "fr") for c in CLAUSES[kind] if say(c.title, "en") != c.title]
    assert [title for title in french if title in text] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_pdf_is_letter_sized_sound_and_embeds_its_fonts(tmp_path: Path, kind: Kind):
    made = contract(a_contract(kind), "fr")
    assert "No syntax or stream encoding errors" in checked(made, tmp_path)
    assert set(fonts_of(made, tmp_path).values()) == {"yes"}
    assert "612 x 792 pts (letter)" in tool("pdfinfo", tmp_path / "check.pdf")
    assert contract(a_contract(kind), "fr") == made


def test_what_is_not_known_is_left_to_write_by_hand(tmp_path: Path):
    text = read(tmp_path, owner=Party(), claimant=Party(), services=[("", "")])
    assert "None" not in text
    assert text.count("Original 2 de 3") >= 3


def test_a_demonstration_is_marked_as_one(tmp_path: Path):
    text = read(tmp_path, fictional=True)
    assert text.count("DÉMONSTRATION — personnes et montants fictifs") == 6


def test_R24_nothing_typed_is_obeyed(tmp_path: Path):
    typed = " ".join(NAUGHTY)
    naughty = Party(typed, typed, "a@b.example")
    made = contract(a_contract(owner=naughty, services=[(word, "Site") for word in NAUGHTY]), "fr")
    opened = opened_up(made, tmp_path)
    assert b"/URI" not in opened
    assert b"/JavaScript" not in opened
    assert b"/Subtype /Image" not in opened


def test_sixty_domains_of_one_owner_keep_the_originals_apart(tmp_path: Path):
    services = [(f"site-{n}.ca", "Site vitrine") for n in range(60)]
    text = read(tmp_path, services=services)
    assert text.count("site-59.ca") == 3
    assert text.count("Page 1 sur 4") == text.count("Page 4 sur 4") == 3
