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
MARKS = ("<html", "<svg", "<script", "<!doctype html")
COMMAND = re.compile(r"[=+@-].*\|.*!")
"""A cell by which a spreadsheet would start a program: `=cmd|'/c calc'!A0`."""
COLUMNS = 16_384
"""As many as a sheet holds; more is no table."""


def read(file: BytesIO, kind: str) -> Report:
    """Decoded as UTF-8, UTF-16 or, failing that, as Windows writes Western languages."""
    text = decoded(file.getvalue())
    flags = ["web-content"] if any(mark in text[:100_000].casefold() for mark in MARKS) else []
    if kind == "CSV" and _starts_programs(text):
        flags.append("dde")
    return Report(flags=tuple(flags))


def _starts_programs(text: str) -> bool:
    """Whether a cell would start a program; read to the end, so that a broken table is found."""
    found, comma = False, ";" if text.count(";", 0, 10_000) > text.count(",", 0, 10_000) else ","
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=comma):
            if len(row) > COLUMNS:
                raise Unacceptable("file-bomb")
            found = found or any(COMMAND.match(cell[:1000]) for cell in row if "|" in cell)
    except csv.Error as broken:
        raise Unacceptable("file-broken") from broken
    return found


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
