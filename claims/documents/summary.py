"""The public summary, to be given to the press: the class in ranges, the estimate in words.

Everything it says is on the page of the same name; nobody is named in it.
"""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from claims.documents.blocks import figures, grid, listed, notice, pairs
from claims.documents.ink import words
from claims.documents.paper import Heading, Sheet, publish
from claims.documents.values import JournalHead, head_said
from claims.i18n.catalogue import say
from claims.i18n.formats import moment
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.totals import public
from claims.totals.public import Public

WIDTHS, RIGHT = (30, 14, 29, 29), (1, 2, 3)


def summary(matter: Matter, told: Public, *, head: JournalHead, language: Language) -> bytes:
    """The PDF, of the figures as they stood at a head of the journal."""
    title = say("Sommaire public", language)
    sheet = Sheet(
        title=f"{title} — {matter.short.in_(language)}",
        running=f"{matter.title.in_(language)} — {title}",
        foot=say("Journal {head}", language, head=head_said(head)),
        language=language,
        at=head.at,
        fictional=told.fictional,
    )
    return publish(list(_story(matter, told, head, language)), sheet)


def _story(
    matter: Matter, told: Public, head: JournalHead, language: Language
) -> Iterator[Flowable]:
    yield words(matter.title.in_(language), "strong")
    yield Heading(say("Sommaire public", language), 0)
    when = moment(head.at, matter.timezone, language)
    yield words(say("Chiffres au {moment}", language, moment=when), "lead")
    yield notice(matter.stage_notice.told(language))
    yield figures(_whole(told, matter, language))
    yield pairs(
        [
            (say("Événement, selon l’action", language), matter.event.in_(language)),
            (say("Instance", language), matter.forum.in_(language)),
        ]
    )
    yield Heading(say("Par groupe", language))
    rows, titles = public.rows(told, matter, language), public.titles(matter, language)
    yield grid(titles, rows, WIDTHS, right=RIGHT, total=True)
    yield Heading(say("Toute l’action, estimée", language))
    estimated = public.estimated(told.estimate, matter.currency, language)
    yield from (words(said) for said in estimated)
    yield Heading(say("Qui est visé", language))
    yield from listed(public.concerned(matter, language))
    yield Heading(say("Lire ces chiffres", language))
    yield from listed(list(public.cautions(told, language)))


def _whole(told: Public, matter: Matter, language: Language) -> list[tuple[str, str]]:
    """The last row, each figure under its title."""
    *_, total = public.rows(told, matter, language)
    return list(zip(public.titles(matter, language)[1:], total[1:], strict=True))
