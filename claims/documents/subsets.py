"""The letters of a font that a document holds, cut out once for all documents that hold the same:
cutting and compressing them takes longer than the rest of a short one."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFStream,
    PDFTrueTypeFont,
    PDFZCompress,
)
from reportlab.pdfbase.ttfonts import (
    FF_NONSYMBOLIC,
    FF_SYMBOLIC,
    SUBSETN,
    TTFont,
    makeToUnicodeCMap,
)

from claims.documents.tree import Ready

KEPT = 64
"""Subsets kept, of some 30 kB each."""
LETTERS = b"<letters>"
"""Stands for the number of the object that has the letters, another in each file."""
COMMON = "".join(map(chr, range(32, 127))) + (
    "ÀÂÆÇÈÉÊËÎÏÔŒÙÛÜŸàâæçèéêëîïôœùûüÿ«»‘’“”–—…•·°×÷−→\u00a0"
)
"""The letters that every document holds of each of its fonts, used or not, so that one text is
written alike in all."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One subset: its name, and its streams of letters and of their codes, its widths and what
    describes it, as they stand in a file."""

    name: str
    letters: bytes
    codes: bytes
    widths: bytes
    descriptor: bytes


class Font(TTFont):  # type: ignore[misc]  # reportlab has no types
    """A font whose subsets are kept; the file is the one reportlab writes. short: what the contents
    of pages call it, the same in every document."""

    def __init__(self, name: str, path: str, short: str) -> None:
        super().__init__(name, path)
        self.short = short
        self.common: Any = None

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> Any:  # noqa: N802
        """Text → its codes by subset, those of common letters the same in every document."""
        if doc not in self.state:
            self._begin(doc)
        return super().splitString(text, doc, encoding)

    def _begin(self, doc: Any) -> None:
        """Give a document the common letters, under the codes that they have in all."""
        if not self.common:
            super().splitString(COMMON, self)
            self.common = self.state.pop(self)
        state = self.state[doc] = copy(self.common)
        state.assignments = state.assignments.copy()
        state.subsets = [subset.copy() for subset in state.subsets]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: N802
        """What the contents of pages call a subset."""
        if doc not in self.state:
            self._begin(doc)
        state = self.state[doc]
        if state.internalName is None:
            state.internalName = self.short
            doc.fontMapping[self.fontName] = f"/{self.short}"
            doc.delayedFonts.append(self)
        return str(super().getSubsetInternalName(subset, doc))

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
            codes = Ready(cut.codes)
            font.ToUnicode = document.Reference(codes, f"toUnicodeCMap:{cut.name}")
            file = f"fontFile:{self.face.filename}({cut.name})"
            letters = document.Reference(Ready(cut.letters), file).format(document)
            told = Ready(cut.descriptor.replace(LETTERS, letters))
            font.FontDescriptor = document.Reference(told, f"fontDescriptor:{cut.name}")
            document.Reference(font, name)
            fonts[name] = font
        del self.state[document]


def _stream(content: bytes, **more: int) -> bytes:
    told = PDFStream(PDFDictionary(more), content, filters=[PDFZCompress])
    return bytes(told.format(PDFDocument()))


@lru_cache(KEPT)
def _cut(font: Font, n: int, subset: Sequence[int]) -> Cut:
    face = font.face
    name = b"".join((SUBSETN(n), b"+", face.name, face.subfontNameX)).decode("pdfdoc")
    letters = face.makeSubset(list(subset))
    widths = PDFArray([face.getCharWidth(letter) for letter in subset])
    descriptor = PDFDictionary({
        "Type": "/FontDescriptor", "Ascent": face.ascent, "CapHeight": face.capHeight,
        "Descent": face.descent, "Flags": face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC,
        "FontBBox": PDFArray(face.bbox), "FontName": PDFName(name), "FontFile2": LETTERS,
        "ItalicAngle": face.italicAngle, "StemV": face.stemV, "MissingWidth": face.defaultWidth,
    })  # fmt: skip
    codes = makeToUnicodeCMap(name, list(subset)).encode()
    streams = _stream(letters, Length1=len(letters)), _stream(codes)
    return Cut(name, *streams, widths.format(None), descriptor.format(None))
