"""Workbooks and word documents: first the archive they are, then what is in it."""

from io import BytesIO
from xml.etree.ElementTree import ParseError, iterparse
from zipfile import BadZipFile, ZipFile, ZipInfo

from claims.evidence.readers import Report, Unacceptable

ENTRIES, UNPACKED, RATIO = 2_000, 200 * 1024 * 1024, 100
SMALL = 64 * 1024
SYMLINK = 0o120000
NESTED = (".zip", ".7z", ".rar", ".gz", ".tar", ".jar")
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in "123456789")}
)
MAIN = {"xl/workbook.xml": "XLSX", "word/document.xml": "DOCX", "content.xml": "ODS"}
WORD_ROOTS = ("http://schemas.openxmlformats.org/wordprocessingml/", "http://purl.oclc.org/ooxml/")


def read(file: BytesIO, kind: str) -> Report:
    """Sheets of a workbook, and flags for what is active in it."""
    try:
        with ZipFile(file) as archive:
            entries = archive.infolist()
            _refuse_bombs(entries)
            _refuse_odd_entries(entries)
            _must_be(kind, archive)
            flags = _flags(archive)
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
    for entry in entries:
        parts = entry.filename.replace("\\", "/").split("/")
        outside = ".." in parts or parts[0] == "" or ":" in entry.filename
        device = any(part.split(".")[0].casefold() in DEVICES for part in parts)
        symlink = (entry.external_attr >> 16) & 0o170000 == SYMLINK
        if outside or device or symlink or entry.filename.casefold().endswith(NESTED):
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
    from python_calamine import CalamineError, CalamineWorkbook

    file.seek(0)
    try:
        return len(CalamineWorkbook.from_filelike(file).sheet_names)
    except CalamineError as broken:
        raise Unacceptable("file-broken") from broken


def _flags(archive: ZipFile) -> tuple[str, ...]:
    flags = set()
    for name in (entry.casefold() for entry in archive.namelist()):
        if name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")):
            flags.add("macros")
        if "/activex/" in name or "/embeddings/" in name:
            flags.add("embedded-objects")
    for entry in archive.infolist():
        if entry.filename.endswith(".rels") and _reaches_out(archive.read(entry)):
            flags.add("external-links")
        if "externallink" in entry.filename.casefold() and b"ddeLink" in archive.read(entry):
            flags.add("dde")
    return tuple(sorted(flags))


def _reaches_out(relations: bytes) -> bool:
    """A relation that fetches something when opened; a link one may click is none."""
    outside = (part for part in relations.split(b"<Relationship ") if b'"External"' in part)
    return any(b'/hyperlink"' not in part for part in outside)
