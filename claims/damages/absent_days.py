"""Days a history has no line for: a quiet stretch, or a piece missing from the file?

A shop closed on Sundays, or one that sells twice a month, has many such days and they are days
without a sale. A run far longer than what that shop is used to looks like a lost part of a file,
and counting it as zero would cut what is expected: it is asked about, and told until answered.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from claims.claim.model import Absent
from claims.damages.sales import DAY, Window, days_between

LEAST = 7
"""Days below which a run is a closing or a feast."""
TIMES = 2
"""Beyond how many times the usual run one asks. Where sales come by chance at a steady pace, such a
run comes by chance about once in four hundred."""
TIMES_FAR = 3
"""The same of a run that replays alone rest on, since these take in the whole history: by chance,
about one in eight thousand."""
YEAR = timedelta(days=364)
OTHERS = 95
"""Percentage of the other intervals of a history that are no longer than its usual one: days that
follow each other are an interval of zero days, so that a shop open every day is used to none."""


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive days without a line, none of them in an outage; both ends counted."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.last - self.first).days + 1

    def meets(self, first: date, last: date) -> bool:
        """Whether any of its days falls within these."""
        return self.first <= last and self.last >= first


def long_runs(known: Iterable[date], window: Window, times: int = TIMES) -> tuple[Run, ...]:
    """Runs more than so many times longer than the usual one, in order. known: the days that have a
    line."""
    runs = [
        run for before, after in pairwise(sorted(known)) for run in _runs(before, after, window)
    ]
    lengths = sorted(run.days if run else 0 for run in runs)
    return tuple(
        run
        for run in runs
        if run and run.days >= LEAST and run.days > times * _usual(lengths, run.days)
    )


def yearly(run: Run, runs: Iterable[Run]) -> bool:
    """Whether another of these runs falls on the same days of the year before or after: closings of
    every year, and no piece lost from a file."""
    apart = (run.first - YEAR, run.last - YEAR), (run.first + YEAR, run.last + YEAR)
    return any(other.meets(*span) for other in runs for span in apart)


def _runs(before: date, after: date, window: Window) -> Iterator[Run | None]:
    """The runs between two days that have a line: None for days that follow each other."""
    if after - before == DAY:
        yield None
        return
    first = None
    for day in days_between(before + DAY, after):
        inside = day < after and not window.touches(day, day)
        if inside and first is None:
            first = day
        elif not inside and first is not None:
            yield Run(first, day - DAY)
            first = None


def _usual(lengths: list[int], own: int) -> int:
    """The length that most of the other runs do not exceed."""
    others = list(lengths)
    others.remove(own)
    return others[-(-len(others) * OTHERS // 100) - 1] if others else 0


def answers(runs: Iterable[Run], told: Iterable[Absent]) -> Mapping[Run, str]:
    """What the claimant said of each run; an answer about days that have a line since is void."""
    said = {Run(one.first, one.last): one.answer for one in told}
    return {run: said[run] for run in runs if run in said}
