"""The days a loss usually covers, so that nobody types what the matter knows."""

from datetime import date

from claims.i18n import read_day
from claims.matter.model import Matter
from claims.problems import Problem


def known_outage(matter: Matter, server: str = "") -> tuple[date, date | None]:
    """First and last day of the known outages of a server, or of all when none is named; no last
    day while one has no end."""
    named = [outage for outage in matter.outages if outage.server == server]
    days = [outage.days(matter.timezone) for outage in named or matter.outages]
    ends = [end for _, end in days]
    known = [end for end in ends if end]
    return min(start for start, _ in days), None if None in ends else max(known)


def usual_days(matter: Matter, restored: str, server: str = "") -> tuple[date, date]:
    """From the first day of the outage to the day the service came back, or the last day known.

    server: whose outage it is, when the claimant could say.
    """
    start, end = matter.period_start, None
    if server in {outage.server for outage in matter.outages}:
        start, end = known_outage(matter, server)
    ends = [last for _, last in (o.days(matter.timezone) for o in matter.outages) if last]
    back = read_day(restored, "") if restored.strip() else None
    known = end or max(ends, default=matter.period_start)
    end = known if back is None or isinstance(back, Problem) else back
    return start, max(end, start)
