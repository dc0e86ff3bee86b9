"""What charts draw: tidy rows, one value each. The page says the words and writes the amounts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from claims.totals.by_subgroup import Row, TotalsTable
from claims.totals.masked import MaskedRow, MaskedTable

AMOUNTS = ("declared", "supported", "admitted")


@dataclass(frozen=True, slots=True)
class Day:
    """Claims filed one day and up to it; None where masked."""

    day: str
    claims: int | None
    so_far: int | None


@dataclass(frozen=True, slots=True)
class Bar:
    """One amount of one subgroup under one head; cents None where masked."""

    group: str
    subgroup: str
    head: str
    amount: str
    """declared, supported or admitted."""
    cents: int | None


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


def by_subgroup_and_head(table: TotalsTable | MaskedTable) -> tuple[Bar, ...]:
    """Three bars for every row of a table by group, subgroup and head, in its order."""
    rows: tuple[Row | MaskedRow, ...] = table.rows
    return tuple(
        Bar(group, subgroup, head, name, getattr(row, name))
        for row in rows
        for group, subgroup, head in [row.key]
        for name in AMOUNTS
    )


def _calendar(days: list[str]) -> Iterator[str]:
    if days:
        first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
        for passed in range((last - first).days + 1):
            yield (first + timedelta(passed)).isoformat()
