"""Numbers of exhibits: each file under its own, or the files of a claim together under one."""

import json
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.documents import verify
from claims.documents.contents import numbers_of
from claims.documents.numbering import (
    Number,
    Way,
    given_by,
    numbered,
    path_of,
    read_number,
    way_of_numbers,
)
from claims.documents.paper import BODY
from claims.documents.register import Bookmark, Register
from claims.i18n.text import Language
from tests.documents.documents_makers import (
    EVENTS,
    a_bundle,
    a_claim,
    a_filed_claim,
    a_filing,
    a_journal,
)
from tests.documents.forging import fault, manifest_of, resum, write_manifest
from tests.documents.reading_back import text_of
from tests.documents.test_volumes import FILED, FILES

A1, A2, A3 = (f"exhibit:R-A:{n}" for n in "123")
B1, B2 = (f"exhibit:R-B:{n}" for n in "12")
REPORT, WORKBOOK, LATER = "report:s1", "workbook:s1", "report:s2"


def labels(numbers: dict[str, Number]) -> list[str]:
    return [number.label for number in numbers.values()]


def test_sub_numbers_stand_in_the_order_a_person_reads_them() -> None:
    order = [Number(2), Number(2, 9), Number(2, 10), Number(10, 1), Number(11)]
    assert sorted([*order[2:], *order[:2]]) == order
    assert sorted(each.folder for each in order[::-1]) == [each.folder for each in order]
    assert path_of(Number(12, 3), "reçu.pdf") == "pieces/0012.003/recu.pdf"
    assert (Number(12, 3).label, Number(12, 3).set, Number(12).label) == ("P-12.3", "P-12", "P-12")


@given(st.builds(Number, st.integers(1, 10**6), st.integers(0, 10**6)))
def test_a_number_comes_back_from_the_journal_as_it_went(number: Number) -> None:
    assert read_number(json.loads(json.dumps(number.kept()))) == number
    assert verify.SAFE.fullmatch(path_of(number, "a.pdf"))


def test_the_files_of_a_claim_share_its_number_and_a_later_one_takes_the_next_of_it() -> None:
    first = numbered([REPORT, WORKBOOK, A1, A2, B1], {}, "claim")
    assert labels(first) == ["P-1", "P-2", "P-3.1", "P-3.2", "P-4.1"]
    without_the_first = [LATER, A2, A3, B1, B2]
    later = numbered(without_the_first, first, "claim")
    assert {key: later[key] for key in first} == first
    assert [later[key].label for key in (LATER, A3, B2)] == ["P-5", "P-3.3", "P-4.2"]
    assert len(set(later.values())) == len(later)


def test_each_file_has_a_number_of_its_own_unless_counsel_chose_otherwise() -> None:
    assert labels(numbered([REPORT, A1, A2, B1], {})) == ["P-1", "P-2", "P-3", "P-4"]


def test_the_first_to_note_a_number_has_it_and_a_claim_never_has_two() -> None:
    first = {A1: [1, 1], A2: [1, 2]}
    same_at_once = {B1: [1, 3], B2: [2, 1]}
    assert given_by([first, same_at_once]) == {A1: Number(1, 1), A2: Number(1, 2), B2: Number(2, 1)}
    assert B1 not in given_by([first, {B2: [2, 1]}, {B1: [3, 1]}])
    assert A3 not in given_by([first, {A3: [1, 2]}])
    assert REPORT not in given_by([first, {REPORT: 1}])
    assert A3 not in given_by([{REPORT: 1}, {A3: [1, 1]}])
    assert given_by([first, {A1: [1, 9]}])[A1] == Number(1, 1)


def test_the_first_exhibit_numbered_says_which_way_all_are() -> None:
    assert given_by([{REPORT: 1, A1: 2}, {A2: [3, 1]}, {B1: 4}]) == {
        REPORT: Number(1), A1: Number(2), B1: Number(4),
    }  # fmt: skip
    assert given_by([{REPORT: 1}, {A1: [2, 1]}, {B1: 3}]) == {REPORT: Number(1), A1: Number(2, 1)}
    assert way_of_numbers({REPORT: Number(1)}) is None
    assert way_of_numbers({REPORT: Number(1), A1: Number(2, 1)}) == "claim"
    assert way_of_numbers({A1: Number(2)}) == "file"


def bundle_of(way: Way, language: Language = "fr", files: int = 5) -> bytes:
    """Files of one claim, each alone or en liasse."""
    claim = a_claim(exhibits=FILES[:files])
    filed = FILED[:files]
    return a_bundle(
        language, claims=[a_filed_claim(claim)], exhibits=filed,
        numbers=numbers_of("I-1", filed, {}, way), journal=a_journal(*EVENTS, file=a_filing(claim)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fr", ("P-3, en liasse Studio Boréal inc. · 5 fichiers",
                "produits en liasse sous un même numéro")),
        ("en", ("P-3, en liasse Studio Boréal inc. · 5 files", "filed en liasse under one number")),
    ],
)  # fmt: skip
def test_the_index_heads_the_files_of_a_claim_with_the_number_they_share(
    language: Language, told: tuple[str, str], tmp_path: Path
) -> None:
    with ZipFile(BytesIO(bundle_of("claim", language))) as bundle:
        index = text_of(bundle.read("index.pdf"), tmp_path)
        listed = bundle.read("index.csv").decode("utf-8-sig")
    assert all(each in index for each in told)
    assert re.findall(r"P-3\.\d", index) == [f"P-3.{n}" for n in range(1, 6)]
    assert re.findall(r"^P-[\d.]+", listed, re.MULTILINE)[2:] == [f"P-3.{n}" for n in range(1, 6)]


def test_a_file_alone_under_its_claim_s_number_has_no_heading(tmp_path: Path) -> None:
    with ZipFile(BytesIO(bundle_of("claim", files=1))) as bundle:
        index = text_of(bundle.read("index.pdf"), tmp_path)
    assert "P-3.1" in index
    assert "P-3, en liasse" not in index


def test_what_heads_the_files_of_a_claim_never_ends_a_page() -> None:
    rows = [(("P-3", "a"), "f"), (("P-4, en liasse", "b"), ""), (("P-4.1", "c"), "f")]
    marks = {cells[0]: Bookmark(cells[0]) for cells, _ in rows}
    first, rest = Register(["Numéro", "Titre"], rows, [0, 1], marks=marks).split(BODY, 70)
    assert [part.end - part.first for part in (first, rest)] == [1, 2]


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        (("P-3.1", "P-3.2"), None),
        (("P-3", "P-3.1"), "P-3.1"),
        (("P-3.1", "P-3.1"), "P-3.1"),
        (("P-1.1", "P-4"), "P-1.1"),
    ],
)
def test_a_stranger_finds_a_number_that_two_things_bear(
    numbers: tuple[str, str], found: str | None, tmp_path: Path
) -> None:
    with ZipFile(BytesIO(bundle_of("file" if found else "claim", files=2))) as bundle:
        bundle.extractall(tmp_path)
    manifest = manifest_of(tmp_path)
    for exhibit, number in zip(manifest["exhibits"], numbers, strict=True):
        exhibit["number"] = number
    if found:
        write_manifest(tmp_path, manifest)
        assert fault(tmp_path) == (found, "number")
    else:
        resum(tmp_path, manifest)
        assert verify.check(str(tmp_path))["lines"] == 2
