"""A bundle as whoever receives it looks at it: by programs and a reader that share no code with us.

The reader of load files is written from what platforms publish of them, not from ours.
"""

import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.documents.reading_back import recomputed, tool

Loaded = dict[str, str]


def opened(bundle: Path, folder: Path) -> Path:
    """The bundle unpacked, once two programs find it sound, its hashes are right and the verifier
    that came inside, alone on its Python, says so."""
    tool("unzip", "-t", "-q", bundle)
    tool("7z", "t", bundle)
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(folder)
    tool("sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS", cwd=folder)
    alone = subprocess.run(
        [sys.executable, "-I", "-S", folder / "verify.py", bundle],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert alone.returncode == 0, alone.stdout + alone.stderr
    return folder


def loaded(folder: Path) -> list[Loaded]:
    """The lines of the DAT by their fields; every one has a page number and files that exist."""
    heads, *lines = [
        [cell.strip("\xfe") for cell in line.split("\x14")]
        for line in (folder / "pages.dat").read_text("utf-8-sig").splitlines()
    ]
    rows = [dict(zip(heads, line, strict=True)) for line in lines]
    for row in rows:
        for field in ("NATIVELINK", "PDFLINK", "TEXTLINK"):
            assert not row[field] or linked(folder, row[field]).is_file(), row
    return rows


def linked(folder: Path, link: str) -> Path:
    """The file that a load file names, from its own folder."""
    return folder / link.removeprefix(".\\").replace("\\", "/")


def the_load_files_agree(folder: Path) -> None:
    """The OPT opens the documents of the DAT, in its order, each with its pages."""
    rows = loaded(folder)
    told = [line.split(",") for line in (folder / "pages.opt").read_text("ascii").splitlines()]
    assert [(t[0], t[2], t[3], t[6]) for t in told] == [
        (row["BEGBATES"], row["PDFLINK"], "Y", row["PGCOUNT"]) for row in rows
    ]
    given = [n for row in rows for n in _numbers(row)]
    assert [n for n, times in Counter(given).items() if times > 1] == []


def misplaced(folder: Path) -> list[str]:
    """The page numbers that pdftotext does not find on their page."""
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda row: list(_misplaced(folder, row)), loaded(folder))
        return [*chain.from_iterable(found)]


def _misplaced(folder: Path, row: Loaded) -> Iterator[str]:
    pages = tool("pdftotext", linked(folder, row["PDFLINK"]), "-").split("\f")[:-1]
    numbers = _numbers(row)
    if len(pages) != len(numbers):
        yield f"{row['EXHIBIT']}: {len(pages)} pages, {len(numbers)} numbers"
    yield from (n for n, page in zip(numbers, pages, strict=False) if n not in page)


def _numbers(row: Loaded) -> list[str]:
    """WHC-000001 to WHC-000003, one a page."""
    prefix, _, first = row["BEGBATES"].rpartition("-")
    last = row["ENDBATES"].rpartition("-")[2]
    return [f"{prefix}-{n:0{len(first)}}" for n in range(int(first), int(last) + 1)]


def damaged(folder: Path) -> list[str]:
    """What qpdf says against any PDF, and fonts that one of ours does not hold."""
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda pdf: list(_damage(pdf, folder)), sorted(folder.rglob("*.pdf")))
        return [*chain.from_iterable(found)]


def _damage(pdf: Path, folder: Path) -> Iterator[str]:
    if "No syntax or stream encoding errors" not in tool("qpdf", "--check", pdf):
        yield f"{pdf}: damaged"
    if pdf.parent == folder:
        rows = tool("pdffonts", pdf).splitlines()[2:]
        yield from (f"{pdf}: {row}" for row in rows if row.split()[-5] != "yes")


def sums_in(workbook: Path, folder: Path) -> dict[str, int]:
    """The three named totals, once LibreOffice has computed every formula, in cents."""
    book: Any = load_workbook(recomputed(workbook.read_bytes(), folder), data_only=True)
    named = {"declared": "Total_declare", "supported": "Total_etaye", "admitted": "Total_admis"}
    found = {}
    for what, name in named.items():
        ((sheet, cell),) = book.defined_names[name].destinations
        found[what] = int(Decimal(repr(book[sheet][cell.replace("$", "")].value)) * 100)
    return found
