"""How long a claimant has to mend a deficiency, to the minute.

The matter sets it; else it is the later of thirty days and the day claims must be in, with three
days more for who is written to by post only. Days are those of C.C.P. 83 where the matter is heard:
the day of the letter is not counted, the last one is, to midnight on the clocks of that place,
whether they were put forward or back meanwhile.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from claims.evidence.juridical import DAY, last_day, local_date
from claims.matter.model import Deadline, Matter

CURE, FLOOR = "cure", "registration"
"""Names of the delay, and of the day it never ends before, in a matter's file."""
DAYS, POST_DAYS, REMINDER_DAYS = 30, 3, 7


def cure_ends(told: datetime, matter: Matter, *, by_post: bool = False) -> date:
    """The last day to answer a letter written at a moment."""
    start, cure = local_date(told, matter.timezone), matter.deadlines.get(CURE)
    days = cure.days if cure and cure.days is not None else DAYS
    last = max(start + days * DAY, _floor(cure, matter) or start)
    more = post_days(matter) if by_post else 0
    return last_day(last, more, matter.ownership.calendar, matter.ownership.proclaimed)


def post_days(matter: Matter) -> int:
    """Days more for who is written to by post only."""
    cure = matter.deadlines.get(CURE)
    return POST_DAYS if cure is None or cure.by_post is None else cure.by_post


def confirmed(matter: Matter) -> bool:
    """Whether counsel confirmed the delay."""
    cure = matter.deadlines.get(CURE)
    return cure is not None and cure.verified


def ends_at(last: date, timezone: str) -> datetime:
    """The first moment after the limit, in UTC."""
    midnight = datetime.combine(last + DAY, time(), ZoneInfo(timezone))
    return midnight.astimezone(UTC)


def over(last: date, timezone: str, now: datetime) -> bool:
    """Whether the limit has run at a moment."""
    return now >= ends_at(last, timezone)


def reminds(told: datetime, last: date, matter: Matter, now: datetime) -> bool:
    """Whether a reminder is due: the end is near and not past, and the letter was not so late."""
    cure = matter.deadlines.get(CURE)
    before = REMINDER_DAYS if cure is None or cure.reminder is None else cure.reminder
    first = last - before * DAY
    today = local_date(now, matter.timezone)
    return before > 0 and local_date(told, matter.timezone) < first <= today <= last


def _floor(cure: Deadline | None, matter: Matter) -> date | None:
    name = FLOOR if cure is None or cure.not_before is None else cure.not_before
    floor = matter.deadlines.get(name)
    return floor.on if floor else None
