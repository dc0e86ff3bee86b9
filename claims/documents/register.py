"""A long list drawn line by line: the time it takes grows with its length and no faster.

A reportlab table measures every cell again at each page it is cut by; four hundred pages would take
sixteen times as long as one hundred. Here each is measured once.
"""

from bisect import bisect
from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from claims.documents.ink import BLUE, BOLD, INK, MUTED, NAVY, PLAIN, RULE, TINT, spelled
from claims.documents.leading import Leads, lead, leads_anywhere
from claims.documents.paper import BODY
from claims.documents.tagged import Element, artifact, element, piece, table

HEAD, ROW, LINE, NOTE = 20, 17, 10, 10
PAD = 4
HEADING, CELL, SMALL = 7.6, 8, 6.6
"""Sizes of the letters, in points."""
HAIR = 0.1
"""What a width may lose to rounding before its widest cell runs over."""
SIGNS = " -_."
"""After which a long title may run over to the next line."""
MANY = 1_000
"""Rows beyond which each is read whole, not by cell: the structure would outgrow the text."""
Row = tuple[tuple[str, ...], str]
"""The cells of a row, and a note in small letters under them, of a line or several, or empty."""
Laid = tuple[list[list[str]], list[str]]
"""A row as it is drawn: the lines of each cell, and those of the note."""


class Register(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Rows cut by pages, the header on each.

    widths: shares of the page, for columns whose cells may run over several lines; 0 for a column
    as wide as its widest cell; leads: words that lead to a page of another file; marked: each row
    that has a first cell is a bookmark by it, and one without a note heads the next, on its page.
    """

    def __init__(
        self,
        header: Sequence[str],
        rows: Sequence[Row],
        widths: Sequence[float],
        right: Sequence[int] = (),
        leads: Leads | None = None,
        marked: bool = False,
    ) -> None:
        super().__init__()
        self.header, self.right, self.leads, self.marked = header, right, leads or {}, marked
        self.widths = _measured(header, rows, widths)
        self.laid: Sequence[Laid] = [self._lay(row) for row in rows]
        self.begun: list[Element] = []
        self.again = False
        self.long = len(rows) > MANY

    def _lay(self, row: Row) -> Laid:
        cells, note = row
        lines = [
            _broken(spelled(cell).replace("\n", " "), width - 2 * PAD)
            for cell, width in zip(cells, self.widths, strict=True)
        ]
        room = BODY - self.widths[0] - PAD
        notes = (_broken(spelled(line), room, SMALL) for line in note.splitlines())
        return lines, [line for several in notes for line in several]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The height of what is left, counted no further than it takes to see it does not fit."""
        self.width, self.height = width, float(HEAD)
        for row in self.laid:
            self.height += _height(row)
            if self.height > height:
                break
        return self.width, self.height

    def split(self, width: float, height: float) -> list["Register"]:
        """As many rows as the page holds, then the rest; nothing when not even one fits."""
        used, count = float(HEAD), 0
        for row in self.laid:
            used += _height(row)
            if used > height:
                break
            count += 1
        if self.marked and 1 < count < len(self.laid) and not self.laid[count - 1][1]:
            count -= 1
        if not count:
            return []
        return [self._part(self.laid[:count], self.again), self._part(self.laid[count:], True)]

    def _part(self, laid: Sequence[Laid], again: bool) -> "Register":
        part = Register(self.header, (), self.widths, self.right, self.leads, self.marked)
        part.laid, part.begun, part.again, part.long = laid, self.begun, again, self.long
        return part

    def draw(self) -> None:
        """Header, then rows from top to bottom."""
        canvas, y = self.canv, self.height - HEAD
        with artifact(canvas):
            self._rules(y)
        row_of = partial(piece if self.long else element, canvas, "P" if self.long else "TR")
        with nullcontext() if self.long else table(canvas, self.begun):
            with artifact(canvas) if self.again else row_of():
                canvas.setFont(BOLD, HEADING)
                self._cells([[text] for text in self.header], y + 6.5, "TH")
            for row in self.laid:
                with row_of():
                    self._row(row, y)
                y -= _height(row)

    def _rules(self, y: float) -> None:
        """Ground of the header and the line under each row."""
        canvas = self.canv
        canvas.setFillColor(TINT)
        canvas.rect(0, y, BODY, HEAD, stroke=0, fill=1)
        canvas.setStrokeColor(BLUE)
        canvas.line(0, y, BODY, y)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.4)
        for row in self.laid:
            y -= _height(row)
            canvas.line(0, y, BODY, y)

    def _row(self, row: Laid, y: float) -> None:
        cells, note = row
        if self.marked and cells[0][0]:
            self.canv.mark(cells[0][0], y)
        self.canv.setFont(PLAIN, CELL)
        self._cells(cells, y - 11.5, "TD")
        if not note:
            return
        y -= 20.5 + LINE * (_lines(cells) - 1)
        with element(self.canv, "TD"), piece(self.canv):
            self.canv.setFillColor(MUTED)
            self.canv.setFont(PLAIN, SMALL)
            for place, line in enumerate(note, 1):
                # The space keeps lines apart for whoever hears them.
                apart = " " if place < len(note) else ""
                self._draw(line + apart, self.widths[0] + PAD, y, MUTED)
                y -= NOTE

    def _cells(self, cells: Sequence[Sequence[str]], y: float, kind: str) -> None:
        x, ink = 0.0, NAVY if kind == "TH" else INK
        self.canv.setFillColor(ink)
        if self.long and not self.leads:
            self._whole(cells, y)
            return
        for i, (lines, width) in enumerate(zip(cells, self.widths, strict=True)):
            with element(self.canv, kind), piece(self.canv):
                for place, line in enumerate(lines):
                    inset = PAD
                    if i in self.right:
                        inset = width - PAD - self.canv.stringWidth(line)
                    # The space keeps cells apart for whoever reads the row whole.
                    apart = " " if self.long and place == len(lines) - 1 else ""
                    self._draw(line + apart, x + inset, y - LINE * place, ink)
            x += width

    def _whole(self, cells: Sequence[Sequence[str]], y: float) -> None:
        """The cells of a row that is read whole and leads nowhere, as one text: far quicker."""
        text, x = self.canv.beginText(), 0.0
        for i, (lines, width) in enumerate(zip(cells, self.widths, strict=True)):
            for place, line in enumerate(lines):
                inset = width - PAD - self.canv.stringWidth(line) if i in self.right else PAD
                text.setTextOrigin(x + inset, y - LINE * place)
                text.textOut(f"{line} " if place == len(lines) - 1 else line)
            x += width
        self.canv.drawText(text)

    def _draw(self, line: str, x: float, y: float, ink: object) -> None:
        """One line of text, in the ink that is set, but blue where it leads somewhere."""
        if not leads_anywhere(line, self.leads):
            self.canv.drawString(x, y, line)
            return
        self.canv.setFillColor(BLUE)
        lead(self.canv, line, (x, y), self.leads)
        self.canv.setFillColor(ink)


def _measured(header: Sequence[str], rows: Sequence[Row], widths: Sequence[float]) -> list[float]:
    """Points: first the columns as wide as their widest cell, then the others out of the rest."""
    whole = {i: _widest(header, rows, i) for i, width in enumerate(widths) if not width}
    left = (BODY - sum(whole.values())) / sum(widths)
    return [whole.get(i, left * width) for i, width in enumerate(widths)]


def _widest(header: Sequence[str], rows: Sequence[Row], column: int) -> float:
    cells = (stringWidth(spelled(cells[column]), PLAIN, CELL) for cells, _ in rows)
    widest: float = max((stringWidth(header[column], BOLD, HEADING), *cells))
    return widest + 2 * PAD + HAIR


def _broken(text: str, width: float, size: float = CELL) -> list[str]:
    """The text in lines of at most that width in points, ended at a sign where there is one."""
    lines = []
    while stringWidth(text, PLAIN, size) > width:
        lengths = range(1, len(text))
        end = max(bisect(lengths, width, key=lambda n: stringWidth(text[:n], PLAIN, size)), 1)
        sign = max(text.rfind(sign, 0, end) for sign in SIGNS)
        end = sign + 1 if sign > 0 else end
        lines.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [*lines, text]


def _lines(cells: Sequence[Sequence[str]]) -> int:
    return max(map(len, cells))


def _height(row: Laid) -> int:
    cells, note = row
    return ROW + LINE * (_lines(cells) - 1) + NOTE * len(note)
