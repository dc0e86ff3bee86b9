"""What counsel decided on each loss of a claim, revision after revision: what changed, by whom."""

from dataclasses import dataclass
from itertools import pairwise

from claims.access import Actor
from claims.claim.model import Claim, Decision, Loss
from claims.office.house import House
from claims.office.lawyer import found
from claims.store.claims import Revision


@dataclass(frozen=True, slots=True)
class Change:
    """What was decided on a loss between two revisions; None where there was no decision."""

    loss: Loss
    before: Decision | None
    after: Decision | None


@dataclass(frozen=True, slots=True)
class Turn:
    """A revision that decided something, or took a decision back."""

    revision: Revision
    change: Change


def between(before: Claim, after: Claim) -> tuple[Change, ...]:
    """The losses decided otherwise, in the order of the later revision; those it dropped follow."""
    old = {decision.loss: decision for decision in before.decisions}
    new = {decision.loss: decision for decision in after.decisions}
    losses = {loss.id: loss for loss in (*after.losses, *before.losses)}
    return tuple(
        Change(loss, old.get(key), new.get(key))
        for key, loss in losses.items()
        if old.get(key) != new.get(key)
    )


def changes_since(house: House, actor: Actor, number: str, revision: int) -> tuple[Change, ...]:
    """What was decided after a revision that counsel read: told beside a conflict."""
    row = found(house, actor, "decide line", number)
    then, now = (house.store.claims.body(number, r) for r in (revision, row.revision))
    return between(then, now)


def turns(
    house: House, actor: Actor, number: str, revisions: tuple[Revision, ...]
) -> tuple[Turn, ...]:
    """Every decision made or taken back, newest first. revisions: of the claim, oldest first."""
    found(house, actor, "decide line", number)
    bodies = [house.store.claims.body(number, each.revision) for each in revisions]
    made = zip(revisions[1:], pairwise(bodies), strict=True)
    return tuple(Turn(revision, change) for revision, pair in made for change in between(*pair))[
        ::-1
    ]
