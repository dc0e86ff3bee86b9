"""A date or a delay of a matter in words, marked while counsel has not confirmed it."""

from claims.i18n.catalogue import say, say_n
from claims.i18n.formats import day
from claims.i18n.text import Language
from claims.matter.model import Deadline, Matter


def deadlines_said(matter: Matter, language: Language) -> list[str]:
    """What people must know of dates, with who sets each, and whether that is confirmed."""
    return [deadline_said(deadline, matter, language) for deadline in matter.deadlines.values()]


def deadline_said(deadline: Deadline, matter: Matter, language: Language) -> str:
    """One date or delay, its authority, and whether counsel confirmed it."""
    said = say(
        "{label} : {when} ({authority})",
        language,
        label=deadline.label.in_(language),
        when=when_said(deadline, matter, language),
        authority=deadline.authority.in_(language),
    )
    if deadline.verified:
        return said
    return f"{said} — {say('à confirmer par les avocats du groupe', language)}"


def when_said(deadline: Deadline, matter: Matter, language: Language) -> str:
    """The day, or how many days; "to be set" while nobody gave either."""
    if deadline.on:
        return day(deadline.on, language)
    if deadline.days is None:
        return say("à fixer", language)
    told = say_n("{n} jour", "{n} jours", deadline.days, language)
    floor = matter.deadlines.get(deadline.not_before or "")
    if floor is None or floor.on is None:
        return told
    return say(
        "{days}, sans que ce délai expire avant le {day}",
        language,
        days=told,
        day=day(floor.on, language),
    )
