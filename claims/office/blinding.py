"""Who must read which claim a second time, knowing nothing of the first decisions.

Until they have said their word on every line, counsel's other doors to that claim are shut to them.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from claims.access import Actor
from claims.claim.states import COUNTED
from claims.office.house import House
from claims.problems import NotAllowed
from claims.store.audits import Audit
from claims.store.claims import ClaimRow
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
