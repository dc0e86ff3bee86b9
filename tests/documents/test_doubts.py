"""Documents say which figures and rates nobody has confirmed, wherever the doubt stands."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from claims.damages.tax import TaxRate
from claims.documents.report import report
from claims.documents.workbook import workbook
from claims.matter.model import Matter
from tests.documents.documents_makers import (
    AT,
    HEAD,
    RATES,
    a_book,
    many_lines,
    tables_of,
    the_matter,
)
from tests.documents.reading_back import text_of
from tests.unit.test_doubts import GST, SURE, TVA, with_doubt_by_type

PROPOSED = "Définitions proposées, non confirmées par le tribunal."
FIGURES = "Des chiffres du dossier sont à confirmer\u00a0: voir la méthode."
TAX = "Taux de taxe utilisés et à confirmer\u00a0: TVA 20\u00a0% (FR)."


def summary(matter: Matter, *taxes: TaxRate) -> set[object]:
    """Every cell of the first column of the summary."""
    book = a_book(matter=matter, taxes=taxes)
    made = b"".join(workbook(book, journal_head=HEAD, at=AT, language="fr"))
    return {row[0] for row in load_workbook(BytesIO(made))["Sommaire"].iter_rows(values_only=True)}


@pytest.mark.parametrize(
    ("matter", "taxes", "said"),
    [
        (SURE, (), set()),
        (SURE, (GST,), set()),
        (SURE, (GST, TVA), {TAX}),
        (with_doubt_by_type(SURE), (), {FIGURES}),
        (the_matter(), (), {PROPOSED, FIGURES}),
    ],
)
def test_the_summary_warns_of_what_is_unconfirmed_and_of_nothing_else(matter, taxes, said):
    assert summary(matter, *taxes) & {PROPOSED, FIGURES, TAX} == said


def test_the_report_warns_of_rates_of_tax_before_any_total(tmp_path: Path):
    tables = tables_of(many_lines())
    made = report(
        SURE,
        tables,
        (),
        snapshot="1",
        journal_head=HEAD,
        at=AT,
        language="fr",
        taxes=(GST, TVA),
        rates=RATES,
    )
    text = text_of(made, tmp_path).replace("\u00a0", " ")
    assert text.index("TVA 20 % (FR)") < text.index("Par groupe, sous-groupe")
    assert "Chiffres à confirmer" not in text
