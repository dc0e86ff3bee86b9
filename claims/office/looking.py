"""Looking at exhibits: let in through the gate and the scanner, read, read again, shown small.

Reading a picture takes seconds, so it waits its turn after the file is kept; what is found helps
the person and raises no grade.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from weakref import WeakKeyDictionary

from claims.access import Actor, Role
from claims.claim.canonical import Json
from claims.evidence import optical, read_words
from claims.evidence.bounds import Limits
from claims.evidence.findings import find
from claims.evidence.gate import Seen, look_at
from claims.evidence.look import Look
from claims.evidence.preview import Gallery, has_picture, picture_of, text_of
from claims.evidence.read_words import Words
from claims.evidence.sameness import words_hash
from claims.evidence.scanner import scan
from claims.evidence.turns import on_behalf_of
from claims.matter.model import Matter
from claims.office.alike import SYSTEM, ever_filed
from claims.office.handing import exhibit_for
from claims.office.house import House
from claims.office.keeping import chunks_of, drop_unnamed, keep
from claims.problems import ClaimsError, Erased, NotFound, Problem
from claims.store.exhibits import KeptExhibit
from claims.store.looks import Looks

MEBI = 1024 * 1024
AT_ONCE = 500
"""Files scanned again in one night."""
LETTERS = 1_500
"""How much of a text is shown beside it."""
GALLERY = Gallery()
LATER = timedelta(hours=1)
NEVER = datetime.max.replace(tzinfo=UTC)
_put_off: WeakKeyDictionary[Looks, dict[str, datetime]] = WeakKeyDictionary()
"""Exhibits read in part that could not be read on, or not past what was, and until when they wait;
in memory alone."""


def admit(
    house: House, matter: Matter, name: str, source: bytes | Path, *, where: str
) -> tuple[Seen | None, Look, tuple[Problem, ...]]:
    """Through the gate, then the scanner; what is known of the file, or why it is refused."""
    limits = Limits(size=house.settings.max_file_mb * MEBI)
    seen, problems = look_at(name, source, limits, where=where)
    if seen is None:
        return None, Look(), problems
    content = source if isinstance(source, bytes) else source.read_bytes()
    look = replace(read(seen, matter), scan=scan(house.settings.clamd, content))
    if look.quarantined:
        return None, look, (Problem(where, "file-infected", {"name": name}),)
    return seen, look, ()


def note_infected(house: House, actor: Actor, content: bytes, look: Look, *, now: datetime) -> None:
    """That an infected file was brought is for counsel to know; its hash says which."""
    if look.quarantined:
        told: dict[str, Json] = {"sha256": sha256(content).hexdigest()}
        house.store.journal.note("refuse exhibit", actor.claim, told, at=now, by=actor.name)


def read(seen: Seen, matter: Matter) -> Look:
    """What the words of a file mention; a picture waits to be read, when it can be; a page that
    says nothing may be one, and so may those past what the gate reports."""
    found = find(seen.words, matter.provider_names)
    silent = read_words.silent(seen.media, seen.pages, _padded(seen.words, seen.pages))
    if has_picture(seen.media) and optical.languages() and silent:
        many = len(silent)
        return Look(seen.pages, reading="waiting", findings=found, pictures=many, unread=many)
    if any(page.strip() for page in seen.words):
        return Look(seen.pages, reading="text", findings=found, words=words_hash(seen.words))
    return Look(pages=seen.pages, reading="none" if has_picture(seen.media) else "blank")


def looks_of(house: House, actor: Actor, number: str) -> Mapping[str, Look]:
    """What is known of each exhibit they may read. Raises NotAllowed and NotFound."""
    actor.must("read exhibit")
    row = house.store.claims.find(number)
    if row is None:
        raise NotFound(f"no claim {number}")
    actor.must("read exhibit", row)
    known = house.store.looks.of(number)
    if actor.role is Role.CLAIMANT:
        return known
    filed = ever_filed(house, number)
    return {exhibit: look for exhibit, look in known.items() if exhibit in filed}


def ask(house: House, actor: Actor, number: str) -> None:
    """Have every exhibit of a claim read that never was: one brought before files were read."""
    unread = [e for e, look in looks_of(house, actor, number).items() if not look.reading]
    if unread:
        house.store.looks.ask(unread)


def read_waiting(house: House, *, now: datetime) -> int:
    """Read the exhibit that waits longest, optically if need be; when none waits, more pages of one
    of which some were read. How many had something to read: 0 or 1."""
    for exhibit in house.store.looks.waiting(1) or _unfinished(house, now):
        kept, known = house.store.exhibits.find(exhibit), house.store.looks.find(exhibit)
        if kept is None:
            continue
        look, words = _read_now(house, kept, known) or (None, {})
        if look is None or look is known:
            until = now + LATER if look is None else NEVER
            _put_off.setdefault(house.store.looks, {})[exhibit] = until
            return 1
        with house.store.database.together():
            if words and house.store.exhibits.find(exhibit):  # not erased while it was read
                digest, _ = keep(house, kept.number, read_words.as_kept(words), now=now)
                look = replace(look, optical=digest)
            house.store.looks.keep_reading(exhibit, look, at=now, by=SYSTEM)
        _forget(house, kept, known.optical)
        return 1
    return 0


def _forget(house: House, kept: KeptExhibit, before: str) -> None:
    """Drop the words of the turn before, unless a bundle under way may still want them."""
    held = house.store.keys.find(kept.number)
    if before and held and held.key and kept.exhibit.id not in ever_filed(house, kept.number):
        drop_unnamed(house, held.key, [before])


def _unfinished(house: House, now: datetime) -> tuple[str, ...]:
    """The exhibit of which the fewest pictures were read: a large one delays no other."""
    looks = house.store.looks
    waiting = {each for each, until in _put_off.get(looks, {}).items() if until > now}
    return looks.unfinished(1, but=waiting) if optical.languages() else ()


def _read_now(house: House, kept: KeptExhibit, known: Look) -> tuple[Look, Words] | None:
    """By its parser first; a file that is gone has nothing to read, one that cannot be had for now
    is read when its page is next opened. What was known before a fault stays known. With the words
    read optically, now and before. None where an exhibit read in part cannot be read on for now."""
    goes_on = bool(known.unread) and known.reading != "waiting"
    try:
        content = _bytes(house, kept)
        before = words_kept(house, kept.number, known)
    except (Erased, NotFound):
        return replace(known, reading="blank", pictures=0, unread=0), {}
    except (ClaimsError, OSError):
        return None if goes_on else (replace(known, reading=""), {})
    seen, _ = look_at(kept.exhibit.name, content)
    failed = seen is not None and 0 < known.pages != seen.pages  # once: it takes nothing back
    if goes_on and (seen is None or failed):
        return None
    if failed:
        return replace(known, reading=""), {}
    if seen is None:
        return replace(known, reading="blank", pictures=0, unread=0), {}
    look = read(seen, house.matter(kept.matter))
    if look.reading != "waiting":
        return look, {}
    more, words = _read_more(house, kept, (content, seen), look, before)
    counted = (more.pictures, more.unread) == (known.pictures, known.unread)
    nothing = goes_on and counted and words.keys() == before.keys()
    return (known, {}) if nothing else (more, words)


def _read_more(
    house: House, kept: KeptExhibit, file: tuple[bytes, Seen], look: Look, before: Words
) -> tuple[Look, Words]:
    """The next of its pages that are pictures, if any is left to read, and what is then known."""
    content, seen = file
    media, texts = kept.exhibit.media, _texts(kept, content, seen)
    pages = read_words.silent(media, look.pages, texts)
    turn = read_words.turn(pages, before)
    words = {**before, **read_words.read_in(media, content, turn)}
    unread = read_words.unread(pages, words)
    look = replace(look, pictures=len(pages), unread=unread)
    speaks = any(page.strip() for page in texts)
    if not any(words.values()):
        alone = "" if unread or not speaks else words_hash(seen.words)
        silent: Words = words if unread else {}
        return replace(look, reading="text" if speaks else "blank", words=alone), silent
    found = find(read_words.pages_of(words, texts), house.matter(kept.matter).provider_names)
    return replace(look, reading="mixed" if speaks else "optical", findings=found), words


def _texts(kept: KeptExhibit, content: bytes, seen: Seen) -> Sequence[str]:
    """What each of its pages says by itself; the gate reports those of the first ones alone, and
    the others may be pictures where they cannot be had."""
    if not 0 < len(seen.words) < seen.pages:
        return seen.words
    whole = text_of(kept.exhibit.media, content).split("\f")
    return _padded(whole if len(whole) > len(seen.words) else seen.words, seen.pages)


def _padded(texts: Sequence[str], pages: int) -> Sequence[str]:
    """The text of every page; blank of those past the last that is known."""
    return [*texts, *[""] * (pages - len(texts))]


def words_kept(house: House, number: str, look: Look) -> Words:
    """What was read optically in an exhibit; nothing of one that was not. Raises as `chunks_of`."""
    if not look.optical:
        return {}
    return read_words.from_kept(b"".join(chunks_of(house, number, look.optical)))


def scan_again(house: House, *, now: datetime) -> int:
    """Scan what no scanner answered for, now that there is one; how many were found infected."""
    if not house.settings.clamd:
        return 0
    found = 0
    for exhibit in house.store.looks.unscanned(AT_ONCE):
        kept = house.store.exhibits.find(exhibit)
        content = _had(house, kept) if kept else None
        if content is None:
            continue  # its key may be back another night
        said = scan(house.settings.clamd, content)
        if said == "failed":
            if scan(house.settings.clamd, b"?") == "failed":
                break  # the scanner is away: the next night will do
            continue  # it refused that file alone
        house.store.looks.keep_scan(exhibit, said, at=now, by=SYSTEM)
        found += said == "infected"
    return found


def preview(house: House, actor: Actor, number: str, exhibit_id: str) -> bytes:
    """The first page of an exhibit as a PNG of ours; empty when it cannot be drawn.

    Raises as `hand_exhibit` does; seeing it small is part of reading the claim, not a hand-over.
    """
    kept = exhibit_for(house, actor, number, exhibit_id)
    with on_behalf_of(actor.name):
        return GALLERY.show(
            kept.exhibit.sha256, lambda: picture_of(kept.exhibit.media, _bytes(house, kept))
        )


def forget_pictures(digests: Iterable[str]) -> None:
    """Drop what was drawn of files that are erased."""
    GALLERY.forget(digests)


def first_lines(house: House, actor: Actor, number: str, exhibit_id: str) -> str:
    """How the text of an exhibit begins; empty when it has none that can be read."""
    kept = exhibit_for(house, actor, number, exhibit_id)
    content = _had(house, kept)
    with on_behalf_of(actor.name):
        seen = look_at(kept.exhibit.name, content)[0] if content else None
    words = "\n".join(seen.words) if seen else ""
    return "\n".join(line for line in words.splitlines() if line.strip())[:LETTERS]


def _had(house: House, kept: KeptExhibit) -> bytes | None:
    """Its bytes; None while they cannot be had: a key is missing, or was destroyed."""
    try:
        return _bytes(house, kept)
    except (ClaimsError, OSError):
        return None


def _bytes(house: House, kept: KeptExhibit) -> bytes:
    return b"".join(chunks_of(house, kept.number, kept.exhibit.sha256))
