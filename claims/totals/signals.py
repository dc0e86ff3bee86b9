"""What is odd in claims beside each other: filed in a wave, or of the very same amounts.

Like any reason to look twice, it only orders a list.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any


def waves(filed: Mapping[str, datetime], claims: int, minutes: int) -> frozenset[str]:
    """Claims filed among so many within so many minutes. filed: claim → moment."""
    ordered = sorted(filed.items(), key=lambda item: (item[1], item[0]))
    within, first = timedelta(minutes=minutes), 0
    found: set[str] = set()
    for last, (_, moment) in enumerate(ordered):
        while moment - ordered[first][1] > within:
            first += 1
        if last - first + 1 >= claims:
            found.update(number for number, _ in ordered[first : last + 1])
    return frozenset(found)


def same_amounts(
    columns: Mapping[str, Sequence[Any]], typed: frozenset[str], claims: int
) -> frozenset[str]:
    """Claims that ask the very same sums under the same heads as so many in all.

    columns: of lines, as the store gives them; typed: heads whose amount depends on what the
    claimant types. A flat sum alone, which the matter sets, is everybody's.
    """
    asked: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for number, head, cents in zip(
        *(columns[n] for n in ("number", "head", "declared")), strict=True
    ):
        if head in typed and cents:
            asked[number].append((head, cents))
    alike: defaultdict[tuple[tuple[str, int], ...], list[str]] = defaultdict(list)
    for number, sums in asked.items():
        alike[tuple(sorted(sums))].append(number)
    return frozenset(n for numbers in alike.values() if len(numbers) >= claims for n in numbers)
