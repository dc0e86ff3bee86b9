"""A claimant contests a decision: with reasons, and the claim goes back to be looked at again.

The time to do so runs from the letter that told the decision; there is none before it. A limit that
counsel has not confirmed is told and never shuts the door. Past one that is confirmed, the contest
is kept and shown to counsel, and the claim stays where it stands until counsel takes it up.
"""

from datetime import date, datetime

from claims.access import Actor
from claims.claim.canonical import canonical, digest
from claims.claim.states import DECIDED, Status, may_move
from claims.evidence.curing import CONTEST, confirmed, over
from claims.office.conversing import filed_claim, said_in_full
from claims.office.house import House
from claims.office.seen import as_seen
from claims.problems import NotAllowed, Problem, Refused
from claims.store.claims import ClaimRow
from claims.store.contests import Contest, Told
from claims.store.notices import KeptNotice


def contest(house: House, actor: Actor, *, reason: str, seen: int, now: datetime) -> Contest:
    """Keep a contest and send the claim back to review; the reasons stand in the conversation.

    Raises Refused when no reason is given, or when a late one waits already, NotAllowed when
    nothing was decided, Conflict when the claim changed since the page showed it.
    """
    row = filed_claim(house, actor, "contest decision", actor.claim)
    if not may_contest(row, actor):
        raise NotAllowed(f"a claim that is {row.status} has no decision to contest")
    said = said_in_full(reason, CONTEST)
    letter = house.store.notices.telling(row.number)
    matter = house.matter(row.matter)
    late = letter is not None and over(letter.notice.last_day, matter.timezone, now)
    shut = late and confirmed(matter, CONTEST)
    if shut and house.store.contests.open_of(row.number):
        raise Refused([Problem(CONTEST, "contest-waits")])
    with house.store.database.together():
        if shut:
            as_seen(house, row, seen)
        else:
            house.store.claims.move(
                row.number, Status.SUBMITTED, reason=CONTEST, seen=seen, at=now, by=actor.name
            )
        return _kept(house, actor, row, said, letter, late=late, shut=shut, seen=seen, now=now)


def _kept(
    house: House, actor: Actor, row: ClaimRow, said: str, letter: KeptNotice | None, *,
    late: bool, shut: bool, seen: int, now: datetime,
) -> Contest:  # fmt: skip
    message = house.store.messages.send(
        row.number, "claimant", said, key=digest(canonical([CONTEST, seen, said])), at=now,
        by=actor.name, kind="contest",
    )  # fmt: skip
    told = Told(
        revision=row.revision, letter=letter.place if letter else 0, message=message.place,
        last_day=letter.notice.last_day.isoformat() if letter else "", late=late, shut=shut,
    )  # fmt: skip
    return house.store.contests.add(row.number, told, at=now, by=actor.name)


def may_contest(row: ClaimRow, actor: Actor) -> bool:
    """Whether there is a decision the claimant may send back."""
    return row.status in DECIDED and may_move(row.status, Status.SUBMITTED, actor.role)


def contest_by(house: House, row: ClaimRow) -> date | None:
    """Last day to contest, as the letter told it; None while no letter tells a decision."""
    letter = house.store.notices.telling(row.number) if row.status in DECIDED else None
    return letter.notice.last_day if letter else None
