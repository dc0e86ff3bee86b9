"""The same total by other roads, where the amounts examined are known: drawn again, or less swayed
by the largest.

Bootstrap: each stratum is drawn again from itself, so many times, and stretched by √(1 − n/N) as
Rao and Wu do. Winsorised: the tenth at each end is brought to its neighbour. Trimmed: it is left
out. The last two show what the extremes weigh; of amounts that lean upwards they come out low.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from math import sqrt
from typing import Literal

import numpy as np
import numpy.typing as npt

from claims.money import to_cents
from claims.totals.estimate import Estimate, estimate, exact
from claims.totals.strata import Stratum, from_amounts

Kind = Literal["winsorised", "trimmed"]
Amounts = Mapping[str, Sequence[int]]
"""Stratum → the amounts examined, in cents."""
ENDS = 10
"""One amount in so many is brought in, or left out, at each end."""
TIMES = 2_000
TAKE_UP = (10, 30, 50, 100)
"""Percent of the members who might claim."""
LARGE = 10_000
"""Amounts above which a mean drawn again follows the normal law, and is drawn from it: redrawing
each amount would take seconds and tell the same."""
AT_ONCE = 1 << 22
"""Amounts drawn at a time, so that memory stays small."""


@dataclass(frozen=True, slots=True)
class Redrawn:
    """The middle `confidence` of the totals drawn again, in cents; low stops at zero; seed: draws
    the same again."""

    low: int
    high: int
    seed: int
    times: int


def bootstrap(
    amounts: Amounts,
    members: Mapping[str, int],
    confidence: Decimal,
    seed: int,
    *,
    times: int = TIMES,
) -> Redrawn:
    """Percentile interval of the stratified total; the order of strata and amounts is no matter."""
    totals = np.zeros(times)
    for name in sorted(amounts):
        if members[name] and amounts[name]:
            totals += _totals(name, sorted(amounts[name]), members[name], seed, times)
    tail = float((1 - confidence) / 2)
    ends = np.quantile(totals, [tail, 1 - tail])
    low, high = (to_cents(Decimal(repr(float(end))).scaleb(-2)) for end in ends)
    return Redrawn(max(low, 0), high, seed, times)


def _totals(
    name: str, cents: Sequence[int], members: int, seed: int, times: int
) -> npt.NDArray[np.float64]:
    n, of_stratum = len(cents), int.from_bytes(sha256(name.encode()).digest()[:8], "big")
    drawn, values = np.random.default_rng([seed, of_stratum]), np.array(cents, float)
    stretch = sqrt((1 - n / members) * n / (n - 1)) if n > 1 else 0.0
    if n > LARGE:
        means = drawn.normal(values.mean(), values.std() / sqrt(n), times)
    else:
        means = _means(drawn, values, times)
    centre = values.mean()
    redrawn: npt.NDArray[np.float64] = members * (centre + stretch * (means - centre))
    return redrawn


def _means(
    drawn: np.random.Generator, values: npt.NDArray[np.float64], times: int
) -> npt.NDArray[np.float64]:
    n, means = len(values), np.empty(times)
    block = max(1, AT_ONCE // n)
    for first in range(0, times, block):
        some = means[first : first + block]
        some[:] = values[drawn.integers(0, n, (len(some), n))].mean(axis=1)
    return means


def less_swayed(
    kind: Kind, amounts: Amounts, members: Mapping[str, int], confidence: Decimal
) -> Estimate:
    """The estimate with each mean winsorised or trimmed, of amounts in the order of `amounts`.

    Its error is that of Tukey and McLaughlin: the winsorised variance, for the share left between
    the ends. Raises Refused as `estimate` does.
    """
    strata = [_stratum(kind, name, sorted(cents), members[name]) for name, cents in amounts.items()]
    return estimate(strata, confidence)


def _stratum(kind: Kind, name: str, cents: Sequence[int], members: int) -> Stratum:
    n, cut = len(cents), len(cents) // ENDS
    if n == members or not cut:
        return from_amounts(name, members, cents)
    kept = cents[cut : n - cut]
    brought = from_amounts(name, members, [*[kept[0]] * cut, *kept, *[kept[-1]] * cut])
    mean = brought.mean if kind == "winsorised" else Fraction(sum(kept), 100 * len(kept))
    variance = (brought.variance or Fraction(0)) * Fraction(n, len(kept)) ** 2
    return Stratum(name, members, n, mean, variance, len(kept) - 1, Fraction(sum(cents), 100))


def at_take_up(found: Estimate, percent: int) -> tuple[int, int, int]:
    """Total, low and high, in cents, if so many percent of the members claim as those examined."""
    share = Fraction(percent, 10_000)
    total, low, high = (
        to_cents(exact(share * cents)) for cents in (found.total, found.low, found.high)
    )
    return total, low, high
