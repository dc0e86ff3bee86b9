"""The terms of a fund as they are typed: at the command line, or on the page."""

from collections.abc import Mapping
from dataclasses import replace

from claims.i18n.amounts import read_amount
from claims.problems import Problem, Refused
from claims.totals.allocate import Terms

MOST = 10**13
"""Largest fund, in cents: a hundred billion. The claims on it each keep to money.MAX_CENTS."""
TERMS = ("fund", "fees", "costs", "cap", "minimum")


def read_terms(typed: Mapping[str, str], *, currency: str = "", before: str = "") -> Terms:
    """The terms, from a text for each of TERMS; all but the fund may be blank.

    before: what the place of a fault begins with ("--"). Raises Refused, with every fault.
    """
    read = {name: _read(name, typed.get(name, ""), currency, before) for name in TERMS}
    if problems := [each for each in read.values() if isinstance(each, Problem)]:
        raise Refused(problems)
    amounts = {name: each for name, each in read.items() if isinstance(each, int)}
    return Terms(**amounts)


def _read(name: str, typed: str, currency: str, before: str) -> int | Problem | None:
    """Cents; None for a blank, which Terms has its own answer to."""
    where = f"{before}{name}"
    if not typed.strip():
        return Problem(where, "allocate-fund-missing") if name == "fund" else None
    cents = read_amount(typed, where, currency=currency, allow_zero=name != "cap", most=MOST)
    if isinstance(cents, Problem) and cents.code == "amount-sign":
        return Problem(where, "allocate-term-negative", cents.values)
    if isinstance(cents, Problem) and cents.code == "amount-too-large":
        return replace(cents, code="allocate-term-too-large")
    return Problem(where, "allocate-fund-missing") if (name, cents) == ("fund", 0) else cents
