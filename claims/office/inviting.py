"""Inviting the owner of a service, who has no account, to confirm or contest a claim for it.

The link goes to the address the claimant gave, opens one answer, once, for three weeks. It shows
the domain, who claims and under which heads: no amount, no exhibit, no other site. The answer is
an event like any other: shown to the claimant and to counsel, and decided by nobody but counsel.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from claims.access import Actor, Role
from claims.claim.model import Claim, Service
from claims.claim.states import COUNTED
from claims.evidence.juridical import local_date
from claims.evidence.ownership import Answer, Event, Inquiry, Kind
from claims.i18n import day
from claims.i18n.amounts import read_text
from claims.matter.model import Matter
from claims.office.guessing import counted
from claims.office.house import House
from claims.office.links import kept, new_link, use_link
from claims.office.ownership import WORDS, Owned, answer_faults, claim_of, one_of, terms_of
from claims.office.posting import post
from claims.office.secrecy import Entropy
from claims.problems import NotFound, Problem, Refused
from claims.store.claims import ClaimRow
from claims.store.links import Link

KIND = "owner"
LASTS = timedelta(days=21)
MOST = 3
"""Invitations about one service: nobody is mailed for ever by a stranger."""
MOST_A_DAY = 60
"""Invitations a claim may send in a day, whatever its services: the registry mails no crowd."""
OWNER = "invited owner"
"""What the journal writes as actor."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the invited owner may read. heads: those claimed for the domain, by key."""

    number: str
    domain: str
    claimant: str
    authority: str
    heads: tuple[str, ...]
    matter: Matter
    until: datetime


def invite(
    house: House,
    actor: Actor,
    number: str,
    service: str,
    *,
    now: datetime,
    entropy: Entropy,
) -> Inquiry:
    """Write to the owner a service declares; a former invitation opens nothing any more.

    Raises Refused when no address is known, when the claim is fictional, or when it was done today
    already or too often.
    """
    actor.must("invite owner")
    row = claim_of(house, actor, "invite owner", number)
    owned, matter = one_of(house, row, service, now=now), house.matter(row.matter)
    if fault := _not_now(house, owned, row, matter, now):
        raise Refused([Problem("ownership.invite", fault, {"most": MOST, "daily": MOST_A_DAY})])
    claim = house.store.claims.body(number)
    with house.store.database.together():
        house.store.links.close(KIND, number, owned.domain, at=now, by=actor.name)
        token = new_link(house, KIND, number, lasts=LASTS, now=now, entropy=entropy,
                         subject=owned.domain, by=actor.name)  # fmt: skip
        _write(house, claim, owned.domain, owned.service.owner_email, token, owned.inquiry, now)
        event = Event(Kind.INVITED, now, actor.name, actor.role, channel="email")
        return house.store.ownership.add(
            number, owned.domain, event, seen=len(owned.inquiry.events), terms=terms_of(matter)
        )


def _not_now(house: House, owned: Owned, row: ClaimRow, matter: Matter, now: datetime) -> str:
    """Why nobody is written to; empty when nothing stands against it."""
    if not owned.service.owner_email:
        return "ownership-no-email"
    if row.fictional:
        return "ownership-fictional"
    sent, today = _sent(owned.inquiry), local_date(now, matter.timezone)
    if len(sent) >= MOST:
        return "ownership-invited-enough"
    if any(local_date(at, matter.timezone) >= today for at in sent):
        return "ownership-invited-today"
    everywhere = house.store.ownership.inquiries(row.number).values()
    lately = [at for other in everywhere for at in _sent(other) if now - at < timedelta(days=1)]
    return "ownership-invited-many" if len(lately) >= MOST_A_DAY else ""


def _sent(inquiry: Inquiry) -> list[datetime]:
    return [event.at for event in inquiry.events if event.kind is Kind.INVITED]


def _write(
    house: House,
    claim: Claim,
    domain: str,
    address: str,
    token: str,
    inquiry: Inquiry,
    now: datetime,
) -> None:
    matter, language = house.matter(claim.matter), claim.language
    until = local_date(now + LASTS, matter.timezone)
    post(
        house, number=claim.number, to=address, kind="owner", language=language, now=now,
        key=f"owner {claim.number} {domain} {len(inquiry.events)}",
        values={
            "domain": domain, "claimant": claim.claimant.name, "until": day(until, language),
            "link": f"{house.settings.address()}/proprietaire#{token}",
        },
    )  # fmt: skip


def read_invitation(house: House, token: str, *, now: datetime) -> Invitation:
    """What a link opens, without using it. Raises NotFound, and TooMany after five failures."""
    found: list[Invitation] = []

    def proved() -> bool:
        link = house.store.links.find(kept(house, token))
        if link is not None and _open(link, now):
            found.extend(_read(house, link))
        return bool(found)

    key = f"invitation {kept(house, token)[:16]}"
    if not counted(house, key, proved, now=now):
        raise NotFound("no such invitation")
    return found[0]


def _open(link: Link, now: datetime) -> bool:
    return link.kind == KIND and link.used_at is None and link.expires_at > now


def _read(house: House, link: Link) -> Sequence[Invitation]:
    """The invitation; none when the claim no longer counts or the domain has left it."""
    row = house.store.claims.find(link.number)
    if row is None or row.status not in COUNTED:
        return []
    claim = house.store.claims.body(link.number)
    sites = [service for service in claim.services if service.domain == link.subject]
    return [_told(house, claim, sites, link)] if sites else []


def _told(house: House, claim: Claim, sites: Sequence[Service], link: Link) -> Invitation:
    listed = {site.id for site in sites}
    heads = dict.fromkeys(loss.head for loss in claim.losses if loss.service in listed)
    return Invitation(
        number=claim.number,
        domain=link.subject,
        claimant=claim.claimant.name,
        authority=sites[0].authority,
        heads=tuple(heads),
        matter=house.matter(claim.matter),
        until=link.expires_at,
    )


def answer(house: House, token: str, said: str, words: str, *, now: datetime) -> Invitation:
    """Keep the owner's answer, and use the link up. Raises Refused, NotFound and TooMany."""
    invitation = read_invitation(house, token, now=now)
    read = read_text(words, "ownership.words", longest=WORDS, lines=True)
    faults = [read] if isinstance(read, Problem) else list(answer_faults(said, words))
    if faults:
        raise Refused(faults)
    with house.store.database.together():
        if use_link(house, token, KIND, now=now, by=OWNER) is None:
            raise NotFound("this invitation has served")
        _keep(house, invitation, Answer(said), words.strip(), now)
    return invitation


def _keep(house: House, invitation: Invitation, said: Answer, words: str, now: datetime) -> None:
    log, number, domain = house.store.ownership, invitation.number, invitation.domain
    seen = len(log.inquiry(number, domain).events)
    event = Event(Kind.ANSWERED, now, OWNER, Role.ANONYMOUS, answer=said, words=words)
    log.add(number, domain, event, seen=seen, terms=terms_of(invitation.matter))
