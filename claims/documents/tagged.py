"""The structure of a PDF: what is a heading, a table, a cell, a figure, and in which order to read.

A screen reader, or a program that takes tables out, follows it instead of guessing from places on
the page (ISO 32000-1, 14.7 and 14.8). reportlab draws only; here what is drawn is marked as it is,
and the tree is written when the file is closed. What carries no meaning (rules, grounds, running
heads) is marked as such. A link is an element of its own: the words it stands on, and the
annotation laid over them (14.8.4.4.2).
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, TypeAlias

from reportlab.pdfbase.pdfdoc import PDFDictionary
from reportlab.platypus import Flowable, Table

from claims.documents.tree import Element, Structure

CELLS = frozenset({"TD", "TH"})
ARTIFACT = "Artifact"


class _Within:
    """An element open while what is in it is drawn."""

    __slots__ = ("one", "open")

    def __init__(self, one: Element, open_: list[Element]) -> None:
        self.one, self.open = one, open_

    def __enter__(self) -> None:
        self.open.append(self.one)

    def __exit__(self, *_failed: object) -> None:
        self.open.pop()


class _Meaningless:
    """An artifact open while it is drawn."""

    __slots__ = ("code", "tree")

    def __init__(self, code: list[str], tree: Structure) -> None:
        self.code, self.tree = code, tree

    def __enter__(self) -> None:
        self.code.append(f"/{ARTIFACT} BMC")
        self.tree.quiet = True

    def __exit__(self, *_failed: object) -> None:
        self.tree.quiet = False
        self.code.append("EMC")


_NOTHING = nullcontext()
Context: TypeAlias = AbstractContextManager[None]


def element(canvas: Any, kind: str, alt: str = "", again: Element | None = None) -> Context:
    """What is drawn inside belongs to a new element of this kind, or to one begun before."""
    tree: Structure | None = getattr(canvas, "structure", None)
    if tree is None or tree.quiet:
        return _NOTHING
    return _Within(again or Element(kind, tree.open[-1], alt), tree.open)


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


def stands(canvas: Any, kind: str, drawn: str) -> None:
    """Draw one piece of content by its operators, as `piece` does what is drawn inside it."""
    tree: Structure | None = getattr(canvas, "structure", None)
    if tree is None or tree.quiet:
        canvas._code.append(drawn)
        return
    inside, here = tree.open[-1], tree.here
    owner = inside if inside.kind in CELLS else Element(kind, inside)
    place = len(here)
    owner.children.append((canvas._doc.thisPageName(), place))
    here.append(owner)
    canvas._code.append(f"/{owner.kind} <</MCID {place}>> BDC {drawn} EMC")


def pieces(canvas: Any, kind: str, drawn: Iterable[str]) -> None:
    """Draw many pieces of content by their operators, as `piece` does one: each an element of its
    own."""
    tree: Structure | None = getattr(canvas, "structure", None)
    if tree is None or tree.quiet:
        canvas._code.extend(drawn)
        return
    inside, here, page = tree.open[-1], tree.here, canvas._doc.thisPageName()
    for operators in drawn:
        owner, place = Element(kind, inside), len(here)
        owner.children.append((page, place))
        here.append(owner)
        canvas._code.append(f"/{kind} <</MCID {place}>> BDC {operators} EMC")


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


def artifact(canvas: Any) -> Context:
    """Draw what carries no meaning of its own: rules, grounds, running heads."""
    tree: Structure | None = getattr(canvas, "structure", None)
    if tree is None or tree.quiet:
        return _NOTHING
    return _Meaningless(canvas._code, tree)


def table(canvas: Any, begun: list[Element]) -> Context:
    """What is drawn inside is of one table, that of the parts drawn before it on other pages."""
    tree: Structure | None = getattr(canvas, "structure", None)
    if tree and not tree.quiet and not begun:
        begun.append(Element("Table", tree.open[-1]))
    return element(canvas, "Table", again=begun[0] if begun else None)


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
