"""The journal as counsel and administrators read it, and the proof that it is whole.

Counsel reads what concerns their own matters; of every other entry only its place, its moment and
its seal are shown, which is what the chain needs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.access import Actor, Role
from claims.claim.numbers import read_number
from claims.claim.states import Status
from claims.office.blinding import owed
from claims.office.house import House
from claims.problems import NotFound, Problem, Refused
from claims.store.journal import Entry
from claims.store.search import Search
from claims.store.verify import Verdict, verify

SIZE = 50
WITHHELD = "—"
FILED = tuple(status for status in Status if status is not Status.DRAFT)
"""A draft is its claimant's alone: not even the ids of its exhibits are counsel's to read."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, newest first, and how many there are in all."""

    entries: tuple[Entry, ...]
    total: int


def page(house: House, actor: Actor, number: int = 1) -> Page:
    """One page of the journal; page 1 holds the newest entries."""
    actor.must("read journal")
    total = house.store.journal.head().seq
    last = total - (number - 1) * SIZE
    if last < 1:
        return Page((), total)
    first = max(last - SIZE, 0)
    entries = house.store.journal.entries(after=first, limit=last - first)
    return Page(_seen_by(house, actor, entries[::-1]), total)


def about(house: House, actor: Actor, typed: str) -> Page:
    """The journal of one claim, its number as typed. Raises Refused, NotFound."""
    actor.must("read journal")
    number = read_number(typed, "subject")
    if isinstance(number, Problem):
        raise Refused([number])
    entries = house.store.journal.latest(1000, subject=number)
    seen = _seen_by(house, actor, entries)
    if not seen or seen[0].subject == WITHHELD:
        raise NotFound(f"no claim {number}")
    return Page(seen, len(seen))


def verified(house: House, actor: Actor, printed: Sequence[tuple[int, str]] = ()) -> Verdict:
    """Follow the whole chain and every row it seals, against heads that were printed."""
    actor.must("read journal")
    kept = [
        (snapshot.journal_seq, snapshot.journal_hash)
        for matter in house.matters
        for snapshot in house.store.snapshots.of(matter)
        if snapshot.journal_seq
    ]
    return verify(house.store.database, [*kept, *printed])


def _seen_by(house: House, actor: Actor, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    if actor.role is Role.ADMINISTRATOR:
        return tuple(entries)
    mine = {*actor.matters, actor.name, *_numbers(house, actor, entries)}
    mine -= {number for matter in actor.matters for number in owed(house, actor, matter)}
    return tuple(e if e.subject in mine else _withheld(e) for e in entries)


def _numbers(house: House, actor: Actor, entries: Sequence[Entry]) -> set[str]:
    """Which subjects are claims filed in the actor's matters: one query a matter."""
    subjects = tuple({entry.subject for entry in entries})
    found = (
        house.store.finder.page(Search(m, FILED, numbers=subjects, size=len(subjects) or 1))
        for m in actor.matters
    )
    return {row.claim.number for each in found for row in each.rows}


def _withheld(entry: Entry) -> Entry:
    return replace(entry, actor=WITHHELD, subject=WITHHELD, body=WITHHELD)
