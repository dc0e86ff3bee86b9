"""Interest on many lines at once: to the cent what `claims.damages.interest` gives of each.

A table of rates becomes, for each day a line may start from, the percents of all the days after it
up to the end, added as whole numbers. A line is then one multiplication and one rounded division.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from claims.damages.interest import YEAR
from claims.damages.rates import DAY, Table
from claims.problems import Problem
from claims.totals.cells import Ints

BLOCK = 1 << 15
"""Lines at a time, so that what is computed stays in the processor's cache."""
HIGHEST = (1 << 63) - 1
Days = npt.NDArray[np.int64]
"""Days as `date.toordinal` numbers them."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What a cent bears to one end, by the day it starts from: weights[day - first] ÷ whole."""

    first: int
    weights: Ints
    whole: int


def not_yet(first: date, until: date) -> Problem:
    """That no interest runs on a day, and from which day it does."""
    return Problem(
        "interest", "interest-not-yet", {"until_day": str(until), "first_day": str(first)}
    )


def weights_to(table: Table, end: date) -> Weights:
    """The weights of a table that has rates; days past the last go to it, as when projected."""
    start = table.rates[0].start - DAY
    decimals = max(0, *(-int(rate.percent.as_tuple().exponent) for rate in table.rates))
    daily = np.zeros(max((end - start).days, 0) + 1, np.int64)
    for rate in table.rates:
        daily[(rate.start - start).days :] = int(rate.percent * Decimal(10) ** decimals)
    daily[0] = 0
    after = daily.sum() - np.cumsum(daily)
    return Weights(start.toordinal(), after, 100 * YEAR * 10**decimals)


def borne(cents: Ints, starts: Days, weights: Weights) -> Ints:
    """Interest on each amount, not negative, from its day, not counted: half up to the cent.

    A day before the first of the table counts as that first; a day past the end bears nothing.
    """
    most, half, last = int(weights.weights.max()), weights.whole // 2, len(weights.weights) - 1
    found = np.empty_like(cents)
    for begin in range(0, len(cents), BLOCK):
        part = slice(begin, begin + BLOCK)
        each = weights.weights.take(starts[part] - weights.first, mode="clip")
        np.multiply(each, cents[part], out=each)
        each += half
        np.floor_divide(each, weights.whole, out=found[part])
    bound = (HIGHEST - half) // max(most, 1)
    for i in np.flatnonzero(cents > bound).tolist():
        weight = int(weights.weights[min(max(int(starts[i]) - weights.first, 0), last)])
        found[i] = (int(cents[i]) * weight + half) // weights.whole
    return found
