"""An exhibit with its pages numbered, or the numbered sheet that stands for it.

A PDF or a picture is copied page by page (`claims.evidence.numbering`). What has no pages of its
own, a workbook or an e-mail, or what could not be copied, leaves as filed; a sheet says so under
the numbers it takes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from textwrap import wrap

from reportlab import __version__ as reportlab_version
from reportlab.platypus import Flowable

from claims import __version__
from claims.claim.redaction import LEVELS
from claims.documents.bates import Range, Scheme
from claims.documents.blocks import notice, pairs
from claims.documents.index import Entry, FiledExhibit, Read, ToNumber, Transfer
from claims.documents.ink import words
from claims.documents.paper import BODY, Heading, Sheet, cut, publish
from claims.documents.scripts import named
from claims.evidence.flags import said
from claims.evidence.numbering import Order, PlacedWords, numbered, pages_to_number
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import count
from claims.i18n.text import Language
from claims.matter.model import Matter

SHEET = f"reportlab {reportlab_version}: sheet in its place"
"""How a sheet was made, as its record tells it."""
NO_PAGES = N_(
    "Cette pièce n’a pas de pages à numéroter : elle est remise dans son format d’origine, au "
    "chemin indiqué. La présente feuille tient sa place parmi les pages numérotées."
)
NOT_COPIED = N_(
    "Les pages de cette pièce n’ont pu être copiées pour être numérotées : elle est remise telle "
    "que déposée, au chemin indiqué. La présente feuille tient la place de ses pages."
)


WITHHELD = N_(
    "Cette pièce est retenue : un avis tient sa place, au chemin indiqué. La présente feuille "
    "tient celle de ses pages."
)

BEGINS = N_("Ses premières lignes, telles qu’un programme les lit")
GOES_ON = N_("La suite est dans le fichier.")
LINES, LETTERS, SIZE = 34, 140, 7.2
"""Lines of it that a sheet shows, letters of each and their height: what one page holds."""
NATIVE = N_("Pièce remise dans son format d’origine")
HEADINGS = {NO_PAGES: NATIVE, NOT_COPIED: NATIVE, WITHHELD: N_("Pièce retenue")}
"""Why a sheet stands there → what it is headed."""


def _is_withheld(filed: FiledExhibit) -> bool:
    return filed.held is not None and not filed.held.boxes


@dataclass(frozen=True, slots=True)
class NumberedCopy:
    """The PDF, how it was made from the original, every step, and how many pages it has."""

    content: bytes
    transfer: Transfer
    pages: int


def numbered_path(scheme: Scheme, given: Range, label: str) -> str:
    """Where it stands in a bundle: pages/WHC-000012_P-3.pdf."""
    return f"pages/{scheme.label(given.first)}_{label}.pdf"


def text_path(scheme: Scheme, given: Range, label: str) -> str:
    """Where its words stand: texts/WHC-000012_P-3.txt."""
    return f"texts/{scheme.label(given.first)}_{label}.txt"


def numbered_copy(
    filed: FiledExhibit,
    entry: Entry,
    given: Range,
    scheme: Scheme,
    *,
    read: Read,
    matter: Matter,
    at: datetime,
    fictional: bool,
    language: Language,
) -> NumberedCopy:
    """The copy of one exhibit; always the same bytes. read: its words, and their places when they
    were read in pictures."""
    source = filed.to_number() if filed.to_number else ToNumber("", b"")
    order = order_of(scheme, given, entry.label, read.placed)
    pages = pages_to_number(filed.exhibit.media, filed.pages)
    fits = scheme.level == "document" or pages == len(order.labels)  # counted since, it may not
    made = numbered(source.media, source.content, order) if source.content and fits else b""
    method = "; ".join(filter(None, (source.made, order.method(made))))
    if not made:
        why = WITHHELD if _is_withheld(filed) else NOT_COPIED if filed.to_number else NO_PAGES
        sheet = Sheet(
            title=f"{entry.label} — {say(HEADINGS[why], language)}",
            running=matter.title.in_(language),
            foot=f"SHA-256 {entry.sha256[:16]}…",
            language=language,
            at=at,
            fictional=fictional,
        )
        shown = "" if why == WITHHELD else read.text
        blank = publish([*_told(entry, why, language), *_begins(shown, language)], sheet)
        whole = Order((scheme.span(given),), order.mark, order.right, whole=True)
        method, made = SHEET, numbered("application/pdf", blank, whole) or blank
    transfer = Transfer(method, __version__, at, "system", filed.exhibit.sha256)
    return NumberedCopy(made, transfer, 1 if method == SHEET else pages)


def order_of(scheme: Scheme, given: Range, mark: str, words: PlacedWords) -> Order:
    """What is written at the foot of the pages of an exhibit, and unseen on those that are
    pictures; mark: P-3."""
    one = scheme.level == "document"
    return Order(scheme.labels(given), mark, scheme.corner == "right", words, whole=one)


def _told(entry: Entry, why: str, language: Language) -> Iterator[Flowable]:
    """What the exhibit is, where it stands, and why no page of it is here."""
    yield words(say(HEADINGS[why], language), "small")
    yield Heading(entry.label, 0)
    yield words(named(entry.title, language), "lead")
    if entry.told:
        yield words(named(entry.told, language), "small")
    yield notice(say(why, language))
    dated = [(say("Date du document", language), entry.dated)] if entry.dated else []
    yield pairs([
        (say("Fichier", language), named(entry.name, language)),
        (say("Chemin", language), entry.path),
        (say("Octets", language), count(entry.size, language)),
        *dated,
        (say("Date du dépôt", language), entry.day),
        (say("Niveau de confidentialité", language), say(LEVELS[entry.level], language)),
        (say("Réclamation · révision", language), entry.claim),
        ("SHA-256", entry.sha256),
    ])  # fmt: skip
    for line in said(entry.flags, language):
        yield words(line, "small")


def _begins(text: str, language: Language) -> Iterator[Flowable]:
    """The first lines of an e-mail, a sheet or a list, so that its page shows what it says."""
    every = [named(line.expandtabs(3), language)
             for line in text.replace("\f", "\n").splitlines() if line.strip()]  # fmt: skip
    lines = [cut(part, BODY, size=SIZE) for line in every for part in wrap(line, LETTERS)]
    if not lines:
        return
    yield Heading(say(BEGINS, language), 1)
    yield words("\n".join(lines[:LINES]), "cell_small")
    if len(lines) > LINES:
        yield words(say(GOES_ON, language), "aside")
