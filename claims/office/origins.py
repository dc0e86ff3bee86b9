"""Who said each datum of a claim, and when: the revision since which it says what it says now."""

from collections.abc import Mapping, Sequence

from claims.claim.model import Claim
from claims.office.house import House
from claims.store.claims import Revision

DAYS, CREDITS = "days", "credits"
"""What stands for the days of a loss among its inputs; and for all sums received, under no loss."""
DECIDING = ("decision", "batch undone")
"""Reasons of the revisions that only decide, or take a decision back."""
Datum = tuple[str, str]
"""Loss, empty for the whole claim, and input."""
Origins = Mapping[Datum, Revision]


def origins(house: House, claim: Claim, revisions: Sequence[Revision]) -> Origins:
    """For each datum of a claim, the revision that brought it as it stands. revisions: oldest
    first. A decision changes none, so the body of one is never read."""
    told = [each for each in reversed(revisions) if each.reason not in DECIDING]
    found: dict[Datum, Revision] = {}
    standing = said = _said(claim)
    for place, revision in enumerate(told):
        if place:  # the latest said what stands
            said = _said(house.store.claims.body(claim.number, revision.revision))
        standing = {key: value for key, value in standing.items() if said.get(key) == value}
        found |= dict.fromkeys(standing, revision)
        if not standing:
            break
    return found


def _said(claim: Claim) -> dict[Datum, object]:
    """Everything a tape may rest on that someone typed or brought."""
    said: dict[Datum, object] = {("", CREDITS): claim.credits}
    for loss in claim.losses:
        said[loss.id, DAYS] = loss.start, loss.end
        said |= {(loss.id, name): entry for name, entry in loss.inputs.items()}
    return said
