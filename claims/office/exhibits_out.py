"""The exhibits of a document, read from the vault and copied when their turn comes.

One that cannot be had stops the document, and is named: what is put in its place is for counsel to
say, but for a key known to be gone and a file in quarantine, for which a notice stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from hashlib import sha256

from claims import __version__
from claims.claim.model import Exhibit
from claims.documents.index import CopyBeside, FiledExhibit, Transfer
from claims.documents.values import FiledClaim
from claims.evidence.copying import MEDIA, is_active
from claims.evidence.look import Look
from claims.evidence.preview import has_picture
from claims.i18n.catalogue import N_, say
from claims.i18n.text import Language
from claims.office.keeping import chunks_of, copied, readable
from claims.office.under_way import Desk
from claims.problems import BrokenChain, ClaimsError, Erased, KeyLost, NotFound, Problem, Refused


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
    with _naming(number, exhibit.sha256):
        may_be_read = readable(desk.house, number, exhibit.sha256)
    return FiledExhibit(
        number, filed.revision, exhibit, _bytes(desk, number, exhibit.sha256, *place),
        pages=look.pages, scan=look.scan, readable=may_be_read,
        copy=partial(_copied, desk, number, exhibit) if is_active(exhibit.flags) else None,
        to_number=partial(_paged, desk, number, exhibit) if has_picture(exhibit.media) else None,
    )  # fmt: skip


def _paged(desk: Desk, number: str, exhibit: Exhibit) -> tuple[str, bytes]:
    """What the numbered copy is made from: the exhibit, or its copy without what acts in it."""
    with _naming(number, exhibit.sha256):
        if not is_active(exhibit.flags):
            return exhibit.media, b"".join(chunks_of(desk.house, number, exhibit.sha256))
        made = copied(desk.house, number, exhibit, desk.language, desk.by)
        return MEDIA.get(made.suffix, ""), made.content


def _copied(desk: Desk, number: str, exhibit: Exhibit) -> CopyBeside:
    """A copy without what acts, or why there is none, made from the vault when its turn comes."""
    with _naming(number, exhibit.sha256):
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


LOST: Mapping[type[ClaimsError], str] = {
    NotFound: "exhibit-missing",
    Erased: "exhibit-missing",
    BrokenChain: "exhibit-altered",
    KeyLost: "exhibit-locked",
}


@contextmanager
def _naming(number: str, sha256: str) -> Iterator[None]:
    """Say which exhibit cannot be had, and of which claim."""
    try:
        yield
    except tuple(LOST) as fault:
        told = {"number": number, "sha256": sha256}
        raise Refused([Problem(number, LOST[type(fault)], told)]) from fault


def _bytes(desk: Desk, number: str, sha256: str, place: int, of: int) -> Iterator[bytes]:
    with _naming(number, sha256):
        yield from chunks_of(desk.house, number, sha256)
    if desk.progress:
        desk.progress(place, of)
