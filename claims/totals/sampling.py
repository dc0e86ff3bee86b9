"""Audits drawn at random: how many claims to draw from each subgroup, and which ones.

A draw is a lottery anyone can replay with a program of their own: each number is hashed with the
seed, and the smallest hashes are drawn.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from math import ceil, sqrt
from typing import Literal

from claims.problems import Problem, Refused
from claims.totals.estimate import Estimate, estimate, margin_of
from claims.totals.strata import Stratum

Allocation = Literal["neyman", "proportional"]
LEAST = 2
"""Fewest claims drawn from a stratum: one shows no spread."""
HALVINGS = 200
"""Enough to tell two neighbouring floats apart, whatever the sizes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many claims to examine in each stratum. expected: what the estimate would then be, if the
    claims drawn spread as the pilot did."""

    allocation: Allocation
    sizes: Mapping[str, int]
    expected: Estimate

    @property
    def size(self) -> int:
        """Claims to examine in all."""
        return sum(self.sizes.values())


def plan(
    pilot: Sequence[Stratum], margin: Decimal, confidence: Decimal, allocation: Allocation
) -> Plan:
    """The smallest sample whose relative margin is at most the one wanted.

    Proportional: as many in each stratum as its members. Neyman: more where amounts spread more,
    which takes the fewest claims in all. Raises Refused as `estimate` does, and when the pilot
    comes to nothing or the margin is not between 0 and 1.
    """
    if not (margin.is_finite() and 0 < margin < 1):
        raise Refused([Problem("margin", "plan-margin")])
    if estimate(pilot, confidence).margin is None:
        raise Refused([Problem("", "plan-of-nothing")])
    weights = [_weight(stratum, allocation) for stratum in pilot]
    enough = max((s.members or 0) / w for s, w in zip(pilot, weights, strict=True) if w)
    low, high = 0.0, enough
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _attains(_sized(pilot, weights, middle), margin, confidence):
            high = middle
        else:
            low = middle
    strata = _sized(pilot, weights, high)
    return Plan(allocation, {s.name: s.sampled for s in strata}, estimate(strata, confidence))


def _weight(stratum: Stratum, allocation: Allocation) -> float:
    members = float(stratum.members or 0)
    # a stratum whose pilot shows no spread still weighs something, or a census could not be reached
    spread = max(sqrt(stratum.variance or 0), 1e-6)
    return members * spread if allocation == "neyman" else members


def _sized(pilot: Sequence[Stratum], weights: Sequence[float], rate: float) -> list[Stratum]:
    return [
        replace(s, sampled=min(s.members or 0, max(LEAST, ceil(rate * weight))))
        for s, weight in zip(pilot, weights, strict=True)
    ]


def _attains(strata: Sequence[Stratum], margin: Decimal, confidence: Decimal) -> bool:
    found = margin_of(strata, confidence)
    return found is not None and found <= margin


def draw(numbers: Iterable[str], size: int, seed: str) -> tuple[str, ...]:
    """So many of these claim numbers, each set of them as likely as any other, in their order.

    SHA-256 of the seed, a line feed and the number; the smallest are drawn. Raises ValueError when
    there are fewer numbers.
    """
    population = sorted(set(numbers))
    if not 0 <= size <= len(population):
        raise ValueError(f"cannot draw {size} of {len(population)} claims")
    ranked = sorted(population, key=lambda number: _ticket(seed, number))
    return tuple(sorted(ranked[:size]))


def _ticket(seed: str, number: str) -> bytes:
    return sha256(f"{seed}\n{number}".encode()).digest()
