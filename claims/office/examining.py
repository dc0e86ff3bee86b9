"""What an estimate of the whole class rests on: members, claims, and the draw that an audit is.

Who filed did so by choice: their amounts are no random sample of the class. A claim that opted out
leaves both the members and the sample.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from claims.claim.states import Status
from claims.matter.model import Matter, Members
from claims.office.disputes import disputed_of
from claims.office.house import House
from claims.office.totalling import frame_from
from claims.problems import Problem
from claims.store.audits import Audit
from claims.store.journal import Head
from claims.totals.by_claim import ByClaim, by_claim
from claims.totals.estimate import Estimate
from claims.totals.strata import Stratum, from_amounts

Basis = Literal["supported", "declared", "audit"]
"""What is examined: of every claim filed what it supports, or declares; or what counsel admitted of
the claims that the latest audit drew."""
LEFT = frozenset({Status.OPTED_OUT})
LATE = 10
"""An audit says nothing of a subgroup while more than one claim drawn in so many is undecided:
those that wait are the hard ones, and whoever decides the easy ones first would move the mean."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a subgroup. said: by the matter, with its source; assumed: by counsel, for
    this reading alone; left: claims that opted out; filed: claims that count; examined: of these,
    those the estimate rests on."""

    subgroup: str
    said: Members | None
    assumed: int | None
    left: int
    filed: int
    examined: int

    @property
    def source(self) -> Members | None:
        """What the matter says, unless counsel supposes otherwise."""
        return self.said if self.assumed is None else None

    @property
    def counted(self) -> int | None:
        """Members as counsel supposes or the matter says, those who opted out included; None while
        nobody counts them."""
        if self.assumed is not None:
            return self.assumed
        return self.said.best if self.said else None

    @property
    def members(self) -> int | None:
        """Members that remain, None while nobody counts them; counsel's word stands first."""
        return self.of(self.counted)

    def of(self, counted: int | None) -> int | None:
        """So many members, without those who opted out."""
        return None if counted is None else max(counted - self.left, 0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The draw an estimate is read from: number, of `made` draws in all, and its seed; counts:
    subgroup → claims drawn but for those that opted out, and how many of them wait for a decision;
    left: how many withdrew or changed subgroup since, and count for zero."""

    number: int
    made: int
    seed: str
    counts: Mapping[str, tuple[int, int]]
    left: int

    @property
    def drawn(self) -> int:
        """Claims drawn but for those that opted out."""
        return sum(drawn for drawn, _ in self.counts.values())

    @property
    def waiting(self) -> int:
        """Of these, claims of which some line waits for counsel."""
        return sum(waiting for _, waiting in self.counts.values())


@dataclass(frozen=True, slots=True)
class Examined:
    """What an estimate is drawn from. amounts: subgroup → cents, one a claim examined; unplaced:
    claims with a service that no subgroup has yet; disputed: cents declared for losses that two
    claims declare, while one of the two waits; draw: the audit they come from, if from one."""

    known: tuple[Known, ...]
    strata: tuple[Stratum, ...]
    amounts: Mapping[str, Sequence[int]]
    unplaced: int
    disputed: int
    currency: str
    draw: Drawn | None
    head: Head


def examined(
    house: House, of: Matter, *, assumed: Mapping[str, int], basis: Basis = "supported"
) -> Examined:
    """The strata of a matter as they stand now, for a use case that asked who may see them."""
    with house.store.database.moment():
        kept = house.store.lines.as_columns(of.id)
        left = house.store.lines.as_columns(of.id, LEFT)
        audits = house.store.audits.of(of.id) if basis == "audit" else ()
    out = set(left.columns["number"])
    drawn = {s: [n for n in numbers if n not in out]
             for each in audits[:1] for s, numbers in each.drawn.items()}  # fmt: skip
    sums = by_claim(frame_from(kept.columns))
    gone = by_claim(frame_from(left.columns))["declared"]
    waiting = undecided(kept.columns)
    amounts = _amounts(of, sums, waiting, basis, drawn)
    known = tuple(_known(of, s, assumed, gone, sums, amounts[s]) for s in of.subgroups)
    strata = tuple(from_amounts(k.subgroup, k.members, amounts[k.subgroup]) for k in known)
    return Examined(
        known, strata, amounts, len(sums["declared"].get("", {})), _disputed(kept.columns, of),
        of.currency, _drawn(audits, drawn, sums, waiting), kept.head,
    )  # fmt: skip


def _disputed(columns: Mapping[str, Any], of: Matter) -> int:
    return sum(np.asarray(columns["declared"])[disputed_of(columns, of.timed)].tolist())


def _drawn(
    audits: Sequence[Audit], drawn: Mapping[str, Sequence[str]], sums: ByClaim, waiting: Set[str]
) -> Drawn | None:
    if not audits:
        return None
    counts, left = {}, 0
    for subgroup, numbers in drawn.items():
        standing = sums["admitted"].get(subgroup, {}).keys() & set(numbers)
        counts[subgroup] = len(numbers), len(standing & waiting)
        left += len(numbers) - len(standing)
    return Drawn(audits[0].number, len(audits), audits[0].seed, counts, left)


def undecided(columns: Mapping[str, Sequence[Any]]) -> frozenset[str]:
    """Numbers of the claims of which some line waits for counsel."""
    lines = zip(columns["number"], columns["decided"], strict=True)
    return frozenset(number for number, decided in lines if not decided)


def _amounts(
    of: Matter, sums: ByClaim, waiting: Set[str], basis: Basis, drawn: Mapping[str, Sequence[str]]
) -> dict[str, list[int]]:
    """Subgroup → amounts examined, in the order of the claims' numbers; a claim drawn that withdrew
    or changed subgroup since is zero where it was drawn."""
    if basis != "audit":
        return {s: list(sums[basis].get(s, {}).values()) for s in of.subgroups}
    found = {}
    for s in of.subgroups:
        admitted = sums["admitted"].get(s, {})
        late = admitted.keys() & waiting
        found[s] = [admitted.get(n, 0) for n in drawn.get(s, ()) if n not in late]
    return found


def _known(
    of: Matter,
    subgroup: str,
    assumed: Mapping[str, int],
    gone: Mapping[str, Mapping[str, int]],
    sums: ByClaim,
    examined: Sequence[int],
) -> Known:
    filed, left = (len(each.get(subgroup, {})) for each in (sums["declared"], gone))
    said = of.subgroups[subgroup].members
    return Known(subgroup, said, assumed.get(subgroup), left, filed, len(examined))


def read_with(seen: Examined, basis: Basis, found: Estimate) -> tuple[Problem, ...]:
    """What the estimate must be read with, before its own warnings."""
    told = []
    if seen.draw and seen.draw.waiting:
        told.append(Problem("", "audit-some-undecided", {"n": seen.draw.waiting,
                                                         "drawn": seen.draw.drawn}))  # fmt: skip
    if any(stratum.sampled != stratum.members for stratum in seen.strata):
        bias = "audit-of-volunteers" if basis == "audit" else "estimate-volunteers"
        told.append(Problem("", bias))
    if seen.draw and seen.draw.left:
        told.append(Problem("", "audit-left", {"n": seen.draw.left}))
    doubtful = [k.subgroup for k in seen.known if k.source and not k.source.verified]
    if doubtful:
        told.append(Problem("", "members-doubtful", {"names": ", ".join(doubtful)}))
    if seen.unplaced:
        told.append(Problem("", "estimate-unplaced", {"n": seen.unplaced}))
    if seen.disputed:
        told.append(Problem("", "estimate-disputed", {"disputed_cents": seen.disputed,
                                                      "currency": seen.currency}))  # fmt: skip
    return (*told, *found.warnings)


def too_late(seen: Examined) -> tuple[Problem, ...]:
    """The subgroups with members of which the audit has too many claims undecided."""
    counts = seen.draw.counts if seen.draw else {}
    nobody = {known.subgroup for known in seen.known if known.members == 0}
    return tuple(
        Problem(subgroup, "audit-too-undecided", {"n": waiting, "drawn": drawn})
        for subgroup, (drawn, waiting) in counts.items()
        if subgroup not in nobody and waiting * LATE > drawn
    )
