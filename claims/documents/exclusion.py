"""The receipt of a request to be excluded: who asked, when, what it does and does not do.

It says that the registry recorded it, and never that its author is excluded: the court office is
notified for that.
"""

from collections.abc import Iterator
from datetime import datetime

from reportlab.platypus import Flowable

from claims.documents.blocks import listed, notice, pairs
from claims.documents.ink import words
from claims.documents.paper import Heading, Sheet, publish
from claims.documents.receipt import colophon
from claims.documents.values import JournalHead, head_said, utc
from claims.i18n.catalogue import say
from claims.i18n.formats import count, moment
from claims.i18n.text import Language
from claims.matter.deadlines import deadline_said
from claims.matter.leaving import OPT_OUT, consequences
from claims.matter.model import Matter


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
    """The PDF handed to someone who asked to opt out; `by_counsel`: recorded from a paper."""
    title = title_of(language)
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


def title_of(language: Language) -> str:
    """A request recorded, and not yet an exclusion."""
    return say("Reçu d’une demande d’exclusion consignée au registre", language)


def _opening(
    number: str, name: str, matter: Matter, at: datetime, by_counsel: bool, language: Language
) -> Iterator[Flowable]:
    yield words(matter.title.in_(language), "strong")
    yield Heading(f"{title_of(language)} {number}", 0)
    when = moment(at, matter.timezone, language)
    yield words(say("Demande consignée le {when}.", language, when=when), "lead")
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
    first, *others = consequences(matter, language)
    yield from (notice(said, "warning") for said in others[:2])
    yield from listed([first, *others[2:]])
    if deadline := matter.deadlines.get(OPT_OUT):
        yield notice(deadline_said(deadline, matter, language))


def _proof(head: JournalHead, language: Language) -> Iterator[Flowable]:
    yield Heading(say("Preuve de la demande", language))
    told = say(
        "La demande est une entrée du journal, qui contient l’empreinte de la précédente. Si "
        "quelqu’un la modifiait, l’empreinte donnée ici ne concorderait plus.",
        language,
    )
    yield words(told)
    yield pairs(
        [
            (say("Entrée du journal, numéro", language), count(head.seq, language)),
            (say("Empreinte (SHA-256)", language), head.hash),
            (say("Date et heure (UTC)", language), utc(head.at)),
        ]
    )
    yield words(colophon(language), "aside")
