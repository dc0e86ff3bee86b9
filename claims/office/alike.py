"""What is said of an exhibit is said of its bytes, under every id that its claim filed them.

A file taken back and brought again has another id, and giving it would give what was withheld. So
the journal says of each id what stands of the bytes: a bundle, its lists, the list that a snapshot
seals and the verifiers then read one thing. Within a claim: whose file the same bytes are in
another one, and why, is for counsel to say there.
"""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from claims.claim.redaction import Level
from claims.office.house import House
from claims.office.in_place import Known, as_one
from claims.store.claims import Claims, Revision
from claims.store.redactions import Redaction, Withheld

SYSTEM = "system"
"""Who says that a file brought again is infected. What counsel said of it stays theirs."""


def ever_filed(house: House, number: str) -> frozenset[str]:
    """The exhibits of a claim that some filing cited."""
    claims = house.store.claims
    every = (_cited(claims, past) for past in claims.revisions(number))
    return frozenset().union(*every)


@lru_cache(maxsize=20_000)  # asked again for each word said since; a filing undone had another hash
def _cited(claims: Claims, filed: Revision) -> frozenset[str]:
    return frozenset(each.id for each in claims.body(filed.number, filed.revision).exhibits)


def known_of(house: House, number: str) -> dict[str, Known]:
    """Exhibit → what the journal says of it, of those that a claim ever filed."""
    filed, looks = ever_filed(house, number), house.store.looks.of(number)
    held = house.store.redactions.of(number)
    return {
        kept.exhibit.id: Known(
            kept.exhibit.sha256, held.get(kept.exhibit.id, Withheld()),
            looks[kept.exhibit.id].quarantined,
        )
        for kept in house.store.exhibits.ever(number)
        if kept.exhibit.id in filed
    }  # fmt: skip


def agree(house: House, number: str, *, now: datetime) -> None:
    """Say of each exhibit of a claim what stands of the same bytes under another id."""
    brought = [kept.exhibit.sha256 for kept in house.store.exhibits.ever(number)]
    if len(set(brought)) == len(brought):
        return
    with house.store.database.together():
        before = known_of(house, number)
        for exhibit, known in as_one(before).items():
            _say(house, number, exhibit, before[exhibit], known, now)


def _say(
    house: House, number: str, exhibit: str, before: Known, known: Known, now: datetime
) -> None:
    held, was = known.held, before.held
    if known.infected and not before.infected:
        house.store.looks.keep_scan(exhibit, "infected", at=now, by=SYSTEM)
    if (held.level, held.reason) != (was.level, was.reason):
        house.store.redactions.say(
            number, exhibit, held.level, held.reason, at=now, by=held.by, like=known.like
        )
    if held.copy and not was.copy:
        _copy(house, number, exhibit, was, held.copy, now, held.copy.by)


def agree_all(house: House, matter: str, *, now: datetime) -> None:
    """The same of every claim of a matter that filed the same bytes under several ids."""
    store = house.store
    said = {number for number, _ in store.redactions.every(store.journal.head().seq)}
    found = map(store.exhibits.find, store.looks.infected(matter))
    spoken = said | {kept.number for kept in found if kept}
    for number in sorted(spoken & store.exhibits.repeated(matter)):
        before = known_of(house, number)
        said_of_all = {exhibit: _words(each) for exhibit, each in as_one(before).items()}
        if said_of_all != {exhibit: _words(each) for exhibit, each in before.items()}:
            # nobody waits for a turn to write where all is said
            agree(house, number, now=now)


def _words(known: Known) -> tuple[Level, str, str, bool]:
    """What `agree` records of an exhibit."""
    held = known.held
    return held.level, held.reason, held.copy.sha256 if held.copy else "", known.infected


def _others(house: House, number: str, exhibit: str) -> tuple[str, ...]:
    """The other ids that a claim filed the bytes of an exhibit under."""
    brought = {each.exhibit.id: each.exhibit.sha256 for each in house.store.exhibits.ever(number)}
    same = {other for other, digest in brought.items() if digest == brought[exhibit]} - {exhibit}
    return tuple(sorted(same & ever_filed(house, number))) if same else ()


def say_of_all(
    house: House, number: str, exhibit: str, level: Level, reason: str, *, now: datetime, by: str,
    seen: tuple[Level, str] | None,
) -> None:  # fmt: skip
    """Say who may be given a file, under each of its ids. Raises Conflict as `Redactions.say`."""
    redactions = house.store.redactions
    with house.store.database.together():
        redactions.say(number, exhibit, level, reason, at=now, by=by, seen=seen)
        for other in _others(house, number, exhibit):
            redactions.say(number, other, level, reason, at=now, by=by, like=exhibit)


def copy_for_all(house: House, number: str, made: Redaction, *, now: datetime, by: str) -> None:
    """Let a redacted copy stand under each of the other ids of the file it was made from."""
    held = house.store.redactions.of(number)
    for other in _others(house, number, made.exhibit):
        _copy(house, number, other, held.get(other, Withheld()), made, now, by)


def _copy(
    house: House, number: str, exhibit: str, held: Withheld, copy: Redaction, now: datetime, by: str
) -> None:
    if held.copy is None or held.copy.sha256 != copy.sha256:
        mine = replace(copy, exhibit=exhibit, like=copy.exhibit)
        house.store.redactions.add(number, mine, seen=len(held.copies), at=now, by=by)
