"""The tree of what a PDF says: its elements, their order, and the pieces of pages they are made of
(ISO 32000-1, 14.7); written when the file is closed."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject, PDFPage, PDFString

PAGE = (*PDFPage.__NoDefault__, "StructParents", "Tabs")


class Ready(PDFObject):  # type: ignore[misc]  # reportlab has no types
    """An object whose bytes are known."""

    __RefOnly__ = 1

    def __init__(self, told: bytes) -> None:
        self.told = told

    def format(self, _document: PDFDocument) -> bytes:
        """Its bytes."""
        return self.told


class Element(PDFObject):  # type: ignore[misc]  # reportlab has no types
    """One element of the tree: its kind, its parent, and in order its children, the marked pieces
    of pages it is made of, as (page, number on the page), and the annotation of a link."""

    __RefOnly__ = 1
    number = 0
    """Of the object, once the tree is written."""

    def __init__(self, kind: str, parent: "Element | None", alt: str = "") -> None:
        self.kind, self.parent, self.alt = kind, parent, alt
        self.children: list[Child] = []
        if parent:
            parent.children.append(self)

    def format(self, document: PDFDocument) -> bytes:
        """The dictionary of the element, as bytes: PDFs of thousands of cells are common."""
        if self.parent:
            above = self.parent.number
        else:
            above = _number(document, document.Catalog.StructTreeRoot)
        more = ""
        if self.alt:
            more = f" /Alt {PDFString(self.alt).format(document).decode('latin-1')}"
        if self.kind == "TH":
            more += " /A << /O /Table /Scope /Column >>"
        told = f"<< /S /{self.kind} /P {above} 0 R{more} {self._kids(document)} >>"
        self.children.clear()  # written once: a tree without a way down is given up at once
        return told.encode("latin-1")

    def _kids(self, document: PDFDocument) -> str:
        if len(self.children) == 1 and isinstance(self.children[0], tuple):
            name, number = self.children[0]
            found, _ = document.idToObjectNumberAndVersion[name]
            return f"/Pg {found} 0 R /K [ {number} ]"
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
        return f"{child.number} 0 R"
    if isinstance(child, PDFDictionary):
        return f"<< /Type /OBJR /Obj {_number(document, child)} 0 R >>"
    page, number = child
    found, _ = document.idToObjectNumberAndVersion[page]
    return f"<< /Type /MCR /Pg {found} 0 R /MCID {number} >>"


def _number(document: PDFDocument, thing: PDFObject) -> int:
    number, _ = document.idToObjectNumberAndVersion[document.Reference(thing).name]
    return int(number)


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
        document.Reference(root)
        _register(_in_order(self.whole), document)
        nums = " ".join(f"{n} {_owners(each)}" for n, each in enumerate(self.keyed))
        root["K"] = document.Reference(self.whole)
        root["ParentTree"] = document.Reference(Ready(f"<< /Nums [ {nums} ] >>".encode()))
        root["ParentTreeNextKey"] = len(self.keyed)


def _in_order(whole: Element) -> Iterator[Element]:
    """An element and all those under it, as they are read."""
    waiting = [whole]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend([child for child in reversed(one.children) if isinstance(child, Element)])


def _register(elements: Iterable[Element], document: PDFDocument) -> None:
    """Make each the next object of the file, as `document.Reference` does one at a time."""
    places, names = document.idToObjectNumberAndVersion, document.numberToId
    objects = document.idToObject
    for number, one in enumerate(elements, document.objectcounter + 1):
        name = one.__InternalName__ = f"R{number}"
        one.number, places[name], names[number], objects[name] = number, (number, 0), name, one
        document.objectcounter = number


def _owners(owner: list[Element] | Element) -> str:
    if isinstance(owner, Element):
        return f"{owner.number} 0 R"
    return f"[ {' '.join([f'{one.number} 0 R' for one in owner])} ]"
