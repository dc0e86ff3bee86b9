"""What goes into a bundle, how our own documents are numbered in it, where each file stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from claims.claim.canonical import Json
from claims.claim.redaction import Set
from claims.damages.assessment import Assessment
from claims.damages.rows import LineRow
from claims.documents.bates import Range, Scheme
from claims.documents.index import FiledExhibit
from claims.documents.numbering import (
    Number,
    Way,
    exhibit_key,
    numbered,
    part_of,
    report_key,
    workbook_key,
)
from claims.documents.values import FiledClaim, JournalEntry
from claims.i18n.catalogue import say, say_n
from claims.i18n.text import Language
from claims.matter.model import Matter


@dataclass(slots=True)
class Volume:
    """One ZIP of a bundle, which may be in several; each holds the next exhibits that fit.

    room: bytes it may have, None without a bound; after: how many exhibits earlier volumes hold;
    until: how many they and this one hold, once it is written. An exhibit larger than the room has
    a volume to itself.
    """

    number: int = 1
    room: int | None = None
    after: int = 0
    until: int = 0

    @property
    def label(self) -> str:
        """VOL001."""
        return f"VOL{self.number:03}"


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that goes in. Iterables are read once, in the order of the bundle."""

    matter: Matter
    snapshot: str
    claims: Sequence[FiledClaim]
    lines: Iterable[LineRow]
    assessments: Iterable[Assessment]
    """Every claim computed, for the steps of its losses."""
    exhibits: Sequence[FiledExhibit]
    journal: Iterable[JournalEntry]
    """Every entry from the first to the head, which seals the snapshot; those of other claims leave
    only the hash of what they say."""
    report: bytes | None
    """None where neither report nor workbook go in: in volumes, the first one has them."""
    workbook: Iterable[bytes]
    frozen: Mapping[str, Json]
    """The snapshot, whose hash the last entry of the journal seals."""
    numbers: Mapping[str, Number]
    """From `numbers_of`; kept by the office, so that no later bundle uses a number again."""
    fictional: bool = False
    report_pages: int = 0
    workbook_sheets: int = 0
    scheme: Scheme | None = None
    """How the pages of exhibits are numbered; without one no numbered copy is made."""
    ranges: Mapping[str, Range] = field(default_factory=dict)
    """Key of each exhibit → the numbers of its pages; kept by the office like those of exhibits."""
    volume: Volume = field(default_factory=lambda: Volume())
    set: Set = Set.CONFIDENTIAL
    """Whether originals go in, or redacted copies and notices."""
    chosen_of: int = 0
    """How many claims count in the matter, when only some of them go in; 0 when all do."""
    salts: Mapping[str, str] = field(default_factory=dict)
    """Number → the salt of its hash in the list of the snapshot, where it has one."""

    @property
    def part(self) -> str:
        """What its own papers are numbered under, when only some claims go in."""
        return part_of(each.claim.number for each in self.claims) if self.chosen_of else ""

    def in_order(self) -> list[FiledExhibit]:
        """The exhibits by number."""
        return sorted(self.exhibits, key=self.number)

    def number(self, filed: FiledExhibit) -> Number:
        """Its number: P-3, or P-12.3."""
        return self.numbers[exhibit_key(filed.claim, filed.exhibit.id)]

    def range(self, filed: FiledExhibit) -> Range | None:
        """The numbers of its pages, if they have any."""
        return self.ranges.get(exhibit_key(filed.claim, filed.exhibit.id))

    def path(self, filed: FiledExhibit, language: Language) -> str:
        """Where an exhibit stands as filed, or the notice in its place."""
        return filed.path(self.number(filed), language)


def numbers_of(
    snapshot: str,
    exhibits: Iterable[FiledExhibit],
    given: Mapping[str, Number],
    way: Way = "file",
    part: str = "",
) -> dict[str, Number]:
    """Numbers of the report, the workbook and the exhibits, with all those given before; part: of
    which claims, when not of all."""
    ordered = sorted(exhibits, key=lambda e: (e.claim, e.exhibit.added, e.exhibit.id))
    filed = (exhibit_key(each.claim, each.exhibit.id) for each in ordered)
    papers = (report_key(snapshot, part), workbook_key(snapshot, part))
    return numbered((*papers, *filed), given, way)


@dataclass(frozen=True, slots=True)
class Document:
    """One of our own documents: its number, what it is called, where it stands, how long it is."""

    number: Number
    title: str
    path: str
    pages: str


@dataclass(frozen=True, slots=True)
class Named:
    """What files are called in one language; the rest is the same in both."""

    report: str
    workbook: str
    lines: str
    steps: str
    claims: str
    frozen: str
    redactions: str
    schedule: str


NAMES: Mapping[Language, Named] = {
    "fr": Named(
        "rapport",
        "chiffrier",
        "lignes.csv",
        "etapes.csv",
        "reclamations",
        "instantane.json",
        "caviardages",
        "tableau_des_dommages.pdf",
    ),
    "en": Named(
        "report",
        "workbook",
        "lines.csv",
        "steps.csv",
        "claims",
        "snapshot.json",
        "redactions",
        "schedule_of_damages.pdf",
    ),
}


def documents_of(contents: Contents, language: Language) -> tuple[Document, ...]:
    """The report and the workbook, where they go in."""
    if contents.report is None:
        return ()
    report = contents.numbers[report_key(contents.snapshot, contents.part)]
    workbook = contents.numbers[workbook_key(contents.snapshot, contents.part)]
    named, pages, sheets = NAMES[language], contents.report_pages, contents.workbook_sheets
    return (
        Document(
            report, say("Rapport sommaire", language), f"{report.label}_{named.report}.pdf",
            str(pages or ""),
        ),
        Document(
            workbook, say("Chiffrier", language), f"{workbook.label}_{named.workbook}.xlsx",
            say_n("{n} feuille", "{n} feuilles", sheets, language) if sheets else "",
        ),
    )  # fmt: skip


def claim_path(filed: FiledClaim, language: Language) -> str:
    """Where a claim stands: its number and revision."""
    return f"{NAMES[language].claims}/{filed.claim.number}-r{filed.revision}.json"
