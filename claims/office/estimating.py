"""The total of the whole class, for counsel: from the claims filed, or from an audit of them.

Who filed did so by choice: their amounts are no random sample of the class, and every estimate
drawn from them says so. A claim that opted out leaves both the members and the sample.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from claims.access import Actor
from claims.claim.states import Status
from claims.matter.model import Matter, Members
from claims.office.house import House
from claims.office.totalling import frame_from
from claims.problems import Problem, Refused
from claims.store.audits import Audit
from claims.store.journal import Head
from claims.totals.by_claim import ByClaim, by_claim
from claims.totals.estimate import CONFIDENCE, TARGETS, Estimate, estimate, with_warnings
from claims.totals.robust import Redrawn, bootstrap, less_swayed
from claims.totals.sampling import plan
from claims.totals.strata import LONGEST, WHOLE, Stratum, from_amounts

Basis = Literal["supported", "declared", "audit"]
"""What is examined: of every claim filed what it supports, or declares; or what counsel admitted of
the claims that the latest audit drew."""
BASES: tuple[Basis, ...] = ("supported", "declared", "audit")
SEED = 595
"""Of the bootstrap, unless another is given: the same figures give the same interval."""
SPACES = re.compile(r"[\s,.](?=[0-9]{3}(?![0-9]))|^\s+|\s+$")
"""Between thousands, and around the whole."""
LEFT = frozenset({Status.OPTED_OUT})


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
    def members(self) -> int | None:
        """Members that remain, None while nobody counts them; counsel's word stands first."""
        if self.assumed is not None:
            return self.of(self.assumed)
        return self.of(self.said.best if self.said else None)

    def of(self, counted: int | None) -> int | None:
        """So many members, without those who opted out."""
        return None if counted is None else max(counted - self.left, 0)


@dataclass(frozen=True, slots=True)
class Others:
    """The same total by other roads, over the same members."""

    redrawn: Redrawn
    winsorised: Estimate
    trimmed: Estimate


@dataclass(frozen=True, slots=True)
class ClassEstimate:
    """The estimate as of one journal head; found is None while something is missing.

    ends: the estimate at the low and at the high end of what sources say of the members, when some
    give a range; needs: margin wanted → subgroup → claims to examine beyond those examined.
    """

    basis: Basis
    known: tuple[Known, ...]
    found: Estimate | None
    missing: tuple[Problem, ...]
    ends: tuple[Estimate, Estimate] | None
    others: Others | None
    needs: Mapping[Decimal, Mapping[str, int]]
    head: Head


def supposed(typed: Mapping[str, str]) -> dict[str, int]:
    """Subgroup → members, as counsel typed them; what is left blank is not supposed.

    Raises Refused with every one that is no whole number.
    """
    bare = {name: SPACES.sub("", text) for name, text in typed.items()}
    wrong = [name for name, text in bare.items() if text and not WHOLE.fullmatch(text)]
    if wrong:
        told = {name: {"value": typed[name].strip()[:LONGEST]} for name in wrong}
        raise Refused(Problem(name, "members-not-whole", each) for name, each in told.items())
    return {name: int(text) for name, text in bare.items() if text}


def class_estimate(
    house: House,
    actor: Actor,
    matter: str,
    *,
    assumed: Mapping[str, int] | None = None,
    basis: Basis = "supported",
    confidence: Decimal = CONFIDENCE,
    seed: int = SEED,
) -> ClassEstimate:
    """What the members of every subgroup lost in all, those who filed nothing included.

    assumed: subgroup → members, as counsel supposes. Raises NotAllowed, NotFound, and Refused when
    the confidence is not one.
    """
    actor.must_work_on("estimate class", matter)
    of = house.matter(matter)
    seen = examined(house, of, assumed=assumed or {}, basis=basis)
    try:
        found = estimate(seen.strata, confidence)
    except Refused as refusal:
        if any(each.code == "confidence-range" for each in refusal.problems):
            raise
        return ClassEstimate(basis, seen.known, None, refusal.problems, None, None, {}, seen.head)
    return ClassEstimate(
        basis, seen.known, with_warnings(found, read_with(seen, basis, found)), (),
        _ends(seen, confidence), _others(seen, confidence, seed), needs(seen.strata, confidence),
        seen.head,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Examined:
    """What an estimate is drawn from. amounts: subgroup → cents, one a claim examined; unplaced:
    claims with a service that no subgroup has yet."""

    known: tuple[Known, ...]
    strata: tuple[Stratum, ...]
    amounts: Mapping[str, Sequence[int]]
    unplaced: int
    head: Head


def examined(
    house: House, of: Matter, *, assumed: Mapping[str, int], basis: Basis = "supported"
) -> Examined:
    """The strata of a matter as they stand now, for a use case that asked who may see them."""
    with house.store.database.moment():
        kept = house.store.lines.as_columns(of.id)
        left = house.store.lines.as_columns(of.id, LEFT)
        audits = house.store.audits.of(of.id)
    sums = by_claim(frame_from(kept.columns))
    gone = by_claim(frame_from(left.columns))["declared"]
    amounts = _amounts(of, sums, undecided(kept.columns), basis, audits)
    known = tuple(_known(of, s, assumed, gone, sums, amounts[s]) for s in of.subgroups)
    strata = tuple(from_amounts(k.subgroup, k.members, amounts[k.subgroup]) for k in known)
    return Examined(known, strata, amounts, len(sums["declared"].get("", {})), kept.head)


def undecided(columns: Mapping[str, Sequence[Any]]) -> frozenset[str]:
    """Numbers of the claims of which some line waits for counsel."""
    lines = zip(columns["number"], columns["decided"], strict=True)
    return frozenset(number for number, decided in lines if not decided)


def _amounts(
    of: Matter, sums: ByClaim, waiting: Set[str], basis: Basis, audits: Sequence[Audit]
) -> dict[str, list[int]]:
    """Subgroup → amounts examined, in the order of the claims' numbers."""
    if basis != "audit":
        return {s: list(sums[basis].get(s, {}).values()) for s in of.subgroups}
    drawn = audits[0].drawn if audits else {}
    admitted = sums["admitted"]
    return {
        s: [admitted[s][n] for n in drawn.get(s, ()) if n in admitted.get(s, {}).keys() - waiting]
        for s in of.subgroups
    }


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
    if any(stratum.sampled != stratum.members for stratum in seen.strata):
        bias = "audit-of-volunteers" if basis == "audit" else "estimate-volunteers"
        told.append(Problem("", bias))
    doubtful = [k.subgroup for k in seen.known if k.source and not k.source.verified]
    if doubtful:
        told.append(Problem("", "members-doubtful", {"names": ", ".join(doubtful)}))
    if seen.unplaced:
        told.append(Problem("", "estimate-unplaced", {"n": seen.unplaced}))
    return (*told, *found.warnings)


def _ends(seen: Examined, confidence: Decimal) -> tuple[Estimate, Estimate] | None:
    """The estimate with the members at the low, then the high end of each range."""
    if not any(k.source and k.source.low for k in seen.known):
        return None
    low, high = (
        [_with_end(s, k, end) for s, k in zip(seen.strata, seen.known, strict=True)]
        for end in ("low", "high")
    )
    return estimate(low, confidence), estimate(high, confidence)


def _with_end(stratum: Stratum, known: Known, end: str) -> Stratum:
    members = known.of(getattr(known.source, end, None))
    return stratum if members is None else replace(stratum, members=max(members, stratum.sampled))


def _others(seen: Examined, confidence: Decimal, seed: int) -> Others:
    members = {known.subgroup: known.members or 0 for known in seen.known}
    return Others(
        bootstrap(seen.amounts, members, confidence, seed),
        less_swayed("winsorised", seen.amounts, members, confidence),
        less_swayed("trimmed", seen.amounts, members, confidence),
    )


def needs(strata: Sequence[Stratum], confidence: Decimal) -> dict[Decimal, dict[str, int]]:
    """Margin → subgroup → claims to examine beyond those already, by Neyman's allocation; nothing
    when the strata come to nothing."""
    if not sum(stratum.total for stratum in strata):
        return {}
    have = {stratum.name: stratum.sampled for stratum in strata}
    return {
        margin: {
            name: max(0, size - have[name])
            for name, size in plan(strata, margin, confidence, "neyman").sizes.items()
        }
        for margin in TARGETS
    }
