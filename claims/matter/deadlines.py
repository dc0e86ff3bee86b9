"""A date or a delay of a matter in words, marked while counsel has not confirmed it."""

from claims.i18n.catalogue import say, say_n
from claims.i18n.formats import day
from claims.i18n.text import Language
from claims.matter.model import Deadline, Matter


def deadlines_said(matter: Matter, language: Language) -> list[str]:
    """What people must know of dates, with who sets each, and whether that is confirmed."""
    return [deadline_said(deadline, language) for deadline in matter.deadlines.values()]


def deadline_said(deadline: Deadline, language: Language) -> str:
    """One date or delay, its authority, and whether counsel confirmed it."""
    said = say(
        "{label} : {when} ({authority})",
        language,
        label=deadline.label.in_(language),
        when=when_said(deadline, language),
        authority=deadline.authority.in_(language),
    )
    if deadline.verified:
        return said
    return f"{said} — {say('à confirmer par les avocats du groupe', language)}"


def when_said(deadline: Deadline, language: Language) -> str:
    """The day, or how many days; "to be set" while nobody gave either."""
    if deadline.on:
        return day(deadline.on, language)
    if deadline.days is not None:
        return say_n("{n} jour", "{n} jours", deadline.days, language)
    return say("à fixer", language)
