"""Interest on each line of an assessment, from the day its head says, to an as-of date.

It runs on what is declared until counsel decides the line, then on what is admitted, and never
before the loss began. The law is that of the group of the service: it follows what was touched,
never the home a claimant gives. A line whose law cannot be told bears nothing and says why;
the others are counted.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from claims.claim.model import Claim
from claims.damages.assessment import Assessment, InterestLine, Line
from claims.damages.interest import REGIMES, interest, last_known
from claims.damages.rates import Rates
from claims.damages.rows import LineRow
from claims.i18n.text import Text
from claims.matter.model import Matter, Regime
from claims.problems import Problem


def accrued(
    assessment: Assessment,
    claim: Claim,
    matter: Matter,
    rates: Rates,
    *,
    as_of: date,
    while_known: bool = False,
) -> tuple[InterestLine, ...]:
    """Interest on each line, in order; refused lines say why.

    while_known: stop, and say so, on the last day whose rate is known rather than refuse.
    """
    return tuple(
        _accrued(line, claim, matter, rates, as_of, while_known) for line in assessment.lines
    )


def _accrued(
    line: Line, claim: Claim, matter: Matter, rates: Rates, as_of: date, while_known: bool
) -> InterestLine:
    regime, start, owed = law(line, claim, matter), starts(line, matter), _owed(line)
    if isinstance(regime, Problem):
        days = max((as_of - start).days, 0)
        return InterestLine("", owed, start, as_of, days, 0, 0, refused=regime)
    last = last_known(regime, rates) if while_known else None
    until = last if last and start < last < as_of else as_of
    due = interest(owed, regime, start, until, rates)
    if due.refused or not due.days:
        return due
    doubts = () if matter.interest.verified else (unsure(matter, start),)
    stopped = () if until == as_of else (_stopped(until),)
    halves = half_years(line.head, regime, start, matter)
    return replace(due, warnings=(*stopped, *doubts, *halves, *due.warnings))


def _owed(line: Line) -> int:
    """What interest runs on: what was decided, once it is."""
    return line.admitted if line.decided else line.declared


def _stopped(last: date) -> Problem:
    return Problem("interest", "interest-stopped", {"last_day": str(last)})


def law(line: Line | LineRow, claim: Claim, matter: Matter) -> Regime | Problem:
    """The law a line falls under; a loss of the claimant follows all the services of the claim."""
    return law_among(_groups(line, claim, matter), claim.claimant.kind, matter)


def law_among(groups: Collection[str], kind: str, matter: Matter) -> Regime | Problem:
    """The law of a line about services of these groups, for a kind of claimant."""
    rule = matter.interest
    if rule.by_group and not all(groups):
        return Problem("interest", "interest-unplaced")
    first, *others = dict.fromkeys(rule.regime_for(kind, group) for group in groups)
    return Problem("interest", "interest-laws-differ") if others else first


def _groups(line: Line | LineRow, claim: Claim, matter: Matter) -> tuple[str, ...]:
    """The group of the service of a line, or of each service; blank where none is chosen."""
    if line.service:
        return (line.group,)
    placed = [matter.subgroups.get(service.subgroup) for service in claim.services]
    return tuple(subgroup.group if subgroup else "" for subgroup in placed)


def starts(line: Line | LineRow, matter: Matter) -> date:
    """The day interest starts from, not counted: what is lost later starts later."""
    event = max(matter.interest.event_day, line.start)
    start = {"event": event, "loss_start": line.start, "loss_end": line.end}
    return start[matter.heads[line.head].interest_from]


def unsure(matter: Matter, start: date) -> Problem:
    """That nobody confirmed the day interest starts from."""
    said = matter.interest.authority
    told = {"start_day": str(start), "authority_fr": said.fr, "authority_en": said.en}
    return Problem("interest", "interest-start-unverified", told)


def half_years(head: str, regime: Regime, start: date, matter: Matter) -> tuple[Problem, ...]:
    """A cost counted from its own day where the law counts from the end of six months."""
    if not REGIMES[regime].by_half_year or matter.heads[head].interest_from == "event":
        return ()
    return (Problem("interest", "interest-half-years", {"start_day": str(start)}),)


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
