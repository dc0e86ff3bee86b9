"""A random slice of the decided claims, read a second time by another who knows no first decision.

A draw is kept as audits are (`claims.office.auditing`), with its seed and with every claim one
could draw. The second word is kept for good beside the claim: it decides nothing, and no amount
follows from it.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from math import ceil

from claims.access import Actor
from claims.claim.canonical import Json
from claims.claim.model import Claim, Decision
from claims.claim.states import DECIDED, Status
from claims.damages.accrual import accrued
from claims.office.assigning import lawyers
from claims.office.blinding import Reading, blinded, readings
from claims.office.folder import local_day
from claims.office.house import House
from claims.office.lawyer import OpenClaim, note_reading
from claims.office.noticed import notice_seen
from claims.office.origins import DECIDING, origins
from claims.office.secrecy import fingerprint
from claims.office.verdicts import Verdict, with_decisions
from claims.problems import NotFound, Problem, Refused
from claims.store.audits import Audit
from claims.store.claims import ClaimRow
from claims.store.seconds import Word
from claims.totals.sampling import draw


@dataclass(frozen=True, slots=True)
class Frame:
    """What may be drawn. losses: claim → its losses; readers: claim → who may read it again; alone:
    claims that only those who had a hand in their decisions could read."""

    losses: Mapping[str, tuple[str, ...]]
    readers: Mapping[str, tuple[str, ...]]
    alone: int

    def size(self, share: Decimal) -> int:
        """How many claims a share comes to, in percent; at least one of any."""
        return ceil(len(self.losses) * share / 100)


def frame(house: House, actor: Actor, matter: str) -> Frame:
    """The decided claims of a matter, never drawn before, that another could read."""
    actor.must_work_on("draw review", matter)
    counsel = lawyers(house, matter)
    with house.store.database.moment():
        bodies = house.store.claims.bodies(matter, DECIDED)
        before = {each.number for each in readings(house, matter)}
        hands = _hands(house, matter)
    losses, readers = {}, {}
    for row, body in bodies:
        if row.number not in before:
            first = hands[row.number] | {decision["by"] for decision in body["decisions"]}
            losses[row.number] = tuple(loss["id"] for loss in body["losses"])
            readers[row.number] = tuple(who for who in counsel if who not in first)
    able = {number for number, others in readers.items() if others}
    return Frame({n: losses[n] for n in sorted(able)}, {n: readers[n] for n in sorted(able)},
                 len(losses) - len(able))  # fmt: skip


def _hands(house: House, matter: str) -> defaultdict[str, frozenset[str]]:
    """Claim → who had a hand in what was decided of it: wrote a decision, even one replaced or
    taken back since, or has to do with a batch that decided it or still has to."""
    every: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for kept in (house.store.claims.writers(matter, DECIDING), house.store.batches.hands(matter)):
        for number, who in kept.items():
            every[number] |= who
    return every


def draw_review(
    house: House, actor: Actor, matter: str, share: Decimal, *, now: datetime,
    entropy: Callable[[int], bytes],
) -> Audit:  # fmt: skip
    """Draw a share of the claims that may be, in percent, and keep the draw for good; each goes to
    whoever may read it and has the fewest of them. Raises NotAllowed and Refused."""
    actor.must_work_on("draw review", matter)
    if not 0 < share <= 100:
        raise Refused([Problem("share", "review-share")])
    with house.store.database.together():  # nobody takes a hand in a claim while it is drawn
        known = frame(house, actor, matter)
        if not known.losses:
            none = "review-alone" if known.alone else "review-of-nothing"
            raise Refused([Problem("share", none)])
        seed = entropy(16).hex()
        drawn = draw(known.losses, known.size(share), seed)
        return house.store.review_draws.add(
            entropy(16).hex(), matter, seed=seed, frame=known.losses,
            drawn=_shared_out(drawn, known.readers), at=now, by=actor.name,
        )  # fmt: skip


def _shared_out(
    drawn: Sequence[str], readers: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Reader → the claims they are to read."""
    given: dict[str, list[str]] = {}
    load: Counter[str] = Counter()
    for number in drawn:
        reader = min(readers[number], key=lambda who: (load[who], who))
        load[reader] += 1
        given.setdefault(reader, []).append(number)
    return {reader: tuple(given[reader]) for reader in sorted(given)}


def draws(house: House, actor: Actor, matter: str) -> tuple[Audit, ...]:
    """Every draw of a matter, newest first."""
    actor.must_work_on("draw review", matter)
    return house.store.review_draws.of(matter)


def open_blind(house: House, actor: Actor, number: str, *, now: datetime) -> OpenClaim | None:
    """A claim as its second reader sees it: as it stood at the draw, without a decision but their
    own words so far, without history, letters or state. None when this person owes no reading of
    it. Raises NotAllowed."""
    actor.must("review second")
    row = house.store.claims.find(number)
    reading = blinded(house, actor, row) if row and actor.may("review second", row) else None
    if row is None or reading is None:
        return None
    note_reading(house, actor, number, now)
    matter, rules = house.matter(row.matter), house.rules_of(row)
    claim = _with_own_words(_at_draw(house, reading), reading)
    assessment, today = rules.assess(claim), local_day(now, matter)
    return OpenClaim(
        row=_as_undecided(row), claim=claim, assessment=assessment,
        interest=accrued(assessment, claim, matter, house.rates, as_of=today, while_known=True),
        as_of=today, revisions=(), entries=(), moves=(), notice=notice_seen(house, number),
        origins=origins(house, claim, ()), letters=(), mails={}, asked=None, late=False,
        may_ask=False, told=None, contests=(), contest=None, barred=False,
    )  # fmt: skip


def say_second(house: House, actor: Actor, number: str, verdict: Verdict, *, now: datetime) -> None:
    """Keep the second word on one line, for good; a second click changes nothing.

    Raises NotAllowed, NotFound where no reading is owed, and Refused with what to mend.
    """
    actor.must("review second")
    row = house.store.claims.find(number)
    reading = blinded(house, actor, row) if row and actor.may("review second", row) else None
    if row is None or reading is None:
        raise NotFound(f"no claim {number} to read a second time")
    if verdict.loss not in reading.losses:
        raise Refused([Problem("loss", "no-such-line")])
    claim = _at_draw(house, reading)
    matter, blind = house.matter(row.matter), claim.model_copy(update={"decisions": ()})
    said = with_decisions(
        blind, [verdict], _as_undecided(row), matter, house.rules_of(row).assess(blind),
        by=actor.name, at=now, secret=house.settings.key(),
    ).decisions[0]  # fmt: skip
    salt = fingerprint(house.settings.key(), "second word", f"{reading.draw.id}\0{number}"
                       f"\0{verdict.loss}")  # fmt: skip
    first = next(each for each in claim.decisions if each.loss == verdict.loss)
    head = next(loss.head for loss in claim.losses if loss.id == verdict.loss)
    body: dict[str, Json] = {"head": head, "second": _told(said), "first": _told(first)}
    house.store.seconds.add(
        reading.draw.id, number, verdict.loss, "second", body, salt=salt, at=now, by=actor.name
    )


def _told(decision: Decision) -> Json:
    return decision.model_dump(mode="json", exclude={"salt"})


def decision_of(word: Word, side: str) -> Decision:
    """What one reader said, "first" or "second", as a decision."""
    return Decision.model_validate(json.loads(word.body)[side])


def head_of(word: Word) -> str:
    """The head of the line a word is about."""
    return str(json.loads(word.body)["head"])


def _at_draw(house: House, reading: Reading) -> Claim:
    """The claim as its last revision before the draw has it."""
    revisions = house.store.claims.revisions(reading.number)
    then = max(each.revision for each in revisions if each.at <= reading.draw.at)
    return house.store.claims.body(reading.number, then)


def _with_own_words(claim: Claim, reading: Reading) -> Claim:
    own = tuple(
        decision_of(reading.said[loss], "second") for loss in reading.losses if loss in reading.said
    )
    return claim.model_copy(update={"decisions": own})


def _as_undecided(row: ClaimRow) -> ClaimRow:
    return replace(row, status=Status.IN_REVIEW)
