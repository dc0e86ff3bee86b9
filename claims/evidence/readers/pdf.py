"""PDF by pikepdf: it opens, it has pages, and what in it is active. Read and drawn by PDFium."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2

from claims.evidence.readers import Report, Unacceptable
from claims.evidence.readers.image import as_png
from claims.evidence.readers.pdf_acts import acting, parts


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
            flags = {flag for thing, part in parts(pdf) for flag in acting(thing, part).values()}
            if pdf.get_warnings():
                flags.add("pdf-repaired")
            if _hides_a_layer(pdf.Root):
                flags.add("pdf-hidden-layer")
    except pikepdf.PasswordError as locked:
        raise Unacceptable("file-locked") from locked
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as broken:
        sealed = "unsupported encryption" in str(broken)  # to a certificate, say
        raise Unacceptable("file-locked" if sealed else "file-broken") from broken
    if not pages:
        raise Unacceptable("file-broken")
    if not file.getvalue().startswith(b"%PDF-"):
        flags.add("leading-bytes")
    return Report(pages, tuple(sorted(flags)))


def _hides_a_layer(root: pikepdf.Object) -> bool:
    """Whether some of what it holds is shown to nobody until a layer is switched on."""
    layers = root.get("/OCProperties")
    shown = layers.get("/D") if isinstance(layers, pikepdf.Dictionary) else None
    if not isinstance(shown, pikepdf.Dictionary):
        return False
    off = shown.get("/OFF")
    return shown.get("/BaseState") == pikepdf.Name.OFF or (
        isinstance(off, pikepdf.Array) and len(off) > 0
    )


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
