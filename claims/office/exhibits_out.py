"""The exhibits of a document, read from the vault and copied when their turn comes; in the place of
what counsel withholds, a redacted copy or a notice.

One that cannot be had stops the document, and is named: what is put in its place is for counsel to
say, but for a key known to be gone and a file in quarantine, for which a notice stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from claims import __version__
from claims.claim.model import Exhibit
from claims.documents.index import CopyBeside, FiledExhibit, Pictures, Read, ToNumber, Transfer
from claims.documents.numbering import exhibit_key
from claims.documents.values import FiledClaim
from claims.evidence.copying import MEDIA, is_active
from claims.evidence.look import Look
from claims.evidence.numbering import pages_to_number
from claims.evidence.preview import has_picture, text_of
from claims.evidence.read_words import pages_of, placed, silent
from claims.evidence.redacting import MOST_READ, PDF, READ_AGAIN
from claims.evidence.turns import on_behalf_of
from claims.office.in_place import (
    KEPT_BACK,
    QUARANTINED,
    Known,
    Stands,
    as_copied,
    kept_from,
    notice,
    stands_for,
)
from claims.office.keeping import bare, chunks_of, copied, readable
from claims.office.looking import words_kept
from claims.office.numbers import given
from claims.office.under_way import Desk
from claims.problems import BrokenChain, ClaimsError, Erased, KeyLost, NotFound, Problem, Refused
from claims.store.redactions import Redaction, Withheld


def filed_exhibits(desk: Desk) -> Sequence[FiledExhibit]:
    """Every exhibit of the claims that count; its bytes are read when their turn comes."""
    filed = [(f, exhibit) for f in desk.state.claims for exhibit in f.claim.exhibits]
    looks = desk.state.looks
    return tuple(
        _titled(desk, exhibit.id, _filed(
            desk, f, exhibit, looks[f.claim.number].get(exhibit.id, Look()), (i, len(filed))
        ))
        for i, (f, exhibit) in enumerate(filed, 1)
    )  # fmt: skip


def _titled(desk: Desk, exhibit: str, given: FiledExhibit) -> FiledExhibit:
    """With its level and, unless a notice keeps it back, what counsel calls it: a title may quote
    what the notice withholds."""
    key = given.claim, exhibit
    held = desk.state.withheld.get(key, Withheld())
    titled = None if held.leaves_a_notice(desk.set) else desk.state.titles.get(key)
    return replace(given, level=held.level, titled=titled)


def _filed(
    desk: Desk, filed: FiledClaim, exhibit: Exhibit, look: Look, place: tuple[int, int]
) -> FiledExhibit:
    number = filed.claim.number
    held = desk.state.withheld.get((number, exhibit.id), Withheld())
    stands = stands_for(Known(exhibit.sha256, held, look.quarantined), desk.set)
    if stands is Stands.QUARANTINE:
        return _withheld(desk, filed, exhibit)
    with _naming(desk, number, exhibit.sha256):
        there = readable(desk.house, number, exhibit.sha256)
    if there and stands is Stands.NOTICE:
        return _notice_of(desk, filed, exhibit, look, held)
    if there and stands is Stands.COPY:
        return _redacted(desk, filed, exhibit, look, held, place)
    return FiledExhibit(
        number, filed.revision, exhibit, _bytes(desk, number, exhibit.sha256, *place),
        pages=look.pages, scan=look.scan, readable=there,
        pictures=_pictures(look.pictures, look.unread) if there else None,
        to_read=partial(_read, desk, number, exhibit, look),
        copy=partial(_copied, desk, number, exhibit) if is_active(exhibit.flags) else None,
        to_number=partial(_paged, desk, number, exhibit) if has_picture(exhibit.media) else None,
    )  # fmt: skip


def _notice_of(
    desk: Desk, filed: FiledClaim, exhibit: Exhibit, look: Look, held: Withheld
) -> FiledExhibit:
    """A notice in the place of an exhibit withheld; it takes as many numbers of pages."""
    stands, told = notice(exhibit, KEPT_BACK, desk.language)
    return FiledExhibit(
        filed.claim.number, filed.revision, stands, [told],
        scan=look.scan, held=kept_from(held, Stands.NOTICE),
        transfer=Transfer("withheld", "1", desk.state.snapshot.at, "system", exhibit.sha256),
        takes=pages_to_number(exhibit.media, look.pages),
    )  # fmt: skip


def _redacted(
    desk: Desk, filed: FiledClaim, exhibit: Exhibit, look: Look, held: Withheld,
    place: tuple[int, int],
) -> FiledExhibit:  # fmt: skip
    """The redacted copy that stands, in the place of its original."""
    copy, number = held.copy, filed.claim.number
    if copy is None or copy.at is None:
        raise AssertionError("asked only of an exhibit that has a redacted copy")
    return FiledExhibit(
        number, filed.revision, as_copied(exhibit, copy),
        _bytes(desk, number, copy.sha256, *place), pages=copy.pages, scan=look.scan,
        transfer=Transfer(copy.method, __version__, copy.at, copy.by, copy.source),
        to_number=partial(_whole, desk, number, PDF, copy.sha256),
        to_read=partial(_read_again, desk, number, copy),
        pictures=_copied_pictures(desk, number, exhibit, look, copy),
        held=kept_from(held, Stands.COPY),
        takes=pages_to_number(exhibit.media, look.pages),
    )  # fmt: skip


def _read(desk: Desk, number: str, exhibit: Exhibit, look: Look) -> Read:
    """The words of an exhibit and, of its pages that are pictures, those read when it came in."""
    text = _text(desk, number, exhibit.media, exhibit.sha256)
    with _naming(desk, number, exhibit.sha256):
        words = words_kept(desk.house, number, look)
    if not any(words.values()):
        return Read(text)
    return Read("\f".join(pages_of(words, text.split("\f"))), True, placed(words))


def _pictures(pages: int, unread: int) -> Pictures | None:
    return Pictures(pages, unread) if pages else None


def _copied_pictures(
    desk: Desk, number: str, exhibit: Exhibit, look: Look, copy: Redaction
) -> Pictures | None:
    """The pictures of a redacted copy whose words were read again: pages drawn anew, the first of
    which were read, and those of the original that say nothing, copied as they are and not read."""
    if not copy.method.endswith(READ_AGAIN):
        return None
    pictures = {*copy.drawn, *_silent(desk, number, exhibit, look, copy.pages)}
    return _pictures(len(pictures), len(pictures.difference(copy.drawn[:MOST_READ])))


def _silent(desk: Desk, number: str, exhibit: Exhibit, look: Look, pages: int) -> Sequence[int]:
    """Which of the pages of an original say nothing by themselves; it is opened only where what is
    known of it does not tell."""
    if exhibit.media != PDF or look.pictures == pages:
        return range(1, pages + 1)
    return silent(PDF, pages, _text(desk, number, PDF, exhibit.sha256).split("\f"))


def _read_again(desk: Desk, number: str, copy: Redaction) -> Read:
    """The words left in a redacted copy, its own."""
    return Read(_text(desk, number, PDF, copy.sha256), copy.method.endswith(READ_AGAIN))


def _text(desk: Desk, number: str, media: str, digest: str) -> str:
    with _naming(desk, number, digest):
        content = b"".join(chunks_of(desk.house, number, digest))
    with on_behalf_of(desk.by):
        return text_of(media, content)


def _whole(desk: Desk, number: str, media: str, digest: str) -> ToNumber:
    with _naming(desk, number, digest):
        return ToNumber(media, b"".join(chunks_of(desk.house, number, digest)))


def _paged(desk: Desk, number: str, exhibit: Exhibit) -> ToNumber:
    """What the numbered copy is made from: the exhibit or, where something acts in it, what is left
    of it without, and without the line that marks a sanitised copy: its number does."""
    if not is_active(exhibit.flags):
        return _whole(desk, number, exhibit.media, exhibit.sha256)
    with _naming(desk, number, exhibit.sha256):
        made = bare(desk.house, number, exhibit, desk.by)
    return ToNumber(MEDIA.get(made.suffix, ""), made.content, made.method)


def _copied(desk: Desk, number: str, exhibit: Exhibit) -> CopyBeside:
    """A copy without what acts, or why there is none, made from the vault when its turn comes."""
    with _naming(desk, number, exhibit.sha256):
        made = copied(desk.house, number, exhibit, desk.language, desk.by)
    how = Transfer(made.method, __version__, desk.state.snapshot.at, "system", exhibit.sha256)
    return CopyBeside(made.name(exhibit.name, desk.language), made.content, how)


def _withheld(desk: Desk, filed: FiledClaim, exhibit: Exhibit) -> FiledExhibit:
    """A notice in the place of an infected file; the record says which file it stands for."""
    stands, told = notice(exhibit, QUARANTINED, desk.language)
    made = Transfer("quarantine", "1", desk.state.snapshot.at, "system", exhibit.sha256)
    return FiledExhibit(
        filed.claim.number, filed.revision, stands, [told],
        scan="infected", transfer=made,
    )  # fmt: skip


LOST: Mapping[type[ClaimsError], str] = {
    NotFound: "bundle-exhibit-missing",
    Erased: "bundle-exhibit-missing",
    BrokenChain: "bundle-exhibit-altered",
    KeyLost: "bundle-exhibit-locked",
}


@contextmanager
def _naming(desk: Desk, number: str, sha256: str) -> Iterator[None]:
    """Say which exhibit cannot be had, and of which claim."""
    try:
        yield
    except tuple(LOST) as fault:
        told = {"number": number, "sha256": sha256, "exhibit": _known_as(desk, number, sha256)}
        raise Refused([Problem(number, LOST[type(fault)], told)]) from fault


def _known_as(desk: Desk, number: str, sha256: str) -> str:
    """P-3 (invoice.pdf) of an exhibit, or of the one a redacted copy was made from; blank for a
    file that is no exhibit of the claim."""
    numbers = given(desk.house, desk.state.snapshot.matter)
    for filed in desk.state.claims:
        for exhibit in filed.claim.exhibits if filed.claim.number == number else ():
            held = desk.state.withheld.get((number, exhibit.id), Withheld())
            if sha256 in (exhibit.sha256, held.copy.sha256 if held.copy else ""):
                name, place = exhibit.name, numbers.get(exhibit_key(number, exhibit.id))
                return f"{place.label} ({name})" if place else name
    return ""


def _bytes(desk: Desk, number: str, sha256: str, place: int, of: int) -> Iterator[bytes]:
    with _naming(desk, number, sha256):
        yield from chunks_of(desk.house, number, sha256)
    if desk.progress:
        desk.progress(place, of)
