"""What documents are told: claims at a revision, totals, where the journal stood, its entries.

Shapes, not classes: what the store gives fits as it is, and documents know nothing of the store.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Protocol

from claims.claim.model import Claim
from claims.claim.states import Status

if TYPE_CHECKING:  # a receipt must not wait for pandas
    from claims.totals.by_subgroup import TotalsTable


class JournalHead(Protocol):
    """The last entry of the journal when the document was made."""

    @property
    def seq(self) -> int:
        """Its place, from 1."""
        ...

    @property
    def hash(self) -> str:
        """Its seal, 64 hexadecimal digits."""
        ...

    @property
    def at(self) -> datetime:
        """When, in UTC."""
        ...


class JournalEntry(JournalHead, Protocol):
    """One entry, as sealed; `body` is the very JSON text that was hashed."""

    @property
    def clock(self) -> str:
        """ "went back" when the clock did."""
        ...

    @property
    def actor(self) -> str:
        """Who did it."""
        ...

    @property
    def action(self) -> str:
        """What was done."""
        ...

    @property
    def subject(self) -> str:
        """To which claim, person or matter."""
        ...

    @property
    def body(self) -> str:
        """The particulars."""
        ...

    @property
    def salt(self) -> str:
        """What keeps `content` from being guessed."""
        ...

    @property
    def content(self) -> str:
        """The hash of all it says, which stands for it where it is not shown."""
        ...

    @property
    def previous(self) -> str:
        """The seal of the entry before."""
        ...


def utc(at: datetime) -> str:
    """A moment in UTC, to the second: 2026-11-21T19:30:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def head_said(head: JournalHead) -> str:
    """The head in one line for the foot of a page: number and the start of its hash."""
    return f"{head.seq} · {head.hash[:16]}…"


@dataclass(frozen=True, slots=True)
class FiledClaim:
    """A claim at the revision whose losses are counted; sha256 is the revision's, as sealed."""

    claim: Claim
    revision: int
    status: Status
    submitted: date
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Tables:
    """The totals a document prints, computed from the same lines."""

    by_subgroup: "TotalsTable"
    """By group, subgroup and head."""
    by_month: "TotalsTable"
    by_grade: "TotalsTable"
    decided: Mapping[tuple[str, ...], tuple[int, int]] = field(default_factory=dict)
    """(group, subgroup), and () for all → losses counsel decided, cents declared for them."""
    on_word: int = 0
    """Cents supported by a declaration alone."""


SHOWN = frozenset({
    "start claim", "add exhibit", "remove exhibit", "file claim", "move claim", "recount claim",
    "quarantine exhibit", "redact exhibit", "class exhibit", "title exhibit",
})  # fmt: skip
"""Actions whose entries leave the house; who read what, and the rest, is counsel's own work."""
