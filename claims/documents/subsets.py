"""The letters of a font that a document holds, cut out once for all documents that hold the same:
cutting and compressing them takes longer than the rest of a short one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import compress

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFStream,
    PDFTrueTypeFont,
)
from reportlab.pdfbase.ttfonts import (
    FF_NONSYMBOLIC,
    FF_SYMBOLIC,
    SUBSETN,
    TTFont,
    makeToUnicodeCMap,
)

KEPT = 64
"""Subsets kept, of some 30 kB each."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One subset, as it stands in a file. size: of the letters before they are compressed."""

    name: str
    letters: bytes
    size: int
    codes: bytes
    widths: bytes
    descriptor: PDFDictionary


class Font(TTFont):  # type: ignore[misc]  # reportlab has no types
    """A font whose subsets are kept; the file is the one reportlab writes."""

    def addObjects(self, document: PDFDocument) -> None:  # noqa: N802  # the name is reportlab's
        """Put each subset in the file."""
        state = self.state[document]
        state.frozen = 1
        fonts = document.idToObject["BasicFonts"].dict
        for n, subset in enumerate(state.subsets):
            cut, name = _cut(self, n, tuple(subset)), self.getSubsetInternalName(n, document)[1:]
            font = PDFTrueTypeFont()
            font.Name, font.BaseFont = name, cut.name
            font.FirstChar, font.LastChar, font.Widths = 0, len(subset) - 1, cut.widths
            codes = _stream(cut.codes)
            font.ToUnicode = document.Reference(codes, f"toUnicodeCMap:{cut.name}")
            letters = _stream(cut.letters)
            letters.dictionary["Length1"] = cut.size
            told = cut.descriptor.copy()
            file = f"fontFile:{self.face.filename}({cut.name})"
            told["FontFile2"] = document.Reference(letters, file)
            font.FontDescriptor = document.Reference(told, f"fontDescriptor:{cut.name}")
            document.Reference(font, name)
            fonts[name] = font
        del self.state[document]


def _stream(compressed: bytes) -> PDFStream:
    stream = PDFStream(content=compressed)
    stream.dictionary["Filter"] = PDFArray([PDFName("FlateDecode")])
    return stream


@lru_cache(KEPT)
def _cut(font: Font, n: int, subset: Sequence[int]) -> Cut:
    face = font.face
    name = b"".join((SUBSETN(n), b"+", face.name, face.subfontNameX)).decode("pdfdoc")
    letters = face.makeSubset(list(subset))
    widths = PDFArray([face.getCharWidth(letter) for letter in subset])
    descriptor = PDFDictionary({
        "Type": "/FontDescriptor", "Ascent": face.ascent, "CapHeight": face.capHeight,
        "Descent": face.descent, "Flags": face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC,
        "FontBBox": PDFArray(face.bbox), "FontName": PDFName(name),
        "ItalicAngle": face.italicAngle, "StemV": face.stemV, "MissingWidth": face.defaultWidth,
    })  # fmt: skip
    codes = makeToUnicodeCMap(name, list(subset)).encode()
    told = widths.format(None)  # numbers alone
    return Cut(name, compress(letters), len(letters), compress(codes), told, descriptor)
