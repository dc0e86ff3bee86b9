"""Before and after, from sales by day: each weekday as it sold just before, then the season.

A weekday that never sells, or a shop closed on Sundays, expects nothing on that day. The season is
what the same weeks did a year earlier against the weeks before them; measured over whole weeks
around the outage, since single days of a small shop are chance, and bounded for the same reason.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from claims.damages.sales import (
    DAY,
    PERIOD,
    Estimate,
    History,
    Tape,
    Window,
    average,
    days_between,
    ratio,
)
from claims.i18n.formats import weekday
from claims.i18n.text import Text
from claims.matter.model import Verb
from claims.money import to_cents, to_units
from claims.problems import Problem

Sales = dict[date, int]
BASELINE = 56
"""Days before the outage: eight of each weekday."""
FEWEST = 28
YEAR = timedelta(days=364)
"""Fifty-two weeks: a year earlier, on the same weekday."""
AROUND = timedelta(days=28)
FEWEST_SALES = 20
"""Days with a sale below which a season is chance."""
LARGEST = Decimal(2)
STALE = timedelta(days=28)
PLACE = "history"


def by_day(history: History, window: Window) -> Estimate | Problem:
    """Expected and actual sales of the window, or why the history does not tell them."""
    sales = {date.fromisoformat(day): cents for day, cents in history}
    known_until = min(max(sales), window.start - DAY)
    baseline = _baseline(min(sales), known_until, window)
    if len(baseline) < FEWEST:
        return Problem(PLACE, "history-short-days", {"days": len(baseline), "needed": FEWEST})
    tape = Tape()
    for days in _by_weekday(window.days):
        _weekday(tape, days, [day for day in baseline if day.weekday() == days[0].weekday()], sales)
    if tape.running <= 0:
        return Problem(PLACE, "history-no-sales")
    warnings = [*_stale(known_until, window), *_season(tape, sales, window)]
    made = sum(sales.get(day, 0) for day in window.days) if max(sales) >= window.end else None
    return Estimate(
        to_cents(tape.running), made, "before_and_after", tuple(tape.steps), tuple(warnings)
    )


def _baseline(first: date, last: date, window: Window) -> list[date]:
    """The last days before the outage that no outage touched."""
    clean = [day for day in days_between(first, last) if not window.touches(day, day)]
    return clean[-BASELINE:]


def _by_weekday(days: tuple[date, ...]) -> list[list[date]]:
    """The days of the outage, Mondays first."""
    grouped = [[day for day in days if day.weekday() == n] for n in range(7)]
    return [group for group in grouped if group]


def _weekday(tape: Tape, days: list[date], like: list[date], sales: Sales) -> None:
    """Add what a weekday is expected to sell: its average before, times its days in the outage."""
    name = Text(fr=weekday(days[0], "fr"), en=weekday(days[0], "en"))
    sold = sum(sales.get(day, 0) for day in like)
    part = Tape()
    said = Text(fr=f"ventes des {name.fr}s avant la panne", en=f"{name.en} sales before the outage")
    part.then("take", "before", said, to_units(sold), "money")
    said = Text(fr=f"nombre de {name.fr}s avant la panne", en=f"{name.en}s before the outage")
    part.then("divided_by", "days_before", said, Decimal(max(len(like), 1)), "days")
    said = Text(fr=f"nombre de {name.fr}s sans service", en=f"{name.en}s without service")
    part.then("times", "days_without_service", said, Decimal(len(days)), "days", by=PERIOD)
    verb: Verb = "plus" if tape.steps else "take"
    tape.then(verb, f"weekday_{days[0].isoweekday()}", name, part.running, "money", *part.steps)


def _stale(known_until: date, window: Window) -> Iterator[Problem]:
    if window.start - known_until > STALE:
        yield Problem(PLACE, "history-stale", {"last_day": str(known_until)})


def _season(tape: Tape, sales: Sales, window: Window) -> Iterator[Problem]:
    """Multiply by the season of a year earlier; yields a warning when it cannot be measured."""
    start = window.start - YEAR
    weeks = -(-(len(window.days) + 2 * AROUND.days) // 7)
    around = days_between(start - AROUND, start - AROUND + (weeks * 7 - 1) * DAY)
    before = days_between(start - BASELINE * DAY, start - DAY)
    if before[0] < min(sales) or window.touches(before[0], around[-1]):
        yield Problem(PLACE, "season-unknown")
        return
    if min(sum(sales.get(day, 0) > 0 for day in span) for span in (around, before)) < FEWEST_SALES:
        yield Problem(PLACE, "season-few-sales")
        return
    then, usual = (average((sales.get(d, 0) for d in span), len(span)) for span in (around, before))
    if min(then, usual) <= 0:
        yield Problem(PLACE, "season-few-sales")
        return
    yield from _apply(tape, then, usual)


def _apply(tape: Tape, then: Decimal, usual: Decimal) -> Iterator[Problem]:
    """Multiply by the ratio of two averages, kept between a half and the double."""
    part = Tape()
    said = Text(
        fr="ventes par jour, un an plus tôt, autour des mêmes semaines",
        en="sales a day, one year earlier, around the same weeks",
    )
    part.then("take", "same_weeks", said, then, "money")
    said = Text(
        fr="ventes par jour, un an plus tôt, pendant les huit semaines précédentes",
        en="sales a day, one year earlier, in the eight weeks before",
    )
    part.then("divided_by", "weeks_before", said, usual, "money")
    measured = ratio(then, usual)
    kept = min(max(measured, 1 / LARGEST), LARGEST)
    said = Text(fr="saison, d’après l’année précédente", en="season, from the year before")
    tape.then("times", "season", said, kept, "count", *part.steps)
    if kept != measured:
        values = {"measured_number": f"{measured:f}", "kept_number": f"{kept:f}"}
        yield Problem(PLACE, "season-bounded", values)
