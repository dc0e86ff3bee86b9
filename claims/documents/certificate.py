"""The certificate of integrity of one exhibit: what the registry can say of a file, and no more.

Its law is the Act to establish a legal framework for information technology (CQLR c. C-1.1), read
at LégisQuébec: 5 and 6 (integrity), 7 and C.C.Q. 2840 (what need not be proved), 12 (original), 15
(copies), 17 (transfers and their documentation).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.platypus import Flowable

from claims.claim.entitled import Titled
from claims.claim.model import Exhibit
from claims.claim.redaction import LEVELS, Level, Set
from claims.documents.blocks import pairs
from claims.documents.ink import words
from claims.documents.paper import Heading, Sheet, publish
from claims.documents.register import Register, Row
from claims.documents.values import JournalHead, head_said, utc
from claims.evidence.scanner import SAID, Scan
from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.formats import count
from claims.i18n.text import Language
from claims.matter.model import Matter

LAW = N_(
    "Loi concernant le cadre juridique des technologies de l’information (RLRQ, c. C-1.1), art. 5, "
    "6, 7, 12, 15 et 17; Code civil du Québec, art. 2840. Références lues à LégisQuébec, à "
    "confirmer par les avocats avant tout dépôt."
)
SILENT = (
    N_(
        "qui a écrit le document, quand, ni si ce qu’il dit est vrai : le registre ne connaît le "
        "fichier que depuis sa réception;"
    ),
    N_(
        "qu’une copie assainie ou caviardée porte la même information que l’original : elle est "
        "faite pour n’en porter qu’une partie, et n’en tient pas lieu au sens de l’article 15;"
    ),
    N_(
        "que l’original ou le support répond à tout ce que la loi exige : c’est au tribunal d’en "
        "décider. Une personne peut appuyer ce certificat de sa déclaration sous serment."
    ),
)
SANITISED, NUMBERED, REDACTED = N_("Assainie"), N_("Aux pages numérotées"), N_("Caviardée")


@dataclass(frozen=True, slots=True)
class Derived:
    """A copy made of an exhibit. kind: one of the three names above; method: how it was made; at:
    when; of one made again with bundles, the set that has it, or both."""

    kind: str
    sha256: str
    method: str
    at: datetime | None
    by: str
    sets: Sequence[Set] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the journal about the exhibit; what: already said."""

    seq: int
    what: str
    at: datetime
    by: str
    hash: str


@dataclass(frozen=True, slots=True)
class Certified:
    """What the registry knows of an exhibit; read_at: when its bytes were read and hashed again."""

    claim: str
    revision: int
    exhibit: Exhibit
    label: str
    """P-3, once it has a number."""
    titled: Titled
    """What counsel calls it, as it stands."""
    level: Level
    """Who may be given it, likewise."""
    pages: int
    scan: Scan
    received: str
    """By which means, already said."""
    read_at: datetime
    events: Sequence[Event]
    derived: Sequence[Derived]
    head: JournalHead


MOST_EVENTS, MOST_DERIVED = 3, 3
"""How many are printed: the certificate holds on a page; the rest is counted."""


def certificate(
    told: Certified, matter: Matter, *, asked_by: str, language: Language, fictional: bool
) -> bytes:
    """The PDF, one page; always the same bytes of the same knowledge."""
    title = say("Certificat d’intégrité d’une pièce", language)
    sheet = Sheet(
        title=title, running=f"{matter.title.in_(language)} — {title}",
        foot=f"{told.claim} · journal {head_said(told.head)}", language=language, at=told.read_at,
        fictional=fictional,
    )  # fmt: skip
    story = [
        words(matter.title.in_(language), "strong"),
        Heading(title, 0),
        words(say(LAW, language), "small"),
        *_file(told, matter, language),
        *_chain(told, language),
        *_copies(told, language),
        *_silent(asked_by, told, language),
    ]
    return publish(story, sheet)


def _file(told: Certified, matter: Matter, language: Language) -> Iterator[Flowable]:
    exhibit = told.exhibit
    found = matter.exhibit_kinds.get(exhibit.kind)
    kind = found.in_(language) if found else exhibit.kind
    pages = say_n("{n} page", "{n} pages", told.pages, language) if told.pages else "—"
    label = f"{told.label} · " if told.label else ""
    claim = say("{number}, révision {revision}", language, number=told.claim,
                revision=told.revision)  # fmt: skip
    yield pairs([
        (say("Pièce", language), f"{label}{kind} · {claim}"),
        *_titled(told, language),
        (say("Fichier", language), exhibit.name),
        (say("Format, pages, octets", language),
         " · ".join((exhibit.media, pages, count(exhibit.size, language)))),
        ("SHA-256", exhibit.sha256),
        (say("Reçue", language), f"{utc(exhibit.added)} · {told.received}"),
        (say("Antivirus, confidentialité", language),
         f"{say(SAID[told.scan], language)} · {say(LEVELS[told.level], language)}"),
    ])  # fmt: skip
    read = say(
        "Relue de la voûte le {when}, en entier : son empreinte est celle ci-dessus. L’original "
        "est gardé tel que reçu et n’est jamais réécrit.", language, when=utc(told.read_at),
    )  # fmt: skip
    yield words(read, "strong")


def _titled(told: Certified, language: Language) -> Iterator[tuple[str, str]]:
    """What counsel calls it, and the day of the document where told; nothing before a word."""
    day = told.titled.day.isoformat() if told.titled.day else ""
    if told.titled.title:
        said = " · ".join(filter(None, (told.titled.title, day)))
        yield say("Titre, date du document", language), said
    elif day:
        yield say("Date du document", language), day


def _chain(told: Certified, language: Language) -> Iterator[Flowable]:
    """What the journal says of the file, each entry under its seal."""
    yield Heading(say("Au journal", language), 2)
    rows: list[Row] = [
        ((count(e.seq, language), e.what, utc(e.at), e.by), e.hash)
        for e in (*told.events[:1], *told.events[1:][-MOST_EVENTS + 1 :])
    ]
    header = [say("No", language), say("Quoi", language), say("Quand (UTC)", language),
              say("Par", language)]  # fmt: skip
    yield Register(header, rows, [0, 1, 0, 1], right=(0,))
    if (more := len(told.events) - MOST_EVENTS) > 0:
        yield words(_more(more, language), "small")
    head = f"{count(told.head.seq, language)} · {told.head.hash} · {utc(told.head.at)}"
    yield words(f"{say('Tête du journal', language)} {head}", "small")


def _more(rest: int, language: Language) -> str:
    return say_n("et {n} de plus, au journal", "et {n} de plus, au journal", rest, language)


def _copies(told: Certified, language: Language) -> Iterator[Flowable]:
    """Each copy made from it, by which process: section 17, third paragraph."""
    yield Heading(say("Copies qui en dérivent", language), 2)
    if not told.derived:
        yield words(say("Aucune.", language), "small")
        return
    rows: list[Row] = [
        (
            (
                say(d.kind, language),
                d.method,
                utc(d.at) if d.at else say(_in_sets(d.sets), language),
            ),
            " · ".join(filter(None, (f"SHA-256 {d.sha256}", d.by))),
        )
        for d in told.derived[-MOST_DERIVED:]
    ]
    header = [say("Copie", language), say("Procédé", language), say("Quand (UTC)", language)]
    yield Register(header, rows, [0, 1, 0])
    if (more := len(told.derived) - MOST_DERIVED) > 0:
        yield words(_more(more, language), "small")


def _in_sets(sets: Sequence[Set]) -> str:
    """The bundles that have a copy, as a msgid."""
    if len(sets) == len(Set):
        return N_("à chaque dossier")
    if Set.CONFIDENTIAL in sets:
        return N_("à chaque jeu confidentiel")
    return N_("à chaque jeu caviardé")


def _silent(asked_by: str, told: Certified, language: Language) -> Iterator[Flowable]:
    yield Heading(say("Ce que ce certificat ne dit pas", language), 2)
    yield from (words(f"– {say(each, language)}", "small") for each in SILENT)
    made = say("Établi par le registre le {when}, à la demande de {who}.", language,
               when=utc(told.read_at), who=asked_by)  # fmt: skip
    yield words(made, "aside")
