"""Words that lead somewhere: the number of an exhibit, or of a page, to that page of its file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfbase.pdfmetrics import stringWidth

WORD = re.compile(r"[^\s,;()]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A page, from 0, of a PDF; its path is told from the folder of the file that leads there."""

    path: str
    page: int = 0


Leads = Mapping[str, Place]
"""Word → where it leads."""


def leads_anywhere(text: str, leads: Leads) -> bool:
    """Whether a line holds a word that leads somewhere."""
    return bool(leads) and any(word in leads for word in WORD.findall(text))


def lead(canvas: Any, text: str, at: tuple[float, float], leads: Leads) -> None:
    """Lay a link over each word of a line just drawn that leads somewhere; at: where it begins, in
    points, on its base line. The font is that of the canvas."""
    font, size, (x, y) = canvas._fontname, canvas._fontsize, at
    for found in WORD.finditer(text):
        place = leads.get(found.group())
        if place:
            left = x + stringWidth(text[: found.start()], font, size)
            right = left + stringWidth(found.group(), font, size)
            box = canvas._absRect((left, y - 2, right, y + size), 1)
            canvas._addAnnotation(_link(box, place, found.group()))


def _link(box: tuple[float, ...], place: Place, word: str) -> PDFDictionary:
    action = {
        "S": PDFName("GoToR"),
        "F": PDFString(place.path),
        "D": PDFArray([place.page, PDFName("Fit")]),
        "NewWindow": "true",
    }
    return PDFDictionary({
        "Type": PDFName("Annot"),
        "Subtype": PDFName("Link"),
        "Rect": PDFArray(box),
        "Border": PDFArray([0, 0, 0]),
        "Contents": PDFString(word),
        "A": PDFDictionary(action),
    })  # fmt: skip
