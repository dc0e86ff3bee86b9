"""Before and after, from sales by month.

With three years in a row, the months around the outage, freed of their season, give the level, and
the seasonal index gives the month back. With one year, the same months a year earlier, times the
trend since. With less, the average day of the months around, and the estimate says that it knows no
season. A month partly without service counts for its days.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal, localcontext

from claims.damages.month_tapes import a_year_earlier, by_indices, recent_days, same_months
from claims.damages.months import (
    FEWEST,
    Months,
    Sales,
    listed,
    months_of,
    touched,
    untouched,
    year_before,
)
from claims.damages.replays import COVERAGE, bounds
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
"""Latest months replayed at the most."""
LEAST_DAYS = 15
"""Days of outage below which the errors of whole months say nothing of it."""
STALE = timedelta(days=62)
PLACE = "history"


def by_month(history: History, window: Window, coverage: Decimal = COVERAGE) -> Estimate | Problem:
    """Expected sales of the window, or why the history does not tell them."""
    sales = {date.fromisoformat(f"{period}-01"): cents for period, cents in history}
    clean = {first: cents for first, cents in sales.items() if untouched(first, window)}
    around, known = _around(clean, window), Months.of(clean)
    estimate = _estimate(known, window)
    if isinstance(estimate, Problem):
        return estimate
    found, short = _interval(clean, window, estimate, coverage), _shortfall(sales, known, window)
    made = max(sales_made(history, window.start, window.end), 0)
    denied = found is not None and short is not None and short < max(found.low - made, 0)
    warnings = (
        *_stale(around, window), *_apart(around, sales, window), *_one_side(around, window),
        *_closed_since(around, known, window), *estimate.warnings,
        *_without_season(estimate, sales, known, window),
        *_fallen(short, estimate.expected - made), *_limited(known, window, estimate),
    )  # fmt: skip
    few: Silence = "days" if len(window.days) < LEAST_DAYS else "months"
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
        return Problem(PLACE, "history-short-months", {"months": len(around), "needed": FEWEST})
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
        yield Problem(PLACE, "season-exceptional", _named(exceptional))
    else:
        wanted = map(year_before, known.ordinary(_around(known.sold, window)))
        other = max(to_cents(a_year_earlier(known, window).running), 0)
        yield Problem(PLACE, "season-no-trend", {**_named(wanted), "other_cents": other})


def _named(months: Iterable[date]) -> dict[str, str]:
    every = list(months)
    return {"months_fr": listed(every, "fr"), "months_en": listed(every, "en")}


def _interval(
    clean: Sales, window: Window, estimate: Estimate, coverage: Decimal
) -> Interval | None:
    """The same method replayed on each of the latest months; None for a few days of one."""
    if len(window.days) < LEAST_DAYS:
        return None
    ratios = sorted(_ratios(clean, estimate.method))
    found = bounds(ratios, estimate.exact, coverage, apart=len(ratios))
    return found and replace(found, of_months=True)


def _ratios(clean: Sales, method: str) -> Iterator[Decimal]:
    """Sold to expected, month by month, each taken away in turn; untold ones are left out."""
    for first in sorted(clean)[-REPLAYED:]:
        window = Window(first, last_of_month(first))
        others = {other: cents for other, cents in clean.items() if other != first}
        estimate = _estimate(Months.of(others), window)
        if isinstance(estimate, Estimate) and estimate.method == method:
            with localcontext(EXACT):
                yield to_units(clean[first]) / estimate.exact


def _limited(known: Months, window: Window, estimate: Estimate) -> Iterator[Problem]:
    """Months counted for less than they sold or refunded, and what they would have made of it:
    nothing, where the refunds come to more than the sales."""
    found = _estimate(Months(known.sold, known.sold), window)
    whole = found.expected if isinstance(found, Estimate) else 0
    if whole != estimate.expected:
        cut = [first for first in sorted(known.sold) if known.counted[first] != known.sold[first]]
        yield Problem(PLACE, "months-limited", {**_named(cut), "other_cents": whole})


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


def _stale(around: list[date], window: Window) -> Iterator[Problem]:
    before = [first for first in around if first < window.start]
    if before and len(before) == len(around):
        last = last_of_month(before[-1])
        if window.start - last > STALE:
            yield Problem(PLACE, "history-stale", {"last_day": str(last)})


def _one_side(around: list[date], window: Window) -> Iterator[Problem]:
    """No month before the outage is known; it may have lowered those after it."""
    if min(around) > window.end:
        yield Problem(PLACE, "only-months-after", _named(around))


def _closed_since(around: list[date], known: Months, window: Window) -> Iterator[Problem]:
    """The months after the outage sold nothing, though no year before says that they never do, and
    what those before it tell alone."""
    after = [first for first in around if first > window.end]
    if not after or any(known.sold[first] > 0 for first in after):
        return
    if all(known.sold.get(year_before(first), 1) <= 0 for first in after):
        return
    before = {first: cents for first, cents in known.sold.items() if first < window.start}
    other = _estimate(Months.of(before), window)
    if isinstance(other, Estimate):
        yield Problem(PLACE, "months-closed-since",
                      {**_named(after), "other_cents": other.expected})  # fmt: skip


def _apart(around: list[date], sales: Sales, window: Window) -> Iterator[Problem]:
    """The months of the reference do not follow each other, and no outage says why."""
    month_of = around[0]
    while month_of < around[-1]:
        if month_of not in sales and not touched(month_of, window):
            yield Problem(PLACE, "months-apart", _named(around))
            return
        month_of = last_of_month(month_of) + DAY
