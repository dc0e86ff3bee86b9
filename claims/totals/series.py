"""Claims day by day and week by week, as a chart draws them; the page says the words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from claims.totals.by_subgroup import Row, TotalsTable
from claims.totals.masked import MaskedRow, MaskedTable

BY_WEEK_AND_DAY = ("week", "submitted")
"""Days within weeks: one table, so that both are masked together."""


@dataclass(frozen=True, slots=True)
class Filed:
    """Claims filed in a day, or in a week that begins on it, up to its end too; what they declare,
    in cents. None where masked."""

    day: str
    claims: int | None
    so_far: int | None
    declared: int | None


def with_weeks(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the Monday of the week in which each line was filed; "" where none was."""
    days = frame["submitted"].array
    mondays = [_monday(day) for day in days.categories]
    weeks = list(dict.fromkeys(mondays))
    codes = np.array([weeks.index(monday) for monday in mondays], np.int32)[days.codes]
    kept = pd.Categorical.from_codes(codes, pd.Index(weeks, dtype="str"))
    return frame.assign(week=kept)


def _monday(day: str) -> str:
    if not day:
        return ""
    filed = date.fromisoformat(day)
    return (filed - timedelta(filed.weekday())).isoformat()


def claims_per_day(table: TotalsTable | MaskedTable) -> tuple[Filed, ...]:
    """Every day from the first filing to the last, those without one too; table by ("submitted",),
    or by week and day.

    Of a masked table the running sum stops at the first masked day: going on, it would tell it.
    A day without a row is a day without a claim.
    """
    if table.by[-1:] != ("submitted",):
        raise ValueError(f"claims per day need a table by submitted, not by {table.by}")
    return _filed(table.rows, 1)


def claims_per_week(table: TotalsTable | MaskedTable) -> tuple[Filed, ...]:
    """The same by week, from a table by week and day."""
    if table.by != BY_WEEK_AND_DAY:
        raise ValueError(f"claims per week need a table by week and day, not by {table.by}")
    return _filed(table.subtotals, 7)


def _filed(rows: Sequence[Row] | Sequence[MaskedRow], step: int) -> tuple[Filed, ...]:
    known = {row.key[-1]: row for row in rows if row.key[-1]}
    found, so_far = [], 0 if len(known) == len(rows) else None
    for day in _calendar(sorted(known), step):
        row = known.get(day)
        claims, declared = (row.claims, row.declared) if row else (0, 0)
        so_far = None if so_far is None or claims is None else so_far + claims
        found.append(Filed(day, claims, so_far, declared))
    return tuple(found)


def busiest(filed: Sequence[Filed]) -> Filed | None:
    """Where most claims were filed, of what may be told; the first of equals, None of nothing."""
    told = [each for each in filed if each.claims]
    return max(told, key=lambda each: each.claims or 0, default=None)


def _calendar(days: list[str], step: int) -> Iterator[str]:
    if days:
        first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
        for passed in range(0, (last - first).days + 1, step):
            yield (first + timedelta(passed)).isoformat()
