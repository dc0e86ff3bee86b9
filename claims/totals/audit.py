"""What all the claims filed would be admitted for, from those of them drawn and decided.

By ratio: the share of what they declared that the claims drawn were admitted for, applied to what
every claim filed declares. What is admitted follows what is declared, so the ratio leaves far less
to chance than the mean of the amounts admitted; its bias fades as 1/n. Where the claims drawn
declared nothing there is no ratio, and the mean serves.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from claims.totals.strata import Stratum, from_amounts

Pair = tuple[int, int]
"""Declared and admitted, in cents."""


def audited(name: str, filed: Mapping[str, int], examined: Sequence[Pair]) -> Stratum:
    """The stratum of the claims filed. filed: number → declared, in cents, of every claim that
    could be drawn; examined: those drawn and decided."""
    n, members, all_declared = len(examined), len(filed), sum(filed.values())
    declared, admitted = sum(x for x, _ in examined), sum(y for _, y in examined)
    if n < 2 or not declared:
        return from_amounts(name, members, [y for _, y in examined])
    ratio = Fraction(admitted, declared)
    squares = sum((y - ratio * x) ** 2 for x, y in examined)
    weight = Fraction(all_declared * n, declared * members)
    variance = Fraction(squares) * weight**2 / (100**2 * (n - 1))
    found = Fraction(sum(y for _, y in examined), 100)
    mean = ratio * all_declared / (100 * members)
    return Stratum(name, members, n, mean, variance, found=found)
