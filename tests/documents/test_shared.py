"""The papers of a fund: a statement a claimant can follow, a workbook that adds up again."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from claims.damages.levy import FONDS, LevyTable
from claims.documents.payment import Payees, payment_statements
from claims.documents.shares_book import shares_workbook
from claims.totals.allocate import Terms
from claims.totals.allocated import Asked, share
from claims.totals.owed_read import UNIT
from tests.documents.documents_makers import AT, HEAD, HERE, the_matter
from tests.documents.reading_back import checked, recomputed, text_of, tool

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
                 "Honoraires -3 000,00 $", "À répartir 6 500,00 $", "Plafond d’un paiement : 6 000",
                 "atteint le plafond", "Net à payer 5 400,00 $", "non confirmés : 10 %.",
                 "Pertes de ce tour", "Prélèvement : 10 % de toute la part",
                 "Établi le 21 novembre",
                 "rien n’est payé avant que le tribunal l’approuve"):  # fmt: skip
        assert said in first
    assert "=1+1 & <b>Élodie</b>" in second
    assert "Perte pondérée par le sous-groupe : 400,00 $" in second
    assert "Net à payer 490,00 $" in second
    assert "sous le paiement minimal" in third
    assert "Net à payer 0,00 $" in third
    assert "de toute la part" not in third, "no levy is told of no payment"


def test_statements_are_told_in_english_and_the_same_fund_gives_the_same_bytes(payees, tmp_path):
    made = payment_statements(payees, journal_head=HEAD, at=AT, language="en")
    told = " ".join(text_of(made, tmp_path).split())
    assert "Payment statement R-1" in told
    assert "Cap on a payment: $6,000.00 · Minimum payment: $50.00" in told
    assert "Levy: 10% of the whole share." in told
    assert payment_statements(payees, journal_head=HEAD, at=AT, language="en") == made


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
