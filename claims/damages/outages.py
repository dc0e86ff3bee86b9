"""The outage table contradicts losses outside its windows: it flags them, and changes nothing."""

from datetime import date

from claims.claim.model import Loss
from claims.matter.model import Matter
from claims.problems import Problem


def window(matter: Matter) -> tuple[date, date | None]:
    """First and last day of every known outage; no last day while one has no end."""
    ends = [outage.end for outage in matter.outages]
    known = [end.date() for end in ends if end]
    return min(o.start.date() for o in matter.outages), None if None in ends else max(known)


def contradictions(loss: Loss, matter: Matter) -> tuple[Problem, ...]:
    """A flag when a timed loss lies wholly or partly outside every known outage."""
    if not (matter.heads[loss.head].timed and matter.outages):
        return ()
    first, last = window(matter)
    if loss.start < first or (last is not None and loss.end > last):
        period = {"start_day": first.isoformat(), "end_day": str(last or matter.period_end)}
        return (Problem(f"losses.{loss.id}", "outside-outage-table", period),)
    return ()
