"""Long runs of days without a line that are asked about: what the estimate or its replays rest on.

The reference and the season rest on days near the outage, or a year before it; replays, from which
come the interval and the test of sales made up, rest on the whole history. Neither rests on the
days of a yearly closing.
"""

from claims.damages.absent_days import Run, yearly
from claims.damages.closings import days_of
from claims.damages.reference import Days, reference_of
from claims.damages.sales import History, Window, by_days


def runs_asked(history: History, window: Window) -> tuple[Run, ...]:
    """Runs of days without a line to ask about, in order."""
    return asked(days_of(history, window)) if history and by_days(history) else ()


def asked(days: Days) -> tuple[Run, ...]:
    """The long runs of a history that matter, in order: far ones where an estimate is replayed."""
    found = {*days.near()}
    if reference_of(days).enough:
        far = (run for run in days.longest if not yearly(run, days.runs))
        found |= {*far, *days.said}
    return tuple(run for run in days.runs if run in found and not days.is_closing(run))
