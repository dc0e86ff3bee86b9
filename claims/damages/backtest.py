"""The estimate tried where the answer is known: stretches of a real history, held out one by one.

Each is hidden as though the shop had been away, estimated, then compared with what was really sold.
Simple methods that anyone can check stand beside it on the same stretches.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext
from statistics import median

from claims.damages.lost_sales import expected_revenue
from claims.damages.replays import COVERAGE
from claims.damages.sales import DAY, Estimate, History, days_between
from claims.money import EXACT, to_cents
from claims.problems import Problem

LENGTHS = (1, 3, 7, 14, 30)
"""Days of the stretches held out."""
APART = 5
"""Days from one stretch to the next: no weekday comes more often than another."""
BEFORE = 56
"""Days of history before the first stretch, and after the last with the week that settles."""
AFTER = 35
MOST = 150
"""Stretches of one length: two years of them. A quarter of a second each, ten years of five
lengths would take a quarter of an hour."""
NEEDED = BEFORE + LENGTHS[0] + AFTER + 1
"""Days from the first to the last of a history that has one stretch to hold out."""
WEEK, YEAR = 7, 364

Sold = Mapping[date, int]


@dataclass(frozen=True, slots=True)
class HeldOut:
    """One stretch: cents sold, cents each method expects (None: it cannot tell), whether what was
    sold falls inside the interval, and how often it is said to (None: no interval)."""

    first: date
    sold: int
    expected: Mapping[str, int | None]
    inside: bool | None
    stated: Decimal | None


@dataclass(frozen=True, slots=True)
class Score:
    """How one method did on the stretches it could tell: cents, and how many there were."""

    stretches: int
    median_error: int
    mean_error: int
    bias: int
    """Mean of expected less sold."""


def mean_of_28_days(sold: Sold, first: date, last: date) -> int | None:
    """The mean of the twenty-eight days before, for each day."""
    before = sum(sold.get(first - n * DAY, 0) for n in range(1, 29))
    return _rounded(before * ((last - first).days + 1), 28)


def seasonal_naive(sold: Sold, first: date, last: date) -> int | None:
    """Each day as the same weekday of the week before."""
    week = {(first - n * DAY).weekday(): sold.get(first - n * DAY, 0) for n in range(1, 8)}
    return sum(week[day.weekday()] for day in days_between(first, last))


def last_year_times_trend(sold: Sold, first: date, last: date) -> int | None:
    """The same days fifty-two weeks earlier, times the trend of the eight weeks before."""
    year = timedelta(days=YEAR)
    if first - year - 56 * DAY < min(sold):
        return None
    then = sum(sold.get(day - year, 0) for day in days_between(first, last))
    recent, earlier = (
        sum(sold.get(first - n * DAY - back, 0) for n in range(1, 57)) for back in (0 * DAY, year)
    )
    return _rounded(then * recent, earlier) if earlier > 0 else then


def _rounded(numerator: int, denominator: int) -> int:
    with localcontext(EXACT):
        return to_cents(Decimal(numerator) / denominator / 100)


Method = Callable[[Sold, date, date], int | None]
OURS = "before-and-after"
MIDDLE = "before-and-after-middle"
"""The median of the replays of ours, told beside it; none where the history gives no interval."""
PEERS: Mapping[str, Method] = {
    "last-year-times-trend": last_year_times_trend,
    "mean-of-28-days": mean_of_28_days,
    "seasonal-naive": seasonal_naive,
}


def held_out(
    history: History,
    length: int,
    *,
    peers: Mapping[str, Method] = PEERS,
    coverage: Decimal = COVERAGE,
    apart: int = APART,
) -> Iterator[HeldOut]:
    """The stretches of so many days of a history by day, so many days apart, in order."""
    sold = {date.fromisoformat(day): cents for day, cents in history}
    for first in beginnings(history, length, apart):
        last = first + (length - 1) * DAY
        hidden = tuple(line for line in history if not str(first) <= line[0] <= str(last))
        estimate = expected_revenue(hidden, first, last, coverage=coverage)
        made = sum(sold.get(day, 0) for day in days_between(first, last))
        told = {name: method(sold, first, last) for name, method in peers.items()}
        ours = {OURS: _expected(estimate), MIDDLE: _middle(estimate)}
        yield HeldOut(first, made, {**ours, **told}, _inside(made, estimate), _stated(estimate))


def beginnings(history: History, length: int, apart: int) -> tuple[date, ...]:
    """The first day of each stretch of so many days that a history by day can hold out."""
    days = [date.fromisoformat(day) for day, _ in history]
    first, end = min(days) + BEFORE * DAY, max(days) - (length + AFTER) * DAY
    return days_between(first, end)[::apart] if first <= end else ()


def days_apart(history: History, length: int) -> int:
    """So many days from one stretch to the next that there are no more than `MOST`: a few, and no
    whole weeks."""
    apart = APART
    while len(beginnings(history, length, apart)) > MOST or apart % WEEK == 0:
        apart += APART
    return apart


NOTHING = ("history-no-sales", "history-hole", "history-closed")


def _expected(estimate: Estimate | Problem) -> int | None:
    """Cents; none of a stretch in which the shop never sells, a Saturday for one."""
    if isinstance(estimate, Problem):
        return 0 if estimate.code in NOTHING else None
    return estimate.expected


def _middle(estimate: Estimate | Problem) -> int | None:
    if isinstance(estimate, Problem) or estimate.interval is None:
        return None
    return estimate.interval.middle


def _stated(estimate: Estimate | Problem) -> Decimal | None:
    if isinstance(estimate, Problem) or estimate.interval is None:
        return None
    return estimate.interval.coverage


def _inside(made: int, estimate: Estimate | Problem) -> bool | None:
    if isinstance(estimate, Problem) or estimate.interval is None:
        return None
    return estimate.interval.low <= max(made, 0) <= estimate.interval.high


def score(tried: Sequence[HeldOut], method: str) -> Score | None:
    """How a method did; None when it could tell no stretch."""
    told = [(one.sold, cents) for one in tried if (cents := one.expected[method]) is not None]
    if not told:
        return None
    errors = [expected - sold for sold, expected in told]
    sizes = [abs(error) for error in errors]
    return Score(len(told), round(median(sizes)), sum(sizes) // len(told), sum(errors) // len(told))


def covered(tried: Sequence[HeldOut]) -> Decimal | None:
    """Share of the stretches inside their interval; None when none has one."""
    known = [one.inside for one in tried if one.inside is not None]
    return Decimal(sum(known)) / len(known) if known else None


def stated(tried: Sequence[HeldOut]) -> Decimal | None:
    """How often the intervals of the stretches say they hold, on the average; None without any."""
    known = [one.stated for one in tried if one.stated is not None]
    return sum(known, Decimal(0)) / len(known) if known else None
