"""The levy of the Fonds d'aide aux actions collectives, by the table in data/rates.

One single rate, that of the bracket the whole amount falls in, on the whole amount: not one rate a
slice (2026 QCCA 476). A balance of 320,998.00 owes 70 % of it, 224,698.60.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Literal, Self

from claims.i18n.titled import Cells, rows_of
from claims.money import rounded, to_cents
from claims.problems import Problem, Refused, Value

FONDS = "qc_fonds_levy"
Kind = Literal["share", "residue"]
REGIMES: Mapping[Kind, tuple[str, str]] = {
    "share": ("individual_recovery", "each_liquidated_claim"),
    "residue": ("collective_recovery_balance", "reliquat"),
}
"""What is levied on → the regime and basis of its rows."""
COLUMNS = (
    "regime", "basis", "amount_from_inclusive", "amount_to_exclusive", "rate_percent", "method",
    "source", "verified",
)  # fmt: skip
SINGLE = "single_rate_on_whole_amount"


@dataclass(frozen=True, slots=True)
class Bracket:
    """Amounts from `start` cents, counted, to `end`, not counted, None without end, and the rate
    on the whole of them."""

    start: int
    end: int | None
    percent: Decimal
    source: str
    verified: bool

    def holds(self, cents: int) -> bool:
        """Whether an amount falls in it."""
        return self.start <= cents and (self.end is None or cents < self.end)

    def levy(self, cents: int) -> int:
        """The levy on a whole amount, in cents, half up once."""
        numerator, denominator = (self.percent / 100).as_integer_ratio()
        return rounded(cents * numerator, denominator)


@dataclass(frozen=True, slots=True)
class LevyTable:
    """The brackets of each kind of levy, from the lowest."""

    name: str
    brackets: Mapping[Kind, tuple[Bracket, ...]]

    def bracket(self, kind: Kind, cents: int) -> Bracket:
        """The one an amount falls in; raises Refused where the table has none."""
        found = next((each for each in self.brackets[kind] if each.holds(cents)), None)
        if found is None:
            told: dict[str, Value] = {"amount_cents": cents, "name": f"{self.name}.csv"}
            raise Refused([Problem("levy", "levy-no-bracket", told)])
        return found

    @classmethod
    def read(cls, path: Path) -> Self:
        """The table of a file; raises Refused when it is absent, or its brackets overlap or leave a
        hole, or a line is wider than its titles."""
        try:
            rows = rows_of(path.read_text(encoding="utf-8-sig"), path.name, COLUMNS)
            return cls(path.stem, {kind: _brackets(rows, *of) for kind, of in REGIMES.items()})
        except (OSError, ValueError, KeyError, TypeError, ArithmeticError):
            told = {"name": path.name}
            raise Refused([Problem("levy", "levy-unreadable", told)]) from None


def _brackets(rows: Sequence[Cells], regime: str, basis: str) -> tuple[Bracket, ...]:
    found = sorted(
        (_bracket(row) for row in rows if (row["regime"], row["basis"]) == (regime, basis)),
        key=lambda bracket: bracket.start,
    )
    for before, after in pairwise(found):
        if before.end != after.start:
            raise ValueError(f"the bracket from {after.start} does not follow the last")
    return tuple(found)


def _bracket(row: Cells) -> Bracket:
    if row["method"] != SINGLE:
        raise ValueError(f"unknown method {row['method']}")
    percent = Decimal(row["rate_percent"])
    if not 0 <= percent <= 100:
        raise ValueError(f"a levy of {percent} %")
    upper = row["amount_to_exclusive"]
    return Bracket(
        to_cents(Decimal(row["amount_from_inclusive"])),
        to_cents(Decimal(upper)) if upper else None,
        percent, row["source"], row["verified"] == "yes",
    )  # fmt: skip
