"""Where first and second readers agree, how far beyond chance, and what is left to settle.

A difference is settled when the first decision is kept, with why, or when the line is decided anew
by the ordinary way. Second words never change a claim by themselves.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeVar

from claims.access import Actor
from claims.claim.model import Decision
from claims.claim.states import COUNTED
from claims.i18n.amounts import read_text
from claims.office.blinding import Reading, readings
from claims.office.house import House
from claims.office.seconding import decision_of, head_of
from claims.office.secrecy import fingerprint
from claims.office.verdicts import NOTE
from claims.problems import NotAllowed, Problem, Refused
from claims.store.seconds import Word
from claims.totals.agreement import Agreement, agreement

Key = TypeVar("Key", str, tuple[str, str])
Settled = Literal["", "kept", "anew"]
"""How a difference was settled: not yet, the first decision kept, or the line decided anew."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One line that two read."""

    draw: str
    number: str
    loss: str
    head: str
    first: Decision
    second: Decision
    kept: Word | None

    @property
    def alike(self) -> bool:
        """Whether both say the same thing, to the cent."""
        one, other = self.first, self.second
        return (one.outcome, one.admitted_cents) == (other.outcome, other.admitted_cents)


@dataclass(frozen=True, slots=True)
class Difference:
    """A line judged otherwise by its second reader, and how that was settled."""

    line: Compared
    settled: Settled


@dataclass(frozen=True, slots=True)
class Agreed:
    """Agreement on outcomes, over the claims read to the end. by_pair: (first, second reader) →
    theirs; to_the_cent: lines whose amounts agree too; waiting: reader → claims still to read."""

    whole: Agreement
    to_the_cent: int
    by_head: Mapping[str, Agreement]
    by_pair: Mapping[tuple[str, str], Agreement]
    waiting: Mapping[str, int]
    differences: tuple[Difference, ...]


def agreed(house: House, actor: Actor, matter: str) -> Agreed:
    """What the second readings of a matter say, those not finished left out."""
    actor.must_work_on("draw review", matter)
    with house.store.database.moment():
        found, standing = readings(house, matter), _standing(house, matter)
    lines = [line for each in found if each.done for line in _compared(each)]
    waiting = Counter(
        each.reader for each in found if not each.done and each.number in standing
    )  # fmt: skip
    apart = [line for line in lines if not line.alike and line.number in standing]
    return Agreed(
        _of(lines), sum(line.alike for line in lines),
        _split(lines, lambda line: line.head),
        _split(lines, lambda line: (line.first.by, line.second.by)),
        dict(sorted(waiting.items())),
        tuple(Difference(line, _settled(house, line)) for line in apart),
    )  # fmt: skip


def differing(house: House, matter: str) -> frozenset[str]:
    """Claims with a difference nobody settled, for a use case that asked who may know."""
    return frozenset(
        line.number
        for each in readings(house, matter)
        if each.done
        for line in _compared(each)
        if not line.alike and not _settled(house, line)
    )


def keep_first(
    house: House, actor: Actor, matter: str, draw: str, number: str, loss: str, why: str, *,
    now: datetime,
) -> None:  # fmt: skip
    """Keep the first decision after a difference, with why. The second reader may not.

    Raises NotAllowed, and Refused with what to mend.
    """
    actor.must_work_on("draw review", matter)
    drawn = (draw, number, True)
    found = readings(house, matter)
    reading = next((r for r in found if (r.draw.id, r.number, r.done) == drawn), None)
    if reading is None or loss not in reading.losses:
        raise Refused([Problem("loss", "no-such-line")])
    if reading.reader == actor.name:
        raise NotAllowed(f"{actor.name} is a party to the difference on {number}")
    said = read_text(why, "why", longest=NOTE, lines=True)
    if isinstance(said, Problem):
        raise Refused([said])
    if not said.strip():
        raise Refused([Problem("why", "kept-without-why")])
    salt = fingerprint(house.settings.key(), "kept word", f"{draw}\0{number}\0{loss}")
    house.store.seconds.add(draw, number, loss, "kept", {"why": said.strip()}, salt=salt,
                            at=now, by=actor.name)  # fmt: skip


def _standing(house: House, matter: str) -> frozenset[str]:
    return frozenset(house.store.lines.as_columns(matter, COUNTED).columns["number"])


def _compared(reading: Reading) -> Iterable[Compared]:
    for loss in reading.losses:
        word = reading.said[loss]
        yield Compared(
            reading.draw.id, reading.number, loss, head_of(word), decision_of(word, "first"),
            decision_of(word, "second"), reading.kept.get(loss),
        )  # fmt: skip


def _settled(house: House, line: Compared) -> Settled:
    if line.kept:
        return "kept"
    now = house.store.claims.body(line.number).decisions
    anew = any(each.loss == line.loss and each.at > line.second.at for each in now)
    return "anew" if anew else ""


def _of(lines: Iterable[Compared]) -> Agreement:
    return agreement([(line.first.outcome, line.second.outcome) for line in lines])


def _split(lines: Iterable[Compared], of: Callable[[Compared], Key]) -> dict[Key, Agreement]:
    parts: defaultdict[Key, list[Compared]] = defaultdict(list)
    for line in lines:
        parts[of(line)].append(line)
    return {key: _of(parts[key]) for key in sorted(parts)}
