"""A PDF without what acts in it: every active key taken away or, when some is left, pages drawn.

The original is never written to. The copy says on every page that it is one, and of what.
"""

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

import pikepdf
import pypdfium2

from claims.evidence.readers import Unacceptable, lettering
from claims.evidence.readers.pdf import ACTIVE, is_plain_opening, read
from claims.evidence.readers.pdf_stamp import inherited

REWRITTEN = f"pikepdf {pikepdf.__version__}, qpdf {pikepdf.__libqpdf_version__}: rewritten"
DRAWN = f"PDFium {pypdfium2.PYPDFIUM_INFO.version}: pages drawn"
"""How a copy was made, as its record tells it."""
DOTS = 150 / 72
MOST = 200
"""Pages drawn at most; a longer file gets no copy."""


def copied(file: BytesIO, kind: str, mark: str) -> tuple[str, bytes]:
    """How the copy was made, and the copy. mark: the line set at the foot of every page."""
    with suppress(Exception):  # whatever a broken file raises, its pages may still be drawn
        made = _rewritten(file, mark)
        if not read(BytesIO(made), kind).flags:
            return REWRITTEN, made
    file.seek(0)
    return DRAWN, _drawn(file, mark)


def _rewritten(file: BytesIO, mark: str) -> bytes:
    """Only what the pages still reach is written: a script no key leads to stays behind."""
    with pikepdf.open(file, suppress_warnings=True) as pdf:
        for thing in (pdf.trailer, *pdf.objects):
            clean(thing)
        for page in pdf.pages:
            if isinstance(page.get("/Annots"), pikepdf.Array):
                left = [note for note in page.Annots if "/Subtype" in note]
                page.Annots = pikepdf.Array(left)
        return saved(pdf, mark)


def clean(item: pikepdf.Object) -> None:
    """Take what acts out of one object and what it holds directly."""
    left = [item]
    while left:
        thing = left.pop()
        if isinstance(thing, pikepdf.Array):
            for place in reversed(range(len(thing))):
                if _acts(thing[place]):
                    del thing[place]
            inside = list(thing)
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            for key in list(_acting(thing)):
                del thing[key]
            keys = thing.keys()
            inside = [thing[key] for key in keys]
        else:
            continue
        left.extend(i for i in inside if isinstance(i, pikepdf.Object) and not i.is_indirect)


def _acting(thing: pikepdf.Object) -> Iterator[str]:
    """The keys to take away: every one of an action or of a medium, which its type betrays."""
    keys = thing.keys()
    whole = any(_acts(thing[key]) for key in keys)
    for key in keys:
        if whole or (key in ACTIVE and not is_plain_opening(thing, key)):
            yield key


def _acts(thing: object) -> bool:
    return isinstance(thing, pikepdf.Name) and str(thing) in ACTIVE


def _drawn(file: BytesIO, mark: str) -> bytes:
    """Pictures of the pages, and nothing else of the file."""
    pdf = pikepdf.new()
    with pypdfium2.PdfDocument(file) as document:
        if len(document) > MOST:
            raise Unacceptable("file-bomb")
        for page in document:
            picture, drawn = page.render(scale=DOTS, may_draw_forms=False).to_pil(), BytesIO()
            picture.convert("RGB").save(drawn, "JPEG", quality=80)
            add_picture(pdf, drawn.getvalue(), picture.size, page.get_size())
    return saved(pdf, mark)


def add_picture(
    pdf: pikepdf.Pdf, drawn: bytes, pixels: tuple[int, int], points: tuple[float, float]
) -> None:
    """A page that is one picture, a JPEG of so many pixels, and nothing else."""
    page = pdf.add_blank_page(page_size=points)
    picture = pdf.make_stream(
        drawn, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=pixels[0],
        Height=pixels[1], ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    name = page.add_resource(picture, pikepdf.Name.XObject, pikepdf.Name("/Page"))
    page.contents_add(f"q {points[0]} 0 0 {points[1]} 0 0 cm {name} Do Q".encode())


def saved(pdf: pikepdf.Pdf, mark: str) -> bytes:
    """Marked on each page and in what a reader tells of the file; the same copy, the same bytes."""
    font = lettering.embedded(pdf)
    for page in pdf.pages:
        _set_foot(page, font, mark)
    pdf.docinfo["/Subject"] = mark
    made = BytesIO()
    pdf.save(
        made, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=False, fix_metadata_version=False,
    )  # fmt: skip
    return made.getvalue()


def _set_foot(page: pikepdf.Page, font: pikepdf.Object, mark: str) -> None:
    """Resources given by the pages' tree are first made the page's own, or they would be hidden."""
    known = inherited(page.obj, "/Resources", None)
    if known is not None:
        page.obj.Resources = pikepdf.Dictionary(dict(known.items()))
    fonts = page.resources.get("/Font", pikepdf.Dictionary())
    page.obj.Resources.Font = pikepdf.Dictionary(dict(fonts.items()) | {lettering.NAME: font})
    left, bottom = (float(side) for side in list(page.cropbox)[:2])
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(
        b"\nQ q 0.7 0 0 rg BT %b 6 Tf %.2f %.2f Td %b Tj ET Q"
        % (lettering.NAME.encode(), left + 12, bottom + 6, lettering.coded(mark))
    )
