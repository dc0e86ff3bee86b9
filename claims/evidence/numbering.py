"""Numbered copies of exhibits, made in the limited child; the originals are never written to.

A PDF keeps its pages, each a little longer; a picture becomes pages of letter size. Of anything
else there is no page to number: whoever makes the documents puts a sheet in its place.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from claims.evidence.bounds import MEBI, Limits
from claims.evidence.gate import in_child
from claims.evidence.patterns import Place
from claims.evidence.preview import KINDS, has_picture
from claims.evidence.readers.pdf_written import HEAD

NUMBERING = Limits(memory=700 * MEBI, cpu_seconds=60, wall_seconds=120)
SEARCHABLE = ", words read by tesseract set unseen"
"""What its record adds of how a copy was made, when words were read in its pictures."""
OWN_BYTES = "bytes of the picture set on a page"
"""How the copy of a photograph is made."""
PlacedWords = Mapping[int, Sequence[tuple[str, Place]]]
"""Page from 1 → the words read in its picture, and their places as the page is read."""
PDF = b"%PDF-"
SEVERAL = frozenset({"application/pdf", "image/tiff"})
"""Kinds whose pages, or pictures, each make a page."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is written at the foot of pages. labels: one a page, or one for all; mark: what stands
    at the other end; right: the labels at the right; words: page from 1 → what was read in its
    picture, to be found there unseen; whole: one label is meant for every page. Otherwise no copy
    is made of what has not as many pages as labels."""

    labels: tuple[str, ...]
    mark: str
    right: bool
    words: PlacedWords = field(default_factory=dict)
    whole: bool = False

    def method(self, made: bytes) -> str:
        """How this copy was made, as its record tells it."""
        import pikepdf  # no page of a claimant should wait for it

        tools = f"pikepdf {pikepdf.__version__}, qpdf {pikepdf.__libqpdf_version__}"
        told = f"{OWN_BYTES if made.startswith(HEAD) else tools}: numbered"
        return told + SEARCHABLE if self.words else told


def pages_to_number(media: str, pages: int) -> int:
    """How many numbers an exhibit takes; pages: as the gate counted them, 0 when it could not."""
    return max(pages, 1) if media in SEVERAL else 1


def numbered(media: str, content: bytes, order: Order) -> bytes:
    """The numbered copy as a PDF; empty when none can be made within bounds."""
    if not has_picture(media):
        return b""
    head = json.dumps(asdict(order)).encode("ascii") + b"\n"
    made, code = in_child("number", KINDS[media], head + content, NUMBERING)
    return made if code == 0 and made.startswith(PDF) else b""
