"""Whether a page shows all that it draws: nothing beside the page, nothing cut off.

Two pages may be cut out of one drawing. What a box blackens on one of them is then in the other,
where nobody sees it.
"""

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points of the page."""
SLACK = 1.0
"""Points by which a thing may reach out: the height of a font is told roundly."""
CORNERS = 5
"""Points of a path that is a line or a rectangle: it tells nothing more where it goes on."""


def shows_all(page: pypdfium2.PdfPage, shown: Box) -> bool:
    """Whether whatever is drawn is within what the page shows and what it is cut to."""
    return all(
        _is_whole(drawn, shown)
        for drawn in (
            pdfium.FPDFPage_GetObject(page.raw, place)
            for place in range(pdfium.FPDFPage_CountObjects(page.raw))
        )
    )


def _is_whole(drawn: pdfium.FPDF_PAGEOBJECT, shown: Box) -> bool:
    bounds = _bounds(drawn)
    if bounds is None:
        return False
    goes_on = (
        pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_PATH
        and pdfium.FPDFPath_CountSegments(drawn) <= CORNERS
    )
    return all(
        around is not None and (_meet(bounds, around) if goes_on else _within(bounds, around))
        for around in (shown, *_cuts(drawn))
    )


def _bounds(drawn: pdfium.FPDF_PAGEOBJECT) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _cuts(drawn: pdfium.FPDF_PAGEOBJECT) -> Iterator[Box | None]:
    """What a thing is cut to: rectangles, or None of any other shape."""
    clip = pdfium.FPDFPageObj_GetClipPath(drawn)
    for path in range(pdfium.FPDFClipPath_CountPaths(clip) if clip else 0):
        corners = list(_corners(clip, path))
        yield _rectangle(corners)


def _corners(clip: pdfium.FPDF_CLIPPATH, path: int) -> Iterator[tuple[float, float] | None]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for place in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, place)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_BEZIERTO:
            yield None
        elif pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            yield x.value, y.value


def _rectangle(corners: list[tuple[float, float] | None]) -> Box | None:
    """The rectangle of these corners, whose sides stand as those of the page do; else None."""
    known = [corner for corner in corners if corner is not None]
    if len(known) != len(corners) or not 4 <= len(known) <= CORNERS:
        return None
    sides = zip(known, [*known[1:], known[0]], strict=True)
    if not all(_near(x, u) or _near(y, v) for (x, y), (u, v) in sides):
        return None
    across, up = [x for x, _ in known], [y for _, y in known]
    return min(across), min(up), max(across), max(up)


def _near(one: float, other: float) -> bool:
    return abs(one - other) < SLACK / 10


def _within(bounds: Box, around: Box) -> bool:
    return (
        bounds[0] >= around[0] - SLACK
        and bounds[1] >= around[1] - SLACK
        and bounds[2] <= around[2] + SLACK
        and bounds[3] <= around[3] + SLACK
    )


def _meet(bounds: Box, around: Box) -> bool:
    return (
        bounds[0] <= around[2]
        and bounds[2] >= around[0]
        and bounds[1] <= around[3]
        and bounds[3] >= around[1]
    )
