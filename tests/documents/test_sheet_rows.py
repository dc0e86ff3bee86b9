"""Rows written as ready XML hold what they were given, and the benchmark's writers agree."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.workbook import main
from claims.documents.lists import LongSheet, lay
from claims.documents.package import packed
from claims.documents.sheet_rows import BLOCK, Cents, Coded, Counts, Days, Texts, Words, text_cell
from claims.documents.sheet_style import Printing, kept_whole, widths
from tests.documents.documents_makers import AT


def written(*columns: object, rows: int) -> list[tuple[object, ...]]:
    book = openpyxl.Workbook()
    sheet = LongSheet("Pertes", "Pertes", columns, [10] * len(columns), rows)  # type: ignore[arg-type]
    laid = lay(book, sheet, Printing("", "fr"))
    made = b"".join(packed(book, dict(laid.rows), at=AT))
    read = openpyxl.load_workbook(BytesIO(made))["Pertes"]
    return list(read.iter_rows(min_row=2, values_only=True))


def test_a_row_is_as_tall_as_its_longest_text_and_no_taller_than_a_sheet_allows():
    words = Words("Réclamant", ["Noé", "Studio Boréal inc. et associés", "a\nb", "x " * 2_000])
    book = openpyxl.Workbook()
    laid = lay(book, LongSheet("Pertes", "Pertes", [words], [20], 4), Printing("", "fr"))
    read = openpyxl.load_workbook(BytesIO(b"".join(packed(book, dict(laid.rows), at=AT))))
    heights = [read["Pertes"].row_dimensions[row].height for row in (2, 3, 4, 5)]
    assert heights == [None, 28, 28, 409]


def test_a_block_that_would_stand_on_two_printed_pages_begins_the_second():
    sheet = openpyxl.Workbook().active
    widths(sheet, [100])
    kept_whole(sheet, [(3, 12), (14, 23), (25, 34), (36, 45)])
    assert [each.id for each in sheet.row_breaks.brk] == [24]


printable = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
).filter(lambda text: "_x" not in text)


@settings(max_examples=30, deadline=None)
@given(st.lists(printable, min_size=1, max_size=20))
def test_R23_any_text_comes_back_as_it_went_in(texts: list[str]) -> None:
    rows = written(Texts("a", texts), rows=len(texts))
    assert [row[0] or "" for row in rows] == texts


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=20))
def test_any_amount_comes_back_to_the_cent(cents: list[int]) -> None:
    rows = written(Cents("a", cents), rows=len(cents))
    assert [round(float(str(row[0])) * 100) for row in rows] == cents


def test_an_amount_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="Déclaré is below zero"):
        Cents("Déclaré", [1, -1]).cells(0, 2)


def test_rows_go_on_in_order_past_a_block() -> None:
    count = BLOCK * 2 + 3
    codes = np.arange(count) % 3
    rows = written(
        Counts("n", range(count)), Coded("c", codes, ["a", "b", "é"]), rows=count,
    )  # fmt: skip
    assert rows == [(n, "abé"[n % 3]) for n in range(count)]


def test_a_day_is_a_day_and_no_day_is_blank() -> None:
    days = [date(2021, 8, 28), None]
    [cell, blank] = Days("d", days).cells(0, 2)
    assert cell == '<c s="0"><v>44436</v></c>'
    assert blank == '<c s="0"/>'


def test_what_xml_cannot_hold_is_written_by_its_code() -> None:
    assert "<t>a_x0001_b</t>" in text_cell("a\x01b", 0)
    assert "<t>_x005F_x000D_</t>" in text_cell("_x000D_", 0)
    assert '<t xml:space="preserve"> a</t>' in text_cell(" a", 0)


def test_the_dimension_of_a_sheet_tells_its_last_row() -> None:
    book = openpyxl.Workbook()
    laid = lay(book, LongSheet("P", "P", [Counts("n", range(5))], [9], 5), Printing("", "fr"))
    made = b"".join(packed(book, dict(laid.rows), at=AT))
    with ZipFile(BytesIO(made)) as archive:
        assert b'<dimension ref="A1:A6"' in archive.read("xl/worksheets/sheet2.xml")


def test_row_6_of_the_benchmarks_runs_and_its_writers_agree(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--quick"]) == 0
    assert capsys.readouterr().out.count("| 200 |") == 3
