"""Money is whole cents. One rounding, half up; a float is refused; a pot splits exactly."""

from collections.abc import Sequence
from decimal import (
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    FloatOperation,
    InvalidOperation,
)

CENT = Decimal("0.01")
MAX_CENTS = 10**10
"""Largest amount anyone may declare in one field: one hundred million, in cents."""

EXACT = Context(
    prec=40, rounding=ROUND_HALF_UP, traps=[FloatOperation, DivisionByZero, InvalidOperation]
)
"""The arithmetic of the engine: forty digits; no float, no NaN and no infinity ever enters."""

ONE = Decimal(1)


def to_cents(units: Decimal) -> int:
    """Round an amount in dollars or euros to whole cents, half up.

    Money is rounded here and in `rounded`, nowhere else.
    """
    if isinstance(units, float):
        raise TypeError(f"money cannot come from a float: {units!r}; write it as text")
    return int(EXACT.quantize(EXACT.multiply(Decimal(units), 100), ONE))


def to_units(cents: int) -> Decimal:
    """The amount in dollars or euros, exact, for arithmetic inside a tape."""
    return Decimal(cents).scaleb(-2)


def rounded(numerator: int, denominator: int) -> int:
    """The whole cents nearest to a fraction of cents that is not below zero, half up."""
    return (2 * numerator + denominator) // (2 * denominator)


def whole_percent(part: int, whole: int) -> int:
    """A part in whole percent, half up; 0 only of nothing and 100 only when all of it is there."""
    if not 0 < part < whole:
        return 100 if part and whole else 0
    return min(max(rounded(part * 100, whole), 1), 99)


def share_out(pot: int, weights: Sequence[int]) -> list[int]:
    """Split a pot of cents by weights; the shares add up to the pot exactly.

    Cents left over by rounding down go to the largest remainders, then to the first in order.
    Raises ValueError when no weight is positive, or one is below zero.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError(f"cannot split {pot} by weights {list(weights)!r}; some must be positive")
    shares = [pot * weight // whole for weight in weights]
    short = [-(pot * weight % whole) for weight in weights]
    order = sorted(range(len(weights)), key=short.__getitem__)
    for i in order[: pot - sum(shares)]:
        shares[i] += 1
    return shares
