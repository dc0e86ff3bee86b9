"""Counsel's own notes on a claim: for counsel of its matter alone, in no document made of it."""

from collections.abc import Callable
from datetime import datetime

from claims.access import Actor
from claims.i18n.amounts import read_text
from claims.office.house import House
from claims.office.lawyer import found
from claims.office.verdicts import NOTE
from claims.problems import Problem, Refused
from claims.store.notes import Note


def notes(house: House, actor: Actor, number: str) -> tuple[Note, ...]:
    """The notes of a claim, oldest first. Raises NotAllowed and NotFound."""
    return house.store.notes.of(found(house, actor, "write note", number).number)


def note(
    house: House,
    actor: Actor,
    number: str,
    text: str,
    *,
    now: datetime,
    entropy: Callable[[int], bytes],
) -> Note:
    """Keep a note. Raises NotAllowed, NotFound, and Refused with what to mend."""
    row = found(house, actor, "write note", number)
    said = read_text(text.replace("\r\n", "\n"), "note", longest=NOTE, lines=True)
    if isinstance(said, Problem):
        raise Refused([said])
    if not said.strip():
        raise Refused([Problem("note", "note-empty")])
    salt = entropy(16).hex()
    return house.store.notes.add(row.number, said.strip(), salt=salt, at=now, by=actor.name)
