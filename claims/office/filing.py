"""A claim filed by its claimant: attested, counted, kept at once; then corrected, or withdrawn."""

from dataclasses import dataclass
from datetime import datetime

from claims.access import Actor, Role
from claims.claim.model import Claim
from claims.claim.states import Status, may_move
from claims.damages.assessment import Assessment
from claims.damages.rows import rows_of
from claims.i18n.amounts import read_text
from claims.i18n.text import Language
from claims.office.alike import agree
from claims.office.attesting import attested, unsigned
from claims.office.conversing import filed_claim
from claims.office.drafting import REOPENED, form_of
from claims.office.folder import Folder, filings_by, open_folder
from claims.office.house import House
from claims.office.ranges import keep_range
from claims.office.telling import tell_filed, tell_moved
from claims.problems import Conflict, NotAllowed, NotFound, Problem, Refused
from claims.store.claims import Filed
from claims.store.journal import Head

MORE = "more exhibits"
"""Reason of a correction asked only to bring another exhibit: there is nothing else to say."""
CORRECTED = "correction"
"""What the journal, which a bundle shows, has in place of a claimant's own words."""
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


def submit(
    house: House,
    actor: Actor,
    *,
    name: str,
    agreed: bool,
    seen: int,
    language: Language,
    now: datetime,
    remote: str = "",
) -> Receipt:
    """File the draft at the version reviewed, with its attestation; durable once it returns.

    remote: the address it is filed from, of which at most a mark of its range is kept.

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
    assessment = house.rules(folder.matter.id).assess(claim)
    with house.store.database.together():
        filed = _file(house, actor, folder, claim, assessment, now)
        tell_filed(house, filed, assessment, now=now)
        keep_range(house, folder.matter, filed.number, remote, now=now)
    return Receipt(
        filed.number, filed.revision, assessment.declared, assessment.supported, now, filed.head
    )


def record(house: House, actor: Actor, number: str, *, now: datetime) -> Filed:
    """File, as staff, a claim told in public: its source stands in it and nobody attests it.

    Raises Refused with every problem, NotAllowed for a claim that names no source.
    """
    row = house.store.claims.find(number)
    if row is None:
        raise NotFound(f"no claim {number}")
    actor.must_work_on("import claims", row.matter)
    folder = open_folder(house, Actor(Role.CLAIMANT, number, claim=number), now=now)
    claim = folder.reading[0]
    if claim is None:
        raise Refused(folder.problems)
    if not claim.source or folder.filed:
        raise NotAllowed(f"claim {number} is not a public fact to be recorded")
    assessment = house.rules(row.matter).assess(claim)
    with house.store.database.together():
        return _file(house, actor, folder, claim, assessment, now)


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
    asked = {"reason": _said(reason, "reason"), "after": filings_by(house, folder.number)}
    form = form_of(claim, folder.form.key) | {REOPENED: asked}
    house.store.drafts.save(folder.number, form, seen=folder.version, at=now, by=actor.name)


def give_up(house: House, actor: Actor, *, now: datetime) -> None:
    """Abandon a correction: the draft says again what is filed."""
    actor.must("amend claim")
    folder = open_folder(house, actor, now=now)
    actor.must("amend claim", folder.row)
    if folder.reopened is None:
        raise NotAllowed(f"claim {folder.number} is not being corrected")
    form = form_of(house.store.claims.body(folder.number), folder.form.key)
    house.store.drafts.save(folder.number, form, seen=folder.version, at=now, by=actor.name)


def withdraw(house: House, actor: Actor, *, reason: str, seen: int, now: datetime) -> None:
    """Withdraw a filed claim for good. Raises Refused when no reason is said, Conflict."""
    row = filed_claim(house, actor, "withdraw claim", actor.claim)
    if not may_move(row.status, Status.WITHDRAWN, actor.role):
        raise NotAllowed(f"a claim that is {row.status} cannot be withdrawn")
    said = _said(reason, "withdrawal")
    with house.store.database.together():
        head = house.store.claims.move(
            row.number, Status.WITHDRAWN, reason=said, seen=seen, at=now, by=actor.name
        )
        tell_moved(house, row.number, Status.WITHDRAWN, head, now=now)


def _attested(folder: Folder, name: str, agreed: bool, language: Language, now: datetime) -> Claim:
    """The claim, bound to the name typed and the wording shown. Raises Refused."""
    claim = folder.reading[0]
    problems = [*folder.problems, *unsigned(folder.form.claimant, name, agreed=agreed)]
    if claim is None or problems:
        raise Refused(problems)
    return attested(claim, folder.matter, name, language, now)


def _file(
    house: House,
    actor: Actor,
    folder: Folder,
    claim: Claim,
    assessment: Assessment,
    now: datetime,
) -> Filed:
    row, rules = folder.row, house.rules(folder.row.matter)
    if row.revision:
        before = house.store.claims.body(row.number)
        unchanged = _same_amounts(assessment, rules.assess(before))
        claim = _still_decided(claim, before, unchanged)
        assessment = rules.assess(claim)
    submitted = row.submitted_on or folder.today
    reason, words = _why(folder.reopened)
    filed = house.store.claims.file(
        claim,
        rows_of(claim, assessment, status=Status.SUBMITTED, submitted=submitted),
        Status.SUBMITTED,
        reason=reason,
        words=words,
        seen=row.version,
        key=_key(folder, folder.version),
        today=folder.today,
        at=now,
        by=actor.name,
        under=rules.book,
        draft_seen=folder.version,
    )
    agree(house, row.number, now=now)
    return filed


def _why(reopened: str | None) -> tuple[str, str]:
    """A code for the journal, and the words of whoever corrects, if they wrote any."""
    if reopened in (None, MORE):
        return reopened or "first filing", ""
    return CORRECTED, reopened


def _same_amounts(now: Assessment, before: Assessment) -> set[str]:
    """Losses that come to the same amount: a credit, a tax or a cap may change one from afar."""
    then = {line.loss: line.declared for line in before.lines}
    return {line.loss for line in now.lines if then.get(line.loss) == line.declared}


def _still_decided(claim: Claim, before: Claim, unchanged: set[str]) -> Claim:
    """Counsel's word stays on the losses that the correction leaves as they were."""
    same = {loss.id for loss in claim.losses if loss in before.losses} & unchanged
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
    if folder.version != seen + 1 or not (folder.locked and folder.row.revision):
        return None
    filing = house.store.filings.own(folder.number)
    counted = house.rules(folder.row.matter, filing.rules).assess(filing.claim)
    sums = counted.declared, counted.supported
    return Receipt(folder.number, filing.revision, *sums, filing.at, filing.head)


def _said(reason: str, where: str) -> str:
    said = read_text(reason, where, longest=REASON, lines=True)
    if isinstance(said, Problem):
        raise Refused([said])
    if not said:
        raise Refused([Problem(where, "required")])
    return said
