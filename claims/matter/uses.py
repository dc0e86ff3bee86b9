"""Which heads use a figure, and where: in their tape, in place of a blank answer, as a screen."""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.matter.model import Head, Matter


@dataclass(frozen=True, slots=True)
class Use:
    """steps: places of the tape, from 1; screened: whether falls of sales are compared with it."""

    head: str
    steps: tuple[int, ...]
    screened: bool


def uses(matter: Matter, figure: str) -> tuple[Use, ...]:
    """Every head that names a figure, in the order of the matter's file."""
    found = (
        Use(key, tuple(_steps(head, figure)), head.screen == figure)
        for key, head in matter.heads.items()
    )
    return tuple(use for use in found if use.steps or use.screened)


def _steps(head: Head, figure: str) -> Iterator[int]:
    for place, step in enumerate(head.tape, 1):
        asked = head.inputs.get(step.name)
        if figure in (step.name, asked.otherwise if asked else ""):
            yield place
