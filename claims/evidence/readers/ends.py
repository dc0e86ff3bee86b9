"""Where a picture or a PDF ends by its own marks: what stands behind is another file's."""

import re
from collections.abc import Callable, Mapping

MARKER = re.compile(rb"\xff([^\x00\x01\xd0-\xd7\xff])")
BLANK = re.compile(rb"[\0\s\x1a]*")
BEGINS_JPEG, ENDS_JPEG = b"\xff\xd8", b"\xd9"
EOF = re.compile(rb"%%EOF")
GOES_ON = re.compile(rb"\d+\s+\d+\s+obj\b|xref|startxref|trailer|endstream")
"""What may follow the end of a PDF: a later version of it, or of one it carries."""


def has_more_behind(content: bytes, kind: str) -> bool:
    """Whether bytes that are not blank follow the end; False for kinds that have no end mark."""
    if kind == "PDF":
        return any(_foreign(content, found.end()) for found in EOF.finditer(content))
    return kind in ENDS and _after_blank(content, ENDS[kind](content)) < len(content)


def _foreign(content: bytes, end: int) -> bool:
    place = _after_blank(content, end)
    return place < len(content) and not GOES_ON.match(content, place)


def _after_blank(content: bytes, place: int) -> int:
    found = BLANK.match(content, place)
    return found.end() if found else place


def _jpegs(content: bytes) -> int:
    """Several pictures may follow one another: a camera keeps a smaller one behind the first."""
    place = 0
    while content.startswith(BEGINS_JPEG, place):
        place = _after_blank(content, _jpeg(content, place + 2))
    return place


def _jpeg(content: bytes, place: int) -> int:
    while found := MARKER.search(content, place):
        place = found.end()
        if found[1] == ENDS_JPEG:
            return place
        place += int.from_bytes(content[place : place + 2])
    return len(content)


def _png(content: bytes) -> int:
    place, kind = 8, b""
    while kind != b"IEND" and place < len(content):
        kind = content[place + 4 : place + 8]
        place += 12 + int.from_bytes(content[place : place + 4])
    return place


def _webp(content: bytes) -> int:
    size = int.from_bytes(content[4:8], "little")
    return 8 + size + size % 2


def _heic(content: bytes) -> int:
    """Boxes that follow one another; a size of zero reaches the end, one uses a longer number."""
    place = 0
    while place < len(content):
        size = int.from_bytes(content[place : place + 4])
        size = int.from_bytes(content[place + 8 : place + 16]) if size == 1 else size
        if size == 0 and content[place + 4 : place + 8].isalnum():
            return len(content)
        if size < 8 or place + size > len(content):
            break
        place += size
    return place


ENDS: Mapping[str, Callable[[bytes], int]] = {
    "JPEG": _jpegs, "PNG": _png, "WEBP": _webp, "HEIC": _heic
}  # fmt: skip
