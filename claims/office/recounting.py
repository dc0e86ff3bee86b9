"""Claims counted again under the rules in force, when a figure changed since they were filed.

What was filed and decided stays word for word; only what it comes to is counted anew, and the
journal says so claim by claim. Until then no document is made: its method would not be its amounts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from claims.access import Actor
from claims.damages.rows import LineRow, rows_of
from claims.office.house import House
from claims.problems import Problem, Refused
from claims.store.claims import Standing


@dataclass(frozen=True, slots=True)
class Sums:
    """What claims come to, in cents."""

    declared: int
    supported: int
    admitted: int


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

    keep: False to see what it would change. Raises NotAllowed, NotSaved.
    """
    actor.must_work_on("recount claims", matter)
    book = house.rules(matter).book
    with house.store.database.together():
        counted = [(s, *_lines(house, s)) for s in _standing(house, matter, book.sha256)]
        for standing, _, lines in counted if keep else ():
            house.store.claims.recount(standing.claim, lines, under=book, at=now, by=actor.name)
    return Recounted(
        len(counted),
        tuple(s.row.number for s, before, after in counted if _sums(before) != _sums(after)),
        _sums(tuple(line for _, before, _ in counted for line in before)),
        _sums(tuple(line for _, _, after in counted for line in after)),
    )


def _standing(house: House, matter: str, rules: str) -> Iterator[Standing]:
    standing = house.store.claims.standing(matter)
    return (each for each in standing if each.row.rules not in ("", rules))


def _lines(house: House, standing: Standing) -> tuple[tuple[LineRow, ...], tuple[LineRow, ...]]:
    """The lines of a claim as they stand, and as the rules in force count them."""
    row, claim = standing.row, standing.claim
    submitted = row.submitted_on or row.created_at.date()
    now = house.rules(row.matter).assess(claim)
    then = house.store.lines.of_claim(row.number)
    return then, rows_of(claim, now, status=row.status, submitted=submitted)


def _sums(lines: tuple[LineRow, ...]) -> Sums:
    return Sums(
        sum(line.declared for line in lines),
        sum(line.supported for line in lines),
        sum(line.admitted for line in lines),
    )
