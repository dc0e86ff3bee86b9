"""What the losses of a matter bear to a day, for counsel: to the cent what each claim says alone.

Interest runs on what is declared until counsel decides a line, then on what is admitted. A line
whose law or rate is not known bears nothing; how many there are, and why, is told beside the sums.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from claims.access import Actor
from claims.damages.accrual import half_years, law_among, unsure
from claims.damages.assessment import InterestLine
from claims.damages.interest import REGIMES, interest
from claims.matter.model import Matter, Regime
from claims.office.blinding import as_unread
from claims.office.house import House
from claims.office.totalling import frame_from
from claims.problems import Problem
from claims.store.journal import Head
from claims.store.lines import LineColumns
from claims.totals.accrued import Days, borne, not_yet, weights_to
from claims.totals.by_subgroup import BY_SUBGROUP
from claims.totals.cells import Ints
from claims.totals.interest_cells import FIGURES, BorneTable, borne_by

Law = Regime | Problem
STARTS = ("event", "loss_start", "loss_end")


@dataclass(frozen=True, slots=True)
class Accrued:
    """The table to a day, as of one journal head. refused: why some lines bear nothing, and how
    many; warnings: what counsel must confirm of the rest, told of the line that starts first."""

    table: BorneTable
    head: Head
    until: date
    refused: tuple[tuple[Problem, int], ...]
    warnings: tuple[Problem, ...]


@dataclass(slots=True)
class Reckoning:
    """The figures of each line so far, and what is to be told of them. projected: the last rate
    known is carried on to a day past it."""

    house: House
    matter: Matter
    until: date
    projected: bool
    starts: Days
    heads: pd.Categorical
    figures: dict[str, Ints]
    refused: dict[str, tuple[Problem, int]] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)

    def refuse(self, problem: Problem, lines: Ints) -> None:
        """These lines bear nothing."""
        self.figures["without"][lines] = 1
        said = f"{problem.where} {problem.code} {sorted(problem.values.items())}"
        self.refused[said] = problem, self.refused.get(said, (problem, 0))[1] + len(lines)

    def under(self, law: Regime, lines: Ints) -> None:
        """These lines bear what a law says; each day is refused or told as a single line is."""
        days = {int(day): self._alone(law, int(day)) for day in np.unique(self.starts[lines])}
        for day, due in days.items():
            if due.refused:
                self.refuse(due.refused, lines[self.starts[lines] == day])
        lines = lines[self.figures["without"][lines] == 0]
        for name, table in zip(("interest", "indemnity"), REGIMES[law].tables, strict=False):
            if len(lines):
                weights = weights_to(self.house.rates.tables[table], self.until)
                owed = self.figures["owed"][lines]
                self.figures[name][lines] = borne(owed, self.starts[lines], weights)
        running = [due for due in days.values() if due.days and not due.refused]
        used = self.heads.categories[np.unique(self.heads.codes[lines])]
        self.warnings += [w for due in running[:1] for w in _told(law, due, used, self.matter)]

    def _alone(self, law: Regime, day: int) -> InterestLine:
        """A line that owes nothing, for what it says."""
        start, rates = date.fromordinal(day), self.house.rates
        return interest(0, law, start, self.until, rates, projected=self.projected)

    @property
    def refusals(self) -> tuple[tuple[Problem, int], ...]:
        """Why some lines bear nothing, and how many."""
        return tuple(self.refused.values())


def interest_totals(house: House, actor: Actor, matter: str, until: date) -> Accrued:
    """Interest and indemnity of every line that counts, from its own day to `until`, counted."""
    actor.must_work_on("read exact totals", matter)
    kept, placed = lines_and_places(house, matter)
    kept = as_unread(house, actor, matter, kept)
    frame = frame_from(kept.columns)
    told = reckoned(house, house.matter(matter), frame, kept, placed, until)
    table = borne_by([frame[name].array for name in BY_SUBGROUP], told.figures)
    early = _too_early(told.starts, until)
    return Accrued(table, kept.head, until, told.refusals, (*early, *told.warnings))


def _too_early(starts: Days, until: date) -> Iterator[Problem]:
    """That no interest runs yet, and from which day it does."""
    if len(starts) and (first := date.fromordinal(int(starts.min()))) >= until:
        yield not_yet(first, until)


def lines_and_places(house: House, matter: str) -> tuple[LineColumns, Mapping[str, Sequence[str]]]:
    """The lines of a matter and, where its law goes by group, the subgroups of each claim."""
    by_group = house.matter(matter).interest.by_group
    with house.store.database.moment():
        kept = house.store.lines.as_columns(matter)
        return kept, house.store.lines.subgroups(matter) if by_group else {}


def reckoned(
    house: House,
    matter: Matter,
    frame: pd.DataFrame,
    kept: LineColumns,
    placed: Mapping[str, Sequence[str]],
    until: date,
    *,
    projected: bool = False,
    among: npt.NDArray[np.bool_] | None = None,
) -> Reckoning:
    """What each line of the frame bears, or some of them, for a caller already allowed."""
    figures = {name: np.zeros(len(frame), np.int64) for name in FIGURES}
    declared, admitted = (frame[f"{name}_cents"].to_numpy() for name in ("declared", "admitted"))
    figures["owed"] = np.where(frame["decided"].to_numpy(), admitted, declared)
    starts = _starts(frame, kept.columns, matter)
    heads = frame["head"].array
    told = Reckoning(house, matter, until, projected, starts, heads, figures)
    codes, laws = _laws(frame, placed, matter)
    for code, law in enumerate(laws):
        under = codes == code
        lines = np.flatnonzero(under if among is None else under & among)
        if isinstance(law, Problem) and len(lines):
            told.refuse(law, lines)
        elif not isinstance(law, Problem):
            told.under(law, lines)
    return told


def _starts(frame: pd.DataFrame, columns: Mapping[str, Sequence[str]], matter: Matter) -> Days:
    """The day each line starts to bear from, as its head says and never before the loss."""
    start, end = (_ordinals(columns[name]) for name in ("start", "end"))
    event = np.maximum(start, matter.interest.event_day.toordinal())
    heads = frame["head"].array
    rule = [STARTS.index(matter.heads[head].interest_from) for head in heads.categories]
    found: Days = np.choose(np.array(rule, np.int64)[heads.codes], [event, start, end])
    return found


def _ordinals(days: Sequence[str]) -> Days:
    known = {day: date.fromisoformat(day).toordinal() for day in set(days)}
    return np.fromiter((known[day] for day in days), np.int64, len(days))


def _laws(
    frame: pd.DataFrame, placed: Mapping[str, Sequence[str]], matter: Matter
) -> tuple[npt.NDArray[np.int64], list[Law]]:
    """For each line a number, and the law of each number or why there is none."""
    laws: list[Law] = []

    def place(groups: Sequence[str], kind: str) -> int:
        law = law_among(groups, kind, matter)
        if law not in laws:
            laws.append(law)
        return laws.index(law)

    kinds, groups, numbers = (frame[n].array for n in ("claimant_kind", "group", "number"))
    cells = [[place((group,), kind) for group in groups.categories] for kind in kinds.categories]
    codes = np.array(cells, np.int64).reshape(len(cells), len(groups.categories))[
        kinds.codes, groups.codes
    ]
    whole = np.flatnonzero(frame["service"].to_numpy() == "") if matter.interest.by_group else ()
    for line in whole:  # a loss of the claimant follows every service of the claim
        number, kind = numbers.categories[numbers.codes[line]], kinds.categories[kinds.codes[line]]
        of = [matter.subgroups.get(subgroup) for subgroup in placed.get(number, ("",))]
        codes[line] = place([each.group if each else "" for each in of], kind)
    return codes, laws


def _told(
    law: Regime, due: InterestLine, heads: Sequence[str], matter: Matter
) -> Iterator[Problem]:
    """What counsel must confirm."""
    if not matter.interest.verified:
        yield unsure(matter, due.start)
    yield from [each for head in heads for each in half_years(head, law, due.start, matter)][:1]
    yield from due.warnings
