"""Every number of a bundle followed to the page that proves it, by programs that are not ours."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, StringIO
from zipfile import ZipFile

import pikepdf
import pypdfium2

from claims.documents.contents import NAMES
from claims.i18n.text import Language

LABEL = re.compile(r"[A-Z0-9]+-\d{3,}")


def crawl(bundle: ZipFile, language: Language = "fr") -> Counter[str]:
    """How many links of the index and of the schedule, and how many losses, were followed; fails at
    the first that does not land."""
    named, followed = NAMES[language], Counter[str]()
    opened: dict[str, pypdfium2.PdfDocument] = {}
    for name in ("index.pdf", named.schedule):
        for word, path, page in links(bundle.read(name)):
            if path not in opened:
                opened[path] = pypdfium2.PdfDocument(bundle.read(path))
            told = opened[path][page].get_textpage().get_text_bounded()
            assert word in told, (name, word, path, page)
            followed[name] += 1
    steps = Counter(
        (row["claim"], row["loss"])
        for row in rows(bundle, named.steps)
        if row["verb"] == "declared"
    )
    words = {word for word, *_ in links(bundle.read("index.pdf"))}
    names = set(bundle.namelist())
    for row in rows(bundle, named.lines):
        assert steps[row["claim"], row["loss"]] == 1
        assert f"{named.claims}/{row['claim']}-r{row['revision']}.json" in names
        assert set(LABEL.findall(row["pages"])) <= words
        followed["losses"] += 1
    return followed


def links(pdf: bytes) -> Iterator[tuple[str, str, int]]:
    """The word of each link, the file it opens and the page, from 0."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            for one in page.get("/Annots", []):
                yield str(one.Contents), str(one.A.F), int(one.A.D[0])


def rows(bundle: ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(bundle.read(name).decode())))
