"""PDFs as many programs write them keep, once numbered, their pages, their words and what acts.

Each is written here by the program itself; a program that is not installed is skipped loudly.
"""

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import img2pdf
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageChops
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from claims.documents import ink
from claims.documents.bates import Range, Scheme
from claims.evidence.numbering import numbered
from tests.documents.reading_back import by_office, checked, text_of, tool
from tests.documents.test_numbered_pages import image_of, kept_whole, order
from tests.e2e.conftest import NAMES
from tests.evidence.file_makers import a_picture

WORDS = "Facture 2021-114 de Québec : 1 000,00 $"
PAGE = f"<html lang=fr><body><h1>{WORDS}</h1>" + "<p>Ligne de détail — œuvre ½</p>" * 60


def by_reportlab(folder: Path) -> Path:
    made = folder / "reportlab.pdf"
    canvas = Canvas(str(made), pagesize=letter)
    for page in range(3):
        canvas.setFont(("Helvetica", "Times-Roman", ink.PLAIN)[page], 12)
        canvas.drawString(72, 700, f"{WORDS} page {page}")
        canvas.showPage()
    canvas.save()
    return made


def by_calc(folder: Path) -> Path:
    source = folder / "calc.csv"
    source.write_text("mois;montant\n2021-07;10 000,00\n" * 80, encoding="utf-8")
    by_office(source, "pdf", folder)
    return folder / "calc.pdf"


def by_chromium(folder: Path) -> Path:
    source, made = folder / "page.html", folder / "chromium.pdf"
    source.write_text(PAGE, encoding="utf-8")
    name = next(filter(shutil.which, NAMES), NAMES[0])
    tool(name, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/browser",
         f"--print-to-pdf={made}", source.as_uri())  # fmt: skip
    return made


def by_cairo(folder: Path) -> Path:
    made = folder / "cairo.pdf"
    tool("pdftocairo", "-pdf", by_reportlab(folder), made)
    return made


def by_poppler(folder: Path) -> Path:
    made, source = folder / "united.pdf", by_reportlab(folder)
    tool("pdfunite", source, source, made)
    return made


def by_tesseract(folder: Path) -> Path:
    """A scan with the words read in it set unseen over it."""
    picture = folder / "scan.png"
    with pypdfium2.PdfDocument(by_reportlab(folder)) as pdf:
        pdf[0].render(scale=2).to_pil().save(picture)
    tool("tesseract", picture, folder / "tesseract", "-l", "fra", "pdf")
    return folder / "tesseract.pdf"


def by_pillow(folder: Path) -> Path:
    made = folder / "pillow.pdf"
    frames = [Image.new("RGB", (600, 800), shade) for shade in ("white", "gray", "navy")]
    frames[0].save(made, save_all=True, append_images=frames[1:])
    return made


def by_img2pdf(folder: Path) -> Path:
    made = folder / "img2pdf.pdf"
    made.write_bytes(img2pdf.convert([a_picture("JPEG", (900, 600)), a_picture("PNG")]) or b"")
    return made


def by_pdfium(folder: Path) -> Path:
    made = folder / "pdfium.pdf"
    with pypdfium2.PdfDocument(by_reportlab(folder)) as source:
        joined = pypdfium2.PdfDocument.new()
        joined.import_pages(source)
        joined.save(made)
    return made


MAKERS: dict[str, Callable[[Path], Path]] = {
    "reportlab": by_reportlab, "LibreOffice": by_calc, "Chromium": by_chromium, "cairo": by_cairo,
    "poppler": by_poppler, "tesseract": by_tesseract, "Pillow": by_pillow, "img2pdf": by_img2pdf,
    "pdfium": by_pdfium,
}  # fmt: skip


@pytest.mark.parametrize(
    "maker",
    [pytest.param(m, marks=[pytest.mark.full] if m == "LibreOffice" else []) for m in MAKERS],
)
def test_a_pdf_of_any_program_keeps_its_pages_and_its_words(maker: str, tmp_path: Path):
    kept_whole(MAKERS[maker](tmp_path).read_bytes(), tmp_path)


def acting(change: Callable[[pikepdf.Pdf], None], folder: Path) -> bytes:
    """A PDF of one page in which something acts, or is of an unusual make."""
    out = BytesIO()
    with pikepdf.open(by_reportlab(folder)) as pdf:
        del pdf.pages[1:]
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def a_field(pdf: pikepdf.Pdf) -> None:
    """A form with one field, seen on the page, and the XFA that would draw it anew."""
    look = pdf.make_stream(b"/Tx BMC BT /Helv 12 Tf 2 5 Td (RemplieParLui) Tj ET EMC")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 20])
    look.Resources = Dictionary(Font=Dictionary(Helv=Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)))  # fmt: skip
    field = pdf.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("montant"), V=String("1000"),
        Rect=Array([72, 600, 272, 620]), F=4, AP=Dictionary(N=look), P=pdf.pages[0].obj,
    ))  # fmt: skip
    pdf.pages[0].Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), XFA=String("<xdp/>"))


def a_note(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots = Array([pdf.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=Array([72, 500, 92, 520]),
        Contents=String("une note"),
    ))])  # fmt: skip


def a_layer(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("calque")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    pdf.pages[0].contents_add(b"/OC /Calque BDC 0 0 10 10 re f EMC")
    pdf.pages[0].Resources.Properties = Dictionary(Calque=layer)


def a_drawn_font(pdf: pikepdf.Pdf) -> None:
    """A Type 3 font, each letter a drawing, with no map to letters."""
    glyph = pdf.make_stream(b"600 0 0 0 500 700 d1 0 0 500 700 re f")
    pdf.pages[0].Resources.Font.Drawn = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 600, 700]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=97, LastChar=97,
        Widths=Array([600]), CharProcs=Dictionary(a=glyph),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
    )  # fmt: skip
    pdf.pages[0].contents_add(b"BT /Drawn 20 Tf 72 400 Td (aaa) Tj ET")


def a_record_in_xmp(pdf: pikepdf.Pdf) -> None:
    """What offices write of a file, with the version of PDF that a writer would like to correct."""
    with pdf.open_metadata() as told:
        told["dc:title"], told["pdf:PDFVersion"] = "Facture", "1.4"


ACTING = {"a form and XFA": a_field, "a note": a_note, "a layer": a_layer,
          "a record in XMP": a_record_in_xmp, "a font of drawings": a_drawn_font}  # fmt: skip


@pytest.mark.parametrize("name", ACTING)
def test_a_numbered_copy_shows_forms_notes_and_layers_as_they_were(name: str, tmp_path: Path):
    """All that stands above the strip is the same to the pixel."""
    before = acting(ACTING[name], tmp_path)
    made = numbered("application/pdf", before, order(1))
    checked(made, tmp_path)
    assert "WHC-000001" in text_of(made, tmp_path)
    shown, kept = (image_of(pdf, 1.0) for pdf in (before, made))
    box = (0, 0, shown.width, shown.height - 1)
    assert max(ImageChops.difference(shown.crop(box), kept.crop(box)).get_flattened_data()) <= 40


def test_a_pdf_that_only_a_password_opens_takes_one_number_and_no_copy(tmp_path: Path):
    locked = tmp_path / "locked.pdf"
    tool("qpdf", "--encrypt", "secret", "owner", "256", "--", by_reportlab(tmp_path), locked)
    assert numbered("application/pdf", locked.read_bytes(), order(1)) == b""


def test_a_pdf_without_a_page_gives_no_copy(tmp_path: Path):
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.save(out)
    assert numbered("application/pdf", out.getvalue(), order(1)) == b""


@pytest.mark.full
def test_five_thousand_pages_are_numbered_within_the_bounds_of_the_limited_process(tmp_path: Path):
    made, pages = tmp_path / "long.pdf", 5_000
    canvas = Canvas(str(made), pagesize=letter)
    for page in range(pages):
        canvas.drawString(72, 700, f"ligne {page}")
        canvas.showPage()
    canvas.save()
    labels = Scheme("WHC").labels(Range(1, pages))
    told = text_of(numbered("application/pdf", made.read_bytes(), order(pages)), tmp_path).split()
    assert [word for word in told if word.startswith("WHC-")] == list(labels)
