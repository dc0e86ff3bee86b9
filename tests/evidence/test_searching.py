"""No page counts as searched on which something that an eye sees was not read."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from claims.claim.redaction import Box
from claims.evidence import optical, searching
from claims.evidence.searching import read

PDF = "application/pdf"
SIN, ADDRESS = "046 454 286", "marie@exemple.ca"
optically = pytest.mark.skipif(not optical.languages(), reason="tesseract is not installed")


def a_page(draw: Callable[[Canvas], object]) -> bytes:
    made = BytesIO()
    canvas = Canvas(made, pagesize=(612, 792), initialFontName="Helvetica")
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def words(canvas: Canvas) -> None:
    canvas.drawString(72, 740, "Facture 4512 de Reconstruction Web inc.")


def many(pages: int, *told: int) -> bytes:
    """Pages, some of which tell an address."""

    def draw(canvas: Canvas) -> None:
        for page in range(1, pages + 1):
            canvas.drawString(72, 700, f"Page {page} {ADDRESS if page in told else ''}")
            if page < pages:
                canvas.showPage()

    return a_page(draw)


def pages_of(boxes: tuple[Box, ...]) -> list[int]:
    return [box.page for box in boxes]


def test_every_page_is_searched_however_many_there_are():
    found = read(PDF, many(807, 3, 400, 401, 807))
    assert pages_of(found.boxes(["email"], ())) == [3, 400, 401, 807]
    assert found.unread == ()


@pytest.mark.parametrize("bound", ["PAGES", "LETTERS"])
def test_pages_beyond_what_a_search_reads_are_told(bound: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(searching, bound, 400)
    found = read(PDF, many(403, 3, 403))
    assert pages_of(found.boxes(["email"], ())) == [3]
    assert found.unread == (401, 402, 403)


def edited(edit: Callable[[pikepdf.Pdf], object]) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(a_page(words))) as pdf:
        edit(pdf)
        pdf.save(out)
    return out.getvalue()


def with_a_field() -> bytes:
    def draw(canvas: Canvas) -> None:
        words(canvas)
        canvas.acroForm.textfield(name="n", value=SIN, x=72, y=500, width=300, height=24)

    return a_page(draw)


def with_a_note(subtype: str = "/FreeText") -> bytes:
    def note(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        (font,) = page.obj.Resources.Font.keys()
        drawn = pdf.make_stream(
            f"BT {font} 12 Tf 2 6 Td ({SIN}) Tj ET".encode(), Type=Name.XObject, Subtype=Name.Form,
            BBox=[0, 0, 200, 20], Resources=page.obj.Resources,
        )  # fmt: skip
        page.Annots = Array([pdf.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name(subtype), Rect=[72, 500, 272, 520], F=4,
            Contents=SIN, AP=Dictionary(N=drawn),
        ))])  # fmt: skip

    return edited(note)


def scan(turn: int = 0) -> Image.Image:
    """A letter as a scanner sees it, turned by quarters."""
    picture = Image.new("L", (1700, 2200), "white")
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(44)
    for line in range(8):
        pen.text(
            (150, 200 + 120 * line), "Madame, votre site reste ouvert", fill="black", font=font
        )
    pen.text((150, 1500), f"NAS {SIN}", fill="black", font=font)
    return picture.rotate(90 * turn, expand=True)


def with_a_scan(turn: int = 0, line: str = "Numérisé le 3 mai") -> bytes:
    """One typed line below a scan."""
    size = (612, 792) if turn % 2 == 0 else (792, 612)

    def draw(canvas: Canvas) -> None:
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(scan(turn)), 0, 0, *size)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(40, 20, line)

    return a_page(draw)


def with_a_small_picture() -> bytes:
    picture = Image.new("L", (420, 60), "white")
    ImageDraw.Draw(picture).text((10, 5), SIN, fill="black", font=ImageFont.load_default(44))

    def draw(canvas: Canvas) -> None:
        words(canvas)
        canvas.drawImage(ImageReader(picture), 72, 500, 210, 30)

    return a_page(draw)


def with_a_picture_in_a_form() -> bytes:
    def draw(canvas: Canvas) -> None:
        words(canvas)
        canvas.beginForm("f")
        canvas.drawImage(ImageReader(scan().crop((100, 1480, 900, 1580))), 72, 500, 240, 30)
        canvas.endForm()
        canvas.doForm("f")

    return a_page(draw)


def with_curves() -> bytes:
    """Handwriting, as a tablet draws it."""

    def draw(canvas: Canvas) -> None:
        words(canvas)
        for n in range(60):
            x, y = 72 + 7 * n, 500 + 5 * (n % 3)
            canvas.bezier(x, y, x + 9, y + 30, x - 6, y + 24, x + 7, y + 3)

    return a_page(draw)


def with_letters_unnamed() -> bytes:
    """A font that does not say which letters it draws."""

    def rename(pdf: pikepdf.Pdf) -> None:
        (font,) = pdf.pages[0].obj.Resources.Font.values()
        names = Array([32, *(Name(f"/g{n}") for n in range(95))])
        font.Encoding = Dictionary(Type=Name.Encoding, Differences=names)

    return edited(rename)


MORE = {
    "a field": with_a_field,
    "a note": with_a_note,
    "a stamp": lambda: with_a_note("/Stamp"),
    "a scan below one typed line": with_a_scan,
    "a small picture": with_a_small_picture,
    "a picture in a form": with_a_picture_in_a_form,
    "curves": with_curves,
    "letters without a name": with_letters_unnamed,
}


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("maker", MORE)
def test_a_page_that_shows_more_than_its_letters_is_told_where_nothing_reads_pictures(maker: str):
    assert read(PDF, MORE[maker]()).unread == (1,)


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize(
    "content",
    [
        a_page(words),
        a_page(lambda canvas: None),
        a_page(lambda canvas: (words(canvas), canvas.linkURL("https://whc.ca", (9, 9, 99, 20)))),
        a_page(lambda canvas: (words(canvas), canvas.grid(range(72, 500, 40), range(72, 700, 20)))),
    ],
    ids=["words", "nothing", "a link", "a table"],
)  # fmt: skip
def test_a_page_that_shows_no_more_than_its_letters_is_searched(content: bytes):
    assert read(PDF, content).unread == ()


@optically
@pytest.mark.parametrize(
    "maker", ["a field", "a note", "a scan below one typed line", "a small picture"]
)
def test_what_an_eye_reads_beside_the_letters_is_found_where_it_stands(maker: str):
    found = read(PDF, MORE[maker]())
    (box,) = found.boxes(["sin"], ())
    assert found.unread == ()
    low = 6600 if maker == "a scan below one typed line" else 3300
    assert low < box.top < box.bottom < low + 700
    assert box.left < 2200
    assert box.right < 5000


@optically
@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_scan_turned_over_is_read_the_way_it_stands_though_a_line_is_upright(turn: int):
    found = read(PDF, with_a_scan(turn))
    boxes = found.boxes(["sin"], ())
    assert boxes
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    upright = (150 / 1700, 1500 / 2200, 620 / 1700, 1560 / 2200)
    for _ in range(turn):
        a, b, c, d = upright
        upright = b, 1 - c, d, 1 - a
    assert upright[0] < (left + right) / 20_000 < upright[2]
    assert upright[1] < (top + bottom) / 20_000 < upright[3]


@optically
def test_what_nobody_can_read_on_a_page_is_told_though_the_rest_is_read():
    assert read(PDF, with_curves()).unread == (1,)


@optically
def test_what_is_read_in_the_letters_and_in_the_picture_has_one_box():
    found = read(PDF, with_a_small_picture())
    assert "Facture" in "".join(sign for sign, _ in found.seen[1][0])
    assert len(found.boxes((), ["Facture 4512"])) == 1


@optically
def test_of_more_pages_than_may_be_read_as_pictures_those_that_say_least_are_read(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(searching, "MOST_SEEN", 1)
    out = BytesIO()
    with pikepdf.new() as pdf:
        for content in (with_a_small_picture(), with_a_scan(line="1")):
            pdf.pages.extend(pikepdf.open(BytesIO(content)).pages)
        pdf.save(out)
    found = read(PDF, out.getvalue())
    assert (pages_of(found.boxes(["sin"], ())), found.unread) == ([2], (1,))
