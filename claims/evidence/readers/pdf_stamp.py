"""A numbered copy of a PDF: each page is made longer at its foot, and its number stands there.

Nothing the page shows is hidden, since nothing is drawn over it; what it keeps outside its crop box
stays out of the strip. The words, their order and the number of pages are those of the original.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from math import ceil
from typing import Any

import pikepdf

from claims.evidence.readers import Unacceptable, lettering
from claims.evidence.readers.lettering import Words

STRIP, SIZE, MARGIN = 20.0, 9.0, 18.0
"""Points on a page of letter width: height of the strip, of the letters, and what ends are left."""
LETTER, SMALLEST = 612.0, 0.25
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
    before, unseen: what is drawn before and after its own contents, END between the two."""

    sheet: Box
    shown: Box
    before: bytes
    unseen: bytes


END = b"\nQ"
"""Closes what a strip opens around the contents of a page."""


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
        font, end = lettering.embedded(pdf), pdf.make_stream(END)
        labels = stamp.labels if len(stamp.labels) == pages else stamp.labels * pages
        for number, (page, label) in enumerate(zip(pdf.pages, labels, strict=True), 1):
            media = _box(page.mediabox)
            shown, words = _shown(media, _box(page.cropbox)), stamp.words.get(number, ())
            _give(page, font)
            _add(page, strip_of(media, shown, turn_of(page), label, stamp, words), end)
        if "/ID" in pdf.trailer:
            del pdf.trailer["/ID"]  # another file, named by what it holds
        made = BytesIO()
        pdf.save(
            made, deterministic_id=True, compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            fix_metadata_version=False,  # what the original tells of itself is its own
        )  # fmt: skip
        return made.getvalue()


def _add(page: pikepdf.Page, strip: Strip, end: pikepdf.Stream) -> None:
    """The strip comes first in the page's contents, where no state of theirs can move it; words
    unseen come last, where none of theirs is out of its order."""
    page.obj.MediaBox, page.obj.CropBox = pikepdf.Array(strip.sheet), pikepdf.Array(strip.shown)
    page.contents_add(strip.before, prepend=True)
    page.contents_add(end)
    if strip.unseen:
        page.contents_add(strip.unseen)


def strip_of(
    media: Box, shown: Box, turned: int, label: str, stamp: Stamp, words: Words = ()
) -> Strip:
    """What makes one page longer; shown: what it shows of its media box."""
    wide, tall = _size(shown, turned)
    scale = max(wide / LETTER, SMALLEST)
    high = ceil(STRIP * scale)  # in whole points, so that what is above is drawn as it was
    ends = ((label, stamp.right), (stamp.mark, not stamp.right))
    texts = "".join(_text(text, at_right, wide, scale) for text, at_right in ends if text)
    ground, clip = _around(shown, turned, high)
    unseen = b""
    if words:
        told = lettering.unseen(words, wide, tall)
        unseen = b"\nq %b cm %b Q" % (_placed(shown, turned).encode(), told)
    sheet, longer = _longer(media, shown, turned, high)
    return Strip(sheet, longer, f"{ground}{texts}{clip}".encode("ascii"), unseen)


def _size(shown: Box, turned: int) -> tuple[float, float]:
    """Width and height of a page as it is read."""
    wide, tall = shown[2] - shown[0], shown[3] - shown[1]
    return (tall, wide) if turned in (90, 270) else (wide, tall)


@lru_cache
def _around(shown: Box, turned: int, high: int) -> tuple[str, str]:
    """What is drawn before the texts of a strip and after them; most pages of a file are alike."""
    left, bottom, right, top = shown
    wide, _ = _size(shown, turned)
    return (
        f"q {_placed(shown, turned)} cm 1 g 0 {-high} {wide:.3f} {high} re f 0 g ",
        f"Q q {left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} re W n\n",
    )


def visible(page: pikepdf.Page) -> Box:
    """What a page shows: its crop box, as far as it lies in its media box."""
    return _shown(_box(page.mediabox), _box(page.cropbox))


def _shown(media: Box, crop: Box) -> Box:
    shown = (
        max(media[0], crop[0]), max(media[1], crop[1]),
        min(media[2], crop[2]), min(media[3], crop[3]),
    )  # fmt: skip
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else media


def _box(told: pikepdf.Object) -> Box:
    """Left, bottom, right, top, whichever corners are told."""
    x, y, u, v = map(float, told)
    return min(x, u), min(y, v), max(x, u), max(y, v)


def turn_of(page: pikepdf.Page) -> int:
    """Degrees a page is turned clockwise to be read."""
    turned = int(inherited(page.obj, "/Rotate", 0)) % 360
    return turned if turned in TURNS else 0


def inherited(node: pikepdf.Object, key: str, otherwise: Any) -> Any:
    """What a page is told itself, or by the nodes above it."""
    for _ in range(ABOVE):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            break
        node = node.Parent
    return otherwise


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


def _give(page: pikepdf.Page, font: pikepdf.Object) -> None:
    """Make the font known where the page finds its resources: the name is nobody else's."""
    known = inherited(page.obj, "/Resources", None)
    if known is None:
        known = page.obj.Resources = pikepdf.Dictionary()
    if "/Font" not in known:
        known.Font = pikepdf.Dictionary()
    known.Font[lettering.NAME] = font


@lru_cache
def _text(text: str, at_right: bool, wide: float, scale: float) -> str:
    size = SIZE * scale
    long = lettering.length(text, size)
    start = wide - MARGIN * scale - long if at_right else MARGIN * scale
    base = -(STRIP + SIZE * 0.7) / 2 * scale
    told = lettering.coded(text).decode("ascii")
    return f"BT {lettering.NAME} {size:.3f} Tf {start:.3f} {base:.3f} Td {told} Tj ET "
