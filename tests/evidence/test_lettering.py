"""The letters we set on the pages of others are those of our documents, and embedded everywhere."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from claims.claim.redaction import Box
from claims.documents import ink
from claims.evidence import optical
from claims.evidence.copying import copy_of
from claims.evidence.numbering import Order, numbered
from claims.evidence.readers import lettering
from claims.evidence.redacting import burned
from tests.documents.reading_back import fonts_of, text_of, tool
from tests.evidence.file_makers import a_picture

ASCII = bytes(range(32, 127)).decode()
WESTERN = bytes(range(128, 256)).decode("cp1252", "ignore").replace("\xa0", "").replace("\xad", "")


def made_again() -> bytes:
    """The page that holds them: `python -m tests.evidence.test_lettering` writes it."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=letter)
    canvas.setFont(ink.PLAIN, 9)
    canvas.drawString(0, 0, ASCII + WESTERN)
    canvas.save()
    return made.getvalue()


def test_the_letters_are_those_of_our_documents():
    assert made_again() == lettering.HELD


def test_every_letter_of_western_europe_has_its_own_code_and_a_width():
    codes = [lettering.CODES[sign] for sign in ASCII + WESTERN]
    assert len(set(codes)) == len(codes)
    assert all(lettering.WIDTHS[code] > 0 for code in codes)
    assert lettering.coded("é漢") == lettering.coded("é?")


def test_words_of_a_picture_are_found_in_its_numbered_copy_where_they_stand(tmp_path: Path):
    """However the page is turned: its words are told as it is read."""
    words = {1: [("Déboursés", (1000, 1000, 4000, 1500)), ("œuvre", (5000, 8000, 7000, 8500))]}
    made = numbered("image/png", a_picture("PNG", (900, 600)), Order(("W-1",), "P-3", True, words))
    assert text_of(made, tmp_path).split() == ["Déboursés", "œuvre", "P-3", "W-1"]
    assert fonts_of(made, tmp_path) == {"Inter-Regular": "yes"}
    path = tmp_path / "n.pdf"
    path.write_bytes(made)
    told = tool("pdftotext", "-bbox", path, "-")
    [box] = [line for line in told.splitlines() if "Déboursés" in line]
    left, top, right = (float(box.split(f'{side}="')[1].split('"')[0])
                        for side in ("xMin", "yMin", "xMax"))  # fmt: skip
    assert (round(left / 792, 2), round(right / 792, 2)) == (0.1, 0.4)
    assert 0.08 < top / 612 < 0.16


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_words_stand_where_they_are_read_on_a_page_that_is_turned(turned: int, tmp_path: Path):
    source = BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(612, 792))
        page.Rotate = turned
        pdf.save(source)
    order = Order(("W-1",), "", True, {1: [("Haut", (500, 500, 2500, 1000))]})
    path = tmp_path / "t.pdf"
    path.write_bytes(numbered("application/pdf", source.getvalue(), order))
    [box] = [line for line in tool("pdftotext", "-bbox", path, "-").splitlines() if "Haut" in line]
    wide, high = (792, 612) if turned in (90, 270) else (612, 792)
    left, top = (float(box.split(f'{side}="')[1].split('"')[0]) for side in ("xMin", "yMin"))
    assert abs(left / wide - 0.05) < 0.01
    assert abs(top / high - 0.06) < 0.03


def test_R26_every_font_of_a_copy_we_make_is_embedded(tmp_path: Path):
    picture = a_picture("PNG", (900, 600))
    copies = [
        numbered("image/png", picture, Order(("W-1",), "P-3", True)),
        burned("image/png", picture, [Box(1, 0, 0, 900, 900)], "Copie caviardée (une)").content,
        copy_of("application/pdf", _with_a_link(), "fr").content,
    ]
    for made in copies:
        assert set(fonts_of(made, tmp_path).values()) == {"yes"}
    assert "Copie caviardée (une)" in text_of(copies[1], tmp_path)
    assert "l’original" in text_of(copies[2], tmp_path)


@pytest.mark.skipif(not optical.languages(), reason="tesseract is not installed")
def test_the_words_read_in_a_redacted_copy_are_in_letters_embedded(tmp_path: Path):
    from tests.evidence.test_redacting import PDF, by_reportlab

    made = burned(PDF, by_reportlab(portrait=False), [Box(1, 0, 0, 900, 900)], "Copie").content
    assert "Facture 4512" in text_of(made, tmp_path)
    with pikepdf.open(BytesIO(made)) as pdf:
        assert set(pdf.pages[0].resources.Font.keys()) == {lettering.NAME}


def _with_a_link() -> bytes:
    """A blank page whose link acts."""
    made = BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(612, 792))
        act = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://x.example")
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link,
                                  Rect=[0, 0, 9, 9], A=act)  # fmt: skip
        page.Annots = pikepdf.Array([pdf.make_indirect(link)])
        pdf.save(made)
    return made.getvalue()


if __name__ == "__main__":
    Path(lettering.__file__).with_name("letters.pdf").write_bytes(made_again())
