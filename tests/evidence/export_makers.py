"""Exports as platforms write them: the header word for word, the awkward cases by hand.

Each maker gives the bytes of a file; what a row leaves out is blank, as on the platform.
"""

import csv
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from io import StringIO

from claims.evidence.exports.formats import formats

SHOPIFY = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,"
    "Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,"
    "Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,"
    "Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,"
    "Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,"
    "Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,"
    "Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,"
    "Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,"
    "Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,"
    "Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,"
    "Tax 2 Value"
)
WOO_SUITE = (
    "order_id,order_number,order_date,paid_date,status,shipping_total,shipping_tax_total,fee_total,"
    "fee_tax_total,tax_total,cart_discount,order_discount,discount_total,order_total,order_subtotal,"
    "order_currency,payment_method,refunded_total"
)
WOO_REVENUE = "Date,Orders,Gross sales,Returns,Coupons,Net sales,Taxes,Shipping,Total sales"
STRIPE = (
    "id,Description,Seller Message,Created (UTC),Amount,Amount Refunded,Currency,Converted Amount,"
    "Converted Amount Refunded,Fee,Tax,Converted Currency,Mode,Status,Statement Descriptor,"
    "Customer ID,Captured,Card ID"
)
STRIPE_BALANCE = (
    "id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description"
)
PAYPAL_FR = (
    "Date,Heure,Fuseau horaire,Nom,Type,État,Devise,Avant commission,Commission,Net,"
    "De l'adresse email,À l'adresse email,Numéro de transaction,TVA"
)
PAYPAL = (
    "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,"
    "To Email Address,Transaction ID,Shipping and Handling Amount,Sales Tax,Balance Impact"
)
SQUARE = (
    "Date,Time,Time Zone,Gross Sales,Discounts,Service Charges,Net Sales,Gift Card Sales,Tax,Tip,"
    "Partial Refunds,Total Collected,Source,Card,Card Entry Methods,Cash,Square Gift Card,"
    "Other Tender,Other Tender Type,Other Tender Note,Fees,Net Total,Transaction ID,Payment ID,"
    "Card Brand,PAN Suffix,Device Name,Staff Name,Staff ID,Details,Description,Event Type,Location"
)
WIX = (
    "Order number,Date created,Time,Fulfill by,Total order quantity,Contact email,"
    "Note from customer,Additional checkout info,Item,Variant,SKU,Qty,Quantity refunded,Price,"
    "Payment status,Payment method,Coupon code,Gift card amount,Shipping rate,Total tax,Total,"
    "Currency,Refunded amount,Net amount,Additional fees,Fulfillment status"
)
MAGENTO = (
    "ID,Purchase Point,Purchase Date,Bill-to Name,Ship-to Name,Grand Total (Base),"
    "Grand Total (Purchased),Status,Billing Address,Shipping Address,Shipping Information,"
    "Customer Email,Customer Group,Subtotal,Shipping and Handling,Customer Name,Payment Method,"
    "Total Refunded"
)
RBC = (
    "Account Type,Account Number,Transaction Date,Cheque Number,Description 1,Description 2,"
    "CAD$,USD$"
)
DESJARDINS = (
    '"C.P. du Lac","027656","EOP","{day}",{n},"{what}","",{out},{into},"","","","",{balance}\n'
)


def an_export(
    header: str,
    rows: Iterable[Mapping[str, str]],
    *,
    separator: str = ",",
    encoding: str = "utf-8",
) -> bytes:
    """A file with that header; each row says only the columns that matter."""
    columns = header.split(",")
    out = StringIO()
    writer = csv.DictWriter(out, columns, restval="", delimiter=separator, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def a_shopify_order(name: str, at: str, subtotal: str, **more: str) -> dict[str, str]:
    """One order: its totals add up in Québec dollars, five dollars of shipping, QST and GST."""
    net = float(subtotal)
    taxes = f"{(net + 5) * 0.14975:.2f}"
    told = {
        "Name": name, "Created at": at, "Paid at": at, "Currency": "CAD", "Subtotal": subtotal,
        "Shipping": "5.00", "Taxes": taxes, "Total": f"{net + 5 + float(taxes):.2f}",
        "Financial Status": "paid", "Refunded Amount": "0.00", "Lineitem quantity": "1",
        "Lineitem name": "Savon à l'érable", "Lineitem price": subtotal, "Id": name.strip("#"),
        "Payment Method": "Shopify Payments",
    }  # fmt: skip
    return told | more


def rows_of(key: str, rows: int = 8) -> bytes:
    """A file of any format of the table, a sale a day from August 1, without its header."""
    one = formats()[key]
    said = {
        "id": "n{n}", "day": "2021-08-{n:02}", "time": "10:0{n}:00", "zone": "America/Toronto",
        "net": "1{n}.00", "total": "1{n}.00", "price": "1{n}.00", "credit": "1{n}.00",
        "quantity": "1", "kind": one.sale[0] if one.sale else "Payment", "currency": "CAD",
    }  # fmt: skip
    role = {name: role for role, names in one.columns.items() for name in names}
    columns = columns_of(key)
    return (
        "".join(
            ",".join(said.get(role.get(column, ""), "").format(n=n) for column in columns) + "\n"
            for n in range(1, rows + 1)
        )
        .replace("2021-", "2021/" if one.headless else "2021-")
        .encode()
    )


def columns_of(key: str) -> tuple[str, ...]:
    """The columns such a file has: those it is known by, then those it is read by."""
    one = formats()[key]
    first = {names[0]: names for names in (*one.needs, *one.columns.values())}
    known = {name for need in one.needs for name in need}
    extra = [n for n, names in first.items() if names in one.needs or not known & set(names)]
    return one.headless or tuple(extra)


def header_of(key: str) -> bytes:
    """The line of titles of such a file; empty when it has none."""
    return b"" if formats()[key].headless else ",".join(columns_of(key)).encode() + b"\n"


def a_shopify_line(name: str, article: str = "Chandelle, « grand format »") -> dict[str, str]:
    """A further line of an order: Shopify repeats its name and no total."""
    return {"Name": name, "Lineitem quantity": "2", "Lineitem name": article}


def a_statement(*movements: tuple[str, str, str], currency: str = "CAD") -> bytes:
    """A bank statement in OFX, whose tags are never closed. movements: (when, amount, id)."""
    listed = "".join(
        f"<STMTTRN>\n<TRNTYPE>{'CREDIT' if amount[0] != '-' else 'DEBIT'}\n<DTPOSTED>{when}\n"
        f"<TRNAMT>{amount}\n<FITID>{name}\n<NAME>DEPOT\n</STMTTRN>\n"
        for when, amount, name in movements
    )
    return (
        "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n"
        f"<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>{currency}\n<BANKTRANLIST>\n{listed}"
        "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n"
    ).encode("cp1252")


def a_shop_s_year() -> bytes:
    """Orders of a soap shop from June 2020 to October 2021, silent from August 28 to September 10.

    Two orders a day of 40.00 and 60.00 on week days, one of 80.00 at the week end.
    """
    rows, day, n = [], date(2020, 6, 1), 1000
    while day <= date(2021, 10, 31):
        if not date(2021, 8, 28) <= day <= date(2021, 9, 10):
            for net in ("40.00", "60.00") if day.weekday() < 5 else ("80.00",):
                n += 1
                rows.append(a_shopify_order(f"#{n}", f"{day} 10:{n % 60:02}:00 -0400", net))
                rows.extend([a_shopify_line(f"#{n}")] if n % 3 == 0 else [])
        day += timedelta(days=1)
    return an_export(SHOPIFY, rows)


def a_resaved_export() -> bytes:
    """A Shopify export opened and saved again in a French spreadsheet: byte order mark, semicolons,
    days first and without an offset, notes on several lines, a blank line, decimal commas."""
    rows = [
        a_shopify_order("#4087", "31/12/2020 22:36", "40.00",
                        Notes="lang: fr\nInvoice Language: fr"),
        a_shopify_line("#4087", "Bottes - Rouge - 40 / ROUGE"),
        a_shopify_order("#4086", "31/12/2020 04:01", "60.00"),
        a_shopify_order("#4085", "01/01/2021 13:56", "25.50"),
    ]  # fmt: skip
    money = ("Subtotal", "Shipping", "Taxes", "Total", "Refunded Amount", "Lineitem price")
    told = [{k: v.replace(".", ",") if k in money else v for k, v in row.items()} for row in rows]
    head, *body = an_export(SHOPIFY, told, separator=";").split(b"\r\n")
    return b"\xef\xbb\xbf" + b"\r\n".join([head, b"", *body])
