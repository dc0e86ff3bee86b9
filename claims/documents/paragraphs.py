"""Paragraphs and the texts of cells, laid out and drawn as reportlab does, in a third of its time.

Ours hold plain words in one look: nothing in them has to be parsed, a line is broken at spaces, and
what was laid out in a width once is not laid out in it again. All else is left to reportlab.
"""

from functools import lru_cache
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.rl_accel import fp_str
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import getAscentDescent
from reportlab.platypus import Paragraph
from reportlab.platypus.paragraph import cleanBlockQuotedText, split, strip

from claims.documents.pen import pen_of, width_of
from claims.documents.tagged import piece

MARKUP = frozenset("<&")
SOFT_HYPHEN = "\xad"
ASIDE = {TA_LEFT: 0, TA_CENTER: 0.5, TA_RIGHT: 1}
"""Of what a line leaves of its width, how much stands before it."""
NEARLY = 1e-8
"""What a line may lack of its width, in points, without its spaces being drawn narrower."""


class Words(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """A paragraph, or the text of a cell."""

    kind = "P"
    _laid: tuple[float, float] | None = None
    """In which width it is laid out, and how high it is."""

    def __init__(
        self, text: str | None, style: ParagraphStyle, bulletText: str | None = None,  # noqa: N803
        frags: Any = None,
    ) -> None:  # fmt: skip
        if text is not None and frags is None and MARKUP.isdisjoint(text):
            style, like = _parsed(style)
            frags = [like.clone(text=cleanBlockQuotedText(text))]
        super().__init__(text, style, bulletText, frags)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Points; laid out anew only in another width."""
        if self._laid and self._laid[0] == width and hasattr(self, "blPara"):
            self.width, self.height = self._laid
            return self._laid
        room: tuple[float, float] = super().wrap(width, height)
        self._laid = room
        return room

    def breakLines(self, width: list[float]) -> Any:  # noqa: N802  # the name is reportlab's
        """The lines, by reportlab wherever a word has to be cut or a line is indented."""
        simple = len(self.frags) == 1 and hasattr(self.frags[0], "text") and not self.bulletText
        if simple and width[0] == width[-1] and SOFT_HYPHEN not in self.frags[0].text:
            lines = self._lines(self.frags[0], width[0])
            if lines is not None:
                return lines
        return super().breakLines(width)

    def _lines(self, look: Any, most: float) -> Any:
        """As many words on each line as it holds, its spaces shrunk a little; None when one word
        alone is wider."""
        font, size = look.fontName, look.fontSize
        space = width_of(" ", font, size)
        shrinks = self.style.spaceShrinkage * space
        lines: list[tuple[float, list[str]]] = []
        line: list[str] = []
        reached = -space
        for word in split(strip(look.text)):
            wide = width_of(word, font, size)
            if wide > most:
                return None
            further = reached + space + wide
            if further <= most + shrinks * len(line) or not line:
                line.append(word)
                reached = further
            else:
                lines.append((most - reached, line))
                line, reached = [word], wide
        if line:
            lines.append((most - reached, line))
        up, down = getAscentDescent(font, size)
        return look.clone(kind=0, lines=lines, ascent=up, descent=down, fontSize=size)

    def draw(self) -> None:
        """Print it as what it is, with the space that a line end stands for, which nobody sees:
        without it a reader would run two words into one."""
        self._laid = None
        simple = self.blPara.kind == 0
        self.blPara.lines = [
            *map(_spaced if simple else _spaced_runs, self.blPara.lines[:-1]),
            *self.blPara.lines[-1:],
        ]
        with piece(self.canv, self.kind):
            self.printed()

    def printed(self) -> None:
        """Draw the lines, within the piece they are."""
        told = self._told() if self.blPara.kind == 0 and self.blPara.lines else ()
        if told:
            self.canv._code.extend(told)
        else:
            super().draw()

    def _told(self) -> tuple[str, ...]:
        """The operators that draw lines of one look; none where it takes more than this."""
        look, style = self.blPara, self.style
        lines = look.lines
        if self.bulletText or style.firstLineIndent or style.backColor or style.borderWidth:
            return ()
        if look.us_lines or look.link or (style.alignment != TA_LEFT and len(lines) > 1):
            return ()
        if any(left <= -NEARLY for left, _ in lines):
            return ()
        pen = pen_of(self.canv, look.fontName, look.fontSize)
        shown = [pen.shown(" ".join(line)) for _, line in lines]
        if not all(told.endswith("Tj") for told in shown):
            return ()
        aside = lines[0][0] * ASIDE[style.alignment]
        there, back = (f"{fp_str(aside, 0)} Td ", f" {fp_str(-aside, 0)} Td") if aside else ("", "")
        return (
            "q",
            _ink(look.textColor),
            f"BT 1 0 0 1 {fp_str(style.leftIndent, self.height - look.fontSize)} Tm {there}"
            f"{pen.font} {fp_str(style.leading)} TL {' T* '.join(shown)} T*{back} ET",
            "Q",
        )


@lru_cache
def _ink(colour: Color) -> str:
    """The operator that sets the ink of letters."""
    return f"{fp_str(colour.red, colour.green, colour.blue)} rg"


def _parsed(style: ParagraphStyle) -> tuple[ParagraphStyle, Any]:
    """What reportlab makes of a style, and the look it gives a text; kept with the style, but not
    with those made from it, which it is handed down to."""
    owner, made, look = getattr(style, "parsed", (None, style, None))
    if owner is not style:
        like = Paragraph("x", style)
        made, look = like.style, like.frags[0]
        style.parsed = style, made, look
    return made, look


def _spaced(line: tuple[float, list[str]]) -> tuple[float, list[str]]:
    room, words = line
    return room, [*words, ""]


def _spaced_runs(line: Any) -> Any:
    """The same of a line of several looks."""
    last = line.words[-1]
    return line.clone(words=[*line.words[:-1], last.clone(text=f"{last.text} ")])
