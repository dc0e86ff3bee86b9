"""One loss, claimed by two: the same site, head and days in the claims of two claimants.

The unit is (registrable domain, head, days); days tell nothing of a head that does not run with
them. Until counsel has decided the losses of both, neither is sure to be owed to whoever claims it:
both are disputed, and an undisputed total leaves them out. A loss refused disputes nothing.
Millions of lines are first sifted by whole-number ids; only what two claims share is read by days.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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


def disputed(losses: Iterable[Claimed], timed: Timed) -> frozenset[tuple[str, str]]:
    """(claim, loss) of every loss that another claim declares too, while one of the two waits and
    none is refused."""
    units: defaultdict[tuple[str, str], list[Spell]] = defaultdict(list)
    for number, loss, head, service, start, end, decided, admitted in losses:
        if service and (admitted or not decided):
            first = start if head in timed else ""  # no day parts two losses without days
            units[service, head].append((first, end, decided, (number, loss)))
    found: set[tuple[str, str]] = set()
    for unit in units.values():
        _meet(unit, found)
    return frozenset(found)


Spell = tuple[str, str, bool, tuple[str, str]]
"""First day, last day, whether it is decided, and claim and loss."""


def _meet(unit: list[Spell], found: set[tuple[str, str]]) -> None:
    """Add the losses with a day in common, of two claims, not both decided: by first day."""
    running: list[Spell] = []
    for spell in sorted(unit):
        first, _, decided, key = spell
        running = [other for other in running if other[1] >= first]
        for _, _, other_decided, other in running:
            if other[0] != key[0] and not (other_decided and decided):
                found.add(other)
                found.add(key)
        running.append(spell)


def shared(service: Ids, head: Ids, claim: Ids) -> Mask:
    """Which lines are of a site and head that two claims declare, whatever the days.

    Ids from 0, one of each a line; a service below 0 is none. Two passes, of the memory of as many
    ids as there are sites: each claim is written at its site, and a site where another was written
    has two. Only the lines of such sites are looked at again with their heads.
    """
    two = _of_two(service, claim)
    two[-1] = False
    found = np.empty(service.size, dtype=bool)
    for lines, sites in _places(service):
        found[lines] = two[sites]
    some = np.flatnonzero(found)
    unit = service[some].astype(np.int64) * (int(head.max(initial=0)) + 1) + head[some]
    units, _ = pd.factorize(unit, size_hint=unit.size)
    found[some] = _of_two(units, claim[some])[units]
    return found


def _of_two(place: Ids, claim: Ids) -> Mask:
    """Which places two claims stand at: by place, and last of all whatever is below 0."""
    size = int(place.max(initial=-1)) + 2
    last = np.empty(size, dtype=claim.dtype)  # only what is written in it is read
    for lines, places in _places(place):
        last[places] = claim[lines]
    two = np.zeros(size, dtype=bool)
    for lines, places in _places(place):
        two[places.compress(last[places] != claim[lines])] = True
    return two


def _places(place: Ids) -> Iterator[tuple[slice, npt.NDArray[np.intp]]]:
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
    some = [at(columns[name], places) for name in Claimed._fields]
    losses = list(map(Claimed._make, zip(*some, strict=True)))
    known = disputed((loss._replace(decided=False) if settled else loss for loss in losses), timed)
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
    laid = layout([texts(columns[name]) for name in BY_SUBGROUP], 1)
    each = [
        sums(laid.gather(values), laid.starts)
        for values in (declared, waits.astype(np.int64), np.where(waits, declared, 0))
    ]
    counts = np.diff(laid.starts).tolist()
    return (Apart(key, *row) for key, *row in zip(laid.keys, counts, *each, strict=True))


def subgroups(cells: Iterable[Apart]) -> tuple[Apart, ...]:
    """The cells added up by group and subgroup."""
    parts: defaultdict[Key, list[Apart]] = defaultdict(list)
    for cell in cells:
        parts[cell.key[:2]].append(cell)
    return tuple(_sum(key, part) for key, part in parts.items())


def _sum(key: Key, cells: Iterable[Apart]) -> Apart:
    rows = [(c.lines, c.declared, c.disputed_lines, c.disputed) for c in cells]
    return Apart(key, *(map(sum, zip(*rows, strict=True)) if rows else (0, 0, 0, 0)))
