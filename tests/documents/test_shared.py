"""The papers of a fund: a statement a claimant can follow, a workbook that adds up again."""

from contextlib import suppress
from fractions import Fraction
from io import BytesIO
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from claims.damages.levy import FONDS, LevyTable
from claims.documents.payment import Payees, payment_statements, round_rows, weighted_said
from claims.documents.shares_book import shares_workbook
from claims.problems import Refused
from claims.totals.allocate import Outcome, Terms, allocate
from claims.totals.allocated import Asked, share
from claims.totals.owed import owed_of
from claims.totals.owed_read import UNIT
from tests.documents.documents_makers import AT, HEAD, HERE, the_matter
from tests.documents.reading_back import checked, recomputed, text_of, tool

NBSP = "\u00a0"
BOTH = frozenset({"share", "residue"})
LOSSES = [("R-1", "A1", 9_000_00), ("R-2", "B1", 800_00), ("R-3", "B1", 30_00)]
NAMES = {"R-1": "Studio Boréal inc.", "R-2": "=1+1 & <b>Élodie</b>", "R-3": "Noé"}


@pytest.fixture(scope="module")
def payees() -> Payees:
    """One at the cap, one pro rata at half weight, one under the minimum."""
    table = LevyTable.read(HERE / "data" / "rates" / f"{FONDS}.csv")
    terms = Terms(10_000_00, fees=3_000_00, costs=500_00, cap=6_000_00, minimum=50_00)
    asked = Asked(terms, {"A1": UNIT, "B1": UNIT // 2}, table, BOTH)
    shared = share(LOSSES, asked)
    return Payees(the_matter(), shared, NAMES, shared.remarks(), fictional=True)


def test_each_claimant_has_a_page_that_tells_how_the_amount_arises(payees, tmp_path):
    made = payment_statements(payees, journal_head=HEAD, at=AT, language="fr")
    checked(made, tmp_path)
    path = tmp_path / "read.pdf"
    path.write_bytes(made)
    assert "Pages:           3" in tool("pdfinfo", path)
    first, second, third = (
        " ".join(tool("pdftotext", "-layout", "-f", n, "-l", n, path, "-").split())
        for n in (1, 2, 3)
    )
    for said in ("Relevé de paiement R-1", "Studio Boréal inc.", "Fonds 10 000,00 $",
                 "Honoraires −3 000,00 $", "À répartir 6 500,00 $", "Plafond d’un paiement : 6 000",
                 "atteint le plafond", "Net à payer 5 400,00 $", "non confirmés : 10 %.",
                 "Pertes de ce tour", "Prélèvement : 10 % de la part entière",
                 "Établi le 21 novembre",
                 "rien n’est payé avant que le tribunal l’approuve"):  # fmt: skip
        assert said in first
    assert "=1+1 & <b>Élodie</b>" in second
    assert "Perte pondérée par le sous-groupe : 400,00 $" in second
    assert "Net à payer 490,00 $" in second
    assert "sous le paiement minimal" in third
    assert "Net à payer 0,00 $" in third
    assert "de la part entière" not in third, "no levy is told of no payment"


def test_statements_are_told_in_english_and_the_same_fund_gives_the_same_bytes(payees, tmp_path):
    made = payment_statements(payees, journal_head=HEAD, at=AT, language="en")
    told = " ".join(text_of(made, tmp_path).split())
    assert "Payment statement R-1" in told
    assert "Cap on a payment: $6,000.00 · Minimum payment: $50.00" in told
    assert "Levy: 10% of the whole share." in told
    assert payment_statements(payees, journal_head=HEAD, at=AT, language="en") == made


def test_the_terms_of_the_fund_stand_in_the_workbook(payees):
    made = b"".join(shares_workbook(payees, journal_head=HEAD, at=AT, language="fr"))
    sheet = load_workbook(BytesIO(made))["Répartition"]
    rows = [tuple(cell and str(cell).replace(NBSP, " ") for cell in row[:2])
            for row in sheet.iter_rows(values_only=True)]  # fmt: skip
    terms = rows[rows.index(("Termes de la répartition", None)) + 2 :][:5]
    assert dict(terms) == {
        "Pertes comptées": "Montants admis des réclamations décidées",
        "Plafond, avant prélèvement": "6 000,00 $",
        "Minimum, avant prélèvement": "50,00 $",
        "Poids des sous-groupes": "A1 : 1 · B1 : 0,5",
        "Prélèvement du Fonds d’aide": "Sur chaque paiement, Sur le reliquat",
    }  # fmt: skip


def test_the_workbook_finds_the_fund_again_from_the_payments(payees, tmp_path):
    made = b"".join(shares_workbook(payees, journal_head=HEAD, at=AT, language="fr"))
    assert b"".join(shares_workbook(payees, journal_head=HEAD, at=AT, language="fr")) == made
    sheet = load_workbook(recomputed(made, tmp_path), data_only=True)["Répartition"]
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True) if row[0]}
    assert rows["Fonds"][1:4] == (10_000, 10_000, 0)
    assert rows["Versé aux réclamants"][1:4] == (5_890, 5_890, 0)
    assert rows["Prélèvement du Fonds d’aide sur les paiements"][1:4] == (610, 610, 0)
    assert rows["Versé jusque-là, en tout"][1:3] == (6_000, 6_500)
    assert rows["Encore au fonds après ce tour"][1:3] == (500, 0)
    listed = load_workbook(BytesIO(made))["Paiements"]
    assert [cell.value for cell in listed["B"]][1:] == list(NAMES.values())
    assert all(cell.data_type != "f" for cell in listed["B"])


def read(printed):
    """A figure as a claimant reads it off the page."""
    return Fraction(printed.translate({ord(sign): None for sign in "$,"}))


def to_cent(amount):
    return Fraction(floor(amount * 100 + Fraction(1, 2)), 100)


losses = st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 10**7)), min_size=1, max_size=9)
weights = st.fixed_dictionaries(
    {name: st.integers(1, 5 * UNIT) | st.sampled_from([UNIT, UNIT // 3]) for name in "ABC"}
)
terms = st.builds(
    Terms, fund=st.integers(1, 10**8), cap=st.none() | st.integers(1, 10**6),
    minimum=st.sampled_from([0, 0, 100, 10_000]),
)  # fmt: skip


@given(losses, weights, terms)
@settings(deadline=None)
def test_a_claimant_finds_the_share_again_from_the_figures_printed(drawn, weights, terms):
    """The sum to share, times the loss, divided by the losses of the round; the share is that of
    the last round, to the cent below or above."""
    each = [(f"R-{n}", subgroup, cents) for n, (subgroup, cents) in enumerate(drawn)]
    with suppress(Refused):
        made = allocate(owed_of(each, weights, UNIT), terms)
        for place, outcome in enumerate(made.outcomes):
            loss = read(weighted_said(made, place, "CAD", "en"))
            rows = round_rows(made, place, "CAD", "en")
            found = [read(pot) * loss / read(lost) for _, pot, lost, _, _ in rows]
            assert [read(row[4]) for row in rows] == [to_cent(share) for share in found]
            share = Fraction(int(made.shares[place]), 100)
            if outcome in (Outcome.PRO_RATA, Outcome.CENT):
                assert abs(share - found[-1]) < Fraction(1, 100)
            assert bool(rows) == (outcome != Outcome.NO_LOSS)


def test_weighted_losses_are_printed_to_their_last_decimal():
    made = allocate(owed_of([("R-1", "A", 1_00), ("R-2", "B", 10_00)], {"A": 333_333}, UNIT),
                    Terms(1_00))  # fmt: skip
    assert weighted_said(made, 0, "CAD", "fr") == f"0,333333{NBSP}$"
    assert [row[2] for row in round_rows(made, 1, "CAD", "en")] == ["$10.333333"]
    assert weighted_said(made, 1, "EUR", "fr") == f"10,00{NBSP}€"


def test_a_claim_of_no_loss_has_a_statement_without_rounds_and_is_told_apart(payees, tmp_path):
    shared = share([*LOSSES, ("R-4", "A1", 0)], payees.shared.asked)
    assert shared.made.rounds == payees.shared.made.rounds
    names = NAMES | {"R-4": "Zoé"}
    none = Payees(the_matter(), shared, names, shared.remarks())
    path = tmp_path / "read.pdf"
    path.write_bytes(payment_statements(none, journal_head=HEAD, at=AT, language="fr"))
    told = " ".join(tool("pdftotext", "-layout", "-f", 4, "-l", 4, path, "-").split())
    assert "Relevé de paiement R-4" in told
    assert "Aucune perte n’est comptée" in told
    assert "Les tours de la répartition" not in told
    made = shares_workbook(none, journal_head=HEAD, at=AT, language="fr")
    book = load_workbook(BytesIO(b"".join(made)))
    notes = [str(row[0]) for row in book["Répartition"].iter_rows(values_only=True)]
    assert f"Réclamations sans perte comptée, hors des tours et sans paiement{NBSP}: 1." in notes
    last = [row for row in book["Paiements"].iter_rows(values_only=True) if row[0] == "R-4"]
    assert last[0][-2:] == (f"Rien{NBSP}: aucune perte comptée", None), "of no round"
