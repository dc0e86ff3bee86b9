"""Which change of a claim is told to its claimant, and in what letter.

Called inside the transaction of the change: a filing is never acknowledged by e-mail without being
kept, nor kept without its e-mail. The entry of the journal that made the change names the event.
"""

from collections.abc import Mapping
from datetime import datetime

from claims.claim.states import Status
from claims.damages.assessment import Assessment
from claims.i18n import moment, money
from claims.office.house import House
from claims.office.posting import post_to_claimant
from claims.store.claims import ClaimRow, Filed
from claims.store.journal import Head

TOLD: Mapping[Status, str] = {
    Status.WITHDRAWN: "withdrawn",
    Status.OPTED_OUT: "opted_out",
}
"""State reached → letter; a claim that is merely being read is not written about. What one lacks,
and what was decided, counsel tells in a letter of their own (`curing`, `announcing`)."""


def tell_filed(house: House, filed: Filed, assessment: Assessment, *, now: datetime) -> None:
    """A first filing, or a correction, with what it declares and what its exhibits support."""
    row = house.store.claims.find(filed.number)
    if row is None:
        return
    matter, language = house.matter(row.matter), row.language
    values = {
        "when": moment(now, matter.timezone, language),
        "declared": money(assessment.declared, matter.currency, language),
        "supported": money(assessment.supported, matter.currency, language),
    }
    kind = "filed" if filed.revision == 1 else "corrected"
    _tell(house, row, kind, values, filed.head, now)


def tell_moved(house: House, number: str, status: Status, head: Head, *, now: datetime) -> None:
    """A claim that reached a state its claimant must know of."""
    row = house.store.claims.find(number)
    if row is None or status not in TOLD:
        return
    matter, language = house.matter(row.matter), row.language
    values = {"when": moment(now, matter.timezone, language)}
    _tell(house, row, TOLD[status], values, head, now)


def _tell(
    house: House, row: ClaimRow, kind: str, values: Mapping[str, str], head: Head, now: datetime
) -> None:
    key = f"{kind} {row.number} {head.seq}"
    post_to_claimant(house, row.number, kind, key=key, now=now, values=values)
