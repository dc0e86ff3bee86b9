"""Before and after, from sales by day: each weekday as it sold on both sides of the outage.

A weekday that never sells, or a shop closed on Sundays, expects nothing on that day, and so does a
feast on which the shop was closed the years before. One rare large order, or its refund, counts for
a share of the reference at the most. Days without a line count as days without a sale; a long run
of them is told, and left out when the claimant says the file misses it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal, localcontext

from claims.damages.absent_days import Run
from claims.damages.aftermath import PLACE, aftermath, said_after, said_closed, wanted
from claims.damages.asked_about import asked
from claims.damages.assessment import Step
from claims.damages.closings import closings, days_of
from claims.damages.exceptional_days import in_words, said_limit
from claims.damages.reference import (
    FEWEST,
    Days,
    Reference,
    Weekdays,
    reference_of,
    weekdays_of,
    with_run_missing,
    without_answer,
)
from claims.damages.replays import COVERAGE, interval
from claims.damages.sales import (
    Estimate,
    History,
    Tape,
    Window,
)
from claims.damages.screens import moved, too_thin, too_wild
from claims.damages.season import season, standing_out
from claims.damages.season_replays import seasonal_interval, seasoned
from claims.damages.weekday_tape import Like, add_weekday, by_groups
from claims.i18n.formats import weekday
from claims.money import EXACT, to_cents
from claims.problems import Problem

STALE = timedelta(days=28)


def by_day(history: History, window: Window, coverage: Decimal = COVERAGE) -> Estimate | Problem:
    """Expected sales of the window, or why the history does not tell them."""
    days = days_of(history, window)
    base = reference_of(days)
    estimate = _estimate(days, base)
    if isinstance(estimate, Problem):
        return _why_nothing(days) or estimate if estimate.code == "history-no-sales" else estimate
    seasonal = seasoned(estimate)
    found = (
        seasonal_interval(days, estimate.exact, coverage, _of_its_reference)
        if seasonal
        else interval(days, base.side, estimate.exact, coverage)
    )
    usual, multiplied = weekdays_of(days, base.days, base.most), _season_of(estimate.steps)
    away = wanted(_open(days, window.days))
    after = aftermath(days, base, usual, multiplied)
    between = _between(days, usual, multiplied)
    moving = () if seasonal else moved(days, base, away)
    warnings = (
        *(_told(run, days, history) for run in asked(days)),
        *estimate.warnings,
        *_said_doubted(days),
        *said_limit(days, base, away, multiplied),
        *too_thin(days, base),
        *too_wild(found, estimate.expected),
        *moving,
        *said_after(after, days, base),
    )
    return replace(
        estimate, warnings=(*warnings, *_said_between(between)), interval=found,
        made_up=after.made_up if after else 0, between=between,
        silence="season" if seasonal else "few",
    )  # fmt: skip


def _estimate(days: Days, base: Reference) -> Estimate | Problem:
    """The tape alone, without what is said about it."""
    if not base.enough:
        told = {"days": len(base.days), "after": len(days.after()), "needed": FEWEST}
        return Problem(PLACE, "history-short-days", told)
    closed = closings(days, days.window.days)
    found, tape = weekdays_of(days, base.days, base.most), Tape()
    unknown = []
    for alike in by_groups(tuple(_open(days, days.window.days))):
        like = Like(alike, base, days, found)
        unknown += [] if like.days else [_weekday_unknown(alike[0])]
        add_weekday(tape, like)
    if tape.running <= 0:
        return Problem(PLACE, "history-no-sales")
    warnings = (
        *unknown, *said_closed(closed), *_stale(days, base), *_said_side(days, base),
        *_season(tape, days, base),
    )  # fmt: skip
    return Estimate(to_cents(tape.running), tuple(tape.steps), base.side, warnings)


def _why_nothing(days: Days) -> Problem | None:
    """What makes nothing expected, when it is not what was sold: closings of every year, or a run
    of days without a line of which nobody said a thing, the longest near the outage."""
    closed = closings(days, days.window.days)
    if len(closed) == len(days.window.days):
        away, then = next(iter(closed.items()))
        return Problem(PLACE, "history-closed", {"away_day": str(away), "then_day": str(then)})
    silent = [run for run in days.near() if run not in days.said]
    if not silent:
        return None
    return Problem(PLACE, "history-hole", _spanned(max(silent, key=lambda run: run.days)))


def _spanned(run: Run) -> dict[str, str | int]:
    return {"first_day": str(run.first), "last_day": str(run.last), "days": run.days}


def _of_its_reference(days: Days) -> Estimate | Problem:
    return _estimate(days, reference_of(days))


def _said_doubted(days: Days) -> Iterator[Problem]:
    """Days of the outage that may be closed each year, and what the estimate would be were they."""
    if not days.doubted:
        return
    sure = replace(days, closed={**days.closed, **days.doubted})
    found = _of_its_reference(sure)
    other = found.expected if isinstance(found, Estimate) else 0
    named = in_words("dates", tuple(days.doubted))
    yield Problem(
        PLACE, "closed-perhaps", {"days": len(days.doubted), **named, "other_cents": other}
    )


def _between(days: Days, usual: Weekdays, multiplied: Decimal) -> int:
    """Cents sold on the days between joined outages beyond what is expected of them. multiplied:
    the season of the estimate."""
    between = days.between()
    sold = max(sum(days.sales.get(day, 0) for day in between), 0)
    expected = usual.expected(wanted(_open(days, between)))
    with localcontext(EXACT):
        return max(sold - to_cents(expected * multiplied), 0)


def _open(days: Days, of: Iterable[date]) -> Iterator[date]:
    """Those of these days on which the shop is not closed every year."""
    return (day for day in of if day not in days.closed)


def _season_of(steps: Iterable[Step]) -> Decimal:
    """The season an estimate was multiplied by; one when it was not."""
    return next((step.operand for step in steps if step.name == "season"), Decimal(1))


def _season(tape: Tape, days: Days, base: Reference) -> Iterator[Problem]:
    """Multiply by the season where only the days before are known; both sides carry it."""
    if base.side == "before":
        yield from season(tape, days)
    else:
        yield from standing_out(tape, days, base.days)


def _told(run: Run, days: Days, history: History) -> Problem:
    """What a long run is taken for; while nobody said, what leaving it out would change."""
    values = _spanned(run)
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
    absent = with_run_missing(window, run)
    return _of_its_reference(days_of(history, replace(window, absent=absent)))


def with_zeros(history: History, window: Window, run: Run) -> Estimate | Problem:
    """The estimate were nothing sold on the days of a run, whatever was said of them."""
    absent = without_answer(window, run)
    return _of_its_reference(days_of(history, replace(window, absent=absent)))


def _weekday_unknown(day: date) -> Problem:
    """Nothing is expected of a weekday that the reference never has."""
    named = {"weekday_fr": weekday(day, "fr"), "weekday_en": weekday(day, "en")}
    return Problem(PLACE, "weekday-unknown", named)


def _said_side(days: Days, base: Reference) -> Iterator[Problem]:
    """Which side is missing, or that both are short, by the simpler method that stands in."""
    if base.side != "before-and-after":
        yield Problem(PLACE, f"only-{base.side}", {"needed": FEWEST})
        return
    before = sum(day < days.start for day in base.days)
    after = len(base.days) - before
    if min(before, after) < FEWEST:
        told = {"days": before, "after": after, "needed": FEWEST}
        yield Problem(PLACE, "both-sides-short", told)


def _stale(days: Days, base: Reference) -> Iterator[Problem]:
    if base.side == "before" and days.start - days.known_until > STALE:
        yield Problem(PLACE, "history-stale", {"last_day": str(days.known_until)})


def _said_between(between: int) -> Iterator[Problem]:
    if between:
        yield Problem(PLACE, "sales-between", {"more_cents": between})
