"""The first page of an exhibit as a picture of our own, and its words, had in the limited child.

What is shown is made of pixels alone: nothing of the file reaches a browser.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from threading import Lock, Semaphore

from claims.evidence.bounds import Limits
from claims.evidence.gate import in_child
from claims.evidence.kinds import ACCEPTED

DRAWING = Limits(memory=400 * 1024 * 1024)
"""A telephone's picture takes more than reading it did: its pixels are all there at once."""
SHOWN, READ = 720, 2000
"""Pixels of the longer side: to recognize a page, and to read it optically."""
DRAWABLE = ("pdf", "image")
PNG = b"\x89PNG\r\n\x1a\n"
KINDS = {kind.media: kind for kind in ACCEPTED.values()}


def has_picture(media: str) -> bool:
    """Whether files of that kind have pages or pictures."""
    return media in KINDS and KINDS[media].reader in DRAWABLE


def picture_of(media: str, content: bytes, side: int = SHOWN) -> bytes:
    """The first page as a PNG; empty when it cannot be drawn within bounds."""
    if not has_picture(media):
        return b""
    drawn, code = in_child("draw", KINDS[media], content, DRAWING, side=side)
    return drawn if code == 0 and drawn.startswith(PNG) else b""


def text_of(media: str, content: bytes) -> str:
    """All the words of a file, a form feed between its pages; blank when it has none, or cannot be
    read within bounds."""
    said, code = in_child("text", KINDS[media], content, DRAWING) if media in KINDS else (b"", 1)
    return said.decode("utf-8", "replace") if code == 0 else ""


class Gallery:
    """The pictures last drawn, in memory only; two children at most draw at a time."""

    def __init__(self, most: int = 200, at_once: int = 2) -> None:
        self._most, self._turn, self._hands = most, Lock(), Semaphore(at_once)
        self._drawn: OrderedDict[tuple[str, tuple[int, ...]], bytes] = OrderedDict()

    def show(self, digest: str, draw: Callable[[], bytes], *which: int) -> bytes:
        """The picture of the file with that hash, drawn at its first showing; which: of one of its
        pages, and how it is turned."""
        key = digest, which
        with self._turn:
            if key in self._drawn:
                self._drawn.move_to_end(key)
                return self._drawn[key]
        with self._hands:
            picture = draw()
        if not picture:
            return picture  # it may be drawn another time
        with self._turn:
            self._drawn[key] = picture
            while len(self._drawn) > self._most:
                self._drawn.popitem(last=False)
        return picture

    def forget(self, digests: Iterable[str]) -> None:
        """Drop the pictures of these files."""
        with self._turn:
            gone = set(digests)
            for key in [key for key in self._drawn if key[0] in gone]:
                del self._drawn[key]
