"""P-1, P-2…: which exhibit bears which number, kept in the journal so that none is used again.

The first to give a number has it. Who finds, once noted, that another export gave the same numbers
at the same moment takes the next ones instead.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from claims.documents.bundle import numbers_of
from claims.documents.index import FiledExhibit
from claims.office.house import House
from claims.problems import Conflict

NUMBERED = "number exhibits"
TRIES = 5


def given(house: House, matter: str) -> dict[str, int]:
    """Every number ever given in a matter, by key (`claims.documents.numbering`)."""
    numbers: dict[str, int] = {}
    for entry in house.store.journal.following(subject=matter):
        if entry.action == NUMBERED:
            taken = set(numbers.values())
            noted = json.loads(entry.body)["numbers"].items()
            numbers |= {k: n for k, n in noted if k not in numbers and n not in taken}
    return numbers


def numbers_for(
    house: House,
    matter: str,
    snapshot: str,
    exhibits: Sequence[FiledExhibit],
    *,
    now: datetime,
    by: str,
) -> Mapping[str, int]:
    """Numbers of everything a bundle holds; new ones are noted before they are printed."""
    for _try in range(TRIES):
        before = given(house, matter)
        wanted = numbers_of(snapshot, exhibits, before)
        new = {key: number for key, number in wanted.items() if key not in before}
        if not new:
            return wanted
        house.store.journal.note(NUMBERED, matter, {"numbers": new}, at=now, by=by)
    raise Conflict(f"exhibits of {matter} are being numbered elsewhere; try again in a moment")
