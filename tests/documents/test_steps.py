"""Anyone adds a tape up again from the sheet or the CSV, and comes to the cent."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO, StringIO
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from claims.claim.model import Claim, Decision, Entry
from claims.damages.assessment import Assessment
from claims.damages.engine import assess
from claims.damages.explain import explain, result_number, support_told, supported_number
from claims.damages.rows import rows_of
from claims.documents import verify
from claims.documents.bundle_rows import Told, steps_csv
from claims.documents.losses_sheet import read_said, typed_said
from claims.documents.numbering import Number
from claims.documents.workbook import workbook
from claims.i18n.text import Language
from claims.matter.model import Matter
from tests.documents.documents_makers import (
    AT,
    HEAD,
    RATES,
    a_book,
    a_claim,
    a_filed_claim,
    an_exhibit,
    the_matter,
)
from tests.documents.reading_back import recomputed
from tests.rules.test_examples import ALL, counted

DECISION = Decision(loss="l1", outcome="reduced", admitted_cents=400000, reason="amount_unproved",
                    note="entre nous", sentence="Il manque une facture.",
                    by="me@counsel.example", at=AT)  # fmt: skip


class Worked(NamedTuple):
    """A worked case: its claim, what it comes to, and its sheet of steps."""

    matter: Matter
    claim: Claim
    found: Assessment
    steps: list[dict[str, Any]]


def decided() -> Claim:
    return a_claim(
        exhibits=(an_exhibit(7), an_exhibit(3), an_exhibit(4, losses=())), decisions=(DECISION,)
    )


def a_book_of(claim: Claim, matter: Matter | None = None, **more: Any) -> Any:
    matter = matter or the_matter()
    found = assess(claim, matter, RATES)
    filed = a_filed_claim(claim)
    lines = rows_of(claim, found, status=filed.status, submitted=filed.submitted)
    numbers = {f"exhibit:{claim.number}:e{n}": Number(n) for n in (3, 4, 7)}
    given = {"matter": matter, "claims": [filed], "assessments": [found], "numbers": numbers}
    return a_book(lines, **given | more)


def made(book: Any, language: Language = "fr") -> bytes:
    return b"".join(workbook(book, journal_head=HEAD, at=AT, language=language))


def rows_in(content: bytes, title: str) -> list[dict[str, Any]]:
    """A sheet as calamine reads it."""
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(title)
    header, *rows = sheet.to_python()
    return [dict(zip(header, row, strict=True)) for row in rows]


def done(running: Decimal, sign: str, value: Decimal, unit: str) -> Decimal:
    """One line of an adding machine; a percentage is a share of what runs."""
    share = value / 100 if unit == "%" else value
    return {
        "": value,
        "+": running + value,
        "−": running - (running * share if unit == "%" else value),
        "×": running * share,
        "÷": running / (value or 1),
        "≤": min(running, value),
        "≥": max(running, value),
        "=": running,
    }[sign]


def added_again(rows: list[dict[str, Any]]) -> Iterator[tuple[Decimal, Decimal]]:
    """By hand, from signs, values and units alone: the amount found, the amount written."""
    running = Decimal(0)
    for row in rows:
        if row["Profondeur"] != 0:
            continue
        value = Decimal(str(row["Valeur"] or 0))
        running = done(running, row["Signe"], value, row["Unité"])
        if row["Étape"].startswith("Montant déclaré"):
            found = max(running, Decimal(0)).quantize(Decimal("0.01"), ROUND_HALF_UP)
            yield found, Decimal(str(row["Montant courant"]))


@pytest.fixture(scope="module")
def every_case() -> dict[str, Worked]:
    """The worked cases by their names, those of a matter as claims of one workbook."""
    cases: dict[str, Worked] = {}
    for _, same in groupby(ALL, lambda one: one.values[0].id):
        cases |= in_one_book(list(same))
    return cases


def in_one_book(same: list[Any]) -> dict[str, Worked]:
    matter: Matter = same[0].values[0]
    numbers = [f"R-{n:04}" for n, _ in enumerate(same)]
    claims = [
        counted(matter, one.values[1])[0].model_copy(update={"number": number})
        for number, one in zip(numbers, same, strict=True)
    ]
    found = [assess(claim, matter, RATES) for claim in claims]
    filed = [a_filed_claim(claim) for claim in claims]
    lines = [
        row
        for each, comes in zip(filed, found, strict=True)
        for row in rows_of(each.claim, comes, status=each.status, submitted=each.submitted)
    ]
    book = a_book(tuple(lines), matter=matter, claims=filed, assessments=found, numbers={})
    steps = rows_in(made(book), "Étapes")
    return {
        one.id: Worked(
            matter, claim, comes, [row for row in steps if row["Réclamation"] == claim.number]
        )
        for one, claim, comes in zip(same, claims, found, strict=True)
    }


@pytest.fixture(params=[one.id for one in ALL])
def worked(request: pytest.FixtureRequest, every_case: dict[str, Worked]) -> Worked:
    """A worked case."""
    return every_case[request.param]


def test_every_worked_case_adds_up_again_by_hand_from_the_sheet(worked: Worked) -> None:
    again = list(added_again(worked.steps))
    assert [amount for amount, _ in again] == [written for _, written in again]
    declared = [line.declared for line in worked.found.lines]
    assert [int(amount * 100) for amount, _ in again] == declared


def test_every_step_of_the_csv_follows_from_the_one_before(worked: Worked) -> None:
    reached: dict[str, list[int]] = {}
    tape: list[Any] = []
    with verify.localcontext(verify.EXACT):
        for row in csv_rows(worked.claim, worked.matter, worked.found):
            if row["step"] == "1":
                tape = []
            assert verify.follows(row, tape, reached.setdefault(row["loss"], [])), row
    wanted = {x.loss: [x.declared, x.supported] for x in worked.found.lines}
    assert reached == wanted


def csv_rows(claim: Claim, matter: Matter, found: Assessment) -> list[dict[str, str]]:
    told = Told({claim.number: a_filed_claim(claim)})
    text = b"".join(steps_csv([found], told, matter, "en")).decode()
    return list(csv.DictReader(StringIO(text)))


def test_a_figure_has_its_day_its_authority_and_says_that_nobody_confirmed_it() -> None:
    rows = rows_in(made(a_book_of(decided())), "Étapes")
    rate = next(row for row in rows if "taux horaire" in row["Étape"])
    assert (rate["Valeur"], rate["Montant courant"]) == (85, 3570)
    assert str(rate["Date du chiffre"])[:10] == "2021-08-01"
    assert "partie demanderesse" in rate["Fondement"]
    assert (rate["Source"], rate["Vérifié"]) == ("chiffre du dossier", "non")


def test_a_tax_taken_out_is_dated_by_the_invoice_and_its_steps_stand_one_deeper() -> None:
    claim = a_claim()
    losses = [loss.model_dump() for loss in claim.losses]
    losses[0]["inputs"] |= {"invoice_date": Entry(typed="2021-09-10", day=date(2021, 9, 10))}
    who = claim.claimant.model_dump() | {"registrant": True}
    registrant = Claim.model_validate(claim.model_dump() | {"losses": losses, "claimant": who})
    rows = csv_rows(registrant, the_matter(), assess(registrant, the_matter(), RATES))
    tax = next(row for row in rows if row["name"] == "tax")
    assert (tax["depth"], tax["verb"], tax["since"]) == ("1", "less", "2021-09-10")
    assert "QST" in tax["authority"]
    above = rows[rows.index(tax) - 2]
    assert Decimal(above["operand"]) == Decimal(tax["running"])


def test_a_step_has_one_number_on_the_page_in_the_sheet_and_in_the_csv(worked: Worked) -> None:
    matter, claim, found, steps = worked
    for line in found.lines:
        declared, supported = result_number(line), supported_number(line)
        shown = [(told.number, told.text) for told in explain(line, matter, "fr")]
        shown += [(declared, "Montant déclaré, arrondi au cent")]
        shown += [(told.number, told.text) for told in support_told(line, matter, "fr")]
        sheet = [(row["Numéro"], row["Étape"]) for row in steps if row["Perte"] == line.loss]
        assert sheet[: len(shown)] == shown
        assert sheet[len(shown)][0] == supported
        csv_told = [r["step"] for r in csv_rows(claim, matter, found) if r["loss"] == line.loss]
        assert csv_told == [number for number, _ in sheet]
        tape = [place for place in csv_told if "." not in place][: len(line.steps)]
        assert tape == [str(n) for n, _ in enumerate(matter.heads[line.head].tape, 1)]


def test_a_loss_says_its_days_what_was_typed_its_exhibits_and_why_counsel_cut_it() -> None:
    book = made(a_book_of(decided()))
    first, second = rows_in(book, "Pertes")
    assert (str(first["Début"])[:10], str(first["Fin"])[:10]) == ("2021-08-28", "2021-09-12")
    assert first["Pièces"] == "P-3, P-7"
    assert "Heures de votre propre travail = 42 · " in first["Données, telles qu’écrites"]
    assert first["Données, telles qu’écrites"].endswith("= 1 000,00")
    assert first["Données, telles que lues"].endswith("= 1\u00a0000,00\u00a0$")
    assert first["Motif de la décision"] == "Montant établi en partie"
    assert (second["Pièces"], second["Motif de la décision"]) == ("", "")
    assert first["Explication au réclamant"] == "Il manque une facture."
    assert second["Explication au réclamant"] == ""
    admitted = [row for row in rows_in(book, "Étapes") if "admis" in row["Étape"]]
    assert [row["Montant courant"] for row in admitted] == [4000]
    sheets = CalamineWorkbook.from_filelike(BytesIO(book)).sheet_names
    assert not any("entre nous" in str(rows_in(book, title)) for title in sheets[3:9])


def test_a_credit_names_the_site_it_answers_to() -> None:
    first, second = rows_in(made(a_book_of(decided())), "Crédits")
    assert (first["Service"], second["Service"]) == ("boutique-boreale.ca", "")


def test_a_pasted_history_is_told_by_its_length_and_total() -> None:
    months = tuple((f"2020-{n:02}", 100000 * n) for n in range(1, 13))
    pasted = Entry(typed="\n".join(f"{m} {c / 100}" for m, c in months), history=months)
    assert typed_said(pasted, "fr") == "(12 lignes)"
    assert read_said(pasted, "history", "CAD", "en") == "2020-01 – 2020-12, 12 periods, $78,000.00"


def test_what_is_typed_in_an_input_is_text_in_the_losses_sheet() -> None:
    claim = a_claim()
    losses = [loss.model_dump() for loss in claim.losses]
    losses[1]["inputs"] = {"hours": Entry(typed="=1+1", quantity=Decimal(8))}
    book = made(a_book_of(Claim.model_validate(claim.model_dump() | {"losses": losses})))
    assert rows_in(book, "Pertes")[1]["Données, telles qu’écrites"] == "Heures perdues = =1+1"
    for title in ("Pertes", "Étapes"):
        cells = [cell for row in load_workbook(BytesIO(book))[title].iter_rows() for cell in row]
        assert all(cell.data_type != "f" for cell in cells)


def test_another_program_finds_the_declared_total_again_in_the_steps(tmp_path: Path) -> None:
    matter, claim = the_matter(), decided()
    other = a_claim(losses=claim.losses[:1])
    for name, assessments, gap in (
        ("same", [assess(claim, matter, RATES)], 0),
        ("less", [assess(other, matter, RATES)], 200),
    ):
        folder = tmp_path / name
        folder.mkdir()
        path = recomputed(made(a_book_of(claim, assessments=assessments)), folder)
        cells = load_workbook(path, data_only=True)["Sommaire"].iter_rows(max_col=4)
        rows = {row[0].value: [cell.value for cell in row[1:]] for row in cells}
        assert rows["Déclaré, par la feuille des étapes"] == [4650, 4650 - gap, gap]
        nil = rows["Contrôle du chiffrier"][0] == "Tous les écarts sont nuls"
        assert nil is (gap == 0)


def test_past_many_losses_the_steps_are_left_out_and_the_method_says_where_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("claims.documents.workbook.MOST_LOSSES", 1)
    book = load_workbook(BytesIO(made(a_book_of(decided()), "en")))
    assert "Steps" not in book.sheetnames
    told = [cell.value for cell in book["Method"]["A"]]
    assert any("There is no “Steps” sheet: there are 2 losses" in str(text) for text in told)
