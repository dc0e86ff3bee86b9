"""Days that contradict a timed loss, the known outages and the service's own return: told, and
nothing is changed."""

from collections.abc import Iterator
from datetime import date

from claims.claim.model import Loss, Service
from claims.claim.periods import known_outage
from claims.matter.model import Matter
from claims.problems import Problem


def contradictions(loss: Loss, service: Service, matter: Matter) -> Iterator[Problem]:
    """A flag when a timed loss lies, wholly or partly, outside the known outage of its server, of
    every one when none is named; another when it goes on after the day its service came back."""
    if not matter.heads[loss.head].timed:
        return
    where = f"losses.{loss.id}"
    if matter.outages:
        first, last = known_outage(matter, service.server)
        if last is None and loss.start < first:
            yield Problem(where, "before-outage-table", {"start_day": str(first)})
        elif loss.start < first or (last is not None and loss.end > last):
            yield _outside(loss, service, first, last)
    if service.restored and loss.end > service.restored:
        yield Problem(where, "after-return", {"back_day": str(service.restored)})


def _outside(loss: Loss, service: Service, first: date, last: date | None) -> Problem:
    """Days beyond the table; when they only go on until the return that the claimant gave, which
    fills them in, it is that return which the table contradicts."""
    where, period = f"losses.{loss.id}", {"start_day": str(first), "end_day": str(last)}
    if loss.start >= first and loss.end == service.restored:
        return Problem(where, "return-after-outage-table",
                       period | {"back_day": str(service.restored)})  # fmt: skip
    return Problem(where, "outside-outage-table", period)
