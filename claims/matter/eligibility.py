"""Which subgroups the answers point to: proposed from the matter's table, never decided."""

from collections.abc import Mapping

from claims.matter.model import Matter, Subgroup

EXCLUDES = {"own_action": "yes"}
"""A member who does not discontinue an action of their own on the same subject before the time for
opting out ends is deemed to have opted out (C.C.P. 580): counsel is written to before anything is
filed."""

UNKNOWN = "unknown"
"""The answer of who does not know."""


def asked(matter: Matter) -> tuple[str, ...]:
    """The questions that decide, in the order of the matter's file."""
    deciding = {question for subgroup in matter.subgroups.values() for question in subgroup.when}
    return tuple(key for key in matter.questions if key in deciding or key in EXCLUDES)


def answered(matter: Matter, answers: Mapping[str, str]) -> bool:
    """Whether every deciding question has an answer."""
    return all(answers.get(question) for question in asked(matter))


def excluded(answers: Mapping[str, str]) -> bool:
    """Whether an answer takes the person out of the group, whatever was lost."""
    return bool(excluding(answers))


def excluding(answers: Mapping[str, str]) -> tuple[str, ...]:
    """The questions whose answer takes the person out of the group."""
    return tuple(question for question, out in EXCLUDES.items() if answers.get(question) == out)


def placed(matter: Matter, answers: Mapping[str, str]) -> tuple[str, ...]:
    """Ids of the subgroups whose every condition the answers meet, in the order of the file."""
    if excluded(answers):
        return ()
    return tuple(key for key, group in matter.subgroups.items() if _meets(group, answers))


def possible(matter: Matter, answers: Mapping[str, str]) -> tuple[str, ...]:
    """Ids of the subgroups that what the person does not know yet may lead to, when none is met."""
    known = {question: answer for question, answer in answers.items() if answer != UNKNOWN}
    if excluded(answers) or placed(matter, answers):
        return ()
    return tuple(key for key in matter.subgroups if not unmet(matter, key, known))


def unmet(matter: Matter, subgroup: str, answers: Mapping[str, str]) -> tuple[str, ...]:
    """The questions of a subgroup whose answer, once given, it does not take."""
    when = matter.subgroups[subgroup].when
    return tuple(q for q, taken in when.items() if answers.get(q) and answers[q] not in taken)


def uncovered(matter: Matter, answers: Mapping[str, str]) -> tuple[str, ...]:
    """The questions whose answer, once given, no subgroup takes: the service is not covered."""
    every = [set(unmet(matter, subgroup, answers)) for subgroup in matter.subgroups]
    nowhere = set.intersection(*every) if every else set()
    return tuple(
        q for q, asked in matter.questions.items() if q in nowhere and answers[q] in asked.answers
    )


def _meets(subgroup: Subgroup, answers: Mapping[str, str]) -> bool:
    return all(answers.get(question) in accepted for question, accepted in subgroup.when.items())
