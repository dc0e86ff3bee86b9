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

from claims.damages.assessment import Step
from claims.damages.months import (
    FEWEST,
    Months,
    Sales,
    length_of,
    listed,
    months_of,
    touched,
    untouched,
    year_before,
)
from claims.damages.replays import COVERAGE, bounds
from claims.damages.sales import (
    CALENDAR,
    DAY,
    PERIOD,
    Estimate,
    History,
    Interval,
    Silence,
    Tape,
    Window,
    last_of_month,
    sales_made,
)
from claims.damages.season import bounded
from claims.damages.seasonal_indices import seasonal_indices
from claims.i18n.formats import month
from claims.i18n.text import Text
from claims.matter.model import Verb
from claims.money import EXACT, to_cents, to_units
from claims.problems import Problem

RECENT = 3
"""Months of each side that the estimate rests on."""
REPLAYED = 60
"""Latest months replayed at the most."""
LEAST_DAYS = 15
"""Days of outage below which the errors of whole months say nothing of it."""
LEAST_INDEX, LARGEST_INDEX = Decimal("0.25"), Decimal(4)
"""Indices outside these come from one month out of measure, and tell of no season."""
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
        *_stale(around, window), *_apart(around, sales, window), *estimate.warnings,
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
    for method in (_by_indices, _same_months, _recent_days):
        estimate = method(known, known.ordinary(around), window)
        if estimate is not None:
            return estimate if estimate.expected > 0 else Problem(PLACE, "history-no-sales")
    raise AssertionError("the last method always answers")


def _made(tape: Tape) -> tuple[int, tuple[Step, ...]]:
    return max(to_cents(tape.running), 0), tuple(tape.steps)


def _by_indices(known: Months, around: list[date], window: Window) -> Estimate | None:
    """The level of the months around, freed of season, times the index of each month away."""
    indices = _indices(known.sold)
    if indices is None:
        return None
    tape, level = Tape(), Tape()
    for first in around:
        part = Tape()
        name = Text(fr=month(first, "fr"), en=month(first, "en"))
        known.take(part, "month", name, [first])
        said = Text(fr="indice saisonnier du mois", en="seasonal index of the month")
        part.then("divided_by", "index", said, indices[first.month - 1], "count")
        said = Text(fr=f"{name.fr}, sans sa saison", en=f"{name.en}, without its season")
        verb: Verb = "plus" if level.steps else "take"
        level.then(verb, f"{first:%Y-%m}", said, part.running, "money", *part.steps)
    said = Text(fr="nombre de ces mois", en="number of those months")
    level.then("divided_by", "months", said, Decimal(len(around)), "count")
    for first, days in months_of(window).items():
        _indexed(tape, first, days, level, indices[first.month - 1])
    return Estimate(*_made(tape), "seasonal-indices")


def _indexed(tape: Tape, first: date, days: int, level: Tape, index: Decimal) -> None:
    """Add what a month is expected to sell, for its days without service."""
    part = Tape()
    name = Text(fr=month(first, "fr"), en=month(first, "en"))
    said = Text(fr="niveau des mois autour de la panne", en="level of the months around the outage")
    part.then("take", "level", said, level.running, "money", *level.steps)
    said = Text(fr=f"indice saisonnier, {name.fr}", en=f"seasonal index, {name.en}")
    part.then("times", "index", said, index, "count")
    said = Text(fr="jours sans service", en="days without service")
    part.then("times", "days_without_service", said, Decimal(days), "days", by=PERIOD)
    said = Text(fr="jours du mois", en="days of the month")
    part.then("divided_by", "days_of_month", said, Decimal(length_of(first)), "days", by=CALENDAR)
    verb: Verb = "plus" if tape.steps else "take"
    tape.then(verb, f"{first:%Y-%m}", name, part.running, "money", *part.steps)


def _indices(clean: Sales) -> tuple[Decimal, ...] | None:
    """Of the longest run of months that no outage parts."""
    runs: list[list[date]] = []
    for first in sorted(clean):
        if runs and last_of_month(runs[-1][-1]) + DAY == first:
            runs[-1].append(first)
        else:
            runs.append([first])
    longest = max(runs, key=len)
    found = seasonal_indices([clean[first] for first in longest], longest[0].month)
    sound = found and min(found) >= LEAST_INDEX and max(found) <= LARGEST_INDEX
    return found if sound else None


def _same_months(known: Months, around: list[date], window: Window) -> Estimate | None:
    """The months of the outage a year earlier, times the trend since; None without that year, or
    where it is exceptional, or nothing tells the trend."""
    pairs = [first for first in around if _ordinary_year_before(first, known)]
    earlier = sum(known.counted[year_before(first)] for first in pairs)
    if earlier <= 0 or not all(_ordinary_year_before(first, known) for first in months_of(window)):
        return None
    tape = _year_before(known, window)
    warnings = tuple(_trend(tape, pairs, known))
    return Estimate(*_made(tape), "same-months", warnings)


def _ordinary_year_before(first: date, known: Months) -> bool:
    then = year_before(first)
    return then in known.sold and not known.exceptional(then)


def _year_before(known: Months, window: Window) -> Tape:
    """The months of the outage a year earlier, all known, before any trend."""
    tape = Tape()
    for first, days in months_of(window).items():
        _month(tape, first, days, known)
    return tape


def _month(tape: Tape, first: date, days: int, known: Months) -> None:
    """Add the sales of a month a year earlier, for the days without service."""
    then = year_before(first)
    name = Text(fr=month(then, "fr"), en=month(then, "en"))
    part = Tape()
    said = Text(fr=f"ventes du mois, {name.fr}", en=f"sales of the month, {name.en}")
    known.take(part, "month", said, [then])
    said = Text(fr=f"jours sans service, {month(first, 'fr')}",
                en=f"days without service, {month(first, 'en')}")  # fmt: skip
    part.then("times", "days_without_service", said, Decimal(days), "days", by=PERIOD)
    said = Text(fr=f"jours du mois, {name.fr}", en=f"days in {name.en}")
    part.then("divided_by", "days_of_month", said, Decimal(length_of(then)), "days", by=CALENDAR)
    verb: Verb = "plus" if tape.steps else "take"
    tape.then(verb, f"{then:%Y-%m}", name, part.running, "money", *part.steps)


def _trend(tape: Tape, pairs: list[date], known: Months) -> Iterator[Problem]:
    """Multiply by what the months around sold against the same months a year earlier."""
    part, then = Tape(), Tape()
    known.take(part, "recent_months", _sold(pairs), pairs)
    said = Text(
        fr="ventes des mêmes mois, un an plus tôt", en="sales of the same months, a year earlier"
    )
    known.take(then, "same_months", said, map(year_before, pairs))
    parts = then.steps if len(then.steps) > 1 else ()
    part.then("divided_by", "same_months", said, then.running, "money", *parts)
    told = tuple(bounded(part, "trend-bounded"))
    said = Text(fr="tendance sur un an", en="trend over one year")
    tape.then("times", "trend", said, part.running, "count", *part.steps)
    yield from told


def _recent_days(known: Months, around: list[date], window: Window) -> Estimate:
    """The average day of the months around, for every day without service."""
    tape = Tape()
    known.take(tape, "recent_months", _sold(around), around)
    said = Text(fr="jours de ces mois", en="days of those months")
    length = Decimal(sum(map(length_of, around)))
    tape.then("divided_by", "days_before", said, length, "days", by=CALENDAR)
    said = Text(fr="jours sans service", en="days without service")
    tape.then("times", "days_without_service", said, Decimal(len(window.days)), "days", by=PERIOD)
    return Estimate(*_made(tape), "recent-months")


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
        other, _ = _made(_year_before(known, window))
        yield Problem(PLACE, "season-no-trend", {**_named(wanted), "other_cents": other})


def _named(months: Iterable[date]) -> dict[str, str]:
    every = list(months)
    return {"months_fr": listed(every, "fr"), "months_en": listed(every, "en")}


def _sold(months: list[date]) -> Text:
    return Text(fr=f"ventes autour de la panne : {listed(months, 'fr')}",
                en=f"sales around the outage: {listed(months, 'en')}")  # fmt: skip


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


def _apart(around: list[date], sales: Sales, window: Window) -> Iterator[Problem]:
    """The months of the reference do not follow each other, and no outage says why."""
    month_of = around[0]
    while month_of < around[-1]:
        if month_of not in sales and not touched(month_of, window):
            yield Problem(PLACE, "months-apart", _named(around))
            return
        month_of = last_of_month(month_of) + DAY
