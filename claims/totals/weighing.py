"""A claim weighed for scenarios: its lines in the order they are counted, with and without the sums
received, and the hosting fees of each service."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from claims.claim.model import Claim, Loss
from claims.damages.accrual import law, starts
from claims.damages.assessment import Assessment, Line
from claims.damages.engine import assess, in_turn
from claims.damages.rates import Rates
from claims.damages.rows import LineRow
from claims.matter.model import GRADES, Matter
from claims.matter.proving import by_name
from claims.matter.scenarios import OWN_BACKUP, RECENT
from claims.money import to_cents
from claims.problems import Problem
from claims.totals.weighed import Scope, Weighed

MONTHS = 12
YEAR = 365
PAID, DAYS = "prepaid", "days_paid"
"""Inputs that say what was paid for hosting, and for how many days."""


def weighed(claim: Claim, lines: Iterable[Line | LineRow], matter: Matter) -> Iterator[Weighed]:
    """The lines of a claim as the engine counts them now, or as it did when they were kept."""
    by_loss = {line.loss: line for line in lines}
    for loss in in_turn(claim, matter):
        yield _weighed(loss, by_loss[loss.id], claim, matter)


def told_by(claim: Claim, kept: Iterable[LineRow], matter: Matter) -> bool:
    """Whether the lines kept of a claim say all that is weighed: nothing was received, and each
    amount is supported at one grade."""
    proved = {loss for exhibit in claim.exhibits for loss in exhibit.losses}
    return not claim.credits and not any(
        row.supported and row.loss in proved and by_name(matter.heads[row.head]) for row in kept
    )


def without_sums_received(claim: Claim, matter: Matter, rates: Rates) -> Assessment:
    """The same claim counted again, nothing deducted."""
    return assess(claim.model_copy(update={"credits": ()}), matter, rates, gains=False)


def _weighed(loss: Loss, line: Line | LineRow, claim: Claim, matter: Matter) -> Weighed:
    regime, start = law(line, claim, matter), starts(line, matter)
    service = claim.service(loss.service)
    from_event = matter.heads[line.head].interest_from == "event"
    return Weighed(
        claim.number, line.service, line.subgroup, line.head,
        line.declared, line.supported, line.admitted, by_grade(line), _deducted(line),
        recent=service is not None and service.answers.get(OWN_BACKUP) == RECENT,
        decided=line.decided,
        regime="" if isinstance(regime, Problem) else regime,
        start=start, lost=line.start if from_event else start,
    )  # fmt: skip


def by_grade(line: Line | LineRow) -> tuple[int, int, int, int]:
    """What each grade, from A to D, adds to the supported amount; together, all of it."""
    support = line.support if isinstance(line, Line) else ()
    reached = {step.name: to_cents(step.running) for step in support}
    if not reached:
        reached = {line.grade: line.supported}
    added, before = [], 0
    for grade in GRADES:
        added.append(reached.get(grade, before) - before)
        before += added[-1]
    return added[0], added[1], added[2], added[3]


def _deducted(line: Line | LineRow) -> int:
    steps = line.steps if isinstance(line, Line) else ()
    taken = (step.operand for step in steps if (step.verb, step.name) == ("less", "credits"))
    return to_cents(sum(taken, Decimal(0)))


def fees(claim: Claim) -> Mapping[Scope, Fraction]:
    """Claim and domain → cents of hosting fees for one month: what was prepaid, over its days; the
    highest, when a service is named under several."""
    found: dict[Scope, Fraction] = {}
    for loss in claim.losses:
        service, paid, days = claim.service(loss.service), *map(loss.inputs.get, (PAID, DAYS))
        if service and paid and paid.cents is not None and days and days.quantity:
            month = Fraction(paid.cents * YEAR) / (MONTHS * Fraction(days.quantity))
            scope = claim.number, service.domain
            found[scope] = max(found.get(scope, month), month)
    return found
