"""Whose claim each is, among counsel: shared out as a list shows them, seen first, and undone.

It says who reads a claim first, and forbids nobody else to.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from claims.access import Actor, Role
from claims.claim.states import Status
from claims.office.house import House
from claims.office.lawyer import found
from claims.problems import Problem, Refused
from claims.store.assigned import Act, Given, Load
from claims.store.search import Search

WAITING = (Status.SUBMITTED, Status.IN_REVIEW, Status.DEFICIENT)
"""What of a claim given to someone is still theirs to do."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """What giving claims to a person would do. person: empty for nobody; numbers: those that would
    change hands, in order; theirs: how many are that person's already; before: whose the others
    are now → how many, nobody's under ""; seen: each of them → whose it was when it was read."""

    id: str
    matter: str
    person: str
    numbers: tuple[str, ...]
    theirs: int
    before: Mapping[str, int]
    seen: Mapping[str, str]


def people(house: House, actor: Actor, matter: str) -> tuple[str, ...]:
    """The accounts of the counsel of a matter, who may be given claims."""
    actor.must_work_on("assign claims", matter)
    return lawyers(house, matter)


def lawyers(house: House, matter: str) -> tuple[str, ...]:
    """The accounts of the active counsel of a matter, for a use case that asked who may know."""
    return tuple(
        account.email
        for account in house.store.accounts.all()
        if account.active and account.role is Role.LAWYER and matter in account.matters
    )


def planned(
    house: House,
    actor: Actor,
    search: Search,
    person: str,
    *,
    entropy: Callable[[int], bytes],
) -> Sharing:
    """What giving all the claims a search finds to a person would do; nothing is given yet.

    Raises NotAllowed, and Refused when that person is no counsel of the matter.
    """
    _must_be_counsel(house, actor, search.matter, person)
    whole = replace(search, statuses=tuple(s for s in search.statuses if s is not Status.DRAFT))
    with house.store.database.moment():
        every = tuple(house.store.finder.versions(whole))
        now = house.store.assigned.persons(search.matter)
    moved = tuple(number for number in every if now.get(number, "") != person)
    before = Counter(now.get(number, "") for number in moved)
    theirs = len(every) - len(moved)
    seen = {number: now.get(number, "") for number in moved}
    return Sharing(entropy(16).hex(), search.matter, person, moved, theirs, dict(before), seen)


def give(house: House, actor: Actor, sharing: Sharing, *, now: datetime) -> None:
    """Do what was seen. Raises NotAllowed, Refused, NotSaved, and Conflict when one of the claims
    was given to someone else since."""
    _must_be_counsel(house, actor, sharing.matter, sharing.person)
    known = house.store.finder.versions(Search(sharing.matter, numbers=sharing.numbers))
    if not known:
        raise Refused([Problem("claims", "nothing-assigned")])
    house.store.assigned.give(
        sharing.id, sharing.matter, sharing.person,
        {number: sharing.seen[number] for number in known}, at=now, by=actor.name,
    )  # fmt: skip


def since(house: House, actor: Actor, matter: str, seen: Mapping[str, str]) -> tuple[Given, ...]:
    """Those of some claims that someone gave since they were read. seen: claim → whose it was."""
    actor.must_work_on("assign claims", matter)
    return house.store.assigned.since(matter, seen)


def undo(house: House, actor: Actor, matter: str, act: str, *, now: datetime) -> int:
    """Give back what one act gave and nobody gave again since; how many claims."""
    actor.must_work_on("assign claims", matter)
    if act not in {each.id for each in house.store.assigned.acts(matter)}:
        return 0
    return house.store.assigned.undo(act, matter, at=now, by=actor.name)


def person(house: House, actor: Actor, number: str) -> str:
    """The counsel a claim is given to; empty for nobody. Raises NotAllowed and NotFound."""
    return house.store.assigned.person(found(house, actor, "assign claims", number).number)


def acts(house: House, actor: Actor, matter: str) -> tuple[Act, ...]:
    """The giving out that still stands for some claim, newest first."""
    actor.must_work_on("assign claims", matter)
    return house.store.assigned.acts(matter)


def loads(house: House, actor: Actor, matter: str) -> tuple[Load, ...]:
    """What waits for each counsel of a matter, those with nothing too; what is nobody's first."""
    counsel = people(house, actor, matter)
    known = {load.person: load for load in house.store.assigned.loads(matter, WAITING)}
    names = dict.fromkeys(["", *counsel, *known])
    return tuple(known.get(name, Load(name, 0, None)) for name in names)


def _must_be_counsel(house: House, actor: Actor, matter: str, person: str) -> None:
    known = people(house, actor, matter)
    if person and person not in known:
        raise Refused([Problem("person", "not-counsel")])
