"""Burning boxes into a copy of a PDF or of a picture: nothing of what was under them is left.

A page with a box is drawn as anyone sees it, blackened, and only the picture kept: no word, font or
picture of the page goes over. So is a page without, unless it is plain (`pdf_plain`): that one is
made anew of what it draws. The copy is a new file: whatever hangs beside the pages of the old one,
its history, attachments, outline and description, has no place in it.
"""

import json
from collections.abc import Container
from io import BytesIO

import pikepdf
import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from claims.evidence.readers import Unacceptable, image_page, lettering
from claims.evidence.readers.image import as_png
from claims.evidence.readers.lettering import WHOLE, Place
from claims.evidence.readers.pdf_copy import add_picture, saved
from claims.evidence.readers.pdf_parts import Parts
from claims.evidence.readers.pdf_plain import plain_page
from claims.evidence.readers.pdf_strip import sheet_of

DOTS, LONGEST = 200 / 72, 4400
"""Dots to the point of a page that is drawn, and pixels of its longer side at most."""
MOST = 300
"""Pages drawn at most; beyond, no copy is made."""
SMALLEST = 18
"""Pixels of the height of the smallest box that bears its number."""
Drawn = dict[int, list[tuple[Place, str]]]
"""Page from 0 → its boxes and what is written in each."""


def shown(file: BytesIO, kind: str) -> bytes:
    """One page as a PNG; behind a line of JSON that says which, how large, and how many quarter
    turns clockwise."""
    told = json.loads(file.readline())
    with _opened(_pages(file, kind)) as document:
        drawn = _drawn_page(document[told["page"] - 1], told["side"])
        return as_png(drawn.rotate(-90 * told["turn"], expand=True))


def burned(file: BytesIO, kind: str) -> bytes:
    """The copy with its boxes burned in, behind a line of JSON: how many pages, which were drawn.

    The file stands behind a line of JSON that tells the boxes (page, place, what is written in it)
    and whether every page is to be drawn. When more would be than may be, a line says how many may.
    """
    told = json.loads(file.readline())
    boxes: Drawn = {}
    for page, place, label in told["boxes"]:
        boxes.setdefault(page - 1, []).append((place, label))
    content = _pages(file, kind)
    with (
        pikepdf.open(BytesIO(content), suppress_warnings=True) as source,
        _opened(content) as seen,
        pikepdf.new() as copy,
    ):
        pages = len(seen)
        if max(boxes, default=0) >= pages or pages != len(source.pages):
            raise Unacceptable("file-broken")
        kept = _kept(source, seen, copy, range(pages) if told["every"] else boxes)
        if kept is None:
            return json.dumps({"most": MOST}).encode()
        for number in range(pages):
            if number in kept:
                copy.pages.append(pikepdf.Page(copy.make_indirect(kept[number])))
            else:
                _add_drawn(copy, seen[number], boxes.get(number, []))
        made = saved(copy, told["mark"])
    drawn = [number + 1 for number in range(pages) if number not in kept]
    return json.dumps({"pages": pages, "drawn": drawn}).encode() + b"\n" + made


def lettered(file: BytesIO, kind: str) -> bytes:
    """A burned copy whose drawn pages may be searched: words are set over them, unseen.

    The line before the file tells each page's words and places, as they were read in its picture.
    """
    told = json.loads(file.readline())
    with pikepdf.open(BytesIO(file.read())) as copy:
        for number, words in told["words"]:
            page = copy.pages[number - 1]  # a picture and our mark: it has our letters already
            sheet = sheet_of(page)
            page.contents_add(b"q %b %b Q" % (sheet.placed, lettering.unseen(words, *sheet.size)))
        made = BytesIO()
        copy.save(made, deterministic_id=True, fix_metadata_version=False)
    return made.getvalue()


def _pages(file: BytesIO, kind: str) -> bytes:
    """What is left of the file, as a PDF."""
    rest = file.read()
    return rest if kind == "PDF" else image_page.as_pages(BytesIO(rest), kind)


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    """With its fields, which are drawn as they were filled."""
    document = pypdfium2.PdfDocument(content)
    document.init_forms()
    return document


def _drawn_page(page: pypdfium2.PdfPage, side: int = 0) -> Image.Image:
    """As anyone sees it: notes and fields too. side: pixels of the longer side."""
    longer = max(*page.get_size(), 1)
    scale = side / longer if side else min(DOTS, LONGEST / longer)
    drawn: Image.Image = page.render(scale=scale).to_pil()
    return drawn.convert("RGB")


def _kept(
    source: pikepdf.Pdf,
    seen: pypdfium2.PdfDocument,
    copy: pikepdf.Pdf,
    drawn: Container[int],
) -> dict[int, pikepdf.Dictionary] | None:
    """Page from 0 → the page of the copy that draws what it does, without those to be drawn; None
    as soon as these are more than may be."""
    kept, parts = {}, Parts(copy)
    if sum(number in drawn for number in range(len(seen))) > MOST:
        return None
    for number in range(len(seen)):
        page = None
        if number not in drawn:
            page = plain_page(source, number, seen[number], parts)
        if page is not None:
            kept[number] = page
        elif number + 1 - len(kept) > MOST:
            return None
    parts.finish()
    return kept


def _add_drawn(copy: pikepdf.Pdf, page: pypdfium2.PdfPage, boxes: list[tuple[Place, str]]) -> None:
    """The picture of a page, its boxes black before anything is kept of it."""
    picture, drawn = _drawn_page(page), BytesIO()
    pen = ImageDraw.Draw(picture)
    for place, _ in boxes:
        pen.rectangle(_pixels(place, picture.size), fill="black")
    for place, label in boxes:
        _write(pen, label, _pixels(place, picture.size), "white")
    picture.save(drawn, "JPEG", quality=85)
    add_picture(copy, drawn.getvalue(), picture.size, page.get_size())


def _pixels(place: Place, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """A box in pixels, each side rounded outwards."""
    (left, top, right, bottom), (wide, high) = place, size
    return (
        left * wide // WHOLE, top * high // WHOLE,
        -(-right * wide // WHOLE) - 1, -(-bottom * high // WHOLE) - 1,
    )  # fmt: skip


def _write(pen: ImageDraw.ImageDraw, label: str, box: Place, ink: str) -> None:
    """The number of a box in its corner, where there is room."""
    left, top, right, bottom = box
    size = min(bottom - top, 40) * 0.8
    if bottom - top >= SMALLEST and right - left > size * (len(label) * 0.65 + 0.5):
        font = ImageFont.load_default(size)
        pen.text((left + size * 0.25, (top + bottom) / 2), label, fill=ink, font=font, anchor="lm")
