"""Counsel asks for what a claim lacks: the letter proposed, seen as it will be sent, then issued.

Issuing moves the claim, keeps the letter as written and puts it in the outbox, all or nothing. The
end of its delay refuses nothing by itself: counsel is told, and decides.
"""

from dataclasses import dataclass
from datetime import date, datetime

from claims.access import Actor
from claims.claim.deficiency import Lack, Notice
from claims.claim.identifiers import masked
from claims.claim.states import Status, may_move
from claims.evidence.curing import CURE, ends, over
from claims.i18n.text import LANGUAGES, Language
from claims.office.conversing import filed_claim
from claims.office.house import House
from claims.office.issuing import must_be_read, sent, sentence_read
from claims.office.lacks import lacking
from claims.office.noticing import Told, written
from claims.office.posting import address_of
from claims.office.seen import must_stand
from claims.problems import Problem, Refused
from claims.store.claims import ClaimRow
from claims.store.notices import KeptNotice

ASKED = "deficiency"
"""Reason of the move, as the journal keeps it."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What counsel asks. lacks: ids of those kept; sentence: counsel's own, as typed."""

    lacks: tuple[str, ...]
    sentence: str = ""
    by_post: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What may be asked of a claim. address: where e-mails go, masked; empty when none can."""

    row: ClaimRow
    lacks: tuple[Lack, ...]
    address: str
    may_ask: bool

    @property
    def unreachable(self) -> bool:
        """Whether nobody can be written to but by post; nobody is about a fictional claim."""
        return not self.address and not self.row.fictional


def proposal(house: House, actor: Actor, number: str) -> Proposal:
    """All that a claim seems to lack, for counsel to choose. Raises NotAllowed and NotFound."""
    row = filed_claim(house, actor, "issue notice", number)
    address = "" if row.fictional else masked(address_of(house, number))
    return Proposal(row, lacking(house, row), address, may_ask(row, actor))


def may_ask(row: ClaimRow, actor: Actor) -> bool:
    """Whether a letter may be sent about the claim as it stands."""
    return may_move(row.status, Status.DEFICIENT, actor.role)


def drafted(
    house: House, actor: Actor, number: str, asking: Asking, *, now: datetime
) -> dict[Language, Notice]:
    """The letter in both languages, as it would be issued now. Raises Refused with what to mend."""
    return _drafted(house, filed_claim(house, actor, "issue notice", number), asking, now)


def _drafted(house: House, row: ClaimRow, asking: Asking, now: datetime) -> dict[Language, Notice]:
    told = asked(house, row, asking, now=now)
    return {language: written(house, row, "deficiency", language, told, now=now)
            for language in LANGUAGES}  # fmt: skip


def asked(house: House, row: ClaimRow, asking: Asking, *, now: datetime) -> Told:
    """What a letter would ask of a claim. Raises Refused with what to mend."""
    known = {lack.id: lack for lack in lacking(house, row)}
    sentence = sentence_read(asking.sentence)
    lacks = tuple(lack for key, lack in known.items() if key in asking.lacks)
    if not lacks and not sentence:
        raise Refused([Problem("lacks", "nothing-asked")])
    last = ends(CURE, now, house.matter(row.matter), by_post=asking.by_post)
    return Told(sentence, last, asking.by_post, now, lacks=lacks)


def issue(
    house: House,
    actor: Actor,
    number: str,
    asking: Asking,
    *,
    seen: int,
    shown: str,
    now: datetime,
) -> KeptNotice:
    """Send the letter, in the claim's language, and wait for the claimant.

    seen: the version of the claim counsel read; shown: `seal` of the letter counsel read. Raises
    Refused, and Conflict when the claim or the letter is no longer what was read.
    """
    row = filed_claim(house, actor, "issue notice", number)
    must_stand([row], {number: seen})
    notice = _drafted(house, row, asking, now)[row.language]
    must_be_read(notice, shown, number)
    with house.store.database.together():
        return asked_by(house, actor, row, notice, seen=seen, now=now)


def asked_by(
    house: House, actor: Actor, row: ClaimRow, notice: Notice, *, seen: int, now: datetime,
    mailed: bool = True,
) -> KeptNotice:  # fmt: skip
    """Move the claim and keep the letter that asks, all or nothing inside `together()`. Raises
    Refused when nothing may be asked as it stands."""
    if not may_ask(row, actor):
        raise Refused([Problem("status", "move-not-offered")])
    house.store.claims.move(
        row.number, Status.DEFICIENT, reason=ASKED, seen=seen, at=now, by=actor.name
    )
    return sent(house, row, notice, by=actor.name, now=now, mailed=mailed)


def letters(house: House, actor: Actor, number: str) -> tuple[KeptNotice, ...]:
    """Every letter about a claim, oldest first. Raises NotAllowed and NotFound."""
    filed_claim(house, actor, "read notice", number)
    return house.store.notices.of(number)


def open_letter(house: House, row: ClaimRow) -> KeptNotice | None:
    """The letter that the claim still has to answer."""
    return house.store.notices.open_of(row.number) if row.status is Status.DEFICIENT else None


def cure_by(house: House, row: ClaimRow) -> date | None:
    """Last day to mend a deficiency, as the letter told it; None when nothing is asked."""
    if row.status is not Status.DEFICIENT:
        return None
    kept = open_letter(house, row)
    return kept.notice.last_day if kept else ends(CURE, row.updated_at, house.matter(row.matter))


def expired(house: House, matter: str, *, now: datetime) -> frozenset[str]:
    """Claims of a matter whose delay to answer has run."""
    zone, last_days = house.matter(matter).timezone, house.store.notices.last_days(matter)
    return frozenset(n for n, last in last_days.items() if over(last, zone, now))
