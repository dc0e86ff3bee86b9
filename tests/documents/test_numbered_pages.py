"""A numbered page shows all it showed, says all it said, and its number where anyone looks."""

import csv
import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops
from reportlab.pdfgen.canvas import Canvas

from claims.documents.bates import Range, Scheme, numbered
from claims.documents.behind import Paged
from claims.documents.contents import numbers_of
from claims.documents.index import Entry, FiledExhibit, Read
from claims.documents.load_files import EDRM, FIELDS, Copy, dat
from claims.documents.numbered_copy import numbered_copy
from claims.documents.numbering import Number, exhibit_key
from claims.documents.report import report
from claims.documents.verify import BundleError, check
from claims.documents.workbook import Book, workbook
from claims.evidence.numbering import Order, pages_to_number
from claims.evidence.numbering import numbered as copy_of
from tests.documents.crawling import AMOUNT, amounts_unled, crawl, links, named_places, page_text
from tests.documents.documents_makers import (
    AT,
    EVENTS,
    HEAD,
    RATES,
    a_bundle,
    a_claim,
    a_filed_claim,
    a_filing,
    a_journal,
    an_exhibit,
    tables_of,
    the_lines,
    the_matter,
)
from tests.documents.reading_back import checked, fonts_of, text_of, tool
from tests.evidence.file_makers import a_pdf, a_picture
from tests.lines import frame_of_rows

WHC = Scheme("WHC")
HERE = Path(__file__).resolve().parents[2]
DEMO = sorted((HERE / "data/demo").glob("*/files/*/*.pdf"))
CORNERS = {"upright": 0, "turned right": 90, "upside down": 180, "turned left": 270}


def order(pages: int, first: int = 1, right: bool = True) -> Order:
    return Order(WHC.labels(Range(first, first + pages - 1)), "P-3", right)


def drawn(*, rotate: int = 0, crop: tuple[int, ...] = (), size=(612, 792), unbalanced=b"") -> bytes:
    """A page black to its very edge, a word in it, and another outside what it shows."""
    made, out = BytesIO(), BytesIO()
    canvas = Canvas(made, pagesize=size)
    canvas.setFillGray(0.4)
    canvas.rect(0, 0, *size, fill=1, stroke=0)
    canvas.setFillGray(1)
    canvas.setFont("Inter-Bold", 24)
    canvas.drawString(size[0] / 2 - 60, size[1] / 2, "FACTURE")
    canvas.drawString(4, 4, "HORS")
    canvas.save()
    with pikepdf.open(made) as pdf:
        page = pdf.pages[0]
        page.Rotate = rotate
        if crop:
            page.CropBox = pikepdf.Array(crop)
        page.contents_add(unbalanced)
        pdf.save(out)
    return out.getvalue()


ODD = {
    **{name: drawn(rotate=turned) for name, turned in CORNERS.items()},
    "cropped": drawn(crop=(100, 200, 500, 700)),
    "cropped and turned": drawn(crop=(100, 200, 500, 700), rotate=90),
    "A0": drawn(size=(2384, 3370)),
    "a stamp's size": drawn(size=(150, 60)),
    "state left open": drawn(unbalanced=b" q 0.5 0 0 0.5 300 300 cm"),
    "state closed twice": drawn(unbalanced=b" Q Q"),
}


def image_of(pdf: bytes, scale: float = 1.0, *, page: int = 0):
    with pypdfium2.PdfDocument(pdf) as opened:
        return opened[page].render(scale=scale).to_pil().convert("L")


@pytest.mark.parametrize("name", ODD)
def test_nothing_a_page_shows_is_hidden_or_moved(name: str):
    """Drawn before and after: the upper part is the same to the pixel, and the strip is new."""
    before, after = image_of(ODD[name]), image_of(copy_of("application/pdf", ODD[name], order(1)))
    assert after.width == before.width
    assert before.height < after.height <= before.height * 1.1 + 22
    top = after.crop((0, 0, before.width, before.height - 1))
    difference = ImageChops.difference(top, before.crop((0, 0, before.width, before.height - 1)))
    assert max(difference.get_flattened_data()) <= 40
    strip = after.crop((0, before.height + 1, after.width, after.height))
    assert strip.getextrema()[1] == 255
    assert strip.getextrema()[0] < 160


@pytest.mark.parametrize("name", ODD)
def test_the_number_is_read_at_the_foot_of_the_page_as_it_is_read(name: str, tmp_path: Path):
    path = tmp_path / "n.pdf"
    path.write_bytes(copy_of("application/pdf", ODD[name], order(1)))
    words = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.+?)</word>',
        tool("pdftotext", "-bbox", "-cropbox", path, "-"),
    )
    found = {word: tuple(map(float, box)) for *box, word in words}
    assert {"FACTURE", "WHC-000001", "P-3"} <= found.keys()
    assert found["WHC-000001"][1] > found["FACTURE"][3]
    assert found["P-3"][2] < found["WHC-000001"][0]


@pytest.mark.parametrize("corner", [True, False])
def test_the_number_stands_at_the_corner_chosen(corner: bool, tmp_path: Path):
    made = copy_of("application/pdf", ODD["upright"], order(1, right=corner))
    left, right = text_of(made, tmp_path).split()[-2:]
    assert (left, right) == (("P-3", "WHC-000001") if corner else ("WHC-000001", "P-3"))


MAKERS = {
    "qpdf, objects in streams": lambda p: ("--object-streams=generate", p),
    "qpdf, linearized": lambda p: ("--linearize", p),
    "qpdf, a password that only forbids": lambda p: (
        "--encrypt", "", "owner", "256", "--print=none", "--", p),
    "qpdf, in QDF": lambda p: ("--qdf", p),
}  # fmt: skip


@pytest.mark.parametrize("maker", MAKERS)
def test_a_pdf_however_written_keeps_its_pages_and_its_words(maker: str, tmp_path: Path):
    source, made = tmp_path / "a.pdf", tmp_path / "b.pdf"
    source.write_bytes(DEMO[0].read_bytes())
    tool("qpdf", *MAKERS[maker](source), made)
    kept_whole(made.read_bytes(), tmp_path)


@pytest.mark.parametrize(
    "path",
    [pytest.param(p, marks=[pytest.mark.full] if i % 60 else []) for i, p in enumerate(DEMO)],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_the_exhibits_of_the_demonstration_keep_their_pages_and_their_words(path, tmp_path):
    kept_whole(path.read_bytes(), tmp_path)


def kept_whole(original: bytes, folder: Path) -> None:
    """A numbered copy opens, with as many pages, the same words and a number on each page."""
    with pikepdf.open(BytesIO(original)) as pdf:
        pages = len(pdf.pages)
    made = copy_of("application/pdf", original, order(pages))
    checked(made, folder)
    labels = list(WHC.labels(Range(1, pages)))
    told = text_of(made, folder).split()
    assert [word for word in told if word in labels] == labels
    left = sorted(word for word in told if word not in {*labels, "P-3"})
    assert left == sorted(text_of(original, folder).split())
    assert fonts_of(made, folder) == fonts_of(original, folder) | {"Inter-Regular": "yes"}


def test_a_picture_becomes_a_letter_page_with_its_number(tmp_path: Path):
    for kind, media in (("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"),
                        ("HEIF", "image/heic")):  # fmt: skip
        made = copy_of(media, a_picture(kind, (900, 600)), order(1))
        assert text_of(made, tmp_path).split() == ["P-3", "WHC-000001"]
        with pikepdf.open(BytesIO(made)) as pdf:
            [left, _, right, top] = map(float, pdf.pages[0].mediabox)
        assert (right - left, top) == (792, 612)


def test_each_picture_of_a_scan_is_a_page(tmp_path: Path):
    made = copy_of("image/tiff", a_picture("TIFF", pages=3), order(3, 12))
    found = re.findall("WHC-0000..", text_of(made, tmp_path))
    assert found == ["WHC-000012", "WHC-000013", "WHC-000014"]


def test_what_cannot_be_copied_gives_nothing():
    assert copy_of("application/pdf", b"%PDF-1.4 broken", order(1)) == b""
    assert copy_of("application/pdf", a_pdf(2), order(3)) == b""
    assert copy_of("text/csv", b"a;b", order(1)) == b""


def test_the_same_exhibit_under_the_same_numbers_is_the_same_copy_to_the_byte():
    for media, content in (("application/pdf", a_pdf()), ("image/png", a_picture("PNG"))):
        assert copy_of(media, content, order(1)) == copy_of(media, content, order(1))


def test_only_pages_take_numbers():
    assert [pages_to_number(m, n) for m, n in (
        ("application/pdf", 7), ("application/pdf", 0), ("image/tiff", 2), ("image/heic", 3),
        ("text/csv", 9))] == [7, 1, 2, 1, 1]  # fmt: skip


def test_numbers_given_stay_and_none_is_given_twice():
    first = numbered([("a", 2), ("b", 1)], {}, Scheme("WHC", start=5))
    assert first == {"a": Range(5, 6), "b": Range(7, 7)}
    later = numbered([("c", 3), ("b", 9), ("a", 1)], first, Scheme("WHC", start=5))
    assert later == first | {"c": Range(8, 10)}
    one_each = numbered([("a", 40), ("b", 2)], {}, Scheme("WHC", level="document"))
    assert one_each == {"a": Range(1, 1), "b": Range(2, 2)}


PDF, SHEET = a_pdf(2), b"mois;montant\n2021-07;10 000,00\n"


@cache
def a_numbered_bundle(second: int = 3) -> bytes:
    """Two exhibits: a PDF of two pages, and a list in CSV, which has none; and the report of the
    two losses."""
    one, two = an_exhibit(content=PDF), an_exhibit(2, "ventes.csv", SHEET, media="text/csv")
    claim = a_claim(exhibits=(one, two))
    exhibits = (
        FiledExhibit(claim.number, 1, one, [PDF], pages=2,
                     to_number=lambda: ("application/pdf", PDF)),
        FiledExhibit(claim.number, 1, two, [SHEET]),
    )  # fmt: skip
    keys = [exhibit_key(claim.number, each.id) for each in (one, two)]
    journal = a_journal(*EVENTS, file=a_filing(claim))
    return a_bundle(
        claims=[a_filed_claim(claim)], exhibits=exhibits, journal=journal, scheme=WHC,
        report=a_report(schedule="tableau_des_dommages.pdf"),
        workbook=workbook(
            Book(the_matter(), "s1", tables_of(the_lines()), frame_of_rows(the_lines()),
                 [a_filed_claim(claim)], numbers=numbers_of("I-1", exhibits, {}), rates=RATES,
                 paged={keys[0]: Paged("WHC-000001", "WHC-000002", "pages/WHC-000001_P-3.pdf"),
                        keys[1]: Paged("WHC-000003", "WHC-000003", "pages/WHC-000003_P-4.pdf")}),
            journal_head=HEAD, at=AT, language="fr",
        ),
        numbers=numbers_of("I-1", exhibits, {}),
        ranges={keys[0]: Range(1, 2), keys[1]: Range(second, second)},
    )  # fmt: skip


def a_report(*, schedule: str) -> bytes:
    """The report of the two losses of a claim."""
    matter = the_matter()
    return report(matter, tables_of(the_lines()), matter.facts, snapshot="s1", journal_head=HEAD,
                  at=AT, language="fr", fictional=True, rates=RATES, schedule=schedule)  # fmt: skip


@pytest.fixture(scope="module")
def volume() -> ZipFile:
    return ZipFile(BytesIO(a_numbered_bundle()))


def test_a_bundle_holds_each_exhibit_with_its_pages_numbered(volume: ZipFile, tmp_path: Path):
    assert [n for n in volume.namelist() if n.startswith("pages")] == [
        "pages/WHC-000001_P-3.pdf", "pages/WHC-000003_P-4.pdf", "pages.dat", "pages.opt",
        "pages.csv",
    ]  # fmt: skip
    told = json.loads(volume.read("manifest.json"))
    assert told["bates"] == {"prefix": "WHC", "digits": 6, "start": 1, "corner": "right",
                             "level": "page"}  # fmt: skip
    one, two = (each["numbered"] for each in told["exhibits"])
    assert [(e["first"], e["last"]) for e in (one, two)] == [(1, 2), (3, 3)]
    assert one["transfer"]["source"] == told["exhibits"][0]["sha256"]
    assert one["transfer"]["tool"].startswith("pikepdf")
    assert two["transfer"]["tool"].startswith("reportlab")
    assert volume.read("pieces/0003/facture.pdf") == PDF


def test_numbers_that_no_exhibit_of_a_bundle_bears_are_named(tmp_path: Path):
    path = tmp_path / "b.zip"
    for second, unborne in ((3, []), (4, ["WHC-000003"]), (9, ["WHC-000003 - WHC-000008"])):
        path.write_bytes(a_numbered_bundle(second=second))
        assert check(str(path))["unborne"] == unborne


def test_an_exhibit_numbered_before_its_pages_were_counted_has_a_sheet_not_one_number_over_and_over(
    tmp_path: Path,
):
    exhibit = an_exhibit(1, "facture.pdf", PDF)
    claim = a_claim(exhibits=(exhibit,))
    filed = FiledExhibit(claim.number, 1, exhibit, [PDF], pages=2,
                         to_number=lambda: ("application/pdf", PDF))  # fmt: skip
    path = tmp_path / "b.zip"
    path.write_bytes(a_bundle(
        claims=[a_filed_claim(claim)], exhibits=(filed,), scheme=WHC,
        journal=a_journal(*EVENTS, file=a_filing(claim)), numbers=numbers_of("I-1", (filed,), {}),
        ranges={exhibit_key(claim.number, "e1"): Range(1, 1)},
    ))  # fmt: skip
    assert check(str(path))["claims"] == 1
    (told,) = json.loads(ZipFile(path).read("manifest.json"))["exhibits"]
    assert (told["numbered"]["pages"], told["numbered"]["transfer"]["tool"][:9]) == (1, "reportlab")


def test_a_sheet_stands_for_what_has_no_pages(volume: ZipFile, tmp_path: Path):
    said = text_of(volume.read("pages/WHC-000003_P-4.pdf"), tmp_path)
    assert "ventes.csv" in said
    assert "pieces/0004/ventes.csv" in said
    assert said.endswith("P-4 WHC-000003")


def test_a_loss_names_the_pages_that_prove_it(volume: ZipFile):
    lines = list(csv.DictReader(StringIO(volume.read("lignes.csv").decode())))
    assert [line["pages"] for line in lines] == ["WHC-000001 - WHC-000002; WHC-000003", ""]


def test_every_number_in_blue_opens_the_page_that_bears_it(volume: ZipFile):
    """The index: two exhibits, three pages. The schedule: the same of the one loss they prove, each
    span told by its two ends, its two exhibits by month and by grade, and three amounts of its one
    subgroup. The report: three amounts of a group, of a subgroup, of its two heads, of a month, of
    two grades, and six times of all; beside a bar, of a subgroup, of a month and of two grades; and
    the sums decided and on word alone. The workbook: both exhibits
    from the loss they prove, and from their list."""
    followed = crawl(volume)
    assert followed == {
        "index.pdf": 5, "tableau_des_dommages.pdf": 12, "losses": 2, "P-1_rapport.pdf": 45,
        "P-2_chiffrier.xlsx": 4,
    }  # fmt: skip


def test_outside_a_bundle_the_totals_of_the_first_page_lead_to_the_table_that_sums_them():
    """And nothing else leads anywhere, for there is no schedule to open."""
    alone = a_report(schedule="")
    assert [(link.told, link.path, link.at) for link in links(alone)] == [
        ("Aller à «\u00a0Ensemble du groupe\u00a0»", "", 0)
    ] * 3
    landed = page_text(alone, named_places(alone)["ensemble"])
    amounts = [AMOUNT.findall(page_text(alone, link.at, link.box)) for link in links(alone)]
    assert all(amount in landed for [amount] in amounts)
    assert len(list(amounts_unled(alone))) == 45 - 3


def test_the_index_has_a_bookmark_for_each_exhibit_and_under_it_for_each_page(volume: ZipFile):
    """Each page folded under its exhibit opens the numbered copy at the page that bears it."""
    with pikepdf.open(BytesIO(volume.read("index.pdf"))) as pdf, pdf.open_outline() as outline:
        (whole,) = outline.root
        titles = [one.title for one in whole.children]
        assert (whole.title, titles[:2]) == (
            "Index des pièces", ["P-1 · Rapport sommaire", "P-2 · Chiffrier"],
        )  # fmt: skip
        assert [title.partition(" · ")[0] for title in titles] == ["P-1", "P-2", "P-3", "P-4"]
        assert "Facture — Studio Boréal inc. · boutique-boreale.ca" in titles[2]
        pages = [[(one.title, one.action) for one in each.children] for each in whole.children]
        assert [[label for label, _ in each] for each in pages] == [
            [], [], ["WHC-000001", "WHC-000002"], ["WHC-000003"],
        ]  # fmt: skip
        assert [each.is_closed for each in whole.children[2:]] == [True, True]
        for label, action in (each for under in pages for each in under):
            assert str(action.S) == "/GoToR"
            assert label in page_text(volume.read(str(action.F)), int(action.D[0]))


def test_a_review_platform_reads_every_exhibit_of_the_lists(volume: ZipFile):
    """Read by what the formats say, from the bytes: thorns, DC4, a line a document."""
    rows = volume.read("pages.dat").decode("utf-8-sig").split("\r\n")
    header, *records = [re.findall("\xfe(.*?)\xfe(?:\x14|$)", row) for row in rows if row]
    assert tuple(header) == FIELDS
    read = [dict(zip(header, record, strict=True)) for record in records]
    assert [(r["BEGBATES"], r["ENDBATES"], r["PGCOUNT"], r["EXHIBIT"]) for r in read] == [
        ("WHC-000001", "WHC-000002", "2", "P-3"), ("WHC-000003", "WHC-000003", "1", "P-4"),
    ]  # fmt: skip
    filed = json.loads(volume.read("manifest.json"))["exhibits"]
    assert [(r["CLAIM"], r["REVISION"]) for r in read] == [
        (each["claim"], str(each["revision"])) for each in filed
    ]
    assert {r["CUSTODIAN"] for r in read} == {
        json.loads(volume.read(name))["claimant"]["name"]
        for name in volume.namelist() if name.startswith("reclamations/")
    }  # fmt: skip
    names = set(volume.namelist())
    for record in read:
        for link in ("NATIVELINK", "PDFLINK"):
            assert record[link].removeprefix(".\\").replace("\\", "/") in names
    assert volume.read("pages.opt").decode() == (
        "WHC-000001,VOL001,.\\pages\\WHC-000001_P-3.pdf,Y,,,2\r\n"
        "WHC-000003,VOL001,.\\pages\\WHC-000003_P-4.pdf,Y,,,1\r\n"
    )
    table = list(csv.reader(StringIO(volume.read("pages.csv").decode("utf-8-sig"))))
    assert table == [list(EDRM), *records]


def test_no_sign_of_a_title_parts_a_field_of_a_dat_or_breaks_its_line():
    title = 'Þórr þ, « Acme® »\x14\r\nfin ; " \u202e\u2028😀'
    told = Entry(Number(3), title, "a.pdf", "2026-11-20", 1, "Facture", "R-1 · 1", "pieces/a.pdf",
                 1, "0" * 64, (), "clean", labels=("WHC-1",))  # fmt: skip
    made = dat([told], {told.number: Copy("pages/a.pdf", 1)}, "fr").decode("utf-8-sig")
    _, row, end = made.split("\r\n")
    cells = row.split("\x14")
    assert (len(cells), end, row.count("\xfe")) == (len(FIELDS), "", 2 * len(FIELDS))
    assert cells[4] == '\xfeÞórr Þ, « Acme(R) » ®fin ; " \u202e®😀\xfe'


def test_a_stranger_finds_a_number_given_twice(tmp_path: Path):
    path = tmp_path / "b.zip"
    path.write_bytes(a_numbered_bundle())
    assert check(str(path), None)["claims"] == 1
    path.write_bytes(a_numbered_bundle(2))
    with pytest.raises(BundleError) as found:
        check(str(path), None)
    assert found.value.code == "number"


def test_the_sheet_of_what_has_no_pages_shows_its_first_lines_and_holds_on_one_page(tmp_path: Path):
    """A list of three hundred lines, one of them far too long for the page."""
    rows = ["mois;montant", *(f"2021-07-{n:03};{n},00" for n in range(300))]
    rows[1] = "W" * 4000
    made = sheet_of("\n".join(rows))
    with pikepdf.open(BytesIO(made)) as pdf:
        assert len(pdf.pages) == 1
    told = text_of(made, tmp_path)
    assert "mois;montant" in told
    assert "La suite est dans le fichier." in told
    assert "WHC-000007" in told
    assert "La suite" not in text_of(sheet_of("de: hote@exemple.ca\nobjet: Facture 12"), tmp_path)
    assert "premières lignes" not in text_of(sheet_of(" \n"), tmp_path)


def test_the_sheet_of_an_exhibit_names_the_script_of_what_its_font_lacks(tmp_path: Path):
    told = text_of(sheet_of("发票 12\nde: hote@exemple.ca", "إيصال", "契約カナ.csv"), tmp_path)
    assert "[U+" not in told
    for text in ("[écriture arabe]", "[écriture japonaise].csv", "[écriture chinoise] 12"):
        assert text in told


def sheet_of(text: str, title: str = "Liste", name: str = "ventes.csv") -> bytes:
    filed = FiledExhibit(
        "R-2K7Q-48", 1, an_exhibit(2, "ventes.csv", SHEET, media="text/csv"), [SHEET]
    )
    entry = Entry(
        Number(4), title, name, "2021-09-04", 0, "Liste", "R-2K7Q-48 · 1",
        "pieces/0004/ventes.csv", len(SHEET), sha256(SHEET).hexdigest(), (), "clean",
    )  # fmt: skip
    return numbered_copy(
        filed, entry, Range(7, 7), WHC, read=Read(text), matter=the_matter(), at=AT,
        fictional=False, language="fr",
    ).content  # fmt: skip


def test_R54_papers_drawn_by_four_threads_at_once_are_the_same_to_the_byte():
    """reportlab has one reader of each font for all of them."""
    switched = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            made = set(
                threads.map(lambda _: sheet_of("Réclamation éàùçÉÀÛ œuvre naïf Ÿ"), range(80))
            )
    finally:
        sys.setswitchinterval(switched)
    assert len(made) == 1
