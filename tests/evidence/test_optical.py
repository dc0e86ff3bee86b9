"""A photographed invoice is read optically, in French; a picture of nothing has no words."""

import os
from pathlib import Path

import pytest

from claims.evidence import optical
from claims.evidence.findings import find
from claims.evidence.preview import READ, picture_of
from tests.evidence.file_makers import a_picture

INVOICE = Path(__file__).resolve().parents[2] / "data/samples/files/facture-reconstruction.pdf"


@pytest.fixture(autouse=True)
def tesseract() -> None:
    """Without it: a loud skip here, a failure where CI=true."""
    if "fra" not in optical.languages():
        told = "no tesseract in French: install tesseract-ocr-fra, then run again"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(told)


def test_what_an_invoice_says_is_read_in_its_picture():
    photo = picture_of("application/pdf", INVOICE.read_bytes(), READ)
    found = find(optical.words_in(photo), ())
    assert "275940" in {cents for word in found.amounts for cents in word.means}
    assert "2021-10-04" in {day for word in found.days for day in word.means}
    assert "menuiserie-aubelune.example" in {name for word in found.domains for name in word.means}


def test_a_picture_of_nothing_has_no_words():
    assert optical.words_in(picture_of("image/png", a_picture("PNG", (400, 300)))) == ()


def test_R32_what_is_no_picture_is_not_read():
    assert optical.words_in(b"\x89PNG\r\n\x1a\n" + b"nothing" * 100) == ()
