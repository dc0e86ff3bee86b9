"""Claims day by day, as a chart draws them; the page says the words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from claims.totals.by_subgroup import TotalsTable
from claims.totals.masked import MaskedTable


@dataclass(frozen=True, slots=True)
class Day:
    """Claims filed one day and up to it; None where masked."""

    day: str
    claims: int | None
    so_far: int | None


def claims_per_day(table: TotalsTable | MaskedTable) -> tuple[Day, ...]:
    """Every day from the first filing to the last, those without one too; table by ("submitted",).

    Of a masked table the running sum stops at the first masked day: going on, it would tell it.
    A day without a row is a day without a claim.
    """
    if table.by != ("submitted",):
        raise ValueError(f"claims per day need a table by submitted, not by {table.by}")
    claims = {row.key[0]: row.claims for row in table.rows if row.key[0]}
    days, so_far = [], 0 if len(claims) == len(table.rows) else None
    for day in _calendar(sorted(claims)):
        filed = claims.get(day, 0)
        so_far = None if so_far is None or filed is None else so_far + filed
        days.append(Day(day, filed, so_far))
    return tuple(days)


def _calendar(days: list[str]) -> Iterator[str]:
    if days:
        first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
        for passed in range((last - first).days + 1):
            yield (first + timedelta(passed)).isoformat()
