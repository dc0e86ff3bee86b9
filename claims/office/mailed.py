"""What was really mailed about a filing: a page says no more than the outbox knows."""

from dataclasses import dataclass

from claims.access import Actor
from claims.claim.identifiers import masked
from claims.office.conversing import filed_claim
from claims.office.house import House
from claims.store.outbox import State

FILINGS = ("filed", "corrected")


@dataclass(frozen=True, slots=True)
class Mailed:
    """The last letter about a filing: to whom, masked, and what became of it."""

    address: str
    state: State


def about_filing(house: House, actor: Actor) -> Mailed | None:
    """The letter of the claimant's last filing; None when none was written."""
    row = filed_claim(house, actor, "read claim", actor.claim)
    letters = house.store.outbox.latest(number=row.number)
    letter = next((each for each in letters if each.kind in FILINGS), None)
    return Mailed(masked(letter.recipient), letter.state) if letter else None
