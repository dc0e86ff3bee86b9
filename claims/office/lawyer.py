"""What counsel does with one claim: open it, decide its lines, send it on.

A decision is a new revision computed anew; when the last line is decided the claim takes the status
its lines give it. Who decides on something older than what stands must read again first.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from claims.access import Actor
from claims.claim.model import Claim, Decision
from claims.claim.notice import NoticeSeen
from claims.claim.states import Status, next_for
from claims.damages.accrual import accrued
from claims.damages.assessment import Assessment, InterestLine
from claims.damages.rows import rows_of
from claims.evidence.curing import over
from claims.i18n.amounts import read_text
from claims.matter.leaving import knows_opting_out
from claims.matter.model import Matter
from claims.office.blinding import must_not_be_blinded
from claims.office.curing import may_ask, open_letter
from claims.office.delivered import delivered
from claims.office.folder import local_day
from claims.office.house import House
from claims.office.ledger import beyond_the_loss
from claims.office.noticed import notice_seen
from claims.office.origins import Origins, origins
from claims.office.pacing import must_keep_pace
from claims.office.reviewing import barred, must_be_another, under_review
from claims.office.seen import changed
from claims.office.telling import tell_moved
from claims.office.verdicts import DECIDED, OPEN, Verdict, status_after, with_decisions
from claims.problems import NotFound, Problem, Refused
from claims.store.claims import ClaimRow, Filed, Revision
from claims.store.contests import Contest
from claims.store.journal import Entry, Head
from claims.store.notices import KeptNotice
from claims.store.outbox import State

REASON = 500
"""Longest reason of a move, in characters."""
NOTED = "counsel's note"
"""What the journal has in its place."""
SAME_READING = timedelta(minutes=15)
"""Opening a claim again within this time is not journalled again."""


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim as counsel reads it. entries: its part of the journal, newest first."""

    row: ClaimRow
    claim: Claim
    assessment: Assessment
    interest: tuple[InterestLine, ...]
    """To today, or to the last day whose rate is known; in the order of the lines."""
    as_of: date
    revisions: tuple[Revision, ...]
    entries: tuple[Entry, ...]
    moves: tuple[Status, ...]
    """Where this actor may send it now."""
    notice: NoticeSeen | None
    """The privacy notice its claimant was shown."""
    origins: Origins
    """Who said each datum, and when."""
    letters: tuple[KeptNotice, ...]
    """Counsel's, oldest first."""
    mails: Mapping[int, State]
    """Place of a letter → what became of its e-mail."""
    asked: KeptNotice | None
    """The one it still has to answer."""
    late: bool
    """Whether the delay to answer has run."""
    may_ask: bool
    """Whether this actor may ask for what it lacks."""
    told: KeptNotice | None
    """The letter that tells its decisions, as they stand."""
    contests: tuple[Contest, ...]
    """Of its decisions, oldest first."""
    contest: Contest | None
    """The last one, while no letter answers it."""
    barred: bool
    """Whether this actor decided what is contested, so that another must decide."""

    def decision(self, loss: str) -> Decision | None:
        """Counsel's word on one loss, if it was given."""
        return next((d for d in self.claim.decisions if d.loss == loss), None)

    def waits(self, loss: str) -> bool:
        """Whether it waits for counsel's word: never given, or not since it was contested."""
        decision = self.decision(loss)
        return decision is None or (
            self.contest is not None and self.may_decide and decision.at <= self.contest.at
        )

    @property
    def may_decide(self) -> bool:
        """Whether its lines are open to decisions."""
        return self.row.status in OPEN and not self.barred

    @property
    def may_tell(self) -> bool:
        """Whether every line is decided and no letter tells it yet."""
        return self.row.status in DECIDED and self.told is None


def open_claim(house: House, actor: Actor, number: str, *, now: datetime) -> OpenClaim:
    """The latest revision of a claim, computed anew under the rules it was counted by; that it was
    read is journalled."""
    row = found(house, actor, "decide line", number)
    note_reading(house, actor, number, now)
    claim, matter = house.store.claims.body(number), house.matter(row.matter)
    assessment, today = house.rules_of(row).assess(claim), local_day(now, matter)
    revisions = house.store.claims.revisions(number)
    return OpenClaim(
        row=row,
        claim=claim,
        assessment=assessment,
        interest=accrued(assessment, claim, matter, house.rates, as_of=today, while_known=True),
        as_of=today,
        revisions=revisions,
        entries=house.store.journal.latest(200, subject=number),
        moves=moves(row, claim, matter, actor),
        notice=notice_seen(house, number),
        origins=origins(house, claim, revisions),
        letters=(letters := house.store.notices.of(number)),
        mails=delivered(house, row, letters),
        asked=(asked := open_letter(house, row)),
        late=asked is not None and over(asked.notice.last_day, matter.timezone, now),
        may_ask=may_ask(row, actor),
        told=house.store.notices.telling(number),
        contests=house.store.contests.of(number),
        contest=house.store.contests.open_of(number),
        barred=barred(house, actor, row),
    )


def decide(
    house: House,
    actor: Actor,
    number: str,
    verdicts: Sequence[Verdict],
    *,
    seen: int,
    key: str,
    now: datetime,
    batch: str = "",
) -> Filed:
    """Decide some lines of a claim in one new revision; undecided lines stay so.

    seen: the version counsel read; key: of the intention, so that a second click changes nothing;
    batch: the one it is part of. Raises Refused with every problem, also when a loss that others
    were admitted would be paid above what it comes to, and Conflict when someone else changed the
    claim meanwhile.
    """
    row = found(house, actor, "decide line", number)
    must_be_another(house, actor, row)
    matter, rules = house.matters[row.matter], house.rules_of(row)
    claim = house.store.claims.body(number)
    if row.version == seen:  # else the store tells a second click from someone else's change
        assessment = rules.assess(claim)
        claim = with_decisions(
            claim,
            verdicts,
            row,
            matter,
            assessment,
            by=actor.name,
            at=now,
            secret=house.settings.key(),
        )
    contest = under_review(house, row)
    status = status_after(claim, contest.at if contest else None)
    today = local_day(now, matter)
    counted, filed_on = rules.assess(claim), row.submitted_on or today
    lines = rows_of(claim, counted, status=status, submitted=filed_on)
    with house.store.database.together():  # what others were admitted is read where it stands
        if row.version == seen:
            losses = [verdict.loss for verdict in verdicts]
            if problems := beyond_the_loss(house, actor, matter, claim, lines, losses):
                raise Refused(problems)
        return house.store.claims.file(
            claim, lines, status, reason="decision", seen=seen, key=key, today=today, at=now,
            by=actor.name, under=rules.book, batch=batch,
        )  # fmt: skip


def move(
    house: House,
    actor: Actor,
    number: str,
    status: Status,
    *,
    reason: str,
    seen: int,
    now: datetime,
    entropy: Callable[[int], bytes],
) -> Head:
    """Send a claim to another state, with a reason kept as a note of counsel: the journal, which a
    bundle shows, has no word of it.

    Raises Refused when the move is not offered or its reason is missing, Conflict as `decide`.
    """
    row = found(house, actor, "move claim", number)
    if row.version != seen:
        raise changed(row)
    said = read_text(reason, "reason", longest=REASON, lines=True)
    if isinstance(said, Problem):
        raise Refused([said])
    if not said.strip():
        raise Refused([Problem("reason", "move-without-reason")])
    if status in DECIDED:
        must_be_another(house, actor, row)
    claim = house.store.claims.body(number)
    if fault := _not_offered(status, row, claim, house.matter(row.matter), actor):
        raise Refused([Problem("status", fault)])
    with house.store.database.together():
        salt = entropy(16).hex()
        house.store.notes.add(number, said.strip(), salt=salt, at=now, by=actor.name)
        head = house.store.claims.move(
            number, status, reason=NOTED, seen=seen, at=now, by=actor.name
        )
        tell_moved(house, number, status, head, now=now)
    return head


def _not_offered(status: Status, row: ClaimRow, claim: Claim, matter: Matter, actor: Actor) -> str:
    """Code of what keeps a claim from being sent there; empty when it may be."""
    if status is Status.OPTED_OUT and not knows_opting_out(matter):
        return "no-opting-out"
    if status is Status.DEFICIENT:
        return "move-by-letter"
    return "" if status in moves(row, claim, matter, actor) else "move-not-offered"


def found(house: House, actor: Actor, action: str, number: str) -> ClaimRow:
    """The claim, or NotFound: the same answer for one that is missing and one of another matter.

    Raises NotAllowed, also for who still has to read it a second time, blind.
    """
    actor.must(action)
    row = house.store.claims.find(number)
    if row is None or not row.revision or not actor.may(action, row):
        raise NotFound(f"no claim {number}")
    must_not_be_blinded(house, actor, row)
    return row


def note_reading(house: House, actor: Actor, number: str, now: datetime) -> None:
    """Journal that counsel opened the claim, unless the same person just did. Raises ProofIsOld for
    who opens more than anyone reads."""
    must_keep_pace(house, actor, number, now=now)
    recent = house.store.journal.latest(20, subject=number)
    if any(
        e.action == "read claim" and e.actor == actor.name and now - e.at < SAME_READING
        for e in recent
    ):
        return
    house.store.journal.note("read claim", number, {}, at=now, by=actor.name)


def moves(row: ClaimRow, claim: Claim, matter: Matter, actor: Actor) -> tuple[Status, ...]:
    """Where the actor may send a claim; decided states only when every line says so, an exclusion
    only where the matter knows one, and never where a letter must say what lacks."""
    offered = set(Status).difference(DECIDED, {Status.DEFICIENT}) | {status_after(claim)}
    if not knows_opting_out(matter):
        offered.discard(Status.OPTED_OUT)
    return tuple(status for status in next_for(row.status, actor.role) if status in offered)
