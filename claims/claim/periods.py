"""The days a loss usually covers, so that nobody types what the matter knows."""

from datetime import date

from claims.i18n import read_day
from claims.matter.model import Matter
from claims.problems import Problem


def usual_days(matter: Matter, restored: str) -> tuple[date, date]:
    """From the first day of the outage to the day the service came back, or the last day known."""
    ends = [end for _, end in (o.days(matter.timezone) for o in matter.outages) if end]
    back = read_day(restored, "") if restored.strip() else None
    known = max(ends, default=matter.period_start)
    end = known if back is None or isinstance(back, Problem) else back
    return matter.period_start, max(end, matter.period_start)
