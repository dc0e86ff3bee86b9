"""Bars drawn as vectors, always beside the table that gives their figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import STATE_DEFAULTS, Drawing, Line, Rect, String
from reportlab.lib.utils import simpleSplit

from claims.documents.ink import INK, MUTED, PLAIN, RULE, SERIES, spelled
from claims.documents.paper import BODY, cut
from claims.documents.tagged import Figure
from claims.i18n.catalogue import say
from claims.i18n.formats import money
from claims.i18n.text import Language

STATE_DEFAULTS["fontName"] = PLAIN  # a drawing sets a font before it has anything to write
LABEL, VALUE = 182, 92
"""Room left of the bars for their names, and right of them for their amounts, in points."""
BAR, STEP, KEY = 13, 21, 15


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name and its parts in cents, in the order of the series."""

    label: str
    parts: tuple[int, ...]

    @property
    def whole(self) -> int:
        """Cents of the whole bar."""
        return sum(self.parts)


def stacked(
    bars: Sequence[Bar], series: Sequence[str], currency: str, language: Language
) -> Figure:
    """One bar a line, its parts side by side, the legend under them; read as the amounts shown."""
    per_line = 3
    legend = -(-len(series) // per_line) * KEY if len(series) > 1 else 0
    height = len(bars) * STEP + legend + 14
    drawing = Drawing(BODY, height)
    most = max((bar.whole for bar in bars), default=0) or 1
    room = BODY - LABEL - VALUE
    drawing.add(Line(LABEL, height, LABEL, height - len(bars) * STEP, strokeColor=RULE))
    for row, bar in enumerate(bars):
        _draw(drawing, bar, height - (row + 1) * STEP + 4, room, most, currency, language)
    for place, name in enumerate(series if legend else ()):
        x = (place % per_line) * BODY / per_line
        y = legend - KEY * (place // per_line) - 8
        drawing.add(Rect(x, y, 8, 8, fillColor=colour(place), strokeColor=None))
        drawing.add(_text(x + 12, y + 1, cut(name, BODY / per_line - 16, PLAIN, 7.2)))
    return Figure(drawing, "; ".join(_read(bar, currency, language) for bar in bars))


def _read(bar: Bar, currency: str, language: Language) -> str:
    amount = money(bar.whole, currency, language)
    return say("{label} : {amount}", language, label=bar.label, amount=amount)


def colour(place: int) -> object:
    """The colour of a series; they come round again after the last."""
    return SERIES[place % len(SERIES)]


def _draw(
    drawing: Drawing, bar: Bar, y: float, room: float, most: int, currency: str, language: Language
) -> None:
    lines = _lines(bar.label)
    for place, line in enumerate(lines):
        height = y + 3.5 + (len(lines) - 1 - 2 * place) * 4.2
        drawing.add(_text(LABEL - 6, height, line, anchor="end", size=7.6, ink=INK))
    x = float(LABEL)
    for place, cents in enumerate(bar.parts):
        width = room * cents / most
        if width:
            drawing.add(Rect(x, y, width, BAR, fillColor=colour(place), strokeColor=None))
        x += width
    drawing.add(_text(x + 5, y + 3.5, money(bar.whole, currency, language), size=7.6, ink=INK))


def _lines(label: str) -> list[str]:
    """A label on one line, or two; what two cannot hold ends in "…"."""
    first, *more = simpleSplit(spelled(label), PLAIN, 7.6, LABEL - 10) or [""]
    return [first, cut(" ".join(more), LABEL - 10, PLAIN, 7.6)] if more else [first]


def _text(
    x: float, y: float, text: str, *, anchor: str = "start", size: float = 7.2, ink: object = MUTED
) -> String:
    return String(x, y, text, fontName=PLAIN, fontSize=size, fillColor=ink, textAnchor=anchor)
