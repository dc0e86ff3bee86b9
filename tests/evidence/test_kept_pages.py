"""A page without a box is kept as it is written only where nothing else can go over with it; where
that cannot be told, it is drawn, and shows what it showed."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from claims.claim.redaction import WHOLE, Box
from claims.documents.ink import FONTS
from claims.evidence.readers.redact import MOST
from claims.evidence.redacting import Burned, TooManyDrawn, burned
from tests.documents.reading_back import checked, tool
from tests.evidence.test_redacting import PDF, SECRET, gone

pytestmark = pytest.mark.usefixtures("unread")

ALL = Box(1, 0, 0, WHOLE, WHOLE, reason="personal")
"""The whole first page, black."""
CORNER = Box(1, 0, 0, 100, 100, reason="personal")
PAGE = (0, 0, 612, 792)
HIDDEN = f"BT /F1 18 Tf 72 600 Td ({SECRET}) Tj ET".encode()
Edit = Callable[[pikepdf.Pdf, pikepdf.Page, pikepdf.Page], None]


def two_pages(edit: Edit) -> bytes:
    """The first page draws the secret; both have a font called F1, and the second has its words."""
    made, out = BytesIO(), BytesIO()
    canvas = Canvas(made, pagesize=PAGE[2:], invariant=1)
    for text in ("Facture 4512", "Conditions generales"):
        canvas.setFont("Helvetica", 18)
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    with pikepdf.open(made) as pdf:
        first, second = pdf.pages
        for page in pdf.pages:
            page.obj.Resources = Dictionary(Font=page.obj.Resources.Font)
        first.contents_add(HIDDEN)
        edit(pdf, first, second)
        pdf.save(out)
    return out.getvalue()


def form(pdf: pikepdf.Pdf, content: bytes, **more: object) -> pikepdf.Stream:
    return pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array(PAGE), **more)


def portrait(pdf: pikepdf.Pdf, **more: object) -> pikepdf.Stream:
    """The picture that `gone` looks for, 80 by 80."""
    pixels = Image.effect_noise((80, 80), 90).tobytes()
    return pdf.make_stream(
        pixels, Type=Name.XObject, Subtype=Name.Image, Width=80, Height=80, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray, **more,
    )  # fmt: skip


def share(pages: tuple[pikepdf.Page, ...], **tables: Dictionary) -> None:
    """One table of resources for all of these pages."""
    for page in pages:
        for name, table in tables.items():
            page.obj.Resources[f"/{name}"] = table


def a_spread(first: str, second: str, name: str) -> Edit:
    """Both pages cut out of one drawing by their boxes."""

    def edit(_pdf: pikepdf.Pdf, one: pikepdf.Page, other: pikepdf.Page) -> None:
        other.contents_add(HIDDEN)
        one.obj.MediaBox = other.obj.MediaBox = Array([0, 0, 1224, 792])
        one.obj[name], other.obj[name] = (Array(map(int, box.split())) for box in (first, second))

    return edit


def cut_off_by_a_clip(_pdf, _first, second) -> None:
    second.contents_add(b"q 300 0 300 300 re W n " + HIDDEN + b" Q")


def cut_off_by_a_round_clip(_pdf, _first, second) -> None:
    second.contents_add(b"q 0 0 m 9 9 9 9 300 0 c W n " + HIDDEN + b" Q")


def cut_off_by_letters(_pdf, _first, second) -> None:
    second.contents_add(b"q BT 7 Tr /F1 9 Tf (x) Tj 0 Tr ET " + HIDDEN + b" Q")


def in_one_form(pdf, first, second) -> None:
    spread = form(pdf, HIDDEN, Resources=first.obj.Resources)
    share((first, second), XObject=Dictionary(S=spread))
    second.contents_add(b"q 0 0 612 792 re W n 1 0 0 1 -612 0 cm /S Do Q")


def a_name_used_as_a_tag(pdf, first, second) -> None:
    drawn = form(pdf, HIDDEN, Resources=first.obj.Resources)
    share((first, second), XObject=Dictionary(Figure=drawn))
    first.contents_add(b"/Figure Do")
    second.contents_add(b"/Figure BMC 0 0 9 9 re f EMC")


def a_picture_named_as_a_tag(pdf, first, second) -> None:
    share((first, second), XObject=Dictionary(Figure=portrait(pdf)))
    first.contents_add(b"q 80 0 0 80 9 9 cm /Figure Do Q")
    second.contents_add(b"/Figure BMC EMC")


def one_name_in_two_tables(pdf, first, second) -> None:
    share((first, second), XObject=Dictionary(F1=portrait(pdf)))
    first.contents_add(b"q 80 0 0 80 9 9 cm /F1 Do Q")


def letters_that_are_drawings(pdf, first, second) -> None:
    shapes = Dictionary(a=pdf.make_stream(b"600 0 d0 " + HIDDEN),
                        b=pdf.make_stream(b"600 0 0 0 500 500 d1 0 0 500 500 re f"))  # fmt: skip
    font = pdf.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 500, 500], CharProcs=shapes,
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0], FirstChar=97, LastChar=98, Widths=[600, 600],
        Encoding=Dictionary(Differences=[97, Name.a, Name.b]), Resources=first.obj.Resources,
    ))  # fmt: skip
    for page, text in ((first, b"a"), (second, b"b")):
        page.obj.Resources.Font.T3 = font
        page.contents_add(b"BT /T3 24 Tf 99 500 Td (%b) Tj ET" % text)


def tables_of_the_other_page(pdf, first, second) -> None:
    ink = Array([Name.Separation, Name(f"/{SECRET.replace(' ', '#20')}"), Name.DeviceGray,
                 Dictionary(FunctionType=2, Domain=[0, 1], N=1)])  # fmt: skip
    mesh = pdf.make_stream(SECRET.encode(), ShadingType=4, ColorSpace=Name.DeviceRGB)
    spoken = pdf.make_indirect(Dictionary(ActualText=SECRET))
    share((first, second), ColorSpace=Dictionary(C=ink), Shading=Dictionary(S=mesh),
          Properties=Dictionary(P=spoken))  # fmt: skip
    second.contents_add(b"/Span /P BDC 0 0 9 9 re f EMC")


def what_hangs_on_a_form(pdf, first, second) -> None:
    shape = form(pdf, b"0 0 50 50 re f", Foo=Dictionary(Bar=SECRET), Ref=Dictionary(F=SECRET))
    share((first, second), XObject=Dictionary(X=shape))
    second.contents_add(b"/X Do")


def what_hangs_on_a_picture(pdf, first, second) -> None:
    shown = pdf.make_stream(
        b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray, Name=SECRET, Foo=Dictionary(Bar=SECRET),
        Alternates=Array([Dictionary(Image=portrait(pdf))]),
        DecodeParms=Dictionary(Foo=Name("/Josephine")),
    )  # fmt: skip
    share((first, second), XObject=Dictionary(X=shown))
    second.contents_add(b"q 80 0 0 80 9 9 cm /X Do Q")


def what_hangs_on_a_font(pdf, first, second) -> None:
    font = first.obj.Resources.Font.F1
    font.Foo, font.ToUnicode = SECRET, pdf.make_stream(b"%" + SECRET.encode())
    font.Encoding = Dictionary(Differences=[1, Name("/Josephine"), 65, Name.A])


def what_a_camera_left(pdf, first, second) -> None:
    told, jpeg = Image.Exif(), BytesIO()
    told[0x010E] = SECRET
    Image.new("L", (9, 9)).save(jpeg, "JPEG", exif=told)
    shown = pdf.make_stream(
        jpeg.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=9, Height=9,
        BitsPerComponent=8, ColorSpace=Name.DeviceGray, Filter=Name.DCTDecode,
    )  # fmt: skip
    share((first, second), XObject=Dictionary(X=shown))
    second.contents_add(b"q 80 0 0 80 9 9 cm /X Do Q")


def the_hidden_part_of_a_picture(pdf, first, second) -> None:
    share((first, second), XObject=Dictionary(X=portrait(pdf)))
    second.contents_add(b"q 99 300 99 9 re W n 200 0 0 200 100 300 cm /X Do Q")


def a_picture_beside_the_page(pdf, first, second) -> None:
    share((first, second), XObject=Dictionary(X=portrait(pdf)))
    second.contents_add(b"q 200 0 0 200 500 300 cm /X Do Q")


def rows_below_a_picture(pdf, first, second) -> None:
    """The picture says that it is lower than what its stream holds."""
    cut = portrait(pdf)
    cut.Height = 40
    share((first, second), XObject=Dictionary(X=cut))
    second.contents_add(b"q 200 0 0 100 100 300 cm /X Do Q")


def what_a_mask_hides(pdf, first, second) -> None:
    mask = pdf.make_stream(
        bytes(6400), Type=Name.XObject, Subtype=Name.Image, Width=80, Height=80,
        ColorSpace=Name.DeviceGray, BitsPerComponent=8,
    )  # fmt: skip
    share((first, second), XObject=Dictionary(X=portrait(pdf, SMask=mask)))
    second.contents_add(b"q 200 0 0 200 100 300 cm /X Do Q")


def a_tile(pdf, first, second) -> None:
    tile = pdf.make_stream(
        HIDDEN, Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 9, 9],
        XStep=9, YStep=9, Resources=first.obj.Resources,
    )  # fmt: skip
    share((first, second), Pattern=Dictionary(P=tile))
    second.contents_add(b"/Pattern cs /P scn 9 9 99 99 re f")


def a_mask_over_the_page(pdf, first, second) -> None:
    group = form(pdf, HIDDEN, Resources=first.obj.Resources, Group=Dictionary(S=Name.Transparency))
    state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))
    share((first, second), ExtGState=Dictionary(G=state))
    second.contents_add(b"/G gs 9 9 99 99 re f")


HIDING: dict[str, Edit] = {
    "crop boxes": a_spread("0 0 612 792", "612 0 1224 792", "/CropBox"),
    "media boxes": a_spread("0 0 612 792", "612 0 1224 792", "/MediaBox"),
    "corners told backwards": a_spread("0 0 612 792", "1224 792 612 0", "/MediaBox"),
} | {
    each.__name__: each
    for each in (
        cut_off_by_a_clip, cut_off_by_a_round_clip, cut_off_by_letters, in_one_form,
        a_name_used_as_a_tag, a_picture_named_as_a_tag, one_name_in_two_tables,
        letters_that_are_drawings, tables_of_the_other_page, what_hangs_on_a_form,
        what_hangs_on_a_picture, what_hangs_on_a_font, what_a_camera_left,
        the_hidden_part_of_a_picture, rows_below_a_picture, a_picture_beside_the_page,
        what_a_mask_hides, a_tile, a_mask_over_the_page,
    )
}  # fmt: skip


@pytest.mark.parametrize("where", HIDING)
def test_what_a_page_does_not_show_does_not_leave_with_it(where: str, tmp_path: Path):
    copy = burned(PDF, two_pages(HIDING[where]), [ALL], "Copie caviardee")
    assert copy is not None
    checked(copy.content, tmp_path)
    gone(copy.content, tmp_path)
    with pikepdf.open(BytesIO(copy.content)) as pdf:
        streams = (each for each in pdf.objects if isinstance(each, pikepdf.Stream))
        assert 80 not in [each.get("/Width") for each in streams]  # of the portrait


def nested(pdf, _first, second) -> None:
    font = second.obj.Resources.Font.F1
    inner = form(pdf, b"BT /F9 30 Tf 100 400 Td (IMBRIQUE) Tj ET")
    second.obj.Resources = Dictionary(
        Font=Dictionary(F1=font, F9=font), XObject=Dictionary(A=form(pdf, b"/B Do"), B=inner)
    )
    second.contents_add(b"/A Do")


def letters_drawn_with_the_page(pdf, _first, second) -> None:
    shown = pdf.make_stream(
        b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 500, 500], FirstChar=97, LastChar=97,
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0], Widths=[600], Encoding=Dictionary(
            Differences=[97, Name.a]), CharProcs=Dictionary(
            a=pdf.make_stream(b"600 0 d0 q 500 0 0 500 0 0 cm /I7 Do Q")),
    )  # fmt: skip
    second.obj.Resources.Font.T3 = pdf.make_indirect(font)
    second.obj.Resources.XObject = Dictionary(I7=shown)
    second.contents_add(b"BT /T3 60 Tf 100 400 Td (aaa) Tj ET")


def a_picture_among_the_words(_pdf, _first, second) -> None:
    second.contents_add(b"q 200 0 0 200 100 300 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \0\xff\xff\0 EI Q")


def a_gradient(_pdf, _first, second) -> None:
    fade = Dictionary(ShadingType=2, ColorSpace=Name.DeviceGray, Coords=[0, 0, 612, 0],
                      Function=Dictionary(FunctionType=2, Domain=[0, 1], N=1))  # fmt: skip
    second.obj.Resources.Shading = Dictionary(S=fade)
    second.contents_add(b"q 99 99 99 99 re W n /S sh Q")


def a_form_named_as_a_key(name: str) -> Edit:
    def edit(pdf, _first, second) -> None:
        second.obj.Resources.XObject = Dictionary({name: form(pdf, b"9 9 300 300 re f")})
        second.contents_add(f"{name} Do".encode())

    return edit


DRAWN: dict[str, Edit] = {
    each.__name__: each
    for each in (nested, letters_drawn_with_the_page, a_picture_among_the_words, a_gradient, a_tile)
} | {f"a form named {name}": a_form_named_as_a_key(name) for name in ("/OC", "/AF")}


def a_font_named_as_a_key(name: str) -> Edit:
    def edit(_pdf, _first, second) -> None:
        second.obj.Resources.Font[name] = second.obj.Resources.Font.F1
        second.contents_add(f"BT {name} 30 Tf 100 400 Td (NOMMEE) Tj ET".encode())

    return edit


def clear(pdf, _first, second) -> None:
    second.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, I=True)
    second.obj.Resources.ExtGState = Dictionary(G=Dictionary(BM=Name.Multiply, ca=0.5))
    second.contents_add(b"/G gs 1 0 0 rg 60 600 300 120 re f")


def a_whole_picture(pdf, _first, second) -> None:
    second.obj.Resources.XObject = Dictionary(X=portrait(pdf))
    second.contents_add(b"q 300 0 0 300 100 100 cm /X Do Q")


def a_whole_photograph(pdf, _first, second) -> None:
    jpeg = BytesIO()
    Image.effect_noise((60, 40), 90).save(jpeg, "JPEG")
    second.obj.Resources.XObject = Dictionary(X=pdf.make_stream(
        jpeg.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=60, Height=40,
        BitsPerComponent=8, ColorSpace=Name.DeviceGray, Filter=Name.DCTDecode,
    ))  # fmt: skip
    second.contents_add(b"q 300 0 0 200 100 100 cm /X Do Q")


def a_background(_pdf, _first, second) -> None:
    second.contents_add(b"q 0.8 1 0.8 rg -9 -9 700 900 re f Q", prepend=True)


def colours_of_an_index(pdf, _first, second) -> None:
    spaces = Dictionary(
        D=Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(b"\xff\0\0\0\0\xff")]),
        L=Array([Name.CalRGB, Dictionary(WhitePoint=[0.9505, 1, 1.089])]),
    )
    second.obj.Resources.ColorSpace = spaces
    second.contents_add(b"/D cs 1 scn 99 99 99 99 re f /L cs 0 1 0 scn 300 99 99 99 re f")


def what_closes_nothing(_pdf, _first, second) -> None:
    second.contents_add(b"Q Q q 2 0 0 2 0 0 cm")


def turned(_pdf, _first, second) -> None:
    second.obj.Rotate = 90


KEPT: dict[str, Edit] = {
    each.__name__: each
    for each in (clear, a_whole_picture, a_whole_photograph, a_background, colours_of_an_index,
                 what_closes_nothing, turned)
} | {
    f"a font named {name}": a_font_named_as_a_key(name) for name in ("/ID", "/OC", "/AF", "/JS")
}  # fmt: skip


@pytest.mark.parametrize("what", [*DRAWN, *KEPT])
def test_a_page_without_a_box_shows_what_it_showed(what: str, tmp_path: Path):
    content = two_pages((DRAWN | KEPT)[what])
    copy = burned(PDF, content, [CORNER], "c")
    assert copy is not None
    assert copy.drawn == ((1, 2) if what in DRAWN else (1,))
    checked(copy.content, tmp_path)
    programs = (by_pdfium, by_poppler) if what in KEPT else (by_pdfium,)  # PDFium draws the rest
    for render in programs:
        before, after = render(content, tmp_path), render(copy.content, tmp_path)
        assert after.width == before.width
        assert after.height > before.height  # the strip of the copy stands under it
        above = after.crop((0, 0, *before.size))
        apart = ImageChops.difference(before.reduce(4), above.reduce(4))
        assert apart.getextrema()[1] < 60, render.__name__


def by_pdfium(content: bytes, _folder: Path) -> Image.Image:
    with pypdfium2.PdfDocument(content) as opened:
        return opened[1].render(scale=1).to_pil().convert("L")


def by_poppler(content: bytes, folder: Path) -> Image.Image:
    (folder / "page.pdf").write_bytes(content)
    tool("pdftoppm", "-r", "72", "-f", "2", "-l", "2", "-singlefile", "-png", folder / "page.pdf",
         folder / "page")  # fmt: skip
    with Image.open(folder / "page.png") as drawn:
        return drawn.convert("L")


def test_a_font_tells_only_of_the_letters_that_the_kept_pages_show(tmp_path: Path):
    pdfmetrics.registerFont(TTFont("Shared", str(FONTS / "Inter-Regular.ttf")))
    made = BytesIO()
    canvas = Canvas(made)
    for text in ("Ž et Œ", "été à Québec"):
        canvas.setFont("Shared", 18)
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    copy = burned(PDF, made.getvalue(), [ALL], "c")
    assert copy.drawn == (1,)
    (tmp_path / "copy.pdf").write_bytes(copy.content)
    assert "été à Québec" in tool("pdftotext", tmp_path / "copy.pdf", "-")
    with pikepdf.open(BytesIO(copy.content)) as pdf:
        [font] = pdf.pages[1].Resources.XObject.Page.Resources.Font.values()
        told = font.ToUnicode.read_bytes().upper()
    assert b"<00E9>" in told
    for letter in "ŽŒ":
        assert f"{ord(letter):04X}".encode() in as_told(made.getvalue())
        assert f"{ord(letter):04X}".encode() not in told


def as_told(content: bytes) -> bytes:
    """What the first font of a file tells of its letters."""
    with pikepdf.open(BytesIO(content)) as pdf:
        fonts = pdf.pages[0].Resources.Font
        return b"".join(
            each.ToUnicode.read_bytes().upper() for _, each in fonts.items() if "/ToUnicode" in each
        )


def many(pages: int, edit: Callable[[pikepdf.Pdf], None]) -> bytes:
    made, out = BytesIO(), BytesIO()
    canvas = Canvas(made, pagesize=(200, 200))
    for number in range(pages):
        canvas.drawString(20, 100, f"Page {number + 1}")
        canvas.showPage()
    canvas.save()
    with pikepdf.open(made) as pdf:
        edit(pdf)
        pdf.save(out)
    return out.getvalue()


def a_layer(pdf: pikepdf.Pdf) -> None:
    """In a file that has one, the last page alone draws in it."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="x"))
    pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))
    for page in pdf.pages:
        page.add_resource(layer, Name.Properties, Name.L1)
    pdf.pages[-1].contents_add(b"/OC /L1 BDC 0 0 9 9 re f EMC")


def test_only_the_pages_that_draw_in_a_layer_are_drawn_however_long_the_file():
    copy = burned(PDF, many(MOST + 2, a_layer), [CORNER], "c")
    assert (copy.pages, copy.drawn) == (MOST + 2, (1, MOST + 2))


def a_note_each(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.Annots = Array([Dictionary(Subtype=Name.Text, Rect=[9, 9, 30, 30])])


def test_a_file_with_more_pages_to_draw_than_may_be_is_said_to_be_one():
    with pytest.raises(TooManyDrawn) as told:
        burned(PDF, many(MOST + 1, a_note_each), [CORNER], "c")
    assert told.value.most == MOST
    with pytest.raises(TooManyDrawn):
        burned(PDF, many(MOST + 1, lambda _: None), [CORNER], "c", every=True)


def test_every_page_becomes_a_picture_when_asked_and_no_hidden_word_is_left(tmp_path: Path):
    def unseen(_pdf, _first, second) -> None:
        second.contents_add(b"BT 3 Tr /F1 9 Tf 72 500 Td (" + SECRET.encode() + b") Tj ET")

    content = two_pages(unseen)
    assert burned(PDF, content, [ALL], "c").drawn == (1,)
    copy: Burned = burned(PDF, content, [ALL], "c", every=True)
    assert copy.drawn == (1, 2)
    gone(copy.content, tmp_path)
