"""The structure of a PDF: what is a heading, a table, a cell, a figure, and in which order to read.

A screen reader, or a program that takes tables out, follows it instead of guessing from places on
the page (ISO 32000-1, 14.7 and 14.8). reportlab draws only; here what is drawn is marked as it is,
and the tree is written when the file is closed. What carries no meaning (rules, grounds, running
heads) is marked as such. A link is an element of its own: the words it stands on, and the
annotation laid over them (14.8.4.4.2).
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, TypeAlias

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject, PDFPage, PDFString
from reportlab.platypus import Flowable, Paragraph, Table

CELLS = frozenset({"TD", "TH"})
ARTIFACT = "Artifact"
PAGE = (*PDFPage.__NoDefault__, "StructParents", "Tabs")


class Element(PDFObject):  # type: ignore[misc]  # reportlab has no types
    """One element of the tree: its kind, its parent, and in order its children, the marked pieces
    of pages it is made of, as (page, number on the page), and the annotation of a link."""

    __RefOnly__ = 1

    def __init__(self, kind: str, parent: "Element | None", alt: str = "") -> None:
        self.kind, self.parent, self.alt = kind, parent, alt
        self.children: list[Child] = []
        if parent:
            parent.children.append(self)

    def format(self, document: PDFDocument) -> bytes:
        """The dictionary of the element, as bytes: PDFs of thousands of cells are common."""
        above = self.parent or document.Catalog.StructTreeRoot
        parts = [f"<< /S /{self.kind} /P {_reference(document, above)}"]
        if self.alt:
            parts.append(f"/Alt {PDFString(self.alt).format(document).decode('latin-1')}")
        if self.kind == "TH":
            parts.append("/A << /O /Table /Scope /Column >>")
        return f"{' '.join(parts)} {self._kids(document)} >>".encode("latin-1")

    def _kids(self, document: PDFDocument) -> str:
        pages = {child[0] for child in self.children if isinstance(child, tuple)}
        if len(pages) != 1:
            return f"/K [ {' '.join(_kid(document, child) for child in self.children)} ]"
        page, _ = document.idToObjectNumberAndVersion[pages.pop()]
        kids = " ".join(
            str(child[1]) if isinstance(child, tuple) else _kid(document, child)
            for child in self.children
        )
        return f"/Pg {page} 0 R /K [ {kids} ]"


Child: TypeAlias = Element | tuple[str, int] | PDFDictionary


def _kid(document: PDFDocument, child: Child) -> str:
    if isinstance(child, Element):
        return _reference(document, child)
    if isinstance(child, PDFDictionary):
        return f"<< /Type /OBJR /Obj {_reference(document, child)} >>"
    page, number = child
    found, _ = document.idToObjectNumberAndVersion[page]
    return f"<< /Type /MCR /Pg {found} 0 R /MCID {number} >>"


def _reference(document: PDFDocument, thing: PDFObject) -> str:
    number, _ = document.idToObjectNumberAndVersion[document.Reference(thing).name]
    return f"{number} 0 R"


class Structure:
    """What the canvas of one PDF has marked so far."""

    def __init__(self) -> None:
        self.whole = Element("Document", None)
        self.open = [self.whole]
        self.keyed: list[list[Element] | Element] = []
        """Of each page, the element that each marked piece belongs to; of each link, its own."""
        self.here: list[Element] = []
        self.quiet = False
        self.drawn: Element | None = None
        """The element of the piece under way."""

    def key(self, owner: list[Element] | Element) -> int:
        """The number under which a page, or an annotation, finds its elements."""
        self.keyed.append(owner)
        return len(self.keyed) - 1

    def mark(self, canvas: Any, owner: Element) -> None:
        """Begin a marked piece of an element."""
        owner.children.append((canvas._doc.thisPageName(), len(self.here)))
        canvas._code.append(f"/{owner.kind} <</MCID {len(self.here)}>> BDC")
        self.here.append(owner)

    def close_page(self, page: PDFPage) -> None:
        """Tie a page that is finished to its pieces."""
        page.StructParents, page.Tabs = self.key(self.here), "/S"
        page.__NoDefault__ = PAGE
        self.here = []

    def write(self, document: PDFDocument) -> None:
        """Put the tree in the file, every element after its parent."""
        root = document.Catalog.StructTreeRoot = PDFDictionary({"Type": "/StructTreeRoot"})
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        waiting: list[Child] = [self.whole]
        document.Reference(root)
        while waiting:
            one = waiting.pop()
            if isinstance(one, Element):
                document.Reference(one)
                waiting.extend(reversed(one.children))
        nums = " ".join(f"{n} {_owners(document, each)}" for n, each in enumerate(self.keyed))
        root["K"] = document.Reference(self.whole)
        root["ParentTree"] = document.Reference(_Ready(f"<< /Nums [ {nums} ] >>"))
        root["ParentTreeNextKey"] = len(self.keyed)


def _owners(document: PDFDocument, owner: list[Element] | Element) -> str:
    if isinstance(owner, Element):
        return _reference(document, owner)
    return f"[ {' '.join(_reference(document, one) for one in owner)} ]"


class _Ready(PDFObject):  # type: ignore[misc]  # reportlab has no types
    """An object whose text is known."""

    __RefOnly__ = 1

    def __init__(self, text: str) -> None:
        self.text = text

    def format(self, _document: PDFDocument) -> bytes:
        return self.text.encode("latin-1")


@contextmanager
def element(canvas: Any, kind: str, alt: str = "", again: Element | None = None) -> Iterator[None]:
    """What is drawn inside belongs to a new element of this kind, or to one begun before."""
    tree: Structure | None = getattr(canvas, "structure", None)
    if tree is None or tree.quiet:
        yield
        return
    tree.open.append(again or Element(kind, tree.open[-1], alt))
    yield
    tree.open.pop()


@contextmanager
def piece(canvas: Any, kind: str = "P", alt: str = "") -> Iterator[None]:
    """Draw one piece of content: of the cell it stands in, else of an element of its own."""
    tree: Structure | None = getattr(canvas, "structure", None)
    if tree is None or tree.quiet:
        yield
        return
    inside = tree.open[-1]
    owner = inside if inside.kind in CELLS else Element(kind, inside, alt)
    tree.mark(canvas, owner)
    tree.quiet, tree.drawn = True, owner
    yield
    tree.quiet, tree.drawn = False, None
    canvas._code.append("EMC")


@contextmanager
def linked(canvas: Any, note: PDFDictionary) -> Iterator[None]:
    """Draw, within a piece, the words that an annotation lies over: they and it are one link of the
    tree. The piece goes on after it."""
    tree: Structure | None = getattr(canvas, "structure", None)
    owner = tree.drawn if tree else None
    if tree is None or owner is None:
        yield
        return
    canvas._code.append("EMC")
    link = Element("Link", owner)
    tree.mark(canvas, link)
    yield
    link.children.append(note)
    note["StructParent"] = tree.key(link)
    canvas._code.append("EMC")
    tree.mark(canvas, owner)


@contextmanager
def artifact(canvas: Any) -> Iterator[None]:
    """Draw what carries no meaning of its own: rules, grounds, running heads."""
    tree: Structure | None = getattr(canvas, "structure", None)
    if tree is None or tree.quiet:
        yield
        return
    canvas._code.append(f"/{ARTIFACT} BMC")
    tree.quiet = True
    yield
    tree.quiet = False
    canvas._code.append("EMC")


def table(canvas: Any, begun: list[Element]) -> Any:
    """What is drawn inside is of one table, that of the parts drawn before it on other pages."""
    tree: Structure | None = getattr(canvas, "structure", None)
    if tree and not tree.quiet and not begun:
        begun.append(Element("Table", tree.open[-1]))
    return element(canvas, "Table", again=begun[0] if begun else None)


class Words(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """A paragraph, or the text of a cell."""

    kind = "P"

    def draw(self) -> None:
        """Print it as what it is, with the space that a line end stands for, which nobody sees:
        without it a reader would run two words into one."""
        simple = self.blPara.kind == 0
        self.blPara.lines = [
            *map(_spaced if simple else _spaced_runs, self.blPara.lines[:-1]),
            *self.blPara.lines[-1:],
        ]
        with piece(self.canv, self.kind):
            self.printed()

    def printed(self) -> None:
        """Draw the lines, within the piece they are."""
        super().draw()


def _spaced(line: tuple[float, list[str]]) -> tuple[float, list[str]]:
    room, words = line
    return room, [*words, ""]


def _spaced_runs(line: Any) -> Any:
    """The same of a line of several looks."""
    last = line.words[-1]
    return line.clone(words=[*line.words[:-1], last.clone(text=f"{last.text} ")])


class Figure(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A drawing, with words that say as much to who cannot see it."""

    def __init__(self, drawing: Flowable, alt: str) -> None:
        super().__init__()
        self.drawing, self.alt = drawing, alt

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Points, those of the drawing."""
        self.width, self.height = self.drawing.wrap(width, height)
        return self.width, self.height

    def draw(self) -> None:
        """The drawing as one figure."""
        with piece(self.canv, "Figure", self.alt):
            self.drawing.drawOn(self.canv, 0, 0)


class Placed(Table):  # type: ignore[misc]  # reportlab has no types
    """A table that only places things: its rules and grounds mean nothing, its texts are read in
    the order of its rows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._renderCB = self._mark
        self.within: list[Any] = []

    def _mark(self, _table: Table, event: str, *told: Any) -> None:
        if event in {"startBG", "startLines"}:
            self._enter(artifact(self.canv))
        elif event in {"endBG", "endLines", "endCell"}:
            self.within.pop().__exit__(None, None, None)
        elif event == "startCell":
            self._enter(self._cell(*told))

    def _enter(self, context: Any) -> None:
        context.__enter__()
        self.within.append(context)

    def _cell(self, _row: int, _column: int, value: object, *_rest: object) -> Any:
        bare = isinstance(value, str) and value.strip()
        return piece(self.canv) if bare else nullcontext()


class Tabled(Placed):
    """A table that says something: rows, cells, and a header for each column. Cut by pages, it
    stays one table; the header printed again means nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.begun: list[Element] = []
        self.again = False

    def split(self, width: float, height: float) -> list["Tabled"]:
        """The parts of one table."""
        parts: list[Tabled] = super().split(width, height)
        for place, part in enumerate(parts):
            part.begun, part.again = self.begun, self.again or place > 0
        return parts

    def _mark(self, whole: Table, event: str, *told: Any) -> None:
        if event == "startTable":
            self._enter(table(self.canv, self.begun))
        elif event == "startRow":
            head = self.again and told[0] < self.repeatRows
            self._enter(artifact(self.canv) if head else element(self.canv, "TR"))
        elif event in {"endRow", "endTable"}:
            self.within.pop().__exit__(None, None, None)
        else:
            super()._mark(whole, event, *told)

    @contextmanager
    def _cell(self, row: int, column: int, value: object, *rest: object) -> Iterator[None]:
        kind = "TH" if row < self.repeatRows else "TD"
        with element(self.canv, kind), super()._cell(row, column, value, *rest):
            yield
