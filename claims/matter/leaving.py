"""Staying in the group or leaving it, in words: said before filing and before opting out."""

from claims.i18n.catalogue import say, say_n
from claims.i18n.formats import day
from claims.i18n.text import Language
from claims.matter.model import Matter, Retention

OPT_OUT = "opt_out"
"""Name of its deadline in a matter's file; without it the law of the matter knows no opting out."""


def consequences(matter: Matter, language: Language) -> list[str]:
    """What someone who leaves must know: on the page before, on the receipt after."""
    said = [
        say(
            "Vos pertes ne comptent plus dans les totaux ni dans aucune estimation du groupe.",
            language,
        ),
        say(
            "Vous ne recevrez rien d’un jugement ou d’un règlement de cette action, et vous n’êtes "
            "pas lié par eux.",
            language,
        ),
        say(
            "Vous gardez le droit de poursuivre vous-même, à vos frais. Les délais pour le faire "
            "peuvent être courts : parlez-en à un avocat.",
            language,
        ),
        say("L’exclusion est définitive : ce dossier ne se rouvre pas.", language),
    ]
    if OPT_OUT in matter.deadlines:
        said.append(
            say(
                "Ce registre consigne votre exclusion et en avise les avocats du groupe. Si l’avis "
                "du tribunal demande aussi d’aviser le greffe, faites-le dans le délai de l’avis : "
                "ce reçu ne le remplace pas.",
                language,
            )
        )
    return said


def own_action(matter: Matter, language: Language) -> list[str]:
    """What a member who sues alone must know, where the group binds without asking."""
    if OPT_OUT not in matter.deadlines:
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
