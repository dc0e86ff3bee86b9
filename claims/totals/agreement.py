"""How far two readers agree: the share of lines they judge alike, and Cohen's kappa, which takes
out of it what chance alone would give two readers who say each thing as often as they do.

κ = (o − e) / (1 − e) (J. Cohen, Educ. Psychol. Meas. 20 (1960) 37). Its interval is κ ± z s, by the
large-sample variance of J. L. Fleiss, J. Cohen and B. S. Everitt (Psychol. Bull. 72 (1969) 323,
formula 13). Exact fractions, but for the last root.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95
STEP = Decimal("0.001")
ENOUGH = 30
"""Lines below which the interval, made for large samples, is but an order of magnitude."""
Pair = tuple[str, str]
"""What the first reader said of a line, and the second."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """agreed: of `lines`, those judged alike; kappa: None where it has no value, because both
    readers put every line in one same class, or there is no line; low, high: None there too, and
    where the variance is nil, as when all agree or one reader says the same of every line."""

    lines: int
    agreed: int
    kappa: Decimal | None
    low: Decimal | None
    high: Decimal | None

    @property
    def few(self) -> bool:
        """Whether the interval is but an order of magnitude."""
        return self.lines < ENOUGH


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """How far the two readers of these lines agree."""
    lines, agreed = len(pairs), sum(first == second for first, second in pairs)
    chance = _by_chance(pairs)
    if chance is None or chance == 1:
        return Agreement(lines, agreed, None, None, None)
    kappa = (Fraction(agreed, lines) - chance) / (1 - chance)
    variance = _variance(pairs, chance)
    if not variance:
        return Agreement(lines, agreed, _rounded(kappa), None, None)
    half = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * sqrt(variance)
    low, high = max(kappa - Fraction(half), Fraction(-1)), min(kappa + Fraction(half), Fraction(1))
    return Agreement(lines, agreed, *(_rounded(value) for value in (kappa, low, high)))


def _by_chance(pairs: Sequence[Pair]) -> Fraction | None:
    """The share judged alike if each reader drew from what they said; None of no line."""
    if not pairs:
        return None
    first, second = (Counter(side) for side in zip(*pairs, strict=True))
    return Fraction(sum(first[each] * second[each] for each in first), len(pairs) ** 2)


def _variance(pairs: Sequence[Pair], chance: Fraction) -> Fraction:
    lines = len(pairs)
    first, second = (Counter(side) for side in zip(*pairs, strict=True))
    share = {pair: Fraction(count, lines) for pair, count in Counter(pairs).items()}
    alike = sum((part for (a, b), part in share.items() if a == b), Fraction())
    within = sum(
        part * ((1 - chance) - Fraction(first[a] + second[a], lines) * (1 - alike)) ** 2
        for (a, b), part in share.items()
        if a == b
    )
    across = sum(
        part * Fraction(second[a] + first[b], lines) ** 2
        for (a, b), part in share.items()
        if a != b
    )
    middle = (alike * chance - 2 * chance + alike) ** 2
    return (within + (1 - alike) ** 2 * across - middle) / (lines * (1 - chance) ** 4)


def _rounded(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(STEP)
