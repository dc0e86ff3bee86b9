"""The fonts, pictures, colours and states that kept pages draw with, each made anew.

Nothing is copied but what is named here, key by key: whatever else hangs on them in the old file
(private data, another form of a picture, the letters of other pages) has no place in the new one.
What cannot be told surely is not plain, and its page is drawn.
"""

import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from claims.evidence.readers.pdf_picture import NotPlain, filters_of, is_bare

Codes = set[int]
"""Those of the letters that a font is asked to show."""
PACKING = (
    "/Predictor", "/Colors", "/BitsPerComponent", "/Columns", "/Rows", "/EarlyChange", "/K",
    "/EndOfLine", "/EncodedByteAlign", "/EndOfBlock", "/BlackIs1", "/DamagedRowsBeforeError",
    "/ColorTransform",
)  # fmt: skip
"""How bytes are packed; a table of shapes that pages share is none of it."""
PICTURE = (
    "/Width", "/Height", "/BitsPerComponent", "/Decode", "/Interpolate", "/ImageMask",
)  # fmt: skip
STATE = (
    "/LW", "/LC", "/LJ", "/ML", "/D", "/FL", "/SA", "/BM", "/ca", "/CA", "/AIS", "/OP", "/op",
    "/OPM", "/TK",
)  # fmt: skip
UNSHOWN = ("/Type", "/RI", "/SM")
DEVICES = frozenset({"/DeviceGray", "/DeviceRGB", "/DeviceCMYK"})
DEFAULTS = ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK")
"""Colours that stand for those of the device, wherever these are named."""
CALIBRATED = {
    "/CalGray": ("/WhitePoint", "/BlackPoint", "/Gamma"),
    "/CalRGB": ("/WhitePoint", "/BlackPoint", "/Gamma", "/Matrix"),
    "/Lab": ("/WhitePoint", "/BlackPoint", "/Range"),
}
SIMPLE = frozenset({"/Type1", "/MMType1", "/TrueType"})
ENCODINGS = frozenset({
    "/StandardEncoding", "/MacRomanEncoding", "/WinAnsiEncoding", "/MacExpertEncoding",
})  # fmt: skip
TWO_BYTES = frozenset({"/Identity-H", "/Identity-V"})
FONT = ("/BaseFont", "/FirstChar", "/LastChar", "/Widths")
DESCENDANT = ("/BaseFont", "/DW", "/W", "/DW2", "/W2")
DESCRIBED = (
    "/FontName", "/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/Leading",
    "/CapHeight", "/XHeight", "/StemV", "/StemH", "/AvgWidth", "/MaxWidth", "/MissingWidth",
)  # fmt: skip
PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
PROGRAM = ("/Subtype", "/Length1", "/Length2", "/Length3")
NAMED = frozenset({"/BaseFont", "/FontName", "/BM", "/Subtype"})
"""Keys of which a name may be told."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the copy, and what the old one told of its letters: what each code stands for, and
    its name in the font."""

    made: pikepdf.Object
    wide: bool
    unicode: bytes
    names: Mapping[int, Name]


class Parts:
    """What the pages of one copy draw with; what several use is in it once."""

    def __init__(self, copy: pikepdf.Pdf) -> None:
        self._copy = copy
        self._made: dict[Hashable, pikepdf.Object] = {}
        self._fonts: list[Font] = []
        self._shown: dict[Hashable, Codes] = {}

    def stream(self, content: bytes) -> pikepdf.Object:
        """What a page draws."""
        return self._copy.make_stream(content)

    def picture(self, found: pikepdf.Object) -> pikepdf.Object:
        """A picture that is shown whole. Raises NotPlain."""
        told: dict[str, Any] = {"/Type": Name.XObject, "/Subtype": Name.Image}
        if "/ColorSpace" in found:
            told["/ColorSpace"] = self.colours(found.ColorSpace)
        if not is_bare(found):
            raise NotPlain
        return self._stream(found, PICTURE, told)

    def colours(self, found: pikepdf.Object) -> pikepdf.Object:
        """A colour space. Raises NotPlain."""
        if isinstance(found, Name) and str(found) in DEVICES:
            return found
        if not isinstance(found, Array) or not len(found):
            raise NotPlain
        kind, *rest = list(found)
        if isinstance(kind, Name) and str(kind) in DEVICES and not rest:
            return kind
        if kind == Name.ICCBased and len(rest) == 1 and isinstance(rest[0], pikepdf.Stream):
            return Array([kind, self._stream(rest[0], ("/N", "/Range"), {})])
        if str(kind) in CALIBRATED and len(rest) == 1 and isinstance(rest[0], Dictionary):
            return Array([kind, Dictionary(dict(_told(rest[0], CALIBRATED[str(kind)])))])
        if kind == Name.Indexed and len(rest) == 3 and isinstance(rest[1], int):
            return Array([kind, self.colours(rest[0]), rest[1], self._table(rest[2])])
        raise NotPlain

    def _table(self, found: pikepdf.Object) -> pikepdf.Object:
        """The colours of an index."""
        if isinstance(found, pikepdf.String):
            return pikepdf.String(bytes(found))
        return self._stream(found, (), {})

    def state(self, found: pikepdf.Object) -> pikepdf.Object:
        """How things are laid over one another. Raises NotPlain when it masks or changes colours in
        another way than by how clear they are."""
        if not isinstance(found, Dictionary):
            raise NotPlain
        for key in found.keys():  # noqa: SIM118  a dictionary of pikepdf yields none when iterated
            unmasked = key == "/SMask" and found[key] == Name("/None")
            if key not in STATE and key not in UNSHOWN and not unmasked:
                raise NotPlain
        told = dict(_told(found, STATE))
        if "/SMask" in found:
            told["/SMask"] = Name("/None")
        return Dictionary(told)

    def font(self, found: pikepdf.Object) -> pikepdf.Object:
        """A font whose letters are in the file or known to all; its codes are told by `finish`.

        Raises NotPlain of one whose letters are drawings.
        """
        key, wide = _key(found), is_wide(found)
        if key not in self._made:
            made = self._copy.make_indirect(self._composed(found) if wide else self._simple(found))
            told, encoding = found.get("/ToUnicode"), found.get("/Encoding")
            unicode = told.read_bytes() if isinstance(told, pikepdf.Stream) else b""
            names = dict(_names(encoding)) if isinstance(encoding, Dictionary) else {}
            self._fonts.append(Font(made, wide, unicode, names))
            self._made[key] = made
        return self._made[key]

    def note(self, made: pikepdf.Object, codes: Codes) -> None:
        """A page that is kept shows these letters of a font of the copy."""
        self._shown.setdefault(made.objgen, set()).update(codes)

    def finish(self) -> None:
        """Tell of each font the letters that the kept pages show, and no others."""
        for font in self._fonts:
            codes = self._shown.get(font.made.objgen, set())
            if letters := dict(_letters(font.unicode, codes)):
                font.made.ToUnicode = self._copy.make_stream(_map(letters, font.wide))
            if names := [(code, font.names[code]) for code in sorted(codes & font.names.keys())]:
                font.made.Encoding.Differences = Array(chain.from_iterable(names))

    def _simple(self, found: pikepdf.Object) -> Dictionary:
        kind = found.get("/Subtype")
        if str(kind) not in SIMPLE:
            raise NotPlain
        told: dict[str, Any] = {"/Type": Name.Font, "/Subtype": kind, **dict(_told(found, FONT))}
        encoding = found.get("/Encoding")
        if isinstance(encoding, Dictionary):
            base = encoding.get("/BaseEncoding")
            told["/Encoding"] = Dictionary(
                {"/BaseEncoding": _one_of(base, ENCODINGS)} if base else {}
            )
        elif encoding is not None:
            told["/Encoding"] = _one_of(encoding, ENCODINGS)
        return Dictionary(told | self._described(found))

    def _composed(self, found: pikepdf.Object) -> Dictionary:
        """A font of two-byte codes, each the number of a letter in it."""
        [below] = list(found.DescendantFonts)
        if below.get("/Subtype") not in (Name.CIDFontType0, Name.CIDFontType2):
            raise NotPlain
        system, given = below.CIDSystemInfo, below.get("/CIDToGIDMap")
        told: dict[str, Any] = {
            "/Type": Name.Font, "/Subtype": below.Subtype, **dict(_told(below, DESCENDANT)),
            "/CIDSystemInfo": Dictionary(
                Registry=pikepdf.String(str(system.Registry)),
                Ordering=pikepdf.String(str(system.Ordering)), Supplement=int(system.Supplement),
            ),
        }  # fmt: skip
        if isinstance(given, pikepdf.Stream):
            told["/CIDToGIDMap"] = self._stream(given, (), {})
        elif given is not None:
            told["/CIDToGIDMap"] = _one_of(given, {"/Identity"})
        descendant = self._copy.make_indirect(Dictionary(told | self._described(below)))
        return Dictionary(
            Type=Name.Font, Subtype=Name.Type0, **dict(_told(found, ("/BaseFont",))),
            Encoding=found.Encoding, DescendantFonts=Array([descendant]),
        )  # fmt: skip

    def _described(self, found: pikepdf.Object) -> dict[str, Any]:
        """The descriptor of a font and its program; none of a font that every reader has."""
        described = found.get("/FontDescriptor")
        if described is None:
            return {}
        key = _key(described)
        if key not in self._made:
            told: dict[str, Any] = {
                "/Type": Name.FontDescriptor,
                **dict(_told(described, DESCRIBED)),
            }
            for name in PROGRAMS:
                if name in described:
                    told[name] = self._stream(described[name], PROGRAM, {})
            self._made[key] = self._copy.make_indirect(Dictionary(told))
        return {"/FontDescriptor": self._made[key]}

    def _stream(
        self, found: pikepdf.Object, keys: Iterable[str], told: dict[str, Any]
    ) -> pikepdf.Object:
        """Its bytes as they are stored, and these keys of it alone."""
        key = _key(found)
        if key not in self._made:
            filters = filters_of(found)
            told |= dict(_told(found, keys))
            if filters:
                told["/Filter"] = Array([Name(each) for each in filters])
            if "/DecodeParms" in found:
                told["/DecodeParms"] = _parameters(found.DecodeParms)
            self._made[key] = self._copy.make_stream(found.read_raw_bytes(), told)
        return self._made[key]


def is_wide(font: pikepdf.Object) -> bool:
    """Whether the codes of a font are of two bytes. Raises NotPlain when it cannot be told."""
    if font.get("/Subtype") != Name.Type0:
        return False
    _one_of(font.get("/Encoding"), TWO_BYTES)
    return True


def _key(found: pikepdf.Object) -> Hashable:
    """One for each thing of the file; a thing that stands within another is nobody else's."""
    return found.objgen if found.is_indirect else object()


def _parameters(found: Any) -> Any:
    """How the bytes of a stream are packed: numbers alone."""
    if isinstance(found, Array):
        return Array([_parameters(each) for each in found])
    if isinstance(found, Dictionary) and "/JBIG2Globals" not in found:
        return Dictionary(dict(_told(found, PACKING)))
    if found is None:
        return None
    raise NotPlain


def _told(found: pikepdf.Object, keys: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """These keys of it, as far as it has them."""
    for key in keys:
        if key in found:
            told = found[key]
            yield key, told if key in NAMED and isinstance(told, Name) else _numbers(told)


def _numbers(found: Any) -> Any:
    """A number, or a list of them, made anew. Raises NotPlain of anything else."""
    if isinstance(found, bool | int | float | Decimal):
        return found
    if isinstance(found, Array):
        return Array([_numbers(each) for each in found])
    raise NotPlain


def _one_of(found: Any, known: Collection[str]) -> Any:
    if not isinstance(found, Name) or str(found) not in known:
        raise NotPlain
    return found


SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end(?:bfchar|bfrange)", re.DOTALL)
ONE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
SEVERAL = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]*)>|\[([^\]]*)\])")
LIST = re.compile(rb"<([0-9A-Fa-f]*)>")


def _letters(told: bytes, codes: Codes) -> Iterator[tuple[int, bytes]]:
    """Code → the letters it stands for, in hexadecimal; of these codes alone."""
    for section in SECTION.finditer(told):
        if section[1] == b"bfrange":
            for found in SEVERAL.findall(section[2]):
                yield from _range(*found, codes=codes)
        else:
            told_of = ((int(code, 16), letters) for code, letters in ONE.findall(section[2]))
            yield from ((code, letters) for code, letters in told_of if code in codes)


def _range(
    low: bytes, high: bytes, start: bytes, listed: bytes, *, codes: Codes
) -> Iterator[tuple[int, bytes]]:
    """The same, of codes that follow one another: so do their letters, or each is listed."""
    first, last, each = int(low, 16), int(high, 16), LIST.findall(listed)
    for code in codes:
        if start and first <= code <= last:
            yield code, b"%0*X" % (len(start), int(start, 16) + code - first)
        elif first <= code <= min(last, first + len(each) - 1):
            yield code, each[code - first]


def _map(letters: dict[int, bytes], wide: bool) -> bytes:
    """What each code stands for, as readers search it."""
    size = 4 if wide else 2
    lines = [b"<%0*X> <%b>" % (size, code, told) for code, told in sorted(letters.items())]
    blocks = (lines[at : at + 100] for at in range(0, len(lines), 100))
    return b"\n".join([
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        b"/CMapName /Kept def /CMapType 2 def",
        b"1 begincodespacerange <%b> <%b> endcodespacerange" % (b"0" * size, b"F" * size),
        *(b"%d beginbfchar\n%b\nendbfchar" % (len(block), b"\n".join(block)) for block in blocks),
        b"endcmap CMapName currentdict /CMap defineresource pop end end",
    ])  # fmt: skip


def _names(encoding: pikepdf.Object) -> Iterator[tuple[int, Name]]:
    """Code → the name of its letter in the font. Raises NotPlain."""
    at = 0
    for each in encoding.get("/Differences", ()):
        if isinstance(each, int):
            at = each
        elif isinstance(each, Name):
            yield at, each
            at += 1
        else:
            raise NotPlain
