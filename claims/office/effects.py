"""What other rules would make of the claims that count: seen before anything is kept."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from claims.claim.model import Claim
from claims.damages.rows import LineRow
from claims.matter.model import Figure, Head, Matter
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
    """Every claim that counts, counted in memory under `now`, which is in force, and `then`, whose
    figures alone differ; asked again of the same claims, the same answer."""
    with house.store.database.moment():
        columns = house.store.lines.as_columns(now.matter.id).columns
        asked = now.book.sha256, then.book.sha256
        kept = _kept.get(now.matter.id)
        if kept is None or kept[0] is not columns or kept[1] != asked:
            kept = columns, asked, _effect(house, now, then)
            _kept[now.matter.id] = kept
        return kept[2]


_kept: dict[str, tuple[Mapping[str, Sequence[object]], tuple[str, str], Effect]] = {}
"""Matter → the last answer, with the lines and the two rulebooks it was of."""


def _effect(house: House, now: Rules, then: Rules) -> Effect:
    kept = _grouped(house.store.lines.rows(now.matter.id), _number)
    revised = _revised(now.matter, then.matter)
    claims = waiting = 0
    before, after = list[LineRow](), list[LineRow]()
    moved = dict[str, Sums]()
    for each in standing(house, now.matter.id):
        claims += 1
        again = each.row.rules != now.book.sha256
        waiting += again
        was = lines_under(now, each) if again else kept.get(each.row.number, [])
        comes = lines_under(then, each) if _touched(each.claim, revised) else was
        before += was
        after += comes
        if (one := sums(was)) != (other := sums(comes)):
            moved[each.row.number] = one.by(other)
    return Effect(
        claims, tuple(moved), _most(moved.values()), sums(before), sums(after),
        _cells(before, after, now.matter), waiting,
    )  # fmt: skip


def _revised(now: Matter, then: Matter) -> Mapping[str, Sequence[tuple[Figure, Figure]]]:
    """Head → the figures it is counted with that differ, before and after."""
    both = {name: (figure, then.figures[name]) for name, figure in now.figures.items()}
    changed = {name: pair for name, pair in both.items() if pair[0] != pair[1]}
    return {key: [changed[name] for name in _used(head) & changed.keys()]
            for key, head in now.heads.items()}  # fmt: skip


def _used(head: Head) -> set[str]:
    """The names that a head is counted with."""
    return {step.name for step in head.tape} | {asked.otherwise for asked in head.inputs.values()}


def _touched(claim: Claim, revised: Mapping[str, Sequence[tuple[Figure, Figure]]]) -> bool:
    """Whether a figure that differs is another value on the day of one of its losses: what a claim
    comes to rests on nothing else that was revised."""
    for loss in claim.losses:
        service = claim.service(loss.service)
        kind = service.type if service else ""
        if any(was.on(loss.start, kind).value != comes.on(loss.start, kind).value
               for was, comes in revised[loss.head]):  # fmt: skip
            return True
    return False


def _most(changes: Collection[Sums]) -> Sums:
    """The largest change of one claim, of each amount by itself."""
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
