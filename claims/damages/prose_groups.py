"""The rules of the action and of who belongs to it: dates, groups, subgroups, conditions."""

from collections.abc import Iterator

from claims.damages.prose_telling import Draft, Telling, sentence
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import count, day
from claims.i18n.text import Language
from claims.matter.eligibility import EXCLUDES
from claims.matter.leaving import OPT_OUT
from claims.matter.model import Members, Subgroup

STAGES = {
    "registration": N_(
        "Étape : inscription des pertes; aucune période de réclamation n’est ouverte."
    ),
    "claims": N_("Étape : période de réclamation ouverte."),
    "closed": N_("Étape : période de réclamation close."),
}
CURRENCIES = {"CAD": N_("dollars canadiens"), "EUR": N_("euros")}


def action(told: Telling) -> Iterator[Draft]:
    """What the case is, and between which days a loss may fall."""
    yield Draft("matter", told.say("Le dossier"), tuple(_matter(told)))
    yield Draft("period", told.say("La période"), tuple(_period(told)))


def _matter(told: Telling) -> Iterator[str]:
    matter = told.matter
    yield sentence(told.of(matter.title))
    yield sentence(told.of(matter.forum))
    number = matter.file_number or told.say("non connu")
    yield told.say("Numéro du dossier de la cour : {number}.", number=number)
    yield told.say(STAGES[matter.stage])
    yield sentence(told.of(matter.event))
    currency = told.say(CURRENCIES[matter.currency])
    yield told.say("Les montants sont en {currency}.", currency=currency)


def _period(told: Telling) -> Iterator[str]:
    matter = told.matter
    yield told.say(
        "Une perte commence au plus tôt le {start} et finit au plus tard le {end}. Une date hors "
        "de ces bornes, ou à venir, est refusée à la saisie.",
        start=told.day(matter.period_start),
        end=told.day(matter.period_end),
    )
    event = told.day(matter.interest.event_day)
    yield told.say("L’événement est réputé survenu le {day}.", day=event)
    yield told.say(
        "Deux pertes du même chef, pour le même service, dont des jours coïncident, sont une seule "
        "perte : la seconde est refusée à la saisie."
    )


def groups(told: Telling) -> Iterator[Draft]:
    """How services are placed; then each group with its subgroups."""
    yield Draft("membership", told.say("L’appartenance"), tuple(_membership(told)))
    for key, group in told.matter.groups.items():
        title = told.say("Groupe {key} : {label}", key=key, label=told.of(group.label))
        yield Draft(f"group {key}", title, (sentence(told.of(group.definition)),))
        for code, subgroup in told.matter.subgroups.items():
            if subgroup.group == key:
                yield _subgroup(code, subgroup, told)


def _membership(told: Telling) -> Iterator[str]:
    yield told.say(
        "L’appartenance se décide service par service; un même réclamant peut relever de plusieurs "
        "sous-groupes."
    )
    yield told.say(
        "Un sous-groupe est proposé quand les réponses du réclamant remplissent toutes ses "
        "conditions; la proposition ne lie ni les avocats ni le tribunal."
    )
    yield told.say(
        "Une perte propre au réclamant est rattachée au premier de ses services, dans l’ordre de "
        "l’inscription, dont le sous-groupe donne ouverture au chef."
    )
    for question, answer in EXCLUDES.items():
        if question in told.matter.questions:
            yield _excluded(question, answer, told)


def _excluded(question: str, answer: str, told: Telling) -> str:
    about = told.matter.questions[question]
    said = {"answer": told.quoted(about.answers[answer]), "question": told.quoted(about.text)}
    if OPT_OUT in told.matter.deadlines:
        return told.say(
            "Qui répond {answer} à la question {question} et ne se désiste pas de ce recours avant "
            "la fin du délai d’exclusion est réputé s’être exclu (C.p.c. 580). Tant qu’il répond "
            "ainsi, sa réclamation n’est pas reçue et n’entre dans aucun total; il est invité à "
            "écrire aux avocats du groupe.",
            **said,
        )
    return told.say(
        "Qui répond {answer} à la question {question} n’est pas visé : sa réclamation est refusée "
        "et n’entre dans aucun total.",
        **said,
    )


def _subgroup(code: str, subgroup: Subgroup, told: Telling) -> Draft:
    title = told.say("Sous-groupe {key} : {label}", key=code, label=told.of(subgroup.label))
    heads = told.all_of(told.quoted(told.matter.heads[head].label) for head in subgroup.heads)
    return Draft(
        f"subgroup {code}",
        title,
        (
            sentence(told.of(subgroup.definition)),
            standing(subgroup, told.language),
            *_members(subgroup, told),
            *_conditions(subgroup, told),
            told.say("Chefs ouverts : {heads}.", heads=heads),
        ),
    )


def standing(subgroup: Subgroup, language: Language) -> str:
    """Whether the court confirmed a definition, and its version date."""
    since = day(subgroup.since, language)
    if subgroup.status == "confirmed":
        return say("Définition confirmée par le tribunal; version du {day}.", language, day=since)
    return say(
        "Définition proposée, non confirmée par le tribunal; version du {day}.", language, day=since
    )


def _members(subgroup: Subgroup, told: Telling) -> Iterator[str]:
    """How many belong to it, when a source counts them."""
    if subgroup.members:
        said = members_said(subgroup.members, told.language)
        yield f"{said}{told.sure(subgroup.members.verified)}"


def members_said(members: Members, language: Language) -> str:
    """How many members, with who says so."""
    source, on = members.source.in_(language), day(members.on, language)
    ends = [count(n, language) for n in (members.low, members.high) if n is not None]
    if not ends:
        return say("Effectif : {n}, au {day} ({source}).", language,
                   n=count(members.best, language), day=on, source=source)  # fmt: skip
    return say("Effectif : {n}, entre {low} et {high}, au {day} ({source}).", language,
               n=count(members.best, language), low=ends[0], high=ends[1], day=on,
               source=source)  # fmt: skip


def _conditions(subgroup: Subgroup, told: Telling) -> Iterator[str]:
    """What must be answered; every condition, none more."""
    if not subgroup.when:
        yield told.say("Aucune condition.")
    for place, (key, answers) in enumerate(subgroup.when.items(), 1):
        question = told.matter.questions[key]
        yield told.say(
            "Condition {n} : à la question {question}, le réclamant répond {answers}.",
            n=place,
            question=told.quoted(question.text),
            answers=told.one_of([told.quoted(question.answers[a]) for a in answers]),
        )
