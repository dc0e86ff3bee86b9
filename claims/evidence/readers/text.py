"""Text and CSV: every byte is a character people can read."""

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from contextlib import suppress
from io import BytesIO, StringIO

from claims.evidence.readers import Report, Unacceptable

BYTE_ORDERS = (BOM_UTF16_BE, BOM_UTF16_LE)
CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f")
MARKS = ("<html", "<svg", "<script", "<!doctype html")


def read(file: BytesIO, kind: str) -> Report:
    """Decoded as UTF-8, UTF-16 or, failing that, as Windows writes Western languages."""
    text = decoded(file.getvalue())
    if kind == "CSV":
        try:
            for _ in csv.reader(StringIO(text, newline="")):
                pass
        except csv.Error as broken:
            raise Unacceptable("file-broken") from broken
    start = text[:100_000].casefold()
    return Report(flags=("web-content",) if any(mark in start for mark in MARKS) else ())


def decoded(content: bytes) -> str:
    """The text of a file. Raises Unacceptable for what is no text."""
    encodings = ("utf-16",) if content[:2] in BYTE_ORDERS else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            if text.strip() and CONTROLS.isdisjoint(text):
                return text
    raise Unacceptable("file-unlike")
