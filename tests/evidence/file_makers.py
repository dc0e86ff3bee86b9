"""Real files, small, of every kind the gate accepts, and of some it must not."""

from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pikepdf
import pillow_heif
from PIL import Image

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


@cache
def a_picture(kind: str, size: tuple[int, int] = (64, 48), pages: int = 1) -> bytes:
    pillow_heif.register_heif_opener()
    file, first = BytesIO(), Image.new("RGB", size, "navy")
    more = {"save_all": True, "append_images": [first] * (pages - 1)} if pages > 1 else {}
    first.save(file, kind, **more)
    return file.getvalue()


@cache
def a_pdf(pages: int = 1, *, password: str = "", linearize: bool = False) -> bytes:
    file, pdf = BytesIO(), pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    locked = pikepdf.Encryption(owner="owner", user=password) if password else False
    pdf.save(file, encryption=locked, linearize=linearize)
    return file.getvalue()


def a_pdf_with(place: str, thing: object) -> bytes:
    """A PDF whose catalogue holds one thing, its objects compressed out of plain sight."""
    file, pdf = BytesIO(), pikepdf.new()
    pdf.add_blank_page()
    pdf.Root[place] = pdf.make_indirect(thing) if not isinstance(thing, pikepdf.Array) else thing
    pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return file.getvalue()


@cache
def a_workbook(sheets: int = 2) -> bytes:
    file, book = BytesIO(), openpyxl.Workbook()
    book.active["A1"] = "ventes"
    for _ in range(sheets - 1):
        book.create_sheet()
    book.save(file)
    return file.getvalue()


def an_archive(entries: dict[str, bytes], base: bytes = b"") -> bytes:
    """Entries added to an archive, or to a new one."""
    file = BytesIO(base)
    with ZipFile(file, "a" if base else "w", ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def a_letter(**more: bytes) -> bytes:
    body = f'<w:document xmlns:w="{WORD}"><w:body/></w:document>'.encode()
    return an_archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": body} | more)


def an_ods(media: str = SPREADSHEET) -> bytes:
    content = (
        b'<?xml version="1.0"?><office:document-content '
        b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        b'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body>'
        b'<office:spreadsheet><table:table table:name="F1"></table:table></office:spreadsheet>'
        b"</office:body></office:document-content>"
    )
    manifest = f"""<manifest:manifest
      xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry
      manifest:full-path="/" manifest:media-type="{media}"/></manifest:manifest>""".encode()
    entries = {"mimetype": media.encode(), "content.xml": content}
    return an_archive(entries | {"META-INF/manifest.xml": manifest})


AN_EMAIL = (
    b"From: soutien@hebergeur.example\r\nTo: moi@a.example\r\n"
    b"Date: Sat, 28 Aug 2021 09:00:00 -0400\r\nSubject: Panne\r\n\r\nNous enqu\xc3\xaatons.\r\n"
)
MIXED = AN_EMAIL.partition(b"\r\n\r\n")[0] + (
    b'\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n'
)


def an_email_of(*parts: bytes) -> bytes:
    """An e-mail of several parts, each with its headers, a blank line and its content."""
    told = b"".join(b"--x\r\n" + part + b"\r\n" for part in (b"\r\nvoir\r\n", *parts))
    return MIXED + told + b"--x--\r\n"


def an_email_in_html(markup: str, charset: str = "utf-8") -> bytes:
    head = f"Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: 8bit"
    return an_email_of(f"{head}\r\n\r\n".encode() + markup.encode(charset))


AN_EMAIL_WITH_A_FILE = (
    b"From: a@b.example\r\nDate: Sat, 28 Aug 2021 09:00:00 -0400\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n\r\nvoir\r\n--x\r\n'
    b'Content-Disposition: attachment; filename="f.exe"\r\n\r\nMZ\r\n--x--\r\n'
)
