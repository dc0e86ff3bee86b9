"""What each document is made from, handed to the room that makes it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha256
from io import BytesIO

import pikepdf

from claims import __version__
from claims.claim.model import Exhibit
from claims.damages.assessment import Assessment
from claims.damages.doubts import taxes_used
from claims.damages.grades import accepted
from claims.damages.tax import TaxRate
from claims.documents.attached import Attached
from claims.documents.bundle import bundle
from claims.documents.contents import Contents
from claims.documents.estimated import Estimated
from claims.documents.index import CopyBeside, FiledExhibit, Transfer
from claims.documents.package import Package
from claims.documents.report import report
from claims.documents.values import FiledClaim, Tables
from claims.documents.workbook import Book, workbook
from claims.evidence.copying import MEDIA, is_active
from claims.evidence.look import Look
from claims.evidence.preview import has_picture
from claims.i18n.catalogue import N_, say
from claims.i18n.text import Language
from claims.office.examining import examined, read_with
from claims.office.gathering import State, journal_until
from claims.office.house import House
from claims.office.keeping import chunks_of, copied, readable
from claims.office.numbers import numbers_for, pages_for
from claims.office.sealing import NotSealed, sealed
from claims.office.snapshots import kept_scenarios
from claims.office.stamping import NotStamped, stamped
from claims.problems import Problem, Refused
from claims.store.snapshots import given_out
from claims.totals.decided import decided
from claims.totals.estimate import estimate, with_warnings
from claims.totals.side_by_side import SideBySide

Progress = Callable[[int, int], None]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CARRIED = 15_000_000
"""Bytes of a workbook that a report still carries: mail servers take messages of some 25 MB."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One document under way. progress: told how many exhibits are done, of how many."""

    house: House
    state: State
    language: Language
    by: str
    now: datetime
    progress: Progress | None = None
    reserves: list[Problem] = field(default_factory=list)
    """What could not be had for the document, which is made without; filled as it is made."""

    @property
    def snapshot(self) -> str:
        """The snapshot, as documents of both languages name it: I-3."""
        return f"I-{self.state.snapshot.number}"

    @property
    def tables(self) -> Tables:
        """The totals that documents print."""
        tables = self.state.tables
        return Tables(
            tables["by_subgroup"], tables["by_month"], tables["by_grade"],
            decided(self.state.frame), self._on_word(),
        )  # fmt: skip

    def _on_word(self) -> int:
        """Cents that a declaration alone supports; a line that is also supported by exhibits is
        counted again, to tell one from the other."""
        rules, mixed, cents = self.house.rules(self.state.matter.id), set[str](), 0
        for line in self.state.lines:
            if line.grade == "D" and line.supported:
                alone = accepted(rules.matter.heads[line.head], "D", line.declared)
                if line.supported != alone:
                    mixed.add(line.number)
                cents += alone if line.supported == alone else 0
        again = (f.claim for f in self.state.claims if f.claim.number in mixed)
        lines = (line for claim in again for line in rules.assess(claim).lines if line.support)
        return cents + sum(line.on_word for line in lines)

    @property
    def taxes(self) -> tuple[TaxRate, ...]:
        """The rates of sales tax that the lines used."""
        claims = (filed.claim for filed in self.state.claims)
        return taxes_used(claims, self.state.matter, self.house.rates.taxes)

    @property
    def whole_class(self) -> Estimated:
        """What all members lost by what claims support, or what is missing to say so."""
        seen = examined(self.house, self.state.matter, assumed={})
        try:
            found = estimate(seen.strata)
        except Refused as refusal:
            return Estimated(None, refusal.problems)
        return Estimated(with_warnings(found, read_with(seen, "supported", found)), ())

    @property
    def scenarios(self) -> SideBySide | None:
        """What the snapshot keeps of scenarios."""
        return kept_scenarios(self.state.snapshot)

    @property
    def assessments(self) -> Iterator[Assessment]:
        """Every claim computed again, for its steps, when its turn comes."""
        rules = self.house.rules(self.state.matter.id)
        yield from (rules.assess(filed.claim) for filed in self.state.claims)


def workbook_of(desk: Desk, *, to_others: bool = False) -> Package:
    """The workbook; its exhibits bear the same numbers as in a bundle, whichever is made first.

    to_others: for another side, without what counsel tries or finds in conflict.
    """
    state, numbers = desk.state, _numbers(desk, filed_exhibits(desk))
    staff = {account.email: account.role for account in desk.house.store.accounts.all()}
    book = Book(
        state.matter, desk.snapshot, desk.tables, state.frame, state.claims,
        tuple(journal_until(desk.house, state.head)), numbers,
        desk.assessments, desk.taxes, staff,
        desk.whole_class.found, None if to_others else desk.scenarios,
        None if to_others else state.overlapping, rates=desk.house.rates,
    )  # fmt: skip
    return workbook(book, journal_head=state.head, at=state.snapshot.at, language=desk.language)


def report_of(desk: Desk, *, to_others: bool = False) -> Iterator[bytes]:
    """The report; to_others: for another side, without what counsel tries or finds in conflict."""
    state = desk.state
    made = report(
        state.matter, desk.tables, state.matter.facts, snapshot=desk.snapshot,
        journal_head=state.head, at=state.snapshot.at, language=desk.language,
        fictional=state.fictional, taxes=desk.taxes, whole_class=desk.whole_class,
        scenarios=None if to_others else desk.scenarios,
        overlapping=None if to_others else state.overlapping, rates=desk.house.rates,
        attached=None if to_others else _carried(desk),
    )  # fmt: skip
    yield _seal(desk, made)


def _carried(desk: Desk) -> Attached | None:
    """Counsel's workbook, for their report to carry; none when it would make it too large to mail.
    In a bundle it stands beside the report."""
    content = b"".join(workbook_of(desk))
    if len(content) > CARRIED:
        return None
    name = f"{desk.state.matter.id}-{desk.snapshot}.xlsx"
    told = say("Chiffrier des totaux", desk.language)
    return Attached(name, told, XLSX, content, desk.state.snapshot.at)


def _seal(desk: Desk, pdf: bytes) -> bytes:
    """The PDF under the seal of the house; as it is without a key that serves."""
    if desk.house.settings.seal_key is None:
        return pdf
    try:
        return sealed(desk.house.settings, pdf, now=desk.now)
    except NotSealed as refusal:
        if refusal.problem not in desk.reserves:
            desk.reserves.append(refusal.problem)
        return pdf


def bundle_of(desk: Desk) -> Iterator[bytes]:
    """The evidence bundle: report, workbook, index, exhibits, journal, manifest, verifier."""
    state, exhibits = desk.state, filed_exhibits(desk)
    numbers, told = _numbers(desk, exhibits), b"".join(report_of(desk, to_others=True))
    book = workbook_of(desk, to_others=True)
    scheme, ranges = pages_for(
        desk.house, state.matter.id, exhibits, numbers, now=desk.now, by=desk.by
    )
    contents = Contents(
        matter=state.matter, snapshot=desk.snapshot, claims=state.claims, lines=state.lines,
        assessments=desk.assessments, exhibits=exhibits,
        journal=journal_until(desk.house, state.head), report=told, workbook=book,
        numbers=numbers, fictional=state.fictional, report_pages=pages_in(told),
        workbook_sheets=book.sheets, frozen=given_out(state.snapshot.body),
        scheme=scheme, ranges=ranges,
    )  # fmt: skip
    return bundle(
        contents, journal_head=state.head, at=state.snapshot.at, language=desk.language,
        stamp=partial(_stamp, desk), seal=partial(_seal, desk),
    )  # fmt: skip


def _stamp(desk: Desk, manifest: bytes) -> bytes:
    """The time stamp of a manifest; empty when no server is set, or when it gave none."""
    if not desk.house.settings.tsa_url:
        return b""
    try:
        return stamped(desk.house.settings, manifest)
    except NotStamped as refusal:
        desk.reserves.append(refusal.problem)
        return b""


def pages_in(pdf: bytes) -> int:
    """How many pages a document of ours has."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def _numbers(desk: Desk, exhibits: Sequence[FiledExhibit]) -> Mapping[str, int]:
    """P-1, P-2… of everything the snapshot holds; new ones are noted before they are printed."""
    return numbers_for(
        desk.house, desk.state.matter.id, desk.snapshot, exhibits, now=desk.now, by=desk.by
    )


def filed_exhibits(desk: Desk) -> Sequence[FiledExhibit]:
    """Every exhibit of the claims that count; its bytes are read when their turn comes."""
    filed = [(f, exhibit) for f in desk.state.claims for exhibit in f.claim.exhibits]
    looks = desk.state.looks
    return tuple(
        _filed(desk, f, exhibit, looks[f.claim.number].get(exhibit.id, Look()), (i, len(filed)))
        for i, (f, exhibit) in enumerate(filed, 1)
    )


def _filed(
    desk: Desk, filed: FiledClaim, exhibit: Exhibit, look: Look, place: tuple[int, int]
) -> FiledExhibit:
    if look.quarantined:
        return _withheld(desk, filed, exhibit)
    number = filed.claim.number
    return FiledExhibit(
        number, filed.revision, exhibit, _bytes(desk, number, exhibit.sha256, *place),
        pages=look.pages, scan=look.scan, readable=readable(desk.house, number, exhibit.sha256),
        copy=partial(_copied, desk, number, exhibit) if is_active(exhibit.flags) else None,
        to_number=partial(_paged, desk, number, exhibit) if has_picture(exhibit.media) else None,
    )  # fmt: skip


def _paged(desk: Desk, number: str, exhibit: Exhibit) -> tuple[str, bytes]:
    """What the numbered copy is made from: the exhibit, or its copy without what acts in it."""
    if not is_active(exhibit.flags):
        return exhibit.media, b"".join(chunks_of(desk.house, number, exhibit.sha256))
    made = copied(desk.house, number, exhibit, desk.language, desk.by)
    return MEDIA.get(made.suffix, ""), made.content


def _copied(desk: Desk, number: str, exhibit: Exhibit) -> CopyBeside:
    """A copy without what acts, or why there is none, made from the vault when its turn comes."""
    made = copied(desk.house, number, exhibit, desk.language, desk.by)
    how = Transfer(made.method, __version__, desk.state.snapshot.at, "system", exhibit.sha256)
    return CopyBeside(made.name(exhibit.name, desk.language), made.content, how)


QUARANTINED = N_(
    "Cette pièce est en quarantaine : l’antivirus y reconnaît un programme nuisible. Elle n’est "
    "remise à personne. L’original reste inchangé au registre; son empreinte SHA-256 est {sha256}."
)
"""What a bundle holds in the place of an infected file; `verify.py` knows it word for word."""
NOTICES: Mapping[Language, str] = {"fr": "quarantaine", "en": "quarantine"}


def _withheld(desk: Desk, filed: FiledClaim, exhibit: Exhibit) -> FiledExhibit:
    """A notice in the place of an infected file; the record says which file it stands for."""
    told = say(QUARANTINED, desk.language, sha256=exhibit.sha256).encode()
    notice = {
        "name": f"{exhibit.name}.{NOTICES[desk.language]}.txt", "media": "text/plain",
        "size": len(told), "sha256": sha256(told).hexdigest(),
    }  # fmt: skip
    made = Transfer("quarantine", "1", desk.state.snapshot.at, "system", exhibit.sha256)
    return FiledExhibit(
        filed.claim.number, filed.revision, exhibit.model_copy(update=notice), [told],
        scan="infected", transfer=made,
    )  # fmt: skip


def _bytes(desk: Desk, number: str, sha256: str, place: int, of: int) -> Iterator[bytes]:
    yield from chunks_of(desk.house, number, sha256)
    if desk.progress:
        desk.progress(place, of)


MAKERS: Mapping[str, Callable[[Desk], Iterable[bytes]]] = {
    "workbook": workbook_of,
    "report": report_of,
    "bundle": bundle_of,
}
