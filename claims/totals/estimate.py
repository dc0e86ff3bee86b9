"""The total of a class from a sample of each of its subgroups, and how far it may be off.

total = Σ N × mean; its variance = Σ N² (1 − n/N) s²/n. The interval is Student's, its degrees of
freedom by Satterthwaite: subgroups differ in spread, and the one that carries most of the error
counts for as many degrees as its own few claims, where n − L would count everyone's.
Only the quantile is a float; amounts are exact until they are rounded, once, to the cent.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Literal

from scipy.special import stdtrit

from claims.money import EXACT, to_cents
from claims.problems import Problem, Refused
from claims.totals.strata import LONGEST, Stratum, faults

Level = Literal["narrow", "fair", "wide", "too_wide"]
DURAN = Decimal("0.433")
"""Margin that a court found too wide, 11.87 ± 5.14 at 95 %: Duran v. U.S. Bank National Assn.,
59 Cal. 4th 1 (2014)."""
TARGETS = (Decimal("0.10"), Decimal("0.20"))
"""Margins that the gauge says the way to, narrowest first."""
LEVELS: tuple[tuple[Decimal, Level], ...] = (
    (TARGETS[0], "narrow"), (TARGETS[1], "fair"), (DURAN, "wide")
)  # fmt: skip
CONFIDENCE = Decimal("0.95")
"""That of Duran, and of an estimate unless another is asked."""
MARGIN_STEP = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Part:
    """What one stratum adds. Amounts in cents; low and high by its own degrees of freedom."""

    stratum: Stratum
    mean: int
    total: int
    standard_error: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """A total, in cents, between low and high with that confidence; low stops at what the claims
    examined came to alone.

    margin: half the width over the total, None when the total is zero; gauged: the same at the
    confidence of Duran, whatever was asked; freedom: degrees of freedom, None when nothing is left
    to chance.
    """

    total: int
    standard_error: int
    low: int
    high: int
    margin: Decimal | None
    gauged: Decimal | None
    confidence: Decimal
    freedom: Decimal | None
    parts: tuple[Part, ...]
    warnings: tuple[Problem, ...]

    @property
    def level(self) -> Level | None:
        """Where the margin stands on the gauge; None without one."""
        return None if self.gauged is None else level_of(self.gauged)


def estimate(
    strata: Sequence[Stratum], confidence: Decimal = CONFIDENCE, place: str = ""
) -> Estimate:
    """The stratified total. Raises Refused with everything that keeps one from being drawn."""
    problems = [*_confidence(confidence), *faults(strata, place)]
    if problems:
        raise Refused(problems)
    total, spread = sum((s.total for s in strata), Fraction(0)), error(strata)
    free = freedom(strata)
    half = half_width(spread, free, confidence)
    least = sum((s.least for s in strata), Fraction(0))
    low, high = _around(total, half, least)
    found = Estimate(
        to_cents(exact(total)), to_cents(root(spread)), low, high,
        margin_of(strata, confidence), margin_of(strata, CONFIDENCE), confidence,
        None if free is None else exact(free).quantize(Decimal("0.01")),
        tuple(_part(stratum, confidence) for stratum in strata), (),
    )  # fmt: skip
    return with_warnings(found, (*_warnings(found, place), *_stopped(total, half, least, place)))


def with_warnings(found: Estimate, warnings: tuple[Problem, ...]) -> Estimate:
    """The same estimate, to be read with these warnings."""
    return replace(found, warnings=warnings)


def error(strata: Sequence[Stratum]) -> Fraction:
    """Variance of the total of the strata, each drawn apart from the others."""
    return sum((stratum.error for stratum in strata), Fraction(0))


def freedom(strata: Sequence[Stratum]) -> Fraction | None:
    """Satterthwaite's degrees of freedom; None when no stratum leaves anything to chance."""
    parts = [(s.error, s.free or s.sampled - 1) for s in strata if s.error]
    if not parts:
        return None
    whole = sum((spread for spread, _ in parts), Fraction(0))
    return whole**2 / sum((spread**2 / n for spread, n in parts), Fraction(0))


def half_width(spread: Fraction, free: Fraction | None, confidence: Decimal) -> Decimal:
    """Half the interval of a total of that variance."""
    if free is None:
        return Decimal(0)
    with localcontext(EXACT):
        return quantile(float(free), confidence) * root(spread)


def quantile(free: float, confidence: Decimal) -> Decimal:
    """Student's t that leaves half of 1 − confidence above it."""
    return Decimal(repr(float(stdtrit(free, float((1 + confidence) / 2)))))


def margin_of(strata: Sequence[Stratum], confidence: Decimal) -> Decimal | None:
    """The relative margin of strata without a fault; None when they come to nothing."""
    total = exact(sum((s.total for s in strata), Fraction(0)))
    half = half_width(error(strata), freedom(strata), confidence)
    return relative_margin(half, total) if total else None


def relative_margin(half: Decimal, total: Decimal) -> Decimal:
    """Half the width of an interval over its middle: 5.14 on 11.87 is 0.433."""
    with localcontext(EXACT):
        return (half / total).quantize(MARGIN_STEP)


def level_of(margin: Decimal) -> Level:
    """Where a margin stands on the gauge; that of Duran itself is too wide."""
    return next((level for most, level in LEVELS if margin < most), "too_wide")


def exact(value: Fraction) -> Decimal:
    """A fraction as a decimal number of forty digits."""
    with localcontext(EXACT):
        return Decimal(value.numerator) / Decimal(value.denominator)


def root(value: Fraction) -> Decimal:
    """The square root, to forty digits."""
    with localcontext(EXACT):
        return exact(value).sqrt()


def _around(total: Fraction, half: Decimal, least: Fraction) -> tuple[int, int]:
    with localcontext(EXACT):
        middle = exact(total)
        lowest = min(to_cents(exact(least)), to_cents(middle))
        return max(to_cents(middle - half), lowest), to_cents(middle + half)


def _stopped(total: Fraction, half: Decimal, least: Fraction, place: str) -> Iterator[Problem]:
    """The interval would go below what was examined."""
    with localcontext(EXACT):
        if half and exact(total) - half < exact(least):
            yield Problem(place, "estimate-below-examined")


def _part(stratum: Stratum, confidence: Decimal) -> Part:
    half = half_width(stratum.error, freedom([stratum]), confidence)
    ends = _around(stratum.total, half, stratum.least)
    mean, total = to_cents(exact(stratum.mean)), to_cents(exact(stratum.total))
    return Part(stratum, mean, total, to_cents(root(stratum.error)), *ends)


def is_confidence(level: Decimal) -> bool:
    """Whether an interval can be asked for at this level."""
    return level.is_finite() and Decimal("0.5") <= level <= Decimal("0.999")


def _confidence(confidence: Decimal) -> list[Problem]:
    told = {"value": f"{confidence}"}
    known = is_confidence(confidence)
    return [] if known else [Problem("--confidence", "confidence-range", told)]


def _warnings(found: Estimate, place: str) -> list[Problem]:
    told = []
    for part in found.parts:
        stratum = part.stratum
        if not stratum.variance and stratum.sampled != stratum.members:
            told.append(Problem(stratum.name[:LONGEST], "stratum-constant"))
    if found.margin is None:
        told.append(Problem(place, "estimate-nothing"))
    return told
