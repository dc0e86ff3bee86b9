"""Staying in the group or leaving it, in words: said before filing and before opting out."""

from claims.i18n.catalogue import say, say_n
from claims.i18n.formats import day
from claims.i18n.text import Language
from claims.matter.model import Matter, Retention

OPT_OUT = "opt_out"
"""Name of its deadline in a matter's file, which only a matter with opting out has."""


def knows_opting_out(matter: Matter) -> bool:
    """Whether one may opt out; where one must join, there is only the registry to leave."""
    return OPT_OUT in matter.deadlines


def consequences(matter: Matter, language: Language) -> list[str]:
    """What someone who asks to leave must know: on the page before, on the receipt after.

    The registry records a request; the notice to the court office excludes.
    """
    told = say(
        "Vos pertes ne comptent plus dans les totaux ni dans aucune estimation du groupe, et ce "
        "dossier ne se rouvre pas.",
        language,
    )
    return [told, *_excluded(matter, language)] if knows_opting_out(matter) else [told]


def _excluded(matter: Matter, language: Language) -> list[str]:
    last = matter.deadlines[OPT_OUT].on
    return [
        say(
            "Ce registre consigne votre demande et en avise les avocats du groupe. Elle ne vous "
            "exclut pas à elle seule : pour être exclu du groupe, il faut en aviser le greffe du "
            "tribunal dans le délai d’exclusion (C.p.c. 580).",
            language,
        ),
        say("Dernier jour pour aviser le greffe : {day}.", language, day=day(last, language))
        if last
        else say(
            "À ce stade, le tribunal n’a pas fixé ce délai : aucun groupe n’est encore autorisé "
            "dont vous puissiez être exclu. Surveillez l’avis aux membres, puis avisez le greffe.",
            language,
        ),
        say(
            "Une fois exclu, vous ne recevez rien d’un jugement ou d’un règlement de cette action, "
            "vous n’êtes pas lié par eux et vous gardez le droit de poursuivre vous-même, à vos "
            "frais. Les délais pour le faire peuvent être courts : parlez-en à un avocat.",
            language,
        ),
    ]


def own_action(matter: Matter, language: Language) -> list[str]:
    """What a member who sues alone must know, where the group binds without asking."""
    if not knows_opting_out(matter):
        return []
    return [
        say(
            "Vous avez déjà votre propre action sur le même sujet? Si vous ne vous en désistez pas "
            "avant la fin du délai d’exclusion, vous êtes réputé exclu du groupe (C.p.c. 580) : "
            "vous ne recevrez rien de l’action collective. Parlez-en à votre avocat.",
            language,
        )
    ]


def opting_out(matter: Matter, language: Language) -> list[str]:
    """Who is a member, until when one may leave, and what either choice means."""
    deadline = matter.deadlines.get(OPT_OUT)
    if deadline is None:
        return []
    when = (
        say("Dernier jour pour s’exclure : {day}.", language, day=day(deadline.on, language))
        if deadline.on
        else say(
            "Le tribunal fixe le délai pour s’exclure : de 30 jours à 6 mois après l’avis aux "
            "membres. Il n’est pas encore fixé.",
            language,
        )
    )
    return [
        say(
            "Si le tribunal autorise l’action, vous êtes membre du groupe sans rien faire dès que "
            "sa définition vous décrit, et lié par le jugement.",
            language,
        ),
        when,
        say(
            "Qui s’exclut ne reçoit rien de l’action collective, n’est pas lié par elle et garde "
            "le droit de poursuivre seul, à ses frais.",
            language,
        ),
        *own_action(matter, language),
    ]


def networks_said(matter: Matter, language: Language) -> str:
    """What is kept of where a claim is filed from, as its privacy notice says it; empty when
    nothing is."""
    if not matter.networks or not matter.marks_days:
        return ""
    said = say_n(
        "Au dépôt de votre dossier, le registre garde pendant {n} jour une empreinte de la "
        "plage d’adresses réseau d’où il est envoyé, et non l’adresse même. Elle sert seulement à "
        "voir que plusieurs dépôts viennent d’un même lieu; elle n’est montrée à personne et ne "
        "fait refuser personne ({authority}).",
        "Au dépôt de votre dossier, le registre garde pendant {n} jours une empreinte de la "
        "plage d’adresses réseau d’où il est envoyé, et non l’adresse même. Elle sert seulement à "
        "voir que plusieurs dépôts viennent d’un même lieu; elle n’est montrée à personne et ne "
        "fait refuser personne ({authority}).",
        matter.marks_days,
        language,
        authority=matter.networks.authority.in_(language),
    )
    return said if matter.networks.verified else f"{said} — {say('à confirmer', language)}"


def kept_for(retention: Retention, language: Language) -> str:
    """How long what was filed is kept, who says so, and whether counsel confirmed it."""
    said = say_n(
        "{n} an après {after} ({authority})",
        "{n} ans après {after} ({authority})",
        retention.years,
        language,
        after=retention.after.in_(language),
        authority=retention.authority.in_(language),
    )
    return said if retention.verified else f"{said} — {say('à confirmer', language)}"
