"""The workbook recomputes to the engine's cents in another program, and holds text as text."""

import re
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from claims.documents.sheet_style import looks
from claims.documents.workbook import Book, workbook
from claims.i18n.text import Language
from claims.matter.order import turn
from claims.totals.estimate import estimate
from claims.totals.strata import from_amounts
from tests.documents.documents_makers import (
    AT,
    HEAD,
    NAUGHTY,
    RATES,
    a_book,
    many_lines,
    some_overlapping,
    some_scenarios,
    tables_of,
    the_matter,
)
from tests.documents.reading_back import recomputed
from tests.lines import frame_of_rows


def made(book: Book | None = None, language: Language = "fr") -> bytes:
    return b"".join(workbook(book or a_book(), journal_head=HEAD, at=AT, language=language))


WHOLE = estimate([
    from_amounts("A1", 900, [120_00, 340_00, 95_50, 1_000_01]),
    from_amounts("B2", 61, [44_44, 12_12, 980_00]),
    from_amounts("C1", 0, []),
])  # fmt: skip
EVERYTHING = {
    "whole_class": WHOLE, "scenarios": some_scenarios(), "overlapping": some_overlapping(),
}  # fmt: skip
NOT_NIL = "Il y a un écart\u00a0: voir les colonnes «\u00a0écart\u00a0»"


@cache
def whole_book() -> bytes:
    """A workbook that holds everything."""
    return made(a_book(**EVERYTHING))


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The workbook after LibreOffice computed every formula; seconds, so once for all."""
    return load_workbook(recomputed(whole_book(), tmp_path_factory.mktemp("calc")), data_only=True)


def cents(value: Any) -> int:
    return int((Decimal(repr(value)) * 100).to_integral_value())


def table(sheet: Worksheet, top: int) -> list[dict[str, Any]]:
    """The rows under a header row, up to and with the total."""
    headers = [cell.value for cell in sheet[top] if cell.value]
    rows = []
    for row in sheet.iter_rows(min_row=top + 1, max_col=len(headers), values_only=True):
        rows.append(dict(zip(headers, row, strict=True)))
        if row[0] == "Total":
            return rows
    raise AssertionError("no total")


def test_R41_every_cell_by_subgroup_recomputes_to_the_cent(computed: Any) -> None:
    expected, matter = a_book().tables.by_subgroup, the_matter()
    rows = table(computed["Par sous-groupe"], 3)
    ordered = sorted(expected.rows, key=lambda row: turn(row.key, matter))
    for row, engine in zip(rows, (*ordered, expected.total), strict=True):
        for header, amount in (
            ("Déclaré", engine.declared),
            ("Étayé", engine.supported),
            ("Admis", engine.admitted),
        ):
            assert cents(row[header]) == amount
            assert cents(row[f"{header}, recalculé"]) == amount
            assert row[f"{header}, écart"] == 0


def test_R41_months_and_grades_recompute_to_the_cent(computed: Any) -> None:
    tables, sheet = a_book().tables, computed["Par mois et catégorie de preuve"]
    top = next(c.row for c in sheet["A"] if c.value == "Catégorie de preuve")
    for rows, expected in (
        (table(sheet, 3), tables.by_month),
        (table(sheet, top), tables.by_grade),
    ):
        for row, engine in zip(rows, (*expected.rows, expected.total), strict=True):
            assert cents(row["Déclaré, recalculé"]) == engine.declared
            assert row["Déclaré, écart"] == row["Étayé, écart"] == row["Admis, écart"] == 0


def test_the_estimate_of_the_class_recomputes_to_the_cent(computed: Any) -> None:
    told = labelled(computed["Estimation"])
    names = ("Total estimé", "Erreur type", "Au moins", "Au plus")
    found = [round(told[name][0] * 100) for name in names]
    assert found == [WHOLE.total, WHOLE.standard_error, WHOLE.low, WHOLE.high]
    assert "Estimation" not in load_workbook(BytesIO(made())).sheetnames


def test_a_scenario_recomputes_to_the_cent_from_its_steps(computed: Any) -> None:
    told = labelled(computed["Scénarios"])
    assert told["Défense"] == ("Déclaré", "Étayé", "Admis")
    assert tuple(map(cents, told["Scénario"])) == (420_00, 300_01, 0)
    assert tuple(map(cents, told["1. Moins 50\u00a0% où il y avait une copie récente"])) == (
        -499_99, -300_00, 0,
    )  # fmt: skip
    assert told["Comptes «\u00a0LifeBoat\u00a0» gratuits jusqu’au 1er janvier 2022"] == (30, 30, 1)
    assert "Scénarios" not in load_workbook(BytesIO(made())).sheetnames


def test_conflicts_stand_by_number_under_totals_that_recompute(computed: Any) -> None:
    sheet, told = computed["Doublons"], some_overlapping()
    [total] = [row for row in sheet.iter_rows(max_col=7, values_only=True) if row[0] == "Total"]
    whole = told.whole
    assert total[2] == whole.lines
    assert [cents(amount) for amount in total[3:]] == [
        whole.declared, whole.disputed, whole.undisputed, 0,
    ]  # fmt: skip
    rows = [row for row in sheet.iter_rows(min_col=6, max_col=12, values_only=True)
            if row[0] in ("R-0001", "R-0002")]  # fmt: skip
    assert [row[0] for row in rows] == ["R-0001", "R-0002"]
    assert (rows[0][3], rows[0][5]) == (None, "À décider")
    assert (rows[1][3], rows[1][4]) == (300, 300)
    assert rows[1][5].startswith("Admise en partie. ")
    assert "Doublons" not in load_workbook(BytesIO(made())).sheetnames


def labelled(sheet: Worksheet) -> dict[str, tuple[Any, ...]]:
    return {row[0].value: tuple(c.value for c in row[1:4]) for row in sheet.iter_rows(max_col=4)}


def test_the_summary_finds_the_totals_again_and_says_that_nothing_differs(computed: Any) -> None:
    total, rows = a_book().tables.by_subgroup.total, labelled(computed["Sommaire"])
    assert rows["Pertes"] == (240, 240, 0)
    assert rows["Réclamations"] == (40, 40, 0)
    for label, amount in (
        ("Déclaré", total.declared),
        ("Étayé", total.supported),
        ("Admis", total.admitted),
        ("Déclaré, par la feuille des réclamations", total.declared),
        ("Étayé, par la feuille des réclamations", total.supported),
        ("Admis, par la feuille des réclamations", total.admitted),
        ("Sommes reçues déduites, par la feuille des crédits", 40 * 12_000),
        ("Sommes reçues déduites, par la feuille des étapes", 40 * 12_000),
    ):
        assert [cents(value) for value in rows[label]] == [amount, amount, 0]
    assert rows["Contrôle du chiffrier"][0] == "Tous les écarts sont nuls"


def test_each_group_stands_beside_the_gap_that_formulas_find(computed: Any) -> None:
    sheet = computed["Sommaire"]
    top = next(c.row for c in sheet["A"] if c.value == "Groupe")
    rows = table(sheet, top)
    groups = a_book().tables.by_subgroup.parts[()]
    assert [cents(row["Déclaré"]) for row in rows[:-1]] == [row.declared for row in groups]
    assert {row[f"{h}, écart"] for row in rows for h in ("Déclaré", "Étayé", "Admis")} == {0}


def test_a_sum_received_says_what_was_deducted_of_it_and_why_no_more(computed: Any) -> None:
    rows = list(computed["Crédits"].iter_rows(min_row=2, max_row=3, min_col=6, values_only=True))
    assert [(row[0], cents(row[2]), cents(row[3]), row[4] or "") for row in rows] == [
        ("oui", 12_000, 12_000, ""), ("non", 4_500, 0, "offre refusée"),
    ]  # fmt: skip


def test_heads_stand_in_the_order_of_the_matter_and_their_keys_out_of_sight(computed: Any) -> None:
    order = [head.label.fr for head in the_matter().heads.values()]
    rows = [row for row in table(computed["Par sous-groupe"], 3) if row["Sous-groupe"] == "A1"]
    shown = [row["Chef de dommages"] for row in rows]
    assert shown == sorted(shown, key=order.index)
    book = load_workbook(BytesIO(whole_book()))
    for title, column in (("Par sous-groupe", "C"), ("Pertes", "G")):
        assert "Code du chef" in {cell.value for cell in book[title][column]}
        assert book[title].column_dimensions[column].hidden


def test_one_cent_changed_in_the_losses_is_seen_by_the_workbook_itself(tmp_path: Path) -> None:
    again = with_losses_changed(rb"<v>(\d+)\.(\d)1</v>", b"1</v>", b"2</v>", tmp_path)
    rows = labelled(again["Sommaire"])
    assert rows["Contrôle du chiffrier"][0] == NOT_NIL
    assert -1 in {cents(rows[label][2]) for label in ("Déclaré", "Étayé", "Admis")}


def test_a_loss_moved_to_another_subgroup_is_missed_by_the_count_of_losses(tmp_path: Path) -> None:
    again = with_losses_changed(rb"<t[^>]*>A1</t>", b"A1", b"A9", tmp_path)
    assert labelled(again["Sommaire"])["Contrôle du chiffrier"][0] == NOT_NIL
    rows = table(again["Par sous-groupe"], 3)
    assert [row["Pertes, écart"] for row in rows if row["Pertes, écart"]] == [1]


def with_losses_changed(found: bytes, before: bytes, after: bytes, tmp_path: Path) -> Any:
    """The workbook, the first such cell of its losses changed, as LibreOffice computes it."""
    altered, changes, losses = BytesIO(), 0, sheet_file("Pertes")
    with ZipFile(BytesIO(whole_book())) as kept, ZipFile(altered, "w", ZIP_DEFLATED) as made:
        for name in kept.namelist():
            body = kept.read(name)
            if name == losses:
                first = re.search(found, body)
                assert first
                body = body.replace(first[0], first[0].replace(before, after), 1)
                changes += 1
            made.writestr(name, body)
    assert changes == 1
    return load_workbook(recomputed(altered.getvalue(), tmp_path), data_only=True)


def sheet_file(title: str) -> str:
    number = load_workbook(BytesIO(whole_book())).sheetnames.index(title) + 1
    return f"xl/worksheets/sheet{number}.xml"


def names_in(sheet: Worksheet) -> list[Any]:
    headers = [cell.value for cell in sheet[1]]
    place = headers.index("Réclamant")
    return [row[place] for row in sheet.iter_rows(min_row=2, values_only=True)]


TYPED = [NAUGHTY[n % len(NAUGHTY)] for n in range(40)]


def test_R23_what_is_typed_is_read_back_as_text_by_three_programs(computed: Any) -> None:
    """A text that looks like an escape is escaped; openpyxl alone does not undo it."""
    escaped = [text.replace("_x000D_", "_x005F_x000D_") for text in TYPED]
    book = load_workbook(BytesIO(whole_book()))
    assert names_in(book["Réclamations"]) == escaped
    rows = CalamineWorkbook.from_filelike(BytesIO(whole_book())).get_sheet_by_name("Réclamations")
    headers, *body = rows.to_python()
    assert [row[headers.index("Réclamant")] for row in body] == TYPED
    assert names_in(computed["Réclamations"]) == TYPED


def test_R23_no_cell_of_the_lists_is_a_formula() -> None:
    book = load_workbook(BytesIO(whole_book()))
    for title in ("Réclamations", "Services", "Pertes", "Crédits", "Pièces", "Journal"):
        for row in book[title].iter_rows():
            assert all(cell.data_type != "f" for cell in row), title


def test_amounts_are_exact_decimals_of_cents_in_the_file() -> None:
    with ZipFile(BytesIO(whole_book())) as archive:
        body = archive.read(sheet_file("Pertes")).decode()
    values = re.findall(r"<v>([^<.]*[.][^<]*)</v></c>", body)
    matter = the_matter()
    placed = sorted(many_lines(), key=lambda e: turn((e.group, e.subgroup, e.head), matter))
    expected = [x for line in placed for x in (line.declared, line.supported, line.admitted)]
    assert values == [f"{amount // 100}.{amount % 100:02}" for amount in expected]


def test_R54_the_same_state_gives_the_same_bytes() -> None:
    assert made(a_book(**EVERYTHING)) == whole_book()
    assert made(language="en") == made(language="en")


def test_every_entry_of_the_package_has_the_documents_own_date() -> None:
    with ZipFile(BytesIO(whole_book())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 21, 19, 30, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2026-11-21T19:30:00Z") == 2


def test_lists_are_tables_frozen_under_their_header_and_ready_to_print() -> None:
    book = load_workbook(BytesIO(whole_book()))
    assert set(book["Pertes"].tables) == {"Pertes"}
    assert book["Pertes"].tables["Pertes"].ref == "A1:W241"
    assert book["Pertes"].freeze_panes == "B2"
    assert book["Pertes"].print_title_rows == "$1:$1"
    assert book["Pertes"].page_setup.orientation == "landscape"
    assert (book["Pertes"].page_setup.paperSize, book["Pertes"].page_setup.fitToWidth) == (5, 2)
    mark = "DÉMONSTRATION — personnes et montants fictifs"
    assert {sheet.oddHeader.center.text for sheet in book} == {mark}
    assert book.defined_names["Total_declare"].attr_text.startswith("'Sommaire'!$B$")


def test_names_of_the_totals_point_at_the_totals(computed: Any) -> None:
    total = a_book().tables.by_subgroup.total
    for name, amount in (
        ("Total_declare", total.declared),
        ("Total_etaye", total.supported),
        ("Total_admis", total.admitted),
    ):
        place = computed.defined_names[name].attr_text.rpartition("!")[2].replace("$", "")
        assert cents(computed["Sommaire"][place].value) == amount


def test_the_english_workbook_is_english_to_its_last_header() -> None:
    book = load_workbook(BytesIO(made(language="en")))
    assert book.sheetnames == [
        "Summary", "By subgroup", "By month and evidence grade", "Claims", "Services", "Losses",
        "Steps", "Credits", "Exhibits", "Method", "Journal",
    ]  # fmt: skip
    headers = {cell.value for title in book.sheetnames[3:9] for cell in book[title][1]}
    for word in headers:
        assert not re.search("[éèà]|Réclam|Pi.ce|Perte|preuve", str(word)), word


def test_R51_the_workbook_prints_the_head_of_the_journal_and_shows_no_reading(
    computed: Any,
) -> None:
    assert labelled(computed["Sommaire"])["Empreinte (SHA-256)"][0] == HEAD.hash
    entries = list(computed["Journal"].iter_rows(min_row=2, values_only=True))
    assert [row[2] for row in entries] == ["réclamation déposée"]


def test_an_exhibit_keeps_the_number_it_was_given() -> None:
    sheet = load_workbook(BytesIO(whole_book()))["Pièces"]
    rows = {row[1]: row[0] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert rows["R-0001"] == "P-7"
    assert rows["R-0002"] is None


def test_a_quantity_is_a_number_and_only_a_link_is_underlined() -> None:
    """Styles that streamed cells refer to; one that a later one changed would make hours a text."""
    book = Workbook()
    look = looks(book, "CAD", "fr")
    cell = book.active["A1"]
    found = {}
    for name in ("text", "number", "words", "link"):
        cell._style = book._cell_styles[getattr(look, name)]
        found[name] = (cell.number_format, cell.font.underline)
    assert found == {"text": ("@", None), "number": ("General", None), "words": ("@", None),
                     "link": ("General", "single")}  # fmt: skip


def test_every_total_leads_to_the_losses_that_make_it() -> None:
    """Each link of the three sheets of totals lands; by group, subgroup and head, the cells it
    selects add up to the very amount it stands on."""
    book = load_workbook(BytesIO(whole_book()))
    column = {str(cell.value): cell.column for cell in book["Pertes"][1]}
    added = 0
    for sheet in (book["Sommaire"], book["Par sous-groupe"]):
        for cell in led_cells(sheet):
            title, first, last = landing(cell.hyperlink.location)
            name = str(sheet.cell(head_of(sheet, cell.row), cell.column).value)
            if title != "Pertes" or name not in column:
                assert book[title].cell(first, 1).value is not None
                continue
            rows = range(first, last + 1)
            made_of = sum(cents(book["Pertes"].cell(n, column[name]).value) for n in rows)
            assert made_of == cents(cell.value), (sheet.title, cell.coordinate)
            added += 1
    groups, cells = (len(tables_of(many_lines()).by_subgroup.parts[()]) + 1,
                     len(tables_of(many_lines()).by_subgroup.rows) + 1)  # fmt: skip
    assert added == 3 * (groups + cells)


def test_a_total_by_month_or_grade_opens_the_first_of_its_losses() -> None:
    book = load_workbook(BytesIO(whole_book()))
    column = {str(cell.value): cell.column for cell in book["Pertes"][1]}
    sheet, found = book["Par mois et catégorie de preuve"], 0
    for cell in led_cells(sheet):
        title, first, last = landing(cell.hyperlink.location)
        key, told = sheet.cell(cell.row, 1).value, sheet.cell(head_of(sheet, cell.row), 1).value
        if key != "Total":
            assert (title, last) == ("Pertes", first)
            assert book[title].cell(first, column[told]).value == key
        found += 1
    assert found == 3 * (3 + 1 + 4 + 1)


def led_cells(sheet: Worksheet) -> list[Any]:
    return [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def head_of(sheet: Worksheet, row: int) -> int:
    """The row of the header above a row of a table."""
    return next(n for n in range(row, 0, -1) if sheet.cell(n, 2).fill.fgColor.rgb == "0012304F")


def landing(location: str) -> tuple[str, int, int]:
    """The sheet a link selects cells of, and its first and last rows."""
    title, first, last = re.fullmatch(r"'(.+)'!A(\d+)(?::[A-Z]+(\d+))?", location).groups()
    return title, int(first), int(last or first)


def test_losses_past_a_sheet_go_on_to_the_next_and_still_add_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("claims.documents.lists.MOST_ROWS", 100)
    split = made(a_book(names=("Boréal",)))
    book = load_workbook(recomputed(split, tmp_path), data_only=True)
    assert [book[title].max_row for title in ("Pertes", "Pertes 2", "Pertes 3")] == [101, 101, 41]
    rows = labelled(book["Sommaire"])
    assert rows["Pertes"] == (240, 240, 0)
    assert rows["Contrôle du chiffrier"][0] == "Tous les écarts sont nuls"


def test_a_workbook_without_any_loss_opens_and_adds_up_to_nothing(tmp_path: Path) -> None:
    empty = Book(
        matter=the_matter(),
        snapshot="1",
        tables=tables_of(()),
        lines=frame_of_rows(()),
        claims=(),
        rates=RATES,
    )
    book = load_workbook(recomputed(made(empty), tmp_path), data_only=True)
    rows = labelled(book["Sommaire"])
    assert [cents(value) for value in rows["Déclaré"]] == [0, 0, 0]
    assert rows["Pertes"] == (0, 0, 0)
    assert rows["Contrôle du chiffrier"][0] == "Tous les écarts sont nuls"


def test_R25_text_too_long_for_a_cell_is_refused_never_cut() -> None:
    with pytest.raises(ValueError, match="32767 characters"):
        made(a_book(names=("x" * 32_768,)))
