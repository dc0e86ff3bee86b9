"""A copy without what acts: nothing of it is left, the words stay, and it says it is a copy."""

import re
from collections.abc import Callable, Iterable
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

from claims.evidence.copying import bare_of, copy_of, is_active
from claims.evidence.gate import look_at
from claims.evidence.kinds import ACCEPTED, extension
from claims.evidence.readers import pdf, pdf_copy
from tests.documents.reading_back import checked, tool
from tests.documents.test_numbered_pages import ODD, drawn, image_of
from tests.evidence.file_makers import AN_EMAIL_WITH_A_FILE, a_pdf, a_pdf_with, a_picture
from tests.hostile.files import FILES, Hostile, every_action, page_used_as_a_table

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
        assert (link.Subtype, "/A" in link) == (Name.Link, False)
        assert str(opened.docinfo["/Subject"]).startswith("Copie assainie")
    assert "Sanitized copy" in text_of(copy_of(PDF, content, "en").content)


DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
HELVETICA = {"/Type": Name.Font, "/Subtype": Name.Type1, "/BaseFont": Name.Helvetica}


def a_letter_called(name: str, pdf: pikepdf.Pdf) -> None:
    """Before the digits: one letter less would make each of them the next one."""
    letters = [Name(name), *(Name(f"/{digit}") for digit in DIGITS)]
    coded = Dictionary(Type=Name.Encoding, Differences=Array([47, *letters]))
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F1={**HELVETICA, "/Encoding": coded}))


def a_font_called(name: str, pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources = Dictionary(Font=pdf.make_indirect(Dictionary({name: HELVETICA})))
    pdf.pages[0].obj.Contents = pdf.make_stream(f"BT {name} 24 Tf 72 700 Td (10) Tj ET".encode())


def a_font_that_says_it_is(name: str, pdf: pikepdf.Pdf) -> None:
    font = {**HELVETICA, "/Name": Name(name)}
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(Dictionary(font))))


def a_seal(pdf: pikepdf.Pdf) -> pikepdf.Object:
    drawn = b"0 0.4 0 rg 0 0 200 200 re f"
    return pdf.make_stream(
        drawn, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 200])
    )


def a_drawing_called(name: str, pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].add_resource(a_seal(pdf), Name.XObject, Name(name))
    pdf.pages[0].contents_add(f"q 1 0 0 1 200 300 cm {name} Do Q".encode())


def a_drawn_letter_called(name: str, pdf: pikepdf.Pdf) -> None:
    glyph = pdf.make_stream(b"600 0 0 0 500 700 d1 0 0 500 700 re f")
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 600, 700]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=97, LastChar=97,
        Widths=Array([600]), CharProcs=Dictionary({name: glyph}),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name(name)])),
    )  # fmt: skip
    pdf.pages[0].add_resource(pdf.make_indirect(font), Name.Font, Name.F3)
    pdf.pages[0].contents_add(b"BT /F3 20 Tf 72 400 Td (aaa) Tj ET")


def a_box_ticked_as(name: str, pdf: pikepdf.Pdf) -> None:
    blank = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    box = pdf.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, T="accepte", V=Name(name), F=4,
        AS=Name(name), AP=Dictionary(N=Dictionary({name: a_seal(pdf), "/Off": blank})),
        Rect=Array([72, 500, 92, 520]),
    ))  # fmt: skip
    pdf.pages[0].Annots.append(box)
    pdf.Root.AcroForm = Dictionary(Fields=Array([box]))


NAMED = [a_letter_called, a_font_called, a_font_that_says_it_is, a_drawing_called,
         a_drawn_letter_called, a_box_ticked_as]  # fmt: skip


@pytest.mark.parametrize("name", ["/AA", "/JS", "/EF", "/3D", "/Sound", "/URI"])
@pytest.mark.parametrize("what", NAMED, ids=lambda each: each.__name__)
def test_R35_what_only_bears_the_name_of_what_acts_is_neither_flagged_nor_lost(
    what: Callable[[str, pikepdf.Pdf], None], name: str, tmp_path: Path
):
    """The copy says the same amounts, and shows the same to the pixel above the line under it."""
    out = BytesIO()
    with pikepdf.open(BytesIO(an_invoice_with_a_link())) as document:
        del document.pages[0].Annots[1:]
        what(name, document)
        document.save(out)
    content = out.getvalue()
    made = copy_of(PDF, content, "fr")
    checked(made.content, tmp_path)
    assert look_at("a.pdf", content)[0].flags == ("pdf-link",)
    assert look_at("a.pdf", made.content)[0].flags == ()
    assert made.method == pdf_copy.REWRITTEN
    assert text_of(made.content).endswith(text_of(content))
    before, after = image_of(content), image_of(made.content)
    assert before.getextrema()[0] < 60
    assert same(before, after.crop((0, 0, *before.size)))


def same(one: Image.Image, two: Image.Image) -> bool:
    return max(ImageChops.difference(one, two).get_flattened_data()) <= 40


def test_a_film_leaves_in_a_copy_what_it_shows_before_anyone_plays_it():
    out = BytesIO()
    with pikepdf.open(BytesIO(an_invoice_with_a_link())) as document:
        document.pages[0].Annots[1] = document.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name.RichMedia, F=4, AP=Dictionary(N=a_seal(document)),
            Rect=Array([100, 400, 300, 450]), RichMediaContent=Dictionary(Assets="film"),
        ))  # fmt: skip
        document.save(out)
    content = out.getvalue()
    made = bare_of(PDF, content)
    assert look_at("a.pdf", content)[0].flags == ("pdf-link", "pdf-media")
    assert look_at("a.pdf", made.content)[0].flags == ()
    assert b"film" in content
    assert b"film" not in made.content
    assert same(image_of(content), image_of(made.content))
    assert image_of(content).getpixel((200, 370)) < 100


def test_pages_drawn_for_a_copy_show_their_fields_as_they_were_filled():
    content = BytesIO()
    canvas = Canvas(content, pagesize=(612, 792))
    canvas.drawString(72, 750, "Formulaire")
    canvas.acroForm.textfield(name="montant", value="1 234,00", x=72, y=690, width=300, height=24)
    canvas.save()
    field = image_of(pdf_copy._drawn(content, "")).crop((76, 82, 368, 98))
    assert field.getextrema()[0] < 80


def test_R35_a_page_given_for_a_table_and_an_action_among_drawings_are_taken_out():
    content = page_used_as_a_table()
    made = bare_of(PDF, content)
    assert made.method == pdf_copy.REWRITTEN
    for sign in (b"/AA", b"Launch", b"JavaScript", b"cmd.exe"):
        assert sign in content
        assert sign not in made.content


TURNED = {
    **ODD,
    "red to its edges": drawn(unbalanced=b" 0.7 0 0 rg 0 0 612 792 re f 1 g "
                                         b"BT /F1 24 Tf 246 396 Td (FACTURE) Tj ET"),
    "cropped from its upper right corner": drawn(crop=(500, 700, 100, 200)),
}  # fmt: skip


@pytest.mark.parametrize("name", TURNED)
def test_the_line_of_a_copy_stands_under_the_page_as_it_is_read_and_covers_nothing(
    name: str, tmp_path: Path
):
    made = copy_of(PDF, TURNED[name], "fr").content
    checked(made, tmp_path)
    before, after = image_of(TURNED[name]), image_of(made)
    assert after.width == before.width
    assert before.height < after.height <= before.height * 1.1 + 16
    box = (0, 0, before.width, before.height - 1)
    assert same(before.crop(box), after.crop(box))
    under = after.crop((0, before.height + 1, *after.size))
    assert under.getextrema()[1] == 255
    assert under.getextrema()[0] < 200
    found = places_of(made, tmp_path)
    assert found["SHA-256"][1] > found["FACTURE"][3]
    assert found["Copie"][2] < found["assainie,"][0]  # from left to right
    assert found["Copie"][3] == found["assainie,"][3]


@pytest.mark.parametrize("turned", [0, 90])
def test_the_line_under_a_narrow_page_is_several_that_anyone_reads(turned: int, tmp_path: Path):
    content = drawn(size=(200, 200), rotate=turned)
    made = copy_of(PDF, content, "fr").content
    found = places_of(made, tmp_path)
    digest = found[sha256(content).hexdigest()]
    assert digest[3] - digest[1] > 4
    assert digest[2] < 200
    assert found["Copie"][3] < digest[1]
    with pikepdf.open(BytesIO(made)) as opened:
        left, bottom, right, top = map(float, opened.pages[0].cropbox)
    assert digest[3] < max(right - left, top - bottom)
    assert (
        image_of(made).crop((0, 0, 200, 199)).tobytes()
        == image_of(content).crop((0, 0, 200, 199)).tobytes()
    )


def places_of(content: bytes, folder: Path) -> dict[str, tuple[float, ...]]:
    """Each word of a page and its place as the page is read: left, top, right, bottom."""
    path = folder / "read.pdf"
    path.write_bytes(content)
    words = re.findall(
        r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.+?)</word>',
        tool("pdftotext", "-bbox", "-cropbox", path, "-"),
    )
    return {word: tuple(map(float, box)) for *box, word in words}


def test_R35_a_copy_to_be_numbered_has_nothing_that_acts_and_no_line_of_ours():
    content = an_invoice_with_a_link()
    made = bare_of(PDF, content)
    assert look_at("a.pdf", made.content)[0].flags == ()
    assert text_of(made.content) == text_of(content)
    assert image_of(made.content).tobytes() == image_of(content).tobytes()
    assert bare_of(PDF, b"%PDF-1.7 casse").content == b""


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
     (("pdf-hidden-layer",), False), (("pdf-repaired",), True),
     (("macros", "unbounded"), True)],
)  # fmt: skip
def test_a_copy_is_made_of_what_acts_and_not_of_what_was_not_read(flags, active):
    assert is_active(flags) == active


def test_the_copy_of_a_damaged_pdf_is_whole(tmp_path):
    content = a_pdf(3)[:-60]
    made = copy_of(PDF, content, "fr")
    assert look_at("a.pdf", content)[0].flags == ("pdf-repaired",)
    assert look_at("a.pdf", made.content)[0].flags == ()
    assert look_at("a.pdf", made.content)[0].pages == 3
    checked(made.content, tmp_path)


def test_a_plain_opening_stays_in_a_copy():
    content = a_pdf_with("/OpenAction", Array([0, Name.XYZ, 0, 0, 0]))
    with pikepdf.open(BytesIO(copy_of(PDF, content + b"MZ", "fr").content)) as opened:
        assert isinstance(opened.Root.OpenAction, Array)
    assert copy_of(PDF, a_pdf(password="x"), "fr").method == "none"
