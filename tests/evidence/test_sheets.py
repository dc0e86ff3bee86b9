"""The cells of workbooks and CSVs: read in the child, exact, bounded, never computed."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from claims.evidence.sheets import read_sheets


def a_workbook(**cells) -> bytes:
    book = Workbook()
    for place, value in cells.items():
        book.active[place].value = value
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def rows_of(name: str, content: bytes):
    sheets, problems = read_sheets(name, content)
    assert problems == ()
    return sheets[0].rows


def code_of(name: str, content: bytes) -> str:
    sheets, problems = read_sheets(name, content)
    assert sheets == ()
    return problems[0].code


def test_a_number_keeps_the_digits_it_was_typed_with():
    rows = rows_of("a.xlsx", a_workbook(A1=1234.56, B1=0.1, C1=7, D1=1e15))
    assert [cell["n"] for cell in rows[0]] == ["1234.56", "0.1", "7", "1000000000000000"]


def test_a_formula_without_its_result_and_an_error_say_so():
    rows = rows_of("a.xlsx", a_workbook(A1="x", B2="=A1+1", C2="#REF!"))
    assert rows[1] == ("", {"f": "=A1+1"}, {"f": "#REF!"})


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.xls", "a"])
def test_R31_only_a_workbook_or_a_csv_is_a_list(name):
    assert code_of(name, b"x") == "sheet-kind"


def test_R31_a_list_that_is_not_what_its_name_says_is_refused_by_the_gate():
    assert code_of("a.xlsx", b"Nom de domaine;a.ca") == "file-unlike"


def test_R32_a_sheet_of_sixteen_million_cells_is_refused_and_costs_little():
    row = "<row>" + "<c><v>1</v></c>" * 16_000 + "</row>"
    packed = BytesIO(a_workbook(A1="x"))
    bomb = BytesIO()
    with ZipFile(packed) as old, ZipFile(bomb, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            body = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                start, _, end = body.partition(b"<sheetData>")
                body = start + b"<sheetData>" + (row * 1_000).encode() + end
            new.writestr(entry.filename, body)
    assert code_of("a.xlsx", bomb.getvalue()) in ("file-bomb", "sheet-unread", "sheet-too-large")


def test_R32_more_rows_or_columns_than_a_list_has_are_refused():
    assert code_of("a.csv", b"a;b\n" * 2_001) == "sheet-too-large"
    assert code_of("a.csv", b";".join([b"x"] * 201)) == "sheet-too-large"


def test_R33_a_nested_archive_is_refused():
    packed = BytesIO(a_workbook(A1="x"))
    with ZipFile(packed, "a") as archive:
        archive.writestr("xl/inside.zip", b"x")
    assert code_of("a.xlsx", packed.getvalue()) == "file-odd-archive"
