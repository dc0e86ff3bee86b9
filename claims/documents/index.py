"""The exhibit index of a bundle: number, title, date, pages, and the hash that identifies the file.

As a PDF to file (`index_printed`) and as a CSV to sort. In the CSV, a text a spreadsheet would run
as a formula, or that begins with an apostrophe, gets an apostrophe in front; take one away to have
the text back.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from claims.claim.entitled import UNTITLED, Titled
from claims.claim.model import Claim, Exhibit
from claims.claim.redaction import LEVELS, UNSAID, Held, Level
from claims.documents.numbering import UNREADABLE, Number, exhibit_key, in_sets, path_of
from claims.evidence.juridical import local_date
from claims.evidence.patterns import Place
from claims.evidence.scanner import SAID, Scan
from claims.i18n.catalogue import say, say_n
from claims.i18n.text import Language
from claims.matter.model import Matter

RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
MOST_NAMED = 2
"""Services named in the title of an exhibit; more are counted."""
BOM = "\ufeff"
"""Spreadsheets take a file without it for another alphabet."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """How a copy was made from an original, such as the notice in the place of an infected file:
    LCCJTI, section 15 f."""

    tool: str
    version: str
    at: datetime
    operator: str
    source: str
    """SHA-256 of the original."""


@dataclass(frozen=True, slots=True)
class CopyBeside:
    """A copy of a flagged exhibit without what acts in it; how it was made stands in `transfer`."""

    name: str
    content: bytes
    transfer: Transfer


@dataclass(frozen=True, slots=True)
class Read:
    """The words of what is given, a form feed between pages. optical: whether some of them were
    read in pictures; placed: page from 1 → those its numbered copy does not say by itself."""

    text: str
    optical: bool = False
    placed: Mapping[int, Sequence[tuple[str, Place]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pictures:
    """How many pages of what is given say nothing by themselves, and how many of them were not read
    optically: no word of theirs is known."""

    pages: int
    unread: int

    def said(self, language: Language) -> str:
        """20 of 23, of those that were read."""
        read = str(self.pages - self.unread)
        return say("{read} sur {pages}", language, read=read, pages=str(self.pages))


@dataclass(frozen=True, slots=True)
class ToNumber:
    """What a numbered copy is made from. made: how, where what acts in the exhibit was taken out
    first."""

    media: str
    content: bytes
    made: str = ""


@dataclass(frozen=True, slots=True)
class FiledExhibit:
    """One file of the bundle: whose, at which revision, and its bytes when their turn comes."""

    claim: str
    revision: int
    exhibit: Exhibit
    chunks: Iterable[bytes]
    pages: int = 0
    """0 when the file has no pages or could not be read."""
    scan: Scan = "none"
    """What the virus scanner said, when the document is made."""
    transfer: Transfer | None = None
    readable: bool = True
    """False when its key is gone: a notice names it, in the place of its bytes."""
    copy: Callable[[], CopyBeside] | None = None
    """Makes, when its turn comes, what stands beside an exhibit in which something acts."""
    to_number: Callable[[], ToNumber] | None = None
    """Reads, when its turn comes, what its numbered copy is made from; None when it has no
    pages."""
    to_read: Callable[[], Read] | None = None
    """Reads its words when its turn comes; None of a notice."""
    held: Held | None = None
    """What of it is withheld in this bundle."""
    takes: int = 0
    """How many numbers of pages it takes, when what stands for it has others; 0: as it has."""
    level: Level = UNSAID
    """Who may be given it, as counsel said last."""
    pictures: Pictures | None = None
    """Those of its pages that are pictures; None when it has none, or nothing here reads them."""
    titled: Titled | None = None
    """What counsel calls it; None before any word on it, or where a notice keeps it back."""

    def path(self, number: Number, language: Language) -> str:
        """Where it stands in the bundle, or the notice that says why it does not."""
        return path_of(number, self.exhibit.name, language) if self.readable else UNREADABLE


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the index."""

    number: Number
    title: str
    """As counsel calls it; else its kind, who filed it, and for which services."""
    name: str
    """The file as it was named."""
    day: str
    pages: int
    kind: str
    claim: str
    path: str
    size: int
    sha256: str
    flags: tuple[str, ...]
    scan: Scan
    filer: str = ""
    """Who filed it."""
    in_set: bool = False
    """Whether it is one of several under the number of their claim."""
    labels: tuple[str, ...] = ()
    """The numbers of its pages, in order."""
    dated: str = ""
    """The day of the document, where counsel told it."""
    level: Level = UNSAID
    pictures: Pictures | None = None
    """How far its pages that are pictures were read."""
    told: str = ""
    """Its kind, who filed it and for which services, where its title is counsel's."""

    @property
    def span(self) -> str:
        """The first number of its pages and the last; once when they are one."""
        return " - ".join(dict.fromkeys((self.labels[0], self.labels[-1]))) if self.labels else ""

    @property
    def label(self) -> str:
        """P-3, or P-12.3."""
        return self.number.label


def entries(
    filed: Sequence[FiledExhibit],
    claims: Mapping[str, Claim],
    numbers: Mapping[str, Number],
    matter: Matter,
    language: Language,
    *,
    labels: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Entry, ...]:
    """The exhibits in the order of their numbers; claims: by number, for what they are about;
    labels: key of each whose pages are numbered → their numbers."""
    found = (_entry(each, claims[each.claim], numbers, matter, language) for each in filed)
    known = {numbers[key]: told for key, told in (labels or {}).items() if key in numbers}
    several = in_sets(numbers.values())
    placed = (
        replace(
            entry,
            labels=known.get(entry.number, ()),
            in_set=bool(entry.number.sub) and entry.number.main in several,
        )
        for entry in found
    )
    return tuple(sorted(placed, key=lambda entry: entry.number))


def _entry(
    filed: FiledExhibit,
    claim: Claim,
    numbers: Mapping[str, Number],
    matter: Matter,
    language: Language,
) -> Entry:
    exhibit = filed.exhibit
    number = numbers[exhibit_key(filed.claim, exhibit.id)]
    found = matter.exhibit_kinds.get(exhibit.kind)
    kind = found.in_(language) if found else exhibit.kind
    described, titled = _described(kind, exhibit, claim, language), filed.titled or UNTITLED
    return Entry(
        number=number,
        title=titled.title or described,
        name=exhibit.name,
        day=local_date(exhibit.added, matter.timezone).isoformat(),
        pages=filed.pages,
        kind=kind,
        claim=f"{filed.claim} · {filed.revision}",
        path=filed.path(number, language),
        size=exhibit.size,
        sha256=exhibit.sha256,
        flags=flags_of(filed),
        scan=filed.scan,
        filer=claim.claimant.name,
        dated=titled.day.isoformat() if titled.day else "",
        level=filed.level,
        pictures=filed.pictures,
        told=described if titled.title else "",
    )


def _described(kind: str, exhibit: Exhibit, claim: Claim, language: Language) -> str:
    """« Facture — Studio Boréal inc. · boutique-boreale.ca »."""
    about = [loss.service for loss in claim.losses if loss.id in exhibit.losses and loss.service]
    found = (claim.service(service) for service in dict.fromkeys(about))
    domains = [service.domain for service in found if service]
    if len(domains) > MOST_NAMED:
        domains = [say_n("{n} site", "{n} sites", len(domains), language)]
    return f"{kind} — {' · '.join((claim.claimant.name, *domains))}"


def flags_of(filed: FiledExhibit) -> tuple[str, ...]:
    """What was flagged in what is given, and what is given in its place or beside it."""
    return (*filed.exhibit.flags, *_beside(filed))


def _beside(filed: FiledExhibit) -> Iterator[str]:
    if not filed.readable:
        yield "key-lost"
    elif filed.held:
        yield "redacted" if filed.held.boxes else "withheld"
    elif filed.copy:
        yield "copy-beside"


def header(language: Language) -> list[str]:
    """The columns of the index."""
    return [
        say("Numéro", language),
        say("Titre", language),
        say("Nature", language),
        say("Date du dépôt", language),
        say("Pages", language),
        say("Réclamation · révision", language),
        say("Pages numérotées", language),
    ]


def more_columns(language: Language) -> list[str]:
    """What the CSV says at its end of each exhibit, and of no document of ours."""
    return [
        say("Date du document", language),
        say("Niveau de confidentialité", language),
        say("Déposée par", language),
        say("Pages en image lues optiquement", language),
    ]


def index_csv(ours: Iterable[Sequence[str]], listed: Sequence[Entry], language: Language) -> bytes:
    """The same index for a spreadsheet, with paths, sizes, hashes and flags; our own documents
    first, already as rows."""
    more = [
        say("Fichier", language),
        say("Chemin", language),
        say("Octets", language),
        "SHA-256",
        say("Signalements", language),
        say("Antivirus", language),
        *more_columns(language),
    ]
    rows = (
        [
            *(e.label, e.title, e.kind, e.day, str(e.pages or ""), e.claim, e.span),
            *(
                e.name,
                e.path,
                str(e.size),
                e.sha256,
                " ".join(e.flags),
                say(SAID[e.scan], language),
                e.dated,
                say(LEVELS[e.level], language),
                e.filer,
                e.pictures.said(language) if e.pictures else "",
            ),
        ]
        for e in listed
    )
    comma = ";" if language == "fr" else ","
    return "".join(csv_lines([header(language) + more, *ours, *rows], comma, BOM)).encode()


def csv_lines(rows: Iterable[Sequence[str]], comma: str = ",", start: str = "") -> Iterator[str]:
    """CSV, line by line, with nothing a spreadsheet would run."""
    for row in rows:
        yield start + csv_line(list(map(guarded, row)), comma)
        start = ""


def csv_line(cells: Sequence[str], comma: str = ",") -> str:
    """One line of CSV as it is, for cells that are safe: a number below zero stays a number."""
    out = io.StringIO()
    csv.writer(out, delimiter=comma, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def guarded(text: str) -> str:
    """The text behind an apostrophe when a spreadsheet would run it, or when it has one already."""
    return f"'{text}" if text.startswith(RUN) else text
