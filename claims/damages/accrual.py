"""Interest on each line of an assessment, from the day its head says, to an as-of date."""

from datetime import date

from claims.claim.model import Claim
from claims.damages.assessment import Assessment, InterestLine, Line
from claims.damages.interest import interest
from claims.damages.rates import Rates
from claims.matter.model import Matter


def accrued(
    assessment: Assessment, claim: Claim, matter: Matter, rates: Rates, *, as_of: date
) -> tuple[InterestLine, ...]:
    """Interest on the declared amount of each line, in order; refused lines say why."""
    regime = matter.interest.regime_for(claim.claimant.kind, claim.contact.place)
    return tuple(
        interest(line.declared, regime, starts(line, matter), as_of, rates)
        for line in assessment.lines
    )


def starts(line: Line, matter: Matter) -> date:
    """The day interest starts from, not counted: a cost incurred later starts later."""
    start = {"event": matter.interest.event_day, "loss_start": line.start, "loss_end": line.end}
    return start[matter.heads[line.head].interest_from]
