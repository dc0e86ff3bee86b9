"""The domain ledger of a matter, for counsel: who claims one loss, why, and what it can come to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from claims.access import Actor
from claims.claim.authority import NAMED
from claims.claim.model import Claim, Loss, Service
from claims.damages.rows import LineRow
from claims.evidence.ownership import Inquiry, Stage
from claims.matter.model import Matter
from claims.office.blinding import must_owe_no_reading, owed
from claims.office.house import House
from claims.problems import Problem
from claims.store.claims import Claims
from claims.store.journal import Head
from claims.store.lines import rows_at
from claims.totals.stakes import Means, Stake, Title
from claims.totals.units import Meeting, meeting, meetings

if TYPE_CHECKING:
    from claims.totals.conflicts import Conflict, Overlapping
    from claims.totals.overlaps import Apart

DISTINCT = "distinct_loss"
"""Key of the reason, in a matter's file, by which counsel says that a loss is one of its own."""
OTHERS = "other_claimant"
"""Likewise, that others claim the same loss: what is still admitted is what they leave of it."""
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Ledger:
    """Conflicts in the order of site and head; declared, undisputed apart.

    names: claim → claimant; several_types: site → types, whether it is in conflict or not.
    """

    told: "Overlapping"
    names: Mapping[str, str]
    several_types: Mapping[str, tuple[str, ...]]
    head: Head

    @property
    def conflicts(self) -> "tuple[Conflict, ...]":
        """Every loss that two claims declare."""
        return self.told.conflicts

    @property
    def cells(self) -> "tuple[Apart, ...]":
        """Declared by group, subgroup and head, undisputed apart, then the whole."""
        return self.told.cells

    @property
    def whole(self) -> "Apart":
        """The total of the cells."""
        return self.told.whole

    @property
    def beyond(self) -> int:
        """Cents admitted above the losses, in every conflict."""
        return self.told.beyond


def ledger(house: House, actor: Actor, matter: str) -> Ledger:
    """Every loss of a matter that two claims declare: exact, for counsel only."""
    actor.must_work_on("read exact totals", matter)
    must_owe_no_reading(house, actor, matter)
    return ledger_of(house, house.matter(matter))


def ledger_of(house: House, matter: Matter) -> Ledger:
    """The same for a caller whose actor was asked already."""
    from claims.office.disputes import as_numbers, disputed_of
    from claims.totals.conflicts import Conflict, Overlapping  # pandas: claimants' pages skip it
    from claims.totals.overlaps import apart, claimed_twice

    with house.store.database.moment():
        kept = house.store.lines.as_columns(matter.id)
        columns = as_numbers(kept.columns)
        sides = _sides(house, matter, rows_at(columns, claimed_twice(columns)))
        several = house.store.lines.several_types(matter.id)
        brought = _brought(house, matter.id)
    found = _met(house, matter.id, tuple(s for side in sides.values() for s in side.stakes))
    reasons = {(n, loss): why for n, side in sides.items() for loss, why in side.reasons}
    told = Overlapping(
        tuple(Conflict(m, tuple(_why(m, brought)), several.get(m.service, ())) for m in found),
        apart(columns, disputed_of(kept.columns, matter.timed)),
        reasons,
    )
    names = {number: side.name for number, side in sides.items()}
    return Ledger(told, names, several, kept.head)


class _Side(NamedTuple):
    """What a claim, by its seal, has at stake in some of its losses; reasons: of each decision."""

    seal: str
    lines: tuple[LineRow, ...]
    name: str
    reasons: tuple[tuple[str, str], ...]
    stakes: tuple[Stake, ...]


_sides_kept: WeakKeyDictionary[Claims, dict[str, tuple[Matter, dict[str, _Side]]]] = (
    WeakKeyDictionary()
)
"""By matter: to read again the claims that were filed or decided since takes longer than all the
rest of a ledger."""


def _sides(house: House, matter: Matter, lines: Sequence[LineRow]) -> Mapping[str, _Side]:
    """Number → what each claim of these lines has at stake in them, by number; of a claim whose
    seal and lines are those of before, as before.

    One that rests on an assignment is read each time: that counsel recognised it is written in
    neither.
    """
    claims = house.store.claims
    own = {number: tuple(rows) for number, rows in groupby(lines, attrgetter("number"))}
    seals = claims.seals(matter.id)
    of, known = _sides_kept.get(claims, {}).get(matter.id, (matter, {}))
    sides = {
        number: side for number, side in known.items()
        if of is matter and (side.seal, side.lines) == (seals.get(number), own.get(number))
    }  # fmt: skip
    assigned = set()
    for number, claim in claims.latest(own.keys() - sides.keys()).items():
        sides[number] = _Side(
            seals[number], own[number], claim.claimant.name,
            tuple((d.loss, d.reason) for d in claim.decisions),
            tuple(stakes_of(house, matter, claim, own[number])),
        )  # fmt: skip
        if any(service.authority == "assignment" for service in claim.services):
            assigned.add(number)
    kept = {number: side for number, side in sides.items() if number not in assigned}
    _sides_kept.setdefault(claims, {})[matter.id] = matter, kept
    return {number: sides[number] for number in own}


_last: WeakKeyDictionary[Claims, dict[str, tuple[tuple[Stake, ...], tuple[Meeting, ...]]]] = (
    WeakKeyDictionary()
)
"""What was at stake in each matter, and what met."""


def _met(house: House, matter: str, stakes: tuple[Stake, ...]) -> tuple[Meeting, ...]:
    """What meets, as before where nothing that is at stake has changed."""
    of = _last.setdefault(house.store.claims, {})
    if (last := of.get(matter)) and last[0] == stakes:
        return last[1]
    found = meetings(stakes)
    of[matter] = stakes, found
    return found


def _brought(house: House, matter: str) -> Mapping[str, set[str]]:
    """Claim → the files it brought, and the texts read in them, that another claim brought too."""
    kept = house.store.exhibits
    brought: defaultdict[str, set[str]] = defaultdict(set)
    for known in (kept.shared(matter), kept.shared_words(matter)):
        for file, numbers in known.items():
            for number in numbers:
                brought[number].add(file)
    return brought


def _why(met: Meeting, brought: Mapping[str, set[str]]) -> Iterator[str]:
    titles = {stake.title for stake in met.stakes}
    owners = {stake.number for stake in met.stakes if stake.title == "owner"}
    numbers = {stake.number for stake in met.stakes}
    yield from ["assigned"] * ("assignee" in titles)
    if any(stake.distinct for stake in met.stakes):
        yield "distinct"
    elif _two_brought_one(brought[number] for number in numbers if number in brought):
        yield "same-file"
    elif _worked_and_paid(met.stakes):
        yield "work-and-bills"
    elif len(owners) > 1:
        yield "both-own"
    elif titles != {"assignee"}:
        yield "same-days" if met.stakes[0].timed else "same-head"


def _two_brought_one(each: Iterable[set[str]]) -> bool:
    seen: set[str] = set()
    for files in each:
        if not seen.isdisjoint(files):
            return True
        seen |= files
    return False


def _worked_and_paid(stakes: Sequence[Stake]) -> bool:
    worked = any(s.means == "work" and s.title == "provider" for s in stakes)
    return worked and any(s.means == "bills" and s.title != "provider" for s in stakes)


def stakes_of(
    house: House, matter: Matter, claim: Claim, lines: Iterable[LineRow]
) -> Iterator[Stake]:
    """The losses of one claim, of some site, as the ledger reads them."""
    assigned = any(service.authority == "assignment" for service in claim.services)
    inquiries = house.store.ownership.inquiries(claim.number) if assigned else {}
    losses = {loss.id: loss for loss in claim.losses}
    reasons = {d.loss: d.reason for d in claim.decisions}
    for line in lines:
        service = claim.service(losses[line.loss].service)
        if service is not None:
            yield Stake(
                number=claim.number, loss=line.loss, head=line.head, service=line.service,
                start=line.start, end=line.end, declared=line.declared, admitted=line.admitted,
                decided=line.decided, title=title_of(claim, service, inquiries),
                means=_means(losses[line.loss], matter), timed=line.head in matter.timed,
                distinct=reasons.get(line.loss) == DISTINCT,
                rest=reasons.get(line.loss) == OTHERS,
            )  # fmt: skip


def title_of(claim: Claim, service: Service, inquiries: Mapping[str, Inquiry]) -> Title:
    """By what title a service's losses are claimed; an assignment counts once counsel recognised
    it, and until then it is claimed for the owner."""
    inquiry = inquiries.get(service.domain)
    if service.authority == "assignment" and inquiry and inquiry.outcome is Stage.ACCEPTED:
        return "assignee"
    if claim.claimant.capacity == "owner" or service.authority == "own":
        return "owner"
    return "mandate" if service.authority in NAMED else "provider"


def _means(loss: Loss, matter: Matter) -> Means:
    """Own hours or sums paid, for a head that asks both; nothing for another."""
    asked = matter.heads[loss.head].inputs
    if {"hours", "money"} - {each.unit for each in asked.values()}:
        return ""
    said = {name: loss.inputs[name] for name in asked if name in loss.inputs}
    hours = any(entry.quantity for entry in said.values())
    paid = any(entry.cents for name, entry in said.items() if not name.endswith("_tax"))
    if hours and paid:
        return "both"
    return "work" if hours else "bills" if paid else ""


def beyond_the_loss(
    house: House, actor: Actor, matter: Matter, claim: Claim, lines: Sequence[LineRow],
    decided: Sequence[str],
) -> list[Problem]:  # fmt: skip
    """What is wrong with a decision that admits, with other claims, more than a loss comes to; or
    that admits any of a loss which the actor has still to read blind in another claim, since what
    is left of it would tell what was decided there.

    claim, lines: as they would be once decided; decided: the losses, in the order of the verdicts.
    """
    unread = owed(house, actor, matter.id)
    mine = {stake.loss: stake for stake in stakes_of(house, matter, claim, lines)}
    problems = []
    for place, loss in enumerate(decided):
        stake = mine.get(loss)
        if stake is None or not stake.admitted:
            continue
        others = tuple(_others(house, matter, stake))
        met = _meeting_of(stake, [*mine.values(), *others]) if others else None
        where = f"verdicts.{place}.amount"
        if met and (blind := unread.intersection(each.number for each in met.stakes)):
            problems.append(Problem(where, "blind-first", {"claims": len(blind)}))
        elif met and (told := _too_much(stake, met)):
            problems.append(Problem(where, "above-unit-loss", told).in_currency(matter.currency))
    return problems


def _others(house: House, matter: Matter, stake: Stake) -> Iterator[Stake]:
    """What other claims have in the same site and head: an indexed look-up."""
    rows = house.store.lines.of_domain(matter.id, stake.service)
    theirs = [row for row in rows if row.head == stake.head and row.number != stake.number]
    for number in sorted({row.number for row in theirs}):
        claim = house.store.claims.body(number)
        yield from stakes_of(house, matter, claim, (r for r in theirs if r.number == number))


def _meeting_of(stake: Stake, every: Sequence[Stake]) -> Meeting | None:
    """Where this stake meets others; whatever was decided of them."""
    key = (stake.number, stake.loss)
    return next((m for m in meetings(every) if key in {(s.number, s.loss) for s in m.stakes}), None)


def _too_much(stake: Stake, met: Meeting) -> dict[str, str | int]:
    """What others leave of the loss to this stake, and whom else it was admitted to; empty when
    what is admitted of it can be paid beside what was admitted before."""
    key = (stake.number, stake.loss)
    others = [s for s in met.stakes if (s.number, s.loss) != key]
    before = meeting([*others, replace(stake, admitted=0, decided=False)]).paid
    if met.paid - before >= stake.admitted:
        return {}
    rest = replace(stake, admitted=stake.declared, rest=True, distinct=False)
    paid = {s.number for s in others if s.number != stake.number and s.admitted}
    holds = {s.number for s in met.stakes if s.title == "assignee"}
    return {
        "left_cents": meeting([*others, rest]).paid - before,
        "others": ", ".join(sorted(paid or holds)[:MOST_NAMED]),
    }
