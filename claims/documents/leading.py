"""Words that lead somewhere: the number of an exhibit, or of a page, to that page of its file; a
total, to the losses it is made of in the schedule of damages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfbase.pdfmetrics import stringWidth

from claims.documents.ink import BLUE, STYLES, spelled
from claims.documents.paragraphs import Words
from claims.documents.tagged import linked, piece

WORD = re.compile(r"[^\s,;()]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A page, from 0, of a PDF, or the heading of that name in it; its path is told from the folder
    of the file that leads there, and is empty for that file itself. told: what opening it does, in
    the language of that file."""

    path: str
    page: int = 0
    name: str = ""
    told: str = ""


Leads = Mapping[str, Place]
"""Word → where it leads."""


class Led(NamedTuple):
    """A text that leads somewhere as a whole."""

    text: str
    place: Place


def anchor(key: Sequence[str]) -> str:
    """The name of a heading of the schedule of damages: of a subgroup, by its group and code; of
    the whole, by nothing."""
    return "-".join(("pertes", *key))


def leads_anywhere(text: str, leads: Leads) -> bool:
    """Whether a line holds a word that leads somewhere."""
    return bool(leads) and any(word in leads for word in WORD.findall(text))


def lead(canvas: Any, text: str, at: tuple[float, float], leads: Leads) -> None:
    """Draw a line, with a link over each word of it that leads somewhere; at: where it begins, in
    points, on its base line. The font is that of the canvas."""
    font, size, (x, y) = canvas._fontname, canvas._fontsize, at
    done = 0

    def left(place: int) -> float:
        return x + float(stringWidth(text[:place], font, size))

    for found in WORD.finditer(text):
        place = leads.get(found.group())
        if place is None:
            continue
        first, last = found.span()
        if first > done:
            canvas.drawString(left(done), y, text[done:first])
        box = (left(first), y - 2, left(last), y + size)
        note = link_over(canvas, box, place)
        with linked(canvas, note):
            canvas.drawString(left(first), y, found.group())
        done = last
    if done < len(text):
        canvas.drawString(left(done), y, text[done:])


def link_over(canvas: Any, box: tuple[float, float, float, float], place: Place) -> PDFDictionary:
    """Lay a link over a box, left, foot, right and top of it in points; the annotation it is."""
    note = _link(canvas._absRect(box, 1), place)
    canvas._addAnnotation(note)
    return note


def action(place: Place) -> PDFDictionary:
    """Open a place (ISO 32000-1, 12.6.4)."""
    page = PDFArray([place.page, PDFName("Fit")])
    entries = {
        "S": PDFName("GoToR" if place.path else "GoTo"),
        "D": PDFString(place.name) if place.name else page,
    }
    if place.path:
        entries |= {"F": PDFString(place.path), "NewWindow": "true"}
    return PDFDictionary(entries)


def _link(box: tuple[float, ...], place: Place) -> PDFDictionary:
    return PDFDictionary({
        "Type": PDFName("Annot"),
        "Subtype": PDFName("Link"),
        "Rect": PDFArray(box),
        "Border": PDFArray([0, 0, 0]),
        "Contents": PDFString(place.told),
        "A": action(place),
    })  # fmt: skip


@cache
def _blue(style: str) -> ParagraphStyle:
    return STYLES[style].clone(style, textColor=BLUE)


class Leading(Words):
    """A short text, such as an amount in a cell, that leads somewhere as a whole."""

    def __init__(self, led: Led, style: str) -> None:
        super().__init__(spelled(led.text), _blue(style))
        self.place = led.place

    def put(self, canvas: Any, x: float, y: float) -> None:
        """The text, and the link over its box."""
        note = link_over(canvas, (x, y, x + self.width, y + self.height), self.place)
        with piece(canvas, self.kind), linked(canvas, note):
            super().put(canvas, x, y)


class LedWithin(Words):
    """A sentence of which one part, such as an amount, leads somewhere."""

    def __init__(self, text: str, led: Led, style: str) -> None:
        super().__init__(spelled(text), STYLES[style])
        self.led = spelled(led.text)
        self.place = led.place

    def put(self, canvas: Any, x: float, y: float) -> None:
        """Line by line; a sentence that is laid out otherwise leads nowhere."""
        if self.laid is None:
            super().put(canvas, x, y)
            return
        canvas.setFont(self.style.fontName, self.style.fontSize)
        base = y + self.height - self.style.fontSize
        with piece(canvas, self.kind):
            for n, (_, line) in enumerate(self.laid.lines):
                last = n + 1 == len(self.laid.lines)
                self._line(canvas, line if last else f"{line} ", x, base - n * self.style.leading)

    def _line(self, canvas: Any, line: str, x: float, y: float) -> None:
        before, found, after = line.partition(self.led)
        font, size = self.style.fontName, self.style.fontSize
        canvas.setFillColor(self.style.textColor)
        canvas.drawString(x, y, before)
        if not found:
            return
        left = x + float(stringWidth(before, font, size))
        right = left + float(stringWidth(found, font, size))
        note = link_over(canvas, (left, y - 2, right, y + size), self.place)
        with linked(canvas, note):
            canvas.setFillColor(BLUE)
            canvas.drawString(left, y, found)
        canvas.setFillColor(self.style.textColor)
        canvas.drawString(right, y, after)
