"""Before and after, from sales by day: each weekday as it sold just before, then the season.

A weekday that never sells, or a shop closed on Sundays, expects nothing on that day. The season is
what the same weeks did a year earlier against the weeks before them; measured over whole weeks
around the outage, since single days of a small shop are chance, and bounded for the same reason.
Days without a line count as days without a sale; a long run of them is told, and left out when the
claimant says the file misses it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

from claims.claim.model import Absent
from claims.damages.absent_days import Run, answers, long_runs
from claims.damages.sales import (
    DAY,
    PERIOD,
    Estimate,
    History,
    Tape,
    Window,
    average,
    by_days,
    days_between,
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
BOUNDED = Text(fr="borne de la méthode", en="bound of the method")
STALE = timedelta(days=28)
PLACE = "history"


def by_day(history: History, window: Window) -> Estimate | Problem:
    """Expected sales of the window, or why the history does not tell them."""
    days = Days.of(history, window)
    estimate = _estimate(days)
    if isinstance(estimate, Problem):
        return estimate
    told = (_told(run, days, history) for run in days.asked())
    return replace(estimate, warnings=(*told, *estimate.warnings))


def runs_asked(history: History, window: Window) -> tuple[Run, ...]:
    """Runs of days without a line to ask about: the estimate rests on some of their days."""
    return Days.of(history, window).asked() if history and by_days(history) else ()


@dataclass(frozen=True, slots=True)
class Days:
    """A history by day and what it does not have. runs: the long ones; said: of each, the answer;
    missing: the days the claimant says are missing from the file."""

    sales: Sales
    window: Window
    runs: tuple[Run, ...]
    said: Mapping[Run, str]
    missing: frozenset[date]

    @classmethod
    def of(cls, history: History, window: Window) -> "Days":
        """The days of a history by day, not empty."""
        sales = {date.fromisoformat(day): cents for day, cents in history}
        runs = long_runs(sales, window)
        said = answers(runs, window.absent)
        away = (run for run, answer in said.items() if answer == "absent")
        missing = frozenset(day for run in away for day in days_between(run.first, run.last))
        return cls(sales, window, runs, said, missing)

    @property
    def known_until(self) -> date:
        """The last day before the outage that the history reaches."""
        return min(max(self.sales), self.window.start - DAY)

    def baseline(self) -> list[date]:
        """The last days before the outage that no outage touched and the file does not miss."""
        every = reversed(days_between(min(self.sales), self.known_until))
        clean = (d for d in every if not self.window.touches(d, d) and d not in self.missing)
        return sorted(islice(clean, BASELINE))

    def season(self) -> tuple[tuple[date, ...], tuple[date, ...]]:
        """A year earlier: the weeks around the same days, and those before them."""
        start = self.window.start - YEAR
        weeks = -(-(len(self.window.days) + 2 * AROUND.days) // 7)
        around = days_between(start - AROUND, start - AROUND + (weeks * 7 - 1) * DAY)
        return around, days_between(start - BASELINE * DAY, start - DAY)

    def asked(self) -> tuple[Run, ...]:
        """The long runs with days that the estimate rests on, or would."""
        base = self.baseline()
        spans = [(base[0] if base else min(self.sales), self.window.start)]
        around, before = self.season()
        if before[0] >= min(self.sales):
            spans.append((before[0], around[-1]))
        return tuple(run for run in self.runs if any(run.meets(*span) for span in spans))


def _estimate(days: Days) -> Estimate | Problem:
    baseline, window = days.baseline(), days.window
    if len(baseline) < FEWEST:
        return Problem(PLACE, "history-short-days", {"days": len(baseline), "needed": FEWEST})
    tape, unknown = Tape(), []
    for alike in _by_weekday(window.days):
        like = [day for day in baseline if day.weekday() == alike[0].weekday()]
        unknown += [] if like else [_weekday_unknown(alike[0])]
        _weekday(tape, alike, like, days)
    if tape.running <= 0:
        return Problem(PLACE, "history-no-sales")
    warnings = (*unknown, *_stale(days.known_until, window), *_season(tape, days))
    return Estimate(to_cents(tape.running), tuple(tape.steps), warnings)


def _told(run: Run, days: Days, history: History) -> Problem:
    """What a long run is taken for; while nobody said, what leaving it out would change."""
    values: dict[str, str | int] = {
        "first_day": str(run.first), "last_day": str(run.last), "days": run.days
    }  # fmt: skip
    answer = days.said.get(run, "inconnu")
    if answer == "absent":
        return Problem(PLACE, "days-left-out", values)
    if answer == "0":
        return Problem(PLACE, "days-without-sale", values)
    without = without_run(history, days.window, run)
    if isinstance(without, Problem):
        return Problem(PLACE, "days-absent-short", values)
    return Problem(PLACE, "days-absent", values | {"other_cents": without.expected})


def without_run(history: History, window: Window, run: Run) -> Estimate | Problem:
    """The estimate were the days of a run missing from the file, whatever was said of them."""
    others = (one for one in window.absent if (one.first, one.last) != (run.first, run.last))
    absent = (*others, Absent(first=run.first, last=run.last, answer="absent"))
    return _estimate(Days.of(history, replace(window, absent=absent)))


def _by_weekday(days: tuple[date, ...]) -> list[list[date]]:
    """The days of the outage, Mondays first."""
    grouped = [[day for day in days if day.weekday() == n] for n in range(7)]
    return [group for group in grouped if group]


def _weekday(tape: Tape, alike: list[date], like: list[date], days: Days) -> None:
    """Add what a weekday is expected to sell: its average before, times its days in the outage."""
    name = Text(fr=weekday(alike[0], "fr"), en=weekday(alike[0], "en"))
    verb: Verb = "plus" if tape.steps else "take"
    place = f"weekday_{alike[0].isoweekday()}"
    if not like:
        none = Text(
            fr=f"{name.fr}, inconnu avant la panne", en=f"{name.en}, unknown before the outage"
        )
        tape.then(verb, place, none, Decimal(0), "money")
        return
    part = Tape()
    left = (", jours absents du fichier écartés", ", days missing from the file left out")
    out = left if days.missing else ("", "")
    said = Text(
        fr=f"ventes des {name.fr}s avant la panne{out[0]}",
        en=f"{name.en} sales before the outage{out[1]}",
    )
    sold = to_units(sum(days.sales.get(day, 0) for day in like))
    part.then("take", "before", said, sold, "money")
    length = Decimal(len(like))
    part.then("divided_by", "days_before", _counted(name, like, days.sales), length, "days")
    said = Text(fr=f"nombre de {name.fr}s sans service", en=f"{name.en}s without service")
    part.then("times", "days_without_service", said, Decimal(len(alike)), "days", by=PERIOD)
    tape.then(verb, place, name, part.running, "money", *part.steps)


def _weekday_unknown(day: date) -> Problem:
    """Nothing is expected of a weekday that the reference never has."""
    named = {"weekday_fr": weekday(day, "fr"), "weekday_en": weekday(day, "en")}
    return Problem(PLACE, "weekday-unknown", named)


def _counted(name: Text, like: list[date], sales: Sales) -> Text:
    """By how many days one divides, and how many of them the history has no line for."""
    blank = sum(day not in sales for day in like)
    none = (f", dont {blank} sans vente inscrite", f", {blank} of them without a recorded sale")
    fr, en = none if blank else ("", "")
    return Text(
        fr=f"nombre de {name.fr}s avant la panne{fr}", en=f"{name.en}s before the outage{en}"
    )


def _stale(known_until: date, window: Window) -> Iterator[Problem]:
    if window.start - known_until > STALE:
        yield Problem(PLACE, "history-stale", {"last_day": str(known_until)})


def _season(tape: Tape, days: Days) -> Iterator[Problem]:
    """Multiply by the season of a year earlier; yields a warning when it cannot be measured."""
    around, before = days.season()
    if before[0] < min(days.sales) or days.window.touches(before[0], around[-1]):
        yield Problem(PLACE, "season-unknown")
        return
    spans = [[day for day in span if day not in days.missing] for span in (around, before)]
    if min(map(len, spans)) < FEWEST:
        yield Problem(PLACE, "season-unknown")
        return
    sold = [[days.sales.get(day, 0) for day in span] for span in spans]
    if min(sum(cents > 0 for cents in span) for span in sold) < FEWEST_SALES:
        yield Problem(PLACE, "season-few-sales")
        return
    then, usual = (average(span, len(span)) for span in sold)
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
    measured = part.running
    said = Text(fr="le double", en="double")
    part.then("not_above", "most", said, LARGEST, "count", by=BOUNDED)
    said = Text(fr="la moitié", en="half")
    part.then("not_below", "least", said, 1 / LARGEST, "count", by=BOUNDED)
    said = Text(fr="saison, d’après l’année précédente", en="season, from the year before")
    tape.then("times", "season", said, part.running, "count", *part.steps)
    if part.running != measured:
        told = measured.quantize(Decimal("0.0001"))
        values = {"measured_number": f"{told:f}", "kept_number": f"{part.running:f}"}
        yield Problem(PLACE, "season-bounded", values)
