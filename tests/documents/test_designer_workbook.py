"""The designer workbook as Excel would open it: bilingual, guarded, the same twice."""

from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from claims.claim.sheet import by_code
from claims.documents.designer_workbook import designer_workbook
from claims.matter.reading import read_matters
from claims.problems import Problem
from claims.settings import Settings
from tests.depth import examples
from tests.makers import NOW, WHC

MATTER = read_matters(Settings().matters_dir)[WHC]
SITE = {
    "key": "R-1/s1",
    "domain": "=1+1",
    "owner": "Bob <b>",
    "type": "shop",
    "restored": "2021-09-03",
    "rebuild.invoices": "1 234,56",
    "rebuild.hours": "7,5",
}


def made(language="fr", lines=((SITE, ()),)):
    return b"".join(designer_workbook(MATTER, "R-1", lines, at=NOW, language=language))


def sheet_of(content: bytes, place: int = 0):
    return load_workbook(BytesIO(content)).worksheets[place]


def cell(sheet, code: str, row: int = 7):
    place = next(c.column for c in sheet[4] if c.value == code)
    return sheet.cell(row, place)


def test_R54_the_same_draft_gives_the_same_workbook():
    assert made() == made()


@pytest.mark.parametrize(
    ("language", "title", "under"),
    [("fr", "Nom de domaine", "Domain name"), ("en", "Domain name", "Nom de domaine")],
)
def test_titles_stand_in_the_reader_s_language_with_the_other_under_them(language, title, under):
    sheet = sheet_of(made(language))
    assert (cell(sheet, "domain", 5).value, cell(sheet, "domain", 6).value) == (title, under)


def test_codes_are_hidden_titles_stay_in_view_and_only_keys_are_locked():
    sheet = sheet_of(made())
    assert sheet.row_dimensions[4].hidden
    assert sheet.freeze_panes == "C7"
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    locked = {c.value for c in sheet[4] if cell(sheet, c.value).protection.locked}
    assert locked == {"key", "fault"}
    assert not sheet.column_dimensions["B"].protection.locked


def test_R23_what_was_typed_is_text_and_what_reads_is_a_number_a_day_or_a_choice():
    sheet = sheet_of(made())
    assert (cell(sheet, "domain").value, cell(sheet, "domain").data_type) == ("=1+1", "s")
    assert cell(sheet, "owner").value == "Bob <b>"
    assert cell(sheet, "type").value == "Boutique en ligne"
    assert cell(sheet, "restored").value.date().isoformat() == "2021-09-03"
    assert cell(sheet, "rebuild.invoices").value == 1234.56
    assert cell(sheet, "rebuild.hours").value == 7.5


def test_lists_offer_both_languages_and_every_column_says_what_it_takes():
    book = load_workbook(BytesIO(made()))
    rules = {rule.sqref: rule for rule in book.worksheets[0].data_validations.dataValidation}
    assert len(rules) == len(by_code(MATTER)) - 2
    kinds = next(rule for rule in rules.values() if str(rule.sqref).startswith("C7"))
    assert (kinds.type, kinds.prompt) == ("list", "Choisissez dans la liste.")
    offered = [c.value for c in book["Listes"]["A"][1:]]
    assert offered[0], offered[5] == ("Boutique en ligne", "Online shop")


def test_a_bad_cell_is_red_commented_and_said_again_at_the_end_of_its_row():
    wrong = Problem("rebuild.invoices", "amount-ambiguous", {"typed": "1,234"})
    sheet = sheet_of(made(lines=(({**SITE, "rebuild.invoices": "1,234"}, (wrong,)),)))
    bad = cell(sheet, "rebuild.invoices")
    assert bad.comment.text.startswith("«\u00a01,234\u00a0» peut se lire de deux façons")
    assert cell(sheet, "fault").value.startswith("Reconstruction du site — Sommes payées")
    assert cell(sheet, "domain").comment is None


def test_examples_and_instructions_tell_every_column():
    book = load_workbook(BytesIO(made()))
    assert book.sheetnames == ["Sites", "Listes", "Exemples", "Mode d’emploi", "claims"]
    assert book["claims"].sheet_state == "veryHidden"
    told = {row[1].value for row in book["Mode d’emploi"].iter_rows()}
    assert {c.name.fr for c in by_code(MATTER).values()} - told == {"Clé", "À corriger"}


def test_rows_of_both_pages_are_as_tall_as_their_longest_wrapped_text():
    book = load_workbook(BytesIO(made()))
    for title, column, characters in (("Mode d’emploi", 4, 66), ("Exemples", 1, 28)):
        sheet = book[title]
        for row in range(4, sheet.max_row + 1):
            text = str(sheet.cell(row, column).value or "")
            height = sheet.row_dimensions[row].height or 0
            assert height >= 12 * -(-len(text) // characters), text


def as_calamine_reads(content: bytes, code: str) -> str:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return str(rows[6][rows[3].index(code)])


FIELDS = st.sampled_from([code for code in by_code(MATTER) if code not in ("key", "fault")])


@settings(max_examples=examples(40), deadline=None)
@given(st.text(), FIELDS)
@example("ligne\x0bcoupée", "owner")
@example("\x00\x01\ufffe\uffff\ud800", "domain")
@example("\x0b" * 6_000, "owner")
def test_R23_whatever_a_field_of_a_draft_holds_two_programs_open_the_workbook(text, code):
    wrong = Problem(code, "cell-choice", {"typed": text[:40], "near": text[:40]})
    content = made(lines=(({**SITE, code: text}, (wrong,)),))
    assert cell(sheet_of(content), code).comment
    held = as_calamine_reads(content, code)
    if code == "owner" and not set(text) & {"\ufffe", "\uffff", "\ud800"}:
        assert held == text


def test_a_soft_line_break_pasted_from_a_letter_comes_back_as_it_went_out():
    content = made(lines=(({**SITE, "owner": "Café\x0bZoé_x000B_"}, ()),))
    assert cell(sheet_of(content), "owner").value == "Café_x000B_Zoé_x005F_x000B_"
    assert as_calamine_reads(content, "owner") == "Café\x0bZoé_x000B_"
