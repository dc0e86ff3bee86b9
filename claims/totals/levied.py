"""What the Fonds takes of a fund that was shared: of each payment, and of the residue."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from claims.damages.levy import Bracket, Kind, LevyTable
from claims.i18n.formats import percent
from claims.i18n.text import LANGUAGES
from claims.problems import Problem
from claims.totals.allocate import Allocation
from claims.totals.owed import Whole


@dataclass(frozen=True, slots=True)
class Levied:
    """Levies, in cents: of each share, in the order of the claims, and of the residue.

    used: the brackets that took something, the lowest first, by what was levied.
    """

    shares: Whole
    residue: int
    used: tuple[tuple[Kind, Bracket], ...] = ()

    @property
    def total(self) -> int:
        """Everything the Fonds takes."""
        return int(self.shares.sum()) + self.residue

    def of(self, share: int) -> tuple[Bracket, ...]:
        """The bracket that a share of so many cents falls in; none where nothing is levied."""
        return tuple(
            one for kind, one in self.used if share and kind == "share" and one.holds(share)
        )

    def doubts(self) -> tuple[Problem, ...]:
        """The rates that nobody has confirmed, in one sentence."""
        return unconfirmed(bracket for _, bracket in self.used)


def unconfirmed(brackets: Iterable[Bracket]) -> tuple[Problem, ...]:
    """Those of these rates that nobody has confirmed, in one sentence."""
    rates = sorted({bracket.percent for bracket in brackets if not bracket.verified})
    if not rates:
        return ()
    said = {f"rates_{language}": ", ".join(percent(rate, language) for rate in rates)
            for language in LANGUAGES}  # fmt: skip
    return (Problem("levy", "levy-unverified", said),)


def levied(made: Allocation, table: LevyTable | None, on: Collection[Kind]) -> Levied:
    """The levies on what was shared; none without a table. Raises Refused where the table has no
    bracket for an amount."""
    shares, residue = np.zeros_like(made.shares), 0
    used: list[tuple[Kind, Bracket]] = []
    if table and "share" in on:
        for bracket in _met(made, table):
            among = _within(made.shares, bracket)
            shares[among] = _levy(made.shares[among], bracket)
            used.append(("share", bracket))
    if table and "residue" in on and made.residue:
        bracket = table.bracket("residue", made.residue)
        residue = bracket.levy(made.residue)
        used.append(("residue", bracket))
    return Levied(shares, residue, tuple(used))


def _met(made: Allocation, table: LevyTable) -> Iterator[Bracket]:
    """The brackets that some payment falls in; a payment in none is refused."""
    left = made.shares[made.shares > 0]
    while len(left):
        bracket = table.bracket("share", int(left.min()))
        yield bracket
        left = left[~_within(left, bracket)]


def _within(cents: Whole, bracket: Bracket) -> Whole:
    upper = True if bracket.end is None else cents < bracket.end
    return (cents > 0) & (cents >= bracket.start) & upper


def _levy(cents: Whole, bracket: Bracket) -> list[int]:
    return [bracket.levy(each) for each in cents.tolist()]
