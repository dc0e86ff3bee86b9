"""Withholding from exhibits: redacted copies, made as counsel saw them, and who may be given which.

The original is never written to. A copy is kept in the vault beside it, under the key of its claim,
and the journal keeps who burned which boxes, where and why; never a word of what they hide.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from claims.access import Actor
from claims.claim.canonical import Json
from claims.claim.redaction import REASONS, UNTOLD, Box, Level
from claims.evidence.patterns import FOUND_BY, PATTERNS
from claims.evidence.redacting import (
    MARK,
    MOST_BOXES,
    PDF,
    SHOWN,
    TooManyDrawn,
    burned,
    can_be_redacted,
    page_of,
    pages_of,
)
from claims.evidence.searching import read
from claims.evidence.turns import on_behalf_of
from claims.office.alike import copy_for_all, say_of_all
from claims.office.handing import Handed, exhibit_for
from claims.office.house import House
from claims.office.in_place import redacted_name
from claims.office.keeping import chunks_of, keep
from claims.office.looking import GALLERY
from claims.problems import NotFound, Problem, Refused
from claims.store.exhibits import KeptExhibit
from claims.store.redactions import Redaction, Withheld

WHERE = "boxes"
LARGE = 2200
"""Pixels of the longer side of a page opened in full; too large for the gallery to keep."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One exhibit as counsel withholds from it. pages: 0 when it has none to put boxes on."""

    kept: KeptExhibit
    pages: int
    withheld: Withheld


@dataclass(frozen=True, slots=True)
class Proposed:
    """Boxes that patterns propose. unread: pages on which something was not read."""

    boxes: tuple[Box, ...]
    unread: tuple[int, ...]


def opened(house: House, actor: Actor, number: str, exhibit_id: str) -> Opened:
    """An exhibit with what is withheld of it. Raises NotAllowed, NotFound and Quarantined."""
    kept = _for(house, actor, "redact exhibit", number, exhibit_id)
    withheld = house.store.redactions.of(number).get(exhibit_id, Withheld())
    if not can_be_redacted(kept.exhibit.media):
        return Opened(kept, 0, withheld)
    pages = house.store.looks.find(exhibit_id).pages
    return Opened(kept, pages_of(kept.exhibit.media, pages), withheld)


def page_shown(
    house: House,
    actor: Actor,
    number: str,
    exhibit_id: str,
    page: int,
    version: int = 0,
    turn: int = 0,
    *,
    large: bool = False,
) -> bytes:
    """One page as a PNG of ours, of the original or of one of its redacted copies; empty when it
    cannot be drawn. turn: quarter turns clockwise, of the picture alone; large: to be read closely.

    Raises as `opened` does, KeyLost and Erased.
    """
    kept = _for(house, actor, "redact exhibit", number, exhibit_id)
    media, digest = kept.exhibit.media, kept.exhibit.sha256
    if version:
        media, digest = PDF, _copy_of(house, number, exhibit_id, version).sha256

    def draw() -> bytes:
        side = LARGE if large else SHOWN
        return page_of(media, _bytes(house, number, digest), page, side, turn % 4)

    with on_behalf_of(actor.name):
        return draw() if large else GALLERY.show(digest, draw, page, turn % 4)


def proposed(
    house: House,
    actor: Actor,
    number: str,
    exhibit_id: str,
    wanted: Iterable[str],
    words: Iterable[str],
) -> Proposed:
    """What patterns, and words that counsel types, find in an exhibit.

    Raises as `page_shown` does, and Refused when nothing is looked for, or the file cannot be read
    within bounds.
    """
    kept = _for(house, actor, "redact exhibit", number, exhibit_id)
    patterns, typed = [c for c in wanted if c in PATTERNS], [word for word in words if word.strip()]
    if not patterns and not typed:
        raise Refused([Problem(WHERE, "redact-nothing-sought")])
    content = _bytes(house, number, kept.exhibit.sha256)
    with on_behalf_of(actor.name):
        found = read(kept.exhibit.media, content)
    if found is None:
        raise Refused([Problem(WHERE, "redact-unreadable", {"name": kept.exhibit.name})])
    return Proposed(found.boxes(patterns, typed), found.unread)


def redact(
    house: House,
    actor: Actor,
    number: str,
    exhibit_id: str,
    boxes: Sequence[Box],
    *,
    seen: int,
    now: datetime,
    every: bool = False,
) -> Redaction:
    """Make a copy with its boxes burned in, and keep it for the same bytes under any id of their
    claim. seen: how many copies there were; every: whether each page becomes a picture.

    Raises as `page_shown` does, Refused with every problem, Conflict when someone else made a copy
    meanwhile, and NotSaved.
    """
    kept = _for(house, actor, "redact exhibit", number, exhibit_id)
    placed = tuple(sorted(set(boxes)))
    pages = opened(house, actor, number, exhibit_id).pages
    if problems := _faults(placed, pages):
        raise Refused(problems)
    exhibit = kept.exhibit
    content = _bytes(house, number, exhibit.sha256)
    mark = MARK.format(sha256=exhibit.sha256)
    try:
        with on_behalf_of(actor.name):
            made = burned(exhibit.media, content, placed, mark, every=every)
    except TooManyDrawn as told:
        values: dict[str, str | int] = {"name": exhibit.name, "most": told.most}
        raise Refused([Problem(WHERE, "redact-drawn", values)]) from told
    if made is None:
        raise Refused([Problem(WHERE, "redact-failed", {"name": exhibit.name})])
    digest, size = sha256(made.content).hexdigest(), len(made.content)
    copy = Redaction(exhibit_id, exhibit.sha256, digest, size, made.pages, made.drawn, made.method,
                     placed)  # fmt: skip
    with house.store.database.together():
        keep(house, number, made.content, now=now)
        added = house.store.redactions.add(number, copy, seen=seen, at=now, by=actor.name)
        copy_for_all(house, number, added, now=now, by=actor.name)
    return added


def _faults(boxes: Sequence[Box], pages: int) -> list[Problem]:
    """What keeps these boxes from being burned in."""
    if not pages:
        return [Problem(WHERE, "redact-no-pages")]
    if not boxes:
        return [Problem(WHERE, "redact-nothing")]
    if len(boxes) > MOST_BOXES:
        return [Problem(WHERE, "redact-too-many", {"most": MOST_BOXES})]
    return [fault for place, box in enumerate(boxes, 1) for fault in _faults_of(box, place, pages)]


def _faults_of(box: Box, place: int, pages: int) -> Iterator[Problem]:
    where = f"{WHERE}.{place}"
    if box.page > pages:
        yield Problem(where, "redact-page", {"pages": pages})
    if box.reason not in REASONS:
        yield Problem(where, "redact-reason", {"place": place})
    if box.pattern == UNTOLD or box.pattern not in FOUND_BY:
        yield Problem(where, "redact-pattern", {"place": place})


def set_level(
    house: House,
    actor: Actor,
    number: str,
    exhibit_id: str,
    level: Level,
    reason: str,
    *,
    now: datetime,
    seen: tuple[Level, str] | None = None,
) -> None:
    """Say who may be given an exhibit, under any id of its claim, and why. seen: the level and
    reason that were read.

    Raises as `opened` does, Refused when what is withheld has no reason, Conflict when someone said
    otherwise since.
    """
    _for(house, actor, "class exhibit", number, exhibit_id)
    if level is not Level.PUBLIC and reason not in REASONS:
        raise Refused([Problem("reason", "class-reason")])
    why = "" if level is Level.PUBLIC else reason
    say_of_all(house, number, exhibit_id, level, why, now=now, by=actor.name, seen=seen)


def hand_redaction(
    house: House, actor: Actor, number: str, exhibit_id: str, version: int, *, now: datetime
) -> Handed:
    """A redacted copy as it was made. Raises as `page_shown` does."""
    kept = _for(house, actor, "redact exhibit", number, exhibit_id)
    copy = _copy_of(house, number, exhibit_id, version)
    chunks = chunks_of(house, number, copy.sha256)
    told: dict[str, Json] = {"id": exhibit_id, "version": version, "sha256": copy.sha256}
    house.store.journal.note("read redaction", number, told, at=now, by=actor.name)
    return Handed(redacted_name(kept.exhibit.name, version), PDF, copy.size, chunks)


def _copy_of(house: House, number: str, exhibit_id: str, version: int) -> Redaction:
    copies = house.store.redactions.of(number).get(exhibit_id, Withheld()).copies
    copy = next((each for each in copies if each.version == version), None)
    if copy is None:
        raise NotFound(f"exhibit {exhibit_id} has no redacted copy {version}")
    return copy


def _for(house: House, actor: Actor, action: str, number: str, exhibit_id: str) -> KeptExhibit:
    actor.must(action)
    kept = exhibit_for(house, actor, number, exhibit_id)
    actor.must(action, kept)
    return kept


def _bytes(house: House, number: str, digest: str) -> bytes:
    return b"".join(chunks_of(house, number, digest))
