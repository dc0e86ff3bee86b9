"""A letter on paper says the words of the e-mail, in its language, and is always the same."""

import pytest

from claims.documents.letter import letter
from claims.i18n.text import LANGUAGES
from claims.office import curing
from claims.office.noticing import as_mail
from tests.documents.reading_back import checked, fonts_of, text_of, tool
from tests.makers import GAGNON, NOW, WHC, a_filed_claim, a_form, a_house

MANY = {
    "services": [
        a_form()["services"][0] | {"id": f"s{n}", "domain": f"site{n}.ca"} for n in range(1, 13)
    ],
    "losses": [
        a_form()["losses"][0] | {"id": f"l{n}", "service": f"s{n}"} for n in range(1, 13)
    ],
}  # fmt: skip
"""Enough for a second page."""
TYPED = "Merci de <b>répondre</b>.\n\nSigné : {{ counsel }}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_letter_is_read_back_in_order_in_its_language(tmp_path, language):
    house = a_house(tmp_path / "house")
    number = a_filed_claim(house, name="Studio <i>Zoé</i> & Cie", **MANY)
    lacks = tuple(lack.id for lack in curing.proposal(house, GAGNON, number).lacks)
    asking = curing.Asking(lacks, TYPED)
    notice = curing.drafted(house, GAGNON, number, asking, now=NOW)[language]
    made = [letter(number, 1, notice, house.matters[WHC], at=NOW) for _ in range(2)]
    assert made[0] == made[1]
    checked(made[0], tmp_path)
    assert set(fonts_of(made[0], tmp_path).values()) == {"yes"}
    read = text_of(made[0], tmp_path)
    running = f"{house.matters[WHC].title.in_(language)} — {notice.subject}"
    assert running in read, "a second page, under its running head"
    assert "612 x 792" in tool("pdfinfo", tmp_path / "read.pdf")
    place = 0
    for word in notice.text.replace("\n- ", "\n• ").split():
        assert (place := read.find(word, place)) >= 0, word
    assert as_mail(notice).body.split() == notice.text.split()
    assert max(map(len, as_mail(notice).body.splitlines())) <= 72
