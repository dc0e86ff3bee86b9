"""The form: what was typed, every leaf a string; the shape of a draft and of an import line.

`claims.claim.reading` turns it into a Claim or into Problems; nothing here refuses half a form.
"""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Answer = Literal["yes", "no", ""]
MOST: Mapping[str, int] = {"services": 500, "losses": 2_000, "credits": 500}
"""Parts a claim may list."""


class Part(BaseModel):
    """Any part of the form: unknown keys are refused, absent ones are blank."""

    model_config = ConfigDict(extra="forbid")


class ClaimantForm(Part):
    """Who claims."""

    kind: str = ""
    name: str = ""
    capacity: str = ""
    registrant: str = ""
    registration: str = ""


class ContactForm(Part):
    """How to reach the claimant."""

    email: str = ""
    phone: str = ""
    address: str = ""
    place: str = ""


class ServiceForm(Part):
    """One site, shop or mailbox domain."""

    id: str
    domain: str = ""
    type: str = ""
    answers: dict[str, str] = Field(default_factory=dict)
    subgroup: str = ""
    restored: str = ""
    owner: str = ""
    owner_email: str = ""
    authority: str = ""
    server: str = ""


class LossForm(Part):
    """One head over one period."""

    id: str
    head: str = ""
    service: str = ""
    start: str = ""
    end: str = ""
    inputs: dict[str, str] = Field(default_factory=dict)
    note: str = ""


class CreditForm(Part):
    """A sum received or offered."""

    id: str
    kind: str = ""
    amount: str = ""
    head: str = ""
    service: str = ""
    accepted: str = "yes"
    received: str = ""


class ExhibitForm(Part):
    """What an exhibit is and what it proves; `file` only in an import."""

    id: str
    file: str = ""
    kind: str = ""
    losses: list[str] = Field(default_factory=list)


class AttestationForm(Part):
    """The ticked box and the name typed beside it."""

    name: str = ""
    agreed: str = ""


class ClaimForm(Part):
    """A whole claim as typed."""

    key: str = ""
    language: str = "fr"
    claimant: ClaimantForm = Field(default_factory=ClaimantForm)
    contact: ContactForm = Field(default_factory=ContactForm)
    answers: dict[str, str] = Field(default_factory=dict)
    services: list[ServiceForm] = Field(default_factory=list)
    losses: list[LossForm] = Field(default_factory=list)
    credits: list[CreditForm] = Field(default_factory=list)
    exhibits: list[ExhibitForm] = Field(default_factory=list)
    attestation: AttestationForm = Field(default_factory=AttestationForm)
    fictional: bool = False
    source: str = ""


def without_blanks(form: ClaimForm) -> ClaimForm:
    """The form in which a text of spaces alone is no text: nothing was given there."""
    typed = form.model_dump()
    emptied = _emptied(typed)
    return form if emptied == typed else ClaimForm.model_validate(emptied)


def _emptied(typed: Any) -> Any:
    if isinstance(typed, dict):
        return {key: _emptied(value) for key, value in typed.items()}
    if isinstance(typed, list):
        return [_emptied(value) for value in typed]
    return "" if isinstance(typed, str) and not typed.strip() else typed
