"""PDF by pikepdf: it opens, it has pages, and what in it is active. Read and drawn by PDFium."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2

from claims.evidence.readers import Report, Unacceptable
from claims.evidence.readers.image import as_png

ACTIVE = {
    "/JavaScript": "pdf-script",
    "/JS": "pdf-script",
    "/Launch": "pdf-launch",
    "/EmbeddedFiles": "pdf-attachment",
    "/EF": "pdf-attachment",
    "/OpenAction": "pdf-opening-action",
    "/AA": "pdf-action",
    "/RichMedia": "pdf-media",
    "/Rendition": "pdf-media",
    "/Movie": "pdf-media",
    "/Sound": "pdf-media",
    "/3D": "pdf-media",
    "/XFA": "pdf-dynamic-form",
    "/SubmitForm": "pdf-sends-form",
    "/GoToR": "pdf-remote-file",
    "/GoToE": "pdf-remote-file",
    "/ImportData": "pdf-imports-data",
    "/URI": "pdf-link",
}
"""Key of a dictionary, or type of an action → flag."""


def _open_the_source_of_chance() -> None:
    """qpdf opens it at the first encrypted file, when the child may open nothing more: a statement
    that only forbids printing would not be read."""
    with pikepdf.new() as pdf:
        pdf.save(BytesIO(), encryption=pikepdf.Encryption(owner="owner"))


_open_the_source_of_chance()


def read(file: BytesIO, kind: str) -> Report:
    """Pages and flags, by walking every object, those in compressed streams too."""
    try:
        with pikepdf.open(file, suppress_warnings=True) as pdf:
            pages = len(pdf.pages)
            names = {name for item in pdf.objects for name in _names(item)}
            names |= set(_names(pdf.trailer))
    except pikepdf.PasswordError as locked:
        raise Unacceptable("file-locked") from locked
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as broken:
        sealed = "unsupported encryption" in str(broken)  # to a certificate, say
        raise Unacceptable("file-locked" if sealed else "file-broken") from broken
    if not pages:
        raise Unacceptable("file-broken")
    flags = {ACTIVE[name] for name in names & ACTIVE.keys()}
    if not file.getvalue().startswith(b"%PDF-"):
        flags.add("leading-bytes")
    return Report(pages, tuple(sorted(flags)))


def _names(item: pikepdf.Object) -> Iterator[str]:
    """Keys and names in one object and what it holds directly; the others get their own turn."""
    left = [item]
    while left:
        thing = left.pop()
        if isinstance(thing, pikepdf.Array):
            inside = list(thing)
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            keys = thing.keys()
            yield from (key for key in keys if not is_plain_opening(thing, key))
            inside = [thing[key] for key in keys]
        else:
            inside = []
            if isinstance(thing, pikepdf.Name):
                yield str(thing)
        left.extend(i for i in inside if isinstance(i, pikepdf.Object) and not i.is_indirect)


def is_plain_opening(thing: pikepdf.Object, key: str) -> bool:
    """Opening at a page and a zoom is no action; most writers ask for it."""
    return key == "/OpenAction" and isinstance(thing[key], pikepdf.Array)


def words(file: BytesIO, kind: str) -> Iterator[str]:
    """The text of each page; blank for a page that is only a picture."""
    with pypdfium2.PdfDocument(file) as pdf:
        for page in pdf:
            yield page.get_textpage().get_text_bounded().replace("\f", "\n")  # it parts pages


def draw(file: BytesIO, kind: str, side: int) -> bytes:
    """The first page as a PNG, its fields and notes left out."""
    with pypdfium2.PdfDocument(file) as pdf:
        page = pdf[0]
        scale = side / max(*page.get_size(), 1)
        return as_png(page.render(scale=scale, may_draw_forms=False).to_pil())
