"""A fund shared among claims, to the cent.

What is left of the fund once fees and costs are paid is shared pro rata to weighted losses. Nobody
is paid above their loss, nor above the cap: what that leaves is re-spread on the others, round
after round, and is the residue once everybody has their limit. A payment under the minimum is not
made; its money is re-spread too. Of those under it the smallest weighted loss leaves first, and
those who are equal leave together, for as long as somebody is under: so whoever the money of
smaller claims lifts to the minimum is paid, and no rule that treats equals alike pays more people.
The first round tells at once all those whom that rule drops one by one. A claim without any loss
stands in no round: it is settled before the first.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from claims.money import rounded, share_out
from claims.problems import Problem, Refused
from claims.totals.owed import Owed, Whole, added, times

Among = npt.NDArray[np.bool_]
BEFORE = -1
"""In which round a claim without any loss is settled: none."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a judgment or an agreement says of a fund, in cents. cap and minimum are of a payment,
    before any levy on it; None and 0 for none."""

    fund: int
    fees: int = 0
    costs: int = 0
    cap: int | None = None
    minimum: int = 0

    @property
    def shared(self) -> int:
        """What is shared among the claims."""
        return self.fund - self.fees - self.costs


class Outcome(IntEnum):
    """How a claim came out of the rounds, or stood in none."""

    PRO_RATA = 0
    CAP = 1
    WHOLE = 2
    BELOW = 3
    NO_LOSS = 4
    CENT = 5
    """A share that comes to less than a cent, and to nothing once cents are whole."""


@dataclass(frozen=True, slots=True)
class Round:
    """One pass over the claims still open. pot: cents shared among them; weighted: their weighted
    losses, so that the rate is pot / weighted; reached: claims that reach their loss or the cap,
    and are paid it; below: claims that would be paid less than the minimum; left: those of them
    that leave; respread: cents that go to the others in the next round, to the nearest."""

    pot: int
    claims: int
    weighted: int
    reached: int
    paid: int
    below: int
    left: int
    respread: int


@dataclass(frozen=True, slots=True)
class Allocation:
    """The shares of a fund, one a claim of `owed` and in its order, in cents before any levy.

    settled: the round, from 0, in which each was settled; BEFORE, of no loss.
    fees + costs + shares + residue = fund.
    """

    owed: Owed
    terms: Terms
    rounds: tuple[Round, ...]
    shares: Whole
    outcomes: npt.NDArray[np.int8]
    settled: npt.NDArray[np.int32]

    @property
    def residue(self) -> int:
        """What nobody can be paid."""
        return self.terms.shared - int(self.shares.sum())


def allocate(owed: Owed, terms: Terms) -> Allocation:
    """Share the fund. Raises Refused, with what cannot be and why."""
    if problem := _impossible(owed, terms):
        raise Refused([problem])
    limits = limits_of(owed, terms)
    return _Sharing(owed, terms, limits, _least_paid(owed, terms, limits)).done()


def limits_of(owed: Owed, terms: Terms) -> Whole:
    """The most each claim may be paid: its loss, or the cap."""
    return owed.losses if terms.cap is None else np.minimum(owed.losses, terms.cap)


def _impossible(owed: Owed, terms: Terms) -> Problem | None:
    """Why these terms share nothing, with the figures to mend them."""
    taken = {"fund_cents": terms.fund, "taken_cents": terms.fees + terms.costs}
    told = {"minimum_cents": terms.minimum}
    if terms.shared <= 0:
        return Problem("fund", "allocate-fund-spent", taken)
    if not len(owed.losses) or not owed.losses.max():
        return Problem("claims", "allocate-no-loss")
    if terms.cap is not None and terms.cap < terms.minimum:
        return Problem("cap", "allocate-cap-below-minimum", told | {"cap_cents": terms.cap})
    if (most := int(owed.losses.max())) < terms.minimum:
        return Problem("minimum", "allocate-losses-below", told | {"most_cents": most})
    return None


def _least_paid(owed: Owed, terms: Terms, limits: Whole) -> int:
    """The smallest weighted loss that is paid: with everyone from it up, and nobody below it, the
    rate pays it the minimum. Raises Refused when not even the largest is.

    Fewer claims raise the rate, so whoever passes with some passes with fewer: a bisection.
    """
    if not terms.minimum:
        return 0
    may = limits >= terms.minimum
    steps = np.unique(owed.weighted[may])

    def passes(place: int) -> bool:
        """Whether the pot pays all from here up at the rate minimum / weighted."""
        least = int(steps[place])
        paid = may & (owed.weighted >= least)
        full = paid & (times(owed.weighted, terms.minimum) >= times(limits, least))
        at_rate = added(owed.weighted, paid & ~full) * terms.minimum
        return added(limits, full) * least + at_rate <= terms.shared * least

    place = bisect_left(range(len(steps)), True, key=passes)
    if place == len(steps):
        most = terms.shared // int((owed.weighted[may] == steps[-1]).sum())
        told = {"minimum_cents": terms.minimum, "most_cents": most}
        raise Refused([Problem("minimum", "allocate-minimum-above-all", told)])
    return int(steps[place])


class _Sharing:
    """The rounds under way. Each pays their limit to those who reach it; the first drops all who
    end under the minimum; the last pays the rest pro rata."""

    def __init__(self, owed: Owed, terms: Terms, limits: Whole, least: int) -> None:
        self.owed, self.terms, self.limits = owed, terms, limits
        self.dropped = (limits < terms.minimum) | (owed.weighted < least)
        self.open = owed.losses > 0
        self.shares: Whole = np.zeros_like(owed.losses)
        self.outcomes = np.where(self.open, Outcome.PRO_RATA, Outcome.NO_LOSS).astype(np.int8)
        self.settled = np.where(self.open, 0, BEFORE).astype(np.int32)

    def done(self) -> Allocation:
        """Every round, in turn."""
        rounds = tuple(self._rounds())
        self.outcomes[(self.shares == 0) & (self.outcomes == Outcome.PRO_RATA)] = Outcome.CENT
        return Allocation(
            self.owed, self.terms, rounds, self.shares, self.outcomes, self.settled
        )  # fmt: skip

    def _rounds(self) -> Iterator[Round]:
        number, pot = 0, self.terms.shared
        while self.open.any():
            weighted = added(self.owed.weighted, self.open)
            at_rate = times(self.owed.weighted, pot)
            left = self.open & self.dropped
            full = self.open & ~left & (at_rate >= times(self.limits, weighted))
            below = self.open & (at_rate < self.terms.minimum * weighted) | left
            self.settled[self.open] = number
            yield self._told(pot, weighted, full, below, left)
            if not (full | left).any():
                self._pay_rest(pot)
                return
            self._settle(full, left)
            pot = self.terms.shared - int(self.shares.sum())
            number += 1

    def _told(self, pot: int, weighted: int, full: Among, below: Among, left: Among) -> Round:
        paid = added(self.limits, full)
        freed = rounded(pot * added(self.owed.weighted, full | left), weighted)
        opened, reached, under, gone = (int(some.sum()) for some in (self.open, full, below, left))
        return Round(pot, opened, weighted, reached, paid, under, gone, freed - paid)

    def _settle(self, full: Among, left: Among) -> None:
        self.shares[full] = self.limits[full]
        self.outcomes[full] = Outcome.CAP
        self.outcomes[full & (self.limits == self.owed.losses)] = Outcome.WHOLE
        self.outcomes[left] = Outcome.BELOW
        self.open &= ~(full | left)

    def _pay_rest(self, pot: int) -> None:
        self.shares[self.open] = share_out(pot, self.owed.weighted[self.open].tolist())
