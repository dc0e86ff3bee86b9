"""A page of a PDF made longer at its foot as it is read, however it is turned and whatever of it is
shown.

Nothing the page shows is hidden, since nothing is drawn over it; and nothing it draws covers the
strip: its contents become one form, which shows what the page did, and the strip has letters and
colours of its own. The words, their order and the number of pages are those of the original.
"""

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pikepdf

from claims.evidence.readers import lettering
from claims.evidence.readers.pdf_annotations import keep_off
from claims.evidence.readers.pdf_enclosed import Boxes, Forms
from claims.evidence.readers.pdf_tags import Tags

LETTER = 612.0
"""Points across the page that sizes are told for."""
UNTOLD = 0.0, 0.0, LETTER, 792.0
"""The sheet of a page that tells no size."""
ABOVE = 50
"""Nodes of the page tree above a page, at most: a broken one may turn in circles."""
TURNS = (0, 90, 180, 270)
THEIRS = "/Page"
"""What a page drew, in its new resources, where there is nothing else by a name but our letters."""
DRAWN = b"q /Page Do Q"
Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points of the page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is read. media: its media box; shown: what it shows of it; turned: degrees
    clockwise."""

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
        """From points seen from the lower left corner as it is read, to its own: an instruction."""
        left, bottom, right, top = self.shown
        turn = {
            0: (1, 0, 0, 1, left, bottom),
            90: (0, 1, -1, 0, right, bottom),
            180: (-1, 0, 0, -1, right, top),
            270: (0, -1, 1, 0, left, top),
        }[self.turned]
        return b"%.3f %.3f %.3f %.3f %.3f %.3f cm" % turn


@dataclass(frozen=True, slots=True)
class Strip:
    """What makes a page longer. media, shown: its boxes with the strip; before, after: what is
    drawn before and after its own contents."""

    media: Box
    shown: Box
    before: bytes
    after: bytes


def strip_under(sheet: Sheet, high: int, written: bytes, unseen: bytes = b"") -> Strip:
    """A strip so many whole points high, so that what is above is drawn as it was. written: what
    stands in it, in black unless it says otherwise, from the lower left corner of what the page
    showed; unseen: words over the page, from there too."""
    media, longer = _longer(sheet, high)
    after = b"\nq %b %b Q" % (sheet.placed, unseen) if unseen else b""
    return Strip(media, longer, b"%b%b Q\n" % (_ground(sheet, high), written), after)


@lru_cache
def _ground(sheet: Sheet, high: int) -> bytes:
    """What a strip is written on; most pages of a file are alike."""
    wide, _ = sheet.size
    return b"q %b 1 g 0 %d %.3f %d re f 0 g " % (sheet.placed, -high, wide, high)


@lru_cache
def _longer(sheet: Sheet, by: int) -> tuple[Box, Box]:
    """The media box of a page and what it shows, with the strip under its foot as read."""
    side = {0: 1, 90: 2, 180: 3, 270: 0}[sheet.turned]
    outward = by if side > 1 else -by
    left, bottom, right, top = (
        edge + outward if place == side else edge for place, edge in enumerate(sheet.shown)
    )
    x, y, u, v = sheet.media
    media = min(x, left), min(y, bottom), max(u, right), max(v, top)
    return media, (left, bottom, right, top)


class Longer:
    """What the pages of one PDF have in common, once each has a strip."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf, self._boxes, self._tags = pdf, Boxes(), Tags(pdf)
        self._forms = Forms(pdf, self._boxes)
        letters = pikepdf.Dictionary({lettering.NAME: lettering.embedded(pdf)})
        self._fonts = pdf.make_indirect(letters)

    def add(self, page: pikepdf.Page, sheet: Sheet, strip: Strip) -> None:
        """The strip comes first in the page's contents, where no layer the page leaves open hides
        it; words unseen come last, where none of theirs is out of its order."""
        told, known = page.obj, _resources(self._pdf, page.obj)
        if "/Annots" in told:
            keep_off(self._pdf, told, known, sheet.shown, strip.shown)
        form, ours, drawn = self._forms.of(told, sheet.shown, known), {"/Font": self._fonts}, b""
        if form is not None:
            ours["/XObject"], drawn = pikepdf.Dictionary({THEIRS: form}), DRAWN
            self._tags.move(told, form)
        told.Resources = pikepdf.Dictionary(ours)
        told.Contents = self._pdf.make_stream(strip.before + drawn + strip.after)
        told.MediaBox, told.CropBox = self._boxes[strip.media], self._boxes[strip.shown]

    def finish(self) -> None:
        """Once every page has its strip, the tags of the file say where things stand."""
        self._tags.mend()


def tell_size(pdf: pikepdf.Pdf) -> None:
    """How many things a file holds, in one that was cut before it said so: qpdf writes the number
    only where there was one."""
    if "/Size" not in pdf.trailer:
        pdf.trailer.Size = len(pdf.objects) + 1


def sheet_of(page: pikepdf.Page) -> Sheet:
    """How a page is read. Of one that tells no media box, or one without area, a letter, as readers
    take it."""
    media = _box(page.mediabox) or UNTOLD
    crop = _box(page.cropbox) or media
    shown = (
        max(media[0], crop[0]), max(media[1], crop[1]),
        min(media[2], crop[2]), min(media[3], crop[3]),
    )  # fmt: skip
    seen = shown if shown[0] < shown[2] and shown[1] < shown[3] else media
    turned = int(inherited(page.obj, "/Rotate", 0)) % 360
    return Sheet(media, seen, turned if turned in TURNS else 0)


def _box(told: pikepdf.Object | None) -> Box | None:
    """A box, whichever corners are told; None of one without area."""
    if told is None:
        return None
    try:
        return _of_corners(told.unparse(resolved=True))
    except ValueError:  # not numbers alone
        with suppress(TypeError, ValueError):
            return _of_corners(" ".join(map(str, map(float, told))).encode())
    return None


@lru_cache
def _of_corners(told: bytes) -> Box | None:
    """A box as a PDF writes it: most pages of a file are alike."""
    x, y, u, v = map(float, told.strip(b"[ ]").split())
    return (min(x, u), min(y, v), max(x, u), max(y, v)) if x != u and y != v else None


def inherited(node: pikepdf.Object, key: str, otherwise: Any) -> Any:
    """What a page is told itself, or by the nodes above it."""
    return _holder(node, key).get(key, otherwise)


def _holder(node: pikepdf.Object, key: str) -> pikepdf.Object:
    """Which of a page and the nodes above it tells that; the last of them when none does."""
    for _ in range(ABOVE):
        if key in node or "/Parent" not in node:
            break
        node = node.Parent
    return node


def _resources(pdf: pikepdf.Pdf, page: pikepdf.Object) -> pikepdf.Object:
    """What a page's contents find by name; what a node above tells is one object for its pages."""
    holder = _holder(page, "/Resources")
    found = holder.get("/Resources")
    if not isinstance(found, pikepdf.Dictionary):
        return pikepdf.Dictionary()
    if holder != page and not found.is_indirect:
        found = holder.Resources = pdf.make_indirect(found)
    return found
