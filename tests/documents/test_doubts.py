"""Documents say which figures and rates nobody has confirmed, wherever the doubt stands."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from claims.claim.model import Claim, Claimant, Contact, Entry, Loss
from claims.damages.doubts import doubtful_figures, doubtful_taxes, taxes_used
from claims.damages.imported import trace
from claims.damages.tax import TaxRate, silence, tax_said
from claims.documents.report import report
from claims.documents.workbook import workbook
from claims.matter.model import Matter
from tests.documents.documents_makers import (
    AT,
    HEAD,
    RATES,
    a_book,
    a_claim,
    many_lines,
    tables_of,
    the_matter,
)
from tests.documents.reading_back import text_of

PST = TaxRate("BC", "PST", date(2013, 4, 1), date.max, Decimal(7), "from memory", verified=False)
TVA = TaxRate("FR", "TVA", date(2014, 1, 1), date.max, Decimal(20), "from memory", verified=False)
GST = TaxRate("CA", "GST", date(2008, 1, 1), date.max, Decimal(5), "the CRA", verified=True)
PROPOSED = "Définitions proposées, non confirmées par le tribunal."
FIGURES = "Des chiffres du dossier sont à confirmer\u00a0: voir la méthode."
TAX = "Taux de taxe utilisés et à confirmer\u00a0: TVA 20\u00a0% (FR)."


def all_verified(matter: Matter) -> Matter:
    """The matter once someone confirmed every figure and the court every definition."""

    def sure(values):
        return tuple(value.model_copy(update={"verified": True}) for value in values)

    figures = {
        key: figure.model_copy(
            update={
                "values": sure(figure.values),
                "by_type": {kind: sure(values) for kind, values in figure.by_type.items()},
            }
        )
        for key, figure in matter.figures.items()
    }
    subgroups = {
        key: subgroup.model_copy(update={"status": "confirmed"})
        for key, subgroup in matter.subgroups.items()
    }
    return matter.model_copy(update={"figures": figures, "subgroups": subgroups})


def with_doubt_by_type(matter: Matter) -> Matter:
    """Only the cap on showcase sites is unverified."""
    cap = matter.figures["rebuild_cap"]
    unsure = tuple(
        value.model_copy(update={"verified": False}) for value in cap.by_type["showcase"]
    )
    changed = cap.model_copy(update={"by_type": {**cap.by_type, "showcase": unsure}})
    return matter.model_copy(update={"figures": {**matter.figures, "rebuild_cap": changed}})


SURE = all_verified(the_matter())


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


def test_only_figures_of_the_heads_counted_are_in_doubt():
    matter = with_doubt_by_type(SURE)
    assert [f.label.fr for f in doubtful_figures(matter, {"rebuild"})] == [
        matter.figures["rebuild_cap"].label.fr
    ]
    assert doubtful_figures(matter, {"own_time"}) == ()


def test_a_rate_is_in_doubt_only_where_an_invoice_could_call_for_it():
    abroad = SURE.model_copy(update={"currency": "EUR"})
    assert doubtful_taxes(abroad, {"rebuild"}, [GST, TVA]) == (TVA, silence(""))
    assert doubtful_taxes(abroad, {"own_time"}, [GST, TVA]) == ()
    assert doubtful_taxes(SURE, {"rebuild"}, [GST, TVA]) == (silence(""),)
    assert tax_said(TVA, "en") == "VAT 20% (FR)"


def registrant(place: str, inputs: dict[str, Entry]) -> Claim:
    """A registrant's claim for rebuilding a site, in a place."""
    claimant = Claimant(kind="business", name="Studio", capacity="agency", registrant=True)
    days = {"start": date(2021, 8, 28), "end": date(2021, 9, 12)}
    loss = Loss(id="l1", head="rebuild", service="s1", inputs=inputs, **days)
    contact = Contact(email="a@studio.example", place=place)
    return a_claim(claimant=claimant, contact=contact, losses=(loss,))


PAID = {"invoices": Entry(typed="1 149,75", cents=114_975)}


def test_only_the_rates_that_lines_used_are_named():
    table = (GST, TVA)
    assert taxes_used([registrant("QC", PAID)], SURE, table) == (GST,)
    assert taxes_used([registrant("QC", PAID), registrant("FR", PAID)], SURE, table) == table
    assert (
        taxes_used([a_claim(contact=Contact(email="a@b.example", place="FR"))], SURE, table) == ()
    )


def test_a_provincial_tax_that_stays_in_an_amount_is_named_too():
    assert taxes_used([registrant("BC", PAID)], SURE, (GST, PST)) == (GST, PST)
    assert PST in doubtful_taxes(SURE, {"rebuild"}, [GST, PST])
    assert tax_said(PST, "en") == "PST 7% (BC)"


def test_an_amount_of_a_registrant_without_a_place_is_told_with_the_rates_to_confirm():
    claims = [registrant(place, PAID) for place in ("", "FR", "QC")]
    used = taxes_used(claims, SURE, (GST,))
    assert [tax_said(rate, "fr") for rate in used if not rate.verified] == [
        "aucun taux connu (lieu inconnu)", "aucun taux connu (FR)",
    ]  # fmt: skip


def test_a_tax_stated_on_the_invoice_or_no_invoice_at_all_uses_no_rate():
    stated = {**PAID, "invoices_tax": Entry(typed="149,75", cents=14_975)}
    hours = {"hours": Entry(typed="42", quantity=Decimal(42))}
    assert taxes_used([registrant("QC", stated), registrant("QC", hours)], SURE, (GST,)) == ()


def test_a_rate_taken_out_of_an_export_of_sales_is_named_also_of_who_is_no_registrant():
    kept = f"date; ventes / sales; {trace((GST, TVA, silence('')))}\n2021-07-26; 100.00"
    history = Entry(typed=kept, history=(("2021-07-26", 10_000),))
    claim = a_claim(
        losses=(a_claim().losses[0].model_copy(update={"inputs": {"history": history}}),)
    )
    assert taxes_used([claim], SURE, (GST, TVA, PST)) == (GST, TVA, silence(""))
    unknown, *_ = taxes_used([claim], SURE, (GST, PST))[1:]
    assert (unknown.place, unknown.verified) == ("", False)
