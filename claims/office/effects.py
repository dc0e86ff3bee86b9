"""What other rules would make of the claims that count: seen before anything is kept."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from claims.damages.rows import LineRow
from claims.matter.model import Matter
from claims.matter.order import turn
from claims.office.house import House
from claims.office.recounting import Sums, lines_under, standing, sums
from claims.office.rulebook import Rules

Key = TypeVar("Key", str, tuple[str, str])


@dataclass(frozen=True, slots=True)
class Cell:
    """What the lines of one subgroup under one head come to, before and after."""

    subgroup: str
    head: str
    before: Sums
    after: Sums


@dataclass(frozen=True, slots=True)
class Effect:
    """What claims come to under the rules in force, and under others.

    claims: all that count; moved: those whose amounts differ; most: by how much at most for one
    claim, up or down; cells: those that differ, in the order of the matter; waiting: claims that
    wait for a recount under the rules in force, told here as these count them.
    """

    claims: int
    moved: tuple[str, ...]
    most: Sums
    before: Sums
    after: Sums
    cells: tuple[Cell, ...]
    waiting: int


def effect(house: House, now: Rules, then: Rules) -> Effect:
    """Every claim that counts, counted in memory under `now`, which is in force, and `then`."""
    claims = tuple(standing(house, now.matter.id))
    waiting = {s.row.number for s in claims if s.row.rules != now.book.sha256}
    kept = _grouped(house.store.lines.rows(now.matter.id), _number)
    before, after = list[Collection[LineRow]](), list[Collection[LineRow]]()
    for each in claims:
        again = each.row.number in waiting
        before.append(lines_under(now, each) if again else kept.get(each.row.number, []))
        after.append(lines_under(then, each))
    both = [(sums(was), sums(comes)) for was, comes in zip(before, after, strict=True)]
    return Effect(
        len(claims),
        tuple(s.row.number for s, (was, comes) in zip(claims, both, strict=True) if was != comes),
        _most(both),
        sums(was := list(chain.from_iterable(before))),
        sums(comes := list(chain.from_iterable(after))),
        _cells(was, comes, now.matter),
        len(waiting),
    )


def _most(both: Iterable[tuple[Sums, Sums]]) -> Sums:
    """The largest change of one claim, of each amount by itself."""
    changes = [was.by(comes) for was, comes in both]
    return Sums(*(max((getattr(c, name) for c in changes), default=0) for name in Sums.__slots__))


def _cells(before: Iterable[LineRow], after: Iterable[LineRow], matter: Matter) -> tuple[Cell, ...]:
    was, comes = (_grouped(lines, _cell) for lines in (before, after))
    keys = sorted(was | comes, key=lambda key: turn(key, matter, ("subgroup", "head")))
    both = ((key, sums(was.get(key, ())), sums(comes.get(key, ()))) for key in keys)
    return tuple(Cell(*key, old, new) for key, old, new in both if old != new)


def _cell(line: LineRow) -> tuple[str, str]:
    return line.subgroup, line.head


def _number(line: LineRow) -> str:
    return line.number


def _grouped(lines: Iterable[LineRow], key: Callable[[LineRow], Key]) -> dict[Key, list[LineRow]]:
    found: dict[Key, list[LineRow]] = {}
    for line in lines:
        found.setdefault(key(line), []).append(line)
    return found
