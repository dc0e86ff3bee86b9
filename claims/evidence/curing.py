"""How long a claimant has to mend a deficiency or to contest a decision, to the minute.

The matter sets it; else it is thirty days, to mend never before the day claims must be in, with
three days more for who is written to by post only. Days are those of C.C.P. 83 where the matter is
heard: the day of the letter is not counted, the last one is, to midnight on the clocks of that
place, whether they were put forward or back meanwhile.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from claims.evidence.juridical import DAY, last_day, local_date
from claims.matter.model import Matter

Delay = Literal["cure", "contest"]
"""Names of the delays in a matter's file."""
CURE: Delay = "cure"
CONTEST: Delay = "contest"
FLOORS: Mapping[Delay, str] = {CURE: "registration", CONTEST: ""}
"""Delay → the dated deadline it never ends before, where the matter names none."""
DAYS, POST_DAYS, REMINDER_DAYS = 30, 3, 7
MINUTE = timedelta(minutes=1)


def ends(name: Delay, told: datetime, matter: Matter, *, by_post: bool = False) -> date:
    """The last day of a delay that runs from a letter written at a moment."""
    start, delay = local_date(told, matter.timezone), matter.deadlines.get(name)
    days = delay.days if delay and delay.days is not None else DAYS
    last = max(start + days * DAY, _floor(name, matter) or start)
    more = post_days(matter, name) if by_post else 0
    return last_day(last, more, matter.ownership.calendar, matter.ownership.proclaimed)


def post_days(matter: Matter, name: Delay = CURE) -> int:
    """Days more for who is written to by post only."""
    delay = matter.deadlines.get(name)
    return POST_DAYS if delay is None or delay.by_post is None else delay.by_post


def confirmed(matter: Matter, name: Delay = CURE) -> bool:
    """Whether counsel confirmed the delay."""
    delay = matter.deadlines.get(name)
    return delay is not None and delay.verified


def ends_at(last: date, timezone: str) -> datetime:
    """The first moment after the limit, in UTC."""
    midnight = datetime.combine(last + DAY, time(), ZoneInfo(timezone))
    return midnight.astimezone(UTC)


def last_minute(last: date, timezone: str) -> datetime:
    """The last minute within the limit, in UTC: 23:59 on the clocks of the place."""
    return ends_at(last, timezone) - MINUTE


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


def _floor(name: Delay, matter: Matter) -> date | None:
    delay = matter.deadlines.get(name)
    named = FLOORS[name] if delay is None or delay.not_before is None else delay.not_before
    floor = matter.deadlines.get(named)
    return floor.on if floor else None
