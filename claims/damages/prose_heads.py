"""An article for each head of damage: who may claim it, what is asked, how it is counted."""

from collections.abc import Iterator
from decimal import Decimal

from claims.damages.explain import DOING, lowered, written
from claims.damages.proof_told import kinds_said, names_said, proof_of_none
from claims.damages.prose_telling import Draft, Telling, sentence
from claims.i18n.catalogue import N_
from claims.i18n.formats import percent
from claims.matter.model import GRADES, Figure, Grade, GradeRule, Head, Input, TapeStep, Value
from claims.matter.names import NAMES

STARTS = {
    "event": N_(
        "Les intérêts partent du jour de l’événement, d’où vient la perte, ou du premier jour de "
        "la perte si elle commence après ({law})."
    ),
    "loss_start": N_("Les intérêts partent du premier jour de la perte ({law})."),
    "loss_end": N_(
        "Les intérêts partent du dernier jour de la perte : avant lui, elle n’est pas entière "
        "({law})."
    ),
}
OVER = {
    "loss": N_("pour chaque perte"),
    "service": N_("pour toutes les pertes d’un même domaine"),
    "claimant": N_("pour toutes les pertes du réclamant"),
}
BEHIND = {"credits": "credits", "days_without_service": "days", "expected_revenue": "expected",
          "actual_revenue": "actual", "later_sales": "later"}  # fmt: skip
"""Computed operand → article that says how."""


def heads(told: Telling) -> Iterator[Draft]:
    """The heads, in the order of the matter's file."""
    for key, head in told.matter.heads.items():
        yield Draft(f"head {key}", told.of(head.label), tuple(_clauses(key, head, told)))


def _clauses(key: str, head: Head, told: Telling) -> Iterator[str]:
    yield told.say("Fondement : {authority}.", authority=told.of(head.authority).rstrip("."))
    yield from _open_to(key, head, told)
    yield from _asked(head, told)
    for place, step in enumerate(head.tape, 1):
        yield _step(place, step, head, told)
    for name in dict.fromkeys(_figures_of(head)):
        yield from _figure(told.matter.figures[name], told)
    for scope in told.matter.credit_scopes.values():
        if key in scope.heads:
            yield told.say(
                "Une somme reçue au titre de « {label} » répond aussi à d’autres chefs : elle est "
                "déduite une seule fois, des pertes dans l’ordre où elles sont comptées ({scope}).",
                label=told.of(scope.label),
                scope=told.article("scope"),
            )
    for grade in GRADES:
        yield from _grade(grade, head, told)
    start = told.say(STARTS[head.interest_from], law=told.article("interest"))
    yield start + told.sure(told.matter.interest.verified)
    yield from _flags(head, told)


def _flags(head: Head, told: Telling) -> Iterator[str]:
    """What contradicts a loss and is told, without changing it."""
    if head.screen:
        yield told.say(
            "Une ligne dont les ventes ont baissé de moins que ce chiffre est signalée : {figure}. "
            "Son montant n’en est pas changé.",
            figure=told.of(told.matter.figures[head.screen].label),
        )
    if head.timed:
        yield told.say(
            "Cette perte n’existe que pendant la panne : les pannes connues peuvent la contredire "
            "({days}).",
            days=told.article("days"),
        )


def _open_to(key: str, head: Head, told: Telling) -> Iterator[str]:
    """Who may claim it, and over what."""
    codes = told.all_of(c for c, s in told.matter.subgroups.items() if key in s.heads)
    whom = {"subgroups": codes, "scope": told.article("scope")}
    yield (
        told.say("Ouvert aux sous-groupes {subgroups}; compté par réclamant ({scope}).", **whom)
        if head.per == "claimant"
        else told.say("Ouvert aux sous-groupes {subgroups}; compté par service ({scope}).", **whom)
    )
    if head.persons_only:
        yield told.say("Réservé aux personnes physiques.")


def _asked(head: Head, told: Telling) -> Iterator[str]:
    """What the claimant must state, and what is believed of it."""
    needed = [told.quoted(asked.label) for asked in head.inputs.values() if asked.required]
    if needed:
        yield told.say("Le réclamant doit indiquer {inputs}.", inputs=told.all_of(needed))
    for asked in head.inputs.values():
        yield from _bounds(asked, told)
    taken_away = [step.name for step in head.tape if step.verb == "less_percent"]
    for name in taken_away:
        if name in head.inputs and head.inputs[name].otherwise:
            yield told.say(
                "{label} : un taux déclaré sous celui du dossier est signalé sur la ligne.",
                label=told.quoted(head.inputs[name].label),
            )


def _bounds(asked: Input, told: Telling) -> Iterator[str]:
    """Outside these, the entry is refused."""
    currency, label = told.matter.currency, told.quoted(asked.label)
    least, most = (
        "" if limit is None else written(limit, asked.unit, currency, told.language)
        for limit in (asked.least, asked.most)
    )
    if least and most:
        yield told.say(
            "{label} : de {least} à {most}; hors de là, la saisie est refusée.",
            label=label, least=least, most=most,
        )  # fmt: skip
    elif most:
        yield told.say(
            "{label} : au plus {most}; au-delà, la saisie est refusée.", label=label, most=most
        )
    elif least:
        yield told.say(
            "{label} : au moins {least}; en deçà, la saisie est refusée.", label=label, least=least
        )


def _step(place: int, step: TapeStep, head: Head, told: Telling) -> str:
    did = told.say(DOING[step.verb], label=_operand(step, head, told))
    return told.say("Étape {n}. {did}.", n=place, did=did)


def _operand(step: TapeStep, head: Head, told: Telling) -> str:
    """What a step works with, and where that comes from."""
    name = step.name
    if name in head.inputs:
        return _input(head.inputs[name], told)
    if name in told.matter.figures:
        return _named(told.matter.figures[name], told, cap=step.verb == "not_above")
    label = told.of(NAMES[name].label)
    if name not in BEHIND:
        return label
    return told.say("{label} ({article})", label=label, article=told.article(BEHIND[name]))


def _input(asked: Input, told: Telling) -> str:
    """What was declared; net of tax, or a figure in its stead."""
    label = told.quoted(asked.label)
    if asked.taxed:
        return told.say(
            "{label}, selon le réclamant, taxes récupérables déduites ({taxes})",
            label=label,
            taxes=told.article("taxes"),
        )
    if asked.otherwise:
        figure = told.of(told.matter.figures[asked.otherwise].label)
        return told.say(
            "{label}, selon le réclamant; à défaut de réponse, {figure}",
            label=label,
            figure=figure,
        )
    return told.say("{label}, selon le réclamant", label=label)


def _named(figure: Figure, told: Telling, *, cap: bool) -> str:
    label = told.of(figure.label)
    if cap:
        return told.say("{label}, {over}", label=label, over=told.say(OVER[figure.per]))
    return label


def _figures_of(head: Head) -> Iterator[str]:
    """Figures that the tape names or that stand in for an answer."""
    inputs, own = head.inputs, {step.name for step in head.tape if step.name not in NAMES}
    yield from (step.name for step in head.tape if step.name in own and step.name not in inputs)
    yield from (asked.otherwise for asked in inputs.values() if asked.otherwise)
    yield from (name for name in (head.screen,) if name)


def _figure(figure: Figure, told: Telling) -> Iterator[str]:
    """The general values, then those of each type of service, each with date and authority."""
    label = told.of(figure.label)
    yield from (_value(label, figure, value, told) for value in figure.values)
    for kind, values in figure.by_type.items():
        of = told.of(told.matter.service_types[kind].label)
        typed = told.say("{label} (type de service : {kind})", label=label, kind=lowered(of))
        yield from (_value(typed, figure, value, told) for value in values)


def _value(label: str, figure: Figure, value: Value, told: Telling) -> str:
    said = told.say(
        "{label} : {amount}, depuis le {since}. {authority}",
        label=label[:1].upper() + label[1:],
        amount=written(value.value, figure.unit, told.matter.currency, told.language),
        since=told.day(value.since),
        authority=sentence(told.of(value.authority)),
    )
    return said + told.sure(value.verified)


def _grade(grade: Grade, head: Head, told: Telling) -> Iterator[str]:
    """What a grade asks, each way under its own number, and the share it supports."""
    ways = [_way(rule, head, told) for rule in head.proof if rule.grade == grade]
    if not ways and grade != "D":
        return
    share = percent(Decimal(head.accept[grade]), told.language)
    yield told.say(
        "Catégorie de preuve {grade} : {ways}. Part étayée : {share}.",
        grade=grade,
        ways=_ways(ways, told) if ways else proof_of_none(head, told.language),
        share=share,
    )


def _way(rule: GradeRule, head: Head, told: Telling) -> str:
    kinds = lowered(kinds_said(rule.all_of, told.matter, told.language))
    if not rule.proves:
        return kinds
    names = names_said(rule.proves, head, told.language)
    return told.say("{kinds}, pour {names}", kinds=kinds, names=names)


def _ways(said: list[str], told: Telling) -> str:
    """ "(1) déclaration sous serment et dates des sauvegardes; ou (2) feuille de temps"."""
    if len(said) == 1:
        return said[0]
    return told.say("; ou ").join(f"({n}) {way}" for n, way in enumerate(said, 1))
