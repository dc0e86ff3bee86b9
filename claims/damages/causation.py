"""Did sales fall enough to be laid at the outage's door? A test a matter may set, told on the line.

It changes no amount: a shop that sold nearly what it would have sold may have lost it to chance.
"""

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from claims.damages.assessment import Step
from claims.damages.names import unverified
from claims.damages.situation import Situation
from claims.problems import Problem

HUNDREDTH = Decimal("0.01")


def fell_enough(expected: Decimal, actual: Decimal, percent: Decimal) -> bool:
    """Whether sales fell by that percentage of what was expected, or more; in exact arithmetic."""
    return (expected - actual) * 100 >= percent * expected


def screened(steps: tuple[Step, ...], case: Situation) -> Iterator[Problem]:
    """A flag when sales fell by less than the matter's figure; none where the matter sets none, or
    where nothing was expected."""
    name = case.head.screen
    sales = {step.name: step.operand for step in steps}
    expected, actual = sales.get("expected_revenue"), sales.get("actual_revenue")
    if not name or not expected or actual is None:
        return
    figure = case.matter.figures[name]
    least = figure.on(case.loss.start, case.service.type)
    if fell_enough(expected, actual, least.value):
        return
    fell = ((expected - actual) * 100 / expected).quantize(HUNDREDTH, rounding=ROUND_DOWN)
    told = {"fell_number": f"{fell:f}", "least_number": f"{least.value:f}",
            "authority_fr": least.authority.fr, "authority_en": least.authority.en}  # fmt: skip
    yield Problem(f"losses.{case.loss.id}", "sales-fell-too-little", told)
    if not least.verified:
        yield unverified(name, figure)
