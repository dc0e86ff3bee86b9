"""The lists that review platforms load beside the numbered pages: Concordance DAT, Opticon OPT, and
the fields of the DAT as CSV, under their EDRM names.

In the DAT, an exhibit a line, its texts between thorns and parted by the control character DC4, a
line end inside a text written as ®, so that the sign itself stands as (R). In the OPT, a line for
each PDF, with how many pages it has.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from claims.claim.redaction import LEVELS
from claims.documents.index import Entry, csv_lines
from claims.documents.numbering import Number
from claims.i18n.catalogue import say
from claims.i18n.text import Language

PARTED, QUOTED, BROKEN, SIGN = "\x14", "\xfe", "\xae", "(R)"
FIELDS = (
    "BEGBATES", "ENDBATES", "PGCOUNT", "EXHIBIT", "TITLE", "DOCTYPE", "CUSTODIAN", "DATERECEIVED",
    "FILENAME", "FILEEXT", "FILESIZE", "SHA256", "NATIVELINK", "PDFLINK",
    "TEXTLINK", "OCR", "DOCDATE", "CONFIDENTIALITY", "CLAIM", "REVISION",
)  # fmt: skip
"""Names that platforms map by themselves, the same in both languages."""
EDRM = (
    "BegDoc", "EndDoc", "PageCount", "ExhibitNumber", "Title", "DocType", "Custodian",
    "DateReceived", "FileName", "FileExtension", "FileSize", "SHA256", "NativeFile", "PdfFile",
    "TextFile", "OCR", "DocDate", "Confidentiality", "Claim", "Revision",
)  # fmt: skip
"""The same fields, as the CSV heads them."""
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Copy:
    """The numbered copy of an exhibit: where it stands, and how many pages it has."""

    path: str
    pages: int
    text: str = ""
    """Where its words stand, if any were read."""
    optical: bool = False
    """Whether some of them were read in pictures: errors are possible."""


def dat(listed: Iterable[Entry], copies: Mapping[Number, Copy], language: Language) -> bytes:
    """UTF-8 with its mark, dates as YYYYMMDD. copies: number of an exhibit → its numbered copy."""
    fields = (tuple(_fields(entry, copies[entry.number], language)) for entry in listed)
    rows = [FIELDS, *fields]
    return (BOM + "".join(map(_line, rows))).encode()


def opt(listed: Iterable[Entry], copies: Mapping[Number, Copy], volume: str) -> bytes:
    """The first number of each PDF, where it stands, and its pages; volume: VOL001."""
    rows = (
        f"{entry.labels[0]},{volume},{_windows(copy.path)},Y,,,{copy.pages}\r\n"
        for entry in listed
        for copy in [copies[entry.number]]
    )
    return "".join(rows).encode("ascii")


def edrm_csv(listed: Iterable[Entry], copies: Mapping[Number, Copy], language: Language) -> bytes:
    """The same as a CSV in UTF-8 with its mark, with nothing a spreadsheet would run."""
    rows = (tuple(_fields(entry, copies[entry.number], language)) for entry in listed)
    return "".join(csv_lines([EDRM, *rows], start=BOM)).encode()


def _fields(entry: Entry, copy: Copy, language: Language) -> Iterator[str]:
    yield from (entry.labels[0], entry.labels[-1], str(copy.pages), entry.label)
    yield from (entry.title, entry.kind, entry.filer, entry.day.replace("-", ""), entry.name)
    yield entry.name.rpartition(".")[2] if "." in entry.name else ""
    yield from (str(entry.size), entry.sha256, _windows(entry.path), _windows(copy.path))
    yield _windows(copy.text) if copy.text else ""
    yield _read(entry, copy)
    yield from (entry.dated.replace("-", ""), say(LEVELS[entry.level], language))
    number, _, revision = entry.claim.partition(" · ")
    yield from (number, revision)


def _read(entry: Entry, copy: Copy) -> str:
    """Y, read optically; P, in part: the words of some of its pages are not known; N, its own."""
    if entry.pictures and entry.pictures.unread:
        return "P"
    return ("Y" if copy.optical else "N") if copy.text else ""


def _line(cells: Iterable[str]) -> str:
    return PARTED.join(f"{QUOTED}{_plain(cell)}{QUOTED}" for cell in cells) + "\r\n"


def _plain(text: str) -> str:
    """A text without what would part or end it."""
    lines = BROKEN.join(text.replace(BROKEN, SIGN).splitlines())
    return lines.replace(PARTED, " ").replace(QUOTED, QUOTED.upper())


def _windows(path: str) -> str:
    """A path as those platforms write it, from the folder of the list."""
    return ".\\" + path.replace("/", "\\")
