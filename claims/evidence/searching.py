"""What can be searched of an exhibit: the letters of each page, and what an eye reads beside them.

A page that shows more than its letters tell is drawn and read as a picture. One on which something
may not have been read is told as such, never taken for searched.
"""

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.claim.redaction import Box
from claims.evidence import optical
from claims.evidence.gate import in_child
from claims.evidence.patterns import AROUND, Letter, boxes_in
from claims.evidence.preview import KINDS, has_picture
from claims.evidence.redacting import READ, REDACTING, page_of
from claims.evidence.seen_page import SeenPage, read_page

PAGES, LETTERS = 5_000, 4_000_000
"""Pages and letters kept for one search; beyond, a page is unread."""
MOST_SEEN = 40
"""Pages read as pictures for one search."""
UNKNOWN = "\ufffd"
"""How the child tells a letter that the file does not name."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of one page. places: four numbers a letter; more: whether the page shows more
    than they tell."""

    text: str
    places: "array[int]"
    more: bool

    def __iter__(self) -> Iterator[Letter]:
        sides = iter(self.places)
        for sign, left, top, right, bottom in zip(self.text, *[sides] * 4, strict=True):
            yield sign, (left, top, right, bottom)


@dataclass(frozen=True, slots=True)
class Read:
    """The letters of each page in turn. seen: of a page read as a picture, what was read, one
    order after another; unread: pages on which something may not have been read."""

    pages: Sequence[Letters]
    seen: Mapping[int, Sequence[Sequence[Letter]]] = field(default_factory=dict)
    unread: tuple[int, ...] = ()

    def boxes(self, wanted: Iterable[str], words: Iterable[str]) -> tuple[Box, ...]:
        """What patterns and typed words find, page by page."""
        wanted, words = tuple(wanted), tuple(words)
        found: list[Box] = []
        for number, letters in enumerate(self.pages, 1):
            readings: list[Iterable[Letter]] = [letters, *self.seen.get(number, ())]
            here = {box for each in readings for box in boxes_in(number, each, wanted, words)}
            found += sorted(_largest(here) if number in self.seen else here)
        return tuple(found)


def read(media: str, content: bytes) -> Read | None:
    """Every letter and its place, and what is read on pages that show more; None when the file
    cannot be read within bounds."""
    told: list[Letters] = []
    cut: list[int] = []
    letters = 0
    pages = 1
    while len(told) < min(pages, PAGES) and letters < LETTERS:
        said = _told(media, content, len(told))
        if not said or not said["told"]:
            break
        pages = int(said["pages"])
        for text, places, more, whole in said["told"]:
            letters += len(text)
            told.append(Letters(text, array("i", places), more))
            if not whole:
                cut.append(len(told))
    if not told and pages:
        return None
    seen, unread = _seen(media, content, told)
    return Read(told, seen, tuple(sorted({*cut, *unread, *range(len(told) + 1, pages + 1)})))


def _told(media: str, content: bytes, first: int) -> dict[str, Any] | None:
    """The letters of some pages from one on, counted from 0; None when the child did not end."""
    if not has_picture(media):
        return None
    head = json.dumps({"from": first}).encode() + b"\n"
    said, code = in_child("letters", KINDS[media], head + content, REDACTING)
    told: dict[str, Any] = json.loads(said) if code == 0 else {}
    return told if "told" in told else None


def _seen(
    media: str, content: bytes, told: Sequence[Letters]
) -> tuple[dict[int, Sequence[Sequence[Letter]]], set[int]]:
    """What is read in the pictures of pages that show more than their letters tell, those that tell
    least first; and the pages on which something is left."""
    more = [number for number, page in enumerate(told, 1) if page.more]
    more.sort(key=lambda number: len(told[number - 1].text))
    most = MOST_SEEN if optical.languages() else 0
    seen, unread = {}, set(more[most:])
    for number in more[:most]:
        known = (place for sign, place in told[number - 1] if sign.strip() and sign != UNKNOWN)
        picture = page_of(media, content, number, READ)
        page = read_page(picture, known) if picture else SeenPage((), whole=False)
        seen[number] = page.readings
        if not page.whole:
            unread.add(number)
    return seen, unread


def _largest(boxes: Iterable[Box]) -> Iterator[Box]:
    """Boxes but those whose letters another one of the same pattern covers: a page may be read more
    than once."""
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda box: (box.left - box.right) * (box.bottom - box.top)):
        if not any(_covers(other, box) for other in kept):
            kept.append(box)
            yield box


def _covers(box: Box, other: Box) -> bool:
    return (
        box.pattern == other.pattern
        and box.left <= other.left + AROUND
        and box.top <= other.top + AROUND
        and box.right >= other.right - AROUND
        and box.bottom >= other.bottom - AROUND
    )
