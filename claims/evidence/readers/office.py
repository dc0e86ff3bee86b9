"""Workbooks and word documents: first the archive they are, then what is in it."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import IO
from xml.etree.ElementTree import ParseError, iterparse
from zipfile import BadZipFile, ZipFile, ZipInfo

from python_calamine import CalamineError, CalamineWorkbook

from claims.evidence.readers import Report, Unacceptable
from claims.evidence.readers.active import flags_of

ENTRIES, UNPACKED, RATIO = 2_000, 200 * 1024 * 1024, 100
SMALL = 64 * 1024
SYMLINK = 0o120000
NESTED = (".zip", ".7z", ".rar", ".gz", ".tar", ".jar")
PACKED = (b"PK\x03\x04", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
"""How an archive begins, whatever its name says."""
PACKED_PICTURES = (".emz", ".wmz")
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in "123456789")}
)
MAIN = {"xl/workbook.xml": "XLSX", "word/document.xml": "DOCX", "content.xml": "ODS"}
WORD_ROOTS = ("http://schemas.openxmlformats.org/wordprocessingml/", "http://purl.oclc.org/ooxml/")
ROWS, CELLS = 20_000, 200
"""Rows of a sheet, and cells of a row, whose words are read."""


def read(file: BytesIO, kind: str) -> Report:
    """Sheets of a workbook, and flags for what is active in it."""
    try:
        with ZipFile(file) as archive:
            entries = archive.infolist()
            _refuse_bombs(entries)
            _refuse_odd_entries(entries)
            _must_be(kind, archive)
            _refuse_archives_within(archive)
            flags = flags_of(archive)
    except (BadZipFile, KeyError, ParseError, EOFError, NotImplementedError) as broken:
        raise Unacceptable("file-broken") from broken
    return Report(0 if kind == "DOCX" else _sheets(file), flags)


def _refuse_bombs(entries: list[ZipInfo]) -> None:
    whole = sum(entry.file_size for entry in entries)
    ratio = any(
        e.file_size > SMALL and e.file_size > RATIO * max(e.compress_size, 1) for e in entries
    )
    if len(entries) > ENTRIES or whole > UNPACKED or ratio:
        raise Unacceptable("file-bomb")


def _refuse_odd_entries(entries: list[ZipInfo]) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unacceptable("file-locked")
    if len({entry.filename.casefold() for entry in entries}) < len(entries):
        raise Unacceptable("file-odd-archive")
    for entry in entries:
        parts = entry.filename.replace("\\", "/").split("/")
        outside = ".." in parts or parts[0] == "" or ":" in entry.filename
        device = any(part.split(".")[0].casefold() in DEVICES for part in parts)
        symlink = (entry.external_attr >> 16) & 0o170000 == SYMLINK
        if outside or device or symlink or entry.filename.casefold().endswith(NESTED):
            raise Unacceptable("file-odd-archive")


def _refuse_archives_within(archive: ZipFile) -> None:
    """An archive under another name; a workbook set in a letter is flagged instead."""
    for entry in archive.infolist():
        name = entry.filename.casefold()
        if "/embeddings/" in name or name.endswith(PACKED_PICTURES):
            continue
        with archive.open(entry) as part:
            if part.read(6).startswith(PACKED):
                raise Unacceptable("file-odd-archive")


def _must_be(kind: str, archive: ZipFile) -> None:
    names = set(archive.namelist())
    found = next((MAIN[name] for name in MAIN if name in names), "ZIP")
    if found == "ODS" and b"spreadsheet" not in archive.read("mimetype")[:100]:
        found = "ODF"
    if found != kind:
        raise Unacceptable("file-disagrees", found)
    if kind == "DOCX":
        _must_be_word(archive)


def _must_be_word(archive: ZipFile) -> None:
    with archive.open("word/document.xml") as body:
        _, root = next(iterparse(body, events=("start",)))  # noqa: S314  bounded by the child
    if not root.tag.startswith(tuple("{" + name for name in WORD_ROOTS)):
        raise Unacceptable("file-broken")


def _sheets(file: BytesIO) -> int:
    file.seek(0)
    try:
        return len(CalamineWorkbook.from_filelike(file).sheet_names)
    except CalamineError as broken:
        raise Unacceptable("file-broken") from broken


def words(file: BytesIO, kind: str) -> Iterator[str]:
    """The text of a letter, or of each sheet: a line for each paragraph or row."""
    if kind == "DOCX":
        with ZipFile(file) as archive, archive.open("word/document.xml") as body:
            yield "".join(_letter(body))
        return
    book = CalamineWorkbook.from_filelike(file)
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).iter_rows()
        lines = (_row(row) for _, row in zip(range(ROWS), rows, strict=False))
        yield "\n".join([name, *lines])


def _letter(body: IO[bytes]) -> Iterator[str]:
    for _, part in iterparse(body, events=("end",)):  # noqa: S314  bounded by the child
        name = part.tag.rpartition("}")[2]
        if name == "t":
            yield part.text or ""
        elif name in ("tab", "br", "cr", "p", "tc"):
            yield "\n" if name in ("p", "br", "cr") else "\t"
        part.clear()


def _row(row: Sequence[object]) -> str:
    return "\t".join(_cell(cell) for cell in row[:CELLS])


def _cell(value: object) -> str:
    """A number as an invoice writes it: two decimals, when it is an amount."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.2f}"
    return str(value)
