"""What stands behind totals and nobody has confirmed is found by the heads and the claims."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from claims.claim.model import Claim, Claimant, Contact, Entry, Loss
from claims.damages.doubts import doubtful_figures, doubtful_taxes, taxes_of, taxes_used
from claims.damages.imported import rates_taken_out, trace
from claims.damages.tax import DAY, TaxRate, silence, tax_said
from claims.matter.model import Matter
from tests.documents.documents_makers import a_claim, the_matter

PST = TaxRate("BC", "PST", date(2013, 4, 1), date.max, Decimal(7), "from memory", verified=False)
TVA = TaxRate("FR", "TVA", date(2014, 1, 1), date.max, Decimal(20), "from memory", verified=False)
GST = TaxRate("CA", "GST", date(2008, 1, 1), date.max, Decimal(5), "the CRA", verified=True)


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
    assert doubtful_taxes(SURE, {"lost_profit"}, [GST]) == (silence(""),)  # an export of sales
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


def test_the_taxes_of_a_matter_are_those_recovered_in_its_currency_and_its_period():
    """From 28 August 2021: a rate that ended the day before, or begins after, is not among them."""
    start, end = SURE.period_start, SURE.period_end
    nil = replace(GST, percent=Decimal(0))
    first, last = replace(GST, end=start), replace(GST, start=end)
    before, after = replace(GST, end=start - DAY), replace(GST, start=end + DAY)
    assert taxes_of(SURE, (GST, TVA, PST, nil, first, last, before, after)) == (GST, first, last)
    assert taxes_of(SURE.model_copy(update={"currency": "EUR"}), (GST, TVA)) == (TVA,)


def test_a_figure_may_stand_behind_the_screen_of_a_head_or_an_input_left_blank():
    """The matter's own rate of avoided costs, where none is typed."""
    matter = the_matter()
    told = [f.label.en for f in doubtful_figures(matter, {"lost_profit"})]
    assert told == ["rate of costs avoided"]
    seen = matter.heads["mitigation"].model_copy(update={"screen": "hourly_rate"})
    screened = matter.model_copy(update={"heads": matter.heads | {"mitigation": seen}})
    assert doubtful_figures(matter, {"mitigation"}) == ()
    assert doubtful_figures(screened, {"mitigation"}) == (matter.figures["hourly_rate"],)


def a_history(title):
    """A loss whose history begins with this line."""
    typed = f"{title}\n2021-07-26; 100.00"
    history = Entry(typed=typed, history=(("2021-07-26", 10_000),))
    return a_claim().losses[0].model_copy(update={"inputs": {"history": history}})


TITLE = "date; ventes / sales; taxes: "


def test_rates_are_kept_in_one_line_and_read_back_as_the_table_knows_them():
    quebec = TaxRate("QC", "QST", date(2013, 1, 1), date.max, Decimal("9.9750"), "", verified=True)
    kept = trace((GST, quebec, silence("")))
    assert kept == "taxes: CA GST 5 2008-01-01, QC QST 9.975 2013-01-01, ? unknown 0 0001-01-01"
    loss = a_history(f"date; ventes / sales; {kept}")
    assert rates_taken_out(loss, (GST, quebec)) == (GST, quebec, silence(""))
    (other,) = rates_taken_out(a_history(TITLE + "FR TVA 5.5 2014-01-01"), (GST, TVA))
    assert other == TaxRate(
        "FR", "TVA", date(2014, 1, 1), date.max, Decimal("5.5"), "", verified=False
    )


@pytest.mark.parametrize(
    "title",
    [
        "date; ventes / sales",
        "date; sales; taxes: CA GST 5 2008-01-01",
        TITLE + "CA TAX 5 2008-01-01",
        TITLE + "CA GST 5 2008-02-31",
        TITLE + "ca GST 5 2008-01-01",
        "date; ventes / sales; CA GST 5 2008-01-01",
    ],
)
def test_what_is_no_trace_of_ours_takes_no_rate_out(title):
    assert rates_taken_out(a_history(title), (GST,)) == ()


def test_only_the_first_line_that_is_not_blank_is_the_titles():
    assert rates_taken_out(a_history(f"\n\n{TITLE}CA GST 5 2008-01-01"), (GST,)) == (GST,)
    below = "date; ventes / sales\n2021-07-25; 1.00; taxes: CA GST 5 2008-01-01"
    assert rates_taken_out(a_history(below), (GST,)) == ()
    assert rates_taken_out(a_claim().losses[0], (GST,)) == ()
    (unknown,) = rates_taken_out(a_history(TITLE + "FR unknown 0 0001-01-01"), (GST,))
    assert unknown == silence("FR")
