"""A claim as those who check it read it: the court, the other side, an expert.

Everything that an amount is computed from stays. What only serves to reach people (Law 25: no more
than is necessary) and what counsel keep to themselves does not. The journal seals the hash of this
form beside that of the whole, so that a stranger can tell that nothing else was changed.
"""

from claims.claim.canonical import Json, canonical
from claims.claim.model import Claim

WITHHELD = (
    "contact.email",
    "contact.phone",
    "contact.address",
    "services.owner_email",
    "decisions.note",
    "decisions.salt",
    "decisions.by",
)
"""Fields of a revision that leave with no bundle; the place stays, it decides the sales tax."""


def disclosed(claim: Claim) -> str:
    """The canonical JSON of a claim without what is withheld."""
    told: dict[str, Json] = claim.model_dump(mode="json")
    for path in WITHHELD:
        part, _, name = path.partition(".")
        found = told[part]
        for each in [found] if isinstance(found, dict) else found:  # type: ignore[union-attr]
            each.pop(name, None)  # type: ignore[union-attr]
    return canonical(told)
