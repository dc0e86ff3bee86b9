"""A file as rows of text, whatever it came as: CSV of any separator, workbook, or bank statement.

Rows are read anew at each pass instead of being held: a hundred thousand orders of seventy columns
would not fit in the memory a parser is allowed.
"""

import csv
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import Literal, TypeVar

Row = list[str]
T = TypeVar("T")
SEPARATORS = ",;\t|"
FIRST = 30
"""Lines looked at to tell the separator and to find the header, and characters of each."""
LONG = 20_000
BYTE_ORDERS = (BOM_UTF16_BE, BOM_UTF16_LE)
STATEMENT = ("trntype", "dtposted", "trnamt", "fitid", "name", "memo")
TAG = re.compile(rb"<([A-Za-z0-9.]{1,20})>([^<\r\n]{0,300})")
MOVEMENT = re.compile(rb"<STMTTRN>", re.IGNORECASE)


class Unreadable(Exception):
    """The file cannot be read as a table; `code` is that of a Problem."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(slots=True)
class Table:
    """A file that can be gone through as often as needed.

    lenient: its quotes are broken, as a first passage found out; each line is cut by itself.
    """

    content: bytes
    kind: Literal["text", "workbook", "statement"]
    encoding: str = ""
    separator: str = ","
    lenient: bool = False

    def rows(self) -> Iterator[Row]:
        """Every line that is not blank, in order."""
        read = {"text": self._text, "workbook": self._workbook, "statement": self._statement}
        return (row for row in read[self.kind]() if any(cell.strip() for cell in row))

    def first(self) -> list[Row]:
        """The lines among which the header stands."""
        return self.wholly(lambda: list(islice(self.rows(), FIRST)))

    def wholly(self, look: Callable[[], T]) -> T:
        """What a passage over the rows finds; begun anew, line by line, when quotes are broken."""
        try:
            return look()
        except csv.Error:
            self.lenient = True
            return look()

    def _lines(self) -> TextIOWrapper:
        return TextIOWrapper(BytesIO(self.content), encoding=self.encoding, newline="")

    def _text(self) -> Iterator[Row]:
        if not self.lenient:
            yield from csv.reader(self._lines(), delimiter=self.separator, strict=True)
            return
        for line in self._lines():
            try:
                yield from csv.reader([line], delimiter=self.separator)
            except csv.Error:
                yield line.split(self.separator)

    def _workbook(self) -> Iterator[Row]:
        from python_calamine import CalamineError, CalamineWorkbook

        try:
            book = CalamineWorkbook.from_filelike(BytesIO(self.content))
            sheets = [book.get_sheet_by_index(i) for i in range(len(book.sheet_names))]
        except CalamineError as broken:
            raise Unreadable("export-broken") from broken
        tallest = max(sheets, key=lambda sheet: sheet.height, default=None)
        for row in tallest.iter_rows() if tallest else ():
            yield [_said(cell) for cell in row]

    def _statement(self) -> Iterator[Row]:
        starts = [found.end() for found in MOVEMENT.finditer(self.content)]
        found = re.search(rb"<CURDEF>\s*([A-Za-z]{3})", self.content)
        currency = found[1].decode("ascii").upper() if found else ""
        yield [*STATEMENT, "curdef"]
        for start, end in zip(starts, [*starts[1:], len(self.content)], strict=True):
            yield [*_tags(self.content[start : min(end, start + 4000)], self.encoding), currency]


def _tags(block: bytes, encoding: str) -> Row:
    told = {tag.lower(): said for tag, said in reversed(TAG.findall(block))}
    return [told.get(n.encode(), b"").decode(encoding, "replace").strip() for n in STATEMENT]


def _said(cell: object) -> str:
    """A cell of a workbook as text; a number keeps decimals that no one takes for thousands."""
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time | bool):
        return cell.isoformat() if not isinstance(cell, bool) else str(cell).lower()
    if isinstance(cell, int | float):
        text = repr(cell)
        return text.removesuffix(".0") if text.endswith(".0") else _padded(text)
    return str(cell)


def _padded(text: str) -> str:
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text


def open_table(content: bytes) -> Table:
    """How a file reads as a table. Raises Unreadable with what is wrong with it."""
    if not content.removeprefix(BOM_UTF8).strip():
        raise Unreadable("export-empty")
    if content[:4] == b"PK\x03\x04":
        return Table(content, "workbook")
    encoding = _encoding(content)
    if b"<OFX>" in content[:4000].upper() and MOVEMENT.search(content):
        return Table(content, "statement", encoding)
    return Table(content, "text", encoding, _separator(content, encoding))


def _encoding(content: bytes) -> str:
    if content[:2] in BYTE_ORDERS:
        return "utf-16"
    with suppress(UnicodeDecodeError):
        content.decode("utf-8-sig")
        return "utf-8-sig"
    return "cp1252" if not set(b"\x81\x8d\x8f\x90\x9d") & set(content) else "latin-1"


def _separator(content: bytes, encoding: str) -> str:
    """The separator that cuts most lines into the same number of cells."""
    first = content[:200_000].decode(encoding, "replace").splitlines()[:FIRST]
    text = [line[:LONG] for line in first]

    def evenness(separator: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(text, delimiter=separator) if len(row) > 1)
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return times, width

    return max(SEPARATORS, key=evenness)
