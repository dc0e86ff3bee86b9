"""Strata: what is known of each part of a class, and what keeps a total from being drawn of it.

A stratum is a subgroup: so many members, so many of their claims examined, the mean and the
variance of these. Figures are exact fractions, so that the order of strata never matters.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from claims.i18n.titled import Cells, lines_of
from claims.problems import Problem, Refused

COLUMNS = ("stratum", "members", "sampled", "mean", "variance")
WHOLE = re.compile(r"[0-9]{1,10}")
AMOUNT = re.compile(r"-?[0-9]{1,24}([.,][0-9]{1,24})?")
MEANS = (Decimal("0.0001"), Decimal(10) ** 12)
VARIANCES = (Decimal(0), Decimal(10) ** 20)
"""From which up to below which a mean or a variance is read, unless it is zero: forty digits then
hold every margin, whatever the members."""
LONGEST = 80
"""Signs of a name or of a cell that a sentence shows."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """One part of a class.

    members: how many it counts, None while nobody said; sampled: claims examined; mean: in dollars
    or euros; variance: in their square, divided by sampled − 1, None where a single claim or none
    was examined.
    """

    name: str
    members: int | None
    sampled: int
    mean: Fraction
    variance: Fraction | None
    free: int = 0
    """Degrees of freedom of the variance, where they are not sampled − 1."""
    found: Fraction | None = None
    """What the claims examined came to, where it is not sampled × mean."""

    @property
    def total(self) -> Fraction:
        """Members × mean."""
        return (self.members or 0) * self.mean

    @property
    def least(self) -> Fraction:
        """What the claims examined came to alone: no loss is negative, so the total is no less."""
        return self.sampled * self.mean if self.found is None else self.found

    @property
    def error(self) -> Fraction:
        """Variance of `total`, with the finite-population correction; 0 when all were examined."""
        if not self.members or self.members == self.sampled:
            return Fraction(0)
        left = Fraction(self.members * (self.members - self.sampled), self.sampled)
        return left * (self.variance or 0)


def from_amounts(name: str, members: int | None, cents: Sequence[int]) -> Stratum:
    """The stratum of the amounts examined themselves, in cents."""
    n, whole = len(cents), sum(cents)
    mean = Fraction(whole, 100 * n) if n else Fraction(0)
    squares = n * sum(each * each for each in cents) - whole * whole
    variance = Fraction(squares, n * (n - 1) * 100**2) if n > 1 else None
    return Stratum(name, members, n, mean, variance)


def faults(strata: Sequence[Stratum], place: str = "") -> Iterator[Problem]:
    """Everything that keeps a total from being drawn of these strata."""
    if not strata:
        yield Problem(place, "strata-none")
    names = [stratum.name for stratum in strata]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield Problem(place, "stratum-twice", {"name": name[:LONGEST]})
    for stratum in strata:
        where = ", ".join(part for part in (place, stratum.name[:LONGEST]) if part)
        code = _fault(stratum)
        if code:
            told = {"members": stratum.members or 0, "sampled": stratum.sampled}
            yield Problem(where, code, told)


def _fault(stratum: Stratum) -> str:
    if stratum.members is None:
        return "stratum-members-missing"
    if stratum.sampled > stratum.members:
        return "stratum-over-sampled"
    if stratum.members and not stratum.sampled:
        return "stratum-not-sampled"
    if stratum.mean < 0:
        return "stratum-mean-negative"
    return _variance_fault(stratum)


def _variance_fault(stratum: Stratum) -> str:
    if stratum.variance is not None and stratum.variance < 0:
        return "stratum-variance-negative"
    if stratum.sampled == stratum.members:
        return ""
    if stratum.sampled == 1:
        return "stratum-of-one"
    return "stratum-variance-missing" if stratum.variance is None else ""


def read_strata(raw: bytes, name: str) -> tuple[Stratum, ...]:
    """Strata of a CSV file of that name, with the titles of COLUMNS.

    Raises Refused with every fault of its cells, and of the strata beside them that can be read;
    where every cell is well, `faults` says what they mean together.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise Refused([Problem(name, "not-utf8", {"line": line})]) from None
    read = [_row(row, where) for _, where, row in lines_of(text, name, COLUMNS)]
    strata = tuple(row for row in read if isinstance(row, Stratum))
    problems = [each for row in read if not isinstance(row, Stratum) for each in row]
    if problems:
        raise Refused([*problems, *(faults(strata, name) if strata else ())])
    return strata


def _row(cells: Cells | Problem, where: str) -> Stratum | list[Problem]:
    if isinstance(cells, Problem):
        return [cells]
    members, sampled, mean, variance = (cells[name] for name in COLUMNS[1:])
    problems = [
        *_unlike(WHOLE, "stratum-not-whole", {"members": members}, where, blank=True),
        *_unlike(WHOLE, "stratum-not-whole", {"sampled": sampled}, where),
        *_unlike(AMOUNT, "stratum-not-number", {"mean": mean}, where),
        *_unlike(AMOUNT, "stratum-not-number", {"variance": variance}, where, blank=True),
        *_beyond(MEANS, "stratum-mean-beyond", {"mean": mean}, where),
        *_beyond(VARIANCES, "stratum-variance-beyond", {"variance": variance}, where),
    ]
    if not cells["stratum"]:
        problems.append(Problem(f"{where}, stratum", "stratum-unnamed"))
    if problems:
        return problems
    return Stratum(
        cells["stratum"],
        int(members) if members else None,
        int(sampled),
        _fraction(mean),
        _fraction(variance) if variance else None,
    )


def _unlike(
    shape: re.Pattern[str], code: str, cell: Mapping[str, str], where: str, *, blank: bool = False
) -> Iterable[Problem]:
    for name, value in cell.items():
        if not (shape.fullmatch(value) or (blank and not value)):
            yield Problem(f"{where}, {name}", code, {"value": value[:LONGEST]})


def _beyond(
    ends: tuple[Decimal, Decimal], code: str, cell: Mapping[str, str], where: str
) -> Iterable[Problem]:
    for name, value in cell.items():
        size = abs(_fraction(value)) if AMOUNT.fullmatch(value) else 0
        if size and not ends[0] <= size < ends[1]:
            yield Problem(f"{where}, {name}", code, {"value": value[:LONGEST]})


def _fraction(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))
