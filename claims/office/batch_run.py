"""A batch of decisions applied claim by claim, and undone likewise; one cut short can be gone on.

Each claim is decided by the same rules as by itself, in one transaction with the note of what
became of it. What changed since it was read is left as it stands, and told; so is, in undoing, a
claim whose decision a letter tells: its claimant holds that letter, and its delay runs.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from claims.access import Actor
from claims.claim.canonical import Json
from claims.claim.model import Claim
from claims.damages.rows import rows_of
from claims.money import to_units
from claims.office.batch_plan import BLIND, Plan
from claims.office.blinding import owed
from claims.office.folder import local_day
from claims.office.house import House
from claims.office.lawyer import decide
from claims.office.secrecy import fingerprint
from claims.office.verdicts import Verdict, status_after
from claims.problems import Conflict, NotFound, Problem, Refused
from claims.store.batches import Act, Batch, Planned, Step
from claims.store.claims import ClaimRow
from claims.store.search import Search

CHANGED, TOLD = "changed", "told"
"""Why a claim is left: someone changed it since it was read, or since the batch decided it; a
letter tells what the batch decided of it."""
LEFT_AS = {"blind-first": "disputed"}
"""Code of a refusal → why the claim is left, where they differ: a loss that a claim to be read
blind has too is one that two claim, to be decided by itself."""
UNDONE = "batch undone"
"""Reason of a revision that takes back what a batch decided."""


@dataclass(frozen=True, slots=True)
class Told:
    """Where a batch stands: done and left by claim, and how many claims wait, for each act. unread:
    claims of it that the reader has still to read blind; with any, its word is blank."""

    batch: Batch
    steps: Mapping[Act, Mapping[str, Step]]
    unread: frozenset[str] = frozenset()

    def done(self, act: Act) -> tuple[Step, ...]:
        """The claims that were decided, or whose decision was undone."""
        return tuple(step for step in self.steps[act].values() if not step.why)

    def left(self, act: Act) -> tuple[Step, ...]:
        """The claims left as they stood, each with why."""
        return tuple(step for step in self.steps[act].values() if step.why)

    def waiting(self, act: Act) -> tuple[str, ...]:
        """Claims still to deal with, in order."""
        decided = [step.number for step in self.done("decide")]
        every = [each.number for each in self.batch.plan] if act == "decide" else decided
        return tuple(number for number in every if number not in self.steps[act])

    @property
    def undoing(self) -> bool:
        """Whether it began to be undone: it is then applied no further."""
        return bool(self.steps["undo"])


def start(house: House, actor: Actor, plan: Plan, *, now: datetime) -> Batch:
    """Keep what is to be done, before any of it is. The same plan again gives the same batch.

    Raises NotAllowed, ProofIsOld, and Refused when there is nothing to do, or when a draw gave one
    of its claims to be read blind since it was planned.
    """
    actor.must_work_on("decide line", plan.search.matter)
    actor.must_have_proved(now=now)
    if not plan.claims:
        raise Refused([Problem("claims", "batch-empty")])
    word, salt = plan.word, fingerprint(house.settings.key(), "batch note", plan.id)
    with house.store.database.together():
        _must_be_read(_unread_in(house, actor, plan.search.matter, plan.claims))
        return house.store.batches.add(
            plan.id, plan.search.matter, outcome=word.outcome, reason=word.reason, note=word.note,
            sentence=word.sentence, plan=plan.claims, salt=salt, at=now, by=actor.name,
        )  # fmt: skip


def told(house: House, actor: Actor, batch_id: str) -> Told:
    """Where a batch stands, as its reader may know it. Raises NotAllowed, NotFound."""
    found = _found(house, actor, batch_id)
    steps = {
        act: {number: _step_unread(step, found.unread) for number, step in of.items()}
        for act, of in found.steps.items()
    }
    return replace(found, batch=_unread(found.batch, found.unread), steps=steps)


def _found(house: House, actor: Actor, batch_id: str) -> Told:
    """The same, with the word and every why, whatever the reader may know."""
    batch = house.store.batches.find(batch_id)
    if batch is None or batch.matter not in actor.matters:
        actor.must("decide line")
        raise NotFound(f"no batch {batch_id}")
    actor.must_work_on("decide line", batch.matter)
    unread = _unread_in(house, actor, batch.matter, batch.plan)
    return Told(batch, house.store.batches.steps(batch_id), unread)


def _unread_in(house: House, actor: Actor, matter: str, plan: Iterable[Planned]) -> frozenset[str]:
    """The claims of a plan that the actor has still to read blind."""
    return owed(house, actor, matter).intersection(each.number for each in plan)


def _unread(batch: Batch, unread: frozenset[str]) -> Batch:
    """The batch with a blank word where some of its claims are still to be read blind."""
    if unread.isdisjoint(each.number for each in batch.plan):
        return batch
    return replace(batch, outcome="", reason="", note="", sentence="")


def _step_unread(step: Step, unread: frozenset[str]) -> Step:
    """Why a claim was left may tell what was decided of it."""
    return replace(step, why=BLIND, other="") if step.why and step.number in unread else step


def batches(
    house: House, actor: Actor, matter: str
) -> tuple[tuple[Batch, Mapping[tuple[Act, bool], int]], ...]:
    """The batches of a matter, newest first, each with how many claims were done and left; the word
    of one is blank for who has some of its claims still to read blind."""
    actor.must_work_on("decide line", matter)
    counts, unread = house.store.batches.counts(matter), owed(house, actor, matter)
    kept = house.store.batches.of(matter)
    return tuple((_unread(each, unread), counts.get(each.id, {})) for each in kept)


def go_on(house: House, actor: Actor, batch_id: str, *, now: datetime, most: int) -> Told:
    """Decide the next claims of a batch, so many at most. Raises Refused once it is being undone,
    and for who may not know its word; ProofIsOld and NotSaved: what was decided before stays so."""
    found = _found(house, actor, batch_id)
    if found.undoing:
        raise Refused([Problem("batch", "batch-undone")])
    _must_be_read(found.unread)
    actor.must_have_proved(now=now)
    planned = {each.number: each for each in found.batch.plan}
    for number in found.waiting("decide")[:most]:
        _decide(house, actor, found.batch, planned[number], now)
    return told(house, actor, batch_id)


def undo(house: House, actor: Actor, batch_id: str, *, now: datetime, most: int) -> Told:
    """Take back what a batch decided, on the next claims, where nobody changed them since and no
    letter tells it. Raises Refused for who may not know its word, and ProofIsOld."""
    found = _found(house, actor, batch_id)
    _must_be_read(found.unread)
    actor.must_have_proved(now=now)
    if not found.undoing:
        body: dict[str, Json] = {"id": batch_id, "number": found.batch.number}
        house.store.journal.note("undo batch", found.batch.matter, body, at=now, by=actor.name)
    planned = {each.number: each for each in found.batch.plan}
    for number in found.waiting("undo")[:most]:
        step = found.steps["decide"][number]
        _undo(house, actor, found.batch, planned[number], step, now)
    return told(house, actor, batch_id)


def would_stay(house: House, actor: Actor, of: Told) -> Counter[str]:
    """Why → how many claims undoing the batch now would leave as they stand. Raises Refused for who
    may not know its word."""
    matter, waiting = of.batch.matter, of.waiting("undo")
    actor.must_work_on("decide line", matter)
    _must_be_read(of.unread)
    with house.store.database.moment():
        versions = house.store.finder.versions(Search(matter, numbers=waiting))
        letters = house.store.notices.told(matter)
    why = (
        _stays(versions.get(number, 0), of.steps["decide"][number], number in letters)
        for number in waiting
    )
    return Counter(filter(None, why))


def _must_be_read(unread: Collection[str]) -> None:
    """Nobody decides or undoes by a word they may not read. unread: the claims they have still to
    read blind. Raises Refused, with how many."""
    if unread:
        raise Refused([Problem("batch", "blind-first", {"claims": len(unread)})])


def _stays(version: int, decided: Step, letter: bool) -> str:
    """Why undoing leaves a claim of this version as it stands; empty when it does not."""
    if version != decided.version:
        return CHANGED
    return TOLD if letter else ""


def _decide(house: House, actor: Actor, batch: Batch, planned: Planned, now: datetime) -> None:
    with house.store.database.together():
        if house.store.batches.done(batch.id, "decide", planned.number):
            return  # another tab was quicker
        if _unread_in(house, actor, batch.matter, batch.plan):
            return  # drawn this instant: it waits, and going on is refused
        why = ""
        try:
            decide(
                house, actor, planned.number, _verdicts(house, batch, planned),
                seen=planned.version, key=f"batch {batch.id}", now=now, batch=batch.id,
            )  # fmt: skip
        except Conflict:
            why = CHANGED
        except Refused as refusal:
            code = refusal.problems[0].code
            why = LEFT_AS.get(code, code)
        _note(house, actor, batch, "decide", planned.number, why, now)


def _verdicts(house: House, batch: Batch, planned: Planned) -> list[Verdict]:
    """One a line; one that is reduced is brought to what its exhibits support."""
    outcome = "reduced" if batch.outcome == "supported" else batch.outcome
    amounts = {row.loss: row.supported for row in house.store.lines.of_claim(planned.number)}
    return [
        Verdict(
            loss,
            outcome,
            f"{to_units(amounts.get(loss, 0)):f}",
            batch.reason,
            batch.note,
            batch.sentence,
        )
        for loss in planned.losses
    ]


def _undo(
    house: House, actor: Actor, batch: Batch, planned: Planned, step: Step, now: datetime
) -> None:
    with house.store.database.together():
        row = house.store.claims.find(planned.number)
        if row is None or house.store.batches.done(batch.id, "undo", planned.number):
            return
        if _unread_in(house, actor, batch.matter, batch.plan):
            return  # as in deciding
        why = _stays(row.version, step, house.store.notices.telling(row.number) is not None)
        if not why:
            _take_back(house, actor, batch, row, planned, now)
        _note(house, actor, batch, "undo", planned.number, why, now)


def _take_back(
    house: House, actor: Actor, batch: Batch, row: ClaimRow, planned: Planned, now: datetime
) -> None:
    """A new revision without the decisions of the batch; the claim is under review again."""
    claim, rules = house.store.claims.body(row.number), house.rules_of(row)
    kept = [d.model_dump() for d in claim.decisions if d.loss not in planned.losses]
    claim = Claim.model_validate(claim.model_dump() | {"decisions": kept})
    status, today = status_after(claim), local_day(now, house.matter(row.matter))
    lines = rows_of(
        claim, rules.assess(claim), status=status, submitted=row.submitted_on or today
    )  # fmt: skip
    house.store.claims.file(
        claim, lines, status, reason=UNDONE, seen=row.version, key=f"undo {batch.id}",
        today=today, at=now, by=actor.name, under=rules.book, batch=batch.id,
    )  # fmt: skip


def _note(
    house: House, actor: Actor, batch: Batch, act: Act, number: str, why: str, now: datetime
) -> None:
    row = house.store.claims.find(number)
    if row is None:
        raise NotFound(f"no claim {number}")
    other = row.updated_by if why == CHANGED else ""
    step = Step(number, why, other, row.version, now, actor.name)
    house.store.batches.note(batch.id, act, step)
