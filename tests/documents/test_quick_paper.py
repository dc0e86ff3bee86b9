"""What we lay out, draw, cut and write ourselves is what reportlab alone would have written."""

from datetime import UTC, datetime
from pathlib import Path
from unicodedata import is_normalized

import pytest
from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts
from reportlab.platypus import Flowable, Paragraph

from claims.documents.blocks import figures, grid, listed, notice, pairs
from claims.documents.ink import PLAIN, words
from claims.documents.leading import Led, Place
from claims.documents.paper import Heading, Sheet, publish
from claims.documents.paragraphs import Words
from claims.documents.pdf_file import PdfFile
from claims.documents.register import MANY, Register
from claims.documents.subsets import Font
from tests.documents.reading_back import text_of

SHEET = Sheet("Titre", "Affaire", "Pied", "fr", datetime(2026, 11, 26, tzinfo=UTC))
LONG = "Une phrase assez longue pour plusieurs lignes, dont l’une (la dernière) est courte. " * 4
TEXTS = (
    LONG,
    "a & b < c > d",
    "  deux  espaces ,\t et 1\u202f234,50\u00a0$  ",
    "un-mot-" * 40,
    "deux\nlignes",
    "",
    "cé\u00adsure",
    "\u4e2d\u6587",
)


def story() -> list[Flowable]:
    """Every kind of text a document of ours has."""
    styles = ("body", "cell_right", "centred", "warning", "clause")
    cells = [[text, "1\u202f000,00\u00a0$", Led("12,00 $", Place("a.pdf", 1))] for text in TEXTS]
    return [
        Heading("Un titre", 0),
        *(words(text, style) for text in TEXTS for style in styles),
        *(words(text, step=2) for text in TEXTS),
        *listed(TEXTS),
        notice(LONG),
        figures([("Déclaré", "1 $"), ("Étayé", "2 $")]),
        pairs([("Nom", LONG), ("Lieu", "Québec")]),
        grid(["Texte", "Montant", "Lien"], cells, [4, 2, 1], right=(1,), total=True),
        *(words(LONG * 9, style) for style in styles),
    ]


def test_a_document_is_byte_for_byte_the_one_reportlab_writes_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours = publish(story(), SHEET)
    monkeypatch.setattr(PdfFile, "format", pdfdoc.PDFDocument.format)
    monkeypatch.setattr(Font, "addObjects", ttfonts.TTFont.addObjects)
    for name in ("__init__", "wrap", "breakLines"):
        monkeypatch.setattr(Words, name, getattr(Paragraph, name))
    monkeypatch.setattr(Words, "_told", lambda _: ())
    assert publish(story(), SHEET) == ours


@pytest.mark.parametrize("rows", [1, MANY + 1], ids=["by cell", "whole"])
def test_a_list_says_letters_that_fill_more_than_one_part_of_a_font(
    rows: int, tmp_path: Path
) -> None:
    drawn = pdfmetrics.getFont(PLAIN).face.charToGlyph
    known = [chr(code) for code in range(0x21, 0x500) if code in drawn and chr(code).isalpha()]
    letters = [letter for letter in known if is_normalized("NFC", letter)]
    assert len(letters) > 300
    every = " ".join("".join(letters[at : at + 20]) for at in range(0, len(letters), 20))
    lines = [((every, "Étayé (1)"), "")] + [(("R-1", "2"), "")] * (rows - 1)
    said = text_of(publish([Register(["Numéro", "Texte"], lines, [4, 1])], SHEET), tmp_path)
    assert set(letters) <= set(said)
    assert "Étayé (1)" in said
