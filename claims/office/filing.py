"""A claim filed by its claimant: attested, counted, kept in one transaction; then corrected or
withdrawn, and followed in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from claims.access import Actor, Role
from claims.claim.canonical import canonical, digest
from claims.claim.model import Attestation, Claim, Decision
from claims.claim.states import Status, may_move
from claims.damages.assessment import Assessment, Line
from claims.damages.engine import assess
from claims.damages.rows import rows_of
from claims.i18n.amounts import folded, read_text
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.office.drafting import REOPENED, form_of
from claims.office.folder import Folder, local_day, open_folder
from claims.office.house import House
from claims.problems import Conflict, NotAllowed, NotFound, Problem, Refused
from claims.store.claims import ClaimRow, Filed
from claims.store.journal import Head

REASON = 500
"""Longest reason of a correction or a withdrawal, in characters."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is acknowledged once it is durable. Amounts in cents."""

    number: str
    revision: int
    declared: int
    supported: int
    at: datetime
    head: Head


@dataclass(frozen=True, slots=True)
class LineSeen:
    """A line as its claimant may read it: counsel's word and reason, never counsel's notes."""

    line: Line
    outcome: str
    """Empty while counsel has not decided."""
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a filed claim stands, for its claimant."""

    row: ClaimRow
    matter: Matter
    claim: Claim
    assessment: Assessment
    lines: tuple[LineSeen, ...]
    filed_at: datetime
    cure_by: date | None
    """Last day to mend a deficiency; None when nothing is asked."""
    today: date
    correcting: bool

    @property
    def days_left(self) -> int:
        """Days left to mend a deficiency, today not counted; never below zero."""
        return max((self.cure_by - self.today).days, 0) if self.cure_by else 0

    @property
    def may_correct(self) -> bool:
        """Whether a correction may be asked for."""
        return self._may(Status.SUBMITTED) and not self.correcting

    @property
    def may_withdraw(self) -> bool:
        """Whether the claim may still be withdrawn."""
        return self._may(Status.WITHDRAWN)

    def _may(self, to: Status) -> bool:
        open_ = self.matter.stage != "closed" or to is Status.WITHDRAWN
        return open_ and may_move(self.row.status, to, Role.CLAIMANT)


def submit(
    house: House,
    actor: Actor,
    *,
    name: str,
    agreed: bool,
    seen: int,
    language: Language,
    now: datetime,
) -> Receipt:
    """File the draft at the version reviewed, with its attestation; durable once it returns.

    The same version again gives the same receipt: a second click files nothing more. Raises Refused
    with every problem, Conflict when the draft changed since it was reviewed, NotSaved.
    """
    actor.must("submit claim")
    folder = open_folder(house, actor, now=now)
    actor.must("submit claim", folder.row)
    if folder.version != seen and (again := _receipt_of(house, folder, seen)):
        return again
    if folder.locked:
        raise NotAllowed(f"claim {folder.number} is filed; ask for a correction first")
    if folder.version != seen:
        raise Conflict(f"the draft of {folder.number} changed since it was reviewed")
    claim = _attested(folder, name, agreed, language, now)
    assessment = assess(claim, folder.matter, house.rates)
    filed = _file(house, actor, folder, claim, assessment, now)
    return Receipt(
        filed.number, filed.revision, assessment.declared, assessment.supported, now, filed.head
    )


def amend(house: House, actor: Actor, *, reason: str, now: datetime) -> None:
    """Reopen a filed claim for correction, from what was filed; it stays filed meanwhile."""
    actor.must("amend claim")
    folder = open_folder(house, actor, now=now)
    actor.must("amend claim", folder.row)
    if not folder.filed or not folder.locked or folder.closed:
        raise NotAllowed(f"claim {folder.number} cannot be reopened")
    if not may_move(folder.row.status, Status.SUBMITTED, actor.role):
        raise NotAllowed(f"a claim that is {folder.row.status} cannot be corrected")
    claim = house.store.claims.body(folder.number)
    form = form_of(claim, folder.form.key) | {REOPENED: _said(reason, "reason")}
    house.store.drafts.save(folder.number, form, seen=folder.version, at=now, by=actor.name)


def withdraw(house: House, actor: Actor, *, reason: str, seen: int, now: datetime) -> None:
    """Withdraw a claim for good. Raises Refused when no reason is said, Conflict."""
    actor.must("withdraw claim")
    row = _own(house, actor, "withdraw claim")
    if not may_move(row.status, Status.WITHDRAWN, actor.role):
        raise NotAllowed(f"a claim that is {row.status} cannot be withdrawn")
    said = _said(reason, "withdrawal")
    house.store.claims.move(
        row.number, Status.WITHDRAWN, reason=said, seen=seen, at=now, by=actor.name
    )


def my_claim(house: House, actor: Actor, *, now: datetime) -> Standing | None:
    """Where the claim stands; None while it was never filed."""
    actor.must("read claim")
    folder = open_folder(house, actor, now=now)
    row, matter = folder.row, folder.matter
    if not row.revision:
        return None
    claim = house.store.claims.body(row.number)
    assessment = assess(claim, matter, house.rates)
    return Standing(
        row=row,
        matter=matter,
        claim=claim,
        assessment=assessment,
        lines=_seen(assessment, claim.decisions, matter),
        filed_at=_own_revision(house, row)[1],
        cure_by=_cure_by(row, matter),
        today=folder.today,
        correcting=folder.reopened is not None,
    )


def _attested(folder: Folder, name: str, agreed: bool, language: Language, now: datetime) -> Claim:
    """The claim, bound to the name typed and the wording shown. Raises Refused."""
    claim = folder.reading[0]
    problems = [*folder.problems, *_signature(folder, name, agreed=agreed)]
    if claim is None or problems:
        raise Refused(problems)
    sealed = digest(canonical(claim.model_dump(mode="json", exclude={"attestation", "decisions"})))
    signed = Attestation(
        sha256=sealed, wording=folder.matter.attestation.version, language=language,
        name=name.strip(), at=now,
    )  # fmt: skip
    return Claim.model_validate(claim.model_dump() | {"attestation": signed.model_dump()})


def _signature(folder: Folder, name: str, *, agreed: bool) -> list[Problem]:
    """A person signs with their own name; a business by a representative who gives a full name."""
    problems = []
    typed = read_text(name, "attestation.name", longest=200)
    if isinstance(typed, Problem):
        problems.append(typed)
    elif not typed:
        problems.append(Problem("attestation.name", "required"))
    elif not _full_name(typed, folder):
        problems.append(Problem("attestation.name", "name-differs"))
    if not agreed:
        problems.append(Problem("attestation.agreed", "not-attested"))
    return problems


def _full_name(typed: str, folder: Folder) -> bool:
    claimant = folder.form.claimant
    if claimant.kind == "person":
        return folded(typed) == folded(claimant.name)
    return len(typed.split()) > 1


def _file(
    house: House,
    actor: Actor,
    folder: Folder,
    claim: Claim,
    assessment: Assessment,
    now: datetime,
) -> Filed:
    row = folder.row
    if row.revision:
        claim = _still_decided(claim, house.store.claims.body(row.number))
        assessment = assess(claim, folder.matter, house.rates)
    submitted = row.submitted_on or folder.today
    return house.store.claims.file(
        claim,
        rows_of(claim, assessment, status=Status.SUBMITTED, submitted=submitted),
        Status.SUBMITTED,
        reason=folder.reopened or "first filing",
        seen=row.version,
        key=_key(folder, folder.version),
        today=folder.today,
        at=now,
        by=actor.name,
        draft_seen=folder.version,
    )


def _still_decided(claim: Claim, before: Claim) -> Claim:
    """Counsel's word stays on the losses that the correction leaves as they were."""
    same = {loss.id for loss in claim.losses if loss in before.losses}
    same &= {i for i in same if _proof(claim, i) == _proof(before, i)}
    kept = [d.model_dump() for d in before.decisions if d.loss in same]
    return Claim.model_validate(claim.model_dump() | {"decisions": kept})


def _proof(claim: Claim, loss: str) -> set[tuple[str, str]]:
    return {(e.sha256, e.kind) for e in claim.exhibits if loss in e.losses}


def _key(folder: Folder, version: int) -> str:
    """One filing for each version of the draft: the idempotency key of the intention."""
    return f"{folder.form.key or folder.number} {version}"


def _receipt_of(house: House, folder: Folder, seen: int) -> Receipt | None:
    """The receipt already given for that version of the draft, if filing it is what changed it."""
    if folder.version != seen + 1 or not folder.row.revision:
        return None
    revision, at, seq = _own_revision(house, folder.row)
    if at != folder.saved_at:
        return None
    counted = assess(house.store.claims.body(folder.number, revision), folder.matter, house.rates)
    head = house.store.journal.at(seq)
    if head is None:
        return None
    return Receipt(folder.number, revision, counted.declared, counted.supported, at, head)


def _own(house: House, actor: Actor, action: str) -> ClaimRow:
    row = house.store.claims.find(actor.claim)
    if row is None:
        raise NotFound(f"no claim {actor.claim}")
    actor.must(action, row)
    return row


def _own_revision(house: House, row: ClaimRow) -> tuple[int, datetime, int]:
    """Revision, moment and journal entry of the claimant's last filing; an import stands for it."""
    filings = house.store.claims.revisions(row.number)
    own = [filing for filing in filings if filing.by == row.number]
    last = own[-1] if own else filings[0]
    return last.revision, last.at, last.journal_seq


def _said(reason: str, where: str) -> str:
    said = read_text(reason, where, longest=REASON)
    if isinstance(said, Problem):
        raise Refused([said])
    if not said:
        raise Refused([Problem(where, "required")])
    return said


def _seen(
    assessment: Assessment, decisions: Sequence[Decision], matter: Matter
) -> tuple[LineSeen, ...]:
    told = {decision.loss: decision for decision in decisions}
    return tuple(
        LineSeen(line, told[line.loss].outcome, told[line.loss].reason)
        if line.loss in told
        else LineSeen(line, "", "")
        for line in assessment.lines
    )


def _cure_by(row: ClaimRow, matter: Matter) -> date | None:
    """A deficiency runs from the day counsel told it."""
    cure = matter.deadlines.get("cure")
    if row.status is not Status.DEFICIENT or cure is None or cure.days is None:
        return None
    return local_day(row.updated_at, matter) + timedelta(days=cure.days)
