"""Before and after, from sales by day: each weekday as it sold on both sides of the outage.

A weekday that never sells, or a shop closed on Sundays, expects nothing on that day, and so does a
feast on which the shop was closed the years before. One rare large order, or its refund, counts for
a share of the reference at the most. Days without a line count as days without a sale; a long run
of them is told, and left out when the claimant says the file misses it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, localcontext

from claims.damages.absent_days import Run
from claims.damages.aftermath import PLACE, aftermath, said_after, said_closed, wanted
from claims.damages.asked_about import asked
from claims.damages.assessment import Step
from claims.damages.closings import closings
from claims.damages.reference import (
    FEWEST,
    Days,
    Reference,
    Weekdays,
    by_weekday,
    reference_of,
    with_run_missing,
    without_answer,
)
from claims.damages.replays import COVERAGE, interval
from claims.damages.sales import (
    PERIOD,
    Estimate,
    History,
    Tape,
    Window,
)
from claims.damages.season import season, standing_out
from claims.i18n.formats import weekday
from claims.i18n.text import Text
from claims.matter.model import Verb
from claims.money import EXACT, to_cents, to_units
from claims.problems import Problem

STALE = timedelta(days=28)
BEYOND = 1 << 62
"""No day is cut at so many cents."""


def by_day(history: History, window: Window, coverage: Decimal = COVERAGE) -> Estimate | Problem:
    """Expected sales of the window, or why the history does not tell them."""
    days = Days.of(history, window)
    base = reference_of(days)
    estimate = _estimate(days, base)
    if isinstance(estimate, Problem):
        return estimate
    seasonal = any(step.name == "season" for step in estimate.steps)
    found = None if seasonal else interval(days, base.side, estimate.exact, coverage)
    usual = _weekdays(days, base, base.most)
    after, between = aftermath(days, base, usual), _between(days, usual, estimate.steps)
    warnings = (
        *(_told(run, days, history) for run in asked(days)),
        *estimate.warnings,
        *said_after(after, days, base),
    )
    return replace(
        estimate, warnings=(*warnings, *_said_between(between)), interval=found,
        made_up=after.made_up if after else 0, between=between,
    )  # fmt: skip


def _estimate(days: Days, base: Reference) -> Estimate | Problem:
    """The tape alone, without what is said about it."""
    if not base.enough:
        return Problem(PLACE, "history-short-days", {"days": len(base.days), "needed": FEWEST})
    closed = closings(days, days.window.days)
    found, tape = _weekdays(days, base, base.most), Tape()
    unknown = []
    for alike in _by_weekday(tuple(day for day in days.window.days if day not in closed)):
        like = Like(alike, base, days, found)
        unknown += [] if like.days else [_weekday_unknown(alike[0])]
        _weekday(tape, like)
    if tape.running <= 0:
        return Problem(PLACE, "history-no-sales")
    warnings = (
        *unknown, *said_closed(closed), *_stale(days, base), *_said_side(base),
        *_season(tape, days, base),
    )  # fmt: skip
    warnings = (*warnings, *_said_limit(days, base, closed, tape))
    return Estimate(to_cents(tape.running), tuple(tape.steps), base.side, warnings)


def _between(days: Days, usual: Weekdays, steps: Iterable[Step]) -> int:
    """Cents sold on the days between joined outages beyond what is expected of them."""
    between = days.between()
    sold = max(sum(days.sales.get(day, 0) for day in between), 0)
    closed = closings(days, between)
    expected = usual.expected(wanted(day for day in between if day not in closed))
    with localcontext(EXACT):
        return max(sold - to_cents(expected * _season_of(steps)), 0)


def _season_of(steps: Iterable[Step]) -> Decimal:
    """The season an estimate was multiplied by; one when it was not."""
    return next((step.operand for step in steps if step.name == "season"), Decimal(1))


def _season(tape: Tape, days: Days, base: Reference) -> Iterator[Problem]:
    """Multiply by the season where only the days before are known; both sides carry it."""
    if base.side == "before":
        yield from season(tape, days)
    else:
        yield from standing_out(tape, days, base.days)


def _weekdays(days: Days, base: Reference, most: int) -> Weekdays:
    return by_weekday(((day.weekday(), days.sales.get(day, 0)) for day in base.days), most)


@dataclass(frozen=True, slots=True)
class Like:
    """The days of an outage that fall on one weekday, and the reference that tells of them."""

    away: list[date]
    base: Reference
    every: Days
    found: Weekdays

    @property
    def n(self) -> int:
        """The weekday, Monday 0."""
        return self.away[0].weekday()

    @property
    def days(self) -> int:
        """How many of them the reference has."""
        return self.found.days[self.n]

    @property
    def blank(self) -> int:
        """How many of those have no line in the history."""
        like = (day for day in self.base.days if day.weekday() == self.n)
        return sum(day not in self.every.sales for day in like)


def _by_weekday(days: tuple[date, ...]) -> list[list[date]]:
    """The days of the outage, Mondays first."""
    grouped = [[day for day in days if day.weekday() == n] for n in range(7)]
    return [group for group in grouped if group]


WHERE = {
    "before-and-after": ("avant et après la panne", "before and after the outage"),
    "before": ("avant la panne", "before the outage"),
    "after": ("après la panne", "after the outage"),
}


def _weekday(tape: Tape, like: Like) -> None:
    """Add what a weekday is expected to sell: its average, times its days in the outage."""
    fr, en = weekday(like.away[0], "fr"), weekday(like.away[0], "en")
    verb: Verb = "plus" if tape.steps else "take"
    place = f"weekday_{like.n + 1}"
    where_fr, where_en = WHERE[like.base.side]
    if not like.days:
        none = Text(fr=f"{fr}, inconnu {where_fr}", en=f"{en}, unknown {where_en}")
        tape.then(verb, place, none, Decimal(0), "money")
        return
    part, above, refunded = Tape(), like.found.above[like.n], like.found.refunded[like.n]
    out_fr, out_en = _left_out(like)
    said = Text(fr=f"ventes des {fr}s {where_fr}{out_fr}", en=f"{en} sales {where_en}{out_en}")
    sold = like.found.counted[like.n] + above + refunded
    part.then("take", "sold", said, to_units(sold), "money")
    part.limited(above, 0)
    if refunded:
        said = Text(fr="part des remboursements, selon les ventes", en="share of refunds, by sales")
        part.then("less", "refunded", said, to_units(refunded), "money")
    said = _counted(like, Text(fr=fr, en=en))
    part.then("divided_by", "days_before", said, Decimal(like.days), "days")
    said = Text(fr=f"nombre de {fr}s sans service", en=f"{en}s without service")
    part.then("times", "days_without_service", said, Decimal(len(like.away)), "days", by=PERIOD)
    tape.then(verb, place, Text(fr=fr, en=en), part.running, "money", *part.steps)


def _left_out(like: Like) -> tuple[str, str]:
    """What is not as in the file, in French and in English."""
    said = like.every.said
    if not like.every.missing or not any(said.get(run) == "absent" for run in like.every.near()):
        return "", ""
    return ", jours absents du fichier écartés", ", days missing from the file left out"


def _counted(like: Like, name: Text) -> Text:
    """By how many days one divides, and how many of them the history has no line for."""
    none = (
        f", dont {like.blank} sans vente inscrite",
        f", {like.blank} of them without a recorded sale",
    )
    (fr, en), (where_fr, where_en) = none if like.blank else ("", ""), WHERE[like.base.side]
    if aside := like.found.aside[like.n]:
        fr, en = f"{fr}, jours écartés : {aside}", f"{en}, days set aside: {aside}"
    return Text(fr=f"nombre de {name.fr}s {where_fr}{fr}", en=f"{name.en}s {where_en}{en}")


def _told(run: Run, days: Days, history: History) -> Problem:
    """What a long run is taken for; while nobody said, what leaving it out would change."""
    values: dict[str, str | int] = {
        "first_day": str(run.first), "last_day": str(run.last), "days": run.days
    }  # fmt: skip
    answer, near = days.said.get(run), run in days.near()
    if not near and answer != "0":
        return Problem(PLACE, "days-far-left-out" if answer == "absent" else "days-far", values)
    if answer == "absent":
        counted = with_zeros(history, days.window, run)
        if isinstance(counted, Estimate):
            return Problem(PLACE, "days-left-out", values | {"zero_cents": counted.expected})
        return Problem(PLACE, "days-left-out-only", values)
    if answer == "0":
        return Problem(PLACE, "days-without-sale", values)
    without = without_run(history, days.window, run)
    if isinstance(without, Problem):
        return Problem(PLACE, "days-absent-short", values)
    return Problem(PLACE, "days-absent", values | {"other_cents": without.expected})


def without_run(history: History, window: Window, run: Run) -> Estimate | Problem:
    """The estimate were the days of a run missing from the file, whatever was said of them."""
    days = Days.of(history, replace(window, absent=with_run_missing(window, run)))
    return _estimate(days, reference_of(days))


def with_zeros(history: History, window: Window, run: Run) -> Estimate | Problem:
    """The estimate were nothing sold on the days of a run, whatever was said of them."""
    days = Days.of(history, replace(window, absent=without_answer(window, run)))
    return _estimate(days, reference_of(days))


def _weekday_unknown(day: date) -> Problem:
    """Nothing is expected of a weekday that the reference never has."""
    named = {"weekday_fr": weekday(day, "fr"), "weekday_en": weekday(day, "en")}
    return Problem(PLACE, "weekday-unknown", named)


def _said_side(base: Reference) -> Iterator[Problem]:
    """Which side is missing, by the name of the simpler method that stands in."""
    if base.side != "before-and-after":
        yield Problem(PLACE, f"only-{base.side}", {"needed": FEWEST})


def _said_limit(
    days: Days, base: Reference, closed: Mapping[date, date], tape: Tape
) -> Iterator[Problem]:
    """How many days were counted for less than they sold, or refunded, and what they would have
    made of it."""
    aside = sum(_weekdays(days, base, base.most).aside)
    if aside:
        yield Problem(PLACE, "days-cancelled", {"days": aside})
    beyond = sum(abs(days.sales.get(day, 0)) > base.most for day in base.days) - aside
    if beyond:
        away = wanted(day for day in days.window.days if day not in closed)
        expected = _weekdays(days, base, BEYOND).expected(away)
        whole = max(to_cents(expected * _season_of(tape.steps)), 0)
        values = {"days": beyond, "limit_cents": base.most, "other_cents": whole}
        yield Problem(PLACE, "days-limited", values)


def _stale(days: Days, base: Reference) -> Iterator[Problem]:
    if base.side == "before" and days.start - days.known_until > STALE:
        yield Problem(PLACE, "history-stale", {"last_day": str(days.known_until)})


def _said_between(between: int) -> Iterator[Problem]:
    if between:
        yield Problem(PLACE, "sales-between", {"more_cents": between})
