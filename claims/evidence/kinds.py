"""Which kinds of file are accepted, and how each begins: two of the gate's three questions.

The third, whether the real parser opens it, is asked in `claims.evidence.readers`.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """An accepted kind of file. reader: module that opens it; begins: what `sniff` must say."""

    name: str
    media: str
    reader: str
    begins: str


_PDF = Kind("PDF", "application/pdf", "pdf", "PDF")
_JPEG = Kind("JPEG", "image/jpeg", "image", "JPEG")
_TIFF = Kind("TIFF", "image/tiff", "image", "TIFF")
_HEIC = Kind("HEIC", "image/heic", "image", "HEIC")
_OFX = Kind("OFX", "application/x-ofx", "text", "")
_OFFICE = "application/vnd.openxmlformats-officedocument"

ACCEPTED: Mapping[str, Kind] = {
    "pdf": _PDF,
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": Kind("PNG", "image/png", "image", "PNG"),
    "webp": Kind("WEBP", "image/webp", "image", "WEBP"),
    "tif": _TIFF,
    "tiff": _TIFF,
    "heic": _HEIC,
    "heif": _HEIC,
    "xlsx": Kind("XLSX", f"{_OFFICE}.spreadsheetml.sheet", "office", "ZIP"),
    "ods": Kind("ODS", "application/vnd.oasis.opendocument.spreadsheet", "office", "ZIP"),
    "docx": Kind("DOCX", f"{_OFFICE}.wordprocessingml.document", "office", "ZIP"),
    "csv": Kind("CSV", "text/csv", "text", ""),
    "ofx": _OFX,
    "qfx": _OFX,
    "txt": Kind("TXT", "text/plain", "text", ""),
    "eml": Kind("EML", "message/rfc822", "mail", ""),
    "msg": Kind("MSG", "application/vnd.ms-outlook", "outlook", "OLE"),
}
"""Extension → kind. Text has no signature: it must begin like nothing else."""

INSTEAD: Mapping[str, str] = {
    "doc": "DOCX",
    "docm": "DOCX",
    "rtf": "DOCX",
    "odt": "PDF",
    "pages": "PDF",
    "xls": "XLSX",
    "xlsm": "XLSX",
    "xlsb": "XLSX",
    "numbers": "XLSX",
    "html": "PDF",
    "htm": "PDF",
    "svg": "PDF",
    "gif": "PNG",
    "bmp": "PNG",
}
"""Extension refused → the nearest kind accepted."""

ARCHIVES = frozenset({"zip", "7z", "rar", "gz", "tar"})
SIGNATURES: tuple[tuple[str, int, bytes], ...] = (
    ("JPEG", 0, b"\xff\xd8\xff"),
    ("PNG", 0, b"\x89PNG\r\n\x1a\n"),
    ("WEBP", 8, b"WEBP"),
    ("TIFF", 0, b"II*\x00"),
    ("TIFF", 0, b"MM\x00*"),
    ("ZIP", 0, b"PK\x03\x04"),
    ("ZIP", 0, b"PK\x05\x06"),
    ("OLE", 0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("GIF", 0, b"GIF8"),
    ("7Z", 0, b"7z\xbc\xaf\x27\x1c"),
    ("RAR", 0, b"Rar!"),
    ("GZIP", 0, b"\x1f\x8b"),
    ("EXE", 0, b"MZ"),
    ("ELF", 0, b"\x7fELF"),
)
HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")


def extension(name: str) -> str:
    """What follows the last point of a file's name, in lower case."""
    return name.rpartition(".")[2].casefold() if "." in name else ""


def sniff(start: bytes) -> str:
    """The kind of file its first kibibyte announces; empty for text and for the unknown.

    A PDF may begin a little late, as every reader allows.
    """
    for name, offset, signature in SIGNATURES:
        if start[offset : offset + len(signature)] == signature:
            return name
    if start[4:8] == b"ftyp" and start[8:12] in HEIF_BRANDS:
        return "HEIC"
    return "PDF" if b"%PDF-" in start[:1024] else ""
