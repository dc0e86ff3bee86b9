"""What a document that leaves gives of an exhibit: its file, a redacted copy of it, or a notice.

One rule for bundles, for the bundle of a contest and for what a bundle gave before, by the bytes
within a claim. What a notice says, `verify.py` knows word for word.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

from claims.claim.model import Exhibit
from claims.claim.redaction import Held, Level, Set
from claims.evidence.redacting import PDF
from claims.i18n.catalogue import N_, say
from claims.i18n.text import Language
from claims.store.redactions import Redaction, Withheld

NEVER = datetime.min.replace(tzinfo=UTC)
UNSPOKEN = Withheld()
"""Of an exhibit on which nobody said a word."""
KEPT_BACK = N_(
    "Cette pièce est retenue et n’est pas remise dans ce dossier. Le motif est au journal et au "
    "relevé des caviardages. L’original reste inchangé au registre; son empreinte SHA-256 est "
    "{sha256}."
)
"""What stands in the place of an exhibit withheld."""
KEPT_FROM_CONTEST = N_(
    "Cette pièce est retenue et n’est pas remise dans ce dossier. Le motif est au relevé des "
    "caviardages. L’original reste inchangé au registre; son empreinte SHA-256 est {sha256}."
)
"""The same, in the bundle of a contest, whose journal gives no reason."""
QUARANTINED = N_(
    "Cette pièce est en quarantaine : l’antivirus y reconnaît un programme nuisible. Elle n’est "
    "remise à personne. L’original reste inchangé au registre; son empreinte SHA-256 est {sha256}."
)
"""What stands in the place of an infected file."""
ENDINGS: Mapping[str, Mapping[Language, str]] = {
    KEPT_BACK: {"fr": "retenue", "en": "withheld"},
    KEPT_FROM_CONTEST: {"fr": "retenue", "en": "withheld"},
    QUARANTINED: {"fr": "quarantaine", "en": "quarantine"},
}


SAID = frozenset({"class exhibit", "redact exhibit", "quarantine exhibit"})
"""Journal actions that change what is given of an exhibit."""


class Stands(StrEnum):
    """What is given, from what gives least."""

    QUARANTINE = "quarantine"
    NOTICE = "withheld"
    COPY = "redacted"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a file under one id that its claim filed it under. held: the words that
    stand; like: the id whose words it takes, where they are not its own; unlike: copies of it under
    other ids differ, it has none of its own, and nobody published it since."""

    sha256: str
    held: Withheld = UNSPOKEN
    infected: bool = False
    like: str = ""
    unlike: bool = False


WEIGHT = {Level.PUBLIC: 0, Level.CONFIDENTIAL: 1, Level.COUNSEL: 2}
"""The most withheld is the heaviest."""


def as_one(every: Mapping[str, Known]) -> dict[str, Known]:
    """The exhibits of a claim, the same bytes withheld as the most withheld of them.

    Silence takes any word that withholds, and withholds nothing of what counsel said a word on. One
    without a redacted copy takes that of the others; where theirs differ it has none, and what is
    public is then confidential: no program says which of two copies hides enough. Counsel does, who
    publishes that very one since.
    """
    alike = defaultdict[str, dict[str, Known]](dict)
    for exhibit, known in every.items():
        alike[known.sha256][exhibit] = known
    return {exhibit: _with(exhibit, same) for same in alike.values() for exhibit in same}


def _with(exhibit: str, same: Mapping[str, Known]) -> Known:
    """One as the others, of the same bytes, have it withheld too."""
    own, others = same[exhibit], {other: same[other] for other in same if other != exhibit}
    if not others:
        return own
    held, like = _heaviest(own.held, others, same)
    copies = {each.held.copy.sha256: (other, each.held.copy)
              for other, each in others.items() if each.held.copy}  # fmt: skip
    unlike = not own.held.copies and len(copies) > 1
    if not own.held.copies and len(copies) == 1:
        [(other, copy)] = copies.values()
        held, like = replace(held, copies=(copy,)), like or other
    if unlike:
        other, last = max(copies.values(), key=lambda pair: pair[1].journal_seq)
        unlike = not _published_since(held, last)
        if unlike and not held.reason:
            held, like = _as_redacted(held, last), other
    infected = own.infected or any(each.infected for each in others.values())
    return replace(own, held=held, infected=infected, like=like, unlike=unlike)


def _as_redacted(held: Withheld, last: Redaction) -> Withheld:
    """What nobody withheld, confidential for the reason of the last copy."""
    reason = last.boxes[0].reason
    return replace(held, level=Level.CONFIDENTIAL, reason=reason, by=last.by, at=last.at)


def _published_since(held: Withheld, last: Redaction) -> bool:
    """Whether counsel published this very one, not the same bytes under another id, after the last
    copy was made."""
    said = held.level is Level.PUBLIC and not held.like
    return said and held.journal_seq > last.journal_seq


def _heaviest(
    own: Withheld, others: Mapping[str, Known], same: Mapping[str, Known]
) -> tuple[Withheld, str]:
    """One's own level, or the heavier one said of another, the last of several; and of which."""
    said = [(other, each.held) for other, each in others.items()
            if each.held.by and not _worked_out(each.held, same)]  # fmt: skip
    like, held = max(said, key=lambda pair: (*_weight(pair[1]), pair[1].at or NEVER),
                     default=("", own))  # fmt: skip
    if _weight(held) <= _weight(own):
        return own, ""
    return replace(held, copies=own.copies), like


def _worked_out(held: Withheld, same: Mapping[str, Known]) -> bool:
    """Whether a word withholds more than the one it was taken from: because copies differ, which
    says nothing of those that have a copy of their own."""
    taken = same.get(held.like)
    return taken is not None and _weight(taken.held) < _weight(held)


def _weight(held: Withheld) -> tuple[int, bool]:
    return WEIGHT[held.level], bool(held.by)


def stands_for(known: Known, wanted: Set, *, copies: bool = False) -> Stands:
    """What a set gives of an exhibit. copies: a redacted copy for its original in either set."""
    redacted = copies or wanted is Set.REDACTED
    if known.infected:
        return Stands.QUARANTINE
    if known.held.leaves_a_notice(wanted) or (redacted and known.unlike):
        return Stands.NOTICE
    return Stands.COPY if known.held.copy and redacted else Stands.FILE


def notice(exhibit: Exhibit, why: str, language: Language) -> tuple[Exhibit, bytes]:
    """The exhibit as its notice stands for it, and the words. why: one of these sentences."""
    told = say(why, language, sha256=exhibit.sha256).encode()
    given = {
        "name": f"{exhibit.name}.{ENDINGS[why][language]}.txt", "media": "text/plain",
        "size": len(told), "sha256": sha256(told).hexdigest(),
    }  # fmt: skip
    return exhibit.model_copy(update=given), told


def redacted_name(name: str, version: int) -> str:
    """facture.pdf → facture.caviardee-1.pdf, the same in both languages as the copy is."""
    return f"{name.rpartition('.')[0] or name}.caviardee-{version}.pdf"


def as_copied(exhibit: Exhibit, copy: Redaction) -> Exhibit:
    """The exhibit as its redacted copy stands for it."""
    return exhibit.model_copy(update={
        "name": redacted_name(exhibit.name, copy.version), "media": PDF, "size": copy.size,
        "sha256": copy.sha256, "flags": (),
    })  # fmt: skip


def kept_from(held: Withheld, stands: Stands) -> Held | None:
    """What of an exhibit a notice or a copy keeps back; None where neither stands for it."""
    copy = held.copy
    if stands is Stands.COPY and copy:
        return Held(held.level, held.reason, copy.boxes, copy.version, copy.at, copy.by)
    if stands is Stands.NOTICE:
        return Held(held.level, held.reason, at=held.at, by=held.by)
    return None
