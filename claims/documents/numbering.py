"""P-1, P-2…: the number an exhibit is filed under, given once and never used again.

The report and the workbook of a snapshot come first, then each exhibit in the order of claims:
under its own number, or under a sub-number of its claim's (P-12.1, P-12.2…: P-12, "en liasse"). A
later bundle keeps the numbers already given and goes on from the highest.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from claims.documents.verify import safe_name
from claims.i18n.text import Language

Way = Literal["file", "claim"]
"""What has a number to itself: each file, or each claim, whose files have sub-numbers."""
Kept = int | list[int]
"""A number as the journal keeps it: 3 of P-3, [12, 3] of P-12.3."""


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """The number of an exhibit. main: 12 of P-12.3; sub: 3 of it, 0 of P-12. P-2.10 comes after
    P-2.9."""

    main: int
    sub: int = 0

    @property
    def label(self) -> str:
        """P-3, or P-12.3."""
        return f"{self.set}.{self.sub}" if self.sub else self.set

    @property
    def set(self) -> str:
        """P-12, of P-12.3: what all the files of its claim are filed under."""
        return f"P-{self.main}"

    @property
    def folder(self) -> str:
        """0003, or 0012.003: in the order of numbers wherever names are sorted."""
        return f"{self.main:04}.{self.sub:03}" if self.sub else f"{self.main:04}"

    def kept(self) -> Kept:
        """As the journal keeps it."""
        return [self.main, self.sub] if self.sub else self.main


def read_number(kept: Kept) -> Number:
    """A number as the journal kept it."""
    return Number(kept) if isinstance(kept, int) else Number(*kept)


def report_key(snapshot: str, part: str = "") -> str:
    """Key of the report made from a snapshot, of all claims or of a part of them (`part_of`)."""
    return f"report:{snapshot}{part and ':'}{part}"


def workbook_key(snapshot: str, part: str = "") -> str:
    """Key of the workbook, likewise."""
    return f"workbook:{snapshot}{part and ':'}{part}"


def part_of(claims: Iterable[str]) -> str:
    """What tells the papers of some chosen claims from those of others: a hash of their numbers."""
    return sha256(" ".join(sorted(claims)).encode()).hexdigest()[:16]


def exhibit_key(claim: str, exhibit: str) -> str:
    """Key of one exhibit of one claim."""
    return f"exhibit:{claim}:{exhibit}"


def _claim(key: str) -> str:
    """The claim of an exhibit, by its key; empty of a document of ours."""
    kind, _, rest = key.partition(":")
    return rest.partition(":")[0] if kind == "exhibit" else ""


def numbered(
    keys: Iterable[str], given: Mapping[str, Number], way: Way = "file"
) -> dict[str, Number]:
    """Key → number: those given before stay, new ones go on from the highest ever given, or from
    the highest of their claim."""
    numbers, last = dict(given), max((each.main for each in given.values()), default=0)
    sets: dict[str, Number] = {}
    for key, number in given.items():
        if number.sub:
            sets[_claim(key)] = max(number, sets.get(_claim(key), number))
    for key in keys:
        if key in numbers:
            continue
        claim = _claim(key) if way == "claim" else ""
        if claim in sets:
            number = Number(sets[claim].main, sets[claim].sub + 1)
        else:
            last += 1
            number = Number(last, 1 if claim else 0)
        numbers[key] = number
        if claim:
            sets[claim] = number
    return numbers


def given_by(noted: Iterable[Mapping[str, Kept]]) -> dict[str, Number]:
    """Key → number, of notes of the journal in their order: the first to give a number has it, and
    the first to number an exhibit says which way all are; what disagrees was never printed."""
    numbers: dict[str, Number] = {}
    owners: dict[int, str] = {}
    mains: dict[str, int] = {}
    taken: set[Number] = set()
    way: Way | None = None
    for key, kept in (pair for each in noted for pair in each.items()):
        number, claim = read_number(kept), _claim(key)
        owner = claim if number.sub else key
        asked: Way = "claim" if number.sub else "file"
        free = number not in taken and owners.get(number.main, owner) == owner
        alone = mains.get(owner, number.main) == number.main
        if key in numbers or not free or not alone or (claim and way not in (None, asked)):
            continue
        way = asked if claim else way
        numbers[key], owners[number.main], mains[owner] = number, owner, number.main
        taken.add(number)
    return numbers


def way_of_numbers(given: Mapping[str, Number]) -> Way | None:
    """Which way exhibits are numbered; None while none is."""
    first = next((number for key, number in given.items() if _claim(key)), None)
    return None if first is None else "claim" if first.sub else "file"


def in_sets(numbers: Iterable[Number]) -> Collection[int]:
    """The numbers under which several files stand, or stood: 12, of P-12.2."""
    return frozenset(each.main for each in numbers if each.sub > 1)


UNREADABLE = "ILLISIBLES_UNREADABLE.txt"
"""Stands in a bundle for the exhibits whose key is gone."""


def path_of(number: Number, name: str, language: Language = "fr") -> str:
    """Where an exhibit stands in a bundle: its number makes the path unique."""
    folder = "pieces" if language == "fr" else "exhibits"
    return f"{folder}/{number.folder}/{safe_name(name)}"
