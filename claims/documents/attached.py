"""A file carried inside a PDF, as any reader of PDFs lists and saves it (ISO 32000-1, 7.11.4)."""

from dataclasses import dataclass
from datetime import UTC, datetime

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file to carry: its name in ASCII, what it is in words, its media type and its bytes."""

    name: str
    told: str
    media: str
    content: bytes
    at: datetime


def attach(document: PDFDocument, attached: Attached) -> None:
    """Put a file in a PDF that is not closed yet."""
    stamp = PDFString(f"D:{attached.at.astimezone(UTC):%Y%m%d%H%M%S}Z")
    told = {"Size": len(attached.content), "CreationDate": stamp, "ModDate": stamp}
    held = PDFStream(
        PDFDictionary({
            "Type": PDFName("EmbeddedFile"),
            "Subtype": "/" + attached.media.replace("/", "#2F"),
            "Params": PDFDictionary(told),
        }),
        attached.content,
        filters=[PDFZCompress],
    )  # fmt: skip
    named = PDFDictionary({
        "Type": PDFName("Filespec"),
        "F": PDFString(attached.name),
        "UF": PDFString(attached.name),
        "Desc": PDFString(attached.told),
        "AFRelationship": PDFName("Data"),
        "EF": PDFDictionary({"F": document.Reference(held)}),
    })  # fmt: skip
    names = PDFArray([PDFString(attached.name), document.Reference(named)])
    files = PDFDictionary({"Names": names})
    document.Catalog.Names = PDFDictionary({"EmbeddedFiles": files})
