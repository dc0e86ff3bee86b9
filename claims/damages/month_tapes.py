"""What is expected by month, step by step, by each of the three methods, the best first.

Each takes the months of the reference and answers an estimate, or None where the history does not
allow it; the last one always answers.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal, localcontext

from claims.damages.assessment import Step
from claims.damages.months import Months, Sales, length_of, listed, months_of, year_before
from claims.damages.sales import (
    CALENDAR,
    DAY,
    PERIOD,
    Estimate,
    Method,
    Tape,
    Window,
    last_of_month,
)
from claims.damages.season import bounded
from claims.damages.seasonal_indices import seasonal_indices
from claims.i18n.formats import month
from claims.i18n.text import Text
from claims.matter.model import Verb
from claims.money import EXACT, to_cents
from claims.problems import Problem

LEAST_INDEX, LARGEST_INDEX = Decimal("0.25"), Decimal(4)
"""Indices outside these come from one month out of measure, and tell of no season."""


def _made(tape: Tape) -> tuple[int, tuple[Step, ...]]:
    return max(to_cents(tape.running), 0), tuple(tape.steps)


def by_indices(known: Months, around: list[date], window: Window) -> Estimate | None:
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


def same_months(known: Months, around: list[date], window: Window) -> Estimate | None:
    """The months of the outage a year earlier, times the trend since; None without that year, or
    where it is exceptional, or nothing tells the trend."""
    pairs = [first for first in around if _ordinary_year_before(first, known)]
    earlier = sum(known.counted[year_before(first)] for first in pairs)
    if earlier <= 0 or not all(_ordinary_year_before(first, known) for first in months_of(window)):
        return None
    tape = a_year_earlier(known, window)
    warnings = tuple(_trend(tape, pairs, known))
    return Estimate(*_made(tape), "same-months", warnings)


def _ordinary_year_before(first: date, known: Months) -> bool:
    then = year_before(first)
    return then in known.sold and not known.exceptional(then)


def a_year_earlier(known: Months, window: Window) -> Tape:
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


def recent_days(known: Months, around: list[date], window: Window) -> Estimate:
    """The average day of the months around, for every day without service."""
    tape = Tape()
    known.take(tape, "recent_months", _sold(around), around)
    said = Text(fr="jours de ces mois", en="days of those months")
    length = Decimal(sum(map(length_of, around)))
    tape.then("divided_by", "days_before", said, length, "days", by=CALENDAR)
    said = Text(fr="jours sans service", en="days without service")
    tape.then("times", "days_without_service", said, Decimal(len(window.days)), "days", by=PERIOD)
    return Estimate(*_made(tape), "recent-months")


def freed_by(method: Method, known: Months, months: Iterable[date]) -> dict[date, Decimal]:
    """What each month counts for, freed as a method frees it: of its season, of what the year
    before sold, or of its length; those that cannot be are left out."""
    indices = _indices(known.sold) if method == "seasonal-indices" else None
    units: dict[date, Decimal] = {}
    for first in months:
        if indices:
            units[first] = indices[first.month - 1]
        elif method != "same-months":
            units[first] = Decimal(length_of(first))
        elif _ordinary_year_before(first, known) and known.counted[year_before(first)] > 0:
            units[first] = Decimal(known.counted[year_before(first)])
    with localcontext(EXACT):
        return {first: known.counted[first] / unit for first, unit in units.items()}


def _sold(months: list[date]) -> Text:
    return Text(fr=f"ventes autour de la panne : {listed(months, 'fr')}",
                en=f"sales around the outage: {listed(months, 'en')}")  # fmt: skip
