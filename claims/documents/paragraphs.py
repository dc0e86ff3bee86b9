"""Paragraphs and the texts of cells, laid out as reportlab lays them out and drawn by ourselves.

Ours hold words in one look: a line is broken at spaces, and the same text in the same look and
width is laid out once for all documents. Where a word has to be cut, or a line ended where the text
says so, reportlab lays out and draws.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.rl_accel import fp_str
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.paragraph import split, strip

from claims.documents.pen import filled, letters_of, named, pen_of, shown_by_all, width_of
from claims.documents.tagged import piece, stands

CUT_BY_REPORTLAB = frozenset("\n\xad")
"""A line end, and a place where a word may be cut."""
ASIDE = {TA_LEFT: 0.0, TA_CENTER: 0.5, TA_RIGHT: 1.0}
"""Of what a line leaves of its width, how much stands before it."""
NEARLY = 1e-8
"""What a line may lack of its width, in points, without its spaces being drawn narrower."""
AFTER_BULLET = 0.6
"""Room after a bullet, of its height."""
ORPHANS, WIDOWS = 2, 2
"""The fewest lines of a paragraph left at the end of a page, and carried to the next."""
KEPT = 2_048
"""Texts kept as they are laid out, those of the house above all, of some 500 bytes each."""


class Laid(NamedTuple):
    """A text in lines, each with what it leaves of its width, in points, and the operators that
    draw them from the base of the first; none where a letter is not one that all documents have."""

    lines: tuple[tuple[float, str], ...]
    told: str


class Words(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A paragraph, or the text of a cell: what it says, in one look."""

    kind = "P"
    hAlign, vAlign = "LEFT", "BOTTOM"  # noqa: N815  # the names are reportlab's
    _traceInfo = _showBoundary = None  # noqa: N815

    def __init__(self, text: str, style: ParagraphStyle, bullet: str = "") -> None:
        self.text, self.style, self.bullet = text, style, bullet
        self.hard: Paragraph | None = None

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Points, of its look."""
        return float(self.style.spaceBefore)

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Points, of its look."""
        return float(self.style.spaceAfter)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Points; its height is that of its lines."""
        self.width, self.laid = width, laid(self.text, self.style, width, self.bullet)
        if self.laid:
            self.height = len(self.laid.lines) * self.style.leading
        else:
            self.hard = self.hard or Parsed(self)
            self.height = self.hard.wrap(width, height)[1]
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """What the rest of a page holds and what it does not, no line left alone; nothing where it
        is better moved whole."""
        self.wrap(width, height)
        if not self.laid:
            parts: list[Flowable] = self.hard.split(width, height) if self.hard else []
            return parts
        lines, fit = [line for _, line in self.laid.lines], int(height / self.style.leading)
        if len(lines) <= fit:
            return [self]
        if len(lines) - fit < WIDOWS:
            fit = len(lines) - WIDOWS if len(lines) > ORPHANS + 1 else 0
        if fit < ORPHANS:
            return []
        first = Words(" ".join(lines[:fit]), self.style, self.bullet)
        rest = Words(" ".join(lines[fit:]), self.style)
        first.kind = rest.kind = self.kind
        return [first, rest]

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802,N803
        """Draw it from its lower left corner, and leave the canvas as it was."""
        canvas._code.append("q")
        self.put(canvas, x, y)
        canvas._code.append("Q")

    def put(self, canvas: Any, x: float, y: float) -> None:
        """Draw it as what it is; the ink and the font set for it stay."""
        if self.laid:
            stands(canvas, self.kind, self.drawn(canvas, self.laid, x, y))
        elif self.hard:
            self.hard.drawOn(canvas, x, y)

    def drawn(self, canvas: Any, laid: Laid, x: float, y: float) -> str:
        """The operators that draw it, lower left corner at that place."""
        style = self.style
        left, base = x + style.leftIndent, y + self.height - style.fontSize
        letters_of(canvas, style.fontName)  # its font stands in the file
        told = laid.told or _told(laid.lines, style, self.bullet, canvas)
        return f"BT 1 0 0 1 {fp_str(left, base)} Tm {told} ET" if laid.lines else ""


class Parsed(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """Words as reportlab lays them out and draws them."""

    def __init__(
        self, said: Words | None, style: Any = None, bulletText: Any = None, frags: Any = None  # noqa: N803
    ) -> None:  # fmt: skip
        self.kind = said.kind if said else "P"
        style, bullet = (said.style, said.bullet or None) if said else (style, bulletText)
        text = escape(said.text).replace("\n", "<br/>") if said else None
        super().__init__(text, style, bullet, frags)

    def draw(self) -> None:
        """Print it as what it is, with the space that a line end stands for, which nobody sees:
        without it a reader would run two words into one."""
        spaced = _spaced if self.blPara.kind == 0 else _spaced_runs
        self.blPara.lines = [*map(spaced, self.blPara.lines[:-1]), *self.blPara.lines[-1:]]
        with piece(self.canv, self.kind):
            super().draw()


def _spaced(line: tuple[float, list[str]]) -> tuple[float, list[str]]:
    room, words = line
    return room, [*words, ""]


def _spaced_runs(line: Any) -> Any:
    """The same of a line of several looks."""
    last = line.words[-1]
    return line.clone(words=[*line.words[:-1], last.clone(text=f"{last.text} ")])


@lru_cache(KEPT)
def laid(text: str, style: ParagraphStyle, width: float, bullet: str = "") -> Laid | None:
    """A text as it stands in a width, in points; None where reportlab has to lay it out."""
    if not CUT_BY_REPORTLAB.isdisjoint(text) or _overruns(bullet, style):
        return None
    lines = _lines(text, style, width - style.leftIndent)
    return None if lines is None else Laid(lines, _told(lines, style, bullet))


def _overruns(bullet: str, style: ParagraphStyle) -> bool:
    """Whether a bullet takes more than the room before the text."""
    if not bullet:
        return False
    size = style.bulletFontSize
    wide = width_of(bullet, style.bulletFontName, size) + AFTER_BULLET * size
    return bool(style.bulletIndent + wide > style.leftIndent)


def _lines(text: str, style: ParagraphStyle, most: float) -> tuple[tuple[float, str], ...] | None:
    """As many words on each line as it holds, its spaces shrunk a little; None when one word alone
    is wider."""
    font, size = style.fontName, style.fontSize
    space = width_of(" ", font, size)
    shrinks = style.spaceShrinkage * space
    lines: list[tuple[float, str]] = []
    line: list[str] = []
    reached = -space
    for word in split(strip(text)):
        wide = width_of(word, font, size)
        if wide > most:
            return None
        further = reached + space + wide
        if further <= most + shrinks * len(line) or not line:
            line.append(word)
            reached = further
        else:
            lines.append((most - reached, " ".join(line)))
            line, reached = [word], wide
    if any(line):
        lines.append((most - reached, " ".join(line)))
    return tuple(lines)


def _told(
    lines: tuple[tuple[float, str], ...], style: ParagraphStyle, bullet: str, canvas: Any = None
) -> str:
    """The operators that draw lines of one look; for one document where it is given, whatever their
    letters, else for all, and none where some have not these letters."""
    font, size = style.fontName, style.fontSize
    if canvas:
        pen = pen_of(canvas, font, size)
        shown: list[str] = [pen.shown(part) for part in _spaced_out(lines)]
    else:
        shown = [shown_by_all(part, font) for part in _spaced_out(lines)]
    if not all(shown):
        return ""
    told = [_bullet(bullet, style, canvas), filled(style.textColor), f"{named(font)} {size:g} Tf"]
    told.append(f"{fp_str(style.leading)} TL")
    at = 0.0
    for place, ((left, text), show) in enumerate(zip(lines, shown, strict=True)):
        aside = max(left, 0.0) * ASIDE[style.alignment]
        told += ["T*"] if place else []
        told += [f"{fp_str(aside - at, 0)} Td"] if aside != at else []
        told += [_narrowed(left, text, show, place + 1 == len(lines))]
        at = aside
    return " ".join(told)


def _spaced_out(lines: tuple[tuple[float, str], ...]) -> Iterator[str]:
    """Each with the space that its end stands for, which nobody sees: without it a reader would run
    two words into one."""
    yield from (f"{text} " for _, text in lines[:-1])
    yield from (text for _, text in lines[-1:])


def _narrowed(left: float, text: str, shown: str, last: bool) -> str:
    """A line drawn, its spaces narrower where it lacks room."""
    spaces = text.count(" ") + text.count("\xa0") + (not last)
    if left > -NEARLY or not spaces:
        return shown
    return f"{fp_str(left / spaces)} Tw {shown} 0 Tw"


def _bullet(bullet: str, style: ParagraphStyle, canvas: Any) -> str:
    """A bullet before the first line, and back."""
    if not bullet:
        return ""
    font, size, back = style.bulletFontName, style.bulletFontSize, style.leftIndent
    back -= style.bulletIndent
    shown = pen_of(canvas, font, size).shown(bullet) if canvas else shown_by_all(bullet, font)
    ink = filled(getattr(style, "bulletColor", style.textColor))
    return f"{fp_str(-back, 0)} Td {ink} {named(font)} {size:g} Tf {shown} {fp_str(back, 0)} Td"
