"""Leaving: out of the group, which is final and proved by a receipt; or out of our memory.

What was filed in a pending action is evidence, kept by law until its retention has run: erasing it
is asked, and answered by counsel with reasons. A draft never filed is erased at once.
"""

from dataclasses import dataclass
from datetime import datetime

from claims.access import Actor
from claims.claim.numbers import read_number
from claims.claim.states import Status, may_move
from claims.i18n.amounts import read_text
from claims.i18n.formats import moment
from claims.matter.leaving import knows_opting_out
from claims.office.conversing import filed_claim, said_in_full
from claims.office.house import House
from claims.office.looking import forget_pictures
from claims.office.past import changes_of
from claims.office.posting import post_to_claimant
from claims.office.postman import folder_of, forget_file
from claims.office.telling import tell_moved
from claims.problems import NotAllowed, NotFound, Problem, Refused
from claims.store.claims import ClaimRow
from claims.store.erasures import Erasure
from claims.store.journal import Entry, Head

OPT_OUT = "opt out"
"""Reason of the move, in the journal."""
ERASED = "draft erased"
"""Why the key of its exhibits is destroyed, in the journal."""
REASON = 1_000
"""Longest reason given for an erasure, in characters."""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """An exclusion on record: when, by whom it was recorded, and the journal's head then."""

    row: ClaimRow
    at: datetime
    by: str
    head: Head


def opt_out(house: House, actor: Actor, *, typed: str, seen: int, now: datetime) -> Head:
    """Record that the claimant asks to be excluded, once they typed the number of their claim.

    Raises Refused when it is another number or the matter knows no opting out, NotAllowed when
    they are out already, Conflict.
    """
    row = filed_claim(house, actor, "opt out", actor.claim)
    if not may_move(row.status, Status.OPTED_OUT, actor.role):
        raise NotAllowed(f"a claim that is {row.status} cannot opt out")
    if not knows_opting_out(house.matter(row.matter)):
        raise Refused([Problem("exclusion", "no-opting-out")])
    _confirmed(typed, row.number, "exclusion")
    with house.store.database.together():
        head = house.store.claims.move(
            row.number, Status.OPTED_OUT, reason=OPT_OUT, seen=seen, at=now, by=actor.name
        )
        tell_moved(house, row.number, Status.OPTED_OUT, head, now=now)
    return head


def exclusion(house: House, actor: Actor, number: str) -> Exclusion:
    """The exclusion of a claim, for its receipt. Raises NotAllowed and NotFound."""
    row = filed_claim(house, actor, "read exclusion", number)
    entry = _opting_out(house, number)
    if row.status is not Status.OPTED_OUT or entry is None:
        raise NotFound(f"claim {number} did not opt out")
    return Exclusion(row, entry.at, entry.actor, Head(entry.seq, entry.hash, entry.at))


def erase_draft(house: House, actor: Actor, *, typed: str, seen: int, now: datetime) -> None:
    """Erase a draft never filed: what was typed, its exhibits, its code and its sessions.

    Raises Refused when another number is typed, NotAllowed when it was filed, Conflict, NotSaved.
    """
    actor.must("erase draft")
    row = house.store.claims.find(actor.claim)
    if row is None:
        raise NotFound(f"no claim {actor.claim}")
    actor.must("erase draft", row)
    _confirmed(typed, row.number, "erasure")
    letters = house.store.outbox.latest(None, number=row.number)
    with house.store.database.together():
        alone = house.store.erasures.erase_draft(row.number, seen=seen, at=now, by=actor.name)
        house.store.keys.forget(row.number, reason=ERASED, at=now, by=actor.name)
        house.store.sessions.end_all("claimant", row.number, at=now, by=actor.name)
    house.store.database.scrub()
    for letter in letters:
        forget_file(folder_of(house.settings), letter)
    forget_pictures(alone)
    for digest in alone:
        house.vault.drop_plain(digest)


def ask_erasure(house: House, actor: Actor, *, reason: str, now: datetime) -> None:
    """Ask that a filed claim be forgotten; counsel answers. A reason may be given."""
    row = filed_claim(house, actor, "ask erasure", actor.claim)
    said = read_text(reason, "erasure-reason", longest=REASON, lines=True)
    if isinstance(said, Problem):
        raise Refused([said])
    with house.store.database.together():
        if house.store.erasures.ask(row.number, said, at=now, by=actor.name):
            _tell(house, row, "erasure", now)


def asked_erasure(house: House, actor: Actor, number: str) -> Erasure | None:
    """The request about a claim, open or answered; None when there was none."""
    filed_claim(house, actor, "read messages", number)
    return house.store.erasures.of(number)


def erasures_waiting(house: House, actor: Actor) -> tuple[str, ...]:
    """Claims whose request waits for an answer, in every matter this person works on."""
    actor.must("list erasures")
    return tuple(n for matter in actor.matters for n in house.store.erasures.waiting(matter))


def answer_erasure(house: House, actor: Actor, number: str, answer: str, *, now: datetime) -> None:
    """Close a request with reasons its claimant reads. Raises Refused and NotFound."""
    row = filed_claim(house, actor, "answer erasure", number)
    said = said_in_full(answer, "erasure-answer")
    with house.store.database.together():
        if house.store.erasures.answer(number, said, at=now, by=actor.name):
            _tell(house, row, "erasure_answered", now)


def _tell(house: House, row: ClaimRow, kind: str, now: datetime) -> None:
    """An e-mail about a request for erasure: received, or answered."""
    when = moment(now, house.matter(row.matter).timezone, row.language)
    key = f"{kind} {row.number} {house.store.journal.head().seq}"
    post_to_claimant(house, row.number, kind, key=key, now=now, values={"when": when})


def _confirmed(typed: str, number: str, where: str) -> None:
    """What cannot be undone is confirmed by typing the number of the claim."""
    if read_number(typed, where) != number:
        raise Refused([Problem(where, "number-not-typed", {"number": number})])


def _opting_out(house: House, number: str) -> Entry | None:
    """The journal's entry that took the claim out: the last that moved it."""
    moves = [entry for entry in changes_of(house, number) if entry.action == "move claim"]
    return moves[-1] if moves else None
