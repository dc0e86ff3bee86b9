"""Rows of cells, drawn in a fraction of the time that reportlab's tables take: each cell measured
once, grounds and rules as told, the words of each cell from its upper left corner.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from reportlab.lib.colors import Color
from reportlab.lib.rl_accel import fp_str
from reportlab.platypus import Flowable

from claims.documents.paragraphs import Words
from claims.documents.pen import filled, stroked
from claims.documents.tagged import artifact, element, table
from claims.documents.tree import Element

ANY_HEIGHT = 72_000
Cell = Sequence[Flowable]
"""What stands in a cell, from top to bottom."""
Edges = Sequence[float]
"""Where columns begin and end from the left, or rows from the top, in points of the page."""
Paint = Callable[[Edges, Edges], Iterator[str]]
"""Edges of the columns and of the rows → the operators of grounds and rules."""


class Pad(NamedTuple):
    """Room left within each cell, in points."""

    left: float
    top: float
    right: float
    bottom: float


def ground(colour: Color, x: float, y: float, to_x: float, to_y: float) -> str:
    """The operators that fill a box."""
    return f"{filled(colour)} {fp_str(x, y, to_x - x, to_y - y)} re f"


def rule(colour: Color, weight: float, x: float, y: float, to_x: float, to_y: float) -> str:
    """The operators that draw a line, its weight in points."""
    return f"{stroked(colour)} {fp_str(weight)} w {fp_str(x, y)} m {fp_str(to_x, to_y)} l S"


class Rows(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Cells placed in columns of given widths, in points: grounds and rules mean nothing, texts are
    read in the order of rows. before, after: room around them."""

    def __init__(
        self,
        cells: Sequence[Sequence[Cell]],
        widths: Sequence[float],
        pad: Pad,
        paint: Paint,
        before: float = 0,
        after: float = 0,
    ) -> None:
        super().__init__()
        self.width = sum(widths)
        self.cells, self.widths, self.pad, self.paint = cells, widths, pad, paint
        self.spaceBefore, self.spaceAfter = before, after
        self.heights: Sequence[float] = ()

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Points; measured once."""
        self.heights = self.heights or [self._high(row) for row in self.cells]
        self.height = sum(self.heights)
        return self.width, self.height

    def _high(self, row: Sequence[Cell]) -> float:
        pad = self.pad
        high = 0.0
        for cell, wide in zip(row, self.widths, strict=True):
            room, below = pad.top + pad.bottom, None
            for part in cell:
                if below is not None:
                    room += below + part.getSpaceBefore()
                room += part.wrap(wide - pad.left - pad.right, ANY_HEIGHT)[1]
                below = part.getSpaceAfter()
            high = max(high, room)
        return high

    def split(self, _width: float, _height: float) -> list[Flowable]:
        """Never cut."""
        return []

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802,N803
        """Grounds and rules, then each row, lower left corner at that place."""
        lefts = list(accumulate(self.widths, initial=x))
        tops = [y + self.height - used for used in accumulate(self.heights, initial=0.0)]
        canvas._code.append("q")
        with artifact(canvas):
            canvas._code.append("1 J")
            canvas._code.extend(self.paint(lefts, tops))
        self._rows(canvas, lefts, tops)
        canvas._code.append("Q")

    def _rows(self, canvas: Any, lefts: Edges, tops: Edges) -> None:
        for row, top in zip(self.cells, tops, strict=False):
            for cell, left in zip(row, lefts, strict=False):
                self._cell(canvas, cell, left, top)

    def _cell(self, canvas: Any, cell: Cell, left: float, top: float) -> None:
        x, y, below = left + self.pad.left, top - self.pad.top, None
        for part in cell:
            if below is not None:
                y -= below + part.getSpaceBefore()
            y -= part.height
            if isinstance(part, Words):
                part.put(canvas, x, y)
            else:
                part.drawOn(canvas, x, y)
            below = part.getSpaceAfter()


class Table(Rows):
    """Rows that say something: the first heads the columns, on each page that cuts them, though
    they stay one table. unended: the grounds and rules of a part that goes on overleaf; whole: they
    are not cut."""

    def __init__(
        self,
        cells: Sequence[Sequence[Cell]],
        widths: Sequence[float],
        pad: Pad,
        paint: Paint,
        unended: Paint,
        after: float = 0,
        whole: bool = False,
    ) -> None:
        super().__init__(cells, widths, pad, paint, after=after)
        self.unended, self.whole, self.again = unended, whole, False
        self.begun: list[Element] = []

    def split(self, width: float, height: float) -> list[Flowable]:
        """The rows that fit, and the others under the same head; nothing where none does."""
        self.wrap(width, height)
        fit = sum(used <= height for used in accumulate(self.heights))
        if fit <= 1 or self.whole:
            return []
        return [self] if fit == len(self.cells) else [self._part(1, fit), self._part(fit)]

    def beginning(self, rows: int) -> float:
        """Points that its head takes with so many rows, or with all when it has fewer or is never
        cut."""
        self.wrap(0, 0)
        return sum(self.heights if self.whole else self.heights[: rows + 1])

    def _part(self, first: int, end: int | None = None) -> "Table":
        rows = [self.cells[0], *self.cells[first:end]]
        paint = self.unended if end else self.paint
        part = Table(rows, self.widths, self.pad, paint, self.unended, self.spaceAfter)
        part.heights = [self.heights[0], *self.heights[first:end]]
        part.begun, part.again = self.begun, self.again or first > 1
        return part

    def _rows(self, canvas: Any, lefts: Edges, tops: Edges) -> None:
        with table(canvas, self.begun):
            for place, (row, top) in enumerate(zip(self.cells, tops, strict=False)):
                kind = "TD" if place else "TH"
                again = self.again and not place
                with artifact(canvas) if again else element(canvas, "TR"):
                    for cell, left in zip(row, lefts, strict=False):
                        with element(canvas, kind):
                            self._cell(canvas, cell, left, top)
