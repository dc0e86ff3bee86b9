"""A numbered copy of a PDF: each page is made longer at its foot, and its number stands there.

Nothing the page shows is hidden, since nothing is drawn over it; what it keeps outside its crop box
stays out of the strip. The words, their order and the number of pages are those of the original.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
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
        font = lettering.embedded(pdf)
        labels = stamp.labels if len(stamp.labels) == pages else stamp.labels * pages
        for number, (page, label) in enumerate(zip(pdf.pages, labels, strict=True), 1):
            _number(page, label, stamp, font, stamp.words.get(number, ()))
        if "/ID" in pdf.trailer:
            del pdf.trailer["/ID"]  # another file, named by what it holds
        made = BytesIO()
        pdf.save(
            made, deterministic_id=True, compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            fix_metadata_version=False,  # what the original tells of itself is its own
        )  # fmt: skip
        return made.getvalue()


def _number(
    page: pikepdf.Page, label: str, stamp: Stamp, font: pikepdf.Object, words: Words
) -> None:
    """The strip comes first in the page's contents, where no state of theirs can move it; words
    unseen come last, where none of theirs is out of its order."""
    shown, turned = visible(page), turn_of(page)
    left, bottom, right, top = shown
    wide, tall = right - left, top - bottom
    if turned in (90, 270):
        wide, tall = tall, wide
    scale = max(wide / LETTER, SMALLEST)
    high = ceil(STRIP * scale)  # in whole points, so that what is above is drawn as it was
    _lengthen(page, shown, turned, high)
    _give(page, font)
    ends = ((label, stamp.right), (stamp.mark, not stamp.right))
    texts = "".join(_text(text, at_right, wide, scale) for text, at_right in ends if text)
    strip = (
        f"q {_placed(shown, turned)} cm 1 g 0 {-high} {wide:.3f} {high} re f 0 g {texts}"
        f"Q q {left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} "
        "re W n\n"
    )
    page.contents_add(strip.encode("ascii"), prepend=True)
    page.contents_add(b"\nQ")
    if words:
        told = lettering.unseen(words, wide, tall)
        page.contents_add(b"\nq %b cm %b Q" % (_placed(shown, turned).encode(), told))


def visible(page: pikepdf.Page) -> Box:
    """What a page shows: its crop box, as far as it lies in its media box."""
    media, crop = _box(page.mediabox), _box(page.cropbox)
    shown = (
        max(media[0], crop[0]), max(media[1], crop[1]),
        min(media[2], crop[2]), min(media[3], crop[3]),
    )  # fmt: skip
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else media


def _box(told: pikepdf.Object) -> Box:
    """Left, bottom, right, top, whichever corners are told."""
    x, y, u, v = (float(side) for side in told)
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


def _lengthen(page: pikepdf.Page, shown: Box, turned: int, by: float) -> None:
    """Add the strip under the foot of the page as read, to what it shows and to its sheet."""
    side = {0: 1, 90: 2, 180: 3, 270: 0}[turned]
    outward = by if side > 1 else -by
    longer = [*shown[:side], shown[side] + outward, *shown[side + 1 :]]
    media = _box(page.mediabox)
    kept = [min(media[i], longer[i]) if i < 2 else max(media[i], longer[i]) for i in range(4)]
    page.obj.MediaBox, page.obj.CropBox = pikepdf.Array(kept), pikepdf.Array(longer)


def _give(page: pikepdf.Page, font: pikepdf.Object) -> None:
    """Make the font known where the page finds its resources: the name is nobody else's."""
    known = inherited(page.obj, "/Resources", None)
    if known is None:
        known = page.obj.Resources = pikepdf.Dictionary()
    if "/Font" not in known:
        known.Font = pikepdf.Dictionary()
    known.Font[lettering.NAME] = font


def _text(text: str, at_right: bool, wide: float, scale: float) -> str:
    size = SIZE * scale
    long = lettering.length(text, size)
    start = wide - MARGIN * scale - long if at_right else MARGIN * scale
    base = -(STRIP + SIZE * 0.7) / 2 * scale
    told = lettering.coded(text).decode("ascii")
    return f"BT {lettering.NAME} {size:.3f} Tf {start:.3f} {base:.3f} Td {told} Tj ET "
