"""Text and CSV: every byte is a character people can read."""

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO, StringIO

from claims.evidence.readers import Report, Unacceptable

BYTE_ORDERS = (BOM_UTF16_BE, BOM_UTF16_LE)
CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f")
WEB = re.compile(r"<(?:html|svg|script|iframe|!doctype html)", re.IGNORECASE)
COMMAND = re.compile(r"[=+@-].*\|.*!")
"""A cell by which a spreadsheet would start a program: `=cmd|'/c calc'!A0`."""
FAR = re.compile(
    r"[=+@-].*\b(?:HYPERLINK|LIEN_HYPERTEXTE|WEBSERVICE|SERVICEWEB|IMAGE(?=\()|RTD|IMPORT(?:XML|HTML|DATA"
    r"|FEED|RANGE))\s*\(",
    re.IGNORECASE,
)
"""A formula that fetches something, or takes who clicks it somewhere."""
COLUMNS = 16_384
"""As many as a sheet holds; more is no table."""


def read(file: BytesIO, kind: str) -> Report:
    """Decoded as UTF-8, UTF-16 or, failing that, as Windows writes Western languages."""
    text = decoded(file.getvalue())
    flags = {"web-content"} if WEB.search(text) else set()
    if kind == "CSV":
        flags |= _in_cells(text)
    return Report(flags=tuple(sorted(flags)))


def _in_cells(text: str) -> set[str]:
    """What cells would do in a spreadsheet; read to the end, so that a broken table is found."""
    found: set[str] = set()
    comma = ";" if text.count(";", 0, 10_000) > text.count(",", 0, 10_000) else ","
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=comma):
            if len(row) > COLUMNS:
                raise Unacceptable("file-bomb")
            for cell in row:
                if "|" in cell or "(" in cell:
                    found |= _of_formula(cell)
    except csv.Error as broken:
        raise Unacceptable("file-broken") from broken
    return found


def _of_formula(cell: str) -> set[str]:
    """A tab or the other comma may cut the cell in the program that opens it."""
    parts = [part.strip()[:1000] for part in re.split("[\t;,]", cell)]
    starts = any(COMMAND.match(part) for part in (cell.strip()[:1000], *parts))
    fetches = any(FAR.match(part) for part in parts)
    return {flag for flag, is_so in (("dde", starts), ("far-formula", fetches)) if is_so}


def decoded(content: bytes, *, controls: bool = False) -> str:
    """The text of a file. Raises Unacceptable for what is no text, as most controls are.

    controls: whether they are let through, where the cell that holds one is told by itself.
    """
    encodings = ("utf-16",) if content[:2] in BYTE_ORDERS else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            if text.strip() and (controls or CONTROLS.isdisjoint(text)):
                return text
    raise Unacceptable("file-unlike")


def words(file: BytesIO, kind: str) -> Iterator[str]:
    """The whole text."""
    yield decoded(file.getvalue())
