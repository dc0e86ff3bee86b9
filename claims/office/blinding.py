"""Who must read which claim a second time, knowing nothing of the first decisions.

Until they have said their word on every line, counsel's other doors to that claim are shut to them.
Lists, totals and batches give them those claims as undecided. What is made for others or frozen,
and what cannot be told without the decisions, waits: less their own totals, it would tell them.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from claims.access import Actor
from claims.claim.states import COUNTED, Status
from claims.damages.rows import LineRow
from claims.office.house import House
from claims.problems import NotAllowed, Problem, Refused
from claims.store.audits import Audit
from claims.store.claims import ClaimRow
from claims.store.coded import Columns, overwritten
from claims.store.lines import LineColumns
from claims.store.search import Search
from claims.store.seconds import Word


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim drawn: for whom, the losses it had that day, by loss what was said of each since, and
    the first decisions kept after all."""

    draw: Audit
    number: str
    reader: str
    losses: tuple[str, ...]
    said: Mapping[str, Word] = field(default_factory=dict)
    kept: Mapping[str, Word] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        """Whether every line was said something of."""
        return set(self.losses) <= set(self.said)


def readings(house: House, matter: str) -> tuple[Reading, ...]:
    """Every claim of a matter ever drawn, by draw, reader and number."""
    draws = house.store.review_draws.of(matter)
    if not draws:
        return ()
    words: defaultdict[tuple[str, str, str], dict[str, Word]] = defaultdict(dict)
    for word in house.store.seconds.of(matter):
        words[word.draw, word.number, word.act][word.loss] = word
    return tuple(
        Reading(
            draw, number, reader, draw.frame[number],
            words[draw.id, number, "second"], words[draw.id, number, "kept"],
        )
        for draw in reversed(draws)
        for reader, numbers in draw.drawn.items()
        for number in numbers
    )  # fmt: skip


def waiting(house: House, matter: str, reader: str) -> frozenset[str]:
    """The claims this person has to read a second time; some may have left since."""
    found = readings(house, matter)
    return frozenset(each.number for each in found if each.reader == reader and not each.done)


def blinded(house: House, actor: Actor, row: ClaimRow) -> Reading | None:
    """The second reading that the actor owes on a claim; None when they owe none."""
    if row.status not in COUNTED:
        return None
    return next(
        (
            each
            for each in readings(house, row.matter)
            if each.number == row.number and each.reader == actor.name and not each.done
        ),
        None,
    )


def must_not_be_blinded(house: House, actor: Actor, row: ClaimRow) -> None:
    """Refuse who still has to read the claim a second time. Raises NotAllowed."""
    if blinded(house, actor, row):
        raise NotAllowed(f"{actor.name} has still to read {row.number} a second time, blind")


def owed(house: House, actor: Actor, matter: str) -> frozenset[str]:
    """The claims that count and that the actor has still to read a second time."""
    unread = waiting(house, matter, actor.name)
    rows = (house.store.claims.find(number) for number in unread)
    return frozenset(row.number for row in rows if row and row.status in COUNTED)


def must_owe_no_reading(house: House, actor: Actor, matter: str) -> None:
    """Refuse what tells what was decided of many claims to who has some of them still to read,
    blind. Raises Refused, with how many."""
    if unread := owed(house, actor, matter):
        raise Refused([Problem("", "blind-first", {"claims": len(unread)})])


def as_unread(house: House, actor: Actor, matter: str, kept: LineColumns) -> LineColumns:
    """The lines of a matter as the actor may read them: those of claims still to be read blind, as
    if nobody had decided them."""
    unread = owed(house, actor, matter)
    if not unread:
        return kept
    if isinstance(kept.columns, Columns):
        lines = overwritten(kept.columns.lines, unread, _UNDECIDED)
        return LineColumns(kept.head, Columns(lines))
    blind = [number in unread for number in kept.columns["number"]]
    columns = {
        name: [_UNDECIDED[name] if hide else value for value, hide in zip(of, blind, strict=True)]
        if name in _UNDECIDED else of
        for name, of in kept.columns.items()
    }  # fmt: skip
    return LineColumns(kept.head, columns)


_UNDECIDED: Mapping[str, str | int] = {"admitted": 0, "decided": False, "status": Status.IN_REVIEW}
"""What a claim that is still to be read blind is told as, by column."""


def line_unread(row: LineRow) -> LineRow:
    """One line told as if nobody had decided it."""
    return replace(row, admitted=0, decided=False, status=Status.IN_REVIEW)


def search_unread(house: House, actor: Actor, search: Search) -> Search:
    """A search that tells claims still to be read blind as if under review, in filter and order."""
    return replace(search, unread=tuple(sorted(owed(house, actor, search.matter))))
