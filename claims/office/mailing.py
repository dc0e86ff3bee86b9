"""Sending what waits in the outbox, and telling an administrator how that goes.

A letter is taken for ten minutes, more than any server is given to answer. Should the machine die
between the server's yes and our note of it, the letter goes again, under the same Message-ID: at
least once, never less. A server that is down is tried again, less and less often; a recipient who
does not exist is not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from claims.access import Actor
from claims.claim.identifiers import masked
from claims.i18n import N_
from claims.office.house import House
from claims.office.postman import NotDelivered, deliver
from claims.office.secrecy import opened_letter
from claims.problems import Problem
from claims.store.outbox import Letter, State

TAKEN_FOR = timedelta(minutes=10)
BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
"""How long after each try the next one is; after the last, the letter has failed."""
MOST_TRIES = len(BACK_OFF) + 1
LATE = timedelta(minutes=15)
"""A letter that waits longer than this means that mail is failing."""
LISTED = 200
STATES: Mapping[State, str] = {
    "waiting": N_("En attente"),
    "sent": N_("Envoyé"),
    "failed": N_("Abandonné"),
    "bounced": N_("Refusé"),
}
"""State of a letter, as it is read."""


@dataclass(frozen=True, slots=True)
class MailStanding:
    """How mail stands. letters: the last ones, newest first, bodies left out, addresses masked.

    sends: whether letters leave at all; last_fault: what last went wrong, None when nothing did.
    """

    sends: bool
    counts: Mapping[State, int]
    oldest: datetime | None
    last_fault: Problem | None
    last_fault_at: datetime | None
    failing: bool
    letters: tuple[Letter, ...]


def send_next(house: House, *, now: datetime) -> bool:
    """Send the letter that has been due longest; False when none is, or when nothing is sent."""
    if not house.settings.mails:
        return False
    letter = house.store.outbox.take(at=now, until=now + TAKEN_FOR)
    if letter is None:
        return False
    try:
        if letter.tries > MOST_TRIES:
            raise NotDelivered("mail-interrupted")
        deliver(house.settings, letter, _body(house, letter))
    except NotDelivered as fault:
        _note(house, letter, fault, now)
    else:
        house.store.outbox.end(letter, "sent", at=now)
    return True


def _body(house: House, letter: Letter) -> str:
    body = opened_letter(house.settings.key(), letter.body, letter.id)
    if not body:
        raise NotDelivered("mail-unreadable", for_good=True)
    return body


def _note(house: House, letter: Letter, fault: NotDelivered, now: datetime) -> None:
    """Bounced when it is for good; else later, until there were tries enough."""
    if fault.for_good:
        house.store.outbox.end(letter, "bounced", at=now, reason=fault.reason)
    elif letter.tries >= MOST_TRIES:
        house.store.outbox.end(letter, "failed", at=now, reason=fault.reason)
    else:
        due = now + BACK_OFF[letter.tries - 1]
        house.store.outbox.put_off(letter, due_at=due, reason=fault.reason)


def mail_standing(house: House, actor: Actor, *, now: datetime) -> MailStanding:
    """What waits, what left, what did not, and why."""
    actor.must("read mail")
    outbox = house.store.outbox
    counts, oldest, last = outbox.counts(), outbox.oldest_waiting(), outbox.last_fault()
    late = oldest is not None and now - oldest > LATE
    return MailStanding(
        sends=house.settings.mails,
        counts=counts,
        oldest=oldest,
        last_fault=fault_of(last) if last else None,
        last_fault_at=last.tried_at if last else None,
        failing=late or counts["failed"] > 0,
        letters=tuple(map(_as_listed, outbox.latest(LISTED))),
    )


def _as_listed(letter: Letter) -> Letter:
    return replace(letter, recipient=masked(letter.recipient))


def fault_of(letter: Letter) -> Problem | None:
    """What its last try met, as a person reads it; None when it met nothing."""
    code, _, answer = letter.reason.partition(" ")
    return Problem("", code, {"answer": answer}) if code else None


def retry(house: House, actor: Actor, letter: str, *, now: datetime) -> None:
    """Send a failed letter again, with all its tries. Raises NotFound when it cannot be."""
    actor.must("retry mail")
    house.store.outbox.retry(letter, at=now, by=actor.name)
