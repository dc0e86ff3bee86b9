"""Every rule of a matter as prose, for counsel to read and initial.

`python -m claims rules MATTER --lang fr` prints it; the report's method pages show the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from claims.damages.explain import DOING, GRADES, written
from claims.i18n.catalogue import say
from claims.i18n.formats import day, percent
from claims.i18n.text import Language, Text
from claims.matter.model import GRADES as ORDER
from claims.matter.model import Figure, Head, Matter, Value
from claims.matter.names import NAMES


@dataclass(frozen=True, slots=True)
class Rule:
    """One head told: its title, its authority, its steps, its figures and its proof."""

    title: str
    authority: str
    steps: tuple[str, ...]
    figures: tuple[str, ...]
    proof: tuple[str, ...]


def rules(matter: Matter, language: Language) -> tuple[Rule, ...]:
    """The heads of a matter in the order of its file."""
    return tuple(_rule(key, head, matter, language) for key, head in matter.heads.items())


def _rule(key: str, head: Head, matter: Matter, language: Language) -> Rule:
    steps = (
        say(DOING[step.verb], language, label=_label(step.name, head, matter).in_(language))
        for step in head.tape
    )
    used = [step.name for step in head.tape if step.name in matter.figures]
    used += [i.otherwise for i in head.inputs.values() if i.otherwise and i.otherwise not in used]
    figures = [t for name in used for t in _figure(matter.figures[name], matter, language)]
    return Rule(
        title=head.label.in_(language),
        authority=head.authority.in_(language),
        steps=tuple(steps),
        figures=(*figures, *_shared(key, matter, language)),
        proof=tuple(_proof(head, matter, language)),
    )


def _shared(key: str, matter: Matter, language: Language) -> Iterator[str]:
    """The sums that answer to several heads, this one among them."""
    for scope in matter.credit_scopes.values():
        if key in scope.heads:
            yield say(
                "{label} : somme qui répond à plusieurs chefs, déduite une seule fois, des pertes "
                "dans l’ordre de leur inscription.",
                language,
                label=scope.label.in_(language),
            )


def _label(name: str, head: Head, matter: Matter) -> Text:
    if name in head.inputs:
        return head.inputs[name].label
    return matter.figures[name].label if name in matter.figures else NAMES[name].label


def _figure(figure: Figure, matter: Matter, language: Language) -> Iterator[str]:
    """The general values, then those of each type of service, each with date and authority."""
    for value in figure.values:
        yield _value(figure, value, matter, language, "")
    for kind, values in figure.by_type.items():
        for value in values:
            label = matter.service_types[kind].label.in_(language)
            yield _value(figure, value, matter, language, f" ({label})")


def _value(figure: Figure, value: Value, matter: Matter, language: Language, kind: str) -> str:
    sure = "" if value.verified else " " + say("[À CONFIRMER]", language)
    return say(
        "{label}{kind} : {amount}, depuis le {since}. {authority}.{sure}",
        language,
        label=figure.label.in_(language),
        kind=kind,
        amount=written(value.value, figure.unit, matter.currency, language),
        since=day(value.since, language),
        authority=_sentence_case(value.authority.in_(language)),
        sure=sure,
    )


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _proof(head: Head, matter: Matter, language: Language) -> Iterator[str]:
    """What each grade asks, and the share of the declared amount it supports."""
    for grade in ORDER:
        ways = [
            " + ".join(matter.exhibit_kinds[kind].in_(language) for kind in rule.all_of)
            for rule in head.proof
            if rule.grade == grade
        ]
        if ways or grade == "D":
            share = percent(Decimal(head.accept[grade]), language)
            said = say(" ou ", language).join(ways) or GRADES[grade].in_(language)
            yield say(
                "Cote {grade} : {said}. Part étayée : {share}.",
                language,
                grade=grade,
                said=said,
                share=share,
            )
