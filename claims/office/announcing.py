"""Counsel tells what was decided: the letter proposed once every line is, read, then issued.

The time to contest runs from this letter, so none runs before it. A letter on a contest tells what
changed since. Issuing keeps the letter as written and puts it in the outbox, all or nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from claims.access import Actor
from claims.claim.deficiency import Notice
from claims.claim.identifiers import masked
from claims.claim.model import Claim
from claims.claim.states import DECIDED
from claims.evidence.curing import CONTEST, ends
from claims.i18n.text import LANGUAGES, Language
from claims.matter.letters import LetterKind
from claims.office.conversing import filed_claim
from claims.office.house import House
from claims.office.issuing import must_be_read, sent, sentence_read
from claims.office.noticing import LineDecided, Told, written
from claims.office.posting import address_of
from claims.office.seen import as_seen, must_stand
from claims.problems import Problem, Refused
from claims.store.claims import ClaimRow
from claims.store.notices import KeptNotice


@dataclass(frozen=True, slots=True)
class Telling:
    """What counsel adds to a decision. sentence: their own, as typed."""

    sentence: str = ""
    by_post: bool = False


@dataclass(frozen=True, slots=True)
class Announcement:
    """What may be told of a claim. kind: of the letter; address: where e-mails go, masked."""

    row: ClaimRow
    kind: LetterKind
    lines: tuple[LineDecided, ...]
    address: str
    may_tell: bool

    @property
    def unreachable(self) -> bool:
        """Whether nobody can be written to but by post; nobody is about a fictional claim."""
        return not self.address and not self.row.fictional


def announcement(house: House, actor: Actor, number: str) -> Announcement:
    """The decisions of a claim, to be told. Raises NotAllowed and NotFound."""
    row = filed_claim(house, actor, "issue notice", number)
    address = "" if row.fictional else masked(address_of(house, number))
    lines = tuple(_lines(house, row))
    return Announcement(row, kind_for(house, row), lines, address, may_tell(house, row))


def may_tell(house: House, row: ClaimRow) -> bool:
    """Whether every line is decided and no letter tells it yet."""
    return row.status in DECIDED and house.store.notices.telling(row.number) is None


def too_early(row: ClaimRow, now: datetime) -> bool:
    """Whether a claim was decided at a moment that has not come, the clock having been set back: a
    letter older than the decision would tell nothing of it."""
    return row.updated_at > now


def kind_for(house: House, row: ClaimRow) -> LetterKind:
    """A decision on a contest has a letter of its own."""
    return "reconsideration" if house.store.contests.open_of(row.number) else "decision"


def drafted(
    house: House, actor: Actor, number: str, telling: Telling, *, now: datetime
) -> dict[Language, Notice]:
    """The letter in both languages, as it would be issued now. Raises Refused with what to mend."""
    row = filed_claim(house, actor, "issue notice", number)
    return _drafted(house, row, telling, now)


def _drafted(
    house: House, row: ClaimRow, telling: Telling, now: datetime
) -> dict[Language, Notice]:
    told, kind = decided(house, row, telling, now=now), kind_for(house, row)
    return {language: written(house, row, kind, language, told, now=now) for language in LANGUAGES}


def decided(house: House, row: ClaimRow, telling: Telling, *, now: datetime) -> Told:
    """What a letter would tell of a claim. Raises Refused while some of it is undecided, when a
    letter tells it already, or when the clock is behind the decision."""
    if not may_tell(house, row):
        raise Refused([Problem("status", "nothing-to-tell")])
    if too_early(row, now):
        raise Refused([Problem("status", "clock-behind")])
    last = ends(CONTEST, now, house.matter(row.matter), by_post=telling.by_post)
    return Told(
        sentence_read(telling.sentence), last, telling.by_post, now, delay=CONTEST,
        lines=tuple(_lines(house, row)), revision=row.revision,
        contest=house.store.contests.open_of(row.number),
    )  # fmt: skip


def issue(
    house: House,
    actor: Actor,
    number: str,
    telling: Telling,
    *,
    seen: int,
    shown: str,
    now: datetime,
) -> KeptNotice:
    """Send the letter, in the claim's language; the time to contest begins.

    seen: the version of the claim counsel read; shown: the seal of the letter counsel read. Raises
    Refused, and Conflict when the claim or the letter is no longer what was read.
    """
    row = filed_claim(house, actor, "issue notice", number)
    must_stand([row], {number: seen})
    notice = _drafted(house, row, telling, now)[row.language]
    must_be_read(notice, shown, number)
    with house.store.database.together():
        return told_by(house, actor, row, notice, seen=seen, now=now)


def told_by(
    house: House, actor: Actor, row: ClaimRow, notice: Notice, *, seen: int, now: datetime,
    mailed: bool = True,
) -> KeptNotice:  # fmt: skip
    """Keep the letter that tells, inside `together()`. Raises Conflict when the claim is no longer
    as it was seen, Refused when another letter tells it meanwhile."""
    if not may_tell(house, as_seen(house, row, seen)):
        raise Refused([Problem("status", "nothing-to-tell")])
    return sent(house, row, notice, by=actor.name, now=now, mailed=mailed)


def _lines(house: House, row: ClaimRow) -> Iterator[LineDecided]:
    """Each decided loss, in the order of the claim."""
    claim = house.store.claims.body(row.number)
    contest = house.store.contests.open_of(row.number)
    before = house.store.claims.body(row.number, contest.told.revision) if contest else None
    told = {decision.loss: decision for decision in claim.decisions}
    for line in house.rules_of(row).assess(claim).lines:
        if decision := told.get(line.loss):
            yield LineDecided(
                line.head, line.service, line.start, line.end, line.declared, decision.outcome,
                decision.admitted_cents, decision.reason, _admitted(before, line.loss),
                decision.sentence,
            )  # fmt: skip


def _admitted(before: Claim | None, loss: str) -> int | None:
    decisions = before.decisions if before else ()
    return next((each.admitted_cents for each in decisions if each.loss == loss), None)
