"""Letters put straight into the contents of a page: what reportlab does text by text, and an object
for each, in a fraction of the time. For lists of thousands of lines, all in one size of one font.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.pdfmetrics import getFont

from claims.documents.subsets import COMMON

OTHER = "\0"
"""Stands for a letter that is not in the first subset of its font."""


class _Widths(dict[str, float]):
    """Letter → its width in thousandths of the height."""

    def __init__(self, font: str) -> None:
        super().__init__()
        self._face = getFont(font).face

    def __missing__(self, letter: str) -> float:
        width = self[letter] = float(self._face.getCharWidth(ord(letter)))
        return width


@cache
def _widths(font: str) -> _Widths:
    return _Widths(font)


def width_of(text: str, font: str, size: float) -> float:
    """How long a text is, in points, as `pdfmetrics.stringWidth` tells it."""
    return sum(map(_widths(font).__getitem__, text)) * 0.001 * size


def named(font: str, subset: int = 0) -> str:
    """A part of a font, as the contents of pages call it in every document."""
    return f"/{getFont(font).short}+{subset}"


class _Common(dict[int, str]):
    """Letter → how it is written in every document, OTHER in some only."""

    def __missing__(self, _letter: int) -> str:
        return OTHER


class _Held:
    """Stands for a document that shows no letter but those of all."""


@cache
def _common(font: str) -> _Common:
    [(_, codes)] = getFont(font).splitString(COMMON, _Held())
    letters = zip(COMMON, codes, strict=True)
    return _Common({ord(letter): escapePDF(bytes([code])) for letter, code in letters})


def shown_by_all(text: str, font: str) -> str:
    """The operator that shows a text in every document; empty where a letter is not in all."""
    told = text.translate(_common(font))
    return "" if OTHER in told else f"({told}) Tj"


class _Coded(dict[int, str]):
    """Letter → how it is written in the contents of a page, OTHER in another subset."""

    def __init__(self, document: PDFDocument, font: str) -> None:
        super().__init__(_common(font))
        self._document, self._font = document, getFont(font)
        self.name = str(self._font.getSubsetInternalName(0, document))

    def __missing__(self, letter: int) -> str:
        [(subset, coded)] = self._font.splitString(chr(letter), self._document)
        told = self[letter] = OTHER if subset else str(escapePDF(coded))
        return told


def letters_of(canvas: Any, font: str) -> _Coded:
    """The letters of a font in a document, which holds the font from then on."""
    letters: dict[str, _Coded] = vars(canvas).setdefault("letters", {})
    if font not in letters:
        letters[font] = _Coded(canvas._doc, font)
    return letters[font]


@cache
def filled(colour: Color) -> str:
    """The operator that sets the ink of letters and of grounds."""
    return f"{fp_str(colour.red, colour.green, colour.blue)} rg"


@cache
def stroked(colour: Color) -> str:
    """The operator that sets the ink of rules."""
    return f"{fp_str(colour.red, colour.green, colour.blue)} RG"


class Pen:
    """One font and size on the canvas of one document. It knows the document, not the canvas that
    holds it: a circle would leave what was drawn in memory until it is searched for."""

    def __init__(self, canvas: Any, font: str, size: float) -> None:
        self._document, self._font, self.name, self.size = canvas._doc, getFont(font), font, size
        self._coded, self._widths = letters_of(canvas, font), _widths(font)
        self.font = f"{self._coded.name} {size:g} Tf"
        self.begin = f"BT {self.font}"
        """What begins a text, ended by ET; the font stays set after it."""

    def width(self, text: str) -> float:
        """How long a text is, in points."""
        return sum(map(self._widths.__getitem__, text)) * 0.001 * self.size

    def shown(self, text: str) -> str:
        """The operators that show a text from where the text stands."""
        told = text.translate(self._coded)
        return " ".join(self._in_subsets(text)) if OTHER in told else f"({told}) Tj"

    def _in_subsets(self, text: str) -> Iterator[str]:
        """The same with letters of several subsets; the first is set again at the end."""
        for subset, coded in self._font.splitString(text, self._document):
            name = self._font.getSubsetInternalName(subset, self._document)
            yield f"{name} {self.size:g} Tf ({escapePDF(coded)}) Tj"
        yield self.font


def pen_of(canvas: Any, font: str, size: float) -> Pen:
    """The pen of a document for that font and size, the same on every page."""
    pens: dict[tuple[str, float], Pen] = vars(canvas).setdefault("pens", {})
    if (font, size) not in pens:
        pens[font, size] = Pen(canvas, font, size)
    return pens[font, size]
