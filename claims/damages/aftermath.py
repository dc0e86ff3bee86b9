"""The days after an outage: sales made up later are netted, sales slow to come back are told.

Both are measured against an ordinary week and count only beyond what chance brings to such a week
of that shop. A shop that sells more ever since has not made anything up: the ordinary week is the
larger of what both sides tell and what the side after tells; for slow sales, the smaller. A shop
that sells nothing since is never slow; what it sold in that week beyond the larger is netted.

Outages less than a settling week apart are one here, with one week after them. What the days
between sold beyond what is expected of them is netted whole, as it would be had one outage been
declared: splitting an outage in two spares nothing.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claims.damages.reference import Days, Reference, Weekdays, by_weekday, counted
from claims.damages.replays import replayed
from claims.damages.sales import DAY, SETTLING, days_between
from claims.money import to_cents

SURE = Decimal("0.9")
"""Chance keeps a week of the shop inside its bounds nine times out of ten."""
WEEK = [1] * 7


@dataclass(frozen=True, slots=True)
class Aftermath:
    """Cents sold in the settling days beyond an ordinary week, and cents short of one; zero unless
    beyond chance. unsure: cents beyond it, where too few weeks were replayed to tell chance."""

    made_up: int
    slow: int
    unsure: int = 0


def aftermath(days: Days, base: Reference, usual: Weekdays) -> Aftermath | None:
    """What the settling days say; None when the history does not have them all, or when no
    ordinary week sells anything."""
    if hidden(days):
        return None
    ordinary = [usual.expected(WEEK), *_since(days, base)]
    least, most = min(ordinary), max(ordinary)
    if most <= 0:
        return None
    found = replayed(days, base.side, SETTLING.days)
    low, high = (found.bounds(week, SURE) for week in (least, most))
    sold = sum(counted(days.sales.get(day, 0), base.most) for day in _settling(days))
    if low is None or high is None:
        return Aftermath(0, 0, unsure=max(sold - to_cents(most), 0))
    return Aftermath(
        made_up=sold - to_cents(most) if sold > high.high else 0,
        slow=to_cents(least) - sold if least > 0 and sold < low.low else 0,
    )


def hidden(days: Days) -> bool:
    """Whether the history stops within the settling days, or misses one."""
    settling = _settling(days)
    return settling[-1] > max(days.sales) or not days.missing.isdisjoint(settling)


def _settling(days: Days) -> tuple[date, ...]:
    return days_between(days.end + DAY, days.end + SETTLING)


def _since(days: Days, base: Reference) -> list[Decimal]:
    """What an ordinary week of the side after sells, when both sides are known."""
    if base.side != "before-and-after":
        return []
    after = (day for day in base.days if day > days.end)
    sold = ((day.weekday(), days.sales.get(day, 0)) for day in after)
    return [by_weekday(sold, base.most).expected(WEEK)]
