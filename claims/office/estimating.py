"""The total of the whole class, for counsel: from the claims filed, or from an audit of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.access import Actor
from claims.office.blinding import must_owe_no_reading
from claims.office.examining import Basis, Drawn, Examined, Known, examined, read_with, too_late
from claims.office.house import House
from claims.problems import Problem, Refused
from claims.store.journal import Head
from claims.totals.estimate import CONFIDENCE, TARGETS, Estimate, estimate, with_warnings
from claims.totals.robust import Redrawn, bootstrap, less_swayed
from claims.totals.sampling import plan
from claims.totals.strata import LONGEST, WHOLE, Stratum

BASES: tuple[Basis, ...] = ("supported", "declared", "audit")
SEED = 595
"""Of the bootstrap, unless another is given: the same figures give the same interval."""
SPACES = re.compile(r"[\s,.](?=[0-9]{3}(?![0-9]))|^\s+|\s+$")
"""Between thousands, and around the whole."""


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
    give a range; needs: margin wanted → subgroup → claims to examine beyond those examined; draw:
    the audit that was read, when one was.
    """

    basis: Basis
    known: tuple[Known, ...]
    found: Estimate | None
    missing: tuple[Problem, ...]
    ends: tuple[Estimate, Estimate] | None
    others: Others | None
    needs: Mapping[Decimal, Mapping[str, int]]
    draw: Drawn | None
    head: Head

    @property
    def unfiled(self) -> tuple[str, ...]:
        """Subgroups in which some margin takes more claims than were filed: others must file."""
        most = {k.subgroup: max((more[k.subgroup] for more in self.needs.values()), default=0)
                for k in self.known}  # fmt: skip
        return tuple(k.subgroup for k in self.known if most[k.subgroup] > k.filed - k.examined)


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
    must_owe_no_reading(house, actor, matter)
    of = house.matter(matter)
    seen = examined(house, of, assumed=assumed or {}, basis=basis)
    try:
        found = _found(seen, confidence)
    except Refused as refusal:
        if any(each.code == "confidence-range" for each in refusal.problems):
            raise
        return ClassEstimate(
            basis, seen.known, None, refusal.problems, None, None, {}, seen.draw, seen.head
        )
    return ClassEstimate(
        basis, seen.known, with_warnings(found, read_with(seen, basis, found)), (),
        _ends(seen, confidence), _others(seen, confidence, seed), needs(seen.strata, confidence),
        seen.draw, seen.head,
    )  # fmt: skip


def _found(seen: Examined, confidence: Decimal) -> Estimate:
    """Raises Refused with all that is missing, claims drawn and undecided before the rest."""
    late = too_late(seen)
    try:
        found = estimate(seen.strata, confidence)
    except Refused as refusal:
        raise Refused([*late, *refusal.problems]) from None
    if late:
        raise Refused(late)
    return found


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
