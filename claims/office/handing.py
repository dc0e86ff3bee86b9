"""Handing files out: who may have it is asked first, and the hand-over is journalled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import IO

from claims import __version__
from claims.access import Actor, Role
from claims.claim.canonical import Json
from claims.damages.accrual import without_rates
from claims.evidence.copying import is_active
from claims.i18n import Language, say
from claims.office.alike import ever_filed
from claims.office.beginning import keys_of
from claims.office.blinding import must_owe_no_reading
from claims.office.clawback import must_give_no_more_than_today
from claims.office.house import House
from claims.office.keeping import chunks_of, copied
from claims.office.noticed import notice_seen
from claims.office.taking import begin, counted, goes_on
from claims.problems import Held, NotFound, Quarantined
from claims.store.claims import ClaimRow
from claims.store.exhibits import KeptExhibit
from claims.store.exports import Export

PDF = "application/pdf"
ANY = "application/octet-stream"
CHUNK = 256 * 1024
MEDIA = {
    ".pdf": PDF,
    ".csv": "text/csv",
    ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Handed:
    """A file on its way out. name: what the browser saves it as; size: of the whole, None while it
    is made; sha256: of the whole, where parts of it may be asked for; part: its first byte and its
    last, when this is one."""

    name: str
    media: str
    size: int | None
    chunks: Iterable[bytes]
    sha256: str = ""
    part: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part asked for, of a file that hashes to `of` where it says so. last: None to the end."""

    first: int
    last: int | None = None
    of: str = ""

    def within(self, export: Export) -> tuple[int, int] | None:
        """Its first byte and its last; None, for the whole, where it is of another file, or past
        its end."""
        last = export.size - 1 if self.last is None else min(self.last, export.size - 1)
        if self.of not in ("", export.sha256) or self.first > last:
            return None
        return self.first, last


def hand_exhibit(
    house: House, actor: Actor, number: str, exhibit_id: str, *, now: datetime
) -> Handed:
    """An exhibit as received.

    Raises NotAllowed, NotFound and Quarantined as `exhibit_for`; KeyLost and Erased.
    """
    kept = exhibit_for(house, actor, number, exhibit_id)
    chunks = chunks_of(house, number, kept.exhibit.sha256)
    told = {"id": exhibit_id, "sha256": kept.exhibit.sha256}
    house.store.journal.note("read exhibit", number, told, at=now, by=actor.name)
    return Handed(kept.exhibit.name, ANY, kept.exhibit.size, chunks)


def hand_copy(
    house: House, actor: Actor, number: str, exhibit_id: str, language: Language, *, now: datetime
) -> Handed:
    """A copy of a flagged exhibit without what acts in it, marked as one; how it was made is noted.

    Raises as `hand_exhibit` does, and NotFound when nothing was flagged.
    """
    actor.must("copy exhibit")
    kept = exhibit_for(house, actor, number, exhibit_id)
    actor.must("copy exhibit", kept)
    exhibit = kept.exhibit
    if not is_active(exhibit.flags):
        raise NotFound(f"exhibit {exhibit_id} needs no copy")
    made = copied(house, number, exhibit, language, actor.name)
    told: dict[str, Json] = {"id": exhibit_id, "sha256": exhibit.sha256, "method": made.method}
    told |= {"version": __version__, "copy": sha256(made.content).hexdigest()}
    house.store.journal.note("copy exhibit", number, told, at=now, by=actor.name)
    return Handed(made.name(exhibit.name, language), ANY, len(made.content), (made.content,))


def exhibit_for(house: House, actor: Actor, number: str, exhibit_id: str) -> KeptExhibit:
    """An exhibit this actor may open. Raises NotAllowed, NotFound when the claim has none such,
    Quarantined when the scanner found it infected."""
    actor.must("read exhibit")
    kept = house.store.exhibits.find(exhibit_id)
    if kept is None or kept.number != number:
        raise NotFound(f"claim {number} has no exhibit {exhibit_id}")
    actor.must("read exhibit", kept)
    if not _open_to(house, actor, kept):
        raise NotFound(f"claim {number} has no exhibit {exhibit_id}")
    if house.store.looks.find(exhibit_id).quarantined:
        raise Quarantined(f"exhibit {exhibit_id} is infected")
    return kept


def _open_to(house: House, actor: Actor, kept: KeptExhibit) -> bool:
    """A claimant has what they did not take back; counsel what was filed, once and for all."""
    if actor.role is Role.CLAIMANT:
        return kept.removed is None
    return kept.exhibit.id in ever_filed(house, kept.number)


def hand_receipt(
    house: House, actor: Actor, number: str, language: Language, *, now: datetime
) -> Handed:
    """The receipt of the claimant's own last filing, whatever counsel decided since; the same
    filing always gives the same bytes."""
    actor.must("read receipt")
    row = house.store.claims.find(number)
    if row is None:
        raise NotFound(f"no claim {number}")
    actor.must("read receipt", row)
    if not row.revision:
        raise NotFound(f"claim {number} was never filed")
    made, revision = receipt_of(house, row, language)
    told = {"revision": revision}
    house.store.journal.note("read receipt", number, told, at=now, by=actor.name)
    return Handed(f"{number}.pdf", PDF, len(made), (made,))


def receipt_of(house: House, row: ClaimRow, language: Language) -> tuple[bytes, int]:
    """The receipt of the claimant's own last filing, and its revision."""
    with house.store.database.moment():
        filing, notice = house.store.filings.own(row.number), notice_seen(house, row.number)
        rules = house.rules(row.matter, filing.rules)
    from claims.documents.receipt import receipt  # reportlab: 0.3 s no page should wait for

    claim, matter = filing.claim, rules.matter
    counted = rules.assess(claim)
    groups = dict.fromkeys(line.group for line in counted.lines if line.group)
    made = receipt(
        claim, counted, matter, without_interest=without_rates(matter, rules.rates, groups),
        exhibits=claim.exhibits, journal_head=filing.head, at=filing.at,
        language=language, revision=filing.revision, notice=notice,
    )  # fmt: skip
    return made, filing.revision


def hand_keys(house: House, key: str, language: Language, *, now: datetime) -> Handed:
    """The page of number and code, to the intention that began the claim and to nobody else.

    Raises Conflict once a quarter of an hour has passed, or the claim was filed.
    """
    row, code = keys_of(house, key, now=now)
    from claims.documents.keys import keys  # reportlab: 0.3 s no page should wait for

    matter, site = house.matter(row.matter), house.settings.address()
    made = keys(row.number, code, matter, site=site, at=row.created_at, language=language)
    house.store.journal.note("hand keys", row.number, {}, at=now, by=row.number)
    return Handed(f"{row.number}-{say('clé', language)}.pdf", PDF, len(made), (made,))


def hand_export(
    house: House,
    actor: Actor,
    export_id: str,
    name: str,
    *,
    now: datetime,
    part: Part | None = None,
) -> Handed:
    """A document made earlier, as it was hashed, or a part of it.

    Raises NotAllowed, NotFound, Held of a bundle its second person has not let out, Refused of one
    that gives what was withheld since, and ProofIsOld, unless it is what had not left yet of what
    this session began to take.
    """
    actor.must("export workbook")
    kept = house.store.exports.find(export_id)
    if kept is None or kept.name != name:
        raise NotFound(f"no export {export_id}")
    actor.must_work_on(f"export {kept.kind}", kept.matter)
    if is_held(house, actor, kept):
        raise Held(f"export {export_id} waits for a second person")
    must_owe_no_reading(house, actor, kept.matter)
    must_give_no_more_than_today(house, kept)
    span = part.within(kept) if part else None
    if not (rest := goes_on(house, actor, kept, span, now=now)):
        actor.must_have_proved(now=now)
    path = export_path(house, kept)
    told: dict[str, Json] = {"id": kept.id, "sha256": kept.sha256}
    told |= {"from": span[0]} if span else {}
    whole = span or (0, kept.size - 1)
    chunks = counted(house, actor, kept, whole[0], _chunks(path, kept, whole))
    with house.store.database.together():
        must_give_no_more_than_today(house, kept)  # a word may be said while its bytes are hashed
        told |= {} if rest else begin(house, actor, kept, whole, now=now)
        house.store.journal.note("hand export", kept.matter, told, at=now, by=actor.name)
    return Handed(kept.name, MEDIA.get(path.suffix, ANY), kept.size, chunks, kept.sha256, span)


def is_held(house: House, actor: Actor, export: Export) -> bool:
    """Whether a bundle waits for another than who ordered it; nobody has one that was sent back."""
    build = house.store.builds.of_export(export.id)
    if build is None or build.state == "approved":
        return False
    return build.by == actor.name or build.state == "sent_back"


def export_path(house: House, export: Export) -> Path:
    """Where a document stands: a folder of its own, under its random id."""
    return house.settings.exports_dir / export.id / export.name


def _chunks(path: Path, export: Export, span: tuple[int, int]) -> Iterator[bytes]:
    """Its bytes, hashed before any is handed: a file altered since is not said to be this one."""
    if not path.is_file() or path.stat().st_size != export.size:
        raise NotFound(f"export {export.id} is no longer in the exports folder")
    file = path.open("rb")
    if file_digest(file, "sha256").hexdigest() != export.sha256:
        file.close()
        raise NotFound(f"export {export.id} was altered in the exports folder")
    file.seek(span[0])
    return _read(file, span[1] - span[0] + 1)


def _read(file: IO[bytes], left: int) -> Iterator[bytes]:
    with file:
        while chunk := file.read(min(CHUNK, left)):
            left -= len(chunk)
            yield chunk
