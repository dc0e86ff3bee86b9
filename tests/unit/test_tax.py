"""The tax inside an amount, by place and date: what a registrant recovers and what stays lost."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from claims.damages.tax import (
    Tax,
    TaxRate,
    found_tax,
    rates_in_force,
    rates_inside,
    read_tax_rates,
    said_tax,
    tax_inside,
)
from claims.i18n.text import Text
from claims.money import to_cents
from claims.problems import Refused
from claims.settings import HOME

TABLE = read_tax_rates((HOME / "data/rates/sales_tax_rates.csv").read_text(encoding="utf-8"))

HEADER = "jurisdiction,tax,from_date,to_date,rate_percent,source,verified"
DAY = date(2021, 9, 15)


def table(*rows: str) -> tuple[TaxRate, ...]:
    return read_tax_rates("\n".join((HEADER, *rows)))


def percent(place: str, day: date) -> Decimal:
    return sum((rate.percent for rate in rates_in_force(TABLE, place, day)), Decimal(0))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("NS,HST,2010-07-01,2025-03-31,15,a,yes NS,HST,2025-03-31,,14,a,yes", "does not follow"),
        ("NS,HST,2010-07-01,2025-03-30,15,a,yes NS,HST,2025-04-01,,14,a,yes", "does not follow"),
        ("NS,HST,2010-07-01,,15,a,yes ON,HST,2010-07-01,,13,a,yes NS,HST,2025-04-01,,14,a,yes",
         "NS HST from 2025-04-01 does not follow the last"),
        ("NS,HST,2025-04-01,2010-07-01,15,a,yes", "ends before it begins, on 2010-07-01"),
    ],
)  # fmt: skip
def test_rates_of_one_tax_of_a_place_follow_each_other_to_the_day(rows, told):
    with pytest.raises(ValueError, match=told):
        table(*rows.split())


def test_a_row_is_read_whole_and_may_last_one_day():
    one_day, after = date(2025, 3, 31), date(2025, 4, 1)
    assert table("NS,HST,2025-03-31,2025-03-31,15,a notice,yes", "NS,HST,2025-04-01,,14,b,no") == (
        TaxRate("NS", "HST", one_day, one_day, Decimal(15), "a notice", verified=True),
        TaxRate("NS", "HST", after, date.max, Decimal(14), "b", verified=False),
    )


def test_a_rate_that_a_comma_cuts_in_two_is_refused_by_its_file_and_its_line():
    with pytest.raises(Refused) as refused:
        table("NS,HST,2010-07-01,2025-03-31,15,a,yes", "NS,HST,2025-04-01,,14,5,b,yes")
    assert [problem.where for problem in refused.value.problems] == [
        "rates/sales_tax_rates.csv:3"
    ]  # fmt: skip


def test_T1_the_gst_inside_a_total_is_five_hundred_and_fifths_of_it():
    assert to_cents(tax_inside(Decimal("778612.00"), Decimal(5))) == 3_707_676


@pytest.mark.parametrize(
    ("place", "day", "expected"),
    [
        ("QC", date(2021, 9, 15), "14.975"),
        ("ON", date(2021, 9, 15), "13"),
        ("NS", date(2025, 3, 31), "15"),
        ("NS", date(2025, 4, 1), "14"),
        ("AB", date(2021, 9, 15), "5"),
        ("FR", date(2021, 3, 15), "20"),
    ],
)
def test_a_registrant_recovers_the_tax_of_the_place_on_that_day(place, day, expected):
    assert percent(place, day) == Decimal(expected)


def test_a_provincial_sales_tax_is_inside_the_amount_and_recovered_by_nobody():
    tax = found_tax(Decimal("112.00"), "BC", date(2021, 9, 15), TABLE)
    assert to_cents(tax.amount) == 500
    assert tax.authority.fr == "TPS 5\u00a0%, BC, 15 septembre 2021"


def test_an_unverified_rate_says_so():
    unsure = [replace(rate, verified=False) for rate in TABLE]
    for table, sure in ((TABLE, True), (unsure, False)):
        assert found_tax(Decimal("120.00"), "FR", date(2021, 3, 15), table).verified is sure


def test_without_a_place_nothing_is_taken_out_and_nothing_is_sure():
    tax = found_tax(Decimal("105.00"), "", date(2021, 9, 15), TABLE)
    assert (tax.amount, tax.verified) == (0, False)


def test_where_the_table_is_silent_no_rate_is_printed_and_nothing_is_verified():
    tax = found_tax(Decimal("114.98"), "QC", date(1980, 1, 1), TABLE)
    assert (tax.amount, tax.verified) == (0, False)
    assert tax.authority.fr.startswith("aucun taux connu, QC, ")
    assert tax.authority.en.startswith("no known rate, QC, ")


def test_of_a_place_nobody_named_the_table_says_an_unverified_nil_without_source():
    assert rates_inside(TABLE, "", DAY) == (
        TaxRate("", "unknown", date.min, date.max, Decimal(0), "", verified=False),
    )
    assert rates_inside(TABLE, "QC", date(1980, 1, 1))[-1].place == "QC"


def test_the_tax_typed_is_believed_up_to_the_amount_that_contains_it():
    told = Text(fr="montant des taxes déclaré", en="amount of tax declared")
    for typed, kept in (("4.00", "4.00"), ("120.00", "100.00")):
        assert said_tax(Decimal(typed), Decimal("100.00")) == Tax(Decimal(kept), told, True)


@pytest.mark.parametrize(
    ("place", "rows", "told"),
    [
        ("QC", ["CA,GST,2008-01-01,,5,a,yes", "QC,QST,2013-01-01,,9.975,a,yes"],
         Text(fr="TPS 5\u00a0% + TVQ 9,975\u00a0%, QC, 15 septembre 2021",
              en="GST 5% + QST 9.975%, QC, September 15, 2021")),
        ("AB", ["AB,none,2008-01-01,,0,a,yes"],
         Text(fr="0\u00a0%, AB, 15 septembre 2021", en="0%, AB, September 15, 2021")),
        ("", [], Text(fr="aucun taux connu, lieu inconnu, 15 septembre 2021",
                      en="no known rate, place unknown, September 15, 2021")),
    ],
)  # fmt: skip
def test_the_authority_of_a_tax_is_its_rates_its_place_and_its_day(place, rows, told):
    assert found_tax(Decimal(100), place, DAY, table(*rows)).authority == told


def test_the_country_speaks_for_a_province_without_a_row_and_only_from_day_to_day():
    rates = table("CA,GST,2021-09-15,2021-09-15,5,a,yes", "ON,HST,2010-07-01,,13,a,yes")
    for day, taken in ((14, (0, False)), (15, (5, True)), (16, (0, False))):
        tax = found_tax(Decimal(105), "YT", date(2021, 9, day), rates)
        assert (tax.amount, tax.verified) == taken
    assert not found_tax(Decimal(105), "FR", DAY, rates).verified
