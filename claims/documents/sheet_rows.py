"""The rows of a long sheet as ready XML, column by column, in blocks.

A spreadsheet library makes one object per cell: a minute and a half for a million losses. Here
a column that repeats few texts is escaped once per text, and a block of rows is one join.
"""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import repeat
from textwrap import wrap
from typing import Protocol
from xml.sax.saxutils import escape

import numpy as np
import numpy.typing as npt

BLOCK = 8_192
MOST_ROWS = 1_000_000
"""A sheet holds 1,048,576 rows; past a million we begin another."""
LONGEST = 32_767
"""Characters a cell can hold. Longer text is refused at input, and never cut here."""
TALLEST = 409
"""Points of the tallest row a spreadsheet holds."""
DECIMALS = 10
EPOCH = date(1899, 12, 30)
UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x0d\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)"
)
"""What XML 1.0 cannot hold, and what a reader would take for the way of writing it."""


class Column(Protocol):
    """One column of a sheet: its header and the XML of a stretch of its cells."""

    @property
    def header(self) -> str:
        """What the first row says."""
        ...

    def cells(self, first: int, end: int) -> Sequence[str]:
        """The cells of rows first to end."""
        ...


def by_code(text: str) -> str:
    """The text with what XML cannot hold written by its code, as spreadsheets do: `_x000B_`."""
    return UNSAFE.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def text_cell(text: str, style: int) -> str:
    """A cell that is text whatever it begins with, never a formula."""
    if len(text) > LONGEST:
        raise ValueError(f"a cell holds {LONGEST} characters, not {len(text)}")
    if not text:
        return f'<c s="{style}"/>'
    inner = escape(by_code(text))
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f'<c s="{style}" t="inlineStr"><is><t{space}>{inner}</t></is></c>'


@dataclass(frozen=True, slots=True)
class Texts:
    """Any text, one per row."""

    header: str
    values: Sequence[str]
    style: int = 0

    def cells(self, first: int, end: int) -> Sequence[str]:
        """Escaped one by one."""
        return [text_cell(text, self.style) for text in self.values[first:end]]


def wrapped(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many characters, its own breaks included."""
    across = max(int(width) - 1, 1)
    return sum(max(len(wrap(line, across)), 1) for line in text.split("\n"))


@dataclass(frozen=True, slots=True)
class Links:
    """A file beside the workbook and the words that open it, by a formula of ours; blank where
    either is."""

    header: str
    values: Sequence[tuple[str, str]]
    style: int = 0

    def cells(self, first: int, end: int) -> Sequence[str]:
        """Without a stored result, as every formula here."""
        return [
            f'<c s="{self.style}"><f>HYPERLINK({_quoted(path)},{_quoted(told)})</f></c>'
            if path else f'<c s="{self.style}"/>'
            for path, told in self.values[first:end]
        ]  # fmt: skip


def _quoted(text: str) -> str:
    """A text of a formula, as XML."""
    return escape('"' + text.replace('"', '""') + '"')


@dataclass(frozen=True, slots=True)
class Words(Texts):
    """Texts of any length, which take as many lines as they need."""

    def lines(self, first: int, end: int, width: float) -> Sequence[int]:
        """How many lines each row takes in a column of so many characters."""
        return [wrapped(text, width) if len(text) > width - 3 or "\n" in text else 1
                for text in self.values[first:end]]  # fmt: skip


class Coded:
    """Few texts repeated over many rows, given by their place in a list."""

    def __init__(
        self, header: str, codes: npt.NDArray[np.integer], texts: Sequence[str], style: int = 0
    ) -> None:
        self.header, self._codes = header, codes
        self._known = np.array([text_cell(text, style) for text in texts] or [""], dtype=object)

    def cells(self, first: int, end: int) -> Sequence[str]:
        """Taken from the texts already escaped."""
        taken: Sequence[str] = self._known.take(self._codes[first:end]).tolist()
        return taken


class Repeated:
    """Few texts over many rows, gathered one by one: four bytes a row."""

    def __init__(self, header: str, style: int = 0) -> None:
        self.header, self._style = header, style
        self._known: dict[str, int] = {}
        self._codes = array("i")

    def add(self, text: str) -> None:
        """One more row."""
        self._codes.append(self._known.setdefault(text, len(self._known)))

    def cells(self, first: int, end: int) -> Sequence[str]:
        """Each text escaped once for a block."""
        known = [text_cell(text, self._style) for text in self._known]
        return [known[code] for code in self._codes[first:end]]


class Numbers:
    """Exact numbers in units of their own, gathered one by one; None is blank."""

    def __init__(self, header: str) -> None:
        self.header = header
        self._values: list[str] = []
        self._styles = array("i")

    def add(self, value: Decimal | None, style: int) -> None:
        """One more row, in the style of its unit."""
        self._values.append("" if value is None else decimal_text(value))
        self._styles.append(style)

    def cells(self, first: int, end: int) -> Sequence[str]:
        """Decimals, never by way of a float."""
        pairs = zip(self._values[first:end], self._styles[first:end], strict=True)
        return [
            f'<c s="{style}"><v>{value}</v></c>' if value else f'<c s="{style}"/>'
            for value, style in pairs
        ]


def decimal_text(value: Decimal) -> str:
    """A number as a cell keeps it: to the tenth decimal, a spreadsheet holds no more."""
    if -int(value.as_tuple().exponent) > DECIMALS:
        value = value.quantize(Decimal(1).scaleb(-DECIMALS))
    return f"{value:f}"


ENDS = np.array([f".{cents:02}</v></c>" for cents in range(100)], dtype=object)


@dataclass(frozen=True, slots=True)
class Cents:
    """Amounts of whole cents, none below zero, written as exact decimals."""

    header: str
    values: Sequence[int] | npt.NDArray[np.int64]
    style: int = 0

    def cells(self, first: int, end: int) -> Sequence[str]:
        """445000 is 4450.00; never by way of a float."""
        cents = np.asarray(self.values[first:end], dtype=np.int64)
        if cents.size and cents.min() < 0:
            raise ValueError(f"an amount of {self.header} is below zero")
        start = f'<c s="{self.style}"><v>'
        units, ends = (cents // 100).tolist(), ENDS.take(cents % 100).tolist()
        return [f"{start}{unit}{end}" for unit, end in zip(units, ends, strict=True)]


@dataclass(frozen=True, slots=True)
class Counts:
    """Whole numbers, None where there is none."""

    header: str
    values: Sequence[int | None]
    style: int = 0

    def cells(self, first: int, end: int) -> Sequence[str]:
        """As they are."""
        return [
            f'<c s="{self.style}"/>' if n is None else f'<c s="{self.style}"><v>{n:d}</v></c>'
            for n in self.values[first:end]
        ]


@dataclass(frozen=True, slots=True)
class Days:
    """Dates, None where there is none."""

    header: str
    values: Sequence[date | None]
    style: int = 0

    def cells(self, first: int, end: int) -> Sequence[str]:
        """As the serial number a spreadsheet keeps."""
        return [
            f'<c s="{self.style}"><v>{(d - EPOCH).days}</v></c>' if d else f'<c s="{self.style}"/>'
            for d in self.values[first:end]
        ]


def row_blocks(
    columns: Sequence[Column], widths: Sequence[float], first: int, end: int
) -> Iterator[bytes]:
    """Rows first to end as XML, a block at a time; as tall as their words in columns of these
    widths, which a program that prints a sheet does not work out by itself."""
    for start in range(first, end, BLOCK):
        stop = min(start + BLOCK, end)
        cells = [column.cells(start, stop) for column in columns]
        lines = [column.lines(start, stop, width)
                 for column, width in zip(columns, widths, strict=True)
                 if isinstance(column, Words)]  # fmt: skip
        opened = map(_row, map(max, zip(*lines, strict=True))) if lines else repeat(_row(1))
        rows = map("".join, zip(*cells, strict=True))
        found = zip(opened, rows, strict=False)
        yield "".join([f"{row}{inner}</row>" for row, inner in found]).encode()


@cache
def _row(lines: int) -> str:
    """The beginning of a row of so many lines."""
    return "<row>" if lines == 1 else f'<row ht="{min(2 + 13 * lines, TALLEST)}" customHeight="1">'
