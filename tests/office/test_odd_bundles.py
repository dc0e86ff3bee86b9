"""Bundles of what nobody expects: names and titles that break programs, nothing at all."""

import csv
import io
import re
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

import pytest

from claims.documents.verify import check
from claims.i18n.sentences import sentence
from claims.i18n.text import LANGUAGES
from claims.office import building, entitling
from claims.office.entitling import Naming
from claims.office.exporting import export
from claims.problems import Refused
from claims.store.builds import Choice
from tests.documents.reading_back import tool
from tests.evidence.file_makers import a_pdf
from tests.makers import GAGNON, NOW, WHC, a_filed_claim, an_exhibit

pytestmark = pytest.mark.usefixtures("unread")

ODD = (
    "CON", "nul.pdf", "com1.", "../../etc/passwd", "..\\..\\boot.ini", " ", "\u3000", ".", "...",
    "é" * 200, "🙂🎉👩‍👩‍👧", "عقد الإيجار ٢٠٢١", "合同 2021", "שלום", "a\u0301" * 60, "a\tb\nc",
    "x\u202efdp.exe", '=HYPERLINK("http://127.0.0.1:9/vu";"a")', "@SUM(A1)", "a\x07b",
    "« l’œuvre » \"citée\" 'ici'",
    "<b>gras</b> & <img src=x>", "INDEX.CSV", "index.csv", "%s %n {0}", "a;b,c", "þ\x14®",
)  # fmt: skip
"""As files are named and titled; what a field refuses is named, not titled, so."""
LEGAL = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")
KEPT_BY_WINDOWS = re.compile(r"(con|nul|aux|prn|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_titles_that_break_programs_make_a_bundle_that_agrees(house, tmp_path, language):
    number = a_filed_claim(house, exhibits=tuple(
        an_exhibit(n, a_pdf(1) + f"\n%{n}".encode(), name=f"{odd}.pdf" if n % 2 else odd)
        for n, odd in enumerate(ODD, 1)
    ))  # fmt: skip
    for n, odd in enumerate(ODD, 1):
        with suppress(Refused):
            entitling.entitle(house, GAGNON, [Naming(number, f"e{n}", odd, "", 0)], now=NOW,
                              entropy=bytes)  # fmt: skip
    titled = {each: said.title for each, said in house.store.titles.of(number).items()}
    path = export(house, GAGNON, WHC, "bundle", language, now=NOW, entropy=bytes).path
    assert check(str(path))["claims"] == 1
    tool("unzip", "-q", path, "-d", tmp_path / "out")
    with ZipFile(path) as bundle:
        names = bundle.namelist()
        index = io.StringIO(bundle.read("index.csv").decode("utf-8-sig"), newline="")
    rows = list(csv.reader(index, delimiter=";" if language == "fr" else ","))
    assert all(LEGAL.fullmatch(name) and len(name.split("/")[-1]) <= 80 for name in names)
    assert not [name for name in names for part in name.split("/") if KEPT_BY_WINDOWS.match(part)]
    assert len({name.lower() for name in names}) == len(names)
    said = {cell.removeprefix("'") for row in rows for cell in row}
    assert set(filter(None, titled.values())) <= said
    assert len(titled) > len(ODD) / 2
    for paper in (tmp_path / "out").glob("*.pdf"):
        tool("qpdf", "--check", paper)


def test_claims_without_an_exhibit_make_a_bundle_that_agrees(house):
    a_filed_claim(house)
    path = export(house, GAGNON, WHC, "bundle", "fr", now=NOW, entropy=bytes).path
    assert check(str(path))["claims"] == 1
    with ZipFile(path) as bundle:
        assert not [name for name in bundle.namelist() if "/" in name and "reclam" not in name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_claim_there_is_no_bundle_and_a_sentence_says_why(house, language):
    with pytest.raises(Refused) as refused:
        building.order(house, GAGNON, WHC, Choice(), language, now=NOW, entropy=bytes)
    [problem] = refused.value.problems
    assert problem.code == "bundle-empty"
    assert sentence(problem, language).endswith(".")
    assert building.ordered(house, GAGNON, WHC) == ()


def test_a_bundle_asked_at_the_terminal_without_a_claim(house):
    path = export(house, GAGNON, WHC, "bundle", "fr", now=NOW, entropy=bytes).path
    assert check(str(Path(path)))["claims"] == 0
