"""Row 14: expected sales against simpler and heavier methods, on stretches of real shops held out.

    python -m benchmarks.lost_sales            full: 1, 3, 7, 14 and 30 days, a stretch every 5 days
    python -m benchmarks.lost_sales --quick    small: one length, a stretch every 150 days

Every method answers on the same stretches, except those that need more history than there is; what
such a one could tell is said. Error: of what was sold, in the shop's currency. Coverage: how often
the sales fell inside our interval, which aims at 80 %. ETS and the structural model are those of
statsmodels; the first sees the days before only, the second both sides, as ours does.

Two figures of ours stand in the table: the mean, which is what counts, and the median of its
replays, which the line tells beside it ("middle"), on the stretches that have an interval. The
median error flatters whoever expects too little of a shop that seldom sells: where half of the
stretches sold nothing, "nothing" errs least.
So it is the middle that is held against the lowest median error of the peers, and the mean against
the lowest root of the mean square (what errs least by it is right on the average, as damages must
be); each ratio with what chance makes of it. Stated: how often the intervals say they hold.
"""

import csv
import sys
import time
import warnings
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks.rounds import record, setting, table
from claims.damages.backtest import (
    LENGTHS,
    MIDDLE,
    OURS,
    PEERS,
    HeldOut,
    Method,
    Sold,
    covered,
    held_out,
    score,
    stated,
)
from claims.damages.lost_sales import expected_revenue
from claims.damages.sales import History, days_between

SALES = Path(__file__).parents[1] / "data" / "sales"
DAY = timedelta(days=1)
Errors = npt.NDArray[np.float64]
Measure = Callable[[Errors], Errors]


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


READ = (
    '"Sold nothing": the stretches held out without a sale. "Middle to it": the median error of '
    'the median told, over that of the best peer; "Mean to it": the root mean square error of the '
    'mean counted, over that of the best peer; below 1, ours errs less. "Nothing" is no peer. '
    "Each is held against a peer on the stretches that both tell: one without an interval, such as "
    "a weekday on which a shop never sells, has no median.",
    '"By chance (90 %)": between what the ratio before it falls when stretches are drawn again, '
    'nine times in ten. "Inside": how often sales fell in our interval; "Stated": how often '
    "it says.",
)
"""What the columns of the first table are."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One of ours beside a peer by one measure, on the stretches both tell: ratio of the two
    errors, and the same between the 5th and 95th of its bootstrap; 1 when both err by 0."""

    peer: str
    ratio: float
    low: float
    high: float

    @classmethod
    def best(cls, tried: Sequence[HeldOut], ours: str, measure: Measure) -> "Beside":
        """The peer that does best beside ours."""
        peers = [name for name in EVERY if name != "nothing" and score(tried, name)]
        return max(
            (cls.of(tried, ours, peer, measure) for peer in peers), key=lambda one: one.ratio
        )

    @classmethod
    def of(cls, tried: Sequence[HeldOut], ours: str, peer: str, measure: Measure) -> "Beside":
        """One peer, which may tell fewer stretches than ours."""
        both = [one for one in tried if None not in (one.expected[peer], one.expected[ours])]
        errors = [_errors(both, name) for name in (ours, peer)]
        drawn = np.random.default_rng(28).integers(0, len(both), (4000, len(both)))
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.divide(*(measure(error) for error in errors))
            spread = np.divide(*(measure(error[drawn]) for error in errors))
        low, high = np.quantile(
            np.nan_to_num(spread, nan=1, posinf=np.inf), [0.05, 0.95], method="lower"
        )
        return cls(peer, float(np.nan_to_num(ratio, nan=1, posinf=np.inf)), float(low), float(high))

    def said(self) -> list[str]:
        """The peer, the ratio, and between what it lies by chance."""
        return [self.peer, f"{self.ratio:.2f}", f"{self.low:.2f} to {self.high:.2f}"]


def _errors(tried: Sequence[HeldOut], method: str) -> Errors:
    """Expected less sold, in cents, of the stretches that a method tells."""
    told = [(one.expected[method], one.sold) for one in tried if one.expected[method] is not None]
    expected, sold = np.array(told, dtype=float).T
    return np.asarray(expected - sold)


def middling(errors: Errors) -> Errors:
    """The median error."""
    return np.asarray(np.median(abs(errors), axis=-1))


def root_mean_square(errors: Errors) -> Errors:
    """The root of the mean of their squares."""
    return np.asarray(np.sqrt(np.mean(errors**2, axis=-1)))


def rows(shop: str, length: int, tried: Sequence[HeldOut]) -> list[list[str]]:
    """One row a method: stretches, median, mean and root mean square error, bias."""
    made = []
    for name in (OURS, MIDDLE, *EVERY):
        found = score(tried, name)
        if found is None:
            continue
        square = float(root_mean_square(_errors(tried, name)))
        told = (found.median_error, found.mean_error, square, found.bias)
        amounts = [f"{cents / 100:,.0f}" for cents in told]
        made.append([shop, str(length), name, str(found.stretches), *amounts])
    return made


def judged(shop: str, length: int, tried: Sequence[HeldOut]) -> list[str]:
    """Ours beside the best peers, and how often the sales fell inside our interval."""
    share, said = covered(tried), stated(tried)
    zero = sum(one.sold <= 0 for one in tried) / len(tried)
    held = [f"{part:.0%}" if part is not None else "" for part in (share, said)]
    middle, mean = Beside.best(tried, MIDDLE, middling), Beside.best(tried, OURS, root_mean_square)
    return [shop, str(length), f"{zero:.0%}", *middle.said(), *mean.said(), *held]


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
        ("Shop", "Days", "Sold nothing", "Best by median", "Middle to it", "By chance (90 %)",
         "Best by mean square", "Mean to it", "By chance (90 %)", "Inside", "Stated"),
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
        record(
            "Row 14: lost sales, held out",
            [setting("statsmodels", "pandas"), "", READ[0], "", READ[1], "", *told],
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
