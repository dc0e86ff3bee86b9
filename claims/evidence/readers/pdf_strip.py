"""A page made longer at its foot as it is read, however it is turned and whatever of it is shown.

What the page drew is kept in a form that ends where the page showed its last point, so that no
state it leaves open, or closes once too often, reaches the strip, and nothing of it is covered.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pikepdf

from claims.evidence.readers import lettering

LETTER = 612.0
"""Points across the page that sizes are told for."""
ABOVE = 50
"""Nodes of the page tree above a page, at most: a broken one may turn in circles."""
TURNS = (0, 90, 180, 270)
Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points of the page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is read. shown: its crop box, as far as it lies in its media box; turned:
    degrees clockwise."""

    media: Box
    shown: Box
    turned: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as it is read."""
        wide, tall = self.shown[2] - self.shown[0], self.shown[3] - self.shown[1]
        return (tall, wide) if self.turned in (90, 270) else (wide, tall)

    @property
    def placed(self) -> bytes:
        """From points seen from the lower left corner as it is read, to its own: a matrix."""
        left, bottom, right, top = self.shown
        turn = {
            0: (1, 0, 0, 1, left, bottom),
            90: (0, 1, -1, 0, right, bottom),
            180: (-1, 0, 0, -1, right, top),
            270: (0, -1, 1, 0, left, top),
        }[self.turned]
        return b"%.3f %.3f %.3f %.3f %.3f %.3f cm" % turn

    def longer(self, by: float) -> "Sheet":
        """With a strip under its foot as it is read."""
        side = {0: 1, 90: 2, 180: 3, 270: 0}[self.turned]
        outward = by if side > 1 else -by
        left, bottom, right, top = (
            edge + outward if place == side else edge for place, edge in enumerate(self.shown)
        )
        x, y, u, v = self.media
        media = min(x, left), min(y, bottom), max(u, right), max(v, top)
        return Sheet(media, (left, bottom, right, top), self.turned)


def sheet_of(page: pikepdf.Page) -> Sheet:
    """How a page is read. Raises ValueError or TypeError when its boxes are none."""
    media, crop = _box(page.mediabox), _box(page.cropbox)
    shown = (
        max(media[0], crop[0]), max(media[1], crop[1]),
        min(media[2], crop[2]), min(media[3], crop[3]),
    )  # fmt: skip
    seen = shown if shown[0] < shown[2] and shown[1] < shown[3] else media
    turned = int(inherited(page.obj, "/Rotate", 0)) % 360
    return Sheet(media, seen, turned if turned in TURNS else 0)


def _box(told: pikepdf.Object) -> Box:
    """Whichever corners are told."""
    x, y, u, v = map(float, told)
    return min(x, u), min(y, v), max(x, u), max(y, v)


def inherited(node: pikepdf.Object, key: str, otherwise: Any) -> Any:
    """What a page is told itself, or by the nodes above it."""
    for _ in range(ABOVE):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            break
        node = node.Parent
    return otherwise


def add_strip(
    pdf: pikepdf.Pdf, page: pikepdf.Page, strip: Callable[[float], tuple[float, bytes]],
    font: pikepdf.Object,
) -> None:  # fmt: skip
    """Make a page longer. strip: of the width of the page as it is read, how high the strip is and
    what stands in it, from the lower left corner of what the page showed; font: ours, for that."""
    sheet = sheet_of(page)
    wide, _ = sheet.size
    high, drawn = strip(wide)
    form = _form_of(pdf, page, sheet)
    page.obj.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(Page=form), Font=pikepdf.Dictionary({lettering.NAME: font})
    )
    page.obj.Contents = pdf.make_stream(
        b"q /Page Do Q\nq %b 1 g 0 %.3f %.3f %.3f re f %b Q"
        % (sheet.placed, -high, wide, high, drawn)
    )
    longer = sheet.longer(high)
    page.obj.MediaBox, page.obj.CropBox = map(pikepdf.Array, (longer.media, longer.shown))


def _form_of(pdf: pikepdf.Pdf, page: pikepdf.Page, sheet: Sheet) -> pikepdf.Stream:
    """What a page draws, within what it shows."""
    known = inherited(page.obj, "/Resources", None)
    found = page.obj.get("/Contents")
    if isinstance(found, pikepdf.Stream):  # as it is kept, and once more where pages share it
        form = pdf.make_stream(found.read_raw_bytes())
        for key in ("/Filter", "/DecodeParms"):
            if key in found:
                form[key] = found[key]
    else:
        pieces = [each.read_bytes() for each in found or () if isinstance(each, pikepdf.Stream)]
        form = pdf.make_stream(zlib.compress(b"\n".join(pieces)), Filter=pikepdf.Name.FlateDecode)
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array(sheet.shown)
    form.Resources = pikepdf.Dictionary() if known is None else known
    return form
