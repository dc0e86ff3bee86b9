"""Sales tax inside an amount, by place and date of the invoice (data/rates/sales_tax_rates.csv).

Federal tax, harmonised tax, the QST and the French TVA are recovered by a registrant; provincial
sales taxes (PST, RST) are not, so they stay in the loss.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby, pairwise

from claims.i18n.formats import day as day_said
from claims.i18n.formats import percent as percent_said
from claims.i18n.text import Language, Text
from claims.i18n.titled import rows_of

RECOVERABLE = frozenset({"GST", "HST", "QST", "TVA"})
TABLE = "sales_tax_rates"
COLUMNS = ("jurisdiction", "tax", "from_date", "to_date", "rate_percent", "source", "verified")
DAY = timedelta(days=1)
UNKNOWN = "unknown"
"""Stands for the taxes of a place and a day of which the table says nothing."""
ABROAD = frozenset({"FR", ""})
"""Places where no Canadian tax applies, or none is known to."""
NAMES = {
    "GST": Text(fr="TPS", en="GST"),
    "HST": Text(fr="TVH", en="HST"),
    "QST": Text(fr="TVQ", en="QST"),
    "PST": Text(fr="TVP", en="PST"),
    "RST": Text(fr="TVD", en="RST"),
    "TVA": Text(fr="TVA", en="VAT"),
}
RECOVERED = Text(fr="taxes que le réclamant récupère", en="taxes the claimant recovers")
NO_RATE = Text(fr="aucun taux connu", en="no known rate")
UNKNOWN_PLACE = Text(fr="lieu inconnu", en="place unknown")


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


def read_tax_rates(text: str) -> tuple[TaxRate, ...]:
    """The table in the order of its text; an open end lasts to the end of time.

    ValueError names the row that ends before it begins, or does not follow the last of its tax.
    """
    rates = tuple(
        TaxRate(
            row["jurisdiction"],
            row["tax"],
            date.fromisoformat(row["from_date"]),
            date.fromisoformat(row["to_date"]) if row["to_date"] else date.max,
            Decimal(row["rate_percent"]),
            row["source"],
            row["verified"] == "yes",
        )
        for row in rows_of(text, f"rates/{TABLE}.csv", COLUMNS)
    )
    for rate in rates:
        if rate.end < rate.start:
            raise ValueError(f"{TABLE}.csv: {_row(rate)} ends before it begins, on {rate.end}")
    chains = groupby(sorted(rates, key=_chain), key=_chain)
    for before, after in (two for _, chain in chains for two in pairwise(chain)):
        if before.end == date.max or after.start != before.end + DAY:
            raise ValueError(f"{TABLE}.csv: {_row(after)} does not follow the last")
    return rates


def _chain(rate: TaxRate) -> tuple[str, str]:
    return rate.place, rate.tax


def _row(rate: TaxRate) -> str:
    return f"the row of {rate.place} {rate.tax} from {rate.start}"


def rates_in_force(table: tuple[TaxRate, ...], place: str, day: date) -> tuple[TaxRate, ...]:
    """Every sales tax of that place on that day.

    In Canada the GST applies wherever no harmonised tax replaces it.
    """
    places = {place} if place in ABROAD else {place, "CA"}
    here = [r for r in table if r.place in places and r.start <= day <= r.end]
    harmonised = any(rate.tax == "HST" for rate in here)
    return tuple(r for r in here if r.percent and not (harmonised and r.place == "CA"))


def rates_inside(table: tuple[TaxRate, ...], place: str, day: date) -> tuple[TaxRate, ...]:
    """Every tax inside an amount paid there that day; where the table is silent, an unverified
    nil rate that stands for what it does not say.
    """
    known = rates_in_force(table, place, day)
    if covers(table, place, day):
        return known
    return (*known, silence(place))


def silence(place: str) -> TaxRate:
    """What stands for the rates of a place, or of no place, that the table does not know."""
    return TaxRate(place, UNKNOWN, date.min, date.max, Decimal(0), "", verified=False)


def tax_inside(amount: Decimal, percent: Decimal, whole: Decimal | None = None) -> Decimal:
    """The tax contained in an amount that includes it: amount × p / (100 + p).

    whole: percent of all taxes inside, when the tax wanted is not the only one.
    """
    return amount * percent / (100 + (percent if whole is None else whole))


@dataclass(frozen=True, slots=True)
class Tax:
    """The tax a registrant recovers on one amount, and on whose word."""

    amount: Decimal
    authority: Text
    verified: bool


def said_tax(typed: Decimal, whole: Decimal) -> Tax:
    """The tax the claimant typed, never more than the amount that contains it."""
    said = Text(fr="montant des taxes déclaré", en="amount of tax declared")
    return Tax(min(typed, whole), said, verified=True)


def found_tax(whole: Decimal, place: str, day: date, table: tuple[TaxRate, ...]) -> Tax:
    """The tax recovered inside an amount, by the rates of the place and the day of the invoice.

    A provincial sales tax is inside the amount too, and stays there. Without a place, or where the
    table is silent, nothing is taken out and the amount is not verified.
    """
    inside = rates_inside(table, place, day)
    known = all(rate.tax != UNKNOWN for rate in inside)
    taxes = tuple(rate for rate in inside if rate.tax in RECOVERABLE)
    recovered, every = (sum((r.percent for r in some), Decimal(0)) for some in (taxes, inside))
    authority = Text(
        fr=_said(taxes, place, day, "fr", known=known),
        en=_said(taxes, place, day, "en", known=known),
    )
    return Tax(
        tax_inside(whole, recovered, every),
        authority,
        all(rate.verified for rate in inside),
    )


def covers(table: tuple[TaxRate, ...], place: str, day: date) -> bool:
    """Whether the table speaks of that place on that day: silence is not a rate of nil.

    A province it has no row for levies no tax of its own; the country then speaks for it.
    """
    own = [rate for rate in table if rate.place == place]
    of = own or [rate for rate in table if rate.place == "CA" and place not in ABROAD]
    return any(rate.start <= day <= rate.end for rate in of)


def _said(
    taxes: tuple[TaxRate, ...], place: str, day: date, language: Language, *, known: bool
) -> str:
    named = [f"{NAMES[t.tax].in_(language)} {percent_said(t.percent, language)}" for t in taxes]
    nothing = percent_said(Decimal(0), language) if known else NO_RATE.in_(language)
    rates = " + ".join(named) or nothing
    return ", ".join((rates, place or UNKNOWN_PLACE.in_(language), day_said(day, language)))


def tax_said(rate: TaxRate, language: Language) -> str:
    """A rate in one breath: "TVA 20 % (FR)"; or that none is known there."""
    if rate.tax == UNKNOWN:
        return f"{NO_RATE.in_(language)} ({rate.place or UNKNOWN_PLACE.in_(language)})"
    return f"{NAMES[rate.tax].in_(language)} {percent_said(rate.percent, language)} ({rate.place})"


def net_label(label: Text) -> Text:
    """The name of an amount once its recoverable tax is taken out."""
    return Text(
        fr=f"{label.fr}, taxes récupérables déduites", en=f"{label.en}, net of recoverable tax"
    )
