"""What each document is made from, handed to the room that makes it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from io import BytesIO

import pikepdf

from claims.claim.entitled import UNTITLED, Titled
from claims.claim.redaction import Level
from claims.documents.attached import Attached
from claims.documents.bates import Range, Scheme
from claims.documents.behind import Paged
from claims.documents.bundle import bundle
from claims.documents.contents import NAMES, Contents, Volume
from claims.documents.index import FiledExhibit
from claims.documents.numbered_copy import numbered_path
from claims.documents.numbering import Number, exhibit_key
from claims.documents.package import Package
from claims.documents.report import report
from claims.documents.schedule import MOST
from claims.documents.workbook import Book, workbook
from claims.i18n.catalogue import say
from claims.office.exhibits_out import filed_exhibits
from claims.office.gathering import journal_until
from claims.office.numbers import numbers_for, pages_for, pages_given, scheme_of
from claims.office.sealing import NotSealed, sealed
from claims.office.stamping import NotStamped, stamped
from claims.office.stood import salts_of
from claims.office.under_way import Desk
from claims.store.snapshots import given_out

Progress = Callable[[int, int], None]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CARRIED = 15_000_000
"""Bytes of a workbook that a report still carries: mail servers take messages of some 25 MB."""


def workbook_of(
    desk: Desk, *, to_others: bool = False, paged: Mapping[str, Paged] | None = None
) -> Package:
    """The workbook; its exhibits bear the same numbers as in a bundle, whichever is made first.

    to_others: for another side, without what counsel tries or finds in conflict; paged: the pages
    of the exhibits beside it, in a bundle.
    """
    state, exhibits = desk.state, filed_exhibits(desk)
    numbers = _numbers(desk, exhibits)
    pages = _pages_given(desk) if paged is None else paged
    staff = {account.email: account.role for account in desk.house.store.accounts.all()}
    book = Book(
        state.matter, desk.snapshot, desk.tables, state.frame, state.claims,
        tuple(journal_until(desk.house, state.head)), numbers, pages,
        _named(desk, exhibits, to_others=to_others), desk.assessments, desk.taxes, staff,
        None if desk.chosen_of else desk.whole_class.found,
        None if to_others else desk.scenarios,
        None if to_others else state.overlapping, desk.chosen_of, rates=desk.house.rates,
        given={exhibit_key(e.claim, e.exhibit.id): e for e in exhibits} if to_others else {},
    )  # fmt: skip
    return workbook(book, journal_head=state.head, at=state.snapshot.at, language=desk.language)


def _named(
    desk: Desk, exhibits: Sequence[FiledExhibit], *, to_others: bool
) -> dict[str, tuple[Titled, Level]]:
    """Key of each exhibit → what counsel calls it, and who may be given it. Counsel's own copy says
    every title; another side's, none that a notice keeps back."""
    named = {}
    for each in exhibits:
        whole = desk.state.titles.get((each.claim, each.exhibit.id))
        titled = each.titled if to_others else whole
        named[exhibit_key(each.claim, each.exhibit.id)] = (titled or UNTITLED, each.level)
    return named


def _pages_given(desk: Desk) -> dict[str, Paged]:
    """The numbers of pages that bundles gave so far."""
    scheme = scheme_of(desk.house, desk.state.matter.id)
    given = pages_given(desk.house, desk.state.matter.id) if scheme else {}
    return {key: _paged(scheme, each) for key, each in given.items() if scheme}


def _paged(scheme: Scheme, given: Range, path: str = "") -> Paged:
    return Paged(scheme.label(given.first), scheme.label(given.last), path)


def _beside(
    exhibits: Sequence[FiledExhibit], numbers: Mapping[str, Number], scheme: Scheme,
    ranges: Mapping[str, Range], volume: Volume,
) -> dict[str, Paged]:  # fmt: skip
    """The pages of the exhibits of a bundle, and where their copies stand beside the workbook: not
    known of a bundle in volumes, and none of an exhibit whose key is lost."""
    found = {}
    for each in exhibits:
        key = exhibit_key(each.claim, each.exhibit.id)
        there = each.readable and volume.room is None
        path = numbered_path(scheme, ranges[key], numbers[key].label) if there else ""
        found[key] = _paged(scheme, ranges[key], path)
    return found


def report_of(desk: Desk, *, to_others: bool = False) -> Iterator[bytes]:
    """The report; to_others: for another side, in a bundle, whose schedule of damages its totals
    lead to, and without what counsel tries or finds in conflict."""
    state = desk.state
    made = report(
        state.matter, desk.tables, state.matter.facts, snapshot=desk.snapshot,
        journal_head=state.head, at=state.snapshot.at, language=desk.language,
        fictional=state.fictional, taxes=desk.taxes,
        whole_class=None if desk.chosen_of else desk.whole_class, chosen_of=desk.chosen_of,
        scenarios=None if to_others else desk.scenarios,
        overlapping=None if to_others else state.overlapping, rates=desk.house.rates,
        attached=None if to_others else _carried(desk),
        schedule=_schedule(desk) if to_others else "",
    )  # fmt: skip
    yield _seal(desk, made)


def _schedule(desk: Desk) -> str:
    """Where the schedule of damages of a bundle stands; nowhere past the losses it takes."""
    return NAMES[desk.language].schedule if len(desk.state.lines) <= MOST else ""


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


def bundle_of(desk: Desk, volume: Volume | None = None) -> Iterator[bytes]:
    """The evidence bundle, or one volume of it: report, workbook, index, exhibits, journal,
    manifest, verifier. Of chosen claims, report and workbook are of these alone.

    Raises Refused when an exhibit cannot be had, and names it.
    """
    state, exhibits, volume = desk.state, filed_exhibits(desk), volume or Volume()
    numbers = _numbers(desk, exhibits)
    scheme, ranges = pages_for(
        desk.house, state.matter.id, exhibits, numbers, now=desk.now, by=desk.by
    )
    told, book = None, Package(0, iter(()))
    if volume.number == 1:
        told = b"".join(report_of(desk, to_others=True))
        paged = _beside(exhibits, numbers, scheme, ranges, volume)
        book = workbook_of(desk, to_others=True, paged=paged)
    contents = Contents(
        matter=state.matter, snapshot=desk.snapshot, claims=state.claims, lines=state.lines,
        assessments=desk.assessments, exhibits=exhibits,
        journal=journal_until(desk.house, state.head), report=told, workbook=book,
        numbers=numbers, fictional=state.fictional, report_pages=pages_in(told) if told else 0,
        workbook_sheets=book.sheets, frozen=given_out(state.snapshot.body),
        scheme=scheme, ranges=ranges, volume=volume, chosen_of=desk.chosen_of,
        set=desk.set,
        salts=salts_of(state.snapshot, (each.claim.number for each in state.claims)),
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


def _numbers(desk: Desk, exhibits: Sequence[FiledExhibit]) -> Mapping[str, Number]:
    """P-1, P-2… of everything the snapshot holds; new ones are noted before they are printed."""
    return numbers_for(
        desk.house,
        desk.state.matter.id,
        desk.snapshot,
        exhibits,
        now=desk.now,
        by=desk.by,
        part=desk.part,
    )


MAKERS: Mapping[str, Callable[[Desk], Iterable[bytes]]] = {
    "workbook": workbook_of,
    "report": report_of,
    "bundle": bundle_of,
}
