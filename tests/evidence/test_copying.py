"""A copy without what acts: nothing of it is left, the words stay, and it says it is a copy."""

from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from claims.evidence.copying import copy_of, is_active
from claims.evidence.gate import look_at
from claims.evidence.kinds import ACCEPTED, extension
from claims.evidence.readers import pdf, pdf_copy
from tests.evidence.file_makers import AN_EMAIL_WITH_A_FILE, a_pdf, a_pdf_with, a_picture
from tests.hostile.files import FILES, Hostile, every_action

PDF = "application/pdf"


def an_invoice_with_a_link() -> bytes:
    """A page that writes, with the font of its parent, and whose link and note act when clicked."""
    made, document = BytesIO(), pikepdf.new()
    page = document.add_blank_page(page_size=(612, 792))
    del page.obj.Resources
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    document.Root.Pages.Resources = Dictionary(Font=Dictionary(F1=font))
    page.contents_add(b"q BT /F1 24 Tf 72 700 Td (Facture 4512, 1 234,00) Tj ET")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9],
                      A=Dictionary(S=Name.URI, URI="https://x.example"))  # fmt: skip
    film = Dictionary(Type=Name.Annot, Subtype=Name.Movie, Rect=[0, 0, 9, 9])
    page.Annots = Array([document.make_indirect(link), document.make_indirect(film)])
    with document.open_metadata() as told:  # as offices write it: a writer would correct it
        told["pdf:PDFVersion"] = "1.4"
    document.save(made)
    return made.getvalue()


def text_of(content: bytes) -> str:
    with pypdfium2.PdfDocument(BytesIO(content)) as opened:
        return opened[0].get_textpage().get_text_bounded()


ACTIVE = [f for f in FILES if not f.refused and not f.deep and is_active(f.flags)]
ONE_OF_EACH = {flag: file for file in reversed(ACTIVE) for flag in file.flags}


def nothing_acts_in_the_copy_of(files: Iterable[Hostile]) -> None:
    for file in files:
        content = file.made()
        made = copy_of(ACCEPTED[extension(file.name)].media, content, "fr")
        again, problems = look_at(made.name("piece.x", "fr"), made.content)
        assert (problems, again.flags if again else None) == ((), ()), file.what
        assert sha256(content).hexdigest().encode() in made.content, file.what
        if file.name[-4:] in (".pdf", ".jpg", ".png"):
            assert made.method.startswith(("pikepdf", "Pillow")), (file.what, made.method)


def test_R35_nothing_that_acts_is_left_in_the_copy_of_a_file_of_every_flag():
    assert len(ONE_OF_EACH) > 20
    nothing_acts_in_the_copy_of({file.what: file for file in ONE_OF_EACH.values()}.values())


@pytest.mark.full
def test_R35_nor_in_the_copy_of_any_hostile_file():
    nothing_acts_in_the_copy_of(ACTIVE)


def test_R35_a_copy_of_a_pdf_keeps_its_page_and_its_words_and_says_that_it_is_a_copy():
    content = an_invoice_with_a_link()
    made = copy_of(PDF, content, "fr")
    told = text_of(made.content)
    assert "Facture 4512, 1 234,00" in told
    assert "Copie assainie, sans ce qui agit dans l’original" in told
    assert sha256(content).hexdigest() in told
    assert made.name("facture.pdf", "fr") == "facture.copie.pdf"
    with pikepdf.open(BytesIO(made.content)) as opened:
        (link,) = opened.pages[0].Annots
        assert (link.Subtype, link.A) == (Name.Link, Dictionary())
        assert str(opened.docinfo["/Subject"]).startswith("Copie assainie")
    assert "Sanitized copy" in text_of(copy_of(PDF, content, "en").content)


def test_R54_a_copy_made_again_is_the_same_bytes():
    for media, content in ((PDF, every_action()), ("image/jpeg", a_picture("JPEG") + b"MZ")):
        assert copy_of(media, content, "fr") == copy_of(media, content, "fr")


def test_a_pdf_of_which_something_active_is_left_has_its_pages_drawn():
    drawn = pdf_copy._drawn(BytesIO(an_invoice_with_a_link()), "Copie assainie")
    assert pdf.read(BytesIO(drawn), "PDF") == pdf.Report(pages=1)
    assert text_of(drawn).strip() == "Copie assainie"


def test_R35_a_copy_of_a_picture_is_its_pixels_alone():
    content = a_picture("JPEG", (300, 200)) + b"<html><script>"
    made = copy_of("image/jpeg", content, "en")
    with Image.open(BytesIO(made.content)) as picture:
        assert (picture.size, picture.format) == ((300, 200), "JPEG")
        assert b"Sanitized copy" in picture.info["comment"]
    assert b"script" not in made.content


def test_R35_of_an_email_the_words_alone_are_copied():
    made = copy_of("message/rfc822", AN_EMAIL_WITH_A_FILE, "fr")
    text = made.content.decode()
    assert (made.suffix, "voir" in text, "MZ" in text) == ("txt", True, False)


def test_a_file_that_cannot_be_copied_leaves_a_notice_that_says_so():
    made = copy_of(PDF, b"%PDF-1.7 casse", "fr")
    assert (made.method, made.suffix) == ("none", "txt")
    assert "Aucune copie assainie n’a pu être faite" in made.content.decode()


@pytest.mark.parametrize(
    ("flags", "active"),
    [((), False), (("unread-time",), False), (("unbounded",), False), (("pdf-link",), True),
     (("macros", "unbounded"), True)],
)  # fmt: skip
def test_a_copy_is_made_of_what_acts_and_not_of_what_was_not_read(flags, active):
    assert is_active(flags) == active


def test_a_plain_opening_stays_in_a_copy():
    content = a_pdf_with("/OpenAction", Array([0, Name.XYZ, 0, 0, 0]))
    with pikepdf.open(BytesIO(copy_of(PDF, content + b"MZ", "fr").content)) as opened:
        assert isinstance(opened.Root.OpenAction, Array)
    assert copy_of(PDF, a_pdf(password="x"), "fr").method == "none"
