"""Where a filed claim stands, for its claimant: never counsel's notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from claims.access import Actor, Role
from claims.claim.model import Decision
from claims.claim.states import Status, may_move
from claims.damages.assessment import Assessment, Line
from claims.matter.leaving import knows_opting_out
from claims.matter.model import Matter
from claims.office.contesting import contest_by
from claims.office.curing import cure_by, open_letter
from claims.office.folder import open_folder
from claims.office.house import House
from claims.office.lacks import mended
from claims.office.verdicts import DECIDED
from claims.store.claims import ClaimRow
from claims.store.contests import Contest
from claims.store.notices import KeptNotice


@dataclass(frozen=True, slots=True)
class LineSeen:
    """A line as its claimant may read it: counsel's word, reason and sentence, never a note."""

    line: Line
    outcome: str
    """Empty while counsel has not decided."""
    reason: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a filed claim stands, for its claimant."""

    row: ClaimRow
    matter: Matter
    assessment: Assessment
    lines: tuple[LineSeen, ...]
    filed_at: datetime
    cure_by: date | None
    """Last day to mend a deficiency; None when nothing is asked."""
    asked: KeptNotice | None
    """The letter that asks for it."""
    mended: frozenset[str]
    """Ids of what it asks that the correction under way no longer lacks."""
    letters: tuple[KeptNotice, ...]
    """Every letter of counsel's about the claim, oldest first."""
    today: date
    correcting: bool
    contest_by: date | None
    """Last day to contest a decision, as the letter told it; None while no letter tells one."""
    contest: Contest | None
    """The last contest, while no letter answers it."""

    @property
    def days_left(self) -> int:
        """Days left to mend a deficiency, today not counted; never below zero."""
        return max((self.cure_by - self.today).days, 0) if self.cure_by else 0

    @property
    def may_correct(self) -> bool:
        """Whether a correction may be asked for."""
        return self._may(Status.SUBMITTED) and not self.correcting

    @property
    def may_contest(self) -> bool:
        """Whether there is a decision to contest."""
        return self.row.status in DECIDED and may_move(
            self.row.status, Status.SUBMITTED, Role.CLAIMANT
        )

    @property
    def under_review(self) -> bool:
        """Whether a contest sent it back, and nothing was decided since."""
        waits = (Status.SUBMITTED, Status.IN_REVIEW)
        return self.contest is not None and self.row.status in waits

    @property
    def may_opt_out(self) -> bool:
        """Whether the claimant may ask to be excluded, where the matter knows opting out."""
        return knows_opting_out(self.matter) and may_move(
            self.row.status, Status.OPTED_OUT, Role.CLAIMANT
        )

    @property
    def may_withdraw(self) -> bool:
        """Whether the claim may still be withdrawn."""
        return self._may(Status.WITHDRAWN)

    def _may(self, to: Status) -> bool:
        open_ = self.matter.stage != "closed" or to is Status.WITHDRAWN
        return open_ and may_move(self.row.status, to, Role.CLAIMANT)


def my_claim(house: House, actor: Actor, *, now: datetime) -> Standing | None:
    """Where the claim stands; None while it was never filed."""
    actor.must("read claim")
    folder = open_folder(house, actor, now=now)
    row, matter = folder.row, house.matter(folder.row.matter)
    if not row.revision:
        return None
    claim, asked = house.store.claims.body(row.number), open_letter(house, row)
    assessment = house.rules_of(row).assess(claim)
    return Standing(
        row=row,
        matter=matter,
        assessment=assessment,
        lines=_seen(assessment, claim.decisions),
        filed_at=house.store.filings.own(row.number).at,
        cure_by=cure_by(house, row),
        asked=asked,
        mended=mended(house, folder, asked.notice.lacks) if asked else frozenset(),
        letters=house.store.notices.of(row.number),
        today=folder.today,
        correcting=folder.reopened is not None,
        contest_by=contest_by(house, row),
        contest=house.store.contests.open_of(row.number),
    )


def _seen(assessment: Assessment, decisions: Sequence[Decision]) -> tuple[LineSeen, ...]:
    told = {decision.loss: decision for decision in decisions}
    return tuple(
        LineSeen(line, word.outcome, word.reason, word.sentence)
        if (word := told.get(line.loss))
        else LineSeen(line, "", "")
        for line in assessment.lines
    )
