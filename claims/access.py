"""Who may do what: one table, asked before anything is done."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from claims.problems import NotAllowed, ProofIsOld

PROOF_LASTS = timedelta(minutes=10)
"""For how long a proof of who someone is answers for what cannot be called back."""


class Role(StrEnum):
    """Who someone is to a matter."""

    ANONYMOUS = "anonymous"
    CLAIMANT = "claimant"
    REPRESENTATIVE = "representative"
    LAWYER = "lawyer"
    ADMINISTRATOR = "administrator"


CLAIMANT = frozenset({Role.CLAIMANT})
LAWYER = frozenset({Role.LAWYER})
OFFICE = frozenset({Role.LAWYER, Role.REPRESENTATIVE})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
ANYONE = frozenset(Role)

ALLOWED: dict[str, frozenset[Role]] = {
    "read matter": ANYONE,
    "start claim": ANYONE,
    "read own draft": CLAIMANT,
    "write own draft": CLAIMANT,
    "add exhibit": CLAIMANT,
    "remove exhibit": CLAIMANT,
    "submit claim": CLAIMANT,
    "amend claim": CLAIMANT,
    "withdraw claim": CLAIMANT,
    "contest decision": CLAIMANT,
    "opt out": CLAIMANT,
    "erase draft": CLAIMANT,
    "ask erasure": CLAIMANT,
    "list erasures": LAWYER | ADMINISTRATOR,
    "answer erasure": LAWYER,
    "read messages": CLAIMANT | LAWYER,
    "write message": CLAIMANT | LAWYER,
    "issue notice": LAWYER,
    "read notice": CLAIMANT | LAWYER,
    "write note": LAWYER,
    "read statement": CLAIMANT | LAWYER,
    "read contest": LAWYER,
    "read own data": CLAIMANT,
    "read claim": CLAIMANT | LAWYER,
    "read exhibit": CLAIMANT | LAWYER,
    "copy exhibit": LAWYER,
    "redact exhibit": LAWYER,
    "class exhibit": LAWYER,
    "title exhibit": LAWYER,
    "certify exhibit": LAWYER,
    "read receipt": CLAIMANT | LAWYER,
    "read exclusion": CLAIMANT | LAWYER,
    "read sworn form": CLAIMANT,
    "list claims": LAWYER,
    "decide line": LAWYER,
    "assign claims": LAWYER,
    "draw review": LAWYER,
    "review second": LAWYER,
    "watch fairness": LAWYER,
    "move claim": LAWYER,
    "import claims": LAWYER | ADMINISTRATOR,
    "recount claims": LAWYER,
    "read figures": LAWYER,
    "revise figures": LAWYER,
    "read ownership": CLAIMANT | LAWYER,
    "ask ownership": CLAIMANT | LAWYER,
    "invite owner": CLAIMANT | LAWYER,
    "decide ownership": LAWYER,
    "answer ownership": LAWYER,
    "read contract": CLAIMANT | LAWYER,
    "read totals": OFFICE,
    "read exact totals": LAWYER,
    "take snapshot": OFFICE,
    "read snapshot": OFFICE,
    "allocate fund": LAWYER,
    "try scenarios": LAWYER,
    "estimate class": LAWYER,
    "draw audit": LAWYER,
    "export workbook": LAWYER,
    "export report": LAWYER,
    "export shares": LAWYER,
    "export payments": LAWYER,
    "export closing": LAWYER,
    "record objection": LAWYER,
    "export members": LAWYER,
    "export bundle": LAWYER,
    "read journal": LAWYER | ADMINISTRATOR,
    "manage staff": ADMINISTRATOR,
    "change code": ADMINISTRATOR,
    "read mail": ADMINISTRATOR,
    "retry mail": ADMINISTRATOR,
    "keep vault": ADMINISTRATOR,
}
"""Action → roles. A claimant acts only on the claim the actor carries."""


class Owned(Protocol):
    """Anything that belongs to one claim of one matter."""

    @property
    def number(self) -> str:
        """Number of the claim it belongs to."""

    @property
    def matter(self) -> str:
        """Id of the matter it belongs to."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks, as re-derived from the cookie at every call.

    name: what the journal writes (claim number, e-mail, or "system"); claim: the claimant's own
    number, empty for others; matters: the ids a staff member works on, empty tuple for none;
    proved_at: when this member of staff last proved who they are in this session, None for who has
    no session (the terminal, the registry itself); session: the hash of its token, or empty.
    """

    role: Role
    name: str = ""
    claim: str = ""
    matters: tuple[str, ...] = ()
    proved_at: datetime | None = field(default=None, compare=False)
    session: str = field(default="", compare=False, repr=False)

    def may(self, action: str, owned: Owned | None = None) -> bool:
        """Role and ownership together, from the one table."""
        if self.role not in ALLOWED[action]:
            return False
        if owned is None:
            return True
        if self.role is Role.CLAIMANT:
            return owned.number == self.claim
        return owned.matter in self.matters

    def must(self, action: str, owned: Owned | None = None) -> None:
        """Refuse unless allowed; the answer is the same whether the thing exists or not."""
        if not self.may(action, owned):
            raise NotAllowed(f"{self.role} may not {action}")

    def must_work_on(self, action: str, matter: str) -> None:
        """As `must`, for things of a whole matter: totals, snapshots, exports."""
        if self.role not in ALLOWED[action] or matter not in self.matters:
            raise NotAllowed(f"{self.role} may not {action} on {matter}")

    def must_have_proved(self, *, now: datetime) -> None:
        """Refuse what cannot be called back on a proof of before. Raises ProofIsOld."""
        if self.proved_at is not None and now - self.proved_at > PROOF_LASTS:
            raise ProofIsOld(f"{self.name} last proved who they are at {self.proved_at}")


ANONYMOUS = Actor(Role.ANONYMOUS)
