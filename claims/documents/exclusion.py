"""The receipt of an exclusion: who left the group, when, what it means, and the proof of it."""

from collections.abc import Iterator
from datetime import datetime

from reportlab.platypus import Flowable

from claims.documents.blocks import listed, notice, pairs
from claims.documents.ink import words
from claims.documents.paper import Heading, Sheet, publish
from claims.documents.receipt import colophon, deadline_said
from claims.documents.values import JournalHead, head_said, utc
from claims.i18n.catalogue import say
from claims.i18n.formats import count, moment
from claims.i18n.text import Language
from claims.matter.model import Matter

OPT_OUT = "opt_out"
"""Name of its deadline in a matter's file."""


def exclusion_receipt(
    number: str,
    name: str,
    matter: Matter,
    *,
    at: datetime,
    by_counsel: bool,
    journal_head: JournalHead,
    language: Language,
    fictional: bool = False,
) -> bytes:
    """The PDF handed to someone who opted out; `by_counsel`: recorded from a paper."""
    title = say("Reçu d’exclusion", language)
    story = [
        *_opening(number, name, matter, at, by_counsel, language),
        *_consequences(matter, language),
        *_proof(journal_head, language),
    ]
    sheet = Sheet(
        title=f"{title} {number}",
        running=f"{matter.title.in_(language)} — {title}",
        foot=f"{number} · journal {head_said(journal_head)}",
        language=language,
        at=at,
        fictional=fictional,
    )
    return publish(story, sheet)


def _opening(
    number: str, name: str, matter: Matter, at: datetime, by_counsel: bool, language: Language
) -> Iterator[Flowable]:
    yield words(matter.title.in_(language), "strong")
    yield Heading(f"{say('Reçu d’exclusion', language)} {number}", 0)
    when = moment(at, matter.timezone, language)
    yield words(say("Exclusion consignée le {when}.", language, when=when), "lead")
    recorded = (
        say("les avocats du groupe, d’après un écrit reçu", language)
        if by_counsel
        else say("le réclamant lui-même, qui a inscrit son numéro pour confirmer", language)
    )
    yield pairs(
        [
            (say("Réclamant", language), name),
            (say("Numéro", language), number),
            (say("Consignée par", language), recorded),
            (say("Fournisseur visé", language), matter.provider.in_(language)),
            (say("Instance", language), matter.forum.in_(language)),
        ]
    )


def _consequences(matter: Matter, language: Language) -> Iterator[Flowable]:
    yield Heading(say("Ce que cela veut dire", language))
    yield from listed(consequences(matter, language))
    if deadline := matter.deadlines.get(OPT_OUT):
        yield notice(deadline_said(deadline, language))


def consequences(matter: Matter, language: Language) -> list[str]:
    """What someone who leaves must know, before and after; also said on the page."""
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
            "peuvent être courts : parlez-en à un avocat.",
            language,
        ),
        say("L’exclusion est définitive : ce dossier ne se rouvre pas.", language),
    ]
    if OPT_OUT in matter.deadlines:
        said.append(
            say(
                "Ce registre consigne votre exclusion et en avise les avocats du groupe. Si l’avis "
                "du tribunal demande aussi d’aviser le greffe, faites-le dans le délai de l’avis : "
                "ce reçu ne le remplace pas.",
                language,
            )
        )
    return said


def _proof(head: JournalHead, language: Language) -> Iterator[Flowable]:
    yield Heading(say("Preuve de l’exclusion", language))
    told = say(
        "L’exclusion est une inscription du journal, qui contient l’empreinte de la précédente. Si "
        "quelqu’un la modifiait, l’empreinte donnée ici ne concorderait plus.",
        language,
    )
    yield words(told)
    yield pairs(
        [
            (say("Inscription au journal, numéro", language), count(head.seq, language)),
            (say("Empreinte (SHA-256)", language), head.hash),
            (say("Date et heure (UTC)", language), utc(head.at)),
        ]
    )
    yield words(colophon(language), "aside")
