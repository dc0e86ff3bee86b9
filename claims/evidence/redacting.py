"""Redacted copies of exhibits: a page shown, boxes burned in.

A file is opened in the limited child alone. What is read in a burned page is read in its picture,
by the optical reader: no word comes back that an eye does not see there.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.claim.redaction import Box
from claims.evidence import optical
from claims.evidence.bounds import MEBI, Limits
from claims.evidence.gate import in_child
from claims.evidence.numbering import pages_to_number
from claims.evidence.preview import KINDS, PNG, has_picture

REDACTING = Limits(memory=900 * MEBI, cpu_seconds=120, wall_seconds=180)
READ_AGAIN = ", words read in the pictures by tesseract"
"""What its record adds, when words were."""
SHOWN, READ = 1000, 2200
"""Pixels of the longer side of a page: to place boxes on it, and to read it."""
MOST_READ = 20
"""Pictures of pages read optically for one copy; the rest has no words."""
MARK = "Copie caviardée / Redacted copy. SHA-256 de l’original / of the original: {sha256}"
"""At the foot of each page: one copy serves the bundles of both languages."""
PDF = "application/pdf"
MOST_BOXES = 2_000
"""Of one copy."""


@dataclass(frozen=True, slots=True)
class Burned:
    """A redacted copy. drawn: its pages that are pictures now; method: how it was made."""

    content: bytes
    pages: int
    drawn: tuple[int, ...]
    method: str


class TooManyDrawn(Exception):
    """No copy is made: more of its pages would have to be drawn than `most`."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(f"more than {most} pages to draw")


def method() -> str:
    """How a copy is made, as its record tells it."""
    import pikepdf  # no page of a claimant should wait for them
    import pypdfium2

    drawn, built = pypdfium2.PYPDFIUM_INFO.version, pikepdf.__version__
    return f"PDFium {drawn}, pikepdf {built}: boxes burned in, pages not plain drawn"


def can_be_redacted(media: str) -> bool:
    """Whether a kind of file has pages to put boxes on."""
    return has_picture(media)


def pages_of(media: str, pages: int) -> int:
    """How many pages a copy will have. pages: as the gate counted them, 0 when it could not."""
    return pages_to_number(media, pages)


def page_of(media: str, content: bytes, page: int, side: int = SHOWN, turn: int = 0) -> bytes:
    """One page as a PNG, with the notes and the fields anyone sees; empty when it cannot be
    drawn. turn: quarter turns clockwise."""
    drawn = _asked("page", media, {"page": page, "side": side, "turn": turn}, content)
    return drawn if drawn.startswith(PNG) else b""


def burned(
    media: str, content: bytes, boxes: Sequence[Box], mark: str, *, every: bool = False
) -> Burned | None:
    """The copy with its boxes burned in, each under its number; None when none can be made within
    bounds. every: whether each page becomes a picture. Raises TooManyDrawn."""
    places = [(box.page, _place(box), str(number)) for number, box in enumerate(boxes, 1)]
    said = _asked("burn", media, {"boxes": places, "mark": mark, "every": every}, content)
    head, _, made = said.partition(b"\n")
    told: Mapping[str, Any] = json.loads(head or "{}")
    if "most" in told:
        raise TooManyDrawn(told["most"])
    if not made.startswith(b"%PDF-"):
        return None
    copy = Burned(made, told["pages"], tuple(told["drawn"]), method())
    return _with_words(copy) if optical.languages() else copy


def _with_words(copy: Burned) -> Burned:
    """The same, its drawn pages searchable by what is read in them."""
    words = []
    for number in copy.drawn[:MOST_READ]:
        found = optical.placed_in(page_of(PDF, copy.content, number, READ)) or ()
        words.append((number, [(word, place) for word, place, _ in found]))
    made = _asked("letter", PDF, {"words": words}, copy.content)
    if not made.startswith(b"%PDF-"):
        return copy
    return Burned(made, copy.pages, copy.drawn, method() + READ_AGAIN)


def _asked(task: str, media: str, told: Mapping[str, object], content: bytes) -> bytes:
    """What the child answers of a file and the line before it; empty when it could not."""
    if not has_picture(media):
        return b""
    head = json.dumps(told).encode() + b"\n"
    said, code = in_child(task, KINDS[media], head + content, REDACTING)
    return said if code == 0 else b""


def _place(box: Box) -> tuple[int, int, int, int]:
    return box.left, box.top, box.right, box.bottom
