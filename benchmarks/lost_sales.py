"""Row 14: expected sales against simpler and heavier methods, on stretches of real shops held out.

    python -m benchmarks.lost_sales            full: 1, 3, 7, 14 and 30 days, a stretch every 5 days
    python -m benchmarks.lost_sales --quick    small: one length, a stretch every 150 days

Every method answers on the same stretches, except those that need more history than there is; what
such a one could tell is said. Error: of what was sold, in the shop's currency. Coverage: how often
the sales fell inside our interval, which aims at 80 %. ETS and the structural model are those of
statsmodels; the first sees the days before only, the second both sides, as ours does.

The median error flatters whoever expects too little of a shop that seldom sells: where half of the
stretches sold nothing, "nothing" errs least. So the root of the mean square stands beside it (what
errs least by it is right on the average, as damages must be), with the share that sold nothing, the
ratio to the best peer with what chance makes of it, and that ratio once our bias is the peer's.
"""

import csv
import sys
import time
import warnings
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.rounds import record, setting, table
from claims.damages.backtest import (
    LENGTHS,
    OURS,
    PEERS,
    HeldOut,
    Method,
    Sold,
    covered,
    held_out,
    score,
)
from claims.damages.lost_sales import expected_revenue
from claims.damages.sales import History, days_between

SALES = Path(__file__).parents[1] / "data" / "sales"
DAY = timedelta(days=1)


def france() -> History:
    """Order lines, refunds off, by day."""
    days: Counter[str] = Counter()
    with (SALES / "shop_fr_order_lines.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            amount = Decimal(row["quantity"]) * Decimal(row["unit_price"]) * 100
            days[row["ordered_at"][:10]] += int(amount)
    return tuple(sorted(days.items()))


def switzerland() -> History:
    """Already by day; a sale in one day of seven."""
    with (SALES / "shop_ch_daily_revenue.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["date"], int(Decimal(row["revenue"]) * 100)) for row in csv.DictReader(file)]
    return tuple(sorted(rows))


SHOPS = {"France": france, "Switzerland": switzerland}


def series(sold: Sold, first: date, last: date) -> pd.Series:
    """Units of money of each day, none missing."""
    days = days_between(first, last)
    return pd.Series(
        [sold.get(day, 0) / 100 for day in days], index=pd.DatetimeIndex(days, freq="D")
    )


def two_sided_mean(sold: Sold, first: date, last: date) -> int | None:
    """The mean of twenty-eight days on each side, a week after left out."""
    around = [sold.get(first - n * DAY, 0) for n in range(1, 29)]
    around += [sold.get(last + n * DAY, 0) for n in range(8, 36)]
    return round(sum(around) / len(around) * ((last - first).days + 1))


def ets(sold: Sold, first: date, last: date) -> int | None:
    """Exponential smoothing with a weekly season, fitted on a year before."""
    from statsmodels.tsa.holtwinters import ExponentialSmoothing

    before = series(sold, max(min(sold), first - 364 * DAY), first - DAY)
    model = ExponentialSmoothing(
        before, trend=None, seasonal="add", seasonal_periods=7, initialization_method="estimated"
    )
    return round(float(model.fit().forecast((last - first).days + 1).sum()) * 100)


def structural(sold: Sold, first: date, last: date) -> int | None:
    """Local level and weekly season, smoothed from both sides over the days held out."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    around = series(sold, max(min(sold), first - 182 * DAY), min(max(sold), last + 182 * DAY))
    hidden = around.copy()
    hidden[pd.Timestamp(first) : pd.Timestamp(last + 7 * DAY)] = np.nan
    model = UnobservedComponents(hidden, level="local level", seasonal=7, stochastic_seasonal=False)
    fitted = model.fit(disp=False, maxiter=30)
    told = fitted.get_prediction(
        start=pd.Timestamp(first), end=pd.Timestamp(last), information_set="smoothed"
    )
    return max(round(float(told.predicted_mean.sum()) * 100), 0)


def nothing(_sold: Sold, _first: date, _last: date) -> int | None:
    """No sale at all: who wins by it is no estimator, yet it shows what a median rewards."""
    return 0


EVERY: Mapping[str, Method] = {
    **PEERS,
    "nothing": nothing,
    "two-sided-mean": two_sided_mean,
    "ets": ets,
    "structural-model": structural,
}


@dataclass(frozen=True, slots=True)
class Beside:
    """Ours beside the peer of the lowest median error, on the stretches both tell: ratio of the
    medians, the same between the 5th and 95th of its bootstrap, and at the bias of that peer."""

    peer: str
    ratio: float
    low: float
    high: float
    at_its_bias: float

    @classmethod
    def of(cls, tried: Sequence[HeldOut]) -> "Beside | None":
        """None where the best peer errs by nothing in half of the stretches: no ratio is finite."""
        estimators = [name for name in EVERY if name != "nothing"]
        known = {name: found for name in estimators if (found := score(tried, name))}
        peer = min(known, key=lambda name: known[name].median_error)
        both = [one for one in tried if None not in (one.expected[peer], one.expected[OURS])]
        sold, ours, theirs = (
            np.array(column, dtype=float)
            for column in zip(
                *((one.sold, one.expected[OURS], one.expected[peer]) for one in both), strict=True
            )
        )
        if np.median(abs(theirs - sold)) == 0:
            return None
        chance = np.random.default_rng(28)
        drawn = chance.integers(0, len(sold), (4000, len(sold)))
        halves = (np.median(abs(told - sold)[drawn], axis=1) for told in (ours, theirs))
        with np.errstate(divide="ignore", invalid="ignore"):
            low, high = np.quantile(np.divide(*halves), [0.05, 0.95])
        moved = ours * (theirs.sum() / ours.sum())
        middle = float(np.median(abs(theirs - sold)))
        return cls(
            peer,
            float(np.median(abs(ours - sold))) / middle,
            float(low),
            float(high),
            float(np.median(abs(moved - sold))) / middle,
        )


def root_mean_square(tried: Sequence[HeldOut], method: str) -> float:
    """Cents."""
    told = [(one.sold, cents) for one in tried if (cents := one.expected[method]) is not None]
    return float(np.sqrt(np.mean([float(expected - sold) ** 2 for sold, expected in told])))


def rows(shop: str, length: int, tried: Sequence[HeldOut]) -> list[list[str]]:
    """One row a method: stretches, median, mean and root mean square error, bias."""
    made = []
    for name in (OURS, *EVERY):
        found = score(tried, name)
        if found is None:
            continue
        told = (
            found.median_error, found.mean_error, root_mean_square(tried, name), found.bias
        )  # fmt: skip
        amounts = [f"{cents / 100:,.0f}" for cents in told]
        made.append([shop, str(length), name, str(found.stretches), *amounts])
    return made


def judged(shop: str, length: int, tried: Sequence[HeldOut]) -> list[str]:
    """Ours beside the best peer, and how often the sales fell inside our interval."""
    share, beside = covered(tried), Beside.of(tried)
    zero = sum(one.sold <= 0 for one in tried) / len(tried)
    inside = f"{share:.0%}" if share is not None else ""
    if beside is None:
        return [shop, str(length), f"{zero:.0%}", "one that errs by 0", "", "", "", inside]
    known = np.isfinite([beside.low, beside.high]).all()
    spread = f"{beside.low:.2f} to {beside.high:.2f}" if known else ""
    return [
        shop, str(length), f"{zero:.0%}", beside.peer, f"{beside.ratio:.2f}", spread,
        f"{beside.at_its_bias:.2f}", inside,
    ]  # fmt: skip


def milliseconds(history: History) -> float:
    """Median CPU time of an estimate with its interval, none of them remembered."""
    taken = []
    last = date.fromisoformat(history[-1][0]) - 120 * DAY
    for n in range(12):
        begun = time.process_time()
        expected_revenue(history, last - n * DAY, last - n * DAY + 6 * DAY)
        taken.append(time.process_time() - begun)
    return sorted(taken)[len(taken) // 2] * 1000


def main(arguments: Sequence[str]) -> int:
    """Print and, in full, record one row a shop, length and method."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    warnings.filterwarnings("ignore")  # statsmodels says each fit that stops early
    try_out = partial(held_out, peers=EVERY, apart=400 if quick else 5)
    found, beside = [], []
    for shop, read in SHOPS.items():
        history = read()
        for length in (7,) if quick else LENGTHS:
            tried = tuple(try_out(history, length))
            found += rows(shop, length, tried)
            beside.append(judged(shop, length, tried))
            print("  ".join(beside[-1]), flush=True)
    times = ", ".join(f"{shop} {milliseconds(read()):.0f} ms" for shop, read in SHOPS.items())
    told = table(
        ("Shop", "Days", "Sold nothing", "Best peer", "Ours to it", "By chance (90 %)",
         "At its bias", "Inside 80 %"),
        beside,
    )  # fmt: skip
    told += ["", *table(
        ("Shop", "Days", "Method", "Stretches", "Median error", "Mean error",
         "Root mean square", "Bias"),
        found,
    )]  # fmt: skip
    told += ["", f"One estimate with its interval: {times} of CPU (limit 50 ms)."]
    if quick:
        print("\n".join(told))
    else:
        record("Row 14: lost sales, held out", [setting("statsmodels", "pandas"), "", *told])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
