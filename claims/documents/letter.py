"""A letter of counsel's as issued, on paper: the same words as the e-mail, set to be posted."""

from collections.abc import Iterator
from datetime import datetime

from reportlab.platypus import Flowable, Spacer

from claims.claim.deficiency import Consolidated, Notice
from claims.documents.blocks import listed
from claims.documents.ink import words
from claims.documents.paper import Heading, Sheet, publish
from claims.i18n.catalogue import say
from claims.matter.model import Matter

BULLET = "- "


def letter(
    number: str,
    place: int,
    notice: Notice | Consolidated,
    matter: Matter,
    *,
    at: datetime,
    fictional: bool = False,
) -> bytes:
    """The PDF of one letter, in its own language; place: which one of its claim, or of its matter,
    whose id is then the number."""
    language, title = notice.language, matter.title.in_(notice.language)
    version = say("modèle {version}", language, version=notice.template[:12])
    sheet = Sheet(
        title=notice.subject,
        running=f"{title} — {notice.subject}",
        foot=f"{number} · {place} · {version}",
        language=language,
        at=at,
        fictional=fictional,
    )
    story = [words(title, "strong"), Heading(notice.subject, 0), *_body(notice.text)]
    return publish(story, sheet)


def _body(text: str) -> Iterator[Flowable]:
    """Each paragraph; the lines of one that begin with a dash are a list, under the line before."""
    for paragraph in text.strip().split("\n\n"):
        lines = paragraph.split("\n")
        asked = [line.removeprefix(BULLET) for line in lines if line.startswith(BULLET)]
        told = "\n".join(line for line in lines if not line.startswith(BULLET))
        if told:
            yield words(told, "loss" if asked else "body")
        if asked:
            yield from (*listed(asked), Spacer(1, 4))
