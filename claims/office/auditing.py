"""Audits: planned from what is known, drawn at random from the claims filed, read once decided.

A draw is kept with its seed and with every number that could have been drawn: anyone draws it again
with `claims.totals.sampling.draw`, or with a few lines of their own.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from claims.access import Actor
from claims.claim.states import Status
from claims.office.blinding import must_owe_no_reading
from claims.office.examining import undecided
from claims.office.house import House
from claims.office.totalling import frame_from
from claims.problems import NotFound, Problem, Refused
from claims.store.audits import Audit
from claims.totals.audit import audited
from claims.totals.by_claim import ByClaim, by_claim
from claims.totals.estimate import CONFIDENCE, Estimate, estimate, with_warnings
from claims.totals.sampling import LEAST, Allocation, Plan, draw, plan
from claims.totals.strata import Stratum, from_amounts

Entropy = Callable[[int], bytes]
GONE = frozenset({Status.WITHDRAWN, Status.OPTED_OUT})


@dataclass(frozen=True, slots=True)
class AuditRead:
    """What an audit says of the claims it was drawn from.

    found: by ratio; by_mean: by the mean of what was admitted; both None while too few are decided,
    and missing says of which; waiting: drawn, still counting, and not decided; left: subgroup and
    claim, drawn there, which withdrew, opted out or changed subgroup since, and counts for zero.
    """

    audit: Audit
    found: Estimate | None
    by_mean: Estimate | None
    missing: tuple[Problem, ...]
    waiting: tuple[str, ...]
    left: tuple[tuple[str, str], ...]


def audits(house: House, actor: Actor, matter: str) -> tuple[Audit, ...]:
    """Every draw of a matter, newest first."""
    actor.must_work_on("estimate class", matter)
    return house.store.audits.of(matter)


def planned(
    house: House, actor: Actor, matter: str, *, margin: Decimal, allocation: Allocation,
    confidence: Decimal = CONFIDENCE,
) -> Plan:  # fmt: skip
    """How many of the claims filed to draw from each subgroup, so that what all of them would be
    admitted for is known within that margin.

    The pilot is the latest audit, once two claims of each subgroup are decided; until then what
    each claim declares. Raises Refused when the claims filed are too few to say.
    """
    actor.must_work_on("estimate class", matter)
    house.matter(matter)
    latest = next(iter(house.store.audits.of(matter)), None)
    if latest:
        read = reading(house, actor, matter, latest.id, confidence=confidence)
        if read.found and read.found.margin:
            return plan([p.stratum for p in read.found.parts], margin, confidence, allocation)
    filed = _sums(house, matter)["declared"]
    pilot = [from_amounts(name, len(x), list(x.values())) for name, x in filed.items() if name]
    return plan(pilot, margin, confidence, allocation)


def draw_audit(
    house: House, actor: Actor, matter: str, sizes: Mapping[str, int], *, now: datetime,
    entropy: Entropy,
) -> Audit:  # fmt: skip
    """Draw so many claims of each subgroup among those that count, and keep the draw for good.

    Raises Refused when a subgroup has fewer claims, or fewer than two are asked of one that has.
    """
    actor.must_work_on("draw audit", matter)
    house.matter(matter)
    filed = _sums(house, matter)["declared"]
    frame = {name: tuple(filed[name]) for name in sorted(filed) if name and sizes.get(name)}
    problems = [*_sizes(sizes, filed)]
    if problems or not frame:
        raise Refused(problems or [Problem("", "audit-of-nobody")])
    seed = entropy(16).hex()
    drawn = {name: draw(numbers, sizes[name], f"{seed} {name}") for name, numbers in frame.items()}
    return house.store.audits.add(
        entropy(16).hex(), matter, seed=seed, frame=frame, drawn=drawn, at=now, by=actor.name
    )


def _sizes(sizes: Mapping[str, int], filed: Mapping[str, Mapping[str, int]]) -> Sequence[Problem]:
    told = []
    for name, size in sizes.items():
        known = len(filed.get(name, {}))
        if size > known:
            told.append(Problem(name, "audit-too-many", {"filed": known}))
        elif 0 < size < min(LEAST, known):
            told.append(Problem(name, "audit-too-few"))
    return told


def reading(
    house: House, actor: Actor, matter: str, audit_id: str, *, confidence: Decimal = CONFIDENCE
) -> AuditRead:
    """What all the claims an audit was drawn from would be admitted for: those of the day of the
    draw, of which one that left its subgroup since is admitted for nothing. Raises NotFound, and
    Refused."""
    actor.must_work_on("estimate class", matter)
    must_owe_no_reading(house, actor, matter)
    audit = next((a for a in house.store.audits.of(matter) if a.id == audit_id), None)
    if audit is None:
        raise NotFound(f"no audit {audit_id}")
    with house.store.database.moment():
        kept = house.store.lines.as_columns(matter)
        gone = house.store.lines.as_columns(matter, GONE)
    sums, before = (by_claim(frame_from(each.columns)) for each in (kept, gone))
    open_ = undecided(kept.columns)
    standing = {name: sums["declared"].get(name, {}).keys() for name in audit.drawn}
    drawn = [(name, n) for name, numbers in audit.drawn.items() for n in numbers]
    left = tuple((name, n) for name, n in drawn if n not in standing[name])
    waiting = tuple(sorted({n for name, n in drawn if n in standing[name] and n in open_}))
    filed = _filed(audit, sums["declared"], before["declared"])
    strata = [_audited(name, audit, filed[name], sums["admitted"].get(name, {}), waiting)
              for name in audit.drawn]  # fmt: skip
    try:
        found = estimate([ratio for ratio, _ in strata], confidence)
        by_mean = estimate([mean for _, mean in strata], confidence)
    except Refused as refusal:
        return AuditRead(audit, None, None, refusal.problems, waiting, left)
    told = [Problem("", "audit-undecided", {"n": len(waiting)})] if waiting else []
    told += [Problem("", "audit-left", {"n": len(left)})] if left else []
    told += [_of_shares(warning) for warning in found.warnings]
    return AuditRead(audit, with_warnings(found, tuple(told)), by_mean, (), waiting, left)


def _of_shares(warning: Problem) -> Problem:
    """By ratio it is shares that are equal, not amounts."""
    constant = warning.code == "stratum-constant"
    return Problem(warning.where, "audit-constant") if constant else warning


Declared = Mapping[str, Mapping[str, int]]


def _filed(audit: Audit, stand: Declared, gone: Declared) -> dict[str, dict[str, int]]:
    """Subgroup → claim one could draw there → what it declares there, in cents; or did before it
    left the registry; or wherever it now stands."""
    anywhere: Counter[str] = Counter()
    for cents in (*stand.values(), *gone.values()):
        anywhere.update(cents)
    known = {name: {**anywhere, **gone.get(name, {}), **stand.get(name, {})}
             for name in audit.drawn}  # fmt: skip
    return {name: {n: known[name].get(n, 0) for n in audit.frame[name]} for name in audit.drawn}


def _audited(
    name: str, audit: Audit, filed: Mapping[str, int], admitted: Mapping[str, int],
    waiting: Sequence[str],
) -> tuple[Stratum, Stratum]:  # fmt: skip
    """By ratio, and by mean, over the claims of the day of the draw (Horvitz and Thompson)."""
    pairs = [(filed[n], admitted.get(n, 0)) for n in audit.drawn[name]
             if n not in waiting or n not in admitted]  # fmt: skip
    return audited(name, filed, pairs), from_amounts(name, len(filed), [y for _, y in pairs])


def _sums(house: House, matter: str) -> ByClaim:
    return by_claim(frame_from(house.store.lines.as_columns(matter).columns))
