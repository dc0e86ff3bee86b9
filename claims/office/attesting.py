"""The attestation: a name and a box ticked, bound to the SHA-256 of what was attested."""

from datetime import datetime

from claims.claim.canonical import canonical, digest
from claims.claim.form import ClaimantForm
from claims.claim.model import Attestation, Claim
from claims.folding import same_name
from claims.i18n.amounts import read_text
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.problems import Problem

LONGEST_NAME = 200


def attested(claim: Claim, matter: Matter, name: str, language: Language, now: datetime) -> Claim:
    """The claim, bound to the name typed and to the wording in force."""
    signed = Attestation(
        sha256=sealed(claim),
        wording=matter.attestation.version,
        language=language,
        name=name.strip(),
        at=now,
    )
    return Claim.model_validate(claim.model_dump() | {"attestation": signed.model_dump()})


def sealed(claim: Claim) -> str:
    """What an attestation is bound to: the hash of all that is declared, and of nothing decided."""
    return digest(canonical(claim.model_dump(mode="json", exclude={"attestation", "decisions"})))


def unsigned(claimant: ClaimantForm, name: str, *, agreed: bool) -> list[Problem]:
    """What keeps a name and a box from being a signature.

    A person signs with their own name; a business by someone who gives a full name.
    """
    problems = []
    typed = read_text(name, "attestation.name", longest=LONGEST_NAME)
    if isinstance(typed, Problem):
        problems.append(typed)
    elif not typed:
        problems.append(Problem("attestation.name", "required"))
    elif claimant.kind != "person" and len(typed.split()) < 2:
        problems.append(Problem("attestation.name", "name-not-full"))
    elif claimant.kind == "person" and not same_name(typed, claimant.name):
        problems.append(Problem("attestation.name", "name-differs"))
    if not agreed:
        problems.append(Problem("attestation.agreed", "not-attested"))
    return problems
