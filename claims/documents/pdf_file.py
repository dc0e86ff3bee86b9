"""The file of a PDF, its objects in order and where each begins: the bytes that reportlab writes,
in a fraction of the time. Its own way goes through every name and number of every dictionary.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias
from zlib import compress

from reportlab.pdfbase.pdfdoc import (
    OutlineEntryObject,
    PDFArray,
    PDFCatalog,
    PDFDate,
    PDFDictionary,
    PDFDocument,
    PDFFile,
    PDFInfo,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFPage,
    PDFPages,
    PDFResourceDictionary,
    PDFStream,
    PDFString,
    PDFTrailer,
    PDFTrueTypeFont,
    PDFZCompress,
    format,
    pdfdocEnc,
)

from claims.documents.tree import Element

A_LINE, AN_ARRAY_LINE = 6, 10
"""Entries of a dictionary, and of an array, on one line of the file."""


class Elsewhere(PDFDictionary):  # type: ignore[misc]  # reportlab has no types
    """What a bookmark does that opens another file, in the place of where it stands in its own."""


class PdfFile(PDFDocument):  # type: ignore[misc]  # reportlab has no types
    """A document that writes itself; ours are never encrypted."""

    def format(self) -> bytes:
        """The bytes of the whole. An object may name further ones while it is written."""
        root, info = self.Reference(self.Catalog), self.Reference(self.info)
        head: bytes = PDFFile(self._pdfVersion).format(self)
        parts, places, at, number = [head], [], len(head), 1
        while number in self.numberToId:
            told = whole(self.idToObject[self.numberToId[number]], self)
            end = b"" if told.endswith(b"\n") else b"\n"
            part = b"%d 0 obj\n%b%bendobj\n" % (number, told, end)
            parts.append(part)
            places.append(at)
            at += len(part)
            number += 1
        parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % number)
        parts.extend([b"%010d 00000 n \n" % place for place in places])
        trailer = PDFTrailer(startxref=at, Size=number, Root=root, Info=info, ID=self.ID())
        parts.append(pdfdocEnc(trailer.format(self)))
        return b"".join(parts)


def whole(one: PDFObject, document: PDFDocument) -> bytes:
    """An object as it stands by itself in the file."""
    write = WHOLE.get(type(one))
    told: bytes = write(one, document) if write else format(one, document, toplevel=1)
    return told


def _told(one: Any, document: PDFDocument) -> bytes:
    """A value within another: as it is, or where it stands."""
    write = WITHIN.get(type(one))
    told: bytes = write(one, document) if write else format(one, document)
    return told


def _encoded(text: str, _document: PDFDocument | None = None) -> bytes:
    return text.encode() if text.isascii() else pdfdocEnc(text)


def _reference(one: PDFObjectReference, document: PDFDocument) -> bytes:
    return b"%d %d R" % document.idToObjectNumberAndVersion[one.name]


@cache
def _name(name: str) -> bytes:
    return _encoded(PDFName(name)) + b" "


def _entries(one: PDFDictionary, document: PDFDocument) -> bytes:
    return _dictionary(one.dict, document)


def _dictionary(entries: dict[str, Any], document: PDFDocument) -> bytes:
    told = [_name(name) + _told(entries[name], document) for name in sorted(entries)]
    return b"<<\n%b\n>>" % _in_lines(told, A_LINE)


def _array(array: PDFArray, document: PDFDocument) -> bytes:
    told = [_told(one, document) for one in array.sequence]
    return b"[ %b ]" % _in_lines(told, AN_ARRAY_LINE)


def _in_lines(told: list[bytes], most: int) -> bytes:
    """Entries with a line end before each further line of so many."""
    if len(told) <= most:
        return b" ".join(told)
    return b" \n  ".join(b" ".join(told[at : at + most]) for at in range(0, len(told), most))


def _stream(stream: PDFStream, document: PDFDocument) -> bytes:
    entries, content = dict(stream.dictionary.dict), stream.content
    content = content if isinstance(content, bytes) else _encoded(content)
    if stream.filters == [PDFZCompress] and "Filter" not in entries:
        content, entries["Filter"] = compress(content), PDFArray([PDFName("FlateDecode")])
    entries["Length"] = len(content)
    return b"%b\nstream\n%bendstream\n" % (_dictionary(entries, document), content)


def _catalog(one: PDFCatalog, document: PDFDocument) -> bytes:
    """A page, the pages, or the root of all."""
    one.check_format(document)
    entries = {name: getattr(one, name, usual) for name, usual in one.__Defaults__.items()}
    entries |= {name: getattr(one, name, None) for name in one.__NoDefault__}
    entries = {name: value for name, value in entries.items() if value is not None}
    for name in one.__Refs__:
        if name in entries:
            entries[name] = document.Reference(entries[name])
    return _dictionary(entries, document)


def _outline(one: OutlineEntryObject, document: PDFDocument) -> bytes:
    where = "A" if isinstance(one.Dest, Elsewhere) else "Dest"
    entries = {"Title": PDFString(one.Title), "Parent": one.Parent, where: one.Dest}
    more = {name: getattr(one, name) for name in ("Prev", "Next", "First", "Last", "Count")}
    entries |= {name: value for name, value in more.items() if value is not None}
    return _dictionary(entries, document)


def _resources(one: PDFResourceDictionary, document: PDFDocument) -> bytes:
    entries: dict[str, Any] = {"ProcSet": PDFArray(one.ProcSet)}
    for name in one.dict_attributes:
        value = getattr(one, name)
        if value:
            entries[name] = PDFDictionary(value) if isinstance(value, dict) else value
    return _dictionary(entries, document)


def _info(one: PDFInfo, document: PDFDocument) -> bytes:
    names = ("title", "author", "producer", "creator", "subject", "keywords")
    entries = {name.capitalize(): PDFString(getattr(one, name)) for name in names}
    date = PDFDate(ts=document._timeStamp, dateFormatter=one._dateFormatter)
    entries |= {"CreationDate": date, "ModDate": date, "Trapped": PDFName(one.trapped)}
    return _dictionary(entries, document)


def _font(one: PDFTrueTypeFont, document: PDFDocument) -> bytes:
    entries = {name: PDFName(getattr(one, name)) for name in one.name_attributes}
    more = [name for name in one.local_attributes if hasattr(one, name)]
    return _dictionary(entries | {name: getattr(one, name) for name in more}, document)


Write: TypeAlias = Callable[[Any, PDFDocument], bytes]
WITHIN: dict[type, Write] = {
    PDFObjectReference: _reference, str: _encoded, PDFDictionary: _entries, PDFArray: _array,
    PDFResourceDictionary: _resources, Elsewhere: _entries,
}  # fmt: skip
WHOLE: dict[type, Write] = {
    Element: Element.format, PDFStream: _stream, PDFDictionary: _entries, PDFCatalog: _catalog,
    PDFPage: _catalog, PDFPages: _catalog, OutlineEntryObject: _outline, PDFInfo: _info,
    PDFTrueTypeFont: _font,
}  # fmt: skip
"""How an object is written, within another or by itself; reportlab writes what is rare."""
