"""Before and after, from sales by month: the same months a year earlier, times the trend.

A month partly without service counts for its days. Without a year of history, the average day of
the last full months stands in, and the estimate says that it knows no season.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from claims.damages.sales import (
    CALENDAR,
    DAY,
    PERIOD,
    Estimate,
    History,
    Tape,
    Window,
    last_of_month,
)
from claims.i18n.formats import month
from claims.i18n.text import Language, Text
from claims.matter.model import Verb
from claims.money import to_cents, to_units
from claims.problems import Problem

Sales = dict[date, int]
"""First day of the month → cents."""
RECENT = 3
FEWEST = 2
STALE = timedelta(days=62)
PLACE = "history"


def by_month(history: History, window: Window) -> Estimate | Problem:
    """Expected sales of the window, or why the history does not tell them."""
    sales = {date.fromisoformat(f"{period}-01"): cents for period, cents in history}
    clean = {first: cents for first, cents in sales.items() if not _touched(first, window)}
    before = [first for first in sorted(clean) if first < window.start][-RECENT:]
    if len(before) < FEWEST:
        return Problem(PLACE, "history-short-months", {"months": len(before), "needed": FEWEST})
    warnings = (*_stale(before, window), *_apart(before, sales, window))
    tape = _same_months(clean, before, window)
    if tape is None:
        tape = _recent_days(clean, before, window)
        warnings = (*warnings, Problem(PLACE, "season-unknown"))
    if tape.running <= 0:
        return Problem(PLACE, "history-no-sales")
    return Estimate(to_cents(tape.running), tuple(tape.steps), warnings)


def _same_months(clean: Sales, before: list[date], window: Window) -> Tape | None:
    """The months of the outage a year earlier, times the trend since; None without that year."""
    pairs = [first for first in before if _year_before(first) in clean]
    earlier = sum(clean[_year_before(first)] for first in pairs)
    months = _months(window)
    if earlier <= 0 or any(_year_before(first) not in clean for first in months):
        return None
    tape = Tape()
    for first, days in months.items():
        _month(tape, first, days, clean[_year_before(first)])
    _trend(tape, pairs, clean)
    return tape


def _month(tape: Tape, first: date, days: int, cents: int) -> None:
    """Add the sales of a month a year earlier, for the days without service."""
    then = _year_before(first)
    name = Text(fr=month(then, "fr"), en=month(then, "en"))
    part = Tape()
    said = Text(fr=f"ventes du mois, {name.fr}", en=f"sales of the month, {name.en}")
    part.then("take", "month", said, to_units(cents), "money")
    said = Text(fr=f"jours sans service, {month(first, 'fr')}",
                en=f"days without service, {month(first, 'en')}")  # fmt: skip
    part.then("times", "days_without_service", said, Decimal(days), "days", by=PERIOD)
    said = Text(fr=f"jours du mois, {name.fr}", en=f"days in {name.en}")
    part.then("divided_by", "days_of_month", said, Decimal(_length(then)), "days", by=CALENDAR)
    verb: Verb = "plus" if tape.steps else "take"
    tape.then(verb, f"{then:%Y-%m}", name, part.running, "money", *part.steps)


def _trend(tape: Tape, pairs: list[date], clean: Sales) -> None:
    """Multiply by what the last months sold against the same months a year earlier."""
    now = to_units(sum(clean[first] for first in pairs))
    then = to_units(sum(clean[_year_before(first)] for first in pairs))
    part = Tape()
    named = {"fr": _listed(pairs, "fr"), "en": _listed(pairs, "en")}
    said = Text(fr=f"ventes avant la panne : {named['fr']}",
                en=f"sales before the outage: {named['en']}")  # fmt: skip
    part.then("take", "recent_months", said, now, "money")
    said = Text(
        fr="ventes des mêmes mois, un an plus tôt", en="sales of the same months, a year earlier"
    )
    part.then("divided_by", "same_months", said, then, "money")
    said = Text(fr="tendance sur un an", en="trend over one year")
    tape.then("times", "trend", said, part.running, "count", *part.steps)


def _recent_days(clean: Sales, before: list[date], window: Window) -> Tape:
    """The average day of the last full months, for every day without service."""
    tape = Tape()
    said = Text(fr=f"ventes avant la panne : {_listed(before, 'fr')}",
                en=f"sales before the outage: {_listed(before, 'en')}")  # fmt: skip
    tape.then("take", "recent_months", said, to_units(sum(clean[m] for m in before)), "money")
    said = Text(fr="jours de ces mois", en="days of those months")
    length = Decimal(sum(map(_length, before)))
    tape.then("divided_by", "days_before", said, length, "days", by=CALENDAR)
    said = Text(fr="jours sans service", en="days without service")
    tape.then("times", "days_without_service", said, Decimal(len(window.days)), "days", by=PERIOD)
    return tape


def _stale(before: list[date], window: Window) -> tuple[Problem, ...]:
    last = last_of_month(before[-1])
    late = window.start - last > STALE
    return (Problem(PLACE, "history-stale", {"last_day": str(last)}),) if late else ()


def _apart(before: list[date], sales: Sales, window: Window) -> tuple[Problem, ...]:
    """The months of the reference do not follow each other, and no outage says why."""
    month_of = before[0]
    while month_of < before[-1]:
        if month_of not in sales and not _touched(month_of, window):
            named = {"months_fr": _listed(before, "fr"), "months_en": _listed(before, "en")}
            return (Problem(PLACE, "months-apart", named),)
        month_of = last_of_month(month_of) + DAY
    return ()


def _months(window: Window) -> dict[date, int]:
    """Each month of the outage, with its days without service."""
    days = Counter(day.replace(day=1) for day in window.days)
    return dict(sorted(days.items()))


def _touched(first: date, window: Window) -> bool:
    return window.touches(first, last_of_month(first))


def _length(first: date) -> int:
    return last_of_month(first).day


def _year_before(first: date) -> date:
    return first.replace(year=first.year - 1)


def _listed(months: Iterable[date], language: Language) -> str:
    return ", ".join(month(first, language) for first in months)
