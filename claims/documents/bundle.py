"""The evidence bundle: one ZIP that a stranger can check with standard tools, offline.

It holds our report and workbook, the index, every claim as it is counted, the losses and their
steps as CSV, the snapshot they make, every exhibit as it was filed or a notice in its place, beside
those that act a copy that does not, the entries of the journal, a manifest, SHA256SUMS and the
verifier, under names of the language it is made in. It is written as it is read: same state, same
bytes, and a memory that does not grow with the exhibits.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path

from claims.claim.canonical import Json, canonical
from claims.claim.disclosed import WITHHELD, disclosed
from claims.claim.model import Exhibit
from claims.damages.assessment import Assessment
from claims.damages.rows import LineRow
from claims.documents.bundle_rows import Told, lines_csv, steps_csv
from claims.documents.index import Entry, FiledExhibit, Transfer, entries, index_csv, index_pdf
from claims.documents.numbering import (
    UNREADABLE,
    exhibit_key,
    numbered,
    path_of,
    report_key,
    workbook_key,
)
from claims.documents.values import SHOWN, FiledClaim, JournalEntry, JournalHead, utc
from claims.documents.zipped import Member, Written, zipped
from claims.evidence.juridical import local_date
from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.text import Language
from claims.matter.model import Matter

HERE = Path(__file__).resolve().parent
VERIFIER = (HERE / "verify.py").read_bytes()
README = (HERE / "LISEZ-MOI_README.txt").read_bytes()
NOTICE = N_(
    "Les pièces suivantes ne sont pas dans ce dossier : la clé qui les ouvrait a été détruite ou "
    "manque au serveur. Leur numéro, leur réclamation et l’empreinte SHA-256 de leur dépôt sont "
    "ci-dessous; montants, index et journal sont complets."
)


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
    report: bytes
    workbook: Iterable[bytes]
    frozen: Mapping[str, Json]
    """The snapshot, whose hash the last entry of the journal seals."""
    numbers: Mapping[str, int]
    """From `numbers_of`; kept by the office, so that no later bundle uses a number again."""
    fictional: bool = False
    report_pages: int = 0
    workbook_sheets: int = 0


def numbers_of(
    snapshot: str, exhibits: Iterable[FiledExhibit], given: Mapping[str, int]
) -> dict[str, int]:
    """Numbers of the report, the workbook and the exhibits, with all those given before."""
    ordered = sorted(exhibits, key=lambda e: (e.claim, e.exhibit.added, e.exhibit.id))
    filed = (exhibit_key(each.claim, each.exhibit.id) for each in ordered)
    return numbered((report_key(snapshot), workbook_key(snapshot), *filed), given)


@dataclass(frozen=True, slots=True)
class Document:
    """One of our own documents: its number, what it is called, where it stands, how long it is."""

    number: int
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


NAMES: Mapping[Language, Named] = {
    "fr": Named(
        "rapport", "chiffrier", "lignes.csv", "etapes.csv", "reclamations", "instantane.json"
    ),
    "en": Named("report", "workbook", "lines.csv", "steps.csv", "claims", "snapshot.json"),
}


def documents_of(contents: Contents, language: Language) -> tuple[Document, Document]:
    """The report and the workbook."""
    report = contents.numbers[report_key(contents.snapshot)]
    workbook = contents.numbers[workbook_key(contents.snapshot)]
    named, pages, sheets = NAMES[language], contents.report_pages, contents.workbook_sheets
    return (
        Document(
            report, say("Rapport sommaire", language), f"P-{report}_{named.report}.pdf",
            str(pages or ""),
        ),
        Document(
            workbook, say("Chiffrier", language), f"P-{workbook}_{named.workbook}.xlsx",
            say_n("{n} feuille", "{n} feuilles", sheets, language) if sheets else "",
        ),
    )  # fmt: skip


def claim_path(filed: FiledClaim, language: Language) -> str:
    """Where a claim stands: its number and revision."""
    return f"{NAMES[language].claims}/{filed.claim.number}-r{filed.revision}.json"


def bundle(
    contents: Contents, *, journal_head: JournalHead, at: datetime, language: Language
) -> Iterator[bytes]:
    """The bytes of the ZIP, in blocks.

    Raises BrokenChain when a file of the vault is not the one that was filed.
    """
    written = Written()
    making = _Making(contents, journal_head, at, language, written)
    return zipped(making.members(), written, at=at)


@dataclass(slots=True)
class _Making:
    """A bundle under way: the manifest can only be told once the rest is written."""

    contents: Contents
    head: JournalHead
    at: datetime
    language: Language
    written: Written
    told: Told = field(init=False)
    copies: dict[int, tuple[str, Transfer]] = field(default_factory=dict)
    """Number → where the copy of that exhibit stands, and how it was made."""

    def __post_init__(self) -> None:
        self.told = Told({filed.claim.number: filed for filed in self.contents.claims})

    def members(self) -> Iterator[Member]:
        """Every file, in order; each computed when its turn comes."""
        contents, report_and_workbook = self.contents, documents_of(self.contents, self.language)
        report, workbook = report_and_workbook
        named, language = NAMES[self.language], self.language
        claims = {filed.claim.number: filed.claim for filed in contents.claims}
        listed = entries(contents.exhibits, claims, contents.numbers, contents.matter, language)
        yield Member("LISEZ-MOI_README.txt", [README])
        yield Member(report.path, [contents.report])
        yield Member(workbook.path, contents.workbook)
        yield Member("index.pdf", [self._index(report_and_workbook, listed)])
        yield Member("index.csv", [index_csv(self._ours(report, workbook), listed, self.language)])
        for claim in contents.claims:
            yield Member(claim_path(claim, language), [disclosed(claim.claim).encode()])
        rows = steps_csv(contents.assessments, self.told, contents.matter, language)
        yield Member(named.steps, rows)
        yield Member(named.lines, lines_csv(contents.lines, self.told, contents.numbers))
        yield Member(named.frozen, [canonical(contents.frozen).encode()])
        for filed in self._in_order():
            exhibit = filed.exhibit
            if filed.readable:
                yield Member(self._path(filed), filed.chunks, exhibit.sha256, exhibit.size)
                yield from self._beside(filed)
        if lost := [filed for filed in self._in_order() if not filed.readable]:
            yield Member(UNREADABLE, self._notice(lost))
        yield Member("journal.jsonl", self._journal())
        yield Member("verify.py", [VERIFIER])
        yield Member("manifest.json", [self._manifest(report_and_workbook)])
        yield Member("SHA256SUMS", [self._sums()])

    def _ours(self, *documents: Document) -> list[list[str]]:
        """Our own documents as rows of the index, once they are written and hashed."""
        day = local_date(self.at, self.contents.matter.timezone).isoformat()
        return [
            [f"P-{each.number}", each.title, say("Document", self.language), day,
             each.pages, "", "", each.path, str(size), digest, "", ""]
            for each in documents
            for digest, size in [self.written.files[each.path]]
        ]  # fmt: skip

    def _in_order(self) -> list[FiledExhibit]:
        return sorted(self.contents.exhibits, key=self._number)

    def _number(self, filed: FiledExhibit) -> int:
        return self.contents.numbers[exhibit_key(filed.claim, filed.exhibit.id)]

    def _path(self, filed: FiledExhibit) -> str:
        return filed.path(self._number(filed), self.language)

    def _beside(self, filed: FiledExhibit) -> Iterator[Member]:
        """The copy of a flagged exhibit, and what the manifest will say of it."""
        if filed.copy:
            made, number = filed.copy(), self._number(filed)
            path = path_of(number, made.name, self.language)
            self.copies[number] = (path, made.transfer)
            yield Member(path, [made.content])

    def _copied(self, filed: FiledExhibit) -> dict[str, object] | None:
        found = self.copies.get(self._number(filed))
        if found is None:
            return None
        path, transfer = found
        return {"path": path, **self._bytes_of(path), "transfer": _transferred(transfer)}

    def _notice(self, lost: Sequence[FiledExhibit]) -> Iterator[bytes]:
        yield f"{say(NOTICE, 'fr')}\n\n{say(NOTICE, 'en')}\n\n".encode()
        for filed in lost:
            told = f"P-{self._number(filed)}  {filed.claim}  {filed.exhibit.sha256}\n"
            yield told.encode()

    def _index(self, ours: Sequence[Document], listed: Sequence[Entry]) -> bytes:
        return index_pdf(
            self.contents.matter,
            [(d.number, d.title, d.pages, self.written.files[d.path][0]) for d in ours],
            listed,
            snapshot=self.contents.snapshot,
            journal_head=self.head,
            at=self.at,
            language=self.language,
            fictional=self.contents.fictional,
        )

    def _journal(self) -> Iterator[bytes]:
        listed = {filed.claim.number: filed.claim.exhibits for filed in self.contents.claims}
        for entry in takewhile(lambda entry: entry.seq <= self.head.seq, self.contents.journal):
            ours = entry.subject in listed and _concerns(entry, listed[entry.subject])
            told = _shown(entry) if ours or entry.seq == self.head.seq else _hidden(entry)
            yield f"{json.dumps(told, ensure_ascii=False, sort_keys=True)}\n".encode()

    def _manifest(self, ours: Sequence[Document]) -> bytes:
        contents, files = self.contents, self.written.files
        told = {
            "format": "claims-bundle-3",
            "matter": contents.matter.id,
            "title": contents.matter.title.in_(self.language),
            "language": self.language,
            "fictional": contents.fictional,
            "snapshot": contents.snapshot,
            "at": utc(self.at),
            "journal": {"seq": self.head.seq, "hash": self.head.hash, "at": utc(self.head.at)},
            "claims": [self._claim(filed) for filed in contents.claims],
            "withheld": list(WITHHELD),
            "lines": NAMES[self.language].lines,
            "steps": NAMES[self.language].steps,
            "frozen": NAMES[self.language].frozen,
            "totals": self.told.totals,
            "documents": [
                {"number": f"P-{d.number}", "title": d.title, "path": d.path}
                | self._bytes_of(d.path)
                for d in ours
            ],
            "exhibits": [self._exhibit(filed) for filed in self._in_order()],
            "files": {path: self._bytes_of(path) for path in sorted(files)},
        }
        return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()

    def _claim(self, filed: FiledClaim) -> dict[str, object]:
        """sha256: of the revision as kept, withheld fields and all; disclosed: of the file here."""
        path = claim_path(filed, self.language)
        told = {"number": filed.claim.number, "revision": filed.revision, "sha256": filed.sha256}
        return told | {"path": path, "disclosed": self.written.files[path][0]}

    def _bytes_of(self, path: str) -> dict[str, object]:
        digest, size = self.written.files[path]
        return {"sha256": digest, "size": size}

    def _exhibit(self, filed: FiledExhibit) -> dict[str, object]:
        exhibit, path = filed.exhibit, self._path(filed)
        told: dict[str, object] = {
            "number": f"P-{self._number(filed)}",
            "path": path,
            **self._bytes_of(path),
            "claim": filed.claim,
            "revision": filed.revision,
            "id": exhibit.id,
            "name": exhibit.name,
            "kind": exhibit.kind,
            "media": exhibit.media,
            "losses": list(exhibit.losses),
            "pages": filed.pages,
            "added": utc(exhibit.added),
            "flags": list(exhibit.flags),
            "scan": filed.scan,
            "transfer": None,
            "copy": self._copied(filed),
        }
        if not filed.readable:
            told["filed"] = {"sha256": exhibit.sha256, "size": exhibit.size}
        if filed.transfer:
            told["transfer"] = _transferred(filed.transfer)
        return told

    def _sums(self) -> bytes:
        files = self.written.files
        return "".join(f"{files[path][0]}  {path}\n" for path in sorted(files)).encode()


def _transferred(transfer: Transfer) -> dict[str, object]:
    return asdict(transfer) | {"at": utc(transfer.at)}


def _concerns(entry: JournalEntry, exhibits: Sequence[Exhibit]) -> bool:
    """Whether an entry about a claim leaves with it: a file it no longer lists is its claimant's
    own business."""
    if entry.action not in SHOWN or not entry.action.endswith(" exhibit"):
        return entry.action in SHOWN
    return json.loads(entry.body)["id"] in {exhibit.id for exhibit in exhibits}


def _shown(entry: JournalEntry) -> dict[str, object]:
    """An entry as it was sealed; its moment written as the journal hashes it."""
    return {
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "clock": entry.clock,
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "body": entry.body,
        "salt": entry.salt,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _hidden(entry: JournalEntry) -> dict[str, object]:
    """What proves the place of an entry and tells nothing of it."""
    return {
        "seq": entry.seq,
        "previous": entry.previous,
        "content": entry.content,
        "hash": entry.hash,
    }
