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


def usual_days(
    matter: Matter, restored: str, server: str = "", *, today: date
) -> tuple[date, date]:
    """From the first day of the outage to the day the service came back, or the last day known; of
    the days that a loss may have, so that nobody is refused what they did not type.

    server: whose outage it is, when the claimant could say.
    """
    first, end = matter.period_start, None
    if matter.outages:
        first, end = known_outage(matter, server)
    ends = [last for _, last in (o.days(matter.timezone) for o in matter.outages) if last]
    back = read_day(restored, "") if restored.strip() else None
    known = end or max(ends, default=first)
    end = known if back is None or isinstance(back, Problem) else back
    last = min(matter.period_end, today)
    start = min(max(first, matter.period_start), last)
    return start, min(max(end, start), last)
