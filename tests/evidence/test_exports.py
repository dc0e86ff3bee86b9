"""Exports of platforms and banks: the days they come to, and what is said of the rest."""

import json
import random
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from claims.evidence.bounds import ROOT, Limits
from claims.evidence.exports.cells import amount, day_of, mark_of
from claims.evidence.exports.formats import formats
from claims.evidence.exports.reading import read
from claims.evidence.gate import run_limited
from claims.evidence.sales import BEGIN, Choices, read_sales
from tests.depth import examples
from tests.evidence.export_makers import (
    DESJARDINS,
    MAGENTO,
    PAYPAL,
    PAYPAL_FR,
    RBC,
    SHOPIFY,
    SQUARE,
    STRIPE,
    STRIPE_BALANCE,
    WIX,
    WOO_REVENUE,
    WOO_SUITE,
    a_resaved_export,
    a_shopify_line,
    a_shopify_order,
    a_statement,
    an_export,
    header_of,
    rows_of,
)

MONTREAL = "America/Toronto"
SALES = Path(__file__).resolve().parents[2] / "data" / "sales"


def told(content, zone=MONTREAL, **choices):
    """What an export says, read in this process: the limited child reads the same."""
    asked = {"zone": zone} | choices
    return read(content, asked)


def days(content, **choices):
    return dict(told(content, **choices)["days"])


def test_a_shopify_order_counts_once_whatever_its_lines():
    export = an_export(SHOPIFY, [
        a_shopify_order("#1001", "2021-08-26 09:50:26 -0400", "53.90"),
        a_shopify_line("#1001"),
        a_shopify_line("#1001", "Bougie \"vanille\",\nédition d'été"),
        a_shopify_order("#1002", "2021-08-26 23:59:59 -0400", "20.00"),
        a_shopify_order("#1003", "2021-08-27 00:00:01 -0400", "10.00"),
    ])  # fmt: skip
    assert days(export) == {"2021-08-26": 7390, "2021-08-27": 1000}
    assert told(export)["counts"] == {"rows": 5, "counted": 3, "lines": 2}


def test_shopify_test_void_and_cancelled_orders_are_not_sales_and_a_copy_is_told():
    whole = a_shopify_order("#1001", "2021-08-26 09:50:26 -0400", "53.90")
    export = an_export(SHOPIFY, [
        whole, whole,
        a_shopify_order("#1002", "2021-08-26 10:00:00 -0400", "99.00",
                        **{"Payment Method": "(for testing) Bogus Gateway"}),
        a_shopify_order("#1003", "2021-08-26 11:00:00 -0400", "88.00",
                        **{"Financial Status": "voided"}),
        a_shopify_order("#1004", "2021-08-26 12:00:00 -0400", "77.00",
                        **{"Cancelled at": "2021-08-26 12:30:00 -0400"}),
    ])  # fmt: skip
    assert days(export) == {"2021-08-26": 5390}
    assert told(export)["counts"] == {
        "rows": 5,
        "counted": 1,
        "duplicates": 1,
        "test": 1,
        "void": 2,
    }


def test_a_shopify_refund_leaves_tax_and_shipping_out():
    """100.00 + 5.00 of shipping + 15.72 of tax = 120.72; half given back is 50.00 of sales."""
    export = an_export(SHOPIFY, [
        a_shopify_order("#1", "2021-08-26 09:00:00 -0400", "100.00",
                        **{"Refunded Amount": "60.36", "Financial Status": "partially_refunded"}),
        a_shopify_order("#2", "2021-08-27 09:00:00 -0400", "40.00",
                        **{"Financial Status": "refunded", "Refunded Amount": "51.74"}),
    ])  # fmt: skip
    read_so = told(export)
    assert read_so["days"] == [["2021-08-26", 5000], ["2021-08-27", 0]]
    assert read_so["sums"]["refunds"] == -9000
    assert read_so["sums"]["shipping"] == 1000


def test_a_shop_whose_prices_include_tax_counts_without_it():
    """53.91 € of which 8.99 € of TVA: the subtotal of the platform includes it."""
    order = a_shopify_order("#1", "2021-08-26 09:00:00 +0200", "53.91", Currency="EUR",
                            Shipping="0.00", Taxes="8.99", Total="53.91")  # fmt: skip
    assert days(an_export(SHOPIFY, [order]), zone="Europe/Paris") == {"2021-08-26": 4492}


def test_woocommerce_orders_of_a_french_shop_in_cp1252_and_semicolons():
    export = an_export(WOO_SUITE, [
        {"order_id": "501", "order_date": "2021-08-26 18:00:00", "status": "completed",
         "order_total": "114,98", "tax_total": "14,98", "shipping_total": "10,00"},
        {"order_id": "502", "order_date": "2021-08-27 18:00:00", "status": "wc-processing",
         "order_total": "1 149,75", "tax_total": "149,75", "shipping_total": "0,00"},
        {"order_id": "503", "order_date": "2021-08-27 19:00:00", "status": "failed",
         "order_total": "500,00"},
        {"order_id": "504", "order_date": "2021-08-28 08:00:00", "status": "refunded",
         "order_total": "57,49", "tax_total": "7,49", "payment_method": "Crédit à l’achat"},
    ], separator=";", encoding="cp1252")  # fmt: skip
    assert days(export) == {"2021-08-26": 9000, "2021-08-27": 100000, "2021-08-28": 0}
    assert told(export)["sums"]["refunds"] == -5000


def test_a_daily_report_is_taken_as_it_stands():
    export = an_export(WOO_REVENUE, [
        {"Date": "2021-08-26", "Orders": "3", "Gross sales": "120.00", "Net sales": "100.00"},
        {"Date": "2021-08-27", "Orders": "0", "Gross sales": "0.00", "Net sales": "-12.50"},
        {"Date": "2021-08-27", "Orders": "0", "Gross sales": "0.00", "Net sales": "-12.50"},
    ])  # fmt: skip
    assert days(export) == {"2021-08-26": 10000, "2021-08-27": -1250}
    assert told(export)["counts"]["duplicates"] == 1


def test_stripe_times_are_utc_and_its_days_those_of_the_matter():
    export = an_export(STRIPE, [
        {"id": "ch_1", "Created (UTC)": "2021-08-27 02:30", "Amount": "25.00", "Currency": "cad",
         "Status": "Paid", "Amount Refunded": "0.00", "Captured": "true", "Mode": "Live"},
        {"id": "ch_2", "Created (UTC)": "2021-08-27 14:30", "Amount": "1,250.00",
         "Currency": "cad", "Status": "Paid", "Amount Refunded": "250.00", "Captured": "true"},
        {"id": "ch_3", "Created (UTC)": "2021-08-27 15:00", "Amount": "60.00", "Currency": "cad",
         "Status": "Failed", "Captured": "false"},
    ])  # fmt: skip
    assert days(export) == {"2021-08-26": 2500, "2021-08-27": 100000}
    assert told(export)["inside"] is True


def test_a_stripe_balance_puts_each_refund_on_its_own_day():
    export = an_export(STRIPE_BALANCE, [
        {"id": "txn_1", "Type": "charge", "Amount": "97.00", "Fee": "3.07", "Net": "93.93",
         "Currency": "cad", "Created (UTC)": "2021-08-26 15:00"},
        {"id": "txn_2", "Type": "refund", "Amount": "-97.00", "Fee": "0.00", "Net": "-97.00",
         "Currency": "cad", "Created (UTC)": "2021-09-02 15:00"},
        {"id": "txn_3", "Type": "payout", "Amount": "-500.00", "Net": "-500.00",
         "Currency": "cad", "Created (UTC)": "2021-09-03 15:00"},
    ])  # fmt: skip
    assert days(export) == {"2021-08-26": 9700, "2021-09-02": -9700}
    assert told(export)["counts"]["other"] == 1


def test_paypal_in_french_counts_sales_and_refunds_and_leaves_transfers():
    export = an_export(PAYPAL_FR, [
        {"Date": "26/08/2021", "Heure": "23:30:00", "Fuseau horaire": "America/Toronto",
         "Type": "Paiement Express Checkout", "État": "Terminé", "Devise": "CAD",
         "Avant commission": "1 149,75", "Numéro de transaction": "1AB", "TVA": "149,75"},
        {"Date": "27/08/2021", "Heure": "10:00:00", "Fuseau horaire": "America/Toronto",
         "Type": "Remboursement de paiement", "État": "Terminé", "Devise": "CAD",
         "Avant commission": "-40,00", "Numéro de transaction": "2AB"},
        {"Date": "27/08/2021", "Heure": "11:00:00", "Fuseau horaire": "America/Toronto",
         "Type": "Virement standard", "État": "Terminé", "Devise": "CAD",
         "Avant commission": "-900,00", "Numéro de transaction": "3AB"},
    ], encoding="utf-8-sig")  # fmt: skip
    assert days(export) == {"2021-08-26": 100000, "2021-08-27": -4000}
    assert told(export)["inside"] is False  # the file tells its taxes: none is left in


def test_paypal_dates_that_could_be_read_two_ways_are_asked():
    rows = [{"Date": "05/06/2021", "Time": "22:00:00", "TimeZone": "PDT", "Gross": "10.00",
             "Type": "Website Payment", "Status": "Completed", "Currency": "CAD",
             "Transaction ID": "9Z"}]  # fmt: skip
    export = an_export(PAYPAL, rows)
    assert told(export)["problem"] == "export-day-order"
    assert days(export, order="dmy") == {"2021-06-06": 1000}  # 22:00 in Vancouver, 1:00 here
    assert days(export, order="mdy") == {"2021-05-07": 1000}


def test_square_counts_net_sales_and_both_kinds_of_refund():
    export = an_export(SQUARE, [
        {"Date": "2021-08-26", "Time": "21:50:48", "Time Zone": "Pacific Time (US & Canada)",
         "Gross Sales": "$1,022.50", "Net Sales": "$1,000.00", "Tax": "$149.75", "Tip": "$3.00",
         "Partial Refunds": "$0.00", "Transaction ID": "T1", "Payment ID": "P1",
         "Event Type": "Payment"},
        {"Date": "2021-08-27", "Time": "09:00:00", "Time Zone": "Eastern Time (US & Canada)",
         "Net Sales": "-$45.00", "Partial Refunds": "$0.00", "Transaction ID": "T2",
         "Payment ID": "P2", "Event Type": "Refund"},
        {"Date": "2021-08-28", "Time": "09:00:00", "Time Zone": "Eastern Time (US & Canada)",
         "Net Sales": "$0.00", "Partial Refunds": "($5.00)", "Transaction ID": "T3",
         "Payment ID": "P3", "Event Type": "Refund"},
    ])  # fmt: skip
    assert days(export) == {"2021-08-27": 95500, "2021-08-28": -500}


def test_wix_repeats_the_total_of_an_order_on_each_of_its_lines():
    order = {"Order number": "10001", "Date created": "Aug 26, 2021", "Time": "9:15:51 PM",
             "Payment status": "Paid", "Total": "125.00", "Total tax": "15.00",
             "Shipping rate": "10.00", "Currency": "CAD"}  # fmt: skip
    export = an_export(WIX, [
        order | {"Item": "Savon"}, order | {"Item": "Chandelle"},
        order | {"Order number": "10002", "Payment status": "Unpaid"},
    ])  # fmt: skip
    assert days(export) == {"2021-08-26": 10000}
    assert told(export)["counts"] == {"rows": 3, "counted": 1, "lines": 1, "void": 1}


def test_magento_writes_four_decimals_and_its_months_in_words():
    export = an_export(MAGENTO, [
        {"ID": "000000012", "Purchase Date": "Aug 26, 2021 2:03:11 PM", "Status": "complete",
         "Grand Total (Base)": "125.0000", "Subtotal": "100.0000",
         "Shipping and Handling": "10.0000"},
        {"ID": "000000013", "Purchase Date": "26 août 2021, 14:03:11", "Status": "canceled",
         "Grand Total (Base)": "125.0000", "Subtotal": "100.0000"},
    ])  # fmt: skip
    assert days(export) == {"2021-08-26": 10000}


def test_a_statement_tells_receipts_and_leaves_withdrawals():
    once = ("20210826120000[-5:EST]", "150.00", "F1")
    statement = a_statement(once, ("20210827", "-40.00", "F2"), once, ("20210827", "60.5", "F3"))
    read_so = told(statement)
    assert read_so["days"] == [["2021-08-26", 15000], ["2021-08-27", 6050]]
    assert (read_so["bank"], read_so["currency"]) == (True, "CAD")
    assert read_so["counts"] == {"rows": 4, "counted": 2, "other": 1, "duplicates": 1}


def test_desjardins_has_no_header_and_is_known_all_the_same():
    blank = {"balance": "1", "out": '""', "into": '""'}
    deposit = {"day": "2021/08/26", "n": 1, "what": "Depot", "into": "654.87"}
    withdrawal = {"day": "2021/08/27", "n": 2, "what": "Retrait", "out": "125.75"}
    lines = [DESJARDINS.format(**blank | told) for told in (deposit, withdrawal)]
    assert days("".join(lines).encode("cp1252")) == {"2021-08-26": 65487}


def test_a_bank_writes_amounts_in_brackets_and_a_title_above_its_table():
    export = "Compte;Chèques;\r\n\r\nDate;Libellé;Débit;Crédit\r\n26/08/2021;Dépôt;;1 234,50\r\n" \
             "27/08/2021;Achat;(20,00);\r\n"  # fmt: skip
    assert days(export.encode("cp1252")) == {"2021-08-26": 123450}
    royal = an_export(RBC, [{"Account Type": "Chequing", "Transaction Date": "8/26/2021",
                             "Description 1": "DEPOSIT", "CAD$": "80.00"}])  # fmt: skip
    assert days(royal) == {"2021-08-26": 8000}


def test_the_two_real_shops_read_right():
    french = told((SALES / "shop_fr_order_lines.csv").read_bytes())
    assert (french["days"][0], len(french["days"])) == (["2009-12-01", 102429], 372)
    assert sum(cents for _, cents in french["days"]) == 32173339
    swiss = told((SALES / "shop_ch_daily_revenue.csv").read_bytes())
    assert swiss["days"][:2] == [["2009-12-17", 58940], ["2010-02-11", 47768]]
    assert sum(cents for _, cents in swiss["days"]) == 9940306


def test_a_workbook_reads_as_its_csv_does():
    book = Workbook()
    book.active.append(["Jour", "Ventes nettes"])
    for day, sold in (
        (date(2021, 8, 26), 1234.5),
        (date(2021, 8, 27), 1.125),
        (date(2021, 8, 28), 40),
    ):
        book.active.append([day, sold])
    out = BytesIO()
    book.save(out)
    assert days(out.getvalue()) == {"2021-08-26": 123450, "2021-08-27": 113, "2021-08-28": 4000}


def test_two_currencies_are_refused_until_one_is_chosen():
    export = an_export(SHOPIFY, [
        a_shopify_order("#1", "2021-08-26 09:00:00 -0400", "10.00"),
        a_shopify_order("#2", "2021-08-26 09:00:00 -0400", "20.00", Currency="USD"),
    ])  # fmt: skip
    assert told(export)["problem"] == "export-two-currencies"
    assert told(export)["values"] == {"currencies": "CAD, USD"}
    chosen = told(export, currency="USD")
    assert chosen["days"] == [["2021-08-26", 2000]]
    assert chosen["counts"] == {"rows": 2, "counted": 1, "other_currency": 1}


def test_what_is_not_understood_is_counted_with_its_place():
    export = b"jour;ventes\n2021-08-26;10,00\nhier;20,00\n2021-08-27;beaucoup\n2021-02-30;5,00\n"
    read_so = told(export)
    assert read_so["days"] == [["2021-08-26", 1000]]
    assert read_so["counts"] == {"rows": 4, "counted": 1, "unread": 3}
    assert read_so["unread"] == [(3, "day"), (4, "amount"), (5, "day")]


def test_mixed_forms_of_dates_are_each_read_and_two_orders_are_asked():
    mixed = b"jour;ventes\n2021-08-26;10,00\n27/08/2021;20,00\n28 ao\xc3\xbbt 2021;5,00\n"
    assert days(mixed) == {"2021-08-26": 1000, "2021-08-27": 2000, "2021-08-28": 500}
    both = b"jour;ventes\n27/08/2021;20,00\n08/28/2021;5,00\n"
    assert told(both)["problem"] == "export-day-order"


def test_thousands_that_could_be_decimals_follow_the_rest_of_the_file():
    english = b'date,sales\n2021-08-26,"1,234"\n2021-08-27,12.50\n'
    assert days(english) == {"2021-08-26": 123400, "2021-08-27": 1250}
    silent = told(b"date;sales\n2021-08-26;1,234\n2021-08-27;10\n")
    assert (silent["days"], silent["unread"]) == ([["2021-08-27", 1000]], [(2, "amount")])


def test_broken_quotes_cost_a_line_never_the_file():
    lines = ("date,net_sales,note", '2021-08-26,10.00,"five" inches', '2021-08-27,20.00,"open',
             "2021-08-28,5.00,")  # fmt: skip
    export = "\n".join(lines).encode()
    read_so = told(export)
    assert read_so["lenient"] is True
    assert read_so["days"] == [["2021-08-26", 1000], ["2021-08-27", 2000], ["2021-08-28", 500]]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "export-empty"), (b"\xef\xbb\xbf \r\n", "export-empty"), (b"bonjour", "export-no-rows"),
     (SHOPIFY.encode(), "export-no-rows"), (b"a,b\n1,2\n", "export-unknown"),
     (b"PK\x03\x04nothing", "export-broken"), (b"date,sales\nx,y\n", "export-nothing")],
)  # fmt: skip
def test_a_file_that_says_nothing_gets_its_sentence(content, code):
    assert told(content)["problem"] == code


def test_columns_chosen_by_hand_read_what_no_format_fits():
    export = "quand|combien|rendu|état|no\n05-06-2021|12,00|2,00|ok|1\n13-06-2021|8,00||annulé|2\n"
    assert told(export.encode())["problem"] == "export-unknown"
    chosen = {"day": 0, "total": 1, "refund": 2, "status": 3, "id": 4}
    assert days(export.encode(), columns=chosen) == {"2021-06-05": 1000}


def test_forty_years_of_days_are_all_read():
    first = date(1981, 1, 1)
    lines = [f"{first + timedelta(days=n)},{n % 90}.25" for n in range(14_610)]
    read_so = told(("date,net_sales\n" + "\n".join(lines)).encode())
    assert len(read_so["days"]) == 14_610
    assert read_so["days"][-1] == ["2020-12-31", (14_609 % 90) * 100 + 25]


def test_the_child_reads_as_this_process_does_and_dies_politely():
    export = an_export(SHOPIFY, [a_shopify_order("#1", "2021-08-26 09:00:00 -0400", "53.90")])
    seen = read_sales("commandes.csv", export, Choices(), MONTREAL)
    assert (seen.format, seen.label, seen.days) == ("shopify", "Shopify", (("2021-08-26", 5390),))
    starved = read_sales("x.csv", export, Choices(), MONTREAL, Limits(wall_seconds=0))
    assert starved.problem is not None
    assert starved.problem.code == "export-too-large"


def test_a_child_that_crashes_is_not_said_to_have_had_too_much_to_read(monkeypatch):
    monkeypatch.setattr("claims.evidence.sales.BEGIN", "import os; os.abort()")
    crashed = read_sales("x.csv", b"a;b", Choices(), MONTREAL)
    assert crashed.problem is not None
    assert crashed.problem.code == "export-broken"


def test_the_child_knows_every_zone_though_it_opens_nothing_any_more():
    rows = [
        {"Date": "25/06/2021", "Time": "22:00:00", "TimeZone": zone, "Gross": "10.00",
         "Type": "Website Payment", "Status": "Completed", "Currency": "CAD",
         "Transaction ID": zone}
        for zone in ("America/Vancouver", "Asia/Tokyo", "Pacific")
    ]  # fmt: skip
    export = an_export(PAYPAL, rows)
    assert dict(read_sales("pp.csv", export, Choices(), MONTREAL).days) == days(export)
    assert days(export) == {"2021-06-25": 1000, "2021-06-26": 2000}


def the_child_after(change: str) -> dict:
    """What the child reports once a line of its code was changed."""
    begin = f"import sys; sys.path.append(sys.argv[1]); {change}; {BEGIN}"
    said, _ = run_limited(begin, (str(ROOT), "{}", "200000000", "5"), b"a;b", 10)
    return json.loads(said)


def test_R32_the_child_opens_nothing_once_it_reads():
    opens = (
        "import claims.evidence.exports.reading as reading; "
        "reading.read = lambda content, told: {'label': open('/etc/passwd').read()}"
    )
    assert the_child_after(opens)["problem"] == "export-broken"


def test_R32_an_export_read_without_every_bound_is_said_to_be():
    unbound = (
        "import claims.evidence.child as child; "
        "child.setrlimit = lambda *_: (_ for _ in ()).throw(OSError())"
    )
    assert the_child_after(unbound)["unbounded"] is True
    assert the_child_after("pass")["unbounded"] is False


@pytest.mark.full
def test_a_hundred_thousand_rows_are_read_within_the_memory_of_the_child():
    start, rows = datetime(2015, 1, 1, tzinfo=UTC), []
    for n in range(60_000):
        at = (start + timedelta(minutes=50 * n)).strftime("%Y-%m-%d %H:%M:%S -0400")
        rows.append(a_shopify_order(f"#{n}", at, f"{n % 90 + 10}.50"))
        rows.extend([a_shopify_line(f"#{n}")] if n % 3 else [])
    patient = Limits(cpu_seconds=20, wall_seconds=60)  # a busy machine, not a larger memory
    seen = read_sales("grand.csv", an_export(SHOPIFY, rows), Choices(), MONTREAL, patient)
    assert seen.problem is None
    assert seen.counts == {"rows": 100_000, "counted": 60_000, "lines": 40_000}
    orders = sum((n % 90 + 10) * 100 + 50 for n in range(60_000))
    assert sum(cents for _, cents in seen.days) == orders


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [("1 234,56 $", "", "1234.56"), ("$1,234.56", "", "1234.56"), ("(12.34)", "", "-12.34"),
     ("-$5.00", "", "-5.00"), ("$-5.00", "", "-5.00"), ("(-5.00)", "", "-5.00"),
     ("($-5.00)", "", "-5.00"), ("1.234.567", ".", "1234567"), ("1,234,567", ",", "1234567"),
     ("12.34-", "", "-12.34"),
     ("\u2212 7,5", "", "-7.5"), ("1.234.567,89", "", "1234567.89"), ("1,234", ".", "1234"),
     ("1,234", ",", "1.234"), ("1,234,567", "", "1234567"), ("CA$ 10", "", "10"),
     ("12 €", "", "12"),
     ("34.0000", "", "34.0000"), ("USD 3.50", "", "3.50"), ("1'234.50", "", "1234.50")],
)  # fmt: skip
def test_an_amount_is_read_as_it_is_written(text, mark, value):
    assert str(amount(text, mark)) == str(amount(value, "."))


@pytest.mark.parametrize(
    "text", ["", "1,234", "12,34,56", "abc", "1e5", "١٢٣", "--5", "1..2", "=", "1.234.56"]
)
def test_what_is_no_amount_is_not_guessed(text):
    assert amount(text, "") is None
    assert amount(text, ".") is None or text == "1,234"


@pytest.mark.parametrize(
    ("text", "clock", "day"),
    [("2021-08-28T23:30:00Z", "", "2021-08-28"), ("2021-08-29 02:30:00 UTC", "", "2021-08-28"),
     ("2021-08-28", "UTC", "2021-08-28"), ("2021-08-29 02:30", "UTC", "2021-08-28"),
     ("28 août 2021 14 h 32", "", "2021-08-28"), ("1er septembre 2021", "", "2021-09-01"),
     ("August 28, 2021", "", "2021-08-28"), ("20210829013000[0:GMT]", "", "2021-08-28"),
     ("28/08/2021 11:30 PM", "", "2021-08-28"), ("2021-08-28 25:00", "", "2021-08-28"),
     ("20210828003000[-3.5:NST]", "", "2021-08-28"), ("2021-08-28 10:00 +99:00", "", "2021-08-28")],
)  # fmt: skip
def test_a_moment_falls_on_the_day_of_the_matter(text, clock, day):
    from zoneinfo import ZoneInfo

    assert str(day_of(text, "", clock, ZoneInfo(MONTREAL))) == day


@pytest.mark.parametrize("text", ["", "2021-02-30", "28/08/21", "demain", "2021", "99/99/2021"])
def test_what_is_no_day_is_not_guessed(text):
    assert day_of(text, "", "", UTC) is None


orders = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 10**7), st.booleans()), min_size=1, max_size=40
)


@settings(max_examples=60, deadline=None)
@given(orders, st.randoms(use_true_random=False))
def test_the_days_add_up_to_the_net_orders(sold, shuffle: random.Random):
    """Whatever the order of the rows, the copies and the further lines."""
    first = date(2020, 9, 1)
    rows = []
    for n, (after, cents, back) in enumerate(sold):
        at = f"{first + timedelta(days=after)} 12:00:00 -0400"
        net = f"{cents // 100}.{cents % 100:02}"
        status = "refunded" if back else "paid"
        money = {"Taxes": "0.00", "Shipping": "0.00", "Total": net}
        back_too = {"Financial Status": status, "Refunded Amount": net if back else "0"}
        order = a_shopify_order(f"#{n}", at, net, **money, **back_too)
        rows += [[order, a_shopify_line(f"#{n}")], [order]]
    shuffle.shuffle(rows)
    read_so = told(an_export(SHOPIFY, [row for group in rows for row in group]))
    assert sum(cents for _, cents in read_so["days"]) == sum(c for _, c, back in sold if not back)
    counts = dict(read_so["counts"])
    counts.pop("refunded", None)
    assert counts.pop("rows") == sum(counts.values())


@settings(max_examples=examples(200), deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_bytes_get_a_sentence_or_days(content):
    read_so = told(content)
    assert "problem" in read_so or "days" in read_so


def test_every_format_names_a_day_and_an_amount():
    for key, one in formats().items():
        assert "day" in one.columns, key
        assert set(one.columns) & {"net", "total", "price", "credit"}, key
    assert mark_of("1,234") == ""


def test_woocommerce_analytics_puts_a_refund_on_a_row_of_its_own():
    header = "Date,Order #,Status,Customer,Product(s),Items Sold,Coupon(s),N. Revenue"
    told_so = [
        ("2021-08-26 10:00:00", "71", "Completed", "80.00"),
        ("2021-09-02 10:00:00", "71", "Refunded", "-30.00"),
        ("2021-08-26 11:00:00", "72", "Cancelled", "9.00"),
    ]
    names = ("Date", "Order #", "Status", "N. Revenue")
    export = an_export(header, [dict(zip(names, row, strict=True)) for row in told_so])
    assert days(export) == {"2021-08-26": 8000, "2021-09-02": -3000}


def test_a_line_no_reader_can_cut_is_counted_as_not_understood():
    export = b'date,net_sales\n2021-08-26,10.00\n"2021-08-27,' + b"x" * 140_000 + b"\n"
    read_so = told(export)
    assert read_so["days"] == [["2021-08-26", 1000]]
    assert read_so["counts"] == {"rows": 2, "counted": 1, "unread": 1}


EIGHT = [[f"2021-08-0{n}", 1000 + 100 * n] for n in range(1, 9)]
UNNUMBERED = [
    key for key, one in formats().items() if one.grain != "day" and "id" not in one.columns
]


@pytest.mark.parametrize("key", [key for key in formats() if key not in UNNUMBERED])
def test_a_file_of_numbered_sales_or_of_days_pasted_twice_counts_once_and_says_so(key):
    once = told(header_of(key) + rows_of(key))
    assert (once["format"], once["days"]) == (key, EIGHT)
    twice = told(header_of(key) + rows_of(key) * 2)
    assert (twice["days"], twice["counts"]["duplicates"], "problem" in twice) == (EIGHT, 8, False)


@pytest.mark.parametrize("key", UNNUMBERED)
@pytest.mark.parametrize("between", ["", "titles"])
def test_a_file_without_numbers_pasted_twice_is_asked_about_and_never_halved_unsaid(key, between):
    header = header_of(key)
    once = told(header + rows_of(key))
    assert (once["format"], once["days"], "problem" in once) == (key, EIGHT, False)
    content = header + rows_of(key) + (header if between else b"") + rows_of(key)
    asked = told(content)
    assert (asked["problem"], asked["values"]) == ("export-twice", {"lines": 8, "at_cents": 11_600})
    assert told(content, twice="once")["days"] == EIGHT
    assert told(content, twice="once")["counts"]["duplicates"] == 8
    each = told(content, twice="each")
    assert each["days"] == [[day, cents * 2] for day, cents in EIGHT]
    assert (each["alike"]["rows"], "problem" in each) == (8, False)


def bank(*rows: str) -> bytes:
    return "\n".join(("Date,Description,Debit,Credit,Balance", *rows)).encode()


LINES = [f"2021-08-{n:02},vente,,{n}.00,{n}.00" for n in range(1, 13)]


def test_two_sales_of_the_same_amount_are_counted_and_told():
    report = told(bank(*LINES, LINES[3], LINES[7]))
    assert "problem" not in report
    assert report["alike"] == {"rows": 2, "cents": 1200, "copied": 0}
    assert sum(cents for _, cents in report["days"]) == 7800 + 1200


def test_two_exports_whose_periods_meet_are_asked_about():
    content = bank(*LINES, *LINES[6:], "2021-08-13,vente,,13.00,13.00")
    assert told(content)["values"] == {"lines": 6, "at_cents": 5700}
    assert days(content, twice="once") == days(bank(*LINES, "2021-08-13,vente,,13.00,13.00"))


def test_a_file_pasted_twice_then_sorted_keeps_the_sales_that_were_alike_already():
    content = bank(*sorted([*LINES, LINES[3]] * 2))
    assert told(content)["values"]["lines"] == 13
    assert days(content, twice="once") == days(bank(*LINES, LINES[3]))


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(st.integers(1, 28), min_size=5, max_size=30, unique=True), st.integers(2, 4))
def test_a_file_pasted_any_number_of_times_counts_once_when_one_says_so(sold, times):
    rows = [f"2021-08-{day:02},vente,,{day}.00,1" for day in sold]
    content = bank(*rows * times)
    assert told(content)["problem"] == "export-twice"
    assert days(content, twice="once") == days(bank(*rows))


def test_a_sequence_of_desjardins_begins_anew_each_day_and_in_each_account():
    one = DESJARDINS.format(day="2021/08/28", n=1, what="A", out='""', into="10.00", balance="1")
    other = one.replace("/28", "/29") + one.replace("EOP", "ET1")
    assert days((one + other + one).encode()) == {"2021-08-28": 2000, "2021-08-29": 1000}


def test_the_example_of_order_lines_repeats_nothing():
    report = told((SALES / "shop_fr_order_lines.csv").read_bytes(), zone="Europe/Paris")
    assert "repeated" not in report


def test_digits_of_other_alphabets_are_no_date():
    assert day_of("\u0662\u0660\u0662\u0661-08-28", "", "", UTC) is None
    assert told("date,net_sales\n٢٠٢١-08-28,1.00\n".encode())["problem"] == "export-nothing"


def test_a_day_written_the_same_both_ways_needs_no_question():
    assert days(b"jour;ventes\n05/05/2021;20,00\n") == {"2021-05-05": 2000}


@pytest.mark.full
def test_R32_a_workbook_of_eight_million_cells_ends_in_a_sentence():
    row = b"<row>" + b"<c><v>1</v></c>" * 1000 + b"</row>"
    book, out = Workbook(), BytesIO()
    book.save(out)
    bomb = BytesIO()
    with ZipFile(out) as plain_one, ZipFile(bomb, "w", ZIP_DEFLATED, compresslevel=1) as made:
        for entry in plain_one.namelist():
            if not entry.startswith("xl/worksheets/sheet"):
                made.writestr(entry, plain_one.read(entry))
        with made.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(
                b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            )
            sheet.write(b"<sheetData>" + row * 8000 + b"</sheetData></worksheet>")
    seen = read_sales("bombe.xlsx", bomb.getvalue(), Choices(), MONTREAL)
    assert seen.problem is not None
    assert seen.problem.code in ("export-too-large", "export-broken", "export-unknown")


def clocked(content, clock=""):
    report = told(content, clock=clock)
    return dict(report["days"]), report["clocks"]


def test_times_without_a_zone_are_in_the_one_the_person_names_and_the_days_that_move_are_told():
    """An order of 21:30 written in UTC was made at 17:30 in Montréal; one of 01:30, the eve."""
    export = an_export(WOO_SUITE, [
        {"order_id": str(n), "order_number": str(n), "order_date": at, "status": "completed",
         "order_total": "10.00"}
        for n, at in enumerate(("2021-07-26 21:30:00", "2021-07-27 01:30:00"))
    ])  # fmt: skip
    assert clocked(export) == ({"2021-07-26": 1000, "2021-07-27": 1000}, {"naive": 2})
    assert clocked(export, "UTC") == ({"2021-07-26": 2000}, {"naive": 2, "moved": 1})
    west = {"2021-07-27": 2000}, {"naive": 2, "moved": 1}
    assert clocked(export, "America/Vancouver") == west


def test_an_offset_is_used_whatever_zone_the_person_names():
    export = an_export(SHOPIFY, [a_shopify_order("#1", "2021-07-27 01:30:00 +0200", "10.00")])
    for clock in ("", "UTC", "America/Vancouver"):
        assert clocked(export, clock) == ({"2021-07-26": 1000}, {"zoned": 1, "moved": 1})


def test_a_day_that_a_spreadsheet_wrote_as_midnight_has_no_time():
    assert clocked(b"date,net_sales\n2021-07-26 00:00:00,10.00\n", "UTC") == (
        {"2021-07-26": 1000}, {}
    )  # fmt: skip


def test_an_itemised_report_of_stripe_is_in_utc_only_when_it_says_so():
    row = "txn_1,2021-07-27 01:30:00,cad,10.00,0.30,9.70,charge\n"
    header = "balance_transaction_id,{},currency,gross,fee,net,reporting_category\n"
    utc, account = ((header.format(name) + row).encode() for name in ("created_utc", "created"))
    assert clocked(utc)[0] == {"2021-07-26": 1000}
    assert clocked(account) == ({"2021-07-27": 1000}, {"naive": 1})


def test_a_day_on_two_rows_of_a_table_of_days_is_added_up_and_told():
    report = told(b"date,net_sales\n2021-07-26,10.00\n2021-07-26,5.00\n2021-07-26,5.00\n")
    assert (dict(report["days"]), report["doubled"]) == ({"2021-07-26": 1500}, 1)
    assert report["counts"]["duplicates"] == 1


def test_an_export_saved_again_in_a_spreadsheet_reads_the_same():
    report = told(a_resaved_export())
    assert dict(report["days"]) == {"2020-12-31": 10000, "2021-01-01": 2550}
    assert report["counts"] == {"rows": 4, "counted": 3, "lines": 1}
    assert report["clocks"] == {"naive": 3}


def test_a_year_in_two_digits_is_of_this_century():
    header = "Date,Time,Time Zone,Item,Qty,Gross Sales,Net Sales\n"
    rows = "11/15/2017,21:18:15,Pacific Time (US & Canada),A,1,$1.00,$1.00\n" * 2
    rows += "11/15/17,20:18:15,Pacific Time (US & Canada),B,1,$1.00,$1.00\n"
    assert days((header + rows).encode(), zone="America/Vancouver") == {"2017-11-15": 300}
    assert day_of("05/06/21", "mdy", "", UTC) == date(2021, 5, 6)
    assert day_of("05/06/21", "dmy", "", UTC) == date(2021, 6, 5)


def test_a_year_in_two_digits_that_may_come_first_is_asked():
    """28/08/21 is the 28th of August 2021, or the 21st of August 2028."""
    report = told(b"date,net_sales\n28/08/21,10.00\n")
    assert report["problem"] == "export-day-order"
    assert days(b"date,net_sales\n28/08/21,10.00\n", order="dmy") == {"2021-08-28": 1000}


def test_orders_all_waiting_for_payment_are_said_to_be_so_and_may_be_counted_by_hand():
    """Cash on delivery: the platform leaves them pending until someone marks them paid."""
    orders = [
        a_shopify_order(f"#{n}", "2021-07-26 09:00:00 -0400", "14.00",
                        **{"Financial Status": "pending", "Payment Method": "Cash on Delivery"})
        for n in (1, 2)
    ]  # fmt: skip
    report = told(an_export(SHOPIFY, [*orders, a_shopify_line("#2")]))
    assert (report["problem"], report["values"]) == ("export-kept-out", {"rows": 3})
    names = SHOPIFY.split(",")
    places = {"day": names.index("Created at"), "total": names.index("Subtotal"), "id": 0}
    assert days(an_export(SHOPIFY, orders), columns=places) == {"2021-07-26": 2800}


def test_totals_repeated_on_each_line_of_an_order_count_once_when_its_number_is_named():
    content = (
        b"Order ID,Date Created,Status,Product,Total Amount\n"
        b"88601,2021-07-26 09:25:08,processing,A,1183.93\n"
        b"88601,2021-07-26 09:25:08,processing,B,1183.93\n"
        b"88602,2021-07-26 09:33:08,failed,A,71.75\n"
        b"88603,2021-07-26 09:40:30,refunded,A,258.94\n"
        b"88604,2021-07-26 09:41:19,processing,A,129.47\n"
    )
    places = {"day": 1, "total": 4, "id": 0, "status": 2}
    assert days(content, columns=places) == {"2021-07-26": 131340}
    assert days(content, columns={"day": 1, "total": 4}) == {"2021-07-26": 282802}


def test_a_buyer_s_account_of_paypal_has_no_sales():
    content = (
        b'"Date","Time","TimeZone","Name","Type","Status","Currency","Amount","Balance"\n'
        b'"01/01/2024","11:24:54","EST","X","Web Payment","Completed","USD","-9.90","-9.90"\n'
        b'"01/01/2024","11:24:54","EST","","General Card Deposit","Completed","USD","9.90","0.00"\n'
    )  # fmt: skip
    report = told(content, order="mdy")
    assert (report["format"], report["problem"]) == ("paypal_balance", "export-kept-out")
