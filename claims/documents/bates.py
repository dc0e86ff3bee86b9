"""Page numbers over a whole matter (Bates numbers): WHC-000001, WHC-000002…, none given twice.

An exhibit keeps the numbers of its first volume for ever; a later volume goes on from the highest
ever given. How they are written is settled with the first volume.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Level = Literal["page", "document"]
Corner = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Scheme:
    """How numbers are written. level: one a page, or one an exhibit."""

    prefix: str
    digits: int = 6
    start: int = 1
    corner: Corner = "right"
    level: Level = "page"

    def label(self, number: int) -> str:
        """WHC-000123."""
        return f"{self.prefix}-{number:0{self.digits}}"

    def span(self, given: "Range") -> str:
        """The first number and the last, once when they are one; in letters of ASCII."""
        return " - ".join(dict.fromkeys(map(self.label, (given.first, given.last))))

    def labels(self, given: "Range") -> tuple[str, ...]:
        """Every number of a range, in order."""
        return tuple(map(self.label, range(given.first, given.last + 1)))


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers of one exhibit, from the first to the last."""

    first: int
    last: int


def numbered(
    pages: Iterable[tuple[str, int]], given: Mapping[str, Range], scheme: Scheme
) -> dict[str, Range]:
    """Key → numbers: those given before stay, new ones go on from the highest ever given.

    pages: each exhibit's key and how many pages it has, in the order to be numbered.
    """
    ranges = dict(given)
    last = max((each.last for each in given.values()), default=scheme.start - 1)
    for key, count in pages:
        if key not in ranges:
            taken = count if scheme.level == "page" else 1
            ranges[key] = Range(last + 1, last + taken)
            last += taken
    return ranges
