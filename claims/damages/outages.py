"""The outage table contradicts losses outside its windows: it flags them, and changes nothing."""

from claims.claim.model import Loss
from claims.matter.model import Matter
from claims.problems import Problem

def contradictions(loss: Loss, matter: Matter) -> tuple[Problem, ...]:
    """A flag when a timed loss lies wholly or partly outside every known outage."""
    if not (matter.heads[loss.head].timed and matter.outages):
        return ()
    first = min(outage.start.date() for outage in matter.outages)
    open_ended = any(outage.end is None for outage in matter.outages)
    last = max((o.end.date() for o in matter.outages if o.end), default=first)
    if loss.start < first or (not open_ended and loss.end > last):
        period = {"start_day": first.isoformat(), "end_day": last.isoformat()}
        return (Problem(f"losses.{loss.id}", "outside-outage-table", period),)
    return ()
