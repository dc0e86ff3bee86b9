"""A numbered copy of a PDF: each page is made longer at its foot, and its number stands there."""

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
from claims.evidence.readers.pdf_strip import (
    LETTER,
    Longer,
    Sheet,
    Strip,
    sheet_of,
    strip_under,
    tell_size,
)

STRIP, SIZE, MARGIN = 20.0, 9.0, 18.0
"""Points on a page of letter width: height of the strip, of the letters, and what ends are left."""
SMALLEST = 0.25


@dataclass(frozen=True)
class Stamp:
    """What is to be written. labels: one a page, or one for all; mark: what stands at the other end
    of the strip; words: page from 1 → what was read in its picture; whole: one for all is meant."""

    labels: tuple[str, ...]
    mark: str
    right: bool
    words: Mapping[int, Words]
    whole: bool = False


def numbered(file: BytesIO, kind: str) -> bytes:
    """The numbered copy of the PDF behind its order."""
    stamp = read_order(file)
    return copy_of(BytesIO(file.read()), stamp)


def read_order(file: BytesIO) -> Stamp:
    """The order that stands before a file: a line of JSON."""
    told: dict[str, Any] = json.loads(file.readline())
    words = {int(page): found for page, found in told["words"].items()}
    return Stamp(tuple(told["labels"]), told["mark"], told["right"], words, told["whole"])


def copy_of(file: BytesIO, stamp: Stamp) -> bytes:
    """The numbered copy of a PDF. Raises Unacceptable when it has no page, or not as many as
    labels."""
    with pikepdf.open(file, suppress_warnings=True) as pdf:
        pages = len(pdf.pages)
        if not pages or len(stamp.labels) != (1 if stamp.whole else pages):
            raise Unacceptable("file-broken")
        longer = Longer(pdf)
        labels = stamp.labels if len(stamp.labels) == pages else stamp.labels * pages
        for number, (page, label) in enumerate(zip(pdf.pages, labels, strict=True), 1):
            sheet, words = sheet_of(page), stamp.words.get(number, ())
            longer.add(page, sheet, strip_of(sheet, label, stamp, words))
        longer.finish()
        tell_size(pdf)
        if "/ID" in pdf.trailer:
            del pdf.trailer["/ID"]  # another file, named by what it holds
        made = BytesIO()
        pdf.save(
            made, deterministic_id=True, compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            fix_metadata_version=False,  # what the original tells of itself is its own
        )  # fmt: skip
        return made.getvalue()


def strip_of(sheet: Sheet, label: str, stamp: Stamp, words: Words = ()) -> Strip:
    """What makes one page longer."""
    wide, tall = sheet.size
    scale = max(wide / LETTER, SMALLEST)
    ends = ((label, stamp.right), (stamp.mark, not stamp.right))
    texts = b"".join(_text(text, at_right, wide, scale) for text, at_right in ends if text)
    unseen = lettering.unseen(words, wide, tall) if words else b""
    return strip_under(sheet, ceil(STRIP * scale), texts, unseen)


@lru_cache
def _text(text: str, at_right: bool, wide: float, scale: float) -> bytes:
    size = SIZE * scale
    long = lettering.length(text, size)
    start = wide - MARGIN * scale - long if at_right else MARGIN * scale
    base = -(STRIP + SIZE * 0.7) / 2 * scale
    told = lettering.coded(text)
    return b"BT %b %.3f Tf %.3f %.3f Td %b Tj ET " % (
        lettering.NAME.encode(), size, start, base, told
    )  # fmt: skip
