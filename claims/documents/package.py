"""From an openpyxl workbook and long lists of rows to the bytes of an XLSX.

openpyxl makes the package (styles, tables, names, formulas, print set-up) around sheets that
hold only their header; the rows pass through, a block at a time, into the finished file. Dates are
the document's own and the order is fixed: the same state gives the same bytes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from claims.documents.sheet_rows import Column, row_blocks
from claims.documents.zipped import Member, Written, zipped

LEVEL = 1
"""Deflate: the first level is three times faster than the usual one, for a third more bytes."""
END = b"</sheetData>"


@dataclass(frozen=True, slots=True)
class LongRows:
    """The rows of one long sheet, from `first` to `end` of its columns."""

    columns: Sequence[Column]
    widths: Sequence[float]
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Package:
    """An XLSX under way: how many sheets it has, and its bytes, read once."""

    sheets: int
    blocks: Iterator[bytes]

    def __iter__(self) -> Iterator[bytes]:
        return self.blocks


def packed(workbook: Workbook, rows: dict[str, LongRows], *, at: datetime) -> Package:
    """The XLSX in blocks; `rows` by sheet title, under the header row that stands there."""
    moment = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    workbook.properties.created = workbook.properties.modified = moment
    package = BytesIO()
    with ZipFile(package, "w", ZIP_STORED) as archive:
        ExcelWriter(workbook, archive).write_data()
    titles = [sheet.title for sheet in workbook.worksheets]
    long = {f"xl/worksheets/sheet{titles.index(title) + 1}.xml": rows[title] for title in rows}
    return Package(len(titles), zipped(_members(package, long), Written(), at=at, level=LEVEL))


def _members(package: BytesIO, long: dict[str, LongRows]) -> Iterator[Member]:
    with ZipFile(package) as archive:
        for name in archive.namelist():
            body = archive.read(name)
            chunks = _filled(body, long[name]) if name in long else iter([body])
            yield Member(name, chunks)


def _filled(sheet: bytes, rows: LongRows) -> Iterator[bytes]:
    """The sheet with its rows put in, and its dimension told."""
    head, end, tail = sheet.partition(END)
    last = rows.end - rows.first + 1
    yield re.sub(rb'(<dimension ref="A1:[A-Z]+)\d+"', rb"\g<1>%d" % last + rb'"', head, count=1)
    yield from row_blocks(rows.columns, rows.widths, rows.first, rows.end)
    yield end + tail
