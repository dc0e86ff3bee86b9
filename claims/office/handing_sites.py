"""What happened about whose sites these are, as the claimant may take it away.

The contact log with its dates, channels and results; the answers in their author's words; counsel's
reasons, which are addressed to the claimant. Never who among counsel acted, nor their notes.
"""

from collections.abc import Iterator, Mapping

from claims.access import Role
from claims.claim.canonical import Json
from claims.documents.my_data import OWNER, STAFF
from claims.documents.values import utc
from claims.evidence.ownership import Event, Kind
from claims.office.house import House
from claims.office.inviting import KIND
from claims.office.ownership import REASONED

WHO: Mapping[Role, str] = {Role.ANONYMOUS: OWNER, Role.LAWYER: STAFF}
"""Whose event it is; the claimant's own bear their number."""


def events_of(house: House, number: str) -> Iterator[Mapping[str, Json]]:
    """Every event about every site, in their order: requests, contacts, answers, decisions."""
    for site, inquiry in sorted(house.store.ownership.inquiries(number).items()):
        for n, event in enumerate(inquiry.events, 1):
            yield {"site": site, "n": n, **_told(event)}


def invitations_of(house: House, number: str) -> Iterator[Mapping[str, Json]]:
    """Every link sent to an owner in the claimant's name: about which site, open until when."""
    for link in house.store.links.of(number, KIND):
        yield {
            "site": link.subject,
            "invited": utc(link.created_at),
            "open_until": utc(link.expires_at),
            "answered": utc(link.used_at) if link.used_at else None,
        }


def _told(event: Event) -> dict[str, Json]:
    told: dict[str, Json] = {
        "kind": event.kind,
        "at": utc(event.at),
        "by": WHO.get(event.role, event.by),
    }
    papers: dict[str, Json] = dict(event.papers)
    more: dict[str, Json] = {
        "papers": papers,
        "paper": event.paper,
        "channels": list(event.channels),
        "channel": event.channel,
        "result": event.result,
        "answer": event.answer,
        "words": event.words if _theirs_to_read(event) else "",
    }
    return told | {name: value for name, value in more.items() if value}


def _theirs_to_read(event: Event) -> bool:
    return event.role is not Role.LAWYER or event.kind in (Kind.ANSWERED, *REASONED)
