"""Losses as the domain ledger reads them: who claims what, by what title, who comes first."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Title = Literal["assignee", "owner", "mandate", "provider"]
"""By what title a loss is claimed, who comes first first: an assignment that counsel recognised, as
the site's owner, for its owner, as the designer or reseller."""
ORDER: tuple[Title, ...] = ("assignee", "owner", "mandate", "provider")
Means = Literal["work", "bills", "both", ""]
"""What the claimant says of a loss: own hours, sums paid or owed to others, or neither."""


@dataclass(frozen=True, slots=True)
class Stake:
    """One loss as the ledger reads it. service: a registrable domain; amounts in cents.

    distinct: counsel decided that it is a loss apart from those it meets; rest: counsel reduced it
    to what others, who claim the same loss, leave of it; timed: of a head that runs with the days
    of the outage. A loss of another head is whole whatever its days.
    """

    number: str
    loss: str
    head: str
    service: str
    start: date
    end: date
    declared: int
    admitted: int = 0
    decided: bool = False
    title: Title = "owner"
    means: Means = ""
    distinct: bool = False
    rest: bool = False
    timed: bool = False

    @property
    def most(self) -> int:
        """Cents of loss that counsel found, before what others have of it; until then, declared."""
        return self.declared if self.rest or not self.decided else self.admitted

    @property
    def refused(self) -> bool:
        """Whether counsel admitted nothing of it."""
        return self.decided and not self.admitted

    @property
    def turn(self) -> tuple[int, str, str]:
        """Who comes first: by title, then by number, whatever the order they were read in."""
        return ORDER.index(self.title), self.number, self.loss
