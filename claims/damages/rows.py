"""A computed line flattened with what totals need of its claim: one row per loss.

The store keeps these rows of the latest revision, and totals read nothing else.
"""

from dataclasses import dataclass
from datetime import date

from claims.claim.model import Claim
from claims.claim.states import Status
from claims.damages.assessment import Assessment
from claims.matter.model import Grade


@dataclass(frozen=True, slots=True)
class LineRow:
    """One loss of one claim. Amounts in cents; service is the registrable domain, or empty."""

    number: str
    matter: str
    status: Status
    claimant_kind: str
    submitted: date
    fictional: bool
    loss: str
    head: str
    service: str
    group: str
    subgroup: str
    start: date
    end: date
    grade: Grade
    declared: int
    supported: int
    admitted: int
    decided: bool

    @property
    def month(self) -> str:
        """Month the loss began, "2021-08"."""
        return self.start.isoformat()[:7]


def rows_of(
    claim: Claim, assessment: Assessment, *, status: Status, submitted: date
) -> tuple[LineRow, ...]:
    """The lines of one assessed claim, in order."""
    return tuple(
        LineRow(
            number=claim.number,
            matter=claim.matter,
            status=status,
            claimant_kind=claim.claimant.kind,
            submitted=submitted,
            fictional=claim.fictional,
            loss=line.loss,
            head=line.head,
            service=line.service,
            group=line.group,
            subgroup=line.subgroup,
            start=line.start,
            end=line.end,
            grade=line.grade,
            declared=line.declared,
            supported=line.supported,
            admitted=line.admitted,
            decided=line.decided,
        )
        for line in assessment.lines
    )
