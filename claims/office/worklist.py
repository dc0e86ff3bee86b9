"""What waits for counsel: the queue, and the list of claims it opens on.

Both are answered from rows already kept, never by reading claims one by one, so that they stay
quick with thousands of claims.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import compress
from typing import NamedTuple

from claims.access import Actor
from claims.claim.periods import known_outage
from claims.claim.states import Status
from claims.matter.model import Matter
from claims.office.agreeing import differing
from claims.office.blinding import search_unread, waiting
from claims.office.curing import expired
from claims.office.disputes import disputed_of
from claims.office.house import House
from claims.office.reviewing import late_waiting
from claims.store.lines import LineColumns
from claims.store.search import Found, Page, Search
from claims.totals.cells import nearest_rank
from claims.totals.outlying import Fence, by_head, fences

UNDECIDED = frozenset({Status.SUBMITTED, Status.IN_REVIEW, Status.DEFICIENT})
SOON = timedelta(days=7)
"""A delay that ends within this time is told before it does."""
SECOND = "second"
"""The task of who must read claims a second time, blind."""
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


class Sight:
    """What the queue is answered from: each part read once, and only when a task needs it."""

    def __init__(self, house: House, matter: str, now: datetime, who: str) -> None:
        self.house, self.store, self.matter, self.now = house, house.store, matter, now
        self.who = who

    @cached_property
    def kept(self) -> LineColumns:
        """The lines of claims that count."""
        return self.store.lines.as_columns(self.matter)

    @cached_property
    def lines(self) -> tuple[Short, ...]:
        """The same, one by one."""
        return tuple(short(self.kept))

    @cached_property
    def standing_all(self) -> set[str]:
        """The claims that count."""
        return set(self.kept.columns["number"])

    @cached_property
    def blind(self) -> set[str]:
        """Those that the reader has still to read a second time."""
        return self.standing_all & waiting(self.house, self.matter, self.who)

    @cached_property
    def undecided(self) -> list[Short]:
        """Those of claims still to be decided."""
        return [line for line in self.lines if line.status in UNDECIDED]

    @cached_property
    def open_numbers(self) -> set[str]:
        """The claims still to be decided."""
        return {line.number for line in self.undecided}

    @cached_property
    def told(self) -> dict[str, list[int]]:
        """Head → what is declared under it, in order."""
        return by_head((line.head, line.declared) for line in self.lines)

    @cached_property
    def late(self) -> frozenset[str]:
        """Claims whose delay to answer has run."""
        return expired(self.house, self.matter, now=self.now)

    @cached_property
    def soon(self) -> frozenset[str]:
        """Claims whose delay is about to."""
        return expired(self.house, self.matter, now=self.now + SOON) - self.late

    @cached_property
    def contested_again(self) -> frozenset[str]:
        """Claims whose decision was contested, and which wait for another."""
        return frozenset(self.store.contests.waiting(self.matter))

    def standing(self, status: Status) -> set[str]:
        """The claims in one state."""
        return {line.number for line in self.lines if line.status == status}


def _twice(sight: Sight) -> Iterable[str]:
    met = disputed_of(sight.kept.columns, sight.house.matter(sight.matter).timed)
    return sight.open_numbers.intersection(compress(sight.kept.columns["number"], met))


def _same_file(sight: Sight) -> Iterable[str]:
    shared = sight.store.exhibits.shared(sight.matter).values()
    return sight.open_numbers.intersection(n for numbers in shared for n in numbers)


TASKS: Mapping[str, Callable[[Sight], Iterable[str]]] = {
    "unanswered": lambda sight: sight.store.messages.unanswered(sight.matter),
    "erasure": lambda sight: sight.store.erasures.waiting(sight.matter),
    "expired": lambda sight: sight.late,
    "due": lambda sight: sight.soon,
    "late-contest": lambda sight: late_waiting(sight.house, sight.matter) - sight.open_numbers,
    "reconsider": lambda sight: sight.open_numbers.intersection(sight.contested_again),
    SECOND: lambda sight: sight.blind,
    "differing": lambda sight: sight.standing_all.intersection(
        differing(sight.house, sight.matter)
    ),
    "untold": lambda sight: sight.store.notices.untold(sight.matter),
    "awaiting": lambda sight: sight.standing(Status.SUBMITTED).difference(sight.contested_again),
    "begun": lambda sight: sight.standing(Status.IN_REVIEW),
    "contested": lambda sight: (c.number for c in sight.store.ownership.contested(sight.matter)),
    "twice": _twice,
    "contradicted": lambda sight: contradicted(sight.undecided, sight.house.matter(sight.matter)),
    "outlying": lambda sight: outlying(sight.undecided, fences(sight.told)),
    "unproved": lambda sight: unproved(sight.undecided, sight.told),
    "no-exhibit": lambda sight: sight.open_numbers.intersection(
        sight.store.finder.without_exhibit(sight.matter)
    ),
    "same-file": _same_file,
    "deficient": lambda sight: sight.standing(Status.DEFICIENT) - sight.late - sight.soon,
}
"""Code of a task → the claims it concerns; the most pressing first. `SECOND` alone names those its
reader has still to read blind: a contest or an untold letter would tell of their decision."""


def queue(house: House, actor: Actor, matter: str, *, now: datetime) -> tuple[Task, ...]:
    """Every task of a matter, the most pressing first, those with nothing to do included."""
    actor.must_work_on("list claims", matter)
    sight = Sight(house, matter, now, actor.name)
    drafts = house.store.finder.counts(matter)[Status.DRAFT]
    return (*(_task(code, sight) for code in TASKS), Task("unsigned", (), drafts))


def task(house: House, actor: Actor, matter: str, code: str, *, now: datetime) -> Task:
    """One task that lists claims; the others are not looked for."""
    actor.must_work_on("list claims", matter)
    return _task(code, Sight(house, matter, now, actor.name))


def claims_list(house: House, actor: Actor, search: Search) -> Page:
    """One page of the claims that match; drafts are nobody's to list before they are filed."""
    actor.must_work_on("list claims", search.matter)
    kept = tuple(status for status in search.statuses if status is not Status.DRAFT)
    if search.statuses and not kept:
        return Page((), 0)
    asked = search_unread(house, actor, replace(search, statuses=kept))
    found, unread = house.store.finder.page(asked), asked.unread
    return replace(found, rows=tuple(_blind(row) if row.claim.number in unread else row
                                     for row in found.rows))  # fmt: skip


def _blind(row: Found) -> Found:
    """A claim its reader must still read a second time, as if nothing of it were decided."""
    return replace(row, admitted=0, claim=replace(row.claim, status=Status.IN_REVIEW))


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


def fences_of(house: House, actor: Actor, matter: str) -> dict[str, Fence]:
    """Head → above which amount a loss of it is far from the others, for heads with enough."""
    actor.must_work_on("list claims", matter)
    columns = house.store.lines.as_columns(matter).columns
    return fences(by_head(zip(columns["head"], columns["declared"], strict=True)))


def outlying(lines: list[Short], known: Mapping[str, Fence]) -> set[str]:
    """Claims with a loss far above the others of its head."""
    return {n.number for n in lines if n.head in known and n.declared > known[n.head].limit}


def unproved(lines: list[Short], told: Mapping[str, Sequence[int]]) -> set[str]:
    """Claims that, on a declaration alone for some of it, ask more than nine in ten do under the
    same head. told: head → what is declared under it, in order."""
    high = {head: cents[nearest_rank(len(cents), HIGH)] for head, cents in told.items()}
    return {n.number for n in lines if n.grade == "D" and n.declared > high.get(n.head, 0)}


def _task(code: str, sight: Sight) -> Task:
    numbers = set(TASKS[code](sight))
    ordered = tuple(sorted(numbers if code == SECOND else numbers - sight.blind))
    return Task(code, ordered, len(ordered))
