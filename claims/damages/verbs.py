"""The verbs of a tape: arithmetic only, one line each, in the words a judge would accept."""

from collections.abc import Callable
from decimal import Decimal

from claims.matter.model import Verb

HUNDRED = Decimal(100)


def take(running: Decimal, operand: Decimal) -> Decimal:
    """Begin with the operand."""
    return operand


def plus(running: Decimal, operand: Decimal) -> Decimal:
    """Add the operand."""
    return running + operand


def less(running: Decimal, operand: Decimal) -> Decimal:
    """Take the operand away."""
    return running - operand


def times(running: Decimal, operand: Decimal) -> Decimal:
    """Multiply by the operand."""
    return running * operand


def keep_percent(running: Decimal, operand: Decimal) -> Decimal:
    """Keep that percentage."""
    return running * operand / HUNDRED


def less_percent(running: Decimal, operand: Decimal) -> Decimal:
    """Take that percentage away."""
    return running * (HUNDRED - operand) / HUNDRED


def divided_by(running: Decimal, operand: Decimal) -> Decimal:
    """Divide by the operand."""
    return running / operand


def not_above(running: Decimal, operand: Decimal) -> Decimal:
    """Keep at most the operand."""
    return min(running, operand)


def not_below(running: Decimal, operand: Decimal) -> Decimal:
    """Keep at least the operand."""
    return max(running, operand)


VERBS: dict[Verb, Callable[[Decimal, Decimal], Decimal]] = {
    "take": take,
    "plus": plus,
    "less": less,
    "times": times,
    "keep_percent": keep_percent,
    "less_percent": less_percent,
    "divided_by": divided_by,
    "not_above": not_above,
    "not_below": not_below,
}
