"""What makes an estimate by day mean little, or lean to one side: told, never an amount changed.

Too few days with a sale; bounds as far apart as the estimate is large; a level that moved within
the reference. The last compares its halves (one side known: its earlier and later days; both: the
days before and after) by the rank test of Mann and Whitney on days freed of their weekday: it knows
no normal law, and one large order is one rank. Weekly sums, four on each half of one side, could
hardly ever tell. A half that sold nothing, before a shop opened or since it closed, has moved too.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal, localcontext
from typing import NamedTuple

from claims.damages.reference import Days, Reference, counted, weekdays_of
from claims.damages.sales import Interval
from claims.money import EXACT, to_cents
from claims.problems import Problem

FEWEST_SALES = 5
"""Days of the reference with a sale, below which an estimate is chance."""
WIDEST = 3
"""So many times the estimate, from one bound to the other: it may be off by more than its worth."""
CHANCE = 0.01
"""A level that moved so, or more, comes once in a hundred without any reason."""
PLACE = "history"


def too_thin(days: Days, base: Reference) -> Iterator[Problem]:
    """Too few days of the reference have a sale."""
    selling = sum(days.sales.get(day, 0) > 0 for day in base.days)
    if selling < FEWEST_SALES:
        values = {"selling": selling, "days": len(base.days), "needed": FEWEST_SALES}
        yield Problem(PLACE, "sales-thin", values)


def too_wild(found: Interval | None, expected: int) -> Iterator[Problem]:
    """The interval is wider than the estimate is large, on each side of it. expected: cents."""
    if found and found.high - found.low > WIDEST * expected:
        values = {"low_cents": found.low, "high_cents": found.high, "times": WIDEST}
        yield Problem(PLACE, "sales-wild", values)


def moved(days: Days, base: Reference, wanted: Sequence[int]) -> Iterator[Problem]:
    """The level of the reference moved beyond chance, from its first half to its second; nothing
    where its days rose and its sum fell, or the reverse: a few large orders say so.

    wanted: how many days of the outage, closings apart, fall on each weekday, Monday first.
    """
    halves = _halves(days, base)
    up = _rose(halves)
    first, second = (max(sum(cents for _, cents in half), 0) for half in halves)
    with localcontext(EXACT):
        then, now = Decimal(first) / len(halves.first), Decimal(second) / len(halves.second)
    if up is None or (now > then) != up:
        return
    if not first:
        values = {"first_day": str(base.days[0]), "last_day": str(base.days[len(halves.first) - 1])}
        yield Problem(PLACE, "level-from-nothing", values)
        return
    with localcontext(EXACT):
        percent = (abs(now / then - 1) * 100).quantize(Decimal(1))
    told: dict[str, str | int] = {"percent_number": f"{percent:f}"}
    if base.side == "before-and-after":
        before = weekdays_of(days, base.days[: len(halves.first)], base.most)
        told["other_cents"] = to_cents(before.expected(wanted))
    yield Problem(PLACE, f"level-{base.side}-{'up' if up else 'down'}", told)


class _Halves(NamedTuple):
    """(weekday, cents counted) of the days of each half."""

    first: list[tuple[int, int]]
    second: list[tuple[int, int]]


def _halves(days: Days, base: Reference) -> _Halves:
    every = [(d.weekday(), counted(days.sales.get(d, 0), base.most)) for d in base.days]
    before = sum(day < days.start for day in base.days)
    cut = before if base.side == "before-and-after" else len(every) // 2
    return _Halves(every[:cut], every[cut:])


def _rose(halves: _Halves) -> bool | None:
    """Whether the days of the second half sell more than those of the first, weekday by weekday;
    None when chance explains what parts them."""
    from scipy.stats import mannwhitneyu  # a second to load, with the first estimate alone

    every = (*halves.first, *halves.second)
    alike = [[cents for n, cents in every if n == weekday] for weekday in range(7)]
    means = [sum(each) / len(each) if each else 0.0 for each in alike]
    first, second = ([cents - means[n] for n, cents in half] for half in halves)
    found = mannwhitneyu(first, second)
    if not found.pvalue <= CHANCE:
        return None
    return bool(2 * found.statistic < len(first) * len(second))
