"""A claimant contests a decision: with reasons, and the claim goes back to be looked at again.

A time limit that counsel has not confirmed is told and never shuts the door; one that is confirmed
does. What was decided stands until counsel decides anew.
"""

from datetime import date, datetime

from claims.access import Actor
from claims.claim.canonical import canonical, digest
from claims.claim.states import Status, may_move
from claims.matter.model import Matter
from claims.office.conversing import filed_claim, said_in_full
from claims.office.folder import delay_ends, local_day
from claims.office.house import House
from claims.office.verdicts import DECIDED
from claims.problems import NotAllowed, Problem, Refused
from claims.store.claims import ClaimRow
from claims.store.messages import Message

CONTEST = "contest"
"""Name of its deadline in a matter's file, kind of its message, reason of its move."""


def contest(house: House, actor: Actor, *, reason: str, seen: int, now: datetime) -> Message:
    """Send the claim back to review; the reasons stand in the conversation.

    Raises Refused when no reason is given or a confirmed time limit has passed, NotAllowed when
    nothing was decided, Conflict when the claim changed since the page showed it.
    """
    row = filed_claim(house, actor, "contest decision", actor.claim)
    if not may_contest(row, actor):
        raise NotAllowed(f"a claim that is {row.status} has no decision to contest")
    if over := _shut(row, house.matter(row.matter), local_day(now, house.matter(row.matter))):
        raise Refused([over])
    said = said_in_full(reason, CONTEST)
    key = digest(canonical([CONTEST, seen, said]))
    with house.store.database.together():
        house.store.claims.move(
            row.number, Status.SUBMITTED, reason=CONTEST, seen=seen, at=now, by=actor.name
        )
        return house.store.messages.send(
            row.number, "claimant", said, key=key, at=now, by=actor.name, kind="contest"
        )


def may_contest(row: ClaimRow, actor: Actor) -> bool:
    """Whether there is a decision the claimant may send back."""
    return row.status in DECIDED and may_move(row.status, Status.SUBMITTED, actor.role)


def contest_by(row: ClaimRow, matter: Matter) -> date | None:
    """Last day to contest, which runs from the decision; None without one, or without a delay."""
    return delay_ends(row, matter, CONTEST) if row.status in DECIDED else None


def _shut(row: ClaimRow, matter: Matter, today: date) -> Problem | None:
    last = contest_by(row, matter)
    if last is None or today <= last or not matter.deadlines[CONTEST].verified:
        return None
    return Problem(CONTEST, "contest-too-late", {"last_day": last.isoformat()})
