"""A claim as filed: who, which services, which losses, credits and exhibits, and the attestation.

One pydantic model serves every door (form, import, command line) and, being frozen, the engine.
Amounts are whole cents; what was typed stands beside what was read.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from claims.i18n.text import Language

Capacity = Literal["owner", "agency", "reseller"]
Decided = Literal["accepted", "reduced", "refused"]
Authority = Literal["own", "mandate", "assignment", "declares"]
"""By what right someone claims for a service: it is theirs, its owner mandated them, its owner
assigned the claim to them, or they declare what its owner lost, who confirms it."""
LATER = ("owner_email", "authority", "server", "absent", "salt", "sentence")
"""Fields added after claims were filed: left out while blank, so that what was hashed and attested
then is written the same today."""


def without_blanks(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a part, those added later only when they say something."""
    return {k: value for k, value in fields.items() if value or k not in LATER}


class Frozen(BaseModel):
    """Immutable; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Claimant(Frozen):
    """Who claims."""

    kind: Literal["person", "business"]
    name: str
    capacity: Capacity
    registrant: bool = False
    """Registered for sales tax: claims net of the tax it recovers."""
    registration: str = ""
    """NEQ, BN or SIREN, optional, checked."""


class Contact(Frozen):
    """How to reach the claimant; only what is necessary (Law 25)."""

    email: str
    phone: str = ""
    """E.164, or empty."""
    address: str = ""
    place: Literal["QC", "ON", "NB", "NS", "PE", "NL", "MB", "SK", "AB", "BC", "FR", ""] = ""
    """Decides which sales tax an amount carried."""


class Service(Frozen):
    """One site, shop or mailbox domain."""

    id: str
    typed: str
    """What the claimant typed, unchanged."""
    domain: str
    """Registrable domain, A-label: the key of the domain ledger."""
    type: str
    answers: Mapping[str, str] = Field(default_factory=dict)
    """Question id → answer id, for the questions asked per service."""
    subgroup: str = ""
    """Empty: not placed yet."""
    restored: date | None = None
    """Day the service came back; None when it never did."""
    owner: str = ""
    """Name of the owner, when the claimant is an agency or a reseller."""
    owner_email: str = ""
    """Where the owner is invited to confirm or contest."""
    authority: Authority | Literal[""] = ""
    server: str = ""
    """Of the matter's table of outages, where the service stood; empty: the claimant cannot say."""

    @model_serializer(mode="wrap")
    def _without_blanks(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return without_blanks(write(self))


AbsentAnswer = Literal["absent", "0", "inconnu"]
"""Days without a line in a history: missing from the file, without a sale, or not known which."""


class Absent(Frozen):
    """What the claimant says of a run of days without a line in a history; both ends counted."""

    first: date
    last: date
    answer: AbsentAnswer


class Entry(Frozen):
    """One input: as typed, and as read (an amount in cents, a quantity, a day or a history)."""

    typed: str
    cents: int | None = None
    quantity: Decimal | None = None
    day: date | None = None
    history: tuple[tuple[str, int], ...] = ()
    """(day "2021-08-28" or month "2021-08", cents), in order."""
    absent: tuple[Absent, ...] = ()

    @model_serializer(mode="wrap")
    def _without_blanks(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return without_blanks(write(self))


class Loss(Frozen):
    """One head, for one service or for the claimant, over one period."""

    id: str
    head: str
    service: str = ""
    """Service id; empty for a head counted per claimant."""
    start: date
    end: date
    inputs: Mapping[str, Entry]
    note: str = ""


class Credit(Frozen):
    """A sum received: deducted once, from what it answers to (`head`), never below zero."""

    id: str
    kind: Literal["goodwill", "refund", "insurance", "free_hosting"]
    cents: int
    head: str
    service: str = ""
    accepted: bool = True
    """An offer refused is not a credit."""
    typed: str = ""
    received: date | None = None


class Exhibit(Frozen):
    """A file brought as proof; its bytes stand in the vault, known by their SHA-256."""

    id: str
    sha256: str
    size: int
    name: str
    """The name the claimant's file had; data, never a path."""
    media: str
    kind: str
    """Key of the matter's exhibit_kinds."""
    losses: tuple[str, ...] = ()
    """Ids of the losses it proves; empty: the claim as a whole."""
    added: datetime
    flags: tuple[str, ...] = ()


class Attestation(Frozen):
    """A ticked box, bound to what was attested."""

    sha256: str
    """Of the canonical JSON of the claim without its attestation and decisions."""
    wording: str
    """Version of the matter's attestation text."""
    language: Language
    name: str
    at: datetime


class Decision(Frozen):
    """Counsel's word on one loss."""

    loss: str
    outcome: Decided
    admitted_cents: int
    reason: str
    """Key of the matter's reasons."""
    note: str = ""
    """Privileged; never shown to the claimant or the representative."""
    sentence: str = ""
    """To the claimant: told with the reason wherever that is."""
    by: str
    at: datetime
    salt: str = ""
    """What no one can guess, hashed with a note: the hash of a revision is known outside, and a few
    words could be tried against it."""

    @model_serializer(mode="wrap")
    def _without_blanks(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return without_blanks(write(self))


class Claim(Frozen):
    """Everything one claimant filed in one matter, at one revision."""

    number: str
    matter: str
    language: Language
    claimant: Claimant
    contact: Contact
    answers: Mapping[str, str] = Field(default_factory=dict)
    """Answers to the questions asked once per claimant."""
    services: tuple[Service, ...]
    losses: tuple[Loss, ...]
    credits: tuple[Credit, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    attestation: Attestation | None = None
    decisions: tuple[Decision, ...] = ()
    fictional: bool = False
    """Made up for the demo; said wherever the claim is shown."""
    source: str = ""
    """For facts filed from a public source: where they were read."""

    def service(self, service_id: str) -> Service | None:
        """The service of that id, or None for a loss of the claimant."""
        return next((s for s in self.services if s.id == service_id), None)
