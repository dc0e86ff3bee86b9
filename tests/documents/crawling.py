"""Every number of a bundle followed to the page that proves it, by programs that are not ours."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from io import BytesIO, StringIO
from json import loads
from typing import NamedTuple
from zipfile import ZipFile

import pikepdf
import pypdfium2
from openpyxl import load_workbook

from claims.documents.contents import NAMES
from claims.i18n.text import Language

LABEL = re.compile(r"[A-Z0-9]+-\d{3,}")
NAMED = re.compile(r"[A-Z0-9]+-\d+(?:\.\d+)?$")
AMOUNT = re.compile(r"\d[\d ]*,\d\d [$€]")
ENDS = re.compile(r",\d\d\s[$€]$")
OPENS = re.compile(r'^=HYPERLINK\("(.+?)","(.+?)"\)$')
HEADED = re.compile(r"[«“]\s*(.+?)\s*[»”]")


class Link(NamedTuple):
    """What a link says it opens, the file, the page from 0 or the name of a heading, and where on
    which page of its own file it lies."""

    told: str
    path: str
    place: int | str
    at: int
    box: tuple[float, ...]


def crawl(bundle: ZipFile, language: Language = "fr") -> Counter[str]:
    """How many links of the report, of the index and of the schedule, and how many losses, were
    followed; fails at the first that does not land, and where an amount of the report before its
    method leads nowhere."""
    named, words = NAMES[language], set[str]()
    followed = Counter[str]()
    for name in ("index.pdf", named.schedule):
        found = list(numbers_led(bundle, name))
        followed[name] += len(found)
        words |= set(found) if name == "index.pdf" else set()
    for name in (*ours(bundle, ".pdf"), named.schedule):
        followed[name] += amounts_led(bundle, name)
    for name in ours(bundle, ".pdf"):
        assert not list(amounts_unled(bundle.read(name))), name
    for name in ours(bundle, ".xlsx"):
        followed[name] += cells_led(bundle, name)
    steps = Counter(
        (row["claim"], row["loss"])
        for row in rows(bundle, named.steps)
        if row["verb"] == "declared"
    )
    names = set(bundle.namelist())
    for row in rows(bundle, named.lines):
        assert steps[row["claim"], row["loss"]] == 1
        assert f"{named.claims}/{row['claim']}-r{row['revision']}.json" in names
        assert set(LABEL.findall(row["pages"])) <= words
        followed["losses"] += 1
    return followed


def numbers_led(bundle: ZipFile, name: str) -> Iterator[str]:
    """The number that each link to a page names, once found on that page."""
    for link in links(bundle.read(name)):
        if isinstance(link.place, int):
            [word] = NAMED.findall(link.told)
            assert word in page_text(bundle.read(link.path), link.place), (name, link)
            yield word


def amounts_led(bundle: ZipFile, name: str) -> int:
    """How many amounts lead to a heading, once it and they are found on its page."""
    printed, followed = bundle.read(name), 0
    for link in links(printed):
        if isinstance(link.place, str):
            landed = bundle.read(link.path or name)
            told = page_text(landed, named_places(landed)[link.place])
            [label] = HEADED.findall(link.told)
            [amount] = AMOUNT.findall(page_text(printed, link.at, link.box))
            assert label in told, (name, link)
            assert amount in told, (name, amount, link)
            followed += 1
    return followed


def amounts_unled(report: bytes, until: str = "Méthode") -> Iterator[str]:
    """The amounts of a report under which no link lies, before the heading of the method, whose
    figures are those of the rules: each as the end of the words before its sign."""
    boxes = defaultdict[int, list[tuple[float, ...]]](list)
    for link in links(report):
        boxes[link.at].append(link.box)
    with pypdfium2.PdfDocument(report) as opened:
        [method] = [one.get_dest() for one in opened.get_toc() if one.get_title() == until]
        last, (_, place) = method.get_index(), method.get_view()
        for page in range(last + 1):
            text = opened[page].get_textpage()
            for sign in range(text.count_chars()):
                said = text.get_text_range(max(sign - 14, 0), min(sign, 14) + 1)
                if not ENDS.search(said):
                    continue
                left, foot, right, top = text.get_charbox(sign)
                x, y = (left + right) / 2, (foot + top) / 2
                above = page < last or y > place[1]
                if above and not any(a < x < c and b < y < d for a, b, c, d in boxes[page]):
                    yield said


def cells_led(bundle: ZipFile, name: str) -> int:
    """How many cells of a workbook open a file, once the number each names is found on its first
    page."""
    followed = 0
    for sheet in load_workbook(BytesIO(bundle.read(name))):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            for path, told in OPENS.findall(str(cell.value)):
                number = LABEL.findall(told)[-1]
                assert number in page_text(bundle.read(path), 0), (name, cell.coordinate, path)
                followed += 1
    return followed


def ours(bundle: ZipFile, ending: str) -> list[str]:
    """The documents of ours that bear a number, of one kind."""
    documents = loads(bundle.read("manifest.json"))["documents"]
    return [each["path"] for each in documents if each["path"].endswith(ending)]


def links(pdf: bytes) -> Iterator[Link]:
    """Every link of a PDF, in order."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for at, page in enumerate(opened.pages):
            for one in page.get("/Annots", []):
                to = one.A.D
                place = str(to) if isinstance(to, pikepdf.String) else int(to[0])
                box = tuple(map(float, one.Rect))
                yield Link(str(one.Contents), str(one.A.get("/F", "")), place, at, box)


def named_places(pdf: bytes) -> dict[str, int]:
    """The headings other files may lead to: name → page, from 0."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        pages = {page.objgen: n for n, page in enumerate(opened.pages)}
        told = list(opened.Root.Names.Dests.Names)
        pairs = zip(told[::2], told[1::2], strict=True)
        return {str(name): pages[place[0].objgen] for name, place in pairs}


def page_text(pdf: bytes, page: int, box: tuple[float, ...] = ()) -> str:
    """The words of a page, or of a part of it, as one line."""
    with pypdfium2.PdfDocument(pdf) as opened:
        text = opened[page].get_textpage().get_text_bounded(*box)
    return " ".join(text.split())


def rows(bundle: ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(bundle.read(name).decode())))
