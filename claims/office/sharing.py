"""The papers of a fund shared: every payment, a statement for each claimant, the close-out.

They are kept with the other documents, under their hashes; the terms themselves are not.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

from claims.access import Actor
from claims.claim.states import COUNTED, DECIDED, Status
from claims.documents.close_out import Class, close_out
from claims.documents.payment import Payees, payment_statements
from claims.documents.shares_book import shares_workbook
from claims.i18n.text import Language
from claims.office.allocating import Amounts, Owing, owing
from claims.office.blinding import must_owe_no_reading
from claims.office.exporting import Entropy, Made, keep
from claims.office.house import House
from claims.office.objecting import recorded
from claims.office.recounting import must_agree
from claims.store.exports import Export
from claims.totals.allocated import Asked, share

Kind = Literal["shares", "payments", "closing"]
KINDS: tuple[Kind, ...] = ("shares", "payments", "closing")
NAMES: Mapping[Kind, Mapping[Language, str]] = {
    "shares": {"fr": "repartition.xlsx", "en": "allocation.xlsx"},
    "payments": {"fr": "releves-de-paiement.pdf", "en": "payment-statements.pdf"},
    "closing": {"fr": "rapport-de-cloture.pdf", "en": "close-out-statement.pdf"},
}


def export_shared(
    house: House,
    actor: Actor,
    matter: str,
    kind: Kind,
    language: Language,
    asked: Asked,
    amounts: Amounts = "admitted",
    *,
    now: datetime,
    entropy: Entropy,
) -> Made:
    """Share the fund anew, make a paper of it, and log it.

    Raises Refused when it cannot be shared, or claims are counted under other rules than those in
    force; NotSaved when the disk refuses; ProofIsOld.
    """
    actor.must_work_on(f"export {kind}", matter)
    actor.must_have_proved(now=now)
    must_owe_no_reading(house, actor, matter)
    must_agree(house, matter)
    with house.store.database.moment():
        found = owing(house, actor, matter, amounts)
        payees, told = _payees(house, matter, found, asked), _class(house, matter)
    random = entropy(16).hex()
    name = f"{matter}-{random[:16]}-{NAMES[kind][language]}"
    row = Export(random, matter, kind, name, "", 0, now, actor.name, found.head.seq)
    return keep(house, row, _blocks(kind, payees, told, found, now, language))


def _payees(house: House, matter: str, found: Owing, asked: Asked) -> Payees:
    claims = {each.claim.number: each.claim for each in house.store.claims.standing(matter)}
    shared = share(found.losses, asked)
    paid = [claims[number] for number in shared.made.owed.claims]
    return Payees(
        house.matter(matter),
        shared,
        {claim.number: claim.claimant.name for claim in paid},
        (*found.remarks(), *shared.remarks()),
        trial=found.amounts == "supported",
        fictional=any(claim.fictional for claim in paid),
    )


def _class(house: House, matter: str) -> Class:
    """The class in counts, as of now."""
    counts, opposed = house.store.finder.counts(matter), recorded(house, matter)
    return Class(
        filed=sum(counts[status] for status in COUNTED),
        decided=sum(counts[status] for status in DECIDED),
        withdrawn=counts[Status.WITHDRAWN],
        opted_out=counts[Status.OPTED_OUT],
        objections=len(opposed),
        objections_withdrawn=sum(1 for each in opposed if each.withdrawn),
    )


def _blocks(
    kind: Kind, payees: Payees, told: Class, found: Owing, at: datetime, language: Language
) -> Iterable[bytes]:
    if kind == "closing":
        return (close_out(payees, told, journal_head=found.head, at=at, language=language),)
    if kind == "payments":
        return (payment_statements(payees, journal_head=found.head, at=at, language=language),)
    return shares_workbook(payees, journal_head=found.head, at=at, language=language)
