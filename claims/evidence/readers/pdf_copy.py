"""A PDF without what acts in it: every active key taken away or, when some is left, pages drawn.

The original is never written to. The copy says under every page that it is one, and of what.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from math import ceil

import pikepdf
import pypdfium2

from claims.evidence.readers import Unacceptable, lettering
from claims.evidence.readers.pdf import read
from claims.evidence.readers.pdf_acts import clean, parts
from claims.evidence.readers.pdf_strip import LETTER, Longer, sheet_of, strip_under, tell_size

REWRITTEN = f"pikepdf {pikepdf.__version__}, qpdf {pikepdf.__libqpdf_version__}: rewritten"
DRAWN = f"PDFium {pypdfium2.PYPDFIUM_INFO.version}: pages drawn"
"""How a copy was made, as its record tells it."""
DOTS = 150 / 72
MOST = 200
"""Pages drawn at most; a longer file gets no copy."""
SIZE, MARGIN = 6.0, 12.0
"""Points on a page of letter width: height of the letters under it, and what ends are left."""
LEGIBLE, LEADING, FIRST = 0.8, 1.4, 1.55
"""How much smaller letters may be on a narrow page; from line to line, and from the page to the
foot of the first, in heights of a letter."""


def copied(file: BytesIO, kind: str, mark: str) -> tuple[str, bytes]:
    """How the copy was made, and the copy. mark: the line set under every page; blank: none."""
    with suppress(Exception):  # whatever a broken file raises, its pages may still be drawn
        made = _rewritten(file, mark)
        if not read(BytesIO(made), kind).flags:
            return REWRITTEN, made
    file.seek(0)
    return DRAWN, _drawn(file, mark)


def _rewritten(file: BytesIO, mark: str) -> bytes:
    """Only what the pages still reach is written: a script no key leads to stays behind."""
    with pikepdf.open(file, suppress_warnings=True) as pdf:
        for thing, part in parts(pdf):
            clean(thing, part)
        for page in pdf.pages:
            if isinstance(page.get("/Annots"), pikepdf.Array):
                left = [note for note in page.Annots if "/Subtype" in note]
                page.Annots = pikepdf.Array(left)
                for note in left:
                    if "/A" in note and not note.A.keys():
                        del note["/A"]  # an action of which nothing is left
        return saved(pdf, mark)


def _drawn(file: BytesIO, mark: str) -> bytes:
    """Pictures of the pages, and nothing else of the file."""
    pdf = pikepdf.new()
    with pypdfium2.PdfDocument(file) as document:
        document.init_forms()  # fields are drawn as they were filled
        if len(document) > MOST:
            raise Unacceptable("file-bomb")
        for page in document:
            picture, drawn = page.render(scale=DOTS).to_pil(), BytesIO()
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
    """Marked under each page and in what a reader tells of the file, unless the mark is blank; the
    same copy, the same bytes."""
    if mark:
        longer = Longer(pdf)
        for page in pdf.pages:
            sheet = sheet_of(page)
            longer.add(page, sheet, strip_under(sheet, *_foot(mark, sheet.size[0])))
        longer.finish()
        pdf.docinfo["/Subject"] = mark
    tell_size(pdf)
    made = BytesIO()
    pdf.save(
        made, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=False, fix_metadata_version=False,
    )  # fmt: skip
    return made.getvalue()


def _foot(mark: str, wide: float) -> tuple[int, bytes]:
    """How high the strip of a page that wide is, and what is written in it: one line, or several on
    a page too narrow for letters that anyone reads."""
    scale, words = wide / LETTER, mark.split(" ")
    room = wide - 2 * MARGIN * scale
    longest = max(lettering.length(word, 1) for word in words)
    size = min(SIZE * max(scale, LEGIBLE), room / longest)
    lines = list(_lines(words, room / size))
    told = b" T* ".join(b"%b Tj" % lettering.coded(line) for line in lines)
    drawn = b"0.7 0 0 rg BT %b %.3f Tf %.3f TL %.3f %.3f Td %b ET" % (
        lettering.NAME.encode(), size, size * LEADING, MARGIN * scale, -size * FIRST, told
    )  # fmt: skip
    return ceil(size * (1 + LEADING * len(lines))), drawn


def _lines(words: Iterable[str], room: float) -> Iterator[str]:
    """Words in lines no longer than so many heights of a letter."""
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and lettering.length(longer, 1) > room:
            yield line
            longer = word
        line = longer
    yield line
