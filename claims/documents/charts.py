"""Bars drawn as vectors, always beside the table that gives their figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import STATE_DEFAULTS, Drawing, Line, Rect, String
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from claims.documents.ink import BLUE, INK, MUTED, PLAIN, RULE, SERIES, spelled
from claims.documents.leading import Led, Place, link_over
from claims.documents.paper import BODY, cut
from claims.documents.tagged import Figure, linked, piece
from claims.i18n.catalogue import say
from claims.i18n.formats import money
from claims.i18n.text import Language

STATE_DEFAULTS["fontName"] = PLAIN  # a drawing sets a font before it has anything to write
LABEL, VALUE = 182, 92
"""Room left of the bars for their names, and right of them for their amounts, in points."""
BAR, STEP, KEY = 13, 21, 15
SIZE = 7.6
"""Of the letters beside a bar, in points."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name and its parts in cents, in the order of the series; where its amount leads,
    if it does."""

    label: str
    parts: tuple[int, ...]
    place: Place | None = None

    @property
    def whole(self) -> int:
        """Cents of the whole bar."""
        return sum(self.parts)


class Chart(Figure):
    """A drawing beside whose bars stand amounts that lead somewhere, each at a place of its own."""

    def __init__(self, drawing: Drawing, alt: str, leading: Sequence[tuple[float, float, Led]]):
        super().__init__(drawing, alt)
        self.leading = leading

    def draw(self) -> None:
        """The drawing as one figure, then the amounts."""
        super().draw()
        self.canv.setFont(PLAIN, SIZE)
        for x, y, led in self.leading:
            wide = float(stringWidth(led.text, PLAIN, SIZE))
            with piece(self.canv):
                note = link_over(self.canv, (x, y - 2, x + wide, y + SIZE), led.place)
                with linked(self.canv, note):
                    self.canv.setFillColor(BLUE)
                    self.canv.drawString(x, y, led.text)


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
    leading = []
    for row, bar in enumerate(bars):
        y = height - (row + 1) * STEP + 4
        x = _draw(drawing, bar, y, room, most)
        amount = money(bar.whole, currency, language)
        if bar.place:
            leading.append((x + 5, y + 3.5, Led(amount, bar.place)))
        else:
            drawing.add(_text(x + 5, y + 3.5, amount, size=SIZE, ink=INK))
    for place, name in enumerate(series if legend else ()):
        x = (place % per_line) * BODY / per_line
        y = legend - KEY * (place // per_line) - 8
        drawing.add(Rect(x, y, 8, 8, fillColor=colour(place), strokeColor=None))
        drawing.add(_text(x + 12, y + 1, cut(name, BODY / per_line - 16, PLAIN, 7.2)))
    return Chart(drawing, "; ".join(_read(bar, currency, language) for bar in bars), leading)


def _read(bar: Bar, currency: str, language: Language) -> str:
    amount = money(bar.whole, currency, language)
    return say("{label} : {amount}", language, label=bar.label, amount=amount)


def colour(place: int) -> object:
    """The colour of a series; they come round again after the last."""
    return SERIES[place % len(SERIES)]


def _draw(drawing: Drawing, bar: Bar, y: float, room: float, most: int) -> float:
    """The name of a bar and its parts; where it ends, in points."""
    lines = _lines(bar.label)
    for place, line in enumerate(lines):
        height = y + 3.5 + (len(lines) - 1 - 2 * place) * 4.2
        drawing.add(_text(LABEL - 6, height, line, anchor="end", size=SIZE, ink=INK))
    x = float(LABEL)
    for place, cents in enumerate(bar.parts):
        width = room * cents / most
        if width:
            drawing.add(Rect(x, y, width, BAR, fillColor=colour(place), strokeColor=None))
        x += width
    return x


def _lines(label: str) -> list[str]:
    """A label on one line, or two; what two cannot hold ends in "…"."""
    first, *more = simpleSplit(spelled(label), PLAIN, SIZE, LABEL - 10) or [""]
    return [first, cut(" ".join(more), LABEL - 10, PLAIN, SIZE)] if more else [first]


def _text(
    x: float, y: float, text: str, *, anchor: str = "start", size: float = 7.2, ink: object = MUTED
) -> String:
    return String(x, y, text, fontName=PLAIN, fontSize=size, fillColor=ink, textAnchor=anchor)
