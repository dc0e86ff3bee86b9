"""One loss, claimed by two: the same site, head and days in the claims of two claimants.

The unit is (registrable domain, head, days). Until counsel has decided the losses of both, neither
is sure to be owed to whoever claims it: both are disputed, and an undisputed total leaves them out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Claimed(NamedTuple):
    """What tells whether a loss meets another. service: the domain, empty for the claimant's own;
    start, end: ISO days, both counted."""

    number: str
    loss: str
    head: str
    service: str
    start: str
    end: str
    decided: bool


def disputed(losses: Iterable[Claimed]) -> frozenset[tuple[str, str]]:
    """(claim, loss) of every loss that another claim declares too, while one of the two waits."""
    units: defaultdict[tuple[str, str], list[Claimed]] = defaultdict(list)
    for loss in losses:
        if loss.service:
            units[loss.service, loss.head].append(loss)
    return frozenset(key for unit in units.values() for pair in _meeting(unit) for key in pair)


def _meeting(unit: list[Claimed]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Pairs with a day in common, of two claims, not both decided: by the day they begin."""
    running: list[Claimed] = []
    for loss in sorted(unit, key=lambda loss: loss.start):
        running = [other for other in running if other.end >= loss.start]
        for other in running:
            if other.number != loss.number and not (other.decided and loss.decided):
                yield (other.number, other.loss), (loss.number, loss.loss)
        running.append(loss)
