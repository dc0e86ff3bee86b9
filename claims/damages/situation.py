"""One loss with everything its tape may name, and what a name is worth there."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from claims.claim.model import Claim, Entry, Loss, Service
from claims.damages.assessment import Step
from claims.damages.credits import Pots
from claims.damages.rates import Rates
from claims.i18n.text import Text
from claims.matter.model import Head, Matter, Unit
from claims.money import to_units
from claims.problems import Problem

ZERO = Decimal(0)
NO_SERVICE = Service(id="", typed="", domain="", type="")


class Operand(NamedTuple):
    """The worth of a name: amount in its unit, where it comes from, and who says so."""

    amount: Decimal
    label: Text
    unit: Unit
    origin: str
    authority: Text | None = None
    verified: bool = True
    parts: tuple[Step, ...] = ()
    warnings: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    since: date | None = None
    """The day a figure took effect."""


@dataclass(frozen=True, slots=True)
class Situation:
    """One loss of one claim, with everything its tape may name."""

    claim: Claim
    matter: Matter
    rates: Rates
    loss: Loss
    pots: Pots

    @property
    def head(self) -> Head:
        """The head of the loss."""
        return self.matter.heads[self.loss.head]

    @property
    def service(self) -> Service:
        """The service of the loss; a blank one for a loss of the claimant."""
        return self.claim.service(self.loss.service) or NO_SERVICE


def amount_of(entry: Entry | None) -> Decimal:
    """What was typed, in units of money or in its own unit; zero where nothing was."""
    if entry is None:
        return ZERO
    if entry.cents is not None:
        return to_units(entry.cents)
    return entry.quantity if entry.quantity is not None else ZERO
