"""What we lay out, draw, cut, place and write ourselves is what reportlab would show alone."""

import gc
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from unicodedata import is_normalized

import pytest
from pypdfium2 import PdfDocument
from reportlab import platypus
from reportlab.lib.pagesizes import letter
from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Spacer,
    TableStyle,
)

from claims.documents import paragraphs
from claims.documents.blocks import figures, grid, listed, notice, pairs
from claims.documents.ink import BLUE, MUTED, NAVY, PALE, PLAIN, RULE, TINT, words
from claims.documents.leading import Led, Place
from claims.documents.paper import (
    BODY,
    BOTTOM,
    FOOT,
    NUMBER,
    SIDE,
    SMALL,
    TALL,
    TOP,
    WIDE,
    Heading,
    Pages,
    Sheet,
    cut,
    publish,
)
from claims.documents.pdf_file import PdfFile
from claims.documents.register import MANY, Register
from claims.documents.subsets import Font
from claims.documents.tagged import Placed
from tests.documents.reading_back import text_of
from tests.documents.test_tagged import structure

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


def test_a_file_is_byte_for_byte_the_one_reportlab_writes_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours = publish(story(), SHEET)
    monkeypatch.setattr(PdfFile, "format", pdfdoc.PDFDocument.format)
    monkeypatch.setattr(Font, "addObjects", ttfonts.TTFont.addObjects)
    assert publish(story(), SHEET) == ours


@pytest.mark.parametrize("fictional", [False, True])
def test_heads_and_feet_are_byte_for_byte_those_that_reportlab_draws(
    monkeypatch: pytest.MonkeyPatch, fictional: bool
) -> None:
    sheet = replace(SHEET, running=f"Affaire — {LONG}", foot="Pied (1)", fictional=fictional)
    ours = publish([words(LONG * 40)], sheet)
    assert len(PdfDocument(ours)) > 1
    monkeypatch.setattr(Pages, "_furniture", furniture)
    assert publish([words(LONG * 40)], sheet) == ours


def furniture(canvas: Pages) -> None:
    """What stands around the text, drawn by reportlab alone."""
    number, sheet = canvas.place(), canvas.sheet
    canvas.saveState()
    if sheet.fictional:
        canvas._fictional()
    canvas.setFont(PLAIN, SMALL)
    canvas.setFillColor(MUTED)
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.6)
    if number > 1:
        canvas.drawString(SIDE, TALL - 38, cut(sheet.running, BODY))
        canvas.line(SIDE, TALL - 44, WIDE - SIDE, TALL - 44)
    canvas.line(SIDE, 46, WIDE - SIDE, 46)
    canvas.drawString(SIDE, FOOT, cut(sheet.foot, BODY - 80))
    canvas.numbered.append(number)
    canvas._code.append(NUMBER)
    canvas.restoreState()


def test_nothing_that_was_drawn_waits_in_memory_to_be_searched_for() -> None:
    told = [Heading("Titre", 0), words(LONG), grid(["Perte"], [[LONG]], [1]), notice(LONG)]
    publish(told, SHEET)
    gc.collect()
    gc.disable()
    try:
        publish(told, SHEET)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_words_stand_where_reportlab_lays_them_out_and_are_read_alike(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ours = publish(story(), SHEET)
    monkeypatch.setattr(paragraphs, "laid", lambda *_: None)
    theirs = publish(story(), SHEET)
    assert theirs != ours
    assert_alike(ours, theirs)
    assert structure(ours, tmp_path) == structure(theirs, tmp_path)


def test_everything_is_placed_as_a_template_of_reportlab_places_it() -> None:
    kept = [KeepTogether([words(LONG), words(LONG)]), CondPageBreak(200), Heading("Suite", 1)]
    told = [*story(), *kept, words(LONG), Spacer(1, 90), *kept, PageBreak(), Heading("Fin", 1),
            words(LONG), *story()]  # fmt: skip
    frame = platypus.Frame(SIDE, BOTTOM, BODY, TALL - TOP - BOTTOM, 0, 0, 0, 0)
    made = BytesIO()
    template = PageTemplate(frames=[frame], onPage=lambda canvas, _: begun(canvas))
    BaseDocTemplate(made, pagesize=letter, pageTemplates=[template]).build(
        deepcopy(told), canvasmaker=Pages
    )
    assert_alike(publish(told, SHEET), made.getvalue())


def begun(canvas: Pages) -> None:
    canvas.dressed(SHEET)
    canvas.furniture()


def test_a_table_stands_as_a_table_of_reportlab_does() -> None:
    rows = [("Reconstruction du site", "1 000,00 $"), (LONG, "2,00 $"), ("Total", "3,00 $")]
    ours = grid(["Perte", "Montant"], rows, [3, 1], right=(1,), total=True)
    looks = (
        ("header", "header_right"),
        *[("cell", "cell_right")] * 2,
        ("cell_bold", "cell_bold_right"),
    )
    cells = [[words(text, look) for text, look in zip(row, pair, strict=True)]
             for row, pair in zip([("Perte", "Montant"), *rows], looks, strict=True)]  # fmt: skip
    style = TableStyle([
        ("BACKGROUND", (0, 0), (-1, 0), TINT), ("BACKGROUND", (0, -1), (-1, -1), PALE),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, BLUE), ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
        ("LINEABOVE", (0, -1), (-1, -1), 0.8, NAVY), ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 5), ("RIGHTPADDING", (0, 0), (-1, -1), 5),
        ("TOPPADDING", (0, 0), (-1, -1), 3.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ])  # fmt: skip
    theirs = Placed(cells, colWidths=[BODY * 0.75, BODY * 0.25], style=style, spaceAfter=8)
    assert_alike(publish([ours, words(LONG)], SHEET), publish([theirs, words(LONG)], SHEET))


def test_a_table_that_no_page_holds_is_cut_though_it_is_short(tmp_path: Path) -> None:
    rows = [(f"{n} {LONG * 3}", "1,00 $") for n in range(9)]
    made = publish([grid(["Perte", "Montant"], rows, [1, 1], total=True)], SHEET)
    said = text_of(made, tmp_path)
    assert [said.count(f"{n} Une phrase") for n in range(9)] == [1] * 9
    assert said.count("Perte") == len(PdfDocument(made)) == 3


def assert_alike(made: bytes, other: bytes) -> None:
    """Every page of both shows the same, but for the grey of the edge of a rule."""
    ours, theirs = (list(PdfDocument(each)) for each in (made, other))
    assert len(ours) == len(theirs)
    for one, two in zip(ours, theirs, strict=True):
        shown, as_well = (page.render(scale=1.37).to_numpy().astype(int) for page in (one, two))
        assert abs(shown - as_well).max() <= 1


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
