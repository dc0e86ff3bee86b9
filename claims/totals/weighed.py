"""The lines of a class with what switches ask of each, and what they come to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

Part = tuple[str, str]
"""(subgroup, head)."""
Scope = tuple[str, str]
"""(claim, domain of the service); the domain is empty where a cap is counted by claimant."""


class Sums(NamedTuple):
    """What lines come to, in cents, declared, supported and admitted never mixed."""

    declared: int = 0
    supported: int = 0
    admitted: int = 0

    def less(self, other: "Sums") -> "Sums":
        """Each amount less that of the other."""
        return Sums(*(mine - its for mine, its in zip(self, other, strict=True)))


class Weighed(NamedTuple):
    """One line, with what switches ask of it. Amounts in cents.

    by_grade: what each grade, from the best, adds to the supported amount; deducted: the sums
    received that the tape took away; recent: the claimant had a recent copy of the service.
    """

    number: str
    service: str
    subgroup: str
    head: str
    declared: int
    supported: int
    admitted: int
    by_grade: tuple[int, int, int, int]
    deducted: int = 0
    recent: bool = False
    decided: bool = False
    regime: str = ""
    start: date = date.min
    """The day interest starts from."""
    lost: date = date.min
    """The first day it could start from, were another chosen."""

    @property
    def sums(self) -> Sums:
        """Its three amounts."""
        return Sums(self.declared, self.supported, self.admitted)


Lines = Sequence[Weighed]


@dataclass(frozen=True, slots=True)
class Material:
    """The lines of a class, claim by claim in the order the engine counts them.

    gross: the same, counted again without any sum received; fees: claim and domain → hosting fees
    of one month, in cents; proposed: subgroups not confirmed.
    """

    net: Lines
    gross: Lines
    fees: Mapping[Scope, Fraction]
    proposed: frozenset[str]


def parts_of(lines: Lines) -> dict[Part, Sums]:
    """Subgroup and head → what its lines come to, in their order."""
    found: defaultdict[Part, list[int]] = defaultdict(lambda: [0, 0, 0])
    for line in lines:
        cell = found[line.subgroup, line.head]
        cell[0] += line.declared
        cell[1] += line.supported
        cell[2] += line.admitted
    return {part: Sums(*found[part]) for part in sorted(found)}


def added(each: Iterable[Sums]) -> Sums:
    """The sum of several, of nothing when there are none."""
    return Sums(*map(sum, zip(*(Sums(), *each), strict=True)))


def whole(parts: Mapping[Part, Sums]) -> Sums:
    """The sum of every part."""
    return added(parts.values())


def between(before: Mapping[Part, Sums], after: Mapping[Part, Sums]) -> dict[Part, Sums]:
    """What changed in each part; those that did not are left out."""
    every = sorted({*before, *after})
    changes = {part: after.get(part, Sums()).less(before.get(part, Sums())) for part in every}
    return {part: change for part, change in changes.items() if any(change)}
