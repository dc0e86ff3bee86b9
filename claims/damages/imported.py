"""Sales tax taken out of an export when it was imported: the rates used stay with the history, on
its first line of titles, where counsel and the computation read them again."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from claims.claim.model import Loss
from claims.damages.tax import NAMES, UNKNOWN, TaxRate, silence
from claims.i18n.histories import HISTORY_TITLE

TRACE = "taxes: "
NOWHERE = "?"
RATE = re.compile(r"([A-Z]{2}|\?) (\w+) ([0-9]{1,2}(?:\.[0-9]{1,4})?) ([0-9]{4}-[0-9]{2}-[0-9]{2})")


def trace(rates: Iterable[TaxRate]) -> str:
    """Rates as a line of titles keeps them: "taxes: CA GST 5 2008-01-01, QC QST 9.975 2013-01-01",
    each since the day it took effect."""
    told = (f"{r.place or NOWHERE} {r.tax} {r.percent.normalize():f} {r.start}" for r in rates)
    return TRACE + ", ".join(told)


def rates_taken_out(loss: Loss, table: Iterable[TaxRate]) -> tuple[TaxRate, ...]:
    """The rates taken out of the history of a loss, as the table knows them; one that it does not
    know as nobody verified it."""
    entry = loss.inputs.get("history")
    title = entry.typed.lstrip().partition("\n")[0] if entry else ""
    if not title.startswith(HISTORY_TITLE):
        return ()
    known = {(rate.place, rate.tax, rate.percent, rate.start): rate for rate in table}
    return tuple(
        known.get((rate.place, rate.tax, rate.percent, rate.start), rate)
        for found in RATE.finditer(title.partition(TRACE)[2])
        if (rate := _read(*found.groups()))
    )


def _read(place: str, tax: str, percent: str, start: str) -> TaxRate | None:
    """A rate of the trace, verified by nobody; None of what no trace of ours holds."""
    if tax == UNKNOWN:
        return silence(place.strip(NOWHERE))
    try:
        since = date.fromisoformat(start)
    except ValueError:
        return None
    if tax not in NAMES:
        return None
    return TaxRate(place, tax, since, date.max, Decimal(percent), "", verified=False)
