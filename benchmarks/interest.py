"""Row 4: interest before judgment on many lines, each from its own day to one end.

    python -m benchmarks.interest            a million lines, and every tie of a small table
    python -m benchmarks.interest --quick    a few thousand

Ours against polars in 128-bit integers with the same weights, and against the Decimal loop that
each claim is computed by, which says what is right: not one cent may be off, ties included.
"""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from benchmarks.rounds import ROUNDS, medians, peak_mb, record, setting, table
from claims.damages.interest import on_capital
from claims.damages.rates import Rates
from claims.settings import HOME
from claims.totals.accrued import Weights, borne, weights_to
from claims.totals.cells import Ints

TABLE = Rates.read(HOME / "data" / "rates").tables["qc_additional_indemnity_quarterly"]
END = date(2025, 12, 31)
FROM = date(2021, 8, 28)
TITLES = ["lines", "reckoning", "median s", "÷ polars (limit 0.50)", "cents off", "peak MB"]


def drawn(lines: int) -> tuple[Ints, Ints]:
    """Amounts as skewed as real ones, one in a thousand near the largest, and days to start."""
    draw = np.random.default_rng(4)
    cents = np.exp(draw.normal(11, 1.5, lines)).astype(np.int64)
    cents[::1000] = draw.integers(10**11, 10**12, len(cents[::1000]))
    return cents, FROM.toordinal() + draw.integers(0, (END - FROM).days + 1, lines)


def ties(weights: Weights) -> tuple[Ints, Ints]:
    """Amounts whose interest ends in exactly half a cent, and one cent on either side."""
    days = np.arange(len(weights.weights))
    cents, starts = [], []
    for day, weight in zip(days.tolist(), weights.weights.tolist(), strict=True):
        common = np.gcd(2 * weight, weights.whole) if weight else weights.whole
        step = weights.whole // int(common)
        if weight and (2 * weight * step // weights.whole) % 2:
            cents += [step - 1, step, step + 1, 3 * step]
            starts += [day + weights.first] * 4
    return np.array(cents, np.int64), np.array(starts, np.int64)


def by_decimals(cents: Ints, starts: Ints) -> Ints:
    """What each claim is computed by, its rates looked up once for each day."""
    spans = {int(day): TABLE.over(date.fromordinal(int(day)), END) for day in np.unique(starts)}
    told = (
        on_capital(each, spans[day])
        for each, day in zip(cents.tolist(), starts.tolist(), strict=True)
    )
    return np.fromiter(told, np.int64, len(cents))


def by_polars(frame: pl.LazyFrame, weights: Weights) -> Ints:
    whole = pl.lit(weights.whole, pl.Int128)
    known = pl.Series(weights.weights)
    weight = pl.lit(known).gather(pl.col("start") - weights.first).cast(pl.Int128)
    product = pl.col("cents").cast(pl.Int128) * weight + whole // 2
    found = frame.select((product // whole).cast(pl.Int64).alias("borne")).collect()
    return found["borne"].to_numpy()


def ours(lines: int) -> Callable[[], Ints]:
    """For the peak memory of a process that does nothing else."""
    cents, starts = drawn(lines)
    weights = weights_to(TABLE, END)
    return lambda: borne(cents, starts, weights)


def contest(lines: int, rounds: int) -> list[list[str]]:
    """The lines of results.md, once not a cent is off."""
    cents, starts = drawn(lines)
    weights = weights_to(TABLE, END)
    frame = pl.DataFrame({"cents": cents, "start": starts}).lazy()
    works: dict[str, Callable[[], Any]] = {
        "ours": lambda: borne(cents, starts, weights),
        "polars, 128 bits": lambda: by_polars(frame, weights),
    }
    taken, answers = medians(works, rounds)
    begun = time.perf_counter()
    right = by_decimals(cents, starts)
    taken["Decimal loop"], answers["Decimal loop"] = time.perf_counter() - begun, right
    off = {name: int(np.abs(found - right).sum()) for name, found in answers.items()}
    assert not any(off.values()), off
    tied, days = ties(weights)
    assert (borne(tied, days, weights) == by_decimals(tied, days)).all()
    peak = f"{peak_mb(ours, lines):.0f}" if rounds > 1 else ""
    return [
        [f"{lines:,}", name, f"{seconds:.4f}", f"{seconds / taken['polars, 128 bits']:.2f}",
         str(off[name]), peak if name == "ours" else ""]
        for name, seconds in taken.items()
    ]  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    found: list[list[str]] = []
    for lines in [2_000] if quick else [10_000, 100_000, 1_000_000]:
        found += contest(lines, 1 if quick else ROUNDS)
        print(*table(TITLES, found[-3:])[2:], sep="\n", flush=True)
    print(f"Not one cent is off; {len(ties(weights_to(TABLE, END))[0]):,} lines at and about ties.")
    if not quick:
        told = setting("numpy", "polars")
        record("Row 4: interest on many lines", [told, "", *table(TITLES, found)])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
