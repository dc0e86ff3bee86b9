"""The letters of pages and where each stands, and whether a page shows what they do not tell.

A note, the value of a field, a picture, letters drawn as lines: an eye reads them on the page, and
no letter of it says them.
"""

import ctypes
import json
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

from claims.evidence.readers import image_page
from claims.evidence.readers.lettering import WHOLE, Place

PAGES, LETTERS = 400, 400_000
"""Pages and letters told by one child; another one goes on."""
LEGIBLE = 4
"""Points of each side of the smallest picture in which something may be read."""
CURVES, PARTS = 40, 20_000
"""Curves that may draw letters, and parts of drawings looked at, on one page."""
SILENT = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP)
"""Notes that show nothing on the page."""
DEEP = 15
"""Forms drawn within forms, at most."""
UNKNOWN = "\ufffd"
"""A letter of which the file does not say which one it is."""
Sign = tuple[str, Place]


def letters(file: BytesIO, kind: str) -> bytes:
    """The letters of some pages as JSON: of each its text, the place of each letter, whether it
    shows more than they tell, whether they are all told.

    The file stands behind a line of JSON that says from which page on, counted from 0.
    """
    first, rest = json.loads(file.readline())["from"], file.read()
    content = rest if kind == "PDF" else image_page.as_pages(BytesIO(rest), kind)
    told: list[tuple[str, list[int], bool, bool]] = []
    left = LETTERS
    with pypdfium2.PdfDocument(content) as document:
        pages = len(document)
        for number in range(first, min(first + PAGES, pages)):
            page = _told(document, number)
            left -= len(page[0])
            if left < 0 and told:
                break
            told.append(page)
    return json.dumps({"pages": pages, "told": told}).encode()


def _told(document: pypdfium2.PdfDocument, number: int) -> tuple[str, list[int], bool, bool]:
    try:
        page = document[number]
        found = list(islice(_letters(page), LETTERS))
        more = _shows_more(page, found)
    except pypdfium2.PdfiumError:
        return "", [], True, False
    text = "".join(sign for sign, _ in found)
    return text, [side for _, place in found for side in place], more, len(found) < LETTERS


def _letters(page: pypdfium2.PdfPage) -> Iterator[Sign]:
    """Each letter of a page as PDFium tells it, where it stands on the page as read."""
    text, corners = page.get_textpage(), pdfium.FS_RECTF()
    for place in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, place)
        lost = not code or pdfium.FPDFText_HasUnicodeMapError(text.raw, place) == 1
        sign = UNKNOWN if lost or 0xD800 <= code < 0xF900 else chr(code)
        if not pdfium.FPDFText_GetLooseCharBox(text.raw, place, corners):
            corners = pdfium.FS_RECTF()
        ends = ((corners.left, corners.top), (corners.right, corners.bottom))
        (x, y), (u, v) = (_seen_at(page, *end) for end in ends)
        yield sign, (min(x, u), min(y, v), max(x, u), max(y, v))


def _seen_at(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[int, int]:
    """A point of a page in shares of the page as read."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, WHOLE, WHOLE, 0, x, y, across, down)
    return across.value, down.value


def _shows_more(page: pypdfium2.PdfPage, found: list[Sign]) -> bool:
    """Whether something may be read on a page that its letters do not tell."""
    if any(sign == UNKNOWN for sign, _ in found):
        return True
    if all(sign.isspace() for sign, _ in found):
        return bool(pdfium.FPDFPage_CountObjects(page.raw) or _has_notes(page))
    return _has_notes(page) or _has_drawings(page)


def _has_notes(page: pypdfium2.PdfPage) -> bool:
    """Whether a note or a field stands on a page; a link shows nothing."""
    for place in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, place)
        kind = pdfium.FPDFAnnot_GetSubtype(note) if note else pdfium.FPDF_ANNOT_UNKNOWN
        pdfium.FPDFPage_CloseAnnot(note)
        if kind not in SILENT:
            return True
    return False


def _has_drawings(page: pypdfium2.PdfPage) -> bool:
    """Whether a page has a picture, or curves enough to draw letters."""
    curves = parts = 0
    for thing in page.get_objects(max_depth=DEEP):
        parts += 1
        if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE and (thing.level or _legible(thing)):
            return True
        if thing.type == pdfium.FPDF_PAGEOBJ_PATH:
            segments = pdfium.FPDFPath_CountSegments(thing.raw)
            parts += segments
            curves += sum(_is_curve(thing, each) for each in range(min(segments, PARTS)))
        if curves > CURVES or parts > PARTS:
            return True
    return False


def _legible(picture: pypdfium2.PdfObject) -> bool:
    left, bottom, right, top = picture.get_bounds()
    return bool(min(right - left, top - bottom) >= LEGIBLE)


def _is_curve(path: pypdfium2.PdfObject, place: int) -> bool:
    part = pdfium.FPDFPath_GetPathSegment(path.raw, place)
    return bool(pdfium.FPDFPathSegment_GetType(part) == pdfium.FPDF_SEGMENT_BEZIERTO)
