"""Objections to a settlement as counsel receives them: who, when, which way, about what.

They live in the journal, append-only and sealed: none is changed, one withdrawn stays with its day.
The close-out statement counts them.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, get_args

from claims.access import Actor
from claims.evidence.juridical import local_date
from claims.i18n.amounts import read_day, read_text
from claims.office.house import House
from claims.problems import NotFound, Problem, Refused

RECORDED, WITHDRAWN = "record objection", "withdraw objection"
Way = Literal["filed", "sent"]
WAYS: tuple[Way, ...] = get_args(Way)
LONGEST_NAME, LONGEST = 200, 2_000
Entropy = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection. who: initials or a name; way: filed with the court, or sent to counsel;
    withdrawn: the day it was, None while it stands; by: who recorded it."""

    id: str
    who: str
    on: date
    way: Way
    about: str
    by: str
    withdrawn: date | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """An objection as counsel typed it."""

    who: str
    on: str
    way: str
    about: str


def objections(house: House, actor: Actor, matter: str) -> tuple[Objection, ...]:
    """Every objection recorded in a matter, in the order it was, those withdrawn included."""
    actor.must_work_on("record objection", matter)
    return recorded(house, matter)


def recorded(house: House, matter: str) -> tuple[Objection, ...]:
    """The same, for a document whose maker was already asked."""
    found = dict[str, Objection]()
    for entry in house.store.journal.following(subject=matter):
        if entry.action == RECORDED:
            told = json.loads(entry.body)
            day = date.fromisoformat(told.pop("on"))
            found[told["id"]] = Objection(**told, on=day, by=entry.actor)
        elif entry.action == WITHDRAWN:
            told = json.loads(entry.body)
            day = date.fromisoformat(told["on"])
            found[told["id"]] = replace(found[told["id"]], withdrawn=day)
    return tuple(found.values())


def record(
    house: House, actor: Actor, matter: str, typed: Typed, *, now: datetime, entropy: Entropy
) -> None:
    """Keep an objection. Raises Refused with everything to mend."""
    actor.must_work_on("record objection", matter)
    who = _text(typed.who, "who", "objection-who", LONGEST_NAME)
    about = _text(typed.about, "about", "objection-about", LONGEST)
    on = _day(house, matter, typed.on, now)
    problems = [each for each in (who, on, about) if isinstance(each, Problem)]
    if typed.way not in WAYS:
        problems.append(Problem("way", "objection-way"))
    if problems:
        raise Refused(problems)
    said = {"who": str(who), "on": str(on), "way": typed.way, "about": str(about)}
    body = {"id": entropy(8).hex()} | said
    house.store.journal.note(RECORDED, matter, body, at=now, by=actor.name)


def withdraw(
    house: House, actor: Actor, matter: str, objection: str, on: str, *, now: datetime
) -> None:
    """Keep that an objection was withdrawn, on a day from that of its receipt.

    Raises NotFound for one that was never recorded, Refused when the day cannot be, or it is
    withdrawn already.
    """
    actor.must_work_on("record objection", matter)
    with house.store.database.together():
        known = {each.id: each for each in recorded(house, matter)}
        if objection not in known:
            raise NotFound(f"matter {matter} has no objection {objection}")
        day = _day(house, matter, on, now)
        if isinstance(day, Problem):
            raise Refused([day])
        if known[objection].withdrawn:
            raise Refused([Problem("on", "objection-withdrawn")])
        if day < known[objection].on:
            told = {"received_day": str(known[objection].on)}
            raise Refused([Problem("on", "objection-before", told)])
        body = {"id": objection, "on": day.isoformat()}
        house.store.journal.note(WITHDRAWN, matter, body, at=now, by=actor.name)


def _text(typed: str, where: str, missing: str, longest: int) -> str | Problem:
    said = read_text(typed.replace("\r\n", "\n"), where, longest=longest, lines=where == "about")
    if isinstance(said, Problem):
        return said
    return said.strip() or Problem(where, missing)


def _day(house: House, matter: str, typed: str, now: datetime) -> date | Problem:
    day = read_day(typed, "on")
    if isinstance(day, Problem):
        return day
    if day > local_date(now, house.matter(matter).timezone):
        return Problem("on", "day-in-future", {"typed_day": str(day)})
    return day
