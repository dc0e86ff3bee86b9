"""What became of the e-mail of each of counsel's letters: one that was refused was read by nobody,
while the time it gives runs."""

from collections.abc import Mapping, Sequence

from claims.claim.deficiency import Notice
from claims.matter.letters import LetterKind
from claims.office.house import House
from claims.store.claims import ClaimRow
from claims.store.notices import KeptNotice
from claims.store.outbox import State

TOGETHER: Mapping[LetterKind, LetterKind] = {
    "deficiency": "deficiencies", "reminder": "reminders", "decision": "decisions",
    "reconsideration": "decisions",
}  # fmt: skip
"""Kind of the letter that each claim keeps → of the one that covered it with others."""


def key_alone(notice: Notice, number: str, place: int) -> str:
    """The event that the e-mail of one claim's letter tells, once."""
    return f"{notice.kind} {number} {place}"


def key_together(kind: LetterKind, matter: str, place: int) -> str:
    """The same, of a letter that covers several claims."""
    return f"{kind} {matter} {place}"


def delivered(house: House, row: ClaimRow, letters: Sequence[KeptNotice]) -> Mapping[int, State]:
    """Place of a letter → what became of its e-mail; those that went by post are not told."""
    keys = {kept.place: _key(row, kept) for kept in letters if not kept.notice.by_post}
    found = house.store.outbox.became(keys.values())
    return {place: found[key] for place, key in keys.items() if key in found}


def _key(row: ClaimRow, kept: KeptNotice) -> str:
    if place := kept.notice.consolidated:
        return key_together(TOGETHER[kept.notice.kind], row.matter, place)
    return key_alone(kept.notice, row.number, kept.place)
