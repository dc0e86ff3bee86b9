"""Before and after, from sales by month.

With three years in a row, the months around the outage, freed of their season, give the level, and
the seasonal index gives the month back. With one year, the same months a year earlier, times the
trend since. With less, the average day of the months around, and the estimate says that it knows no
season. A month partly without service counts for its days.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext

from dateutil.relativedelta import relativedelta

from claims.damages.aftermath import SURE
from claims.damages.month_screens import of_reference
from claims.damages.month_tapes import (
    a_year_earlier,
    by_indices,
    freed_by,
    recent_days,
    same_months,
)
from claims.damages.months import (
    FEWEST,
    Months,
    Sales,
    months_of,
    named,
    untouched,
    year_before,
)
from claims.damages.replays import COVERAGE, bounds, sharing_no_day
from claims.damages.sales import (
    DAY,
    Estimate,
    History,
    Interval,
    Silence,
    Window,
    last_of_month,
    sales_made,
)
from claims.money import EXACT, to_cents, to_units
from claims.problems import Problem

RECENT = 3
"""Months of each side that the estimate rests on."""
REPLAYED = 60
"""Latest months from which a replay begins, at the most..."""
A_MONTH = 12
"""...or so many for each month that an outage lasts, if more: nine stretches must share none."""
OFF = 10
"""An outage lasts whole months but for one part in so many, or their errors are not its own: those
of half a month are larger."""
FAR = Decimal("1.5")
"""Times above which a level that moved, or a month without replays to judge it by, is told."""
SENSIBLE = 50
"""A fiftieth: two percent."""
PLACE = "history"
Ratios = Mapping[date, Decimal]
"""First day of the month → what it sold to what the method expects of it."""


def by_month(history: History, window: Window, coverage: Decimal = COVERAGE) -> Estimate | Problem:
    """Expected sales of the window, or why the history does not tell them."""
    sales = {date.fromisoformat(f"{period}-01"): cents for period, cents in history}
    clean = {first: cents for first, cents in sales.items() if untouched(first, window)}
    around, known = _around(clean, window), Months.of(clean)
    estimate = _estimate(known, window)
    if isinstance(estimate, Problem):
        return estimate
    ratios = dict(_ratios(clean, estimate.method, len(around), 1))
    lasts = _lasts(window)
    found = _interval(clean, len(around), lasts, estimate, coverage)
    short = _shortfall(sales, known, window)
    made = max(sales_made(history, window.start, window.end), 0)
    denied = found is not None and short is not None and short < max(found.low - made, 0)
    warnings = (
        *of_reference(around, sales, window), *_closed_since(around, known, window),
        *_moved(around, known, window, estimate), *estimate.warnings,
        *_without_season(estimate, sales, known, window),
        *_fallen(short, estimate.expected - made), *_limited(known, window, estimate),
        *_month_after(clean, around, window, ratios),
    )  # fmt: skip
    few: Silence = "months" if lasts else "days"
    return replace(
        estimate, warnings=warnings, interval=None if denied else found,
        silence="denied" if denied else few,
    )  # fmt: skip


def _around(clean: Sales, window: Window) -> list[date]:
    """The last clean months before the outage, with those joined to it, and the first after.

    Of those after, neither the month that follows, where sales made up fall, nor the last of the
    history, which may not be whole.
    """
    start, end = window.joined()
    before = [first for first in sorted(clean) if first < start]
    after = [first for first in sorted(clean) if first > end]
    return before[-RECENT:] + after[1:-1][:RECENT]


def _estimate(known: Months, window: Window) -> Estimate | Problem:
    """The tape alone, by the best of the three methods that the history allows."""
    around = _around(known.sold, window)
    if len(around) < FEWEST:
        before = sum(first < window.start for first in around)
        told = {"months": before, "after": len(around) - before, "needed": FEWEST}
        return Problem(PLACE, "history-short-months", told)
    for method in (by_indices, same_months, recent_days):
        estimate = method(known, known.ordinary(around), window)
        if estimate is not None:
            return estimate if estimate.expected > 0 else Problem(PLACE, "history-no-sales")
    raise AssertionError("the last method always answers")


def _without_season(
    estimate: Estimate, sales: Sales, known: Months, window: Window
) -> Iterator[Problem]:
    """Why the average day of the months around stands in for the season, which is left out."""
    if estimate.method != "recent-months":
        return
    then = [year_before(first) for first in months_of(window)]
    exceptional = [first for first in then if first in known.sold and known.exceptional(first)]
    if any(first not in sales for first in then):
        yield Problem(PLACE, "season-unknown")
    elif any(first not in known.sold for first in then):
        yield Problem(PLACE, "season-outage")
    elif exceptional:
        yield Problem(PLACE, "season-exceptional", named(exceptional))
    else:
        wanted = map(year_before, known.ordinary(_around(known.sold, window)))
        other = max(to_cents(a_year_earlier(known, window).running), 0)
        yield Problem(PLACE, "season-no-trend", {**named(wanted), "other_cents": other})


def _lasts(window: Window) -> int:
    """How many months an outage lasts, to the nearest; zero where it is far from lasting them."""
    days, year = 12 * len(window.days), 365
    months = (2 * days + year) // (2 * year)
    return months if abs(days - months * year) * OFF <= months * year else 0


def _interval(
    clean: Sales, around: int, lasts: int, estimate: Estimate, coverage: Decimal
) -> Interval | None:
    """The same method replayed on each stretch of as many months as the outage lasts; None where
    it lasts none, or where too few stretches share no month."""
    if not lasts:
        return None
    told = dict(_ratios(clean, estimate.method, around, lasts))
    apart = sharing_no_day([12 * first.year + first.month for first in told], lasts)
    found = bounds(sorted(told.values()), estimate.exact, coverage, apart)
    return found and replace(found, of_months=True)


def _ratios(clean: Sales, method: str, around: int, length: int) -> Iterator[tuple[date, Decimal]]:
    """First month and sold to expected, of each stretch of so many months in a row, taken away in
    turn; left out, those untold, and those with fewer months around than the outage has."""
    for first in sorted(clean)[-max(REPLAYED, A_MONTH * length) :]:
        stretch = [first + relativedelta(months=n) for n in range(length)]
        if not clean.keys() >= {*stretch}:
            continue
        window = Window(first, last_of_month(stretch[-1]))
        others = {other: cents for other, cents in clean.items() if other not in stretch}
        estimate = _estimate(Months.of(others), window)
        enough = len(_around(others, window)) >= around
        if enough and isinstance(estimate, Estimate) and estimate.method == method:
            with localcontext(EXACT):
                yield first, to_units(sum(clean[each] for each in stretch)) / estimate.exact


def _limited(known: Months, window: Window, estimate: Estimate) -> Iterator[Problem]:
    """Months counted for less than they sold or refunded, and what they would have made of it:
    nothing, where the refunds come to more than the sales."""
    found = _estimate(Months(known.sold, known.sold), window)
    whole = found.expected if isinstance(found, Estimate) else 0
    if whole != estimate.expected:
        cut = [first for first in sorted(known.sold) if known.counted[first] != known.sold[first]]
        yield Problem(PLACE, "months-limited", {**named(cut), "other_cents": whole})
    if estimate.method == "seasonal-indices":
        yield from _season_whole(known, window, estimate)


def _season_whole(known: Months, window: Window, estimate: Estimate) -> Iterator[Problem]:
    """Months counted whole in the indices, which a month cut would make false, when they move what
    is expected by more than one part in `SENSIBLE`."""
    found = _estimate(Months(known.counted, known.counted), window)
    other = found.expected if isinstance(found, Estimate) else 0
    if abs(other - estimate.expected) * SENSIBLE > estimate.expected:
        cut = [first for first in sorted(known.sold) if known.counted[first] != known.sold[first]]
        yield Problem(PLACE, "months-season-whole", {**named(cut), "other_cents": other})


def _shortfall(sales: Sales, known: Months, window: Window) -> int | None:
    """By how many cents the whole months of the outage fell; None when the history lacks one."""
    months = list(months_of(window))
    if any(first not in sales for first in months):
        return None
    expected = _estimate(known, Window(months[0], last_of_month(months[-1])))
    if not isinstance(expected, Estimate):
        return None
    return max(expected.expected - sum(sales[first] for first in months), 0)


def _fallen(short: int | None, lost: int) -> Iterator[Problem]:
    """The whole months of the outage fell by fewer cents than were lost on its days: what is
    expected of them, less what the history shows they sold."""
    if short is not None and short < lost:
        values = {"short_cents": short, "claimed_cents": lost}
        yield Problem(PLACE, "months-not-fallen", values)


def _closed_since(around: list[date], known: Months, window: Window) -> Iterator[Problem]:
    """The months after the outage sold nothing, though no year before says that they never do, and
    what those before it tell alone."""
    after = [first for first in around if first > window.end]
    if not after or any(known.sold[first] > 0 for first in after):
        return
    if all(known.sold.get(year_before(first), 1) <= 0 for first in after):
        return
    if (other := _by_those_before(known, window)) is not None:
        yield Problem(PLACE, "months-closed-since", {**named(after), "other_cents": other})


def _by_those_before(known: Months, window: Window) -> int | None:
    """What the months before the outage tell alone; None when they are too few."""
    before = {first: cents for first, cents in known.sold.items() if first < window.start}
    estimate = _estimate(Months.of(before), window)
    return estimate.expected if isinstance(estimate, Estimate) else None


def _moved(
    around: list[date], known: Months, window: Window, estimate: Estimate
) -> Iterator[Problem]:
    """Every month of one side above every month of the other, once freed as the method frees them,
    and far above on average: a level that moved, which the mean of both sides cuts in two."""
    freed = freed_by(estimate.method, known, around)
    before, after = ([each for first, each in freed.items() if (first > window.end) == late]
                     for late in (False, True))  # fmt: skip
    if min(len(before), len(after)) < FEWEST or max(after) <= 0 or max(before) <= 0:
        return
    low, high = sorted((before, after), key=sum)
    then, now = (sum(side, Decimal(0)) / len(side) for side in (before, after))
    if max(low) >= min(high) or max(then, now) < FAR * min(then, now):
        return
    if (other := _by_those_before(known, window)) is not None:
        code = "months-level-up" if now > then else "months-level-down"
        yield Problem(PLACE, code, {"other_cents": other})


def _month_after(
    clean: Sales, around: list[date], window: Window, ratios: Ratios
) -> Iterator[Problem]:
    """The month that follows the outage sold beyond chance more than is expected of it, and than
    those after it: sales made up may be among them."""
    first = last_of_month(window.joined()[1]) + DAY
    others = {other: cents for other, cents in clean.items() if other != first}
    estimate = _estimate(Months.of(others), Window(first, last_of_month(first)))
    if first not in clean or not isinstance(estimate, Estimate):
        return
    chance = sorted(ratio for other, ratio in ratios.items() if other != first)
    limit = bounds(chance, estimate.exact, SURE, apart=len(chance))
    most = limit.high if limit else to_cents(FAR * estimate.exact)
    if clean[first] > max(most, *(clean[other] for other in around if other > first), 0):
        values = {"more_cents": clean[first] - estimate.expected}
        yield Problem(PLACE, "months-made-up", {**named([first]), **values})
