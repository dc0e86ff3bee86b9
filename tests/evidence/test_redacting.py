"""What was under a box is nowhere in the copy: no word, no picture, no trace in any stream."""

from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat
from reportlab.pdfgen.canvas import Canvas

from claims.claim.redaction import WHOLE, Box
from claims.evidence import optical
from claims.evidence.redacting import burned, page_of
from claims.evidence.searching import read
from tests.documents.reading_back import checked, opened_up, tool
from tests.documents.test_numbered_pages import image_of
from tests.evidence.file_makers import a_pdf
from tests.evidence.test_copying import TURNED, places_of

PDF = "application/pdf"
SECRET = "Josephine Tremblay"
HERE = Path(__file__).resolve().parents[2]
DEMO = sorted((HERE / "data/demo").glob("*/files/*/*.pdf"))[0].read_bytes()


def by_reportlab(*, title: str = SECRET, portrait: bool = True) -> bytes:
    """Two pages; the secret on the first, drawn in a form that both pages could reach."""
    made = BytesIO()
    canvas = Canvas(made, pageCompression=1)
    canvas.setTitle(title)
    canvas.beginForm("card")
    canvas.setFont("Helvetica", 18)
    canvas.drawString(72, 700, f"Cliente : {SECRET}")
    canvas.endForm()
    canvas.doForm("card")
    canvas.drawString(72, 600, "Facture 4512")
    if portrait:
        canvas.drawImage(_portrait(), 72, 400)
    canvas.showPage()
    canvas.setFont("Times-Roman", 18)
    canvas.drawString(72, 700, "Conditions generales")
    canvas.save()
    return made.getvalue()


def _portrait():
    from reportlab.lib.utils import ImageReader

    picture = Image.effect_noise((80, 80), 90).convert("RGB")
    return ImageReader(picture)


def sharing_its_table() -> bytes:
    """The same, both pages naming every font, form and picture of the file in one table."""
    out = BytesIO()
    with pikepdf.open(BytesIO(by_reportlab())) as pdf:
        first, second = pdf.pages
        second.obj.Resources = first.obj.Resources
        pdf.save(out)
    return out.getvalue()


def full_of_corners() -> bytes:
    """The secret in every corner of the file that no page shows."""
    out = BytesIO()
    with pikepdf.open(BytesIO(by_reportlab())) as pdf:
        with pdf.open_metadata() as told:
            told["dc:title"] = SECRET
        pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, SECRET.encode())
        second = pdf.pages[1]
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[9, 9, 30, 30], Contents=SECRET)
        pdf.pages[0].Annots = Array([pdf.make_indirect(note)])
        second.obj.PieceInfo = Dictionary(Maker=Dictionary(Private=SECRET))
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(SECRET, 1))
        spoken = pdf.make_stream(f"/Span <</ActualText ({SECRET})>> BDC EMC".encode())
        pdf.pages[0].contents_add(spoken)
        pdf.save(out)
    return out.getvalue()


def amended() -> bytes:
    """The page of the secret taken away by a later save, and still in the file below."""
    out = BytesIO()
    with pypdfium2.PdfDocument(by_reportlab(title="x")) as pdf:
        del pdf[0]
        pdf.new_page(612, 792)
        pdf.save(out, flags=1)
    return out.getvalue()


def with_a_field() -> bytes:
    """A form filled with the secret, which readers draw over the page."""
    made = BytesIO()
    canvas = Canvas(made)
    canvas.drawString(72, 750, "Formulaire")
    canvas.acroForm.textfield(name="nom", value=SECRET, x=72, y=690, width=300, height=24)
    canvas.showPage()
    canvas.drawString(72, 750, "Suite")
    canvas.save()
    return made.getvalue()


def with_a_layer() -> bytes:
    """The secret in a layer that is not shown."""
    out = BytesIO()
    with pikepdf.open(BytesIO(by_reportlab(title="x"))) as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=SECRET))
        pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))
        page = pdf.pages[1]
        page.add_resource(layer, Name.Properties, Name.L1)
        page.contents_add(f"/OC /L1 BDC BT /F1 9 Tf 9 9 Td ({SECRET}) Tj ET EMC".encode())
        pdf.save(out)
    return out.getvalue()


def by_qpdf(*how: str):
    def made(folder: Path) -> bytes:
        source, out = folder / "source.pdf", folder / "out.pdf"
        source.write_bytes(full_of_corners())
        tool("qpdf", *(str(out) if each == "OUT" else each for each in how), source, out)
        return out.read_bytes()

    return made


MAKERS = {
    "reportlab, a form": by_reportlab,
    "one table for all pages": sharing_its_table,
    "attachment, outline, note, private data": full_of_corners,
    "a later save": amended,
    "a field filled": with_a_field,
    "a layer not shown": with_a_layer,
    "qpdf, objects in streams": by_qpdf("--object-streams=generate"),
    "qpdf, linearized": by_qpdf("--linearize"),
    "qpdf, encrypted": by_qpdf("--encrypt", "", "owner", "256", "--"),
}
FIRST = Box(1, 0, 0, 5600, WHOLE, reason="personal")
"""The upper part of the first page: its name, its picture and its field."""


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("maker", MAKERS)
def test_nothing_of_what_was_under_a_box_is_left(maker: str, tmp_path: Path):
    made = MAKERS[maker]
    content = made(tmp_path) if maker.startswith("qpdf") else made()
    copy = burned(PDF, content, [FIRST], "Copie caviardee")
    assert copy is not None
    assert copy.pages == 2
    assert 1 in copy.drawn
    checked(copy.content, tmp_path)
    gone(copy.content, tmp_path)
    with pypdfium2.PdfDocument(copy.content) as opened:
        upper = opened[0].render(scale=0.5).to_pil().convert("L")
    box = (2, 2, upper.width - 3, int(upper.height * 0.55))
    assert sum(upper.crop(box).histogram()[64:]) < 900  # black, but for the number of the box


def test_the_search_below_finds_the_secret_where_it_is(tmp_path: Path):
    with pytest.raises(AssertionError):
        gone(by_reportlab(), tmp_path)


def gone(content: bytes, folder: Path) -> None:
    """No program finds the secret, nor the picture that stood beside it."""
    path = folder / "copy.pdf"
    path.write_bytes(content)
    (folder / "pictures").mkdir()
    tool("pdfimages", "-all", path, folder / "pictures" / "p")
    sizes = {Image.open(found).size for found in (folder / "pictures").iterdir()}
    assert (80, 80) not in sizes
    streams = b"".join(_streams(content))
    for text in (*SECRET.split(), SECRET):
        told = tool("pdftotext", path, "-") + tool("pdfinfo", path)
        assert text not in told
        for form in (text.encode(), text.encode("utf-16-be"), text.encode().hex().encode()):
            for haystack in (content, opened_up(content, folder), streams):
                assert form.lower() not in haystack.lower(), text


def _streams(content: bytes):
    with pikepdf.open(BytesIO(content)) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != Name.Image:
                yield thing.read_bytes()


@pytest.mark.usefixtures("unread")
def test_the_other_pages_keep_their_words_and_all_of_them_say_that_this_is_a_copy():
    copy = burned(PDF, sharing_its_table(), [FIRST], "Copie caviardee")
    assert copy is not None
    assert copy.drawn == (1,)
    with pypdfium2.PdfDocument(copy.content) as opened:
        pages = [page.get_textpage().get_text_bounded() for page in opened]
    assert "Conditions generales" in pages[1]
    assert all("Copie caviardee" in page for page in pages)


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("name", TURNED)
def test_the_line_of_a_redacted_copy_stands_under_each_page_and_covers_nothing(
    name: str, tmp_path: Path
):
    """Also under a page that is turned, cropped, red to its edges, or closes what it never opened;
    a page drawn anew differs by what a JPEG does."""
    copy = burned(PDF, TURNED[name], [], "Copie caviardee SHA-256")
    before, after = image_of(TURNED[name]), image_of(copy.content)
    box = (0, 0, before.width, before.height - 1)
    difference = ImageChops.difference(before.crop(box), after.crop(box))
    assert ImageStat.Stat(difference).mean[0] < 2
    assert before.height < after.height <= before.height * 1.1 + 16
    found = places_of(copy.content, tmp_path)
    assert found["SHA-256"][1] >= before.height
    assert found["Copie"][2] < found["caviardee"][0] < found["SHA-256"][0]
    assert found["Copie"][3] == found["SHA-256"][3]


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("name", ["/AA", "/JS", "/EF", "/ID", "/OC", "/AF"])
def test_a_page_without_a_box_keeps_its_words_whatever_its_fonts_are_called(name: str):
    out = BytesIO()
    with pikepdf.open(BytesIO(by_reportlab(title="x"))) as pdf:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        pdf.pages[1].obj.Resources = Dictionary(Font=Dictionary({name: font}))
        drawn = f"BT {name} 18 Tf 72 700 Td (Total 1 000,00) Tj ET".encode()
        pdf.pages[1].obj.Contents = pdf.make_stream(drawn)
        pdf.save(out)
    copy = burned(PDF, out.getvalue(), [FIRST], "Copie caviardee")
    assert copy.drawn == (1,)
    with pypdfium2.PdfDocument(copy.content) as opened:
        assert "Total 1 000,00" in opened[1].get_textpage().get_text_bounded()
    before, after = (image_of(each, page=1) for each in (out.getvalue(), copy.content))
    difference = ImageChops.difference(before, after.crop((0, 0, *before.size)))
    assert max(difference.get_flattened_data()) <= 40


@pytest.mark.usefixtures("unread")
def test_the_original_is_what_it_was():
    content = full_of_corners()
    before = sha256(content).hexdigest()
    burned(PDF, content, [FIRST], "copie")
    assert sha256(content).hexdigest() == before


@pytest.mark.skipif(not optical.languages(), reason="tesseract is not installed")
def test_what_is_left_on_a_burned_page_may_still_be_searched(tmp_path: Path):
    content = by_reportlab(portrait=False)
    copy = burned(PDF, content, read(PDF, content).boxes((), [SECRET]), "Copie caviardee")
    path = tmp_path / "copy.pdf"
    path.write_bytes(copy.content)
    told = tool("pdftotext", path, "-")
    assert "Facture 4512" in told
    assert "Tremblay" not in told
    assert copy.method.endswith("tesseract")


@pytest.mark.skipif(not optical.languages(), reason="tesseract is not installed")
def test_a_word_left_on_a_burned_page_is_found_where_it_is_seen(tmp_path: Path):
    content = by_reportlab(portrait=False)
    copy = burned(PDF, content, read(PDF, content).boxes((), [SECRET]), "Copie caviardee")
    was, now = (places_of(each, tmp_path)["4512"] for each in (content, copy.content))
    assert max(abs(one - two) for one, two in zip(was, now, strict=True)) < 6


@pytest.mark.skipif(not optical.languages(), reason="tesseract is not installed")
def test_a_word_is_found_in_the_picture_of_a_page_and_burned_there(tmp_path: Path):
    picture, drawn = Image.new("RGB", (1200, 500), "white"), BytesIO()
    pen = ImageDraw.Draw(picture)
    pen.text((80, 100), f"Cliente : {SECRET}", fill="black", font=ImageFont.load_default(52))
    pen.text((80, 300), "Montant : 1 234,00", fill="black", font=ImageFont.load_default(52))
    picture.save(drawn, "PNG")
    found = read("image/png", drawn.getvalue()).boxes((), ["tremblay"])
    assert [box.pattern for box in found] == ["word"]
    copy = burned("image/png", drawn.getvalue(), found, "Copie caviardee")
    path = tmp_path / "copy.pdf"
    path.write_bytes(copy.content)
    told = tool("pdftotext", path, "-")
    assert "Montant" in told
    assert "remblay" not in told


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_word_is_found_where_it_is_read_however_the_page_is_turned(turned: int, tmp_path: Path):
    out = BytesIO()
    with pikepdf.open(BytesIO(by_reportlab(title="x"))) as pdf:
        pdf.pages[0].Rotate = turned
        pdf.pages[0].CropBox = Array([36, 36, 580, 760])
        pdf.save(out)
    (box, *_) = read(PDF, out.getvalue()).boxes((), [SECRET])
    place = {0: (False, False), 90: (True, False), 180: (True, True), 270: (False, True)}[turned]
    assert (box.left > WHOLE // 2, box.top > WHOLE // 2) == place
    gone(burned(PDF, out.getvalue(), [box, Box(1, 0, 0, WHOLE, WHOLE)], "copie").content, tmp_path)


def test_a_page_is_shown_and_a_box_past_the_last_page_makes_no_copy():
    assert page_of(PDF, by_reportlab(), 2).startswith(b"\x89PNG")
    assert page_of(PDF, DEMO, 9) == b""
    assert burned(PDF, DEMO, [Box(9, 0, 0, 10, 10)], "copie") is None
    assert burned(PDF, b"%PDF-1.4 broken", [FIRST], "copie") is None
    assert burned("text/csv", b"a;b", [FIRST], "copie") is None
    assert read(PDF, a_pdf(password="x")) is None


@pytest.mark.parametrize("turn", range(4))
def test_a_page_is_shown_turned_clockwise_by_quarters(turn: int):
    content = by_reportlab(portrait=False)
    upright, turned = (Image.open(BytesIO(page_of(PDF, content, 1, 400, t))) for t in (0, turn))
    assert turned.tobytes() == upright.rotate(-90 * turn, expand=True).tobytes()
