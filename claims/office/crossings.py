"""Where a claim meets others: the same site, the very same file, or the same text in another.

For counsel only.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from claims.access import Actor
from claims.claim.model import Claim
from claims.damages.assessment import Line
from claims.damages.rows import LineRow
from claims.office.blinding import line_unread, owed
from claims.office.house import House
from claims.office.lawyer import OpenClaim


@dataclass(frozen=True, slots=True)
class Crossing:
    """A line of another claim about a site of this one; same_loss: same head, common days."""

    other: LineRow
    same_loss: bool


@dataclass(frozen=True, slots=True)
class SharedFile:
    """An exhibit of this claim that another claim brought too; reason: by its bytes, or its words,
    letters and digits alone, in a file of another make."""

    name: str
    number: str
    reason: Literal["bytes", "words"] = "bytes"


def crossings(house: House, actor: Actor, opened: OpenClaim) -> tuple[Crossing, ...]:
    """Lines of other claims about the same sites, the same losses first: indexed look-ups."""
    actor.must("list claims", opened.row)
    matter = opened.row.matter
    domains = {service.domain for service in opened.claim.services}
    found = house.store.lines.of_domains(matter, domains)
    unread = owed(house, actor, matter)
    others = [
        line_unread(row) if row.number in unread else row
        for row in found if row.number != opened.row.number
    ]  # fmt: skip
    own: defaultdict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in opened.assessment.lines:
        own[line.service, line.head].append(line)
    met = [Crossing(o, _same_days(o, own[o.service, o.head])) for o in others]
    return tuple(sorted(met, key=lambda c: (not c.same_loss, c.other.number, c.other.loss)))


def _same_days(other: LineRow, lines: Sequence[Line]) -> bool:
    return any(line.start <= other.end and other.start <= line.end for line in lines)


def shared_files(house: House, actor: Actor, opened: OpenClaim) -> tuple[SharedFile, ...]:
    """Exhibits whose very bytes, or whose words, stand in other claims as well."""
    actor.must("list claims", opened.row)
    return tuple(_shared(house, opened.claim, opened.row.matter))


def _shared(house: House, claim: Claim, matter: str) -> Iterator[SharedFile]:
    kept = house.store.exhibits
    for exhibit in claim.exhibits:
        same = _others(kept.with_file(matter, exhibit.sha256), claim)
        alike = _others(kept.with_words(matter, exhibit.id), claim)
        known = frozenset(same)
        yield from (SharedFile(exhibit.name, number) for number in same)
        yield from (
            SharedFile(exhibit.name, number, "words") for number in alike if number not in known
        )


def _others(numbers: Iterable[str], claim: Claim) -> tuple[str, ...]:
    """The same claims but this one."""
    return tuple(number for number in numbers if number != claim.number)
