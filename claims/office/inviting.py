"""Inviting the owner of a service, who has no account, to confirm or contest a claim for it.

One letter goes to each address the claimant gave, with a link for each of its sites. A link opens
one answer, once, for three weeks. It shows
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
from claims.office.guessing import counted, make_room_to_write
from claims.office.house import House
from claims.office.links import kept, new_link, use_link
from claims.office.ownership import (
    WORDS,
    Owned,
    answer_faults,
    claim_of,
    filed_services,
    terms_of,
)
from claims.office.posting import post
from claims.office.secrecy import Entropy
from claims.problems import NotFound, Problem, Refused, TooMany
from claims.store.claims import ClaimRow
from claims.store.links import Link

KIND = "owner"
LASTS = timedelta(days=21)
MOST = 3
"""Invitations about one service: nobody is mailed for ever by a stranger."""
MOST_A_DAY, A_DAY = 60, timedelta(days=1)
"""Letters to owners a claim may send in a day: the registry mails no crowd."""
LONGEST_NAME = 80
"""Characters of the claimant's name in the letter: it names someone and carries no message."""
OWNER = "invited owner"
"""What the journal writes as actor."""


@dataclass(frozen=True, slots=True)
class Invited:
    """What was written. letters: one an owner; faults: why other owners were left out."""

    letters: int
    sites: int
    faults: tuple[Problem, ...] = ()


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
) -> Invited:
    """Write to the owner a service declares, about every site of theirs in the claim.

    Raises Refused when no address is known, when the claim is fictional, or when it was done today
    already or too often.
    """
    row, listed = _of_claim(house, actor, number, now)
    owned = next((o for o in listed if o.service.id == service), None)
    if owned is None:
        raise Refused([Problem("ownership", "ownership-service")])
    if fault := _not_now(owned, row, house.matter(row.matter), now):
        raise Refused([_problem(fault)])
    theirs = _by_owner((owned, *listed), row, house.matter(row.matter), now)[_address(owned)]
    _write(house, actor, row, theirs, now, entropy)
    return Invited(1, len(theirs))


def invite_all(
    house: House, actor: Actor, number: str, *, now: datetime, entropy: Entropy
) -> Invited:
    """Write to every owner who may be written to today; whom the limits leave out is told."""
    row, listed = _of_claim(house, actor, number, now)
    done: list[int] = []
    faults: dict[str, Problem] = {}
    for theirs in _by_owner(listed, row, house.matter(row.matter), now).values():
        try:
            _write(house, actor, row, theirs, now, entropy)
            done.append(len(theirs))
        except Refused as refusal:
            faults |= {problem.code: problem for problem in refusal.problems}
    return Invited(len(done), sum(done), tuple(faults.values()))


def invitable(listed: Sequence[Owned], row: ClaimRow, matter: Matter, *, now: datetime) -> int:
    """How many owners of these services may be written to today."""
    return len(_by_owner(listed, row, matter, now))


def _of_claim(
    house: House, actor: Actor, number: str, now: datetime
) -> tuple[ClaimRow, tuple[Owned, ...]]:
    actor.must("invite owner")
    row = claim_of(house, actor, "invite owner", number)
    return row, filed_services(house, row, now=now)


def _by_owner(
    listed: Sequence[Owned], row: ClaimRow, matter: Matter, now: datetime
) -> dict[str, list[Owned]]:
    """Address → its sites that may be asked about today, each domain once.

    A domain for which two owners were declared is asked of the one who comes first.
    """
    asked: dict[str, Owned] = {}
    for owned in listed:
        if not _not_now(owned, row, matter, now):
            asked.setdefault(owned.domain, owned)
    owners: dict[str, list[Owned]] = {}
    for owned in asked.values():
        owners.setdefault(_address(owned), []).append(owned)
    return owners


def _address(owned: Owned) -> str:
    return owned.service.owner_email.casefold()


def _not_now(owned: Owned, row: ClaimRow, matter: Matter, now: datetime) -> str:
    """Why its owner is not asked about a site; empty when nothing stands against it."""
    if not owned.service.owner_email:
        return "ownership-no-email"
    if row.fictional:
        return "ownership-fictional"
    sent, today = _sent(owned.inquiry), local_date(now, matter.timezone)
    if len(sent) >= MOST:
        return "ownership-invited-enough"
    if any(local_date(at, matter.timezone) >= today for at in sent):
        return "ownership-invited-today"
    return ""


def _sent(inquiry: Inquiry) -> list[datetime]:
    return [event.at for event in inquiry.events if event.kind is Kind.INVITED]


def _problem(fault: str) -> Problem:
    return Problem("ownership.invite", fault, {"most": MOST, "daily": MOST_A_DAY})


def _write(
    house: House,
    actor: Actor,
    row: ClaimRow,
    theirs: Sequence[Owned],
    now: datetime,
    entropy: Entropy,
) -> None:
    """One letter with a link for each site, and an event in the log of each: all, or nothing."""
    to = theirs[0].service.owner_email
    _make_room(house, row.number, to, now)
    with house.store.database.together():
        links = [(owned.domain, _link(house, actor, row, owned, now, entropy)) for owned in theirs]
        _post(house, row, theirs[0], to, links, now)
        for owned in theirs:
            event = Event(Kind.INVITED, now, actor.name, actor.role, channel="email")
            house.store.ownership.add(
                row.number, owned.domain, event, seen=len(owned.inquiry.events),
                terms=terms_of(house.matter(row.matter)),
            )  # fmt: skip


def _make_room(house: House, number: str, to: str, now: datetime) -> None:
    """The limits of a claim in a day and of an address in an hour. Raises Refused."""
    letters = house.store.outbox.latest(None, number=number)
    lately = sum(each.kind == KIND and now - each.created_at < A_DAY for each in letters)
    if lately >= MOST_A_DAY:
        raise Refused([_problem("ownership-invited-many")])
    try:
        make_room_to_write(house, now, write_to=to)
    except TooMany:
        raise Refused([_problem("ownership-owner-often")]) from None


def _link(
    house: House, actor: Actor, row: ClaimRow, owned: Owned, now: datetime, entropy: Entropy
) -> str:
    """A new link about one site; the former opens nothing any more."""
    house.store.links.close(KIND, row.number, owned.domain, at=now, by=actor.name)
    token = new_link(house, KIND, row.number, lasts=LASTS, now=now, entropy=entropy,
                     subject=owned.domain, by=actor.name)  # fmt: skip
    return f"{house.settings.address()}/proprietaire#{token}"


def _post(
    house: House,
    row: ClaimRow,
    first: Owned,
    to: str,
    links: Sequence[tuple[str, str]],
    now: datetime,
) -> None:
    claim, matter = house.store.claims.body(row.number), house.matter(row.matter)
    until = day(local_date(now + LASTS, matter.timezone), claim.language)
    name = claim.claimant.name
    post(
        house, number=row.number, to=to, kind=KIND, language=claim.language, now=now,
        key=f"owner {row.number} {first.domain} {len(first.inquiry.events)}",
        values={
            "claimant": name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…",
            "sites": "\n\n".join(f"{domain}\n{link}" for domain, link in links),
            "until": until,
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
    if isinstance(read, Problem):
        raise Refused([read])
    if faults := tuple(answer_faults(said, read)):
        raise Refused(faults)
    with house.store.database.together():
        if use_link(house, token, KIND, now=now, by=OWNER) is None:
            raise NotFound("this invitation has served")
        _keep(house, invitation, Answer(said), read, now)
    return invitation


def _keep(house: House, invitation: Invitation, said: Answer, words: str, now: datetime) -> None:
    log, number, domain = house.store.ownership, invitation.number, invitation.domain
    seen = len(log.inquiry(number, domain).events)
    event = Event(Kind.ANSWERED, now, OWNER, Role.ANONYMOUS, answer=said, words=words)
    log.add(number, domain, event, seen=seen, terms=terms_of(invitation.matter))
