"""What is odd in claims beside each other: filed in a wave, from one place, of the same amounts.

Like any reason to look twice, it only orders a list.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple


class Origin(NamedTuple):
    """From where a claim was filed: its number, whose it is, the mark of the range, when."""

    number: str
    person: str
    mark: str
    at: datetime


def waves(filed: Mapping[str, datetime], claims: int, minutes: int) -> frozenset[str]:
    """Claims filed among so many within so many minutes. filed: claim → moment."""
    each_its_own = _by_time(Origin(number, number, "", at) for number, at in filed.items())
    return frozenset(_together(each_its_own, claims, timedelta(minutes=minutes)))


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


def from_one_range(filed: Iterable[Origin], people: int, days: int, most: int) -> frozenset[str]:
    """Claims filed from one range by so many people or more within so many days.

    A range from which more than `most` people file in all is a telephone carrier's or an office's:
    it tells nothing.
    """
    ranges: defaultdict[str, list[Origin]] = defaultdict(list)
    for origin in _by_time(filed):
        ranges[origin.mark].append(origin)
    found: set[str] = set()
    for met in ranges.values():
        if people <= len({origin.person for origin in met}) <= most:
            found.update(_together(met, people, timedelta(days=days)))
    return frozenset(found)


def _by_time(filed: Iterable[Origin]) -> list[Origin]:
    return sorted(filed, key=lambda each: (each.at, each.number))


def _together(met: Sequence[Origin], people: int, within: timedelta) -> Iterator[str]:
    """Claims, in order of time, among those that so many people file within that time; each once,
    since thousands may come at one moment."""
    here: Counter[str] = Counter()
    first = told = 0
    for last, origin in enumerate(met):
        here[origin.person] += 1
        while origin.at - met[first].at > within:
            _less_one(here, met[first].person)
            first += 1
        if len(here) >= people:
            yield from (each.number for each in met[max(first, told) : last + 1])
            told = last + 1


def _less_one(here: Counter[str], person: str) -> None:
    here[person] -= 1
    if not here[person]:
        del here[person]
