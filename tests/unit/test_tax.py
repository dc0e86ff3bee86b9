"""The tax inside an amount, by place and date: what a registrant recovers and what stays lost."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from claims.damages.tax import found_tax, rates_in_force, read_tax_rates, tax_inside
from claims.money import to_cents
from claims.settings import HOME

TABLE = read_tax_rates((HOME / "data/rates/sales_tax_rates.csv").read_text(encoding="utf-8"))


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
    header = "jurisdiction,tax,from_date,to_date,rate_percent,source,verified"
    with pytest.raises(ValueError, match=told):
        read_tax_rates("\n".join((header, *rows.split())))


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
