"""The days of a reference that sold or refunded beyond the norm, told one by one to whoever checks.

An order and its refund, both beyond it, are set aside together; any other such day is cut to the
norm, and what they would all have made of the estimate is told.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, localcontext

from claims.damages.reference import Days, Reference, cancelled, weekdays_of
from claims.i18n.formats import day as said
from claims.i18n.text import LANGUAGES
from claims.money import EXACT, to_cents
from claims.problems import Problem

PLACE = "history"
NAMED = 5
"""Days named; more are counted."""
BEYOND = 1 << 62
"""No day is cut at so many cents."""


def said_limit(
    days: Days, base: Reference, wanted: Sequence[int], multiplied: Decimal
) -> Iterator[Problem]:
    """The days beyond the norm, and what the estimate would be were those that are cut whole.

    wanted: how many days of the outage, closings apart, fall on each weekday, Monday first;
    multiplied: the season of the estimate.
    """
    beyond = [day for day in base.days if abs(days.sales.get(day, 0)) > base.most]
    pairs = _pairs(days, beyond, base.most)
    for order, refund in pairs:
        beyond.remove(order)
        beyond.remove(refund)
        yield Problem(PLACE, "days-cancelled", {
            "order_day": str(order), "sold_cents": days.sales[order],
            "refund_day": str(refund), "given_cents": -days.sales[refund],
        })  # fmt: skip
    if beyond:
        with localcontext(EXACT):
            kept = [day for day in base.days if all(day not in pair for pair in pairs)]
            whole = weekdays_of(days, kept, BEYOND).expected(wanted) * multiplied
        values = {"days": len(beyond), "limit_cents": base.most}
        yield Problem(PLACE, "days-limited", {
            **values, **_largest(days, beyond), "other_cents": max(to_cents(whole), 0),
        })  # fmt: skip


def _pairs(days: Days, beyond: Sequence[date], most: int) -> list[tuple[date, date]]:
    """Each order with the refund it is set aside with."""
    sold = ((days.sales[day], day.weekday(), day.toordinal()) for day in beyond)
    return [
        (date.fromordinal(order[-1]), date.fromordinal(refund[-1]))
        for order, refund in cancelled(sold, most)
    ]


def _largest(days: Days, beyond: Sequence[date]) -> dict[str, str]:
    """The largest of these days, in words."""
    return in_words("largest", sorted(beyond, key=lambda day: -abs(days.sales[day])))


def in_words(name: str, days: Sequence[date]) -> dict[str, str]:
    """The first of these days, in each language."""
    more = ("…",) if len(days) > NAMED else ()
    return {
        f"{name}_{language}": "; ".join((*(said(day, language) for day in days[:NAMED]), *more))
        for language in LANGUAGES
    }
