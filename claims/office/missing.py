"""Proofs not brought yet, ranked by what each would add to the amount supported."""

from dataclasses import dataclass

from claims.office.folder import Folder


@dataclass(frozen=True, slots=True)
class Missing:
    """What would raise one loss the most: the exhibits that lack, and the cents gained."""

    loss: str
    kinds: tuple[str, ...]
    cents: int


def missing(folder: Folder) -> tuple[Missing, ...]:
    """For each loss that lacks proof, the best that would raise it; the largest gain first."""
    best = [
        Missing(line.loss, kinds, cents)
        for line in folder.lines
        if line.gains
        for _, kinds, cents in [max(line.gains, key=lambda gain: (gain[2], -len(gain[1])))]
    ]
    return tuple(sorted(best, key=lambda one: (-one.cents, one.loss)))
