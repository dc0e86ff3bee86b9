"""Claims counted again under the rules in force, when a figure changed since they were filed.

What was filed and decided stays word for word; only what it comes to is counted anew, and the
journal says so claim by claim. Until then no document is made: its method would not be its amounts.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from claims.access import Actor
from claims.damages.rows import LineRow, rows_of
from claims.office.blinding import line_unread, owed
from claims.office.house import House
from claims.office.rulebook import Rules
from claims.problems import Problem, Refused
from claims.store.claims import Standing


@dataclass(frozen=True, slots=True)
class Sums:
    """What claims come to, in cents."""

    declared: int
    supported: int
    admitted: int

    def by(self, other: "Sums") -> "Sums":
        """By how much each differs from another's, up or down."""
        return Sums(
            abs(other.declared - self.declared),
            abs(other.supported - self.supported),
            abs(other.admitted - self.admitted),
        )


@dataclass(frozen=True, slots=True)
class Recounted:
    """claims: counted again; changed: those whose amounts differ; before, after: of all these."""

    claims: int
    changed: tuple[str, ...]
    before: Sums
    after: Sums


def counted_otherwise(house: House, matter: str) -> int:
    """How many claims that count were counted under other rules than those in force."""
    return house.store.claims.counted_otherwise(matter, house.rules(matter).book.sha256)


def must_agree(house: House, matter: str) -> None:
    """Refuse while some claims were counted under other rules. Raises Refused."""
    if n := counted_otherwise(house, matter):
        raise Refused([Problem("rules", "recount-first", {"n": n, "matter": matter})])


def recount(
    house: House, actor: Actor, matter: str, *, now: datetime, keep: bool = True
) -> Recounted:
    """Count again, all together or not at all, the claims that count under other rules.

    keep: False to see what it would change; of claims the actor has still to read blind, it is told
    as if nobody had decided them. Raises NotAllowed, NotSaved.
    """
    actor.must_work_on("recount claims", matter)
    rules = house.rules(matter)
    with house.store.database.together():
        unread = owed(house, actor, matter)
        counted = [
            (s, house.store.lines.of_claim(s.row.number), lines_under(rules, s))
            for s in standing(house, matter)
            if s.row.rules != rules.book.sha256
        ]
        for each, _, lines in counted if keep else ():
            house.store.claims.recount(each.claim, lines, under=rules.book, at=now, by=actor.name)
    told = [
        (each.row.number, _unread(before), _unread(after))
        if each.row.number in unread
        else (each.row.number, before, after)
        for each, before, after in counted
    ]
    return Recounted(
        len(told),
        tuple(number for number, before, after in told if sums(before) != sums(after)),
        sums(tuple(line for _, before, _ in told for line in before)),
        sums(tuple(line for _, _, after in told for line in after)),
    )


def standing(house: House, matter: str) -> Iterator[Standing]:
    """Every claim that counts, but those whose rules nobody kept, read one at a time."""
    for each in house.store.claims.sealed(matter):
        if each.row.rules:
            yield Standing(each.row, each.claim(), each.sha256)


def lines_under(rules: Rules, counted: Standing) -> tuple[LineRow, ...]:
    """The lines of a claim as some rules count them."""
    row, claim = counted.row, counted.claim
    submitted = row.submitted_on or row.created_at.date()
    return rows_of(claim, rules.assess(claim, gains=False), status=row.status, submitted=submitted)


def _unread(lines: Iterable[LineRow]) -> tuple[LineRow, ...]:
    return tuple(map(line_unread, lines))


def sums(lines: Collection[LineRow]) -> Sums:
    """What lines add up to."""
    return Sums(
        sum(line.declared for line in lines),
        sum(line.supported for line in lines),
        sum(line.admitted for line in lines),
    )
