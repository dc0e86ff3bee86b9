"""Counsel withholds from an exhibit: a copy beside the original, and who, where and why told."""

import json
from io import BytesIO

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from claims.claim.redaction import Box, Level
from claims.evidence.look import Look
from claims.evidence.readers.redact import MOST
from claims.office import redacting
from claims.office.house import House
from claims.problems import Conflict, Erased, NotAllowed, NotFound, Refused
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    NOW,
    OXIA,
    ROY,
    a_claimant,
    a_filed_claim,
    an_exhibit,
    in_vault,
)

pytestmark = pytest.mark.usefixtures("unread")

UPPER = Box(1, 0, 0, 3000, 10_000, reason="privilege")


def an_opinion() -> bytes:
    made = BytesIO()
    canvas = Canvas(made, invariant=1)
    canvas.drawString(72, 750, "Avis de Me Lavoie")
    canvas.drawString(72, 100, "Facture 4512")
    canvas.showPage()
    canvas.drawString(72, 700, "Suite, courriel a.lavoie@avocats.example")
    canvas.save()
    return made.getvalue()


CONTENT = an_opinion()


@pytest.fixture
def number(house: House) -> str:
    return a_filed_claim(house, exhibits=(an_exhibit(1, CONTENT), an_exhibit(2, b"a;b\n1;2\n",
                         name="ventes.csv", media="text/csv")))  # fmt: skip


def redacted(house: House, number: str, *boxes: Box, seen: int = 0, by=GAGNON):
    house.store.looks.keep("e1", Look(pages=2), at=NOW, by="system")
    return redacting.redact(house, by, number, "e1", boxes or (UPPER,), seen=seen, now=NOW)


def test_a_redacted_copy_stands_beside_the_original_which_is_untouched(house, number):
    copy = redacted(house, number)
    assert in_vault(house, number, copy.source) == CONTENT
    with pypdfium2.PdfDocument(in_vault(house, number, copy.sha256)) as opened:
        text = "".join(page.get_textpage().get_text_bounded() for page in opened)
    assert "Lavoie" not in text.replace("a.lavoie", "")
    assert copy.source in text
    assert "Suite" in text
    handed = redacting.hand_redaction(house, GAGNON, number, "e1", 1, now=NOW)
    assert handed.name == "facture.caviardee-1.pdf"
    assert house.store.verify().fault is None


def test_a_search_for_nothing_says_so(house, number):
    for wanted, words in (([], []), (["unknown"], ["", "  "])):
        with pytest.raises(Refused) as refusal:
            redacting.proposed(house, GAGNON, number, "e1", wanted, words)
        assert [problem.code for problem in refusal.value.problems] == ["redact-nothing-sought"]


def test_the_journal_says_who_burned_which_box_and_why_and_no_word_of_what_it_hides(house, number):
    found = redacting.proposed(house, GAGNON, number, "e1", ["email"], ["Lavoie"])
    assert {(box.page, box.pattern) for box in found.boxes} == {(1, "word"), (2, "word"),
                                                                (2, "email")}  # fmt: skip
    redacted(house, number, *(Box(**box.told() | {"reason": "personal"}) for box in found.boxes))
    (entry,) = [e for e in house.store.journal.entries(subject=number)
                if e.action == "redact exhibit"]  # fmt: skip
    assert entry.actor == GAGNON.name
    told = json.loads(entry.body)
    assert {box["reason"] for box in told["boxes"]} == {"personal"}
    assert "avoie" not in entry.body


def test_who_burns_boxes_after_someone_else_looks_again_first(house, number):
    redacted(house, number, by=ROY)
    with pytest.raises(Conflict):
        redacted(house, number)
    assert redacted(house, number, seen=1).version == 2


def test_counsel_may_have_every_page_drawn_and_the_journal_says_which_were(house, number):
    house.store.looks.keep("e1", Look(pages=2), at=NOW, by="system")
    copy = redacting.redact(house, GAGNON, number, "e1", [UPPER], seen=0, now=NOW, every=True)
    assert copy.drawn == (1, 2)
    assert house.store.redactions.of(number)["e1"].copy.drawn == (1, 2)
    with pypdfium2.PdfDocument(in_vault(house, number, copy.sha256)) as opened:
        assert "Suite" not in opened[1].get_textpage().get_text_bounded()


def test_a_file_of_more_pages_than_a_copy_may_draw_is_refused_by_its_limit(house):
    made = BytesIO()
    canvas = Canvas(made, pagesize=(99, 99))
    for _ in range(MOST + 1):
        canvas.showPage()
    canvas.save()
    number = a_filed_claim(house, exhibits=(an_exhibit(1, made.getvalue()),))
    house.store.looks.keep("e1", Look(pages=MOST + 1), at=NOW, by="system")
    with pytest.raises(Refused) as refusal:
        redacting.redact(house, GAGNON, number, "e1", [UPPER], seen=0, now=NOW, every=True)
    [problem] = refusal.value.problems
    assert (problem.code, problem.values["most"]) == ("redact-drawn", MOST)
    assert not house.store.redactions.of(number)


@pytest.mark.parametrize(
    ("boxes", "code"),
    [([Box(1, 0, 0, 9, 9)], "redact-reason"), ([Box(3, 0, 0, 9, 9, reason="bank")], "redact-page"),
     ([], "redact-nothing"), ([Box(1, 0, 0, 9, 9, "bank", "")], "redact-pattern"),
     ([Box(1, 0, 0, 9, 9, "bank", "guess")], "redact-pattern")],
)  # fmt: skip
def test_a_box_without_a_reason_a_page_or_what_found_it_and_no_box_at_all_are_refused(
    house, number, boxes, code
):
    house.store.looks.keep("e1", Look(pages=2), at=NOW, by="system")
    with pytest.raises(Refused) as refusal:
        redacting.redact(house, GAGNON, number, "e1", boxes, seen=0, now=NOW)
    assert [problem.code for problem in refusal.value.problems] == [code]


def test_an_exhibit_without_pages_is_withheld_whole_or_not_at_all(house, number):
    assert redacting.opened(house, GAGNON, number, "e2").pages == 0
    with pytest.raises(Refused):
        redacting.redact(house, GAGNON, number, "e2", [UPPER], seen=0, now=NOW)
    with pytest.raises(Refused):
        redacting.set_level(house, GAGNON, number, "e2", Level.COUNSEL, "", now=NOW)
    redacting.set_level(house, GAGNON, number, "e2", Level.COUNSEL, "privilege", now=NOW)
    held = redacting.opened(house, GAGNON, number, "e2").withheld
    assert (held.level, held.reason, held.by) == ("counsel", "privilege", GAGNON.name)


@pytest.mark.parametrize("actor", [ELSEWHERE, OXIA, a_claimant("K-1")], ids=lambda a: a.role)
def test_nobody_but_counsel_of_the_matter_withholds_or_has_a_redacted_copy(house, number, actor):
    redacted(house, number)
    for act in (
        lambda: redacting.opened(house, actor, number, "e1"),
        lambda: redacting.page_shown(house, actor, number, "e1", 1),
        lambda: redacting.proposed(house, actor, number, "e1", ["email"], ()),
        lambda: redacted(house, number, seen=1, by=actor),
        lambda: redacting.set_level(house, actor, number, "e1", Level.PUBLIC, "", now=NOW),
        lambda: redacting.hand_redaction(house, actor, number, "e1", 1, now=NOW),
    ):
        with pytest.raises((NotAllowed, NotFound)):
            act()


def test_a_copy_goes_with_the_key_of_its_claim(house, number):
    redacted(house, number)
    house.store.keys.forget(number, reason="asked", at=NOW, by="system")
    with pytest.raises(Erased):
        redacting.hand_redaction(house, GAGNON, number, "e1", 1, now=NOW)
