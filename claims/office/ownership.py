"""Who owns a service: what the claimant asks, what counsel does about it, what each of them reads.

An inquiry is about a domain, not about a line of the form: a site whose domain is corrected leaves
behind what was recognized. The office says why and from which day; the store refuses again. A
contested service is shown to counsel and never refused by itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from claims.access import Actor, Role
from claims.claim.form import ServiceForm
from claims.claim.identifiers import read_service
from claims.claim.model import Claim, Service
from claims.claim.states import COUNTED
from claims.evidence.contacting import Clock, Terms, clock, too_early
from claims.evidence.ownership import (
    CHANNELS,
    DAILY,
    RESULTS,
    Answer,
    Event,
    Inquiry,
    Kind,
)
from claims.i18n.amounts import read_text
from claims.matter.model import Matter
from claims.office.folder import Folder
from claims.office.house import House
from claims.office.lawyer import found
from claims.office.title_papers import PaperSeen, papers_seen, shown_for
from claims.problems import NotAllowed, Problem, Refused
from claims.store.claims import ClaimRow

WORDS = 1000
"""Longest note, in characters."""
ACTIONS: Mapping[Kind, str] = {
    Kind.ASKED: "ask ownership",
    Kind.RECEIVED: "ask ownership",
    Kind.ANSWERED: "answer ownership",
    Kind.ATTEMPTED: "decide ownership",
    Kind.MISMATCHED: "decide ownership",
    Kind.ACCEPTED: "decide ownership",
    Kind.REFUSED: "decide ownership",
    Kind.REOPENED: "decide ownership",
}
"""Event → action of the table; an invitation is `claims.office.inviting`."""
REASONED = (Kind.MISMATCHED, Kind.ACCEPTED, Kind.REFUSED, Kind.REOPENED)


@dataclass(frozen=True, slots=True)
class Owned:
    """One service as its ownership is read. faults: what keeps it from being accepted now;
    filed: whether the claim that names it was filed."""

    service: Service | ServiceForm
    domain: str
    inquiry: Inquiry
    clock: Clock
    papers: tuple[PaperSeen, ...]
    faults: tuple[Problem, ...]
    filed: bool

    @property
    def at_hand(self) -> tuple[str, ...]:
        """Papers whose exhibits are all there."""
        return tuple(paper.key for paper in self.papers if paper.exhibits and not paper.missing)


@dataclass(frozen=True, slots=True)
class Told:
    """What someone brings about a service, as chosen and typed."""

    kind: Kind
    papers: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    channel: str = ""
    result: str = ""
    answer: str = ""
    words: str = ""


def terms_of(matter: Matter) -> Terms:
    """How long the matter asks to contact and to wait."""
    asked = matter.ownership
    return Terms(matter.timezone, asked.contact_days, asked.wait_days, asked.calendar,
                 frozenset(asked.proclaimed))  # fmt: skip


def my_services(house: House, actor: Actor, folder: Folder, *, now: datetime) -> tuple[Owned, ...]:
    """The services of the claimant's own claim: as filed once it was, else as read so far."""
    actor.must("read ownership", folder.row)
    if folder.filed:
        return _owned(house, house.store.claims.body(folder.number), folder.matter, now)
    form, matter, looks = folder.form, folder.matter, house.store.looks.of(folder.number)
    return tuple(
        _seen(s, _read(s, matter), Inquiry(), matter,
              papers_seen(matter, shown_for(s, form.losses, folder.exhibits), looks), now,
              filed=False)
        for s in form.services
    )  # fmt: skip


def _read(service: ServiceForm, matter: Matter) -> str:
    """Its domain as read; blank while it cannot be: what was typed may be anything."""
    read = read_service(service.domain, "", matter.service_types.get(service.type))
    return "" if isinstance(read, Problem) else read


def services_of(house: House, actor: Actor, number: str, *, now: datetime) -> tuple[Owned, ...]:
    """The services of a filed claim, for counsel. Raises NotFound."""
    return filed_services(house, found(house, actor, "read ownership", number), now=now)


def filed_services(house: House, row: ClaimRow, *, now: datetime) -> tuple[Owned, ...]:
    """The services of a filed claim, for whoever was let in to it."""
    return _owned(house, house.store.claims.body(row.number), house.matter(row.matter), now)


def _owned(house: House, claim: Claim, matter: Matter, now: datetime) -> tuple[Owned, ...]:
    inquiries = house.store.ownership.inquiries(claim.number)
    looks = house.store.looks.of(claim.number)
    owned = []
    for service in claim.services:
        inquiry = inquiries.get(service.domain, Inquiry())
        shown = shown_for(service, claim.losses, claim.exhibits)
        papers = papers_seen(matter, shown, looks, inquiry)
        owned.append(_seen(service, service.domain, inquiry, matter, papers, now, filed=True))
    return tuple(owned)


def _seen(
    service: Service | ServiceForm,
    domain: str,
    inquiry: Inquiry,
    matter: Matter,
    papers: tuple[PaperSeen, ...],
    now: datetime,
    *,
    filed: bool,
) -> Owned:
    terms = terms_of(matter)
    faults = too_early(inquiry, terms, now) if inquiry.asked else ()
    at = clock(inquiry, terms, now)
    return Owned(service, domain, inquiry, at, papers, faults, filed)


def tell(
    house: House,
    actor: Actor,
    number: str,
    service: str,
    told: Told,
    *,
    seen: int,
    now: datetime,
) -> Inquiry:
    """Keep what someone brings about a service; the inquiry it makes.

    seen: how many events were on the screen. Raises Refused with every reason, the first possible
    day among them, and Conflict when something happened meanwhile.
    """
    action = ACTIONS[told.kind]
    actor.must(action)
    row = claim_of(house, actor, action, number)
    owned = one_of(house, row, service, now=now)
    matter = house.matter(row.matter)
    current = len(owned.inquiry.events) == seen  # else the store says who changed what
    if current and (faults := tuple(_faults(told, owned, actor, matter))):
        raise Refused(faults)
    event = _event(told, owned, actor, now)
    terms = terms_of(matter)
    return house.store.ownership.add(number, owned.domain, event, seen=seen, terms=terms)


def claim_of(house: House, actor: Actor, action: str, number: str) -> ClaimRow:
    """A filed claim that counts, to act on: its claimant's, or of a matter of counsel's.

    Raises NotFound, and NotAllowed once it was withdrawn or left, or takes no more from its
    claimant.
    """
    row = found(house, actor, action, number)
    closed = house.matter(row.matter).stage == "closed" and actor.role is Role.CLAIMANT
    if row.status not in COUNTED or closed:
        raise NotAllowed(f"claim {number} does not count, or takes nothing more")
    return row


def one_of(house: House, row: ClaimRow, service: str, *, now: datetime) -> Owned:
    """One service of a filed claim. Raises Refused when it is no longer there."""
    listed = filed_services(house, row, now=now)
    owned = next((o for o in listed if o.service.id == service), None)
    if owned is None:
        raise Refused([Problem("ownership", "ownership-service")])
    return owned


def _faults(told: Told, owned: Owned, actor: Actor, matter: Matter) -> Iterator[Problem]:
    """Everything wrong with what is brought, in the order of its form."""
    kind, inquiry = told.kind, owned.inquiry
    if not inquiry.may(kind, actor.role):
        yield Problem("ownership", "ownership-move")
        return
    words = read_text(told.words, "ownership.words", longest=WORDS, lines=True)
    if isinstance(words, Problem):
        yield words
    elif not words.strip() and kind in REASONED:
        yield Problem("ownership.words", "ownership-reason")
    yield from _choices(told, owned, actor, matter)
    if kind is Kind.ACCEPTED:
        yield from owned.faults


def _choices(told: Told, owned: Owned, actor: Actor, matter: Matter) -> Iterator[Problem]:
    """What was not chosen, or chosen among what is not offered."""
    kind = told.kind
    offered = set(owned.at_hand if actor.role is Role.CLAIMANT else matter.proofs)
    wanted = kind in (Kind.RECEIVED, Kind.MISMATCHED)
    if (wanted and not told.papers) or set(told.papers) - offered:
        yield Problem("ownership.papers", "ownership-papers")
    if kind is Kind.ASKED and not set(told.channels) & set(DAILY):
        yield Problem("ownership.channels", "ownership-channels")
    if kind is Kind.ATTEMPTED and told.channel not in CHANNELS:
        yield Problem("ownership.channel", "ownership-channel")
    if kind is Kind.ATTEMPTED and told.result not in RESULTS:
        yield Problem("ownership.result", "ownership-result")
    if kind is Kind.ANSWERED:
        yield from answer_faults(told.answer, told.words)


def answer_faults(answer: str, words: str) -> Iterator[Problem]:
    """What keeps an answer from being kept: none chosen, or a contest without a word of why."""
    if answer not in set(Answer):
        yield Problem("ownership.answer", "ownership-answer")
    elif answer == Answer.CONTESTS and not words.strip():
        yield Problem("ownership.words", "ownership-why")


def _event(told: Told, owned: Owned, actor: Actor, now: datetime) -> Event:
    shown = {p.key: p.exhibits[0].id if p.exhibits else "" for p in owned.papers}
    several = told.kind is not Kind.MISMATCHED
    return Event(
        told.kind,
        now,
        actor.name,
        actor.role,
        papers={key: shown.get(key, "") for key in told.papers} if several else {},
        paper="" if several else "".join(told.papers[:1]),
        channels=tuple(c for c in CHANNELS if c in told.channels),
        channel=told.channel,
        result=told.result,
        answer=Answer(told.answer) if told.answer in set(Answer) else None,
        words=told.words.strip(),
    )
