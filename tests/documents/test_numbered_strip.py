"""Nothing a page holds covers its number, and the page loses nothing it showed by it."""

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from claims.evidence.numbering import Order, numbered
from tests.documents.reading_back import checked, text_of, tool

MEDIA, HIGH = "application/pdf", 20
FULL = b" 0.1 0.1 0.3 rg -500 -500 3000 3000 re f 1 g "
SHOWN_BY = ("pdfium", "poppler")


def a_page(change: Callable[[pikepdf.Pdf], object], pages: int = 1) -> bytes:
    """Pages with a word each, high and low, changed."""
    made, out = BytesIO(), BytesIO()
    canvas = Canvas(made, pagesize=letter)
    for number in range(pages):
        canvas.setFont("Helvetica", 14)
        canvas.drawString(72, 720, f"Facture{number}")
        canvas.drawString(72, 30, f"Bas{number}")
        canvas.showPage()
    canvas.save()
    with pikepdf.open(made) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def around(before: bytes = b"", after: bytes = b"", **told):
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.contents_add(before, prepend=True)
        page.contents_add(after)
        for name, value in told.items():
            page.obj[f"/{name}"] = value

    return change


def inverse_grey(pdf: pikepdf.Pdf) -> None:
    black = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([1]), N=1)
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(
        DefaultGray=Array([Name.Separation, Name.Black, Name.DeviceGray, black])
    )


def a_form(pdf: pikepdf.Pdf, wide: float, tall: float, drawn=b"0 0.4 0 rg -9 -9 9999 9999 re f"):
    return pdf.make_stream(
        drawn, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, wide, tall])
    )


def note(rect: list[float], *, subtype: str = "Stamp", drawn: bool = True, **told):
    """An annotation, with an appearance or without; told of the page: CropBox, Rotate."""
    of_page = {name: told.pop(name) for name in ("CropBox", "Rotate") if name in told}

    def change(pdf: pikepdf.Pdf) -> None:
        annotation = Dictionary(
            Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array(rect), F=4,
            C=Array([0, 0, 0]), IC=Array([0, 0, 0.5]), **told,
        )  # fmt: skip
        if drawn:
            form = a_form(pdf, rect[2] - rect[0], rect[3] - rect[1])
            annotation.AP = Dictionary(N=form)
        pdf.pages[0].Annots = Array([pdf.make_indirect(annotation)])
        for name, value in of_page.items():
            pdf.pages[0].obj[f"/{name}"] = value

    return change


def boundless(pdf: pikepdf.Pdf) -> None:
    """A note on the page whose appearance has no box, so that readers may draw it anywhere."""
    note([100, 300, 200, 400])(pdf)
    del pdf.pages[0].Annots[0].AP.N["/BBox"]
    pdf.pages[0].Annots[0].AP.N.write(b"0 0.4 0 rg 0 -400 400 500 re f")


def a_note_nowhere(pdf: pikepdf.Pdf) -> None:
    note([100, 300, 200, 400])(pdf)
    del pdf.pages[0].Annots[0]["/Rect"]


def in_a_black_group(pdf: pikepdf.Pdf) -> None:
    inverse_grey(pdf)
    space = pdf.pages[0].obj.Resources.ColorSpace.DefaultGray
    del pdf.pages[0].obj.Resources["/ColorSpace"]
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=space, I=True, K=True)


def blended(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, I=True, K=True)
    page.add_resource(
        pdf.make_indirect(Dictionary(BM=Name.Difference)), Name.ExtGState, Name("/G9")
    )
    page.contents_add(b"/G9 gs 0.8 0.2 0.4 rg -500 -500 3000 3000 re f")


def a_layer_left_open(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Cache"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    pdf.pages[0].add_resource(layer, Name.Properties, Name("/L1"))
    pdf.pages[0].contents_add(b"/OC /L1 BDC 1 0 0 rg 0 0 400 400 re f")


def in_parts(*parts: bytes):
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Contents = Array([pdf.make_stream(part) for part in parts])

    return change


ALIKE = {
    "a Q too many, then a full ground": around(b"Q" + FULL),
    "a Q too many in a page cropped": around(b"Q" + FULL, CropBox=Array([60, 60, 500, 700])),
    "three Q at the end, then a full ground": around(after=b" Q Q Q" + FULL),
    "a text left open": around(after=b" BT /F1 12 Tf 100 100 Td (ouvert) Tj"),
    "a string left open": around(after=b" (ouverte"),
    "a picture cut short": around(after=b" BI /W 10 /H 10 /CS /G /BPC 8 ID abc"),
    "a layer left open": a_layer_left_open,
    "grey turned to black": inverse_grey,
    "colours that depend on what is under": blended,
    "contents in parts": in_parts(
        b"q 1 0 0", b"rg 100 100 50 50 re f Q % note", b"BT /F1 24 Tf 72 500 Td (MOT) Tj ET",
        b"0 0 1 rg 300 300 50 50 re f",
    ),
    "a note hangs below": note([300, -30, 650, 20]),
    "a note lies below": note([0, -30, 612, -1]),
    "a note in the margin cropped": note([0, 0, 612, 59], CropBox=Array([0, 60, 612, 792])),
    "a note that is nowhere": a_note_nowhere,
    "a group whose grey is black": in_a_black_group,
    "a note over all, page turned": note([-700, -700, 1300, 1300], Rotate=90),
    "a note over all, page upside down": note([-700, -700, 1300, 1300], Rotate=180),
    "a rectangle without appearance": note([400, -30, 640, 30], subtype="Square", drawn=False),
    "a box without area": around(MediaBox=Array([0, 0, 0, 0])),
    "no resources where fonts should be": around(Resources=Dictionary(Font=Array([]))),
}  # fmt: skip


def drawn_by(reader: str, pdf: bytes, folder: Path) -> Image.Image:
    if reader == "pdfium":
        with pypdfium2.PdfDocument(pdf) as opened:
            opened.init_forms()
            return opened[0].render(scale=1).to_pil().convert("RGB")
    (folder / "d.pdf").write_bytes(pdf)
    tool("pdftoppm", "-cropbox", "-r", "72", "-png", "-singlefile", folder / "d.pdf", folder / "d")
    return Image.open(folder / "d.png").convert("RGB")


def copy_of(content: bytes, pages: int = 1, words=None) -> bytes:
    labels = tuple(f"WHC-{number:06}" for number in range(1, pages + 1))
    return numbered(MEDIA, content, Order(labels, "P-3", True, words or {}))


def is_clean(strip: Image.Image) -> bool:
    """Black on white, at both ends alone."""
    grey = strip.convert("L")
    ink = grey.point(lambda level: 255 * (level < 128))
    middle = grey.crop((grey.width // 3, 0, grey.width * 2 // 3, grey.height))
    return bool(ink.getbbox()) and middle.getextrema()[0] > 250 and sum(
        ink.histogram()[200:]
    ) < 0.1 * grey.width * grey.height  # fmt: skip


@pytest.mark.parametrize("reader", SHOWN_BY)
@pytest.mark.parametrize("name", ALIKE)
def test_the_number_stays_uncovered_and_the_page_looks_as_it_did(name, reader, tmp_path: Path):
    before = drawn_by(reader, original := a_page(ALIKE[name]), tmp_path)
    after = drawn_by(reader, copy_of(original), tmp_path)
    assert after.width == before.width
    assert is_clean(after.crop((0, before.height + 1, after.width, after.height)))
    top = (1, 1, before.width - 1, before.height - 2)  # the frame of a rectangle is cut at the edge
    difference = ImageChops.difference(before.crop(top), after.crop(top)).convert("L")
    assert sum(difference.histogram()[60:]) < 30


@pytest.mark.parametrize("reader", SHOWN_BY)
def test_a_note_without_a_box_stays_within_its_rectangle(reader, tmp_path: Path):
    after = drawn_by(reader, copy_of(a_page(boundless)), tmp_path)
    assert is_clean(after.crop((0, 793, after.width, after.height)))


BARE = {
    "Circle": {}, "Stamp": {}, "Text": {}, "Link": {"Border": Array([0, 0, 8])},
    "Line": {"L": Array([300, -5, 600, -10]), "BS": Dictionary(W=9), "LE": Array([Name.Slash] * 2)},
    "Ink": {"InkList": Array([Array([400, 20, 450, -15, 600, -15])]), "BS": Dictionary(W=6)},
    "Polygon": {"Vertices": Array([400, 20, 450, -15, 600, -15])},
    "Highlight": {"QuadPoints": Array([400, 30, 640, 30, 400, -30, 640, -30])},
    "FreeText": {"Contents": "LIBRE", "DA": "/Helv 20 Tf 0 g"},
}  # fmt: skip


@pytest.mark.parametrize("reader", SHOWN_BY)
@pytest.mark.parametrize("rect", [(400, -30, 640, 30), (400, 1, 404, 5)])
@pytest.mark.parametrize("subtype", BARE)
def test_what_a_reader_draws_by_itself_stays_on_the_page(subtype, rect, reader, tmp_path: Path):
    told = {name: pikepdf.Object.parse(value.unparse()) if hasattr(value, "unparse") else value
            for name, value in BARE[subtype].items()}  # fmt: skip
    original = a_page(note(list(rect), subtype=subtype, drawn=False, **told))
    high = drawn_by(reader, original, tmp_path).height
    after = drawn_by(reader, copy_of(original), tmp_path)
    assert is_clean(after.crop((0, high + 1, after.width, after.height)))


@pytest.mark.parametrize("reader", SHOWN_BY)
@pytest.mark.parametrize(
    ("turned", "rect"), [(90, [560, 300, 600, 500]), (180, [300, 590, 340, 790])]
)
def test_a_note_that_does_not_turn_with_its_page_stays_off_the_strip(
    turned, rect, reader, tmp_path: Path
):
    def change(pdf: pikepdf.Pdf) -> None:
        note(rect, Rotate=turned)(pdf)
        pdf.pages[0].Annots[0].F = 4 | 16

    original = a_page(change)
    high = drawn_by(reader, original, tmp_path).height
    after = drawn_by(reader, copy_of(original), tmp_path)
    assert is_clean(after.crop((0, high + 1, after.width, after.height)))


def test_an_appearance_keeps_its_states_and_finds_the_letters_of_its_page(tmp_path: Path):
    def change(pdf: pikepdf.Pdf) -> None:
        said = b"BT /F1 12 Tf 5 40 Td (COCHE) Tj ET"
        states = Dictionary(On=a_form(pdf, 100, 60, said), Off=a_form(pdf, 100, 60, b""))
        pdf.pages[0].Annots = Array([
            pdf.make_indirect(Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, T="b", F=4, AS=Name.On,
                Rect=Array([300, -30, 400, 30]), AP=Dictionary(N=states),
            ))
        ])  # fmt: skip
        pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[0].Annots)

    made = copy_of(a_page(change))
    assert "COCHE" in text_of(made, tmp_path)
    with pikepdf.open(BytesIO(made)) as pdf:
        [widget] = pdf.pages[0].Annots
        assert list(map(int, widget.Rect)) == [300, 0, 400, 30]
        assert set(widget.AP.N.keys()) == {"/On", "/Off"}


SCAN = b"0.9 g 0 0 612 792 re f"
UNBALANCED = {
    "balanced": b"q " + SCAN + b" Q",
    "a Q is missing": b"q 0.24 0 0 0.24 0 0 cm 0.9 g 0 0 2550 3300 re f",
    "two are missing": b"q 0.24 0 0 0.24 0 0 cm q 2 0 0 2 0 0 cm " + SCAN,
    "two are missing under a clip": b"q 0 0 10 10 re W n q " + SCAN,
    "a Q too many": b"Q " + SCAN + b" Q",
    "a text left open": b"BT 3 0 0 3 100 100 Tm",
}


@pytest.mark.parametrize("name", UNBALANCED)
def test_words_read_in_a_picture_lie_where_they_were_read_however_it_is_drawn(name, tmp_path: Path):
    scan = a_page(in_parts(UNBALANCED[name]))
    path = tmp_path / "n.pdf"
    path.write_bytes(copy_of(scan, words={1: [("MOTLU", (1000, 5000, 3000, 5200))]}))
    told = tool("pdftotext", "-bbox", path, "-")
    [[left, top, right, bottom]] = re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">MOTLU<', told
    )
    assert abs(float(left) - 61) < 2
    assert abs(float(right) - 184) < 2
    assert float(top) < 400 < float(bottom)


def test_pages_that_share_contents_draw_each_by_their_own_resources(tmp_path: Path):
    """And those that share all, and are one page in the tree, share one drawing."""

    def change(pdf: pikepdf.Pdf) -> None:
        font = pdf.pages[0].obj.Resources.Font.F1
        contents = pdf.make_stream(b"/I Do")
        for number in (1, 1, 2):
            form = a_form(pdf, 300, 99, b"BT /F 24 Tf 9 9 Td (AUTRE%d) Tj ET" % number)
            form.Resources = Dictionary(Font=Dictionary(F=font))
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(Dictionary(
                Type=Name.Page, MediaBox=Array([0, 0, 612, 792]), Contents=contents,
                Resources=Dictionary(XObject=Dictionary(I=form)),
            ))))  # fmt: skip
        pdf.Root.Pages.Kids.append(pdf.pages[0].obj)
        pdf.Root.Pages.Count = 5

    original = a_page(change)
    made = copy_of(original, 5)
    checked(made, tmp_path)
    assert re.findall(r"Facture\d|AUTRE\d", text_of(made, tmp_path)) == [
        "Facture0", "AUTRE1", "AUTRE1", "AUTRE2", "Facture0",
    ]  # fmt: skip
    with pikepdf.open(BytesIO(made)) as pdf:
        first, *_, last = (page.Resources.XObject.Page.objgen for page in pdf.pages)
    assert first == last


def test_contents_that_another_page_draws_as_a_form_stay_that_form(tmp_path: Path):
    def change(pdf: pikepdf.Pdf) -> None:
        shown = pdf.pages[0].obj
        form = a_form(pdf, 300, 40)
        form.write(b"BT /F1 24 Tf 9 9 Td (FORME) Tj ET 0 300 99 99 re f")
        form.Resources, shown.Contents = shown.Resources, form
        pdf.pages[1].obj.Contents = pdf.make_stream(b"/X Do")
        pdf.pages[1].obj.Resources = Dictionary(XObject=Dictionary(X=form))

    original = a_page(change, 2)
    made = copy_of(original, 2)
    with pypdfium2.PdfDocument(original) as old, pypdfium2.PdfDocument(made) as new:
        for before, after in zip(old, new, strict=True):
            seen = before.render().to_pil()
            top = after.render().to_pil().crop((0, 0, *seen.size))
            assert max(ImageChops.difference(seen, top).convert("L").get_flattened_data()) < 60


def test_of_a_part_that_is_broken_what_comes_before_its_fault_is_kept(tmp_path: Path):
    def change(pdf: pikepdf.Pdf) -> None:
        said = b"BT /F1 24 Tf 72 500 Td (AVANT) Tj ET " + b"0 0 1 rg 300 300 20 20 re f " * 999
        good = zlib.compress(said)
        pdf.pages[0].obj.Contents = Array([
            pdf.make_stream(b"q"),
            pdf.make_stream(good[:-40] + b"\xff" * 40, Filter=Name.FlateDecode),
        ])  # fmt: skip

    assert text_of(copy_of(a_page(change)), tmp_path).split()[:1] == ["AVANT"]


def test_resources_told_above_the_pages_are_told_once(tmp_path: Path):
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Resources = Dictionary(Font=Dictionary(pdf.pages[0].obj.Resources.Font))
        for page in pdf.pages:
            del page.obj["/Resources"]

    made = copy_of(a_page(change, 3), 3)
    assert re.findall(r"Bas\d", text_of(made, tmp_path)) == ["Bas0", "Bas1", "Bas2"]
    with pikepdf.open(BytesIO(made)) as pdf:
        told = {page.Resources.XObject.Page.Resources.objgen for page in pdf.pages}
    assert len(told) == 1


def a_tagged_page(pdf: pikepdf.Pdf) -> None:
    """A title and two paragraphs, told in each of the three ways there are."""
    page = pdf.pages[0].obj
    said = ((b"H1", b"TITRE"), (b"P", b"PREMIER"), (b"P", b"SECOND"))
    page.Contents = pdf.make_stream(b" ".join(
        b"/%b <</MCID %d>> BDC BT /F1 24 Tf 72 %d Td (%b) Tj ET EMC"
        % (kind, place, 700 - 90 * place, text) for place, (kind, text) in enumerate(said)
    ))  # fmt: skip
    page.StructParents = 0
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    whole = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    kids = 0, Array([Dictionary(Type=Name.MCR, Pg=page, MCID=1)]), Array([2])
    tags = [
        pdf.make_indirect(Dictionary(
            Type=Name.StructElem, S=Name(f"/{kind.decode()}"), P=whole, Pg=page, K=kid
        )) for (kind, _), kid in zip(said, kids, strict=True)
    ]  # fmt: skip
    whole.K, root.K = Array(tags), whole
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, pdf.make_indirect(Array(tags))])))
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)


def test_the_tags_of_a_page_still_say_what_each_of_its_parts_is(tmp_path: Path):
    told = []
    for content in (original := a_page(a_tagged_page), copy_of(original)):
        path = tmp_path / "t.pdf"
        path.write_bytes(content)
        told.append(tool("pdfinfo", "-struct-text", path))
    assert "SECOND" in told[0]
    assert told[0] == told[1]
    with pikepdf.open(path) as pdf:
        form = pdf.pages[0].Resources.XObject.Page
        assert form.StructParents == 0
        assert "/StructParents" not in pdf.pages[0].obj
        for tag in pdf.Root.StructTreeRoot.K.K:
            part = tag.K[0] if isinstance(tag.K, Array) else tag.K
            assert part.Stm == form
