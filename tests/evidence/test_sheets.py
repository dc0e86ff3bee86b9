"""The cells of workbooks and CSVs: read in the child, exact, bounded, never computed."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from claims.evidence.sheets import read_sheets
from claims.i18n import sentence
from claims.i18n.text import LANGUAGES


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
    assert code_of("a.xlsx", b"Nom de domaine;a.ca") == "sheet-unlike"


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
    assert code_of("a.xlsx", packed.getvalue()) == "sheet-unread"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "content"), [("a.xlsx", b"x"), ("a.ods", b"x"), ("a.csv", b" ")])
def test_the_refusal_of_a_list_never_advises_a_pdf(name, content, language):
    _, problems = read_sheets(name, content)
    told = sentence(problems[0], language)
    assert "PDF" not in told
    assert "XLSX, ODS" in told


def test_a_control_in_a_csv_is_left_to_the_reader_of_its_cell():
    assert rows_of("a.csv", b"Nom de domaine;Client\na.ca;Zo\x0b\x00\n")[1] == (
        "a.ca",
        "Zo\x0b\x00",
    )


@pytest.mark.parametrize("length", [5_001, 32_767, 200_000])
def test_R25_a_cell_too_long_says_its_true_length_and_the_others_are_read(length):
    assert rows_of("a.csv", b"a.ca;" + b"x" * length + b"\nb.ca;y\n") == (
        ("a.ca", {"l": str(length)}), ("b.ca", "y"))  # fmt: skip
