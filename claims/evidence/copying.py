"""A sanitised copy of a flagged file, for counsel: what acts in it is gone, the original untouched.

A PDF is rewritten, or drawn page by page; a picture is drawn again; of anything else the words
alone are kept, as plain text. It is made in the limited child, and says that it is a copy, and of
what.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from claims.evidence.bounds import Limits
from claims.evidence.gate import in_child
from claims.evidence.preview import KINDS
from claims.i18n.catalogue import N_, say
from claims.i18n.text import Language

UNTOUCHED = frozenset(
    {"unread-time", "unread-memory", "unread-failed", "unbounded", "pdf-hidden-layer"}
)
"""Flags that say how a file was read, or what it does not show, not that it acts; the verifiers
know them."""
COPYING = Limits(memory=500 * 1024 * 1024, cpu_seconds=20, wall_seconds=40)
SUFFIXES = {"pdf": "pdf", "image": "jpg"}
MEDIA = {"pdf": "application/pdf", "jpg": "image/jpeg"}
"""Suffix of a copy → its media type, of those that have pages."""
NAMED = {"fr": "copie", "en": "copy"}
MARK = N_(
    "Copie assainie, sans ce qui agit dans l’original; celui-ci est intact au registre. SHA-256 de "
    "l’original : {sha256}"
)
NONE = N_(
    "Aucune copie assainie n’a pu être faite de cette pièce : elle n’a pas de texte, ou ne se "
    "laisse pas relire dans les limites prévues. L’original est intact; ouvrez-le avec prudence. "
    "Son SHA-256 : {sha256}"
)


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy, or the notice that none could be made. method: how, and by which versions."""

    content: bytes
    suffix: str
    method: str

    def name(self, original: str, language: Language) -> str:
        """facture.pdf → facture.copie.pdf."""
        stem = original.rpartition(".")[0] or original
        return f"{stem}.{NAMED[language]}.{self.suffix}"


def is_active(flags: Iterable[str]) -> bool:
    """Whether anything was flagged that a copy can do without."""
    return any(flag not in UNTOUCHED for flag in flags)


def copy_of(media: str, content: bytes, language: Language) -> Copied:
    """A copy without what acts, marked as one in the reader's language; always the same bytes."""
    source = sha256(content).hexdigest()
    made = _made(media, content, say(MARK, language, sha256=source))
    if made.content:
        return made
    return replace(made, content=f"{say(NONE, language, sha256=source)}\n".encode())


def bare_of(media: str, content: bytes) -> Copied:
    """The same without a mark; its content is empty when none could be made."""
    return _made(media, content, "")


def _made(media: str, content: bytes, mark: str) -> Copied:
    kind = KINDS.get(media)
    told, code = in_child("copy", kind, content, COPYING, mark=mark) if kind else (b"", 1)
    method, _, copied = told.partition(b"\n")
    if code or not copied or kind is None:
        return Copied(b"", "txt", "none")
    return Copied(copied, SUFFIXES.get(kind.reader, "txt"), method.decode("ascii"))
