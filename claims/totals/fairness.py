"""Whether some claims are refused or reduced more often than the others, beyond chance.

Each level (a language, a subgroup, a reviewer) is set against all the others by Fisher's exact
test, two-sided; the levels tested together are judged by Holm's correction (Scand. J. Statist. 6
(1979) 65), so that looking at many does not make one stand out by chance alone. A difference is
no fault: claims differ from one group to another. It says where to look.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

LEVEL = Decimal("0.05")
STEP = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Counted:
    """Claims of one level: of `claims`, so many of which some line had that outcome."""

    claims: int
    touched: int


@dataclass(frozen=True, slots=True)
class Compared:
    """One level and all the others. chance: p of Fisher's test, corrected by Holm; None where there
    is nothing to set against, or nobody or everybody was touched."""

    name: str
    mine: Counted
    others: Counted
    chance: Decimal | None

    @property
    def beyond_chance(self) -> bool:
        """Whether chance alone would seldom make such a difference."""
        return self.chance is not None and self.chance < LEVEL


def compared(levels: Mapping[str, Counted]) -> tuple[Compared, ...]:
    """Each level against the others, in the order given."""
    whole = Counted(
        sum(each.claims for each in levels.values()), sum(each.touched for each in levels.values())
    )
    others = {
        name: Counted(whole.claims - each.claims, whole.touched - each.touched)
        for name, each in levels.items()
    }
    found = {name: _chance(each, others[name]) for name, each in levels.items()}
    # two levels are one test said twice
    corrected = holm(found) if len(levels) > 2 else found
    return tuple(
        Compared(name, each, others[name], _rounded(corrected[name]))
        for name, each in levels.items()
    )


def holm(found: Mapping[str, float | None]) -> dict[str, float | None]:
    """The same chances, corrected for how many are looked at."""
    known = sorted((p, name) for name, p in found.items() if p is not None)
    corrected: dict[str, float | None] = dict.fromkeys(found)
    highest = 0.0
    for place, (p, name) in enumerate(known):
        highest = max(highest, min(1.0, p * (len(known) - place)))
        corrected[name] = highest
    return corrected


def median(values: Sequence[Decimal]) -> Decimal | None:
    """The middle one, or half-way between the two in the middle; None of none."""
    ordered, middle = sorted(values), len(values) // 2
    if not ordered:
        return None
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _chance(mine: Counted, others: Counted) -> float | None:
    untouched = mine.claims - mine.touched, others.claims - others.touched
    if not (mine.claims and others.claims and mine.touched + others.touched and sum(untouched)):
        return None
    from scipy.stats import fisher_exact  # a second to load, on this page alone

    table = [[mine.touched, untouched[0]], [others.touched, untouched[1]]]
    chance: float = fisher_exact(table).pvalue
    return chance


def _rounded(chance: float | None) -> Decimal | None:
    return None if chance is None else Decimal(f"{chance:.12f}").quantize(STEP)
