"""What a document that leaves gives of an exhibit: its file, a redacted copy of it, or a notice.

One rule for bundles and for the bundle of a contest. What a notice says, `verify.py` knows word for
word.
"""

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256

from claims.claim.model import Exhibit
from claims.claim.redaction import Held, Set
from claims.evidence.look import Look
from claims.evidence.redacting import PDF
from claims.i18n.catalogue import N_, say
from claims.i18n.text import Language
from claims.store.redactions import Redaction, Withheld

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


def stands_for(held: Withheld, look: Look, wanted: Set, *, copies: bool = False) -> Stands:
    """What a set gives of an exhibit. copies: a redacted copy for its original in either set."""
    if look.quarantined:
        return Stands.QUARANTINE
    if held.leaves_a_notice(wanted):
        return Stands.NOTICE
    return Stands.COPY if held.copy and (copies or wanted is Set.REDACTED) else Stands.FILE


def notice(exhibit: Exhibit, why: str, language: Language) -> tuple[Exhibit, bytes]:
    """The exhibit as its notice stands for it, and the words. why: KEPT_BACK or QUARANTINED."""
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
