"""The evidence bundle: one ZIP that a stranger can check with standard tools, offline.

It holds our report and workbook, the schedule of damages, the index, every claim as it is counted,
the losses and their steps as CSV, the snapshot they make, every exhibit as it was filed or a notice
in its place, beside those that act a copy that does not, a copy of each with its pages numbered,
the lists that review platforms load, the entries of the journal, a manifest, SHA256SUMS and the
verifiers, under names of the language it is made in. It is written as it is read: same state, same
bytes (but for a time stamp or a seal, where one is set), and a memory that does not grow with the
exhibits.

The confidential set holds the originals; the redacted set holds, in their place, the copies that
counsel redacted, and a notice for what is withheld. Both come from one source, under the same
numbers, and a log says what is kept back, where and why.

In volumes, each holds all that but the report and the workbook, which the first one has, and the
next exhibits that fit: it is checked alone, and says which exhibits stand in others.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from claims.claim.canonical import canonical
from claims.claim.disclosed import disclosed
from claims.claim.redaction import Set
from claims.documents import journal_shown
from claims.documents.bundle_exhibits import Placing
from claims.documents.bundle_rows import Told, lines_csv, steps_csv
from claims.documents.bundle_schedule import leads_of, schedule_of
from claims.documents.contents import NAMES, Contents, Document, claim_path, documents_of
from claims.documents.index import Entry, FiledExhibit, entries, index_csv
from claims.documents.index_printed import index_pdf
from claims.documents.leading import Leads
from claims.documents.load_files import dat, edrm_csv, opt
from claims.documents.manifest import Telling
from claims.documents.numbering import UNREADABLE
from claims.documents.redaction_log import logs
from claims.documents.values import JournalHead, head_said
from claims.documents.verifier import page
from claims.documents.verify import STAMP
from claims.documents.zipped import Member, Written, zipped
from claims.evidence.juridical import local_date
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import count
from claims.i18n.text import Language

HERE = Path(__file__).resolve().parent
VERIFIER = (HERE / "verify.py").read_bytes()
README = (HERE / "LISEZ-MOI_README.txt").read_bytes()
Authority = Callable[[bytes], bytes]
SETS: Mapping[Set, str] = {
    Set.CONFIDENTIAL: N_("Jeu confidentiel : les pièces y sont telles que reçues."),
    Set.REDACTED: N_("Jeu caviardé : ce qui est retenu d’une pièce n’y est pas, ou y est noirci."),
}
NOTICE = N_(
    "Les pièces suivantes ne sont pas dans ce dossier : la clé qui les ouvrait a été détruite ou "
    "manque au serveur. Leur numéro, leur réclamation et l’empreinte SHA-256 de leur dépôt sont "
    "ci-dessous; montants, index et journal sont complets."
)


def bundle(
    contents: Contents,
    *,
    journal_head: JournalHead,
    at: datetime,
    language: Language,
    stamp: Authority | None = None,
    seal: Authority | None = None,
) -> Iterator[bytes]:
    """The bytes of the ZIP, in blocks.

    stamp: gives the time stamp of the manifest, or nothing; seal: gives the index under a seal, as
    the report already is. With either, no two bundles are the same.
    Raises BrokenChain when a file of the vault is not the one that was filed.
    """
    written = Written()
    making = _Making(contents, journal_head, at, language, written, stamp, seal)
    return zipped(making.members(), written, at=at)


@dataclass(slots=True)
class _Making:
    """A bundle under way: the manifest can only be told once the rest is written."""

    contents: Contents
    head: JournalHead
    at: datetime
    language: Language
    written: Written
    stamp: Authority | None
    seal: Authority | None
    told: Told = field(init=False)
    placing: Placing = field(init=False)

    def __post_init__(self) -> None:
        self.told = Told({filed.claim.number: filed for filed in self.contents.claims})
        self.placing = Placing(self.contents, self.at, self.language, self.written)

    def members(self) -> Iterator[Member]:
        """Every file, in order; each computed when its turn comes."""
        contents, ours = self.contents, documents_of(self.contents, self.language)
        yield Member("LISEZ-MOI_README.txt", [README])
        if contents.report is not None:
            report, workbook = ours
            yield Member(report.path, [contents.report])
            yield Member(workbook.path, contents.workbook)
        yield from self._counted()
        listed, self.placing.losses = self._entries(), self.told.totals["lines"]
        yield from self.placing.members(listed)
        yield from self._lists(ours, listed)
        yield Member("verify.py", [VERIFIER])
        yield Member("verifier.html", [page()])
        telling = Telling(contents, self.head, self.at, self.language, self.written, self.placing)
        manifest = telling.manifest(ours, self.told.totals)
        yield Member("manifest.json", [manifest])
        if token := self.stamp(manifest) if self.stamp else b"":
            yield Member(STAMP, [token])
        yield Member("SHA256SUMS", [self._sums()])

    def _counted(self) -> Iterator[Member]:
        """The claims, how each loss was counted, the snapshot they make and what sealed it all."""
        contents, named, language = self.contents, NAMES[self.language], self.language
        for claim in contents.claims:
            yield Member(claim_path(claim, language), [disclosed(claim.claim).encode()])
        rows = steps_csv(contents.assessments, self.told, contents.matter, language)
        yield Member(named.steps, rows)
        yield Member(named.lines, lines_csv(contents.lines, self.told, contents))
        yield Member(named.frozen, [canonical(contents.frozen).encode()])
        shown = journal_shown.told(contents.journal, contents.claims, self.head)
        yield Member("journal.jsonl", shown)

    def _lists(self, ours: Sequence[Document], every: Sequence[Entry]) -> Iterator[Member]:
        """The index of this volume, and the lists of its numbered copies; then a word on exhibits
        that could not be read."""
        placing = self.placing
        there = {self.contents.number(filed) for filed in placing.placed}
        listed = [entry for entry in every if entry.number in there]
        if told := [entry for entry in listed if entry.number in placing.pages]:
            label = self.contents.volume.label
            # P-2.3 of a later bundle has later pages than P-9; WHC-10000 comes after WHC-9999
            told.sort(key=lambda entry: (len(entry.labels[0]), entry.labels[0]))
            yield Member("pages.dat", [dat(told, placing.pages, self.language)])
            yield Member("pages.opt", [opt(told, placing.pages, label)])
            yield Member("pages.csv", [edrm_csv(told, placing.pages, self.language)])
        yield from self._redactions(listed)
        if lost := [filed for filed in placing.placed if not filed.readable]:
            yield Member(UNREADABLE, self._notice(lost))
        leads = leads_of(listed, placing.pages, self.language)
        if printed := self._schedule(leads):
            yield Member(NAMES[self.language].schedule, [printed])
        index = self._index(ours, listed, leads)
        yield Member("index.pdf", [self.seal(index) if self.seal else index])
        yield Member("index.csv", [index_csv(self._ours(ours), listed, self.language)])

    def _schedule(self, leads: Leads) -> bytes:
        return schedule_of(self.contents, self.told, leads, self.head, self.at, self.language)

    def _redactions(self, listed: Sequence[Entry]) -> Iterator[Member]:
        """The log of what is withheld, where anything is: as a table, and printed."""
        contents, language = self.contents, self.language
        entries = {entry.number: entry for entry in listed}
        held = [(entries[contents.number(f)], f.held) for f in self.placing.placed if f.held]
        foot = say("Instantané {snapshot} · journal {head}", language,
                   snapshot=contents.snapshot, head=head_said(self.head))  # fmt: skip
        return logs(held, contents.matter, foot=foot, at=self.at, language=language,
                    fictional=contents.fictional)  # fmt: skip

    def _entries(self) -> tuple[Entry, ...]:
        contents = self.contents
        claims = {filed.claim.number: filed.claim for filed in contents.claims}
        return entries(
            contents.exhibits, claims, contents.numbers, contents.matter, self.language,
            labels=self._labels(),
        )  # fmt: skip

    def _labels(self) -> dict[str, tuple[str, ...]]:
        """Key of an exhibit → the numbers of its pages."""
        scheme = self.contents.scheme
        if scheme is None:
            return {}
        return {key: scheme.labels(given) for key, given in self.contents.ranges.items()}

    def _ours(self, documents: Sequence[Document]) -> list[list[str]]:
        """Our own documents as rows of the index, once they are written and hashed."""
        day = local_date(self.at, self.contents.matter.timezone).isoformat()
        return [
            [each.number.label, each.title, say("Document", self.language), day,
             each.pages, "", "", "", each.path, str(size), digest, *[""] * 6]
            for each in documents
            for digest, size in [self.written.files[each.path]]
        ]  # fmt: skip

    def _notice(self, lost: Sequence[FiledExhibit]) -> Iterator[bytes]:
        yield f"{say(NOTICE, 'fr')}\n\n{say(NOTICE, 'en')}\n\n".encode()
        for filed in lost:
            told = f"{self.contents.number(filed).label}  {filed.claim}  {filed.exhibit.sha256}\n"
            yield told.encode()

    def _index(self, ours: Sequence[Document], listed: Sequence[Entry], leads: Leads) -> bytes:
        return index_pdf(
            self.contents.matter,
            [(d.number.label, d.title, d.pages, self.written.files[d.path][0]) for d in ours],
            listed,
            snapshot=self.contents.snapshot,
            journal_head=self.head,
            at=self.at,
            language=self.language,
            fictional=self.contents.fictional,
            leads=leads,
            notes=tuple(self._apart()),
        )

    def _apart(self) -> Iterator[str]:
        """What this volume is not: the whole bundle, or a bundle of every claim."""
        contents, elsewhere = self.contents, self.placing.elsewhere()
        yield say(SETS[contents.set], self.language)
        if elsewhere:
            yield say(
                "Volume {volume}. Pièces qui sont dans d’autres volumes : {n}.",
                self.language, volume=contents.volume.label,
                n=count(len(elsewhere), self.language),
            )  # fmt: skip
        if contents.chosen_of:
            yield say(
                "Dossier partiel. Réclamations : {n}; comptées en tout : {of}. Les totaux du "
                "rapport et du chiffrier sont ceux de ces réclamations; ceux de l’instantané, de "
                "toutes.", self.language,
                n=count(len(contents.claims), self.language),
                of=count(contents.chosen_of, self.language),
            )  # fmt: skip

    def _sums(self) -> bytes:
        files = self.written.files
        return "".join(f"{files[path][0]}  {path}\n" for path in sorted(files)).encode()
