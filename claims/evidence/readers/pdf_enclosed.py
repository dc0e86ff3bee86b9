"""What a page draws as one drawing, a form: however its contents are written, they paint nothing
outside what the page showed, and leave nothing open or closed behind them.

A stream of contents becomes the form itself, its bytes as they are; several are joined into one.
"""

import zlib

import pikepdf
from pikepdf import Array, Name, Object, Pdf, Stream

TOLD_OTHERWISE = frozenset({"/Type", "/Subtype", "/BBox", "/Matrix", "/Resources", "/Group"})
"""Entries of a stream that serves elsewhere too, where it must stay what it is."""
CODED = ("/Filter", "/DecodeParms")
QUICK = 1
"""How hard joined contents are compressed."""
STEP = 256
"""Bytes of a broken stream read at once."""
Box = tuple[float, float, float, float]
Ids = tuple[tuple[int, int], ...]
FORM, UNTAGGED = Name.Form, -1


class Boxes(dict[Box, Array]):
    """Box → as a PDF has it, made once: most pages of a file are alike."""

    def __missing__(self, box: Box) -> Array:
        made = self[box] = Array(box)
        return made


class Forms:
    """Those of one PDF: pages that draw the same share one."""

    def __init__(self, pdf: Pdf, boxes: Boxes) -> None:
        self._pdf, self._boxes = pdf, boxes
        self._first: dict[Ids, tuple[Box, Object, int, Object]] = {}
        self._others: dict[tuple[Ids, Box, object, int], Object] = {}

    def of(self, page: Object, shown: Box, resources: Object) -> Object | None:
        """What a page draws, as far as it showed it; None of a page that has no contents."""
        parts = _parts(page)
        if not parts:
            return None
        ids, told = tuple([part.objgen for part in parts]), page.get("/StructParents")
        tagged = told if isinstance(told, int) else UNTAGGED
        if ids not in self._first:
            form = self._form(parts, shown, resources, tagged)
            self._first[ids] = shown, resources, tagged, form
            return form
        first = self._first[ids]
        self._others.setdefault(_key(ids, *first[:3]), first[3])
        key = _key(ids, shown, resources, tagged)
        if key not in self._others:
            self._others[key] = self._form(parts, shown, resources, tagged, again=True)
        return self._others[key]

    def _form(
        self,
        parts: list[Object],
        shown: Box,
        resources: Object,
        tagged: int,
        *,
        again: bool = False,
    ) -> Object:
        form = self._stream(parts, again)
        form.Subtype, form.BBox, form.Resources = FORM, self._boxes[shown], resources
        if tagged != UNTAGGED:
            form.StructParents = tagged
        return form

    def _stream(self, parts: list[Object], again: bool) -> Object:
        """The contents in one stream, which is nothing else; again: it is a form already."""
        if len(parts) > 1:
            joined = b" ".join(map(_read, parts))  # as readers do
            return self._pdf.make_stream(zlib.compress(joined, QUICK), Filter=Name.FlateDecode)
        [part] = parts
        if not again and not TOLD_OTHERWISE & part.keys():
            return part
        coded = {name: part[name] for name in CODED if name in part}
        return self._pdf.make_stream(part.read_raw_bytes(), coded)


def _key(ids: Ids, shown: Box, resources: Object, tagged: int) -> tuple[Ids, Box, object, int]:
    named = resources.objgen if resources.is_indirect else resources.unparse()
    return ids, shown, named, tagged


def _parts(page: Object) -> list[Object]:
    """The streams of a page's contents, in their order."""
    told = page.get("/Contents")
    if isinstance(told, Stream):
        return [told]
    return [part for part in told if isinstance(part, Stream)] if isinstance(told, Array) else []


def _read(part: Object) -> bytes:
    """What a stream says; of a broken one, what comes before its fault, as it is shown. Raises
    PdfError where that cannot be told: no copy is better than one that lacks words."""
    try:
        return part.read_bytes()
    except pikepdf.PdfError:
        if not _is_deflated(part):
            raise
        return _before_its_fault(part.read_raw_bytes())


def _is_deflated(part: Object) -> bool:
    told = part.get("/Filter")
    return told == Name.FlateDecode or told == Array([Name.FlateDecode])


def _before_its_fault(raw: bytes) -> bytes:
    reader, read = zlib.decompressobj(), bytearray()
    for at in range(0, len(raw), STEP):
        try:
            read += reader.decompress(raw[at : at + STEP])
        except zlib.error:
            break
    return bytes(read)
