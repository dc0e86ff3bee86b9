"""The head of a proceeding: the court on the right, its place on the left, and between whom.

What nobody confirmed says so. A matter that no court is known to hear has no head at all.
"""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from claims.documents.blocks import bare
from claims.documents.ink import RULE, words
from claims.documents.paper import BODY
from claims.documents.tagged import Placed
from claims.i18n.catalogue import say
from claims.i18n.formats import NBSP
from claims.i18n.text import Language
from claims.matter.model import Court, Matter


def court_head(matter: Matter, language: Language) -> Iterator[Flowable]:
    """The court, the district, the file number and the parties, in their capacity."""
    if matter.court:
        left = words("\n".join(_place(matter.court, matter.file_number, language)), "court")
        right = words("\n".join(_seized(matter.court, language)), "court_right")
        yield _ruled(left, right)


def _place(court: Court, number: str, language: Language) -> Iterator[str]:
    yield from (part.strip() for part in court.territory.in_(language).split(","))
    yield court.district.in_(language)
    yield ""
    yield say("N° du dossier : {number}", language, number=number or "_" * 24)


def _seized(court: Court, language: Language) -> Iterator[str]:
    """Québec's court asks for the kind of action in both languages over its name."""
    yield "ACTION COLLECTIVE / CLASS ACTION"
    yield court.name.in_(language)
    yield _sure(f"({court.chamber.in_(language)})", court.verified, language)
    for place, party in enumerate(court.parties):
        yield say("c.", language) if place else ""
        yield _sure(party.name.in_(language), party.verified, language)
        yield party.capacity.in_(language)


def _sure(text: str, verified: bool, language: Language) -> str:
    unsure = say("[À CONFIRMER]", language).replace(" ", NBSP)
    return text if verified else f"{text} {unsure}"


def _ruled(left: Flowable, right: Flowable) -> Placed:
    under = bare(("LINEBELOW", (0, 0), (-1, -1), 0.8, RULE), ("BOTTOMPADDING", (0, 0), (-1, -1), 8))
    widths = [BODY * 0.45, BODY * 0.55]
    return Placed([[left, right]], colWidths=widths, spaceAfter=14, style=under)
