"""What is active in a workbook or a word document: programs, and what is fetched from outside."""

import re
from collections.abc import Iterator
from zipfile import ZipFile, ZipInfo

from claims.evidence.readers import Unacceptable

MACROS = ("vbaproject.bin", "vbadata.xml")
SCRIPTS = ("basic/", "scripts/", "xl/macrosheets/", "xl/dialogsheets/")
WEB = (".htm", ".html", ".xhtml", ".mht", ".mhtml", ".svg", ".js", ".vbs", ".hta")
PROGRAMS = (".exe", ".dll", ".scr", ".bat", ".cmd", ".ps1", ".lnk", ".com", ".msi")
FETCHED = ("xl/connections.xml", "xl/querytables/", "customdata/")
DDE = re.compile(
    rb"ddelink|\bdde(?:auto)?\b|dde-link|dde-source|<f[^>]{0,200}>[^<]{0,200}\|[^<]{0,800}!"
)
"""Searched in lower case: a link that starts a program, as a part, a field or a formula."""
FETCHES = re.compile(rb"\b(?:_xlfn\.)?(?:webservice|rtd|importdata)\(")
"""Functions of a formula that fetch something, in lower case."""
FAR = re.compile(rb"xlink:href=\"(?:https?:|file:|ftp:|smb:|//|\.\./)")
CLICKED = re.compile(rb"<(?:text:a|draw:a)\b[^>]*>")
"""A link a reader may click fetches nothing by itself."""
ENTITY = re.compile(rb"<\0?!\0?e\0?n\0?t\0?i\0?t\0?y")
"""No office program writes one: they are how a few lines open to gigabytes, or read a disk."""
CHUNK, OVERLAP = 1024 * 1024, 1024


def flags_of(archive: ZipFile) -> tuple[str, ...]:
    """The flags of everything in the archive, in order."""
    return tuple(sorted({flag for entry in archive.infolist() for flag in _of(archive, entry)}))


def _of(archive: ZipFile, entry: ZipInfo) -> Iterator[str]:
    name = entry.filename.casefold()
    if name.endswith(MACROS) or name.startswith(SCRIPTS):
        yield "macros"
    if "/activex/" in name or "/embeddings/" in name or name.endswith(PROGRAMS):
        yield "embedded-objects"
    if name.endswith(WEB):
        yield "web-content"
    if name.startswith(FETCHED):
        yield "external-links"
    if name.endswith(".rels") and _reaches_out(archive.read(entry)):
        yield "external-links"
    if name.endswith((".xml", ".rels")):
        yield from _in_markup(archive, entry)


def _in_markup(archive: ZipFile, entry: ZipInfo) -> Iterator[str]:
    """Read piece by piece: a sheet may be larger than the memory of the child."""
    of_sheet = not entry.filename.startswith(("xl/sharedStrings", "docProps/"))
    with archive.open(entry) as part:
        before = b""
        while piece := part.read(CHUNK).lower():
            seen = before + piece
            if ENTITY.search(seen):
                raise Unacceptable("file-odd-archive")
            if of_sheet and (b"dde" in seen or b"|" in seen) and DDE.search(seen):
                yield "dde"
            if of_sheet and FETCHES.search(seen):
                yield "external-links"
            if entry.filename == "content.xml" and FAR.search(CLICKED.sub(b"", seen)):
                yield "external-links"
            before = piece[-OVERLAP:]


def _reaches_out(relations: bytes) -> bool:
    """A relation that fetches something when opened; a link one may click is none."""
    outside = (part for part in relations.split(b"<Relationship ") if b'"External"' in part)
    return any(b'/hyperlink"' not in part for part in outside)
