"""A long list drawn line by line: the time it takes grows with its length and no faster.

A reportlab table measures every cell again at each page it is cut by; four hundred pages would take
sixteen times as long as one hundred. Here each is measured once.
"""

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from reportlab.platypus import Flowable

from claims.documents.ink import BLUE, BOLD, INK, MUTED, NAVY, PLAIN, RULE, TINT, spelled
from claims.documents.leading import Leads, Place, action, lead, leads_anywhere
from claims.documents.paper import BODY
from claims.documents.pen import Pen, pen_of, width_of
from claims.documents.tagged import artifact, element, piece, pieces, table
from claims.documents.tree import Element

HEAD, ROW, LINE, NOTE = 20, 17, 10, 10
PAD = 4
HEADING, CELL, SMALL = 7.6, 8, 6.6
"""Sizes of the letters, in points."""
HAIR = 0.1
"""What a width may lose to rounding before its widest cell runs over."""
SIGNS = " -_."
"""After which a word too long for a line may run over to the next."""
MANY = 1_000
"""Rows beyond which each is read whole, not by cell: the structure would outgrow the text."""
Row = tuple[tuple[str, ...], str]
"""The cells of a row, and a note in small letters under them, of a line or several, or empty."""


class Bookmark(NamedTuple):
    """What a row is called among the bookmarks, and those folded under it, which open other
    files."""

    text: str
    under: Sequence[tuple[str, Place]] = ()


class Laid(NamedTuple):
    """A row as it is drawn: the lines of each cell and where its first begins, as it is written,
    the lines of the note, and the height of all. Tuples: of lists, the search for garbage would
    look at every cell of a long register again and again."""

    cells: tuple[tuple[str, ...], ...]
    begins: tuple[str, ...]
    note: tuple[str, ...]
    height: int


class Register(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Rows cut by pages, the header on each.

    widths: shares of the page, for columns whose cells may run over several lines; 0 for a column
    as wide as its widest cell; leads: words that lead to a page of another file; marks: first
    cell of a row → its bookmark; where there are any, a row without a note heads the next, on its
    page.
    """

    def __init__(
        self,
        header: Sequence[str],
        rows: Sequence[Row],
        widths: Sequence[float],
        right: Sequence[int] = (),
        leads: Leads | None = None,
        marks: Mapping[str, Bookmark] | None = None,
    ) -> None:
        super().__init__()
        self.header, self.right, self.leads, self.marks = header, right, leads or {}, marks or {}
        self.widths = _measured(header, rows, widths)
        self.lefts = list(accumulate(self.widths[:-1], initial=0.0))
        self.begins = [f"{left + PAD:.2f}" for left in self.lefts]
        self.laid = [self._lay(row) for row in rows]
        self.first, self.end = 0, len(self.laid)
        self.begun: list[Element] = []
        self.again = False
        self.long = len(rows) > MANY

    def _lay(self, row: Row) -> Laid:
        cells, note = row
        lines, begins = [], self.begins.copy()
        for i, (cell, width) in enumerate(zip(cells, self.widths, strict=True)):
            broken, wide = _broken(spelled(cell).replace("\n", " "), width - 2 * PAD)
            lines.append(broken)
            if i in self.right:
                begins[i] = f"{self.lefts[i] + width - PAD - wide:.2f}"
        notes = note_lines(note, self.widths[0])
        height = ROW + LINE * (_lines(lines) - 1) + NOTE * len(notes)
        return Laid(tuple(lines), tuple(begins), tuple(notes), height)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The height of what is left, counted no further than it takes to see it does not fit."""
        self.width, self.height = width, float(HEAD)
        for row in self._rows():
            self.height += row.height
            if self.height > height:
                break
        return self.width, self.height

    def split(self, width: float, height: float) -> list["Register"]:
        """As many rows as the page holds, then the rest; nothing when not even one fits."""
        used, cut = float(HEAD), self.first
        for row in self._rows():
            used += row.height
            if used > height:
                break
            cut += 1
        if self.marks and self.first + 1 < cut < self.end and not self.laid[cut - 1].note:
            cut -= 1
        if cut == self.first:
            return []
        return [self._part(self.first, cut, self.again), self._part(cut, self.end, True)]

    def _part(self, first: int, end: int, again: bool) -> "Register":
        part = Register(self.header, (), self.widths, self.right, self.leads, self.marks)
        part.laid, part.begun, part.again, part.long = self.laid, self.begun, again, self.long
        part.first, part.end = first, end
        return part

    def _rows(self) -> Iterator[Laid]:
        return map(self.laid.__getitem__, range(self.first, self.end))

    def draw(self) -> None:
        """Header, then rows from top to bottom."""
        canvas, y = self.canv, self.height - HEAD
        with artifact(canvas):
            self._rules(y)
        row_of = partial(piece if self.long else element, canvas, "P" if self.long else "TR")
        with nullcontext() if self.long else table(canvas, self.begun):
            with artifact(canvas) if self.again else row_of():
                canvas.setFillColor(NAVY)
                bold = pen_of(canvas, BOLD, HEADING)
                begins = [f"{self._left(i, text, bold):.2f}" for i, text in enumerate(self.header)]
                self._cells([[text] for text in self.header], begins, y + 6.5, bold)
            pen = pen_of(canvas, PLAIN, CELL)
            canvas.setFillColor(INK)
            if self.long and not (
                self.leads or self.marks or any(row.note for row in self._rows())
            ):
                pieces(canvas, "P", self._whole(y, pen))
                return
            for row in self._rows():
                with row_of():
                    self._row(row, y, pen)
                y -= row.height

    def _whole(self, y: float, pen: Pen) -> Iterator[str]:
        """Each row that is read whole, leads nowhere and has no note, as one text."""
        for row in self._rows():
            yield self._joined(row.cells, row.begins, y - 11.5, pen)
            y -= row.height

    def _rules(self, y: float) -> None:
        """Ground of the header and the line under each row."""
        canvas = self.canv
        canvas.setFillColor(TINT)
        canvas.rect(0, y, BODY, HEAD, stroke=0, fill=1)
        canvas.setStrokeColor(BLUE)
        canvas.line(0, y, BODY, y)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.4)
        for row in self._rows():
            y -= row.height
            canvas._code.append(f"n 0 {y:g} m {BODY:g} {y:g} l S")

    def _row(self, row: Laid, y: float, pen: Pen) -> None:
        cells, begins, note, _ = row
        if mark := self.marks.get(cells[0][0]):
            self.canv.mark(mark.text, y, folded=bool(mark.under))
            for told, there in mark.under:
                self.canv.mark_elsewhere(told, action(there))
        self._cells(cells, begins, y - 11.5, pen)
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
        self.canv.setFillColor(INK)

    def _cells(
        self, cells: Sequence[Sequence[str]], begins: Sequence[str], y: float, pen: Pen
    ) -> None:
        """The cells of a row, or of the header, in the ink that is set; those of a row that is read
        whole and leads nowhere as one text."""
        if self.long and not self.leads:
            self.canv._code.append(self._joined(cells, begins, y, pen))
            return
        kind = "TH" if pen.name == BOLD else "TD"
        for i, lines in enumerate(cells):
            with element(self.canv, kind), piece(self.canv):
                if any(leads_anywhere(line, self.leads) for line in lines):
                    self._led(i, lines, y, pen)
                else:
                    self.canv._code.append(
                        f"{pen.begin}{self._cell(i, lines, begins[i], y, pen)} ET"
                    )

    def _joined(
        self, cells: Sequence[Sequence[str]], begins: Sequence[str], y: float, pen: Pen
    ) -> str:
        """A row as one text; the space after a cell keeps it apart for whoever reads it whole."""
        height = f"{y:g}"
        every = [
            f" 1 0 0 1 {begins[i]} {height} Tm {pen.shown(f'{lines[0]} ')}"
            if len(lines) == 1
            else self._cell(i, lines, begins[i], y, pen)
            for i, lines in enumerate(cells)
        ]
        return f"{pen.begin}{''.join(every)} ET"

    def _cell(self, i: int, lines: Sequence[str], begins: str, y: float, pen: Pen) -> str:
        """Each line of a cell from its place."""
        told, last = "", len(lines) - 1
        for place, line in enumerate(lines):
            shown = pen.shown(f"{line} " if self.long and place == last else line)
            left = f"{self._left(i, line, pen):.2f}" if place else begins
            told += f" 1 0 0 1 {left} {y - LINE * place:g} Tm {shown}"
        return told

    def _left(self, i: int, line: str, pen: Pen) -> float:
        """Where a line of a cell begins, in points."""
        if i in self.right:
            return self.lefts[i] + self.widths[i] - PAD - pen.width(line)
        return self.lefts[i] + PAD

    def _led(self, i: int, lines: Sequence[str], y: float, pen: Pen) -> None:
        self.canv.setFont(pen.name, pen.size)
        for place, line in enumerate(lines):
            apart = " " if self.long and place == len(lines) - 1 else ""
            self._draw(line + apart, self._left(i, line, pen), y - LINE * place, INK)

    def _draw(self, line: str, x: float, y: float, ink: object) -> None:
        """One line of text, in the ink that is set, but blue where it leads somewhere."""
        if not leads_anywhere(line, self.leads):
            self.canv.drawString(x, y, line)
            return
        self.canv.setFillColor(BLUE)
        lead(self.canv, line, (x, y), self.leads)
        self.canv.setFillColor(ink)


def note_lines(note: str, first: float) -> list[str]:
    """A note as it is drawn, line by line, beside a first column of that width in points; laid
    again, the lines stay as they are."""
    room = BODY - first - PAD
    return [part for line in note.splitlines() for part in _broken(spelled(line), room, SMALL)[0]]


def _measured(header: Sequence[str], rows: Sequence[Row], widths: Sequence[float]) -> list[float]:
    """Points: first the columns as wide as their widest cell, then the others out of the rest."""
    whole = {i: _widest(header, rows, i) for i, width in enumerate(widths) if not width}
    left = (BODY - sum(whole.values())) / sum(widths)
    return [whole.get(i, left * width) for i, width in enumerate(widths)]


def _widest(header: Sequence[str], rows: Sequence[Row], column: int) -> float:
    cells = (width_of(spelled(cells[column]), PLAIN, CELL) for cells, _ in rows)
    widest = max(width_of(header[column], BOLD, HEADING), max(cells, default=0.0))
    return widest + 2 * PAD + HAIR


def _broken(text: str, width: float, size: float = CELL) -> tuple[tuple[str, ...], float]:
    """The text in lines of at most that width in points, and how long the first is."""
    wide = width_of(text, PLAIN, size)
    if wide <= width:
        return (text,), wide
    lines: list[str] = []
    while width_of(text, PLAIN, size) > width:
        lengths = range(1, len(text))
        end = max(bisect(lengths, width, key=lambda n: width_of(text[:n], PLAIN, size)), 1)
        end = _line_end(text, end, width, size)
        lines.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return (*lines, text), width_of(lines[0], PLAIN, size)


def _line_end(text: str, most: int, width: float, size: float) -> int:
    """Where a line of so many letters at most ends: at a space; within a word that is longer than
    a line, at a sign where there is one."""
    space = text.rfind(" ", 0, most + 1)
    word = text[space + 1 :].partition(" ")[0]
    if space > 0 and width_of(word, PLAIN, size) <= width:
        return space + 1
    sign = max(text.rfind(sign, 0, most) for sign in SIGNS)
    return sign + 1 if sign > 0 else most


def _lines(cells: Sequence[Sequence[str]]) -> int:
    return max(map(len, cells))
