"""Whether a picture of a PDF is all that its stream holds, and all of it is shown."""

from typing import Any

import pikepdf
from pikepdf import Array, Name

from claims.evidence.readers.ends import ENDS_JPEG, MARKER

EXACT = frozenset({
    "/FlateDecode", "/LZWDecode", "/RunLengthDecode", "/ASCII85Decode", "/ASCIIHexDecode",
})  # fmt: skip
FILTERS = EXACT | {"/CCITTFaxDecode", "/JBIG2Decode", "/DCTDecode"}
"""Ways to pack bytes: those that give them back as they were, and all that a copy may have."""
HIDING = ("/SMask", "/Mask", "/SMaskInData", "/OC")
"""What hides a part of a picture, or all of it."""
ASIDE = frozenset(bytes([sort]) for sort in (*range(0xE1, 0xEE), 0xEF, 0xFE))
"""Marks of a JPEG before what is no part of the picture."""
HEAD, BARE_HEAD = b"\xe0", 16
"""The mark of its head, and the bytes of one without a smaller picture."""
FRAMES = frozenset(bytes([sort]) for sort in (0xC0, 0xC1, 0xC2))
"""Marks of a JPEG before its height and its width."""
CHANNELS = {
    "/DeviceGray": 1, "/CalGray": 1, "/Indexed": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/Lab": 3,
    "/DeviceCMYK": 4,
}  # fmt: skip


class NotPlain(Exception):
    """What a page draws with cannot be told surely: it is to be drawn."""


def is_bare(found: pikepdf.Object) -> bool:
    """Whether a picture hides nothing of itself, and nothing stands with it. Raises NotPlain of one
    packed in a way not known here.

    Of a fax or of JBIG2, the rows are not counted.
    """
    if found.get("/Subtype") != Name.Image or any(key in found for key in HIDING):
        return False
    filters = filters_of(found)
    if "/DCTDecode" in filters:
        return filters == ["/DCTDecode"] and _is_bare_jpeg(found)
    if not EXACT.issuperset(filters):
        return True
    row = -(-int(found.Width) * _bits(found) // 8)
    return len(found.read_bytes()) < row * (int(found.Height) + 1)


def _bits(found: pikepdf.Object) -> int:
    """Of one dot."""
    if found.get("/ImageMask", False):
        return 1
    space: Any = found.ColorSpace
    kind, *rest = list(space) if isinstance(space, Array) else [space]
    channels = int(rest[0].N) if kind == Name.ICCBased else CHANNELS[str(kind)]
    return channels * int(found.BitsPerComponent)


def _is_bare_jpeg(found: pikepdf.Object) -> bool:
    """Whether a JPEG has no data of a camera, no smaller copy, no words, nothing behind its end,
    and is as high and as wide as the page says."""
    content, place = found.read_raw_bytes(), 2
    while marker := MARKER.search(content, place):
        place = marker.end()
        size = int.from_bytes(content[place : place + 2])
        if marker[1] == ENDS_JPEG:
            return not content[place:].strip(b"\0\r\n ")
        if marker[1] in ASIDE or (marker[1] == HEAD and size > BARE_HEAD):
            return False
        if marker[1] in FRAMES and content[place + 3 : place + 7] != _sides(found):
            return False
        place += size
    return False


def _sides(found: pikepdf.Object) -> bytes:
    """Height and width as a JPEG tells them."""
    return int(found.Height).to_bytes(2) + int(found.Width).to_bytes(2)


def filters_of(found: pikepdf.Object) -> list[str]:
    """How the bytes of a stream are packed. Raises NotPlain of a way that may hold more."""
    if not isinstance(found, pikepdf.Stream) or "/F" in found:
        raise NotPlain
    filters = found.get("/Filter", Array())
    names = [str(each) for each in (filters if isinstance(filters, Array) else [filters])]
    if not FILTERS.issuperset(names):
        raise NotPlain
    return names
