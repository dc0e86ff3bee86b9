"""Interest on each line of an assessment, from the day its head says, to an as-of date.

The law is that of the group of the service: it follows what was touched, never where the claimant
says to live. A line whose law cannot be told bears nothing and says why; the others are counted.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from claims.claim.model import Claim
from claims.damages.assessment import Assessment, InterestLine, Line
from claims.damages.interest import REGIMES, interest
from claims.damages.rates import Rates
from claims.i18n.text import Text
from claims.matter.model import Matter, Regime
from claims.problems import Problem


def accrued(
    assessment: Assessment, claim: Claim, matter: Matter, rates: Rates, *, as_of: date
) -> tuple[InterestLine, ...]:
    """Interest on the declared amount of each line, in order; refused lines say why."""
    return tuple(_accrued(line, claim, matter, rates, as_of) for line in assessment.lines)


def _accrued(line: Line, claim: Claim, matter: Matter, rates: Rates, as_of: date) -> InterestLine:
    regime, start = law(line, claim, matter), starts(line, matter)
    if isinstance(regime, Problem):
        days = max((as_of - start).days, 0)
        return InterestLine("", line.declared, start, as_of, days, 0, 0, refused=regime)
    due = interest(line.declared, regime, start, as_of, rates)
    if matter.interest.verified or due.refused or not due.days:
        return due
    return replace(due, warnings=(_unsure(matter, start), *due.warnings))


def law(line: Line, claim: Claim, matter: Matter) -> Regime | Problem:
    """The law a line falls under; a loss of the claimant follows all the services of the claim."""
    rule, kind, groups = matter.interest, claim.claimant.kind, _groups(line, claim, matter)
    if rule.by_group and not all(groups):
        return Problem("interest", "interest-unplaced")
    first, *others = dict.fromkeys(rule.regime_for(kind, group) for group in groups)
    return Problem("interest", "interest-laws-differ") if others else first


def _groups(line: Line, claim: Claim, matter: Matter) -> tuple[str, ...]:
    """The group of the service of a line, or of each service; blank where none is chosen."""
    if line.service:
        return (line.group,)
    placed = [matter.subgroups.get(service.subgroup) for service in claim.services]
    return tuple(subgroup.group if subgroup else "" for subgroup in placed)


def starts(line: Line, matter: Matter) -> date:
    """The day interest starts from, not counted: a cost incurred later starts later."""
    start = {"event": matter.interest.event_day, "loss_start": line.start, "loss_end": line.end}
    return start[matter.heads[line.head].interest_from]


def _unsure(matter: Matter, start: date) -> Problem:
    said = matter.interest.authority
    told = {"start_day": str(start), "authority_fr": said.fr, "authority_en": said.en}
    return Problem("interest", "interest-start-unverified", told)


def without_rates(matter: Matter, rates: Rates, groups: Collection[str]) -> tuple[Problem, ...]:
    """What keeps lines of these groups from bearing interest: no rate is known under their law."""
    laws = {group: matter.interest.by_group.get(group, matter.interest.regime) for group in groups}
    return tuple(
        _no_rates(group, rates.tables[name].label)
        for group, regime in laws.items()
        for name in REGIMES[regime].tables
        if not rates.tables[name].rates
    )


def _no_rates(group: str, label: Text) -> Problem:
    told = {"group": group, "table_fr": label.fr, "table_en": label.en}
    return Problem("interest", "interest-no-table", told)
