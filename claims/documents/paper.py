"""Letter pages with a running head, "page x of y", bookmarks, and the same bytes every time.

The number of pages is known only at the end: its place on every page is filled last, so that no
page has to be laid out twice.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from threading import Lock
from typing import Any, TypeVar

from reportlab.lib.pagesizes import letter
from reportlab.lib.rl_accel import fp_str
from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from claims.documents.attached import Attached, attach
from claims.documents.flow import Flow, Frame
from claims.documents.ink import BOLD, GHOST, MUTED, PLAIN, RED, RULE, STYLES, spelled
from claims.documents.paragraphs import Words
from claims.documents.pdf_file import Elsewhere, PdfFile
from claims.documents.pen import filled, pen_of, stroked, width_of
from claims.documents.tagged import artifact
from claims.documents.tree import Structure
from claims.i18n.catalogue import say
from claims.i18n.text import Language

WIDE, TALL = letter
"""Québec's 21.25 × 28 cm sheet is the 8.5 × 11 in letter page."""
SIDE, TOP, BOTTOM = 57, 58, 60
SMALL, FOOT = 7.2, 34
"""Height of the letters around the text, and where those under it stand, in points."""
TAGGED = (1, 4)
"""The version of PDF that a structure of this kind needs."""
NUMBER = "\0"
"""Holds the place of the number of a page, which no text of a page can be."""
BODY = WIDE - 2 * SIDE
"""Width of the text, in points."""
TEXT = Frame(SIDE, BOTTOM, BODY, TALL - TOP - BOTTOM)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on every page of one document, and what its properties say."""

    title: str
    running: str
    """Running head: which matter, which document."""
    foot: str
    """Left of the page number: claim or snapshot, and journal head."""
    language: Language
    at: datetime
    fictional: bool = False


class Heading(Words):
    """A heading that is also a bookmark; name: under which other files lead to it."""

    def __init__(self, text: str, level: int = 1, name: str = "") -> None:
        super().__init__(spelled(text), STYLES["title" if level == 0 else f"h{level}"])
        self.keepWithNext = 1
        self.kind = f"H{level + 1}"
        self._depth, self._name = level, name

    def put(self, canvas: Any, x: float, y: float) -> None:
        """Print it and put it in the outline, never deeper than one below the last."""
        canvas.mark(self.text, y + self.height + 6, self._depth, self._name)
        super().put(canvas, x, y)


FONTS = Lock()
"""reportlab cuts its subsets out of one reader of each font, whose place threads would move."""


class Pages(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas that knows its sheet: furniture on every page, the page count at the end."""

    sheet: Sheet

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.depth, self.entries = -1, 0
        self.numbered: list[int] = []
        """The number that each page bears."""
        self.named: dict[str, str] = {}
        """Name of a heading that other files lead to → its bookmark."""
        self.structure = Structure()
        self._doc.__class__ = PdfFile  # the canvas makes its document and asks nobody

    def dressed(self, sheet: Sheet) -> None:
        """Set the properties; the dates are the document's own, never the clock's."""
        self.sheet = sheet
        stamp = TimeStamp(invariant=1)
        at = sheet.at.astimezone(UTC)
        stamp.t, stamp.lt, stamp.YMDhms = at.timestamp(), at.timetuple(), at.timetuple()[:6]
        self._doc._timeStamp = stamp
        self.setTitle(spelled(sheet.title))
        self.setSubject(spelled(sheet.running))
        self.setAuthor(say("Registre des réclamations", sheet.language))
        self.setCreator(say("Registre des réclamations", sheet.language))
        self.setProducer("claims")
        self.setViewerPreference("DisplayDocTitle", "true")
        self.showOutline()

    def mark(
        self, text: str, y: float, depth: int | None = None, name: str = "", *, folded: bool = False
    ) -> None:
        """A bookmark at that height; without a depth, under the last heading. folded: those under
        it are shown when it is opened."""
        wanted = self.depth + 1 if depth is None else min(depth, self.depth + 1)
        if depth is not None:
            self.depth = wanted
        self.entries += 1
        key = f"entry-{self.entries}"
        self.bookmarkHorizontal(key, 0, y)
        self.addOutlineEntry(text, key, wanted, closed=int(folded))
        if name:
            self.named[name] = key

    def mark_elsewhere(self, text: str, action: PDFDictionary) -> None:
        """A bookmark that opens another file, under the last that stands under a heading."""
        self.entries += 1
        key = f"entry-{self.entries}"
        self._destinations[key] = Elsewhere(action.dict)
        self.addOutlineEntry(text, key, self.depth + 2, closed=0)

    def furniture(self) -> None:
        """Running head, foot and number of one page."""
        with artifact(self):
            self._furniture()

    def _furniture(self) -> None:
        number = self.place()
        self.saveState()
        if self.sheet.fictional:
            self._fictional()
        self._code.append(f"{filled(MUTED)}\n{stroked(RULE)}\n.6 w")
        if number > 1:
            self._code.append(self._small(self.sheet.running, BODY, TALL - 38))
            self._code.append(_across(TALL - 44))
        self._code.append(_across(46))
        self._code.append(self._small(self.sheet.foot, BODY - 80, FOOT))
        self.numbered.append(number)
        self._code.append(NUMBER)
        self.restoreState()

    def _small(self, text: str, width: float, y: float) -> str:
        """The operators that show as much of a text as the width holds."""
        pen = pen_of(self, PLAIN, SMALL)
        at, leading = fp_str(SIDE, y), fp_str(SMALL * 1.2)
        return f"BT 1 0 0 1 {at} Tm {pen.font} {leading} TL {pen.shown(cut(text, width))} T* ET"

    def place(self) -> int:
        """The number this page bears."""
        return int(self.getPageNumber())

    def pages(self) -> int:
        """How many pages bear a number, once the last one is shown."""
        return int(self.getPageNumber()) - 1

    def _fictional(self) -> None:
        sheet = self.sheet
        mark = say("DÉMONSTRATION — personnes et montants fictifs", sheet.language)
        self.setFillColor(RED)
        self.setFont(BOLD, SMALL)
        self.drawRightString(WIDE - SIDE, TALL - 26, mark)
        self.saveState()
        self.translate(WIDE / 2, TALL / 2)
        self.rotate(52)
        self.setFillColor(GHOST)
        self.setFont(BOLD, 120)
        self.drawCentredString(0, -40, say("FICTIF", sheet.language))
        self.restoreState()

    def showPage(self) -> None:  # noqa: N802  # the name is reportlab's
        """Close a page, and tie its content to the structure of the whole."""
        super().showPage()
        self.structure.close_page(self._doc.Pages.pages[-1])

    def save(self) -> None:
        """Number each page out of how many there are, write the structure, close the file."""
        pen = pen_of(self, PLAIN, SMALL)
        for page, number in zip(self._doc.Pages.pages, self.numbered, strict=True):
            told = say("Page {page} sur {pages}", self.sheet.language, page=number,
                       pages=self.pages())  # fmt: skip
            left = fp_str(WIDE - SIDE - pen.width(told), FOOT)
            shown = f"{pen.begin} 1 0 0 1 {left} Tm {pen.shown(told)} ET"
            page.stream = page.stream.replace(NUMBER, shown)
        self.structure.write(self._doc)
        if self.named:
            self._name_places()
        with FONTS:
            super().save()

    def _name_places(self) -> None:
        """Tell other files where the named headings stand (ISO 32000-1, 12.3.2.3)."""
        pairs = [
            part
            for name, key in sorted(self.named.items())
            for part in (PDFString(name), self._bookmarkReference(key))
        ]
        catalog = self._doc.Catalog
        names = getattr(catalog, "Names", None) or PDFDictionary({})
        names["Dests"] = PDFDictionary({"Names": PDFArray(pairs)})
        catalog.Names = names


def _across(y: float) -> str:
    """The operators of a rule as wide as the text."""
    return f"n {fp_str(SIDE, y)} m {fp_str(WIDE - SIDE, y)} l S"


def cut(text: str, width: float, font: str = PLAIN, size: float = SMALL) -> str:
    """One line of text, ended by "…" where it would run over its width in points."""
    text = spelled(text).replace("\n", " ")
    if width_of(text, font, size) <= width:
        return text
    while text and width_of(text + "…", font, size) > width:
        text = text[:-1]
    return text + "…"


P = TypeVar("P", bound=Pages)


def opened(sheet: Sheet, pages: type[P]) -> P:
    """A PDF to fill, its properties set."""
    language = "fr-CA" if sheet.language == "fr" else "en-CA"
    canvas = pages(BytesIO(), pagesize=letter, pdfVersion=TAGGED, lang=language)
    canvas.dressed(sheet)
    return canvas


def closed(canvas: Pages) -> bytes:
    """Its bytes, once all is drawn."""
    canvas.save()
    made: BytesIO = canvas._filename
    return made.getvalue()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles of garbage: the elements of four hundred pages are many, none
    is garbage before the end, and looking at all of them again and again takes a third of it."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@_uncollected()
def publish(story: Sequence[Flowable], sheet: Sheet, *, attached: Attached | None = None) -> bytes:
    """The PDF, with a file it carries: the same story gives the same bytes."""
    canvas = opened(sheet, Pages)
    if attached:
        attach(canvas._doc, attached)
    flow = Flow(canvas, TEXT, canvas.furniture)
    flow.place(story)
    flow.turn()
    return closed(canvas)
