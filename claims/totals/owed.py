"""What a fund is shared among: one loss a claim, and its weight, as columns of whole numbers.

Numbers are int64 where every sum of them fits, Python integers above: exact either way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[Any]
"""Whole numbers, none below zero: of dtype int64, or object when int64 cannot hold their sum."""
LARGEST = 2**63 - 1
TOGETHER = " + "
"""Between the subgroups of a claim that has losses in several."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One element a claim, in order of claim number.

    losses: cents; weighted: cents times the weight of each loss's subgroup, a weight of 1 being
    `unit`; subgroups: as they are said, those of one claim joined.
    """

    claims: tuple[str, ...]
    subgroups: tuple[str, ...]
    losses: Whole
    weighted: Whole
    unit: int = 1


def owed_of(
    losses: Iterable[tuple[str, str, int]], weights: Mapping[str, int], unit: int = 1
) -> Owed:
    """The losses (claim, subgroup, cents) gathered by claim, in any order.

    weights: subgroup → its weight in parts of `unit`; one that is absent weighs 1.
    """
    gathered: dict[str, dict[str, int]] = {}
    for claim, subgroup, cents in losses:
        parts = gathered.setdefault(claim, {})
        parts[subgroup] = parts.get(subgroup, 0) + cents
    claims = sorted(gathered)
    each = [gathered[claim] for claim in claims]
    return Owed(
        tuple(claims),
        tuple(TOGETHER.join(sorted(parts)) for parts in each),
        whole([sum(parts.values()) for parts in each]),
        whole([sum(c * weights.get(s, unit) for s, c in parts.items()) for parts in each]),
        unit,
    )


def whole(numbers: Sequence[int]) -> Whole:
    """Whole numbers as a column that adds up exactly."""
    fits = max(numbers, default=0) * len(numbers) <= LARGEST
    return np.array(numbers, dtype=np.int64 if fits else object)


def times(numbers: Whole, factor: int) -> Whole:
    """Each number times a factor, exactly."""
    if not len(numbers):
        return numbers
    return (numbers if int(numbers.max()) * factor <= LARGEST else numbers.astype(object)) * factor


def added(numbers: Whole, among: npt.NDArray[np.bool_]) -> int:
    """The sum of those of a column that are among some."""
    return int(numbers[among].sum())
