"""What each switch does to the lines of a class, always in the order in which they are counted."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from claims.matter.model import GRADES, Grade
from claims.matter.scenarios import CAPS, Kind, Switch
from claims.money import rounded, to_cents
from claims.totals.weighed import Lines, Material, Scope, Weighed


def applied(lines: Lines, switch: Switch, material: Material) -> Lines:
    """The lines that a switch leaves; those of sums received and of interest change none."""
    return APPLIED[switch.kind](lines, switch, material)


def _without_heads(lines: Lines, switch: Switch, _: Material) -> Lines:
    return [line for line in lines if line.head not in switch.without_heads]


def _without_subgroups(lines: Lines, switch: Switch, _: Material) -> Lines:
    return [line for line in lines if line.subgroup not in switch.without_subgroups]


def _confirmed(lines: Lines, _: Switch, material: Material) -> Lines:
    """What is not placed yet is in no confirmed subgroup."""
    return [line for line in lines if line.subgroup and line.subgroup not in material.proposed]


def _graded(lines: Lines, switch: Switch, _: Material) -> Lines:
    return [_of_grades(line, switch.grades) for line in lines]


def _of_grades(line: Weighed, grades: tuple[Grade, ...]) -> Weighed:
    kept = [cents if grade in grades else 0
            for grade, cents in zip(GRADES, line.by_grade, strict=True)]  # fmt: skip
    return line._replace(supported=sum(kept), by_grade=(kept[0], kept[1], kept[2], kept[3]))


def _mitigated(lines: Lines, switch: Switch, _: Material) -> Lines:
    keep = 100 - Fraction(switch.mitigation or 0)
    return [_reduced(line, keep) if line.recent else line for line in lines]


def _reduced(line: Weighed, keep: Fraction) -> Weighed:
    """So many percent of each amount, rounded once."""
    declared, supported, admitted = (_share(cents, keep) for cents in line.sums)
    return _supporting(line._replace(declared=declared, admitted=admitted), supported)


def _share(cents: int, percent: Fraction) -> int:
    return rounded(cents * percent.numerator, 100 * percent.denominator)


def _capped(lines: Lines, switch: Switch, material: Material) -> Lines:
    """What each claimant or service is owed up to the cap, the sums received counting towards it.

    One cap is filled once: by what is admitted, then by what is supported, then by what is
    declared alone, in the order in which losses are counted.
    """
    among: defaultdict[Scope | None, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        among[_scope(line, switch)].append(place)
    kept = list(lines)
    for scope, limit in _limits(lines, switch, material).items():
        places = among[scope]
        within = _up_to([lines[place] for place in places], limit)
        for place, line in zip(places, within, strict=True):
            kept[place] = line
    return kept


def _up_to(lines: Lines, limit: int) -> Lines:
    """Lines under one cap; none of them supported or admitted above what is declared of it."""
    if all(sum(cents) <= limit for cents in zip(*(line.sums for line in lines), strict=True)):
        return lines
    filled, left = [0] * len(lines), limit
    for wanted in ("admitted", "supported", "declared"):
        for place, line in enumerate(lines):
            cents = min(getattr(line, wanted), line.declared)
            more = min(max(cents - filled[place], 0), left)
            filled[place] += more
            left -= more
    return [_at_most(line, most) for line, most in zip(lines, filled, strict=True)]


def _at_most(line: Weighed, cents: int) -> Weighed:
    """The line with each of its amounts up to so many cents."""
    declared, supported, admitted = (min(each, cents) for each in line.sums)
    return _supporting(line._replace(declared=declared, admitted=admitted), supported)


def _supporting(line: Weighed, cents: int) -> Weighed:
    """The line with less supported: what the weakest grades added leaves first."""
    left, kept = cents, []
    for added in line.by_grade:
        kept.append(min(added, left))
        left -= kept[-1]
    return line._replace(supported=cents, by_grade=(kept[0], kept[1], kept[2], kept[3]))


def _scope(line: Weighed, switch: Switch) -> Scope | None:
    """What a cap is counted over; a loss of the claimant is of no service."""
    if switch.per == "claimant":
        return line.number, ""
    return (line.number, line.service) if line.service else None


def _limits(lines: Lines, switch: Switch, material: Material) -> dict[Scope | None, int]:
    """Cents that may still be owed for each scope, once what was received is counted; those whose
    fees are not known have no limit."""
    received: defaultdict[Scope, int] = defaultdict(int)
    for line in lines:
        if scope := _scope(line, switch):
            received[scope] += line.deducted
    caps = _caps(received, switch, material)
    return {scope: max(cap - received[scope], 0) for scope, cap in caps.items()}


def _caps(scopes: Iterable[Scope], switch: Switch, material: Material) -> dict[Scope, int]:
    if switch.cap is not None:
        return dict.fromkeys(scopes, to_cents(switch.cap))
    owed = {scope: month * (switch.cap_months or 0) for scope, month in _fees(switch, material)}
    return {scope: rounded(owed[scope].numerator, owed[scope].denominator)
            for scope in scopes if scope in owed}  # fmt: skip


def _fees(switch: Switch, material: Material) -> Iterable[tuple[Scope, Fraction]]:
    """The fees of one month, by what the cap is counted over."""
    if switch.per == "service":
        return material.fees.items()
    sums: defaultdict[Scope, Fraction] = defaultdict(Fraction)
    for (number, _), month in material.fees.items():
        sums[number, ""] += month
    return sums.items()


def uncapped(lines: Lines, switch: Switch, material: Material) -> tuple[int, int]:
    """How many claimants or services a cap in months of fees leaves whole, as no fees are known,
    and among how many."""
    if switch.kind != "cap_months":
        return 0, 0
    scopes = {scope for line in lines if (scope := _scope(line, switch))}
    return len(scopes - _caps(scopes, switch, material).keys()), len(scopes)


def _same(lines: Lines, _: Switch, __: Material) -> Lines:
    """The three totals bear no interest."""
    return lines


APPLIED: Mapping[Kind, Callable[[Lines, Switch, Material], Lines]] = {
    "without_heads": _without_heads,
    "without_subgroups": _without_subgroups,
    "confirmed_only": _confirmed,
    "grades": _graded,
    "mitigation": _mitigated,
    **dict.fromkeys(CAPS, _capped),
    "credits": _same,
    "interest_from": _same,
}
