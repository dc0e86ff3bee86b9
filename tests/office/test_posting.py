"""Letters: what is written to whom, in which language, told once, and sealed where they wait."""

from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.claim.identifiers import masked
from claims.i18n.letters import CLOSING, OPENING, OTHER, WORDINGS, staff, write, write_to_staff
from claims.office.claimant import amend, save_field
from claims.office.posting import address_of, post, post_to_claimant
from claims.office.secrecy import opened_letter
from tests.makers import NOW, a_claimant, a_filed_claim, a_form, a_number

VALUES = {
    "number": "R-2K7Q-48XM-0", "matter": "M", "stage": "S", "site": "https://registre.example",
    "code": "AAAA-BBBB", "link": "https://registre.example/reprise#jeton", "until": "D1 p.m.",
    "when": "D2 a.m.", "declared": "1", "supported": "2", "claimant": "C",
    "sites": "site.example\nhttps://registre.example/proprietaire#jeton",
    "filing": "F", "the_filing": "TF", "numbered": "NB",
}  # fmt: skip
FRENCH = ("réclamation", "votre", "dossier", "Bonjour", "pièces", "groupe ", "Courriel")
ENGLISH = ("claim ", "your", "file", "Hello", "exhibits", "class ", "counsel")


def told(house, number, **more):
    given = {"number": number, "to": "zoe@exemple.ca", "kind": "message", "language": "fr",
             "key": "message 1", "now": NOW}  # fmt: skip
    return post(house, **given | more)


def waiting(house, at=NOW):
    """The letters that wait, as their readers will get them."""
    found = []
    while letter := house.store.outbox.take(at=at, until=NOW.replace(year=NOW.year + 1)):
        found.append((letter, opened_letter(house.settings.key(), letter.body, letter.id)))
    return found


@pytest.mark.parametrize("kind", sorted(WORDINGS))
def test_each_kind_of_letter_is_wholly_in_its_language_but_for_the_last_line(kind):
    for language, foreign in (("fr", ENGLISH), ("en", FRENCH)):
        written = write(kind, language, VALUES)
        *paragraphs, last = written.body.strip().split("\n\n")
        assert last == OTHER[language].format(**VALUES)
        own = " ".join([written.subject, *paragraphs])
        assert not [word for word in foreign if word.lower() in own.lower()]


@pytest.mark.parametrize("kind", sorted(WORDINGS))
def test_each_kind_of_letter_is_plain_text_at_most_72_columns_wide(kind):
    for language in ("fr", "en"):
        written = write(kind, language, VALUES)
        wide = [line for line in written.body.split("\n") if len(line) > 72]
        assert [line for line in wide if "://" not in line] == []
        assert not any(sign in written.body for sign in "<>{}")
        assert "\n" not in written.subject
        assert language == "fr" or ".." not in written.body  # "2:32 p.m."
        assert set(named(WORDINGS[kind].subject)) <= {"number", "filing", "the_filing"}


@pytest.mark.parametrize("kind", sorted(staff.WORDINGS))
@pytest.mark.parametrize(("language", "foreign"), [("fr", ENGLISH), ("en", FRENCH)])
def test_each_letter_to_the_staff_is_in_its_language_narrow_and_never_said_to_be_deleted(
    kind, language, foreign
):
    written = write_to_staff(kind, language, {"site": VALUES["site"], "when": "D"})
    *paragraphs, last = written.body.strip().split("\n\n")
    assert last == OTHER[language].format(**VALUES)
    own = " ".join([written.subject, *paragraphs])
    assert not [word for word in foreign if word.lower() in own.lower()]
    assert max(map(len, written.body.replace(VALUES["site"], "").split("\n"))) <= 72
    assert not any(word in own for word in ("supprimez", "delete"))


def named(text: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name]


def test_every_value_a_letter_names_is_one_the_house_knows():
    texts = [t for w in WORDINGS.values() for t in (w.subject, *w.paragraphs)]
    assert {n for t in (*texts, OPENING, *CLOSING) for n in named(t)} <= set(VALUES)


def test_a_paragraph_whose_value_is_blank_is_left_out():
    assert "suivez ce lien" in write("begun", "fr", VALUES).body
    assert "suivez ce lien" not in write("begun", "fr", VALUES | {"link": ""}).body


def test_a_letter_says_which_matter_and_where(house):
    number = a_filed_claim(house)
    assert told(house, number)
    [(letter, body)] = waiting(house)
    assert letter.recipient == "zoe@exemple.ca"
    assert letter.subject == f"Vous avez un message\u00a0: inscription {number}"
    assert number in body
    assert f"{house.settings.address()}/connexion" in body


def test_R45_the_same_event_is_told_once(house):
    number = a_filed_claim(house)
    assert told(house, number)
    assert not told(house, number, kind="recoded", values={"when": "D2"})
    assert len(waiting(house)) == 1


def test_a_letter_to_the_claimant_goes_to_the_address_of_the_draft_in_its_language(house):
    number = a_number(1)
    form = a_form()
    house.store.claims.start(number, "whc-2021", language="en", form=form, code_hash="",
                             key="k", at=NOW, by=number)  # fmt: skip
    assert address_of(house, number) == "bonjour@studio-boreal.example"
    assert post_to_claimant(house, number, "message", key="k", now=NOW)
    [(letter, body)] = waiting(house)
    assert letter.recipient == "bonjour@studio-boreal.example"
    assert body.startswith("Hello,")


@pytest.mark.parametrize("typed", ["jo@", "autre@exemple.ca"])
def test_while_a_filed_claim_is_corrected_letters_go_to_the_address_filed(house, typed):
    number = a_filed_claim(house)
    me = a_claimant(number)
    amend(house, me, reason="Nouvelle adresse", now=NOW)
    save_field(house, me, "contact.email", "bonjour@studio-boreal.example", typed, now=NOW)
    assert post_to_claimant(house, number, "message", key="k", now=NOW)
    [(letter, _)] = waiting(house)
    assert letter.recipient == "bonjour@studio-boreal.example"


def test_nothing_is_written_to_an_address_nobody_can_read_nor_about_an_unknown_claim(house):
    number = a_filed_claim(house)
    assert not told(house, number, to="")
    assert not told(house, number, to="zoe@exemple.ca\nBcc: all@exemple.ca")
    assert not told(house, "R-0000-0000-0")
    assert waiting(house) == []


def test_nothing_is_written_about_a_fictional_claim(house):
    number = a_filed_claim(house, fictional=True)
    house.store.claims.find(number)
    assert not told(house, number)


def test_the_body_waits_sealed(house, tmp_path):
    number = a_filed_claim(house)
    told(house, number, kind="begun", values={"code": "SECRET-CODE", "link": "x#TOKEN",
                                              "until": "D"})  # fmt: skip
    house.store.close()
    raw = b"".join(p.read_bytes() for p in (tmp_path / "var").glob("claims.sqlite3*"))
    assert number.encode() in raw
    assert b"SECRET-CODE" not in raw
    assert b"#TOKEN" not in raw


def test_a_body_moved_to_another_letter_does_not_open(house):
    number = a_filed_claim(house)
    told(house, number)
    letter = house.store.outbox.take(at=NOW, until=NOW.replace(year=NOW.year + 1))
    assert opened_letter(house.settings.key(), letter.body, "another") == ""
    assert opened_letter(b"another key", letter.body, letter.id) == ""


def test_a_masked_address_is_recognised_by_its_owner_only():
    assert masked("lea@exemple.ca") == "l…@e….ca"
    assert masked("lea.tremblay@courriel.exemple.qc.ca") == "l…@c….qc.ca"
    assert masked("info@courriel.boulangerie-lafleur.ca") == "i…@c….ca"
    assert masked("info@lafleur.myshopify.com") == "i…@l….com"
    assert masked("lea@a.za") == "l…@a…"  # nobody registers under .za itself
    assert masked("lea@yangon.mm") == "l…@y…"  # a suffix: every name under .mm is one


@given(st.emails())
def test_a_masked_address_gives_two_letters_and_the_end_of_its_domain_away(address):
    local, _, host = address.rpartition("@")
    told = masked(address)
    opening, end = told[:5], told[5:]
    assert opening == f"{local[0]}…@{host[0]}…"
    assert host.casefold().endswith(end.casefold())
    assert not end or end.startswith(".")
