"""A history beside what was expected of it, period by period, for whoever looks at it.

The amounts expected of the days of an outage are shares of the one estimate: they add up to it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from claims.damages.closings import closings, days_of
from claims.damages.lost_sales import expected_revenue
from claims.damages.reference import Days
from claims.damages.sales import DAY, Estimate, History, Window, by_days, days_between
from claims.money import share_out, to_cents
from claims.problems import Problem

AROUND = timedelta(days=84)
"""Shown on each side: all that the estimate rests on."""
MONTHS = 26


@dataclass(frozen=True, slots=True)
class Sold:
    """Sales of a day, or of a month by its first day; cents. expected: in an outage only."""

    period: date
    sold: int
    expected: int | None
    away: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """The periods around an outage. estimate: what it computes to, or why it does not."""

    start: date
    end: date
    by_day: bool
    periods: tuple[Sold, ...]
    estimate: Estimate | Problem


def around(history: History, window: Window) -> Shown:
    """The periods around an outage, with what was sold and what would have been."""
    start, end = window.start, window.end
    estimate = expected_revenue(history, start, end, away=window.away, absent=window.absent)
    if not by_days(history):
        return Shown(start, end, False, tuple(_months(history, start, end)), estimate)
    return Shown(start, end, True, tuple(_days(history, window, estimate)), estimate)


def _days(history: History, window: Window, estimate: Estimate | Problem) -> list[Sold]:
    days, start, end = days_of(history, window), window.start, window.end
    sales = days.sales
    expected = _shares(estimate, days) if isinstance(estimate, Estimate) else {}
    first = max(min(sales), start - AROUND)
    last = max(end, min(max(sales), end + AROUND))
    return [
        Sold(day, sales.get(day, 0), expected.get(day), start <= day <= end)
        for day in days_between(min(first, start), last)
    ]


def _shares(estimate: Estimate, days: Days) -> Mapping[date, int]:
    """Each day's share of the estimate: its weekday's, in equal parts; none of a feast."""
    closed = closings(days, days.window.days)
    away = [day for day in days.window.days if day not in closed]
    by_weekday = {
        step.name: to_cents(step.operand) for step in estimate.steps if "weekday" in step.name
    }
    of_day = [f"weekday_{day.isoweekday()}" for day in away]
    weights = [max(by_weekday[name] // of_day.count(name), 0) for name in of_day]
    if not any(weights):
        return {}
    shares = zip(away, share_out(estimate.expected, weights), strict=True)
    return {**dict.fromkeys(closed, 0), **dict(shares)}


def _months(history: History, start: date, end: date) -> list[Sold]:
    known = [(date.fromisoformat(f"{month}-01"), cents) for month, cents in history]
    from_month, to_month = start.replace(day=1), end.replace(day=1)
    upto = [one for one in known if one[0] <= to_month + AROUND][-MONTHS:]
    return [Sold(month, cents, None, from_month <= month <= to_month) for month, cents in upto]


def weeks(shown: Shown) -> list[tuple[date, int, int | None]]:
    """(first day, sold, expected) of each period of the outage; days by week when they are many."""
    away = [one for one in shown.periods if one.away]
    if not shown.by_day or len(away) <= 14:
        return [(one.period, one.sold, one.expected) for one in away]
    grouped: dict[date, list[Sold]] = {}
    for one in away:
        grouped.setdefault(one.period - one.period.weekday() * DAY, []).append(one)
    return [
        (max(monday, away[0].period), sum(one.sold for one in ones), _together(ones))
        for monday, ones in grouped.items()
    ]


def _together(days: Iterable[Sold]) -> int | None:
    """What is expected of some days; None where nothing is estimated of any."""
    known = [one.expected for one in days if one.expected is not None]
    return sum(known) if known else None
