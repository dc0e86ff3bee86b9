"""The files of a claim under one number, from counsel's choice to what a stranger checks."""

import json
from datetime import timedelta
from io import BytesIO
from itertools import count
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from claims.access import Actor
from claims.documents.bates import Scheme
from claims.documents.numbering import Way
from claims.documents.verify import check
from claims.evidence.look import Look
from claims.office import numbers
from claims.office.certifying import hand_certificate
from claims.office.exporting import export
from claims.office.house import House
from claims.office.keeping import keep
from claims.problems import Conflict, NotAllowed, Refused
from tests.documents.crawling import crawl
from tests.documents.reading_back import text_of
from tests.evidence.file_makers import a_pdf
from tests.makers import (
    CONTENTS,
    ELSEWHERE,
    GAGNON,
    NOW,
    ROY,
    TODAY,
    WHC,
    a_claim,
    a_filed_claim,
    a_form,
    an_exhibit,
)

DRAWN = count(1)
REBUILD = a_form()["losses"][:1]
OWN_TIME = [{"id": "l1", "head": "own_time", "start": "2021-08-28", "end": "2021-08-30",
             "inputs": {"hours": "8"}}]  # fmt: skip
LATER = NOW + timedelta(days=3)
SCHEME = Scheme("WHC")
FIRST = tuple(an_exhibit(n, a_pdf(n), name=f"facture {n}.pdf") for n in (1, 2))
ALONE = an_exhibit(3, b"jour;ventes\n2021-08-28;0\n", name="ventes.csv", media="text/csv")
LATE = an_exhibit(4, a_pdf(4), name="facture tardive.pdf", added=LATER)


def made(house: House, kind: str = "bundle", *, now=NOW) -> Path:
    return export(house, GAGNON, WHC, kind, "fr", now=now,
                  entropy=lambda size: next(DRAWN).to_bytes(size, "big")).path  # fmt: skip


def together(house: House) -> None:
    settle(house, GAGNON, SCHEME, "claim")


def brought_late(house: House, number: str) -> None:
    """The first claim filed again, with one file more."""
    row = house.store.claims.find(number)
    house.store.exhibits.add(number, LATE, at=LATER, by=number)
    keep(house, number, CONTENTS[LATE.sha256], now=LATER)
    claim = a_claim(house, a_form(losses=REBUILD), number, (*FIRST, LATE))
    house.store.claims.file(claim, house.store.lines.of_claim(number), "submitted",
                            reason="amended", seen=row.version, key="again", today=TODAY,
                            at=LATER, by=number, under=house.rules(WHC).book)  # fmt: skip
    house.store.looks.keep(LATE.id, Look(pages=4), at=LATER, by="system")


def settle(house: House, who: Actor, scheme: Scheme, way: Way) -> None:
    """Settle on what stands now."""
    stands = numbers.settled(house, GAGNON, WHC)
    numbers.settle(house, who, WHC, scheme, way, seen=stands, now=NOW)


@pytest.fixture
def claim(house: House) -> str:
    number = a_filed_claim(house, exhibits=FIRST, losses=REBUILD)
    a_filed_claim(house, 2, exhibits=(ALONE,), domain="ailleurs.ca", losses=OWN_TIME)
    for n, exhibit in enumerate(FIRST, 1):
        house.store.looks.keep(exhibit.id, Look(pages=n), at=NOW, by="system")
    return number


def labels(path: Path) -> list[str]:
    with ZipFile(path) as bundle:
        manifest = json.loads(bundle.read("manifest.json"))
    return [told["number"] for told in (*manifest["documents"], *manifest["exhibits"])]


def test_files_en_liasse_keep_their_sub_numbers_and_a_later_one_takes_the_next(
    house, claim, tmp_path
):
    together(house)
    first = made(house)
    assert labels(first) == ["P-1", "P-2", "P-3.1", "P-3.2", "P-4.1"]
    brought_late(house, claim)
    supplement = made(house, now=LATER)
    assert labels(supplement) == ["P-5", "P-6", "P-3.1", "P-3.2", "P-3.3", "P-4.1"]
    for path in (first, supplement):
        assert check(str(path))["claims"] == 2
        assert crawl(ZipFile(path))["index.pdf"] > 5
    with ZipFile(supplement) as bundle:
        assert "pieces/0003.003/facture_tardive.pdf" in bundle.namelist()
        assert "pages/WHC-000005_P-3.3.pdf" in bundle.namelist(), "pages go on from the last given"
        listed = bundle.read("pages.csv").decode("utf-8-sig").splitlines()
        book = load_workbook(BytesIO(bundle.read("P-6_chiffrier.xlsx")), read_only=True)
    assert [row.split(",")[3] for row in listed[1:]] == ["P-3.1", "P-3.2", "P-4.1", "P-3.3"]
    cells = {cell for row in book["Pièces"].iter_rows(values_only=True) for cell in row[:1]}
    assert {"P-3.1", "P-3.2", "P-3.3", "P-4.1"} < cells
    taken = hand_certificate(house, GAGNON, claim, LATE.id, "fr", now=LATER)
    assert "P-3.3 · Facture" in text_of(b"".join(taken.chunks), tmp_path)
    assert house.store.verify().fault is None


def test_how_exhibits_are_numbered_is_fixed_by_the_first_document_that_numbers_any(house, claim):
    assert numbers.settled(house, GAGNON, WHC).way == "file"
    together(house)
    settle(house, GAGNON, SCHEME, "file")
    assert numbers.settled(house, GAGNON, WHC).filed is None
    made(house, "workbook")
    stands = numbers.settled(house, GAGNON, WHC)
    assert (stands.way, stands.filed.label, stands.last) == ("file", "P-5", 0)
    with pytest.raises(Refused) as refused:
        together(house)
    assert [problem.code for problem in refused.value.problems] == ["exhibit-numbers-fixed"]
    settle(house, GAGNON, Scheme("OXIA"), "file")
    assert numbers.settled(house, GAGNON, WHC).scheme.prefix == "OXIA"
    made(house)
    with pytest.raises(Refused) as refused:
        settle(house, GAGNON, SCHEME, "file")
    assert [problem.code for problem in refused.value.problems] == ["bates-fixed"]
    with pytest.raises(NotAllowed):
        settle(house, ELSEWHERE, SCHEME, "claim")


def test_R44_who_settles_numbers_after_a_colleague_is_told_and_settles_again(house, claim):
    seen = numbers.settled(house, GAGNON, WHC)
    numbers.settle(house, ROY, WHC, Scheme("OXIA"), "claim", seen=seen, now=NOW)
    with pytest.raises(Conflict) as late:
        numbers.settle(house, GAGNON, WHC, Scheme("AB"), "file", seen=seen, now=LATER)
    assert (late.value.by, late.value.at[:10]) == (ROY.name, f"{NOW:%Y-%m-%d}")
    assert numbers.settled(house, GAGNON, WHC).scheme.prefix == "OXIA"
    numbers.settle(house, GAGNON, WHC, Scheme("OXIA"), "claim", seen=seen, now=LATER)
    settle(house, GAGNON, Scheme("AB"), "file")
    assert numbers.settled(house, GAGNON, WHC).scheme.prefix == "AB"
