"""One word by stage: a registration is never called a claim, nor a claim a registration."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from claims.access import ANONYMOUS, Actor
from claims.documents.keys import keys
from claims.i18n.letters import WORDINGS
from claims.office import leaving
from claims.office.handing import hand_receipt
from claims.office.handing_own import hand_my_data, hand_sworn_form
from claims.office.house import House, move_into
from claims.office.pages import CLAIMANT, PUBLIC
from claims.office.posting import post
from claims.office.secrecy import opened_letter
from claims.ui import here
from tests.documents.reading_back import text_of
from tests.makers import (
    NOW,
    WHC,
    a_claimant,
    a_filed_claim,
    a_form,
    a_house,
    a_number,
    asked_for,
)
from tests.ui.tabs import a_tab, go

KINDS = ("title", "header", "subheader", "markdown", "text", "caption", "info", "warning", "error",
         "success")  # fmt: skip
EXPLAINED = (
    "Registre des réclamations", "Claims registry", "Réclamant", "Claimant",
    "Inscription ou réclamation?", "Registration or claim?",
    "n’est pas produire une réclamation", "is not filing a claim",
    "période de réclamation", "claim period",
    "n’est pas une réclamation déposée auprès du tribunal", "is not a claim filed with the court",
    "Une **réclamation** n’existe que lorsque le tribunal en ouvre la période",
    "A **claim** exists only once the court opens the period for claims",
    "**Réclamer**", "**Claiming**",
)  # fmt: skip
"""The registry's own name, the person's, and where the difference itself is explained."""
OWN = re.compile(r"\bréclam\w*|\bclaim(?!s\b)\w*", re.IGNORECASE)
LANGUAGES = ("fr", "en")


def at_stage(folder: Path, stage: str) -> House:
    house = a_house(folder)
    moved = {key: m.model_copy(update={"stage": stage}) for key, m in house.matters.items()}
    house = replace(house, matters=moved)
    move_into(house)
    return house


def a_draft(house: House) -> str:
    number = a_number(7)
    house.store.claims.start(number, WHC, language="fr", form=a_form(registrant="no"),
                             code_hash="x", key="start", at=NOW, by=number)  # fmt: skip
    return number


def own_claim(told: str) -> list[str]:
    """Where a text calls the filing a claim, outside what explains the difference."""
    told = " ".join(told.replace("\u00a0", " ").replace("\\", "").split())
    for explained in EXPLAINED:
        told = re.sub(re.escape(explained), "", told, flags=re.IGNORECASE)
    return [told[max(0, m.start() - 40) : m.end() + 40] for m in OWN.finditer(told)]


def words(app: AppTest) -> str:
    assert not app.exception, app.exception[0].message
    told = [str(e.value) for kind in KINDS for e in app.get(kind)]
    told += [e.label for kind in ("expander", "text_input", "text_area", "selectbox", "radio",
                                  "button", "checkbox") for e in app.get(kind)]  # fmt: skip
    told += [link.proto.label for link in app.get("link_button")]
    return "\n".join(told)


Opens = Callable[[str, Actor, str], str]


@pytest.fixture
def opens(monkeypatch: pytest.MonkeyPatch) -> Opens:
    tabs: dict[tuple[Actor, str], AppTest] = {}

    def page(file: str, who: Actor, language: str) -> str:
        """Each person goes from page to page in one tab."""
        monkeypatch.setattr(here, "actor_from", lambda *_, **__: who)
        monkeypatch.setattr(here, "cookies", lambda: {"claims_lang": language})
        app = tabs.setdefault((who, language), a_tab())
        return words(go(app, Path(file).stem))

    return page


def test_the_ear_of_these_tests_hears_a_claim():
    assert own_claim("Votre réclamation est déposée.")
    assert own_claim("Who is claiming? Your claim is filed.")
    assert (
        own_claim("Registre des réclamations. S’inscrire n’est pas produire une réclamation") == []
    )


@pytest.mark.parametrize("filed", [True, False], ids=["filed", "draft"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_calls_a_registration_a_claim(tmp_path, opens, language, filed):
    house = at_stage(tmp_path, "registration")
    number = a_filed_claim(house, registrant="no") if filed else a_draft(house)
    found = {}
    for page in (*PUBLIC, *CLAIMANT):
        who = a_claimant(number) if page in CLAIMANT else ANONYMOUS
        found[page.path] = own_claim(opens(page.file, who, language))
    assert {path: told for path, told in found.items() if told} == {}


@pytest.mark.parametrize(
    ("stage", "language", "said"),
    [
        ("registration", "fr", "Commencer une inscription"),
        ("registration", "en", "Begin a registration"),
        ("claims", "fr", "Commencer une réclamation"),
        ("claims", "en", "Begin a claim"),
    ],
)
def test_the_button_that_begins_says_which_it_is(tmp_path, opens, stage, language, said):
    at_stage(tmp_path, stage)
    assert said in opens("public_accueil.py", ANONYMOUS, language)


def letters(house: House, number: str, language: str) -> dict[str, str]:
    """Each kind of letter about a claim, as its reader gets it."""
    values = dict.fromkeys(("code", "link", "until", "when", "declared", "supported", "cure_by",
                            "contest_by", "claimant", "sites"), "1")  # fmt: skip
    told = {}
    for kind in WORDINGS:
        assert post(house, number=number, to="zoe@exemple.ca", kind=kind, language=language,
                    key=f"{kind} {language}", now=NOW, values=values)  # fmt: skip
        letter = house.store.outbox.take(at=NOW, until=NOW.replace(year=NOW.year + 1))
        body = opened_letter(house.settings.key(), letter.body, letter.id)
        told[kind] = f"{letter.subject}\n{body}"
    return told


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_calls_a_registration_a_claim(tmp_path, language):
    house = at_stage(tmp_path, "registration")
    told = letters(house, a_filed_claim(house), language)
    assert {kind: own_claim(text) for kind, text in told.items() if own_claim(text)} == {}


@pytest.mark.parametrize(("language", "word"), [("fr", "réclamation"), ("en", "claim")])
def test_at_the_claims_stage_letters_speak_of_a_claim(tmp_path, language, word):
    house = at_stage(tmp_path, "claims")
    told = letters(house, a_filed_claim(house), language)
    silent = [kind for kind, text in told.items() if word not in text.partition("\n")[0]]
    assert silent == ["owner"]
    own = " ".join(text for text in told.values()).replace("\u00a0", " ")
    assert f"votre {word}" in own if language == "fr" else f"your {word}" in own


def printed(chunks, folder: Path, name: str) -> str:
    (folder / name).mkdir()
    return text_of(b"".join(chunks), folder / name)


def papers(house: House, number: str, language: str, folder: Path) -> dict[str, str]:
    """What a claimant keeps: keys, receipt, sworn form, as read."""
    who = a_claimant(number)
    kept = keys(number, "CODE", house.matter(WHC), site="https://registre.example", at=NOW,
                language=language)  # fmt: skip
    receipt = hand_receipt(house, who, number, language, now=NOW).chunks
    sworn = hand_sworn_form(house, who, number, language, now=NOW).chunks
    return {
        "keys": printed([kept], folder, "keys"),
        "receipt": printed(receipt, folder, "receipt"),
        "sworn": printed(sworn, folder, "sworn"),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_paper_calls_a_registration_a_claim(tmp_path, language):
    house = at_stage(tmp_path / "house", "registration")
    told = papers(house, a_filed_claim(house), language, tmp_path)
    assert {name: own_claim(text) for name, text in told.items() if own_claim(text)} == {}
    first = " ".join(told["receipt"].split())[:900]
    assert {
        "fr": "Ce n’est pas une réclamation déposée auprès du tribunal.",
        "en": "It is not a claim filed with the court.",
    }[language] in first


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Numéro de réclamation"), ("en", "Claim number")]
)
def test_at_the_claims_stage_papers_speak_of_a_claim(tmp_path, language, said):
    house = at_stage(tmp_path / "house", "claims")
    told = papers(house, a_filed_claim(house), language, tmp_path)
    assert said in told["keys"].replace("\u00a0", " ")
    assert said in told["sworn"].replace("\u00a0", " ")
    assert "auprès du tribunal" not in told["receipt"]


def test_what_is_handed_over_and_an_exclusion_keep_to_the_word(tmp_path):
    house = at_stage(tmp_path / "house", "registration")
    number = a_filed_claim(house)
    asked_for(house, number)
    leaving.opt_out(house, a_claimant(number), typed=number, now=NOW,
                    seen=house.store.claims.find(number).version)  # fmt: skip
    whole = b"".join(hand_my_data(house, a_claimant(number), number, "fr", now=NOW).chunks)
    assert f"Vos renseignements — inscription {number}".encode() in whole
    subjects = [each.subject for each in house.store.outbox.latest(None, number=number)]
    assert subjects
    assert [subject for subject in subjects if own_claim(subject)] == []
