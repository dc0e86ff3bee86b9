"""A scan is read once, when it comes in; its words are kept, and go wherever its pages go."""

import csv
import io
import json
from dataclasses import replace
from itertools import count
from zipfile import ZipFile

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from claims.claim.redaction import Box, Set
from claims.documents.verify import check
from claims.evidence import optical, read_words
from claims.evidence.look import Look
from claims.evidence.read_words import as_kept, from_kept, pages_of
from claims.office import claimant, looking, redacting
from claims.office.certifying import hand_certificate
from claims.office.exporting import export
from claims.office.handing_own import exhibits_of, hand_my_data
from claims.office.keeping import named
from claims.office.lacks import lacking
from claims.office.looking import read_waiting, words_kept
from tests.documents.reading_back import fonts_of, text_of
from tests.makers import GAGNON, NOW, WHC, a_claimant, a_filed_claim, an_exhibit

WORDS = {
    1: (("Reçu", (100, 100, 900, 200), "1.1.1"), ("no", (950, 100, 1000, 200), "1.1.1"),
        ("4512", (100, 300, 500, 400), "1.1.2")),
    3: (("Merci", (0, 0, 9, 9), "1.1.1"),),
}  # fmt: skip
DRAWN = count(1)


FAX = ("Facture 4512", "Payable le 4 octobre")
LONGER = (*FAX, "Suite de la page 3", "Merci de votre confiance")


def a_scan(lines=FAX) -> bytes:
    """The pages of a fax: pictures, and not a letter of text."""
    pages, made = [], io.BytesIO()
    for told in lines:
        page = Image.new("L", (1700, 2200), "white")
        ImageDraw.Draw(page).text((200, 300), told, fill="black", font=ImageFont.load_default(70))
        pages.append(page)
    pages[0].save(made, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_deflate")
    return made.getvalue()


def made(house, language="fr"):
    return export(house, GAGNON, WHC, "bundle", language, now=NOW,
                  entropy=lambda size: next(DRAWN).to_bytes(size, "big")).path  # fmt: skip


@pytest.fixture
def scanned(house) -> str:
    """A claim with a scan that was read, and a text beside it."""
    if not optical.languages():
        pytest.skip("tesseract is not installed")
    scan = an_exhibit(1, a_scan(), name="recu.tiff", media="image/tiff")
    number = a_filed_claim(house, exhibits=(scan, an_exhibit(2, b"Note", name="note.txt",
                                                             media="text/plain")))  # fmt: skip
    house.store.looks.keep("e1", Look(pages=2, reading="waiting"), at=NOW, by="system")
    assert read_waiting(house, now=NOW) == 1
    return number


def test_words_kept_are_told_again_line_by_line_and_page_by_page():
    assert from_kept(as_kept(WORDS)) == WORDS
    assert pages_of(WORDS) == ("Reçu no\n4512", "", "Merci")
    assert pages_of({}) == ()
    assert pages_of({1: WORDS[1]}, ("Ses propres mots",)) == ("Ses propres mots",)
    assert pages_of(WORDS, ("", "Facture", "")) == ("Reçu no\n4512", "Facture", "Merci")
    assert pages_of({1: WORDS[1]}, ("", "", "Fin", "")) == ("Reçu no\n4512", "", "Fin")


def test_the_words_of_a_scan_go_into_a_bundle_marked_as_read_optically(house, scanned, tmp_path):
    path = made(house)
    assert check(str(path))["claims"] == 1
    with ZipFile(path) as bundle:
        texts = {n: bundle.read(n).decode() for n in bundle.namelist() if n.startswith("texts/")}
        rows = list(csv.DictReader(io.StringIO(bundle.read("pages.csv").decode("utf-8-sig"))))
        listed = bundle.read("pages.dat").decode("utf-8-sig").split("\r\n")
        told = json.loads(bundle.read("manifest.json"))["exhibits"]
        copy = bundle.read(told[0]["numbered"]["path"])
    first, second = texts["texts/WHC-000001_P-3.txt"].split("\f")
    assert ("Facture 4512" in first, "4 octobre" in second) == (True, True)
    assert [row["OCR"] for row in rows] == ["Y", "N"]
    place = listed[0].split("\x14").index("þOCRþ")
    assert [line.split("\x14")[place] for line in listed[1:3]] == ["þYþ", "þNþ"]
    assert [each["text"]["optical"] for each in told] == [True, False]
    assert told[0]["numbered"]["transfer"]["tool"].endswith("words read by tesseract set unseen")
    assert "Facture 4512" in text_of(copy, tmp_path)
    assert set(fonts_of(copy, tmp_path).values()) == {"yes"}


def test_a_scan_is_read_once_and_every_document_says_the_same(house, scanned, monkeypatch):
    before = made(house).read_bytes()
    monkeypatch.setattr(optical, "_read", lambda *_: pytest.fail("read again"))
    path = made(house)
    assert path.read_bytes() == before
    with ZipFile(path) as bundle:
        told = json.loads(bundle.read("manifest.json"))["exhibits"][0]
    handed = hand_certificate(house, GAGNON, scanned, "e1", "fr", now=NOW)
    from tests.documents.reading_back import tool

    paper = house.settings.data_dir / "certificat.pdf"
    paper.write_bytes(b"".join(handed.chunks))
    assert told["numbered"]["sha256"] in "".join(tool("pdftotext", paper, "-").split())


def a_contract() -> bytes:
    """A PDF of three pages: one of text, one scanned, one with nothing on it."""
    made, scan = io.BytesIO(), Image.new("L", (1700, 2200), "white")
    told = "Payable le 4 octobre 2021"
    ImageDraw.Draw(scan).text((200, 300), told, fill="black", font=ImageFont.load_default(70))
    canvas = Canvas(made, pagesize=letter)
    canvas.drawString(72, 700, "Contrat du 2 mars 2021")
    canvas.showPage()
    canvas.drawImage(ImageReader(scan), 0, 0, *letter)
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def test_the_scanned_pages_of_a_text_are_read_too_and_its_own_words_are_not_read_twice(house):
    if not optical.languages():
        pytest.skip("tesseract is not installed")
    from tests.office.test_looking import a_draft, brings

    number = a_draft(house)
    seen = brings(house, number, a_contract(), "contrat.pdf")
    before = house.store.looks.find(seen.id)
    assert (before.reading, before.read) == ("waiting", True)
    assert [day.means for day in before.findings.days] == [("2021-03-02",)]
    read_waiting(house, now=NOW)
    after = house.store.looks.find(seen.id)
    assert after.reading == "mixed"
    assert [day.means for day in after.findings.days] == [("2021-03-02",), ("2021-10-04",)]
    words = words_kept(house, number, after)
    assert (sorted(words), words[3]) == ([2, 3], ())


def test_a_bundle_tells_the_text_of_a_page_and_what_was_read_in_the_next(house, tmp_path):
    if not optical.languages():
        pytest.skip("tesseract is not installed")
    exhibit = an_exhibit(1, a_contract(), name="contrat.pdf", media="application/pdf")
    a_filed_claim(house, exhibits=(exhibit,))
    house.store.looks.keep("e1", Look(pages=3, reading="waiting"), at=NOW, by="system")
    read_waiting(house, now=NOW)
    with ZipFile(made(house)) as bundle:
        (name,) = (n for n in bundle.namelist() if n.startswith("texts/"))
        first, second, blank = bundle.read(name).decode().split("\f")
        (copy,) = (bundle.read(n) for n in bundle.namelist() if n.startswith("pages/"))
    assert first.strip() == "Contrat du 2 mars 2021"
    assert "Payable le 4 octobre 2021" in second
    assert blank.strip() == ""
    said = text_of(copy, tmp_path)
    assert said.count("Contrat du 2 mars 2021") == said.count("Payable le 4 octobre 2021") == 1


def test_ones_own_data_gives_both_words_of_a_mixed_exhibit_and_says_which_were_read(house):
    if not optical.languages():
        pytest.skip("tesseract is not installed")
    exhibit = an_exhibit(1, a_contract(), name="contrat.pdf", media="application/pdf")
    number = a_filed_claim(house, exhibits=(exhibit,))
    house.store.looks.keep("e1", Look(pages=3, reading="waiting"), at=NOW, by="system")
    read_waiting(house, now=NOW)
    handed = hand_my_data(house, a_claimant(number), number, "en", now=NOW)
    with ZipFile(io.BytesIO(b"".join(handed.chunks))) as held:
        (told,) = json.loads(held.read("exhibits.json"))
    first, second = told["read"].split("\f")
    assert first.strip() == "Contrat du 2 mars 2021"
    assert second == "Payable le 4 octobre 2021"
    assert told["read_optically"] == [2]


def test_what_was_read_in_an_exhibit_is_in_ones_own_data_and_stays_in_the_vault(house, scanned):
    assert "Facture 4512" in next(exhibits_of(house, scanned)).read
    kept = house.store.looks.find("e1").optical
    assert kept in {digest for _, digest in named(house)}
    assert house.store.exhibits.names(scanned, kept)


def test_what_was_read_goes_with_the_exhibit_that_is_taken_back(house):
    if not optical.languages():
        pytest.skip("tesseract is not installed")
    from tests.office.test_looking import a_draft, brings

    number = a_draft(house)
    owner, seen = a_claimant(number), brings(house, number, a_scan(), "recu.tiff")
    read_waiting(house, now=NOW)
    kept = house.store.looks.find(seen.id).optical
    held = house.store.keys.find(number)
    assert b"Facture" in b"".join(house.vault.chunks(held.key, kept))
    claimant.remove_exhibit(house, owner, seen.id, now=NOW)
    assert named(house) == frozenset()
    with pytest.raises(Exception, match=kept[:8]):
        b"".join(house.vault.chunks(held.key, kept))


@pytest.fixture
def longer(house, monkeypatch) -> str:
    """A claim with a scan of four pages, of which two are read at a turn, then one."""
    if not optical.languages():
        pytest.skip("tesseract is not installed")
    monkeypatch.setattr(read_words, "FIRST", 2)
    monkeypatch.setattr(read_words, "THEN", 1)
    scans = (an_exhibit(1, a_scan(LONGER), name="long.tiff", media="image/tiff"),
             an_exhibit(2, a_scan(), name="recu.tiff", media="image/tiff"))  # fmt: skip
    number = a_filed_claim(house, exhibits=scans)
    house.store.looks.keep("e1", Look(pages=4, reading="waiting"), at=NOW, by="system")
    read_waiting(house, now=NOW)
    return number


def of_lists(path) -> tuple[list[str], list[str], list[str]]:
    """OCR in the load file, what the index says was read, and the text of the first exhibit."""
    with ZipFile(path) as bundle:
        loaded = csv.DictReader(io.StringIO(bundle.read("pages.csv").decode("utf-8-sig")))
        index = csv.DictReader(io.StringIO(bundle.read("index.csv").decode("utf-8-sig")),
                               delimiter=";")  # fmt: skip
        text = bundle.read("texts/WHC-000001_P-3.txt").decode().split("\f")
        said = {row["Numéro"]: row["Pages en image lues optiquement"] for row in index}
        return [row["OCR"] for row in loaded], [said["P-3"], said["P-4"]], text


def test_a_scan_read_in_part_is_never_listed_as_read(house, longer, tmp_path):
    assert house.store.looks.find("e1").unread == 2
    path = made(house)
    assert check(str(path))["claims"] == 1
    codes, said, text = of_lists(path)
    assert (codes, said) == (["P", ""], ["2 sur 4", ""])
    assert ["Facture" in text[0], "octobre" in text[1]] == [True, True]
    assert text[2:] == ["", ""]
    with ZipFile(path) as bundle:
        told = json.loads(bundle.read("manifest.json"))["exhibits"][0]
        printed = text_of(bundle.read("index.pdf"), tmp_path).replace("\u00a0", " ")
    assert told["pictures"] == {"pages": 4, "unread": 2}
    assert "Pages en image lues optiquement : 2 sur 4" in " ".join(printed.split())


def test_a_large_scan_is_read_to_its_end_by_turns_and_delays_no_other(house, longer):
    before = words_kept(house, longer, house.store.looks.find("e1"))
    house.store.looks.keep("e2", Look(pages=2, reading="waiting"), at=NOW, by="system")
    left = []
    while read_waiting(house, now=NOW):
        left.append((house.store.looks.find("e1").unread, house.store.looks.find("e2").unread))
    assert left == [(2, 0), (1, 0), (0, 0)]
    look = house.store.looks.find("e1")
    words = words_kept(house, longer, look)
    assert {page: words[page] for page in before} == before
    assert sorted(words) == [1, 2, 3, 4]
    assert (look.reading, look.pictures) == ("optical", 4)
    path = made(house)
    assert check(str(path))["claims"] == 1
    codes, said, text = of_lists(path)
    assert (codes, said) == (["Y", "Y"], ["4 sur 4", "2 sur 2"])
    assert "Merci de votre confiance" in text[3]


def test_a_scan_is_read_as_far_as_its_words_can_be_held_and_says_what_is_left(
    house, longer, monkeypatch
):
    words = words_kept(house, longer, house.store.looks.find("e1"))
    monkeypatch.setattr(read_words, "MOST", sum(map(len, words.values())) + 1)
    while read_waiting(house, now=NOW):
        pass
    assert house.store.looks.find("e1").unread == 1
    codes, said, _ = of_lists(made(house))
    assert (codes[0], said[0]) == ("P", "3 sur 4")
    assert read_waiting(house, now=NOW + 2 * looking.LATER) == 0  # no word of it is to come


def test_a_scan_of_many_pages_of_few_words_is_read_to_its_end():
    known = dict.fromkeys(range(1, 1_001), WORDS[1])
    assert read_words.turn(range(1, 1_200), known)[:2] == [1_001, 1_002]


def test_a_scan_said_to_have_more_pictures_than_it_has_is_looked_at_again_and_says_how_many(
    house, longer
):
    """As those that have text were said to be when only their first pictures had been read."""
    scan = an_exhibit(3, a_scanned_pdf(THREE, speaks=(1, 3)), name="scan.pdf")
    a_filed_claim(house, 2, domain="b.ca", exhibits=(scan,))
    house.store.looks.keep("e3", Look(pages=3, reading="waiting"), at=NOW, by="system")
    read_waiting(house, now=NOW)
    read = house.store.looks.find("e3")
    assert (read.reading, read.pictures, read.unread) == ("mixed", 1, 0)
    house.store.looks.keep("e3", replace(read, pictures=3, unread=2), at=NOW, by="system")
    while read_waiting(house, now=NOW):
        pass
    assert house.store.looks.find("e3") == read


def test_a_text_longer_than_the_gate_reports_is_said_to_have_no_picture_once_it_was_seen_whole(
    house, monkeypatch
):
    if not optical.languages():
        pytest.skip("tesseract is not installed")
    theirs = looking.look_at
    first = lambda *given: (replace(theirs(*given)[0], words=("Facture 4512",)), ())  # noqa: E731
    for n, speaks in enumerate(((1, 2, 3), (1, 2)), 1):
        exhibit = an_exhibit(n, a_scanned_pdf(THREE, speaks=speaks), name="long.pdf")
        a_filed_claim(house, n, domain=f"{n}.ca", exhibits=(exhibit,))
        seen = first(exhibit.name, a_scanned_pdf(THREE, speaks=speaks))[0]
        look = looking.read(seen, house.matter(WHC))
        assert (look.reading, look.pictures, look.unread) == ("waiting", 2, 2)
        house.store.looks.keep(f"e{n}", look, at=NOW, by="system")
    monkeypatch.setattr(looking, "look_at", first)
    while read_waiting(house, now=NOW):
        pass
    found = [house.store.looks.find(each) for each in ("e1", "e2")]
    assert [(each.reading, each.pictures, each.unread) for each in found] == [
        ("text", 0, 0), ("mixed", 1, 0),
    ]  # fmt: skip


def test_a_page_that_could_not_be_read_is_never_said_to_be_read(house, longer, monkeypatch):
    monkeypatch.setattr(optical, "_read", lambda picture, form="": "")
    while read_waiting(house, now=NOW):
        pass
    look = house.store.looks.find("e1")
    assert (look.pictures, look.unread) == (4, 2)
    codes, said, _ = of_lists(made(house))
    assert (codes[0], said[0]) == ("P", "2 sur 4")


def test_a_parser_that_fails_once_takes_back_nothing_that_was_known_and_is_tried_again(
    house, longer, monkeypatch
):
    before = house.store.looks.find("e1")
    theirs = looking.look_at
    fails = lambda *given: (replace(theirs(*given)[0], pages=0, words=()), ())  # noqa: E731
    monkeypatch.setattr(looking, "look_at", fails)
    assert read_waiting(house, now=NOW) == 1
    assert house.store.looks.find("e1") == before
    monkeypatch.setattr(looking, "look_at", theirs)
    assert read_waiting(house, now=NOW) == 0
    assert read_waiting(house, now=NOW + looking.LATER) == 1
    assert house.store.looks.find("e1").unread == 1


def test_a_disk_that_fails_once_takes_back_nothing_that_was_read(house, longer, monkeypatch):
    def fails(*given):
        raise OSError

    before = house.store.looks.find("e1")
    monkeypatch.setattr(looking, "_bytes", fails)
    assert read_waiting(house, now=NOW) == 1
    assert house.store.looks.find("e1") == before


def test_what_was_read_by_turns_goes_with_the_exhibit_that_is_taken_back(house, monkeypatch):
    if not optical.languages():
        pytest.skip("tesseract is not installed")
    from tests.office.test_looking import a_draft, brings

    monkeypatch.setattr(read_words, "FIRST", 1)
    monkeypatch.setattr(read_words, "THEN", 1)
    number = a_draft(house)
    owner, seen, kept = a_claimant(number), brings(house, number, a_scan(), "recu.tiff"), []
    while read_waiting(house, now=NOW):
        kept.append(house.store.looks.find(seen.id).optical)
    claimant.remove_exhibit(house, owner, seen.id, now=NOW)
    key = house.store.keys.find(number).key
    assert len(set(kept)) == 2
    for digest in kept:
        with pytest.raises(Exception, match=digest[:8]):
            b"".join(house.vault.chunks(key, digest))


def test_the_pages_that_said_nothing_are_not_read_twice(house, longer):
    blank = an_exhibit(3, a_scan(("", "", "Fin")), name="blanc.tiff", media="image/tiff")
    a_filed_claim(house, 2, domain="b.ca", exhibits=(blank,))
    house.store.looks.keep("e3", Look(pages=3, reading="waiting"), at=NOW, by="system")
    read_waiting(house, now=NOW)
    known = house.store.looks.find("e3")
    assert (known.reading, known.unread) == ("blank", 1)
    while read_waiting(house, now=NOW):
        pass
    assert (house.store.looks.find("e3").reading, house.store.looks.find("e3").unread) == (
        "optical", 0
    )  # fmt: skip


def test_a_scan_is_said_to_hold_nothing_only_once_it_was_read_to_its_end(house):
    number = a_filed_claim(house, exhibits=(an_exhibit(1, name="scan.pdf"),))
    for unread, lacks in ((3, []), (0, ["unread"])):
        look = Look(pages=23, reading="blank", pictures=23, unread=unread)
        house.store.looks.keep("e1", look, at=NOW, by="system")
        found = lacking(house, house.store.claims.find(number))
        assert [each.wants for each in found if each.wants == "unread"] == lacks


BOXED = Box(1, 0, 0, 3000, 10_000, reason="privilege", pattern="drawn")
THREE = ("Facture 4512", "Payable le 4 octobre", "Merci")


def a_scanned_pdf(lines, *, speaks=()) -> bytes:
    """A PDF of scanned pages; those that speak, from 1, are of text."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=letter, invariant=1)
    for number, told in enumerate(lines, 1):
        if number in speaks:
            canvas.drawString(72, 700, told)
        else:
            page = Image.open(io.BytesIO(a_scan([told])))
            canvas.drawImage(ImageReader(page), 0, 0, *letter)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


@pytest.mark.parametrize(
    ("speaks", "boxed", "pictures", "said"),
    [
        ((), (1,), {"pages": 3, "unread": 2}, ("P", "1 sur 3")),
        ((2,), (1,), {"pages": 2, "unread": 1}, ("P", "1 sur 2")),
        ((1, 2), (1, 3), {"pages": 2, "unread": 0}, ("Y", "2 sur 2")),
        ((2, 3), (1,), {"pages": 1, "unread": 0}, ("Y", "1 sur 1")),
    ],
)
@pytest.mark.parametrize("looked_at", [True, False])
def test_the_scanned_pages_copied_as_they_are_in_a_redacted_copy_are_said_unread(
    house, looked_at, speaks, boxed, pictures, said
):
    if not optical.languages():
        pytest.skip("tesseract is not installed")
    scan = an_exhibit(1, a_scanned_pdf(THREE, speaks=speaks), name="scan.pdf")
    number = a_filed_claim(house, exhibits=(scan,))
    house.store.looks.keep("e1", Look(pages=3, reading="waiting"), at=NOW, by="system")
    if looked_at:
        read_waiting(house, now=NOW)
    boxes = [replace(BOXED, page=page) for page in boxed]
    redacting.redact(house, GAGNON, number, "e1", boxes, seen=0, now=NOW)
    path = export(house, GAGNON, WHC, "bundle", "fr", now=NOW, set=Set.REDACTED,
                  entropy=lambda size: next(DRAWN).to_bytes(size, "big")).path  # fmt: skip
    assert check(str(path))["redacted"] == ["P-3"]
    with ZipFile(path) as bundle:
        loaded = csv.DictReader(io.StringIO(bundle.read("pages.csv").decode("utf-8-sig")))
        index = csv.DictReader(io.StringIO(bundle.read("index.csv").decode("utf-8-sig")),
                               delimiter=";")  # fmt: skip
        told = json.loads(bundle.read("manifest.json"))["exhibits"][0]
        of = {row["Numéro"]: row["Pages en image lues optiquement"] for row in index}["P-3"]
        assert told["pictures"] == pictures
        assert (next(iter(loaded))["OCR"], of) == said
