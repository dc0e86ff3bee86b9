"""Sums received, deducted once: from the loss of their head, or from the losses of several heads.

Losses are counted in the order of the matter's heads, the oldest first, and that is the order in
which a sum that answers to several is used up; the tape of each loss says what was received, used
before, and taken here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from claims.claim.model import Credit
from claims.damages.assessment import Step
from claims.i18n.text import Text
from claims.matter.model import Matter, Verb

ZERO = Decimal(0)
Pot = tuple[str, str]
"""(head, or what covers several; service id, empty when it answers to no service)."""
RECEIVED = Text(fr="somme reçue, en tout", en="sum received, in all")
USED = Text(
    fr="déjà déduit de pertes comptées avant", en="already deducted from losses counted before"
)
LIMIT = Text(fr="ce qui reste de cette perte", en="what is left of this loss")


@dataclass(slots=True)
class Pots:
    """What is left, while one claim is counted: credits not yet deducted, caps not yet reached."""

    credits: dict[Pot, Decimal]
    received: Mapping[Pot, Decimal] = field(default_factory=dict)
    """The credits as they were before any was deducted."""
    caps: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    """(figure, loss or domain; empty for the claimant) → already allowed under that cap."""


def counts(credit: Credit, matter: Matter) -> bool:
    """Whether a sum accepted is deducted: free hosting is valued only if the matter says so."""
    return credit.kind != "free_hosting" or matter.values_free_hosting


def deduct(pots: Pots, key: str, service: str, wanted: Decimal) -> Decimal:
    """Take what a loss can absorb, from the sums for its service first; how much was taken."""
    taken = ZERO
    for pot in dict.fromkeys(((key, service), (key, ""))):
        available = pots.credits.get(pot, ZERO)
        part = min(available, wanted - taken)
        pots.credits[pot] = available - part
        taken += part
    return taken


def shared(
    pots: Pots, key: str, service: str, label: Text, wanted: Decimal, before: Decimal
) -> Step:
    """What a loss absorbs of a sum that answers to several heads; no parts when there is none.

    before: taken from this loss already, where the step's running amount starts.
    """
    known = dict.fromkeys(((key, service), (key, "")))
    received = sum((pots.received.get(pot, ZERO) for pot in known), ZERO)
    left = sum((pots.credits.get(pot, ZERO) for pot in known), ZERO)
    taken = deduct(pots, key, service, wanted)
    verb: Verb = "plus" if before else "take"
    parts = _told(key, received, left, wanted, taken) if received else ()
    return Step(verb, key, label, taken, "money", before + taken, "credit", parts=parts)


def _told(
    key: str, received: Decimal, left: Decimal, wanted: Decimal, taken: Decimal
) -> tuple[Step, ...]:
    steps = [Step("take", key, RECEIVED, received, "money", received, "credit")]
    if left != received:
        steps.append(Step("less", "used", USED, received - left, "money", left, "computed"))
    if taken != left:
        steps.append(Step("not_above", "left", LIMIT, wanted, "money", taken, "computed"))
    return tuple(steps)
