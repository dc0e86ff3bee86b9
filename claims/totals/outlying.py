"""Amounts far from the others of their head, by a rule that the far ones hardly move.

Tukey's fence, of proportions rather than differences, as losses lean upwards: above the third
quartile by more than one and a half times the distance between the first and the third, on a scale
where doubling is one step. Never below twice the third quartile.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isqrt

from claims.totals.cells import nearest_rank

FEWEST = 20
"""Under so many amounts, what is far from the others is not told."""


@dataclass(frozen=True, slots=True)
class Fence:
    """What a head's amounts are like, in cents: those above limit are far from the others."""

    count: int
    low: int
    middle: int
    high: int
    limit: int


def by_head(amounts: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """Head → its amounts above zero, in order. amounts: (head, cents)."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for head, cents in amounts:
        if cents:
            found[head].append(cents)
    return {head: sorted(cents) for head, cents in found.items()}


def fences(amounts: Mapping[str, Sequence[int]]) -> dict[str, Fence]:
    """Head → its fence, for the heads with enough amounts. amounts: as `by_head` gives them."""
    return {head: _fence(cents) for head, cents in amounts.items() if len(cents) >= FEWEST}


def _fence(cents: Sequence[int]) -> Fence:
    low, middle, high = (cents[nearest_rank(len(cents), percent)] for percent in (25, 50, 75))
    far = isqrt(high**5 // low**3)  # high × (high ÷ low)^1.5, to the cent below
    return Fence(len(cents), low, middle, high, max(2 * high, far))
