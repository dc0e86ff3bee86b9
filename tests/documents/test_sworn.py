"""The sworn form holds the facts and the hash, and makes up no official wording."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from claims.documents.sworn import by_head, sworn_form
from claims.i18n.text import Language, Text
from claims.matter.reading import read_matter
from tests.documents.documents_makers import AT, HERE, NAUGHTY, a_claim, an_assessment, the_matter
from tests.documents.reading_back import checked, fonts_of, opened_up, text_of

SHA = sha256(b"claim").hexdigest()


def printed(language: Language = "fr", claim=None, matter=None, **more: Any) -> bytes:
    claim = claim or a_claim()
    given: dict[str, Any] = {"sha256": SHA, "at": AT, "language": language, "revision": 1}
    return sworn_form(claim, an_assessment(claim), matter or the_matter(), **given | more)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ("Déclaration sous serment", "Studio Boréal inc.", "R-2K7Q-48", "4 650,00 $",
                "Émilie Tremblay", "Ce registre n’en propose aucune", "ne signez pas",
                "commissaire à l’assermentation", "C.c.Q. 1611")),
        ("en", ("Sworn statement", "Studio Boréal inc.", "$4,650.00", "This registry offers none",
                "commissioner for oaths", "C.C.Q. 1611")),
    ],
)  # fmt: skip
def test_it_holds_the_facts_the_amounts_the_hash_and_an_empty_slot(language, said, tmp_path: Path):
    text = text_of(printed(language), tmp_path).replace("\u00a0", " ")
    for words in (*said, SHA):
        assert words in text, words


def test_the_official_wording_stands_only_when_counsel_gave_it(tmp_path: Path):
    wording = Text(fr="FORMULE FOURNIE PAR LE CABINET", en="WORDING SUPPLIED BY COUNSEL")
    matter = the_matter().model_copy(update={"sworn_wording": wording})
    text = text_of(printed(matter=matter), tmp_path)
    assert "FORMULE FOURNIE PAR LE CABINET" in text
    assert "Place réservée" not in text


def test_it_names_who_takes_the_oath_only_where_the_law_of_quebec_does(tmp_path: Path):
    lille = read_matter(HERE / "data" / "matters" / "ovh-2021" / "matter.toml")
    kept = {"heads": lille.heads | the_matter().heads, "service_types": the_matter().service_types}
    text = text_of(printed(matter=lille.model_copy(update=kept)), tmp_path)
    assert "commissaire" not in text
    assert "La personne que la loi autorise à recevoir la déclaration" in text


def test_what_was_told_in_public_says_who_recorded_it_and_prints_its_notes(tmp_path: Path):
    first, *others = a_claim().losses
    noted = (first.model_copy(update={"note": "Cinq sites, parts égales."}), *others)
    claim = a_claim(attestation=None, source="Presse, septembre 2021", losses=noted)
    text = " ".join(text_of(printed(claim=claim), tmp_path).split())
    assert "Studio Boréal inc. ne l’a ni déposé, ni attesté" in text
    assert "Cinq sites, parts égales." in text


def test_signatures_end_the_form(tmp_path: Path):
    text = text_of(printed(), tmp_path)
    assert text.index("Ce logiciel calcule") < text.index("Signature du déclarant")


def test_a_draft_says_that_it_is_one(tmp_path: Path):
    claim = a_claim(attestation=None)
    text = text_of(printed(claim=claim, revision=0), tmp_path)
    assert "ce dossier n’est pas encore déposé" in text
    assert "non déposée" in text


def test_R54_the_same_state_gives_the_same_bytes():
    assert printed() == printed()


def test_R24_it_is_sound_and_holds_the_words_as_typed(tmp_path: Path):
    pdf = printed(claim=a_claim(name="; ".join(NAUGHTY[:6])))
    assert "No syntax or stream encoding errors" in checked(pdf, tmp_path)
    assert set(fonts_of(pdf, tmp_path).values()) == {"yes"}
    inside = opened_up(pdf, tmp_path)
    assert not any(word in inside for word in (b"/URI", b"/JavaScript", b"/Launch"))


def test_amounts_are_added_by_head_to_the_cent():
    lines = an_assessment().lines
    assert by_head((*lines, *lines)) == {"rebuild": 890000, "own_time": 40000}
