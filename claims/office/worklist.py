"""What waits for counsel: the queue, and the list of claims it opens on.

Both are answered from rows already kept, never by reading claims one by one, so that they stay
quick with thousands of claims.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import compress
from typing import NamedTuple

from claims.access import Actor
from claims.claim.periods import known_outage
from claims.claim.states import Status
from claims.matter.model import Matter
from claims.office.curing import expired
from claims.office.house import House
from claims.office.reviewing import late_waiting
from claims.store.lines import LineColumns
from claims.store.search import Page, Search
from claims.totals.cells import nearest_rank
from claims.totals.overlaps import disputed_lines

UNDECIDED = frozenset({Status.SUBMITTED, Status.IN_REVIEW, Status.DEFICIENT})
HIGH = 90
"""A declaration alone is worth a question above this percentile of what its head declares."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do and the claims it concerns, by number, in order; `unsigned` lists none."""

    code: str
    numbers: tuple[str, ...]
    count: int


class Short(NamedTuple):
    """What the queue needs of a line."""

    number: str
    status: Status
    head: str
    service: str
    start: str
    end: str
    grade: str
    declared: int


def queue(house: House, actor: Actor, matter: str, *, now: datetime) -> tuple[Task, ...]:
    """Every task of a matter, the most pressing first, those with nothing to do included."""
    actor.must_work_on("list claims", matter)
    kept = house.store.lines.as_columns(matter)
    lines = tuple(short(kept))
    undecided = [line for line in lines if line.status in UNDECIDED]
    open_numbers = {line.number for line in undecided}
    drafts = house.store.finder.counts(matter)[Status.DRAFT]
    met = disputed_lines(kept.columns, house.matter(matter).timed)
    twice = compress(kept.columns["number"], met)
    late = expired(house, matter, now=now)
    waiting = (n.number for n in lines if n.status == Status.DEFICIENT and n.number not in late)
    again = house.store.contests.waiting(matter)
    shared = {n for each in house.store.exhibits.shared(matter).values() for n in each}
    return (
        _task("unanswered", house.store.messages.unanswered(matter)),
        _task("erasure", house.store.erasures.waiting(matter)),
        _task("expired", late),
        _task("late-contest", late_waiting(house, matter) - open_numbers),
        _task("reconsider", open_numbers.intersection(again)),
        _task("untold", house.store.notices.untold(matter)),
        _task(
            "awaiting",
            (n.number for n in lines if n.status == Status.SUBMITTED and n.number not in again),
        ),
        _task("contested", (c.number for c in house.store.ownership.contested(matter))),
        _task("twice", open_numbers & set(twice)),
        _task("contradicted", contradicted(undecided, house.matter(matter))),
        _task("unproved", unproved(lines) & open_numbers),
        _task("no-exhibit", open_numbers.intersection(house.store.finder.without_exhibit(matter))),
        _task("same-file", open_numbers & shared),
        _task("deficient", waiting),
        Task("unsigned", (), drafts),
    )


def claims_list(house: House, actor: Actor, search: Search) -> Page:
    """One page of the claims that match; drafts are nobody's to list before they are filed."""
    actor.must_work_on("list claims", search.matter)
    kept = tuple(status for status in search.statuses if status is not Status.DRAFT)
    if search.statuses and not kept:
        return Page((), 0)
    return house.store.finder.page(replace(search, statuses=kept))


def my_matters(house: House, actor: Actor) -> tuple[str, ...]:
    """The matters someone works on, those with the most claims first, then the latest event's."""
    mine = [m for m in actor.matters if m in house.matters]
    size = {m: sum(house.store.finder.counts(m).values()) for m in mine}
    latest = {matter: place for place, matter in enumerate(house.matters)}
    return tuple(sorted(mine, key=lambda m: (-size[m], latest[m])))


def demo_is_empty(house: House, actor: Actor) -> bool:
    """Whether this is a demonstration whose claims nobody loaded yet."""
    if house.settings.mode != "demo":
        return False
    return not any(sum(house.store.finder.counts(m).values()) for m in actor.matters)


def short(kept: LineColumns) -> Iterator[Short]:
    """The lines, of claims that count, one by one."""
    columns = [kept.columns[name] for name in Short._fields]
    return map(Short._make, zip(*columns, strict=True))


def contradicted(lines: list[Short], matter: Matter) -> set[str]:
    """Claims with a timed loss outside every known outage."""
    if not matter.outages:
        return set()
    first, last = known_outage(matter)
    until = str(last or matter.period_end)
    timed = {name for name, head in matter.heads.items() if head.timed}
    return {
        line.number
        for line in lines
        if line.head in timed and (line.start < str(first) or line.end > until)
    }


def unproved(lines: tuple[Short, ...]) -> set[str]:
    """Claims that, on a declaration alone for some of it, ask more than nine in ten do under the
    same head."""
    asked: defaultdict[str, list[int]] = defaultdict(list)
    for line in lines:
        asked[line.head].append(line.declared)
    high = {head: sorted(sums)[nearest_rank(len(sums), HIGH)] for head, sums in asked.items()}
    return {n.number for n in lines if n.grade == "D" and n.declared > high[n.head]}


def _task(code: str, numbers: Iterable[str]) -> Task:
    ordered = tuple(sorted(set(numbers)))
    return Task(code, ordered, len(ordered))
