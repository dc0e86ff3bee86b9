"""The file of a PDF, its objects in order and where each begins: the bytes that reportlab writes,
in half of the time when most of them are elements of the structure."""

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFFile, PDFTrailer, format, pdfdocEnc

from claims.documents.tree import Element


class PdfFile(PDFDocument):  # type: ignore[misc]  # reportlab has no types
    """A document that writes itself; ours are never encrypted."""

    def format(self) -> bytes:
        """The bytes of the whole. An object may name further ones while it is written."""
        root, info = self.Reference(self.Catalog), self.Reference(self.info)
        head: bytes = PDFFile(self._pdfVersion).format(self)
        parts, places, at, number = [head], [], len(head), 1
        while number in self.numberToId:
            one = self.idToObject[self.numberToId[number]]
            quick = isinstance(one, Element)
            told: bytes = one.format(self) if quick else format(one, self, toplevel=1)
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
