"""One loss, claimed by two: the same site, head and days in the claims of two claimants.

The unit is (registrable domain, head, days); days tell nothing of a head that does not run with
them. Until counsel has decided the losses of both, neither is sure to be owed to whoever claims it:
both are disputed, and an undisputed total leaves them out. A loss refused disputes nothing.
Millions of lines are first sifted by whole-number ids; only what two claims share is read by days.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import gt, lt
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from claims.totals.by_subgroup import BY_SUBGROUP
from claims.totals.cells import Key, layout, sums
from claims.totals.frame import Coded, cents, texts

Mask = npt.NDArray[np.bool_]
Ids = npt.NDArray[np.integer[Any]]
BLOCK = 1 << 14
"""As many lines as a processor keeps at hand with what is done to them."""
Timed = frozenset[str]
"""Heads whose losses are of days, so that two meet only on days in common."""


class Claimed(NamedTuple):
    """What tells whether a loss meets another. service: the domain, empty for the claimant's own;
    start, end: ISO days, both counted; admitted: cents."""

    number: str
    loss: str
    head: str
    service: str
    start: str
    end: str
    decided: bool
    admitted: int = 0


def disputed(
    losses: Iterable[Claimed], timed: Timed, *, settled: bool = False
) -> frozenset[tuple[str, str]]:
    """(claim, loss) of every loss that another claim declares too, while one of the two waits and
    none is refused; settled: whatever counsel decided."""
    units: defaultdict[tuple[str, str], list[Spell]] = defaultdict(list)
    for number, loss, head, service, start, end, decided, admitted in losses:
        done = decided and not settled
        if service and (admitted or not done):
            first = start if head in timed else ""  # no day parts two losses without days
            units[service, head].append((first, end, done, (number, loss)))
    found: set[tuple[str, str]] = set()
    for unit in units.values():
        _meet(unit, found)
    return frozenset(found)


Spell = tuple[str, str, bool, tuple[str, str]]
"""First day, last day, whether it is decided, and claim and loss."""


class Furthest:
    """The day that goes furthest of all those added, and the furthest of any claim but its own."""

    __slots__ = ("beyond", "claim", "day", "other")

    def __init__(self, beyond: Callable[[str, str], bool]) -> None:
        """beyond: whether its first day goes further than its second."""
        self.beyond = beyond
        self.claim = ""
        self.day: str | None = None
        self.other: str | None = None

    def add(self, claim: str, day: str) -> None:
        """Keep a day of a claim, if it goes further than what is kept."""
        if self.day is None or self.beyond(day, self.day):
            if claim != self.claim:
                self.claim, self.other = claim, self.day
            self.day = day
        elif claim != self.claim and (self.other is None or self.beyond(day, self.other)):
            self.other = day

    def reaches(self, claim: str, day: str) -> bool:
        """Whether a day of another claim goes as far as this one."""
        far = self.other if claim == self.claim else self.day
        return far is not None and not self.beyond(day, far)


def _meet(unit: list[Spell], found: set[tuple[str, str]]) -> None:
    """Add the losses with a day in common, of two claims, not both decided.

    By first day, a loss meets one before it that ends late enough, and one after it that begins
    early enough; of all those, only what goes furthest is asked.
    """
    spells = sorted(unit)
    _sweep(spells, gt, found)
    _sweep([(last, first, decided, key) for first, last, decided, key in spells[::-1]], lt, found)


def _sweep(
    spells: list[Spell], beyond: Callable[[str, str], bool], found: set[tuple[str, str]]
) -> None:
    every, waiting = Furthest(beyond), Furthest(beyond)
    for near, far, decided, key in spells:
        if (waiting if decided else every).reaches(key[0], near):
            found.add(key)
        every.add(key[0], far)
        if not decided:
            waiting.add(key[0], far)


def shared(service: Ids, head: Ids, claim: Ids) -> Mask:
    """Which lines are of a site and head that two claims declare, whatever the days.

    Ids from 0, one of each a line; a service below 0 is none. Two passes, of the memory of as many
    ids as there are sites: each claim is written at its site, and a site where another was written
    has two. Only the lines of such sites are looked at again with their heads.
    """
    two = _of_two(service, claim)
    two[-1] = False
    found = np.empty(service.size, dtype=bool)
    for lines, sites in in_blocks(service):
        found[lines] = two[sites]
    some = np.flatnonzero(found)
    units, _ = pd.factorize(service[some].astype(np.int64) << 32 | head[some])
    found[some] = _of_two(units, claim[some])[units]
    return found


def _of_two(place: Ids, claim: Ids) -> Mask:
    """Which places two claims stand at: by place, and last of all whatever is below 0."""
    size = int(place.max(initial=-1)) + 2
    last = np.empty_like(claim, shape=size)  # only what is written in it is read
    for lines, places in in_blocks(place):
        last[places] = claim[lines]
    two = np.full(size, False)
    for lines, places in in_blocks(place):
        two[places.compress(last[places] != claim[lines])] = True
    return two


def in_blocks(place: Ids) -> Iterator[tuple[slice, npt.NDArray[np.intp]]]:
    """Some lines after others, and their places as numpy follows them fastest."""
    for start in range(0, place.size, BLOCK):
        lines = slice(start, start + BLOCK)
        yield lines, place[lines].astype(np.intp)


def claimed_twice(columns: Mapping[str, Any]) -> Ids:
    """Where, in the store's columns, stand the lines whose site and head two claims declare.

    Texts that the store gives with their numbers are not numbered again, which takes longest.
    """
    (service, sites), (head, _), (claim, _) = (
        _numbered(columns[name]) for name in ("service", "head", "number")
    )
    none = next((code for code, site in enumerate(sites) if not site), -1)
    return np.flatnonzero(shared(np.where(service == none, -1, service), head, claim))


def claims_that_meet(columns: Mapping[str, Any]) -> frozenset[str]:
    """The numbers of the claims of such lines."""
    return frozenset(at(columns["number"], claimed_twice(columns)))


def _numbered(values: Any) -> tuple[Ids, Any]:
    """A number for each text, the same for the same, and the texts by their numbers."""
    if isinstance(values, Coded):
        return values.codes, values.texts
    codes, known = pd.factorize(np.asarray(values, dtype=object))
    return codes, known


def disputed_lines(columns: Mapping[str, Any], timed: Timed, *, settled: bool = False) -> Mask:
    """Which lines of the store's columns are disputed; settled: those counsel decided as well."""
    found = np.zeros(len(columns["decided"]), dtype=bool)
    places = claimed_twice(columns)
    losses = list(map(Claimed, *(at(columns[name], places) for name in Claimed._fields)))
    known = disputed(losses, timed, settled=settled)
    found[places] = [loss[:2] in known for loss in losses]
    return found


def at(values: Any, places: Ids) -> list[Any]:
    """Python's own values at these places."""
    if isinstance(values, Coded):
        return [values.texts[code] for code in values.codes[places].tolist()]
    if isinstance(values, np.ndarray):
        found: list[Any] = values[places].tolist()
        return found
    return [values[i] for i in places.tolist()]


@dataclass(frozen=True, slots=True)
class Apart:
    """What is declared in one cell, and how much of it is disputed: cents and losses.

    key: group, subgroup and head; empty for the whole.
    """

    key: Key
    lines: int
    declared: int
    disputed_lines: int
    disputed: int

    @property
    def undisputed(self) -> int:
        """Cents that one claimant alone declares, or that counsel has decided."""
        return self.declared - self.disputed


def apart(columns: Mapping[str, Any], waits: Mask) -> tuple[Apart, ...]:
    """Undisputed and disputed by group, subgroup and head, and the whole at the end.

    waits: as `disputed_lines` finds them.
    """
    declared = cents(columns["declared"], "declared")
    cells = tuple(_cells(columns, declared, waits))
    return (*cells, _sum((), cells))


def _cells(
    columns: Mapping[str, Any], declared: npt.NDArray[np.int64], waits: Mask
) -> Iterator[Apart]:
    laid = layout([texts(columns[name]) for name in BY_SUBGROUP])
    each = [
        sums(laid.gather(values), laid.starts)
        for values in (declared, waits.astype(np.int64), np.where(waits, declared, 0))
    ]
    counts = np.diff(laid.starts).tolist()
    return map(Apart, laid.keys, counts, *each)


def subgroups(cells: Iterable[Apart]) -> tuple[Apart, ...]:
    """The cells added up by group and subgroup."""
    parts: defaultdict[Key, list[Apart]] = defaultdict(list)
    for cell in cells:
        parts[cell.key[:2]].append(cell)
    return tuple(_sum(key, part) for key, part in parts.items())


def _sum(key: Key, cells: Sequence[Apart]) -> Apart:
    return Apart(
        key, sum(cell.lines for cell in cells), sum(cell.declared for cell in cells),
        sum(cell.disputed_lines for cell in cells), sum(cell.disputed for cell in cells),
    )  # fmt: skip
