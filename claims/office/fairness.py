"""Refusals and reductions by reason, language, subgroup and reviewer; how long cures take.

For counsel alone: small counts are shown as they are. The unit of a test is the claim, not its
lines, which are decided together and would count one decision many times.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from claims.access import Actor
from claims.claim.model import Decided
from claims.office.blinding import must_owe_no_reading
from claims.office.gists import Gist, gists_of
from claims.office.house import House
from claims.totals.fairness import Compared, Counted, compared, median

By = Literal["language", "subgroup", "reviewer"]
BY: tuple[By, ...] = ("language", "subgroup", "reviewer")
DAY = Decimal(24 * 60 * 60)
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines decided alike. reason: a key of the matter's."""

    outcome: Decided
    reason: str
    language: str
    subgroup: str
    reviewer: str
    lines: int


@dataclass(frozen=True, slots=True)
class Cures:
    """Letters that asked for something, in one language. answered: those the claimant filed after;
    days: median from letter to answer, None while none came."""

    language: str
    sent: int
    answered: int
    days: Decimal | None


@dataclass(frozen=True, slots=True)
class Fairness:
    """refused, reduced: by what → each level against the others; cells: refusals and reductions,
    the most lines first; decided: claims with a decision, and lines."""

    claims: int
    lines: int
    refused: Mapping[By, tuple[Compared, ...]]
    reduced: Mapping[By, tuple[Compared, ...]]
    cells: tuple[Cell, ...]
    cures: tuple[Cures, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A decided line, with what it is told apart by."""

    number: str
    outcome: Decided
    reason: str
    language: str
    subgroup: str
    reviewer: str


def fairness(house: House, actor: Actor, matter: str) -> Fairness:
    """How the claims of a matter that count were treated. Raises NotAllowed."""
    actor.must_work_on("watch fairness", matter)
    must_owe_no_reading(house, actor, matter)
    with house.store.database.moment():
        gists = gists_of(house, matter)
        placed = house.store.lines.as_columns(matter).columns
        cured = house.store.notices.cures(matter)
    subgroups = {
        (number, loss): subgroup
        for number, loss, subgroup in zip(
            placed["number"], placed["loss"], placed["subgroup"], strict=True
        )
    }
    lines = [line for number, gist in gists.items() for line in _lines(number, gist, subgroups)]
    told = Counter(
        (line.outcome, line.reason, line.language, line.subgroup, line.reviewer)
        for line in lines
        if line.outcome != "accepted"
    )
    cells = tuple(Cell(*key, count) for key, count in sorted(told.items(), key=_most_first))
    return Fairness(
        len({line.number for line in lines}), len(lines),
        {by: _by(lines, by, "refused") for by in BY}, {by: _by(lines, by, "reduced") for by in BY},
        cells, _cures(cured),
    )  # fmt: skip


def _most_first(item: tuple[tuple[Any, ...], int]) -> tuple[Any, ...]:
    return -item[1], item[0]


def _lines(number: str, gist: Gist, subgroups: Mapping[tuple[str, str], str]) -> Iterator[_Line]:
    for loss, outcome, reason, by in gist.ruled:
        subgroup = subgroups.get((number, loss), "")
        yield _Line(number, outcome, reason, gist.language, subgroup, by)


def _by(lines: list[_Line], by: By, outcome: Decided) -> tuple[Compared, ...]:
    """Claims of each level, and those of which a line of that level had that outcome."""
    every: defaultdict[str, set[str]] = defaultdict(set)
    touched: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        level = getattr(line, by)
        every[level].add(line.number)
        if line.outcome == outcome:
            touched[level].add(line.number)
    return compared({
        level: Counted(len(every[level]), len(touched[level])) for level in sorted(every)
    })  # fmt: skip


def _cures(cured: tuple[tuple[str, int | None], ...]) -> tuple[Cures, ...]:
    """Of (language, seconds from letter to answer, None while none came)."""
    by: defaultdict[str, list[int | None]] = defaultdict(list)
    for language, seconds in cured:
        by[language].append(seconds)
    found = []
    for language in sorted(by):
        days = [Decimal(each) / DAY for each in by[language] if each is not None]
        middle = median(days)
        told = None if middle is None else middle.quantize(TENTH)
        found.append(Cures(language, len(by[language]), len(days), told))
    return tuple(found)
