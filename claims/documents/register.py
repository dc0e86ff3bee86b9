"""A long list drawn line by line: the time it takes grows with its length and no faster.

A reportlab table measures every cell again at each page it is cut by; four hundred pages would take
sixteen times as long as one hundred.
"""

from collections.abc import Sequence

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from claims.documents.ink import BLUE, BOLD, INK, MUTED, NAVY, PLAIN, RULE, TINT, spelled
from claims.documents.paper import BODY, cut

HEAD, ROW, NOTE = 20, 17, 10
PAD = 4
HEADING, CELL = 7.6, 8
"""Sizes of the letters, in points."""
HAIR = 0.1
"""What a width may lose to rounding before its widest cell is cut."""
Row = tuple[tuple[str, ...], str]
"""The cells of a row, and a note in small letters under them, of a line or several, or empty."""


class Register(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Rows of one line each, cut by pages, the header on each.

    widths: shares of the page; 0 for a column never cut, as wide as its widest cell.
    """

    def __init__(
        self,
        header: Sequence[str],
        rows: Sequence[Row],
        widths: Sequence[float],
        right: Sequence[int] = (),
        first: int = 0,
        end: int | None = None,
    ) -> None:
        super().__init__()
        self.header, self.rows, self.right = header, rows, right
        self.widths = self._measured(widths)
        self.first, self.end = first, len(rows) if end is None else end

    def _measured(self, widths: Sequence[float]) -> list[float]:
        """Points: first the columns never cut, then the others out of what is left."""
        whole = {i: self._widest(i) for i, width in enumerate(widths) if not width}
        left = (BODY - sum(whole.values())) / sum(widths)
        return [whole.get(i, left * width) for i, width in enumerate(widths)]

    def _widest(self, column: int) -> float:
        cells = (stringWidth(spelled(cells[column]), PLAIN, CELL) for cells, _ in self.rows)
        widest: float = max(stringWidth(self.header[column], BOLD, HEADING), *cells)
        return widest + 2 * PAD + HAIR

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The whole height of what is left."""
        self.width = width
        self.height = HEAD + sum(_height(row) for row in self.rows[self.first : self.end])
        return self.width, self.height

    def split(self, width: float, height: float) -> list["Register"]:
        """As many rows as the page holds, then the rest; nothing when not even one fits."""
        used, last = float(HEAD), self.first
        while last < self.end and used + _height(self.rows[last]) <= height:
            used += _height(self.rows[last])
            last += 1
        if last == self.first:
            return []
        return [self._part(self.first, last), self._part(last, self.end)]

    def _part(self, first: int, end: int) -> "Register":
        return Register(self.header, self.rows, self.widths, self.right, first, end)

    def draw(self) -> None:
        """Header, then rows from top to bottom."""
        canvas, top = self.canv, self.height
        canvas.setFillColor(TINT)
        canvas.rect(0, top - HEAD, BODY, HEAD, stroke=0, fill=1)
        canvas.setFillColor(NAVY)
        self._cells(self.header, top - HEAD + 6.5, BOLD, HEADING)
        canvas.setStrokeColor(BLUE)
        canvas.line(0, top - HEAD, BODY, top - HEAD)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.4)
        y = top - HEAD
        for row in self.rows[self.first : self.end]:
            self._row(row, y)
            y -= _height(row)
            canvas.line(0, y, BODY, y)

    def _row(self, row: Row, y: float) -> None:
        cells, note = row
        self.canv.setFillColor(INK)
        self._cells(cells, y - 11.5, PLAIN, CELL)
        self.canv.setFillColor(MUTED)
        self.canv.setFont(PLAIN, 6.6)
        for line in note.splitlines():
            self.canv.drawString(self.widths[0] + PAD, y - 20.5, cut(line, BODY - self.widths[0]))
            y -= NOTE

    def _cells(self, cells: Sequence[str], y: float, font: str, size: float) -> None:
        self.canv.setFont(font, size)
        x = 0.0
        for i, (cell, width) in enumerate(zip(cells, self.widths, strict=True)):
            text = cut(cell, width - 2 * PAD, font, size)
            if i in self.right:
                self.canv.drawRightString(x + width - PAD, y, text)
            else:
                self.canv.drawString(x + PAD, y, text)
            x += width


def _height(row: Row) -> int:
    return ROW + NOTE * len(row[1].splitlines())
