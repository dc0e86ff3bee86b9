"""Sales tax inside an amount, by place and date of the invoice (data/rates/sales_tax_rates.csv).

Federal tax, harmonised tax, the QST and the French TVA are recovered by a registrant; provincial
sales taxes (PST, RST) are not, so they stay in the loss.
"""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

RECOVERABLE = frozenset({"GST", "HST", "QST", "TVA"})
FILE = "sales_tax_rates.csv"


@dataclass(frozen=True, slots=True)
class TaxRate:
    """One tax of one place from a day to a day, in percent."""

    place: str
    tax: str
    start: date
    end: date
    percent: Decimal
    source: str
    verified: bool


def read_tax_rates(folder: Path) -> tuple[TaxRate, ...]:
    """The table in the order of the file; an open end lasts to the end of time."""
    with (folder / FILE).open(encoding="utf-8", newline="") as file:
        return tuple(
            TaxRate(
                row["jurisdiction"],
                row["tax"],
                date.fromisoformat(row["from_date"]),
                date.fromisoformat(row["to_date"]) if row["to_date"] else date.max,
                Decimal(row["rate_percent"]),
                row["source"],
                row["verified"] == "yes",
            )
            for row in csv.DictReader(file)
        )


def recoverable_rates(table: tuple[TaxRate, ...], place: str, day: date) -> tuple[TaxRate, ...]:
    """The taxes a registrant of that place recovers on that day.

    In Canada the GST applies wherever no harmonised tax replaces it.
    """
    here = [
        rate
        for rate in table
        if rate.place in {place, "CA"} and rate.tax in RECOVERABLE and rate.start <= day <= rate.end
    ]
    harmonised = place == "FR" or any(rate.tax == "HST" for rate in here)
    return tuple(rate for rate in here if not (harmonised and rate.place == "CA"))


def tax_inside(amount: Decimal, percent: Decimal) -> Decimal:
    """The tax contained in an amount that includes it: amount × p / (100 + p)."""
    return amount * percent / (100 + percent)
