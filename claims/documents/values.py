"""What documents are told beside the claim: where the journal stood, and its entries.

Shapes, not classes: what the store gives fits as it is, and documents know nothing of the store.
"""

from datetime import UTC, datetime
from typing import Protocol


class JournalHead(Protocol):
    """The last entry of the journal when the document was made."""

    @property
    def seq(self) -> int: ...
    @property
    def hash(self) -> str: ...
    @property
    def at(self) -> datetime: ...


class JournalEntry(JournalHead, Protocol):
    """One entry, as sealed; `body` is the very JSON text that was hashed."""

    @property
    def clock(self) -> str: ...
    @property
    def actor(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def previous(self) -> str: ...


def utc(at: datetime) -> str:
    """A moment in UTC, to the second: 2026-11-21T19:30:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def head_said(head: JournalHead) -> str:
    """The head in one line for the foot of a page: number and the start of its hash."""
    return f"{head.seq} · {head.hash[:16]}…"
