"""The life of a claim as one table: from each state, where it may go and who may send it there.

The office asks the table before it acts; the store refuses any move the table does not hold.
"""

from collections.abc import Mapping
from enum import StrEnum

from claims.access import Role
from claims.i18n.catalogue import N_


class Status(StrEnum):
    """Where a claim stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    DEFICIENT = "deficient"
    ACCEPTED = "accepted"
    REDUCED = "reduced"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    OPTED_OUT = "opted_out"


CLAIMANT = frozenset({Role.CLAIMANT})
LAWYER = frozenset({Role.LAWYER})
EITHER = CLAIMANT | LAWYER
IMPORT = EITHER | {Role.ADMINISTRATOR}
"""Who may file: the claimant, or staff who import a file of claims."""

_DECIDED = {Status.ACCEPTED: LAWYER, Status.REDUCED: LAWYER, Status.REFUSED: LAWYER}
_LEFT = {Status.WITHDRAWN: CLAIMANT, Status.OPTED_OUT: EITHER}
"""Counsel records an exclusion received on paper; only the claimant withdraws."""
_REOPENED = {Status.SUBMITTED: CLAIMANT, Status.IN_REVIEW: LAWYER}
"""A claimant amends or contests; counsel looks again."""

NEXT: Mapping[Status, Mapping[Status, frozenset[Role]]] = {
    Status.DRAFT: {Status.SUBMITTED: IMPORT, **_LEFT},
    Status.SUBMITTED: {
        Status.SUBMITTED: CLAIMANT,
        Status.IN_REVIEW: LAWYER,
        Status.DEFICIENT: LAWYER,
        **_DECIDED,
        **_LEFT,
    },
    Status.IN_REVIEW: {Status.SUBMITTED: CLAIMANT, Status.DEFICIENT: LAWYER, **_DECIDED, **_LEFT},
    Status.DEFICIENT: {**_REOPENED, **_DECIDED, **_LEFT},
    Status.ACCEPTED: {**_REOPENED, **_LEFT},
    Status.REDUCED: {**_REOPENED, **_LEFT},
    Status.REFUSED: {**_REOPENED, **_LEFT},
    Status.WITHDRAWN: {},
    Status.OPTED_OUT: {},
}
"""State → next state → roles that may make the move. The last two are final."""

DECIDED = frozenset(_DECIDED)
"""Every line has counsel's answer."""
COUNTED = frozenset(set(Status) - {Status.DRAFT, Status.WITHDRAWN, Status.OPTED_OUT})
"""Claims that count in totals and in every extrapolation."""

LABELS: Mapping[Status, str] = {
    Status.DRAFT: N_("Brouillon"),
    Status.SUBMITTED: N_("Déposée"),
    Status.IN_REVIEW: N_("À l’étude"),
    Status.DEFICIENT: N_("À compléter"),
    Status.ACCEPTED: N_("Admise"),
    Status.REDUCED: N_("Admise en partie"),
    Status.REFUSED: N_("Refusée"),
    Status.WITHDRAWN: N_("Retirée"),
    Status.OPTED_OUT: N_("Exclusion demandée"),
}
"""Said with `say(LABELS[status], language)`; feminine, for « la réclamation »."""


def may_move(now: Status, to: Status, role: Role) -> bool:
    """Whether someone in that role may send a claim from one state to the other."""
    return role in NEXT[now].get(to, frozenset())


def next_for(now: Status, role: Role) -> tuple[Status, ...]:
    """Where someone in that role may send a claim that stands there, in the order of the table."""
    return tuple(to for to, roles in NEXT[now].items() if role in roles)
