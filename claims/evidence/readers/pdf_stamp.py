"""A numbered copy of a PDF: each page is made longer at its foot, and its number stands there.

Nothing the page shows is hidden, since nothing is drawn over it; and nothing it draws covers its
number: its contents become one form, which shows what the page did, and the strip has letters and
colours of its own. The words, their order and the number of pages are those of the original.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from math import ceil
from typing import Any

import pikepdf

from claims.evidence.readers import Unacceptable, lettering
from claims.evidence.readers.lettering import Words
from claims.evidence.readers.pdf_annotations import keep_off
from claims.evidence.readers.pdf_enclosed import Boxes, Forms
from claims.evidence.readers.pdf_tags import Tags

STRIP, SIZE, MARGIN = 20.0, 9.0, 18.0
"""Points on a page of letter width: height of the strip, of the letters, and what ends are left."""
LETTER, SMALLEST = 612.0, 0.25
SHEET = 0.0, 0.0, LETTER, 792.0
"""Of a page that tells no size."""
ABOVE = 50
"""Nodes of the page tree above a page, at most: a broken one may turn in circles."""
Box = tuple[float, float, float, float]
TURNS = (0, 90, 180, 270)


@dataclass(frozen=True)
class Stamp:
    """What is to be written. labels: one a page, or one for all; mark: what stands at the other end
    of the strip; words: page from 1 → what was read in its picture."""

    labels: tuple[str, ...]
    mark: str
    right: bool
    words: Mapping[int, Words]


@dataclass(frozen=True, slots=True)
class Strip:
    """What makes a page longer. sheet, shown: its media box and its crop box with the strip;
    before, unseen: what is drawn before and after its own contents."""

    sheet: Box
    shown: Box
    before: bytes
    unseen: bytes


THEIRS = "/Page"
"""What a page drew, in its new resources, where there is nothing else by a name but our letters."""
DRAWN = b"q /Page Do Q"


def numbered(file: BytesIO, kind: str) -> bytes:
    """The numbered copy of the PDF behind its order."""
    stamp = read_order(file)
    return copy_of(BytesIO(file.read()), stamp)


def read_order(file: BytesIO) -> Stamp:
    """The order that stands before a file: a line of JSON."""
    told: dict[str, Any] = json.loads(file.readline())
    words = {int(page): found for page, found in told["words"].items()}
    return Stamp(tuple(told["labels"]), told["mark"], told["right"], words)


def copy_of(file: BytesIO, stamp: Stamp) -> bytes:
    """The numbered copy of a PDF. Raises Unacceptable when it has no page, or not as many as
    labels."""
    with pikepdf.open(file, suppress_warnings=True) as pdf:
        pages = len(pdf.pages)
        if not pages or len(stamp.labels) not in (1, pages):
            raise Unacceptable("file-broken")
        copy = _Copy(pdf)
        labels = stamp.labels if len(stamp.labels) == pages else stamp.labels * pages
        for number, (page, label) in enumerate(zip(pdf.pages, labels, strict=True), 1):
            (media, shown), words = _boxes(page), stamp.words.get(number, ())
            copy.add(page, shown, strip_of(media, shown, turn_of(page), label, stamp, words))
        copy.tags.mend()
        if "/ID" in pdf.trailer:
            del pdf.trailer["/ID"]  # another file, named by what it holds
        made = BytesIO()
        pdf.save(
            made, deterministic_id=True, compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            fix_metadata_version=False,  # what the original tells of itself is its own
        )  # fmt: skip
        return made.getvalue()


class _Copy:
    """What the pages of a copy have in common."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.tags = Tags(pdf)
        self._pdf, self._boxes = pdf, Boxes()
        self._forms = Forms(pdf, self._boxes)
        letters = pikepdf.Dictionary({lettering.NAME: lettering.embedded(pdf)})
        self._fonts = pdf.make_indirect(letters)

    def add(self, page: pikepdf.Page, shown: Box, strip: Strip) -> None:
        """The strip comes first in the page's contents, where no layer the page leaves open hides
        it; words unseen come last, where none of theirs is out of its order."""
        told, known = page.obj, _resources(self._pdf, page.obj)
        if "/Annots" in told:
            keep_off(self._pdf, told, known, shown, strip.shown)
        form, ours, drawn = self._forms.of(told, shown, known), {"/Font": self._fonts}, b""
        if form is not None:
            ours["/XObject"], drawn = pikepdf.Dictionary({THEIRS: form}), DRAWN
            self.tags.move(told, form)
        told.Resources = pikepdf.Dictionary(ours)
        told.Contents = self._pdf.make_stream(strip.before + drawn + strip.unseen)
        told.MediaBox, told.CropBox = self._boxes[strip.sheet], self._boxes[strip.shown]


def strip_of(
    media: Box, shown: Box, turned: int, label: str, stamp: Stamp, words: Words = ()
) -> Strip:
    """What makes one page longer; shown: what it shows of its media box."""
    wide, tall = _size(shown, turned)
    scale = max(wide / LETTER, SMALLEST)
    high = ceil(STRIP * scale)  # in whole points, so that what is above is drawn as it was
    ends = ((label, stamp.right), (stamp.mark, not stamp.right))
    texts = "".join(_text(text, at_right, wide, scale) for text, at_right in ends if text)
    ground = _ground(shown, turned, high)
    unseen = b""
    if words:
        told = lettering.unseen(words, wide, tall)
        unseen = b"\nq %b cm %b Q" % (_placed(shown, turned).encode(), told)
    sheet, longer = _longer(media, shown, turned, high)
    return Strip(sheet, longer, f"{ground}{texts}Q\n".encode("ascii"), unseen)


def _size(shown: Box, turned: int) -> tuple[float, float]:
    """Width and height of a page as it is read."""
    wide, tall = shown[2] - shown[0], shown[3] - shown[1]
    return (tall, wide) if turned in (90, 270) else (wide, tall)


@lru_cache
def _ground(shown: Box, turned: int, high: int) -> str:
    """What a strip is written on; most pages of a file are alike."""
    wide, _ = _size(shown, turned)
    return f"q {_placed(shown, turned)} cm 1 g 0 {-high} {wide:.3f} {high} re f 0 g "


def visible(page: pikepdf.Page) -> Box:
    """What a page shows: its crop box, as far as it lies in its media box."""
    return _boxes(page)[1]


def _boxes(page: pikepdf.Page) -> tuple[Box, Box]:
    """The media box of a page and what it shows of it. Of one that tells no media box, or one
    without area, a letter, as readers take it."""
    media = _box(page.mediabox) or SHEET
    return media, _shown(media, _box(page.cropbox) or media)


def _shown(media: Box, crop: Box) -> Box:
    shown = (
        max(media[0], crop[0]), max(media[1], crop[1]),
        min(media[2], crop[2]), min(media[3], crop[3]),
    )  # fmt: skip
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else media


def _box(told: pikepdf.Object | None) -> Box | None:
    """Left, bottom, right, top, whichever corners are told; None of a box without area."""
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


def turn_of(page: pikepdf.Page) -> int:
    """Degrees a page is turned clockwise to be read."""
    turned = int(inherited(page.obj, "/Rotate", 0)) % 360
    return turned if turned in TURNS else 0


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


def _placed(shown: Box, turned: int) -> str:
    """From points seen from the lower left corner of the page as read, to its own points."""
    left, bottom, right, top = shown
    turn = {
        0: (1, 0, 0, 1, left, bottom),
        90: (0, 1, -1, 0, right, bottom),
        180: (-1, 0, 0, -1, right, top),
        270: (0, -1, 1, 0, left, top),
    }[turned]
    return " ".join(f"{number:.3f}" for number in turn)


@lru_cache
def _longer(media: Box, shown: Box, turned: int, by: float) -> tuple[Box, Box]:
    """The sheet of a page and what it shows, with the strip under its foot as read."""
    side = {0: 1, 90: 2, 180: 3, 270: 0}[turned]
    outward = by if side > 1 else -by
    left, bottom, right, top = (
        edge + outward if place == side else edge for place, edge in enumerate(shown)
    )
    x, y, u, v = media
    sheet = min(x, left), min(y, bottom), max(u, right), max(v, top)
    return sheet, (left, bottom, right, top)


def _resources(pdf: pikepdf.Pdf, page: pikepdf.Object) -> pikepdf.Object:
    """What a page's contents find by name; what a node above tells is one object for its pages."""
    holder = _holder(page, "/Resources")
    found = holder.get("/Resources")
    if not isinstance(found, pikepdf.Dictionary):
        return pikepdf.Dictionary()
    if holder != page and not found.is_indirect:
        found = holder.Resources = pdf.make_indirect(found)
    return found


@lru_cache
def _text(text: str, at_right: bool, wide: float, scale: float) -> str:
    size = SIZE * scale
    long = lettering.length(text, size)
    start = wide - MARGIN * scale - long if at_right else MARGIN * scale
    base = -(STRIP + SIZE * 0.7) / 2 * scale
    told = lettering.coded(text).decode("ascii")
    return f"BT {lettering.NAME} {size:.3f} Tf {start:.3f} {base:.3f} Td {told} Tj ET "
