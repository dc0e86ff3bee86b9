"""The tags of a PDF, which say what each part of a page is: they follow what a page draws into the
form that now draws it."""

from collections.abc import Iterator
from contextlib import suppress

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf, PdfError

Id = tuple[int, int]


class Tags:
    """Those of one PDF; most have none."""

    def __init__(self, pdf: Pdf) -> None:
        root = pdf.Root.get("/StructTreeRoot")
        told = root.get("/ParentTree") if isinstance(root, Dictionary) else None
        self._parents = NumberTree(told) if isinstance(told, Dictionary) else None
        self._moved: dict[Id, tuple[Object, Object, int]] = {}

    def move(self, page: Object, form: Object) -> None:
        """What a page drew, the form does: the parts of the page that have a tag are its parts."""
        number = page.get("/StructParents")
        if isinstance(number, int):
            del page["/StructParents"]
            if self._parents is not None:
                self._moved[page.objgen] = page, form, number

    def mend(self) -> None:
        """Say so in the tags, each of which is read once; a broken tree of them stays as it is."""
        if self._parents is None:
            return
        with suppress(PdfError, ValueError, TypeError):
            done: set[Id] = set()
            for tag in self._of_moved(self._parents):
                if tag.objgen not in done:
                    done.add(tag.objgen)
                    self._mend(tag)

    def _of_moved(self, parents: NumberTree) -> Iterator[Object]:
        for _, _, number in self._moved.values():
            told = parents.get(number)
            for tag in told if isinstance(told, Array) else ():
                if isinstance(tag, Dictionary):
                    yield tag

    def _mend(self, tag: Object) -> None:
        own, kids = tag.get("/Pg"), tag.get("/K")
        if isinstance(kids, Array):
            for place, kid in enumerate(kids):
                if (mended := self._mended(kid, own)) is not kid:
                    kids[place] = mended
        elif kids is not None and (mended := self._mended(kids, own)) is not kids:
            tag.K = mended

    def _mended(self, kid: object, own: Object | None) -> object:
        """A part of a page, as a part of the form that draws it."""
        if isinstance(kid, int):
            if own is None or own.objgen not in self._moved:
                return kid
            page, form, _ = self._moved[own.objgen]
            return Dictionary(Type=Name.MCR, Pg=page, Stm=form, MCID=kid)
        if isinstance(kid, Dictionary) and "/MCID" in kid and "/Stm" not in kid:
            where = kid.get("/Pg", own)
            if isinstance(where, Object) and where.objgen in self._moved:
                kid.Stm = self._moved[where.objgen][1]
        return kid
