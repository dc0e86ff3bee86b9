"""The days an estimate rests on: those before the outage, and those after it once sales settled.

Both sides together carry the trend and the season through the outage; the real shops of
`benchmarks/lost_sales.py` are told best by them. A side too short is left out, and said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, localcontext
from itertools import chain, islice
from operator import sub
from typing import Literal

from claims.claim.model import Absent
from claims.damages.absent_days import TIMES, TIMES_FAR, Run, answers, long_runs, yearly
from claims.damages.sales import DAY, SETTLING, History, Window, days_between
from claims.money import EXACT, share_out

Sales = dict[date, int]
Side = Literal["before-and-after", "before", "after"]
EACH_SIDE = 91
"""Days of each side when both are known: a quarter, thirteen of each weekday."""
ALONE = 56
"""Days before the outage when nothing is known after it: eight of each weekday."""
FEWEST = 28
YEAR = timedelta(days=364)
"""Fifty-two weeks: a year earlier, on the same weekday."""
AROUND = timedelta(days=28)
SHARE = 12
"""One day counts at most for one part in so many of all that the reference is counted for..."""
USUAL = 4
"""...or, where selling days are few, for so many times the middle one of them."""
REACH = timedelta(days=182)
"""How far from the outage a day may be and still tell of it."""


@dataclass(frozen=True, slots=True)
class Days:
    """A history by day and what it does not have. start and end: of the outage with those joined to
    it, which the reference surrounds; runs: the long ones; longest: those that are asked about
    wherever they stand; said: of each, the answer; missing: the days the claimant says are missing
    from the file; closed: those of yearly closings, which tell nothing of the days of an outage
    that is none, with the day of another year that says so; doubted: those of it that may be."""

    sales: Sales
    window: Window
    start: date
    end: date
    runs: tuple[Run, ...]
    longest: tuple[Run, ...]
    said: Mapping[Run, str]
    missing: frozenset[date]
    closed: Mapping[date, date] = field(default_factory=dict)
    doubted: Mapping[date, date] = field(default_factory=dict)

    @classmethod
    def of(cls, history: History, window: Window) -> "Days":
        """The days of a history by day, not empty."""
        sales = {date.fromisoformat(day): cents for day, cents in history}
        runs, longest = (long_runs(sales, window, times) for times in (TIMES, TIMES_FAR))
        said = answers(runs, window.absent)
        missing = _days_of(run for run, answer in said.items() if answer == "absent")
        return cls(sales, window, *window.joined(), runs, longest, said, missing)

    @property
    def unknown(self) -> frozenset[date]:
        """Those missing, and those of the longest runs while nobody says, but for closings of every
        year."""
        silent = (run for run in self.longest if self.said.get(run) not in ("0", "absent"))
        return self.missing | _days_of(run for run in silent if not yearly(run, self.runs))

    @property
    def known_until(self) -> date:
        """The last day before the outage that the history reaches."""
        return min(max(self.sales), self.start - DAY)

    def clean(self, day: date) -> bool:
        """Whether no outage touched a day or the week before it, and the file does not miss it."""
        return not self.window.touches(day - SETTLING, day) and day not in self.missing

    def tells(self, day: date) -> bool:
        """Whether a day says what the shop sells on a day when it is open."""
        return day not in self.closed and self.clean(day)

    def between(self) -> tuple[date, ...]:
        """The days between outages that are joined: too few in a row for any to be missing."""
        every = days_between(self.start, self.end)
        return tuple(day for day in every if not self.window.touches(day, day))

    def before(self, most: int) -> tuple[date, ...]:
        """The last clean days before the outage, in order."""
        first = max(min(self.sales), self.start - REACH)
        every = reversed(days_between(first, self.known_until))
        return tuple(sorted(islice(filter(self.tells, every), most)))

    def after(self) -> tuple[date, ...]:
        """The first clean days once sales settled, in order."""
        first = max(self.end, min(self.sales))
        last = min(max(self.sales), self.end + REACH)
        return tuple(islice(filter(self.tells, days_between(first, last)), EACH_SIDE))

    def season(self) -> tuple[tuple[date, ...], tuple[date, ...]]:
        """A year earlier: the weeks around the same days, and those before them."""
        start = self.start - YEAR
        weeks = -(-((self.end - self.start).days + 1 + 2 * AROUND.days) // 7)
        around = days_between(start - AROUND, start - AROUND + (weeks * 7 - 1) * DAY)
        return around, days_between(start - ALONE * DAY, start - DAY)

    def near(self) -> tuple[Run, ...]:
        """The long runs with days that the reference or the season rests on, or would were none
        missing."""
        base = reference_of(self)
        first = base.days[0] if base.days else min(self.sales)
        if len(self.before(EACH_SIDE)) < EACH_SIDE:
            first = min(first, self.start - REACH)
        spans = [(first, self.start)]
        if base.side != "before" or any(day > self.end for day in self.missing):
            short = sum(day > self.end for day in base.days) < EACH_SIDE
            spans.append((self.end, self.end + REACH if short else base.days[-1]))
        around, before = self.season()
        if before[0] >= min(self.sales):
            spans.append((before[0], around[-1]))
        told = (run for run in self.runs if not self.is_closing(run))
        return tuple(run for run in told if any(run.meets(*span) for span in spans))

    def is_closing(self, run: Run) -> bool:
        """Whether each day of a run is of a yearly closing, so that nothing rests on it."""
        return self.closed.keys() >= {*days_between(run.first, run.last)}


def _days_of(runs: Iterable[Run]) -> frozenset[date]:
    return frozenset(day for run in runs for day in days_between(run.first, run.last))


@dataclass(frozen=True, slots=True)
class Reference:
    """Days, in order, of which side, and the most that one of them counts for, in cents, up or
    down."""

    side: Side
    days: tuple[date, ...]
    most: int

    @property
    def enough(self) -> bool:
        """Whether an estimate may rest on it."""
        return len(self.days) >= FEWEST


def reference_of(days: Days) -> Reference:
    """Both sides when each is long enough, or neither but both together; else the one that is; else
    what there is before."""
    before, after = days.before(EACH_SIDE), days.after()
    fewer, more = sorted((len(before), len(after)))
    side: Side
    if fewer >= FEWEST or more < FEWEST <= fewer + more:
        side, kept = "before-and-after", (*before, *after)
    elif len(after) >= FEWEST:
        side, kept = "after", after
    else:
        side, kept = "before", before[-ALONE:]
    return Reference(side, kept, limit(days.sales.get(day, 0) for day in kept))


def limit(sold: Iterable[int]) -> int:
    """The most that one day counts for, in sales or in refunds: a rare large order says little of
    the days of an outage, and its refund no more.

    sold: cents of each day of the reference; the answer is in cents, rounded down. No day raises
    its own limit: the whole of which one part is taken counts the days above it at the limit too,
    and days of refunds not at all.
    """
    return limit_of(sorted(cents for cents in sold if cents > 0))


def limit_of(selling: Sequence[int]) -> int:
    """The limit of days that sold these cents, from the least to the most, none without a sale."""
    if not selling:
        return 0
    rest = sum(selling)
    for above in range(SHARE):
        most = rest // (SHARE - above)
        if above == len(selling) or selling[-1 - above] <= most:
            break
        rest -= selling[-1 - above]
    return max(most, USUAL * selling[(len(selling) - 1) // 2])


def counted(cents: int, most: int) -> int:
    """What a day counts for: no more than `most` cents, and no less than as much refunded."""
    return max(min(cents, most), -most)


NONE = (0,) * 7
Sold = tuple[int, ...]
"""Cents of a day, its weekday, and its place in the order of time."""


@dataclass(frozen=True, slots=True)
class Weekdays:
    """By weekday, Monday first: cents counted, cents of sales above the limit left out, days, its
    share of the refunds, in cents, already taken off what is counted, and days set aside."""

    counted: tuple[int, ...]
    above: tuple[int, ...]
    days: tuple[int, ...]
    refunded: tuple[int, ...]
    aside: tuple[int, ...] = NONE

    @classmethod
    def of(
        cls,
        days: Sequence[int],
        selling: Sequence[int],
        given: int,
        beyond: Sequence[Sold],
        most: int,
    ) -> "Weekdays":
        """What the days of each weekday tell, none for more than `most` cents, up or down.

        days and selling: by weekday, all of them and the cents of those that sold, whole; given:
        cents that the others gave back; beyond: the days beyond `most`, up or down. An exceptional
        refund and the exceptional order that it gives back are set aside. Other refunds are no
        sales of their own weekday: each bears its part of them by what it sold.
        """  # fmt: skip
        sold, above, aside = list(selling), [0] * 7, [0] * 7
        left = list(beyond)
        for day in chain(*cancelled(beyond, most)) if given > most else ():
            left.remove(day)
            aside[day[1]] += 1
            sold[day[1]] -= max(day[0], 0)
            given += min(day[0], 0)
        for cents, weekday, *_ in left:
            if cents < 0:
                given += cents + most
            else:
                sold[weekday] -= cents - most
                above[weekday] += cents - most
        taken = min(given, sum(sold))
        shares = share_out(taken, sold) if taken else NONE
        kept = tuple(map(sub, days, aside))
        return cls(tuple(map(sub, sold, shares)), tuple(above), kept, tuple(shares), tuple(aside))

    def expected(self, wanted: Sequence[int]) -> Decimal:
        """Units of money expected of so many days of each weekday; none of one never seen."""
        with localcontext(EXACT):
            each = zip(self.counted, self.days, wanted, strict=True)
            cents = (Decimal(sold) * n / days for sold, days, n in each if n and days)
            return sum(cents, Decimal(0)) / 100


def cancelled(beyond: Iterable[Sold], most: int) -> list[tuple[Sold, Sold]]:
    """The order that each refund of these days gives back, the largest refund first, and that
    refund: of those that came before, the nearest in amount.

    The day of an order may have given back something else: a refund exceeds what it sold by no
    more than `most`, the cents of which a day counts for at most.
    """
    every, found = sorted(beyond), list[tuple[Sold, Sold]]()
    orders = [day for day in every if day[0] > 0]
    for refund in (day for day in every if day[0] < 0):
        given, then = -refund[0], refund[2]
        its = [one for one in orders if one[2] < then and given <= one[0] + most]
        if its:
            order = min(its, key=lambda one: abs(one[0] - given))
            orders.remove(order)
            found.append((order, refund))
    return found


def by_weekday(sold: Iterable[tuple[int, int]], most: int) -> Weekdays:
    """Add up (weekday, cents), in order of time, no day for more than `most` cents, up or down."""
    days, selling, given, beyond = [0] * 7, [0] * 7, 0, list[Sold]()
    for place, (weekday, cents) in enumerate(sold):
        days[weekday] += 1
        selling[weekday] += max(cents, 0)
        given += max(-cents, 0)
        if abs(cents) > most:
            beyond.append((cents, weekday, place))
    return Weekdays.of(days, selling, given, beyond, most)


def weekdays_of(days: Days, those: Iterable[date], most: int) -> Weekdays:
    """What some days of a history tell, none beyond `most` cents."""
    return by_weekday(((day.weekday(), days.sales.get(day, 0)) for day in those), most)


def with_run_missing(window: Window, run: Run) -> tuple[Absent, ...]:
    """What is said of the runs of a window, were the days of this one missing from the file."""
    answer = Absent(first=run.first, last=run.last, answer="absent")
    return (*without_answer(window, run), answer)


def without_answer(window: Window, run: Run) -> tuple[Absent, ...]:
    """What is said of the other runs of a window."""
    return tuple(one for one in window.absent if (one.first, one.last) != (run.first, run.last))
