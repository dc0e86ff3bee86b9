"""The totals as they would be under switches: each changes the lines that the one before left.

Lines are whole cents, in the order in which the engine counts them, so the order in which claims
were filed, or losses listed, never matters. What a switch changes is the difference between two
totals: from the base to the scenario the steps add up, in every cell and as a whole. No claim is
changed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from fractions import Fraction

from claims.matter.scenarios import Switch
from claims.money import rounded
from claims.problems import Problem
from claims.totals.switches import applied, uncapped
from claims.totals.weighed import (
    Lines,
    Material,
    Part,
    Sums,
    Weighed,
    added,
    between,
    parts_of,
    whole,
)

Bears = Callable[[Weighed, date | None], tuple[Fraction, Fraction] | None]
"""What one cent of a line bears of interest and of indemnity, from its own day or from another;
None for want of a rate, or of a law."""


@dataclass(frozen=True, slots=True)
class Interest:
    """Interest and additional indemnity, two amounts, and how many lines bear none for want of a
    rate or of a law."""

    interest: int
    indemnity: int
    without: int


@dataclass(frozen=True, slots=True)
class Change:
    """What one switch changed, in cents; uncapped: claimants or services whose fees are not known,
    so that a cap in months of fees leaves them whole; among: how many the cap is counted over, 0
    in what was kept before it was told."""

    switch: Switch
    sums: Sums
    parts: Mapping[Part, Sums]
    uncapped: int = 0
    among: int = 0


@dataclass(frozen=True, slots=True)
class Tried:
    """A scenario counted: from the base, change by change, to its totals.

    interest: of the base, and of the scenario, when one of its switches asks for it.
    """

    base: Sums
    changes: tuple[Change, ...]
    totals: Sums
    parts: Mapping[Part, Sums]
    interest: tuple[Interest, Interest] | None = None


def tried(material: Material, switches: Sequence[Switch], bears: Bears | None = None) -> Tried:
    """The totals under these switches, in their order. bears: needed to tell interest."""
    lines, parts = material.net, parts_of(material.net)
    base, changes = whole(parts), []
    for place, switch in enumerate(switches):
        if switch.kind == "credits":
            lines = _through(material, switches[:place])
        else:
            lines = applied(lines, switch, material)
        after = parts_of(lines)
        changes.append(
            Change(switch, whole(after).less(whole(parts)), between(parts, after),
                   *uncapped(lines, switch, material))
        )  # fmt: skip
        parts = after
    return Tried(base, tuple(changes), whole(parts), parts, _interest(material, lines, switches,
                                                                      bears))  # fmt: skip


def together(parts: Sequence[Tried]) -> Tried:
    """The scenario of a class, from that of claims apart: no switch reads two claims at once.

    parts: at least one, under the same switches.
    """
    steps = zip(*(part.changes for part in parts), strict=True)
    changes = tuple(
        Change(step[0].switch, added(each.sums for each in step),
               {part: sums for part, sums in _by_part(each.parts for each in step).items()
                if any(sums)},
               sum(each.uncapped for each in step), sum(each.among for each in step))
        for step in steps
    )  # fmt: skip
    cells = _by_part(part.parts for part in parts)
    return Tried(added(part.base for part in parts), changes, whole(cells), cells,
                 _together([part.interest for part in parts if part.interest]))  # fmt: skip


def _by_part(tables: Iterable[Mapping[Part, Sums]]) -> dict[Part, Sums]:
    found: defaultdict[Part, list[Sums]] = defaultdict(list)
    for table in tables:
        for part, sums in table.items():
            found[part].append(sums)
    return {part: added(found[part]) for part in sorted(found)}


def _together(pairs: Sequence[tuple[Interest, Interest]]) -> tuple[Interest, Interest] | None:
    if not pairs:
        return None
    before, after = (
        Interest(*map(sum, zip(*map(astuple, each), strict=True)))
        for each in zip(*pairs, strict=True)
    )
    return before, after


def too_late(switch: Switch, until: date) -> Problem | None:
    """Why a switch asks for no interest: its day is not before the one to which interest runs."""
    day = switch.interest_from
    if day is None or day < until:
        return None
    values = {"first_day": str(day), "until_day": str(until)}
    return Problem("interest_from", "scenario-interest-late", values)


def _through(material: Material, switches: Iterable[Switch]) -> Lines:
    """The lines without any sum deducted, under switches that came before."""
    lines = material.gross
    for switch in switches:
        lines = applied(lines, switch, material)
    return lines


def _interest(
    material: Material, lines: Lines, switches: Sequence[Switch], bears: Bears | None
) -> tuple[Interest, Interest] | None:
    days = [switch.interest_from for switch in switches if switch.interest_from]
    if not days or bears is None:
        return None
    return _borne(material.net, bears, None), _borne(lines, bears, days[-1])


def _borne(lines: Lines, bears: Bears, day: date | None) -> Interest:
    """On what is admitted of a line once decided, else on what is declared; rounded line by line,
    each amount once."""
    interest = indemnity = without = 0
    for line in lines:
        weights = bears(line, day)
        if weights is None:
            without += 1
            continue
        owed = line.admitted if line.decided else line.declared
        interest += rounded(owed * weights[0].numerator, weights[0].denominator)
        indemnity += rounded(owed * weights[1].numerator, weights[1].denominator)
    return Interest(interest, indemnity, without)
