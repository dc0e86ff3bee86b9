"""The lost sales of one claim, loss by loss, as its latest revision stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from claims.access import Actor
from claims.claim.identifiers import domain_in_full
from claims.claim.model import Claim
from claims.damages.assessment import Line
from claims.damages.engine import loss_of
from claims.damages.named_sales import estimate_of_loss
from claims.damages.sales import Estimate
from claims.money import to_cents
from claims.office.house import House
from claims.office.lawyer import found, note_reading
from claims.problems import Problem


@dataclass(frozen=True, slots=True)
class LostSales:
    """One loss that rests on a history of sales; cents made during the outage and made up later.

    estimate: or why the history does not tell what was expected; warnings: all those of the line.
    """

    loss: str
    service: str
    estimate: Estimate | Problem
    actual: int
    made_up: int
    warnings: tuple[Problem, ...]


def told_of(
    house: House, actor: Actor, number: str, coverage: Decimal, *, now: datetime
) -> tuple[LostSales, ...]:
    """Every loss of a claim that has a history; that it was read is noted."""
    row = found(house, actor, "decide line", number)
    note_reading(house, actor, number, now)
    claim = house.store.claims.body(number)
    assessment = house.rules_of(row).assess(claim)
    return tuple(one for line in assessment.lines for one in _told(line, claim, coverage))


def _told(line: Line, claim: Claim, coverage: Decimal) -> Iterator[LostSales]:
    estimate = estimate_of_loss(claim, loss_of(claim, line), coverage=coverage)
    if estimate is not None:
        worth = {step.name: to_cents(step.operand) for step in line.steps}
        yield LostSales(
            loss=line.loss,
            service=domain_in_full(line.service),
            estimate=estimate,
            actual=worth.get("actual_revenue", 0),
            made_up=worth.get("later_sales", 0),
            warnings=line.warnings,
        )
