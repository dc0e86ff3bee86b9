"""How far a claimant is, topic by topic, in whatever order they go."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from claims.office.bringing import proving_nothing
from claims.office.folder import Folder
from claims.office.placing import unanswered
from claims.problems import Problem

Topic = Literal["coordonnees", "sites", "sous-groupe", "pertes", "pieces"]
State = Literal["todo", "ongoing", "done", "wrong", "optional"]
TOPICS: tuple[Topic, ...] = ("coordonnees", "sites", "sous-groupe", "pertes", "pieces")
MISSING = frozenset({"required", "no-service", "no-loss", "nothing-claimed"})
"""Codes of what is not said yet, as against what is said and wrong."""
BESIDE_LIST = frozenset({"row-waiting", "rows-waiting"})
"""Codes of what the page tells at the list itself, while one works on it."""
OF: Mapping[str, Topic] = {
    "claimant": "coordonnees",
    "contact": "coordonnees",
    "answers": "sous-groupe",
    "services": "sites",
    "losses": "pertes",
    "credits": "pertes",
    "exhibits": "pieces",
}


@dataclass(frozen=True, slots=True)
class Task:
    """One topic: where it stands, how many faults to correct, and everything still to mend."""

    topic: Topic
    state: State
    wrong: int
    problems: tuple[Problem, ...]


def tasks(folder: Folder) -> tuple[Task, ...]:
    """Every topic, in the order proposed."""
    return tuple(_task(topic, folder) for topic in TOPICS)


def topic_of(where: str) -> Topic:
    """The topic whose page holds the field at a path."""
    parts = where.split(".")
    if parts[0] == "services" and set(parts[2:3]) & {"answers", "subgroup"}:
        return "sous-groupe"
    return OF.get(parts[0], "coordonnees")


def problems_of(topic: Topic, folder: Folder) -> tuple[Problem, ...]:
    """What keeps a topic from being finished."""
    return tuple(p for p in folder.problems if topic_of(p.where) == topic)


def _task(topic: Topic, folder: Folder) -> Task:
    problems = problems_of(topic, folder)
    wrong = sum(problem.code not in MISSING for problem in problems)
    return Task(topic, _state(topic, folder, problems, wrong), wrong, problems)


def _state(topic: Topic, folder: Folder, problems: tuple[Problem, ...], wrong: int) -> State:
    if wrong:
        return "wrong"
    if not any(_typed(topic, folder)):
        return "optional" if topic == "pieces" else "todo"
    return "ongoing" if problems or _unfinished(topic, folder) else "done"


def _unfinished(topic: Topic, folder: Folder) -> bool:
    """What keeps no claim from being filed, and is not done all the same: questions without an
    answer, exhibits that prove nothing."""
    if topic == "pieces":
        return not folder.locked and bool(proving_nothing(folder))
    return topic == "sous-groupe" and any(
        unanswered(service.answers, folder.matter) for service in folder.form.services
    )


def _typed(topic: Topic, folder: Folder) -> Iterator[object]:
    """Whatever was put in the topic so far."""
    form = folder.form
    if topic == "coordonnees":
        yield from form.claimant.model_dump().values()
        yield from form.contact.model_dump().values()
    elif topic == "sous-groupe":
        yield from form.answers.values()
        yield from (answer for service in form.services for answer in service.answers.values())
    else:
        listed: dict[Topic, tuple[object, ...]] = {
            "sites": tuple(form.services),
            "pertes": (*form.losses, *form.credits),
            "pieces": folder.exhibits,
        }
        yield from listed[topic]
