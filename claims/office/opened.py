"""Exact totals with their interest, and the losses behind any of them, for counsel.

One reading of the lines gives both, so that the losses shown add up to the figure they open.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from claims.access import Actor
from claims.claim.states import Status
from claims.office.blinding import as_unread
from claims.office.disputes import disputed_of
from claims.office.house import House
from claims.office.interest_totals import lines_and_places, reckoned
from claims.office.totalling import frame_from
from claims.problems import DoesNotReconcile, Problem
from claims.store.journal import Head
from claims.store.lines import LineColumns
from claims.totals.by_subgroup import BY_SUBGROUP
from claims.totals.by_subgroup import totals as add_up
from claims.totals.cells import Ints, Key
from claims.totals.interest_cells import FIGURES, borne_by

Conflicts = Literal["all", "without", "with"]
"""All losses; those that one claim alone declares, or that were decided; the others."""
By = Literal["subgroup", "head"]
DIVIDED: Mapping[By, tuple[str, ...]] = {"subgroup": BY_SUBGROUP, "head": ("head",)}
SIZE = 25
"""Losses shown at a time."""
SUMMED = ("declared", "disputed", "supported", "admitted", "interest", "indemnity")


@dataclass(frozen=True, slots=True)
class Asked:
    """What counsel reads. until: the day interest runs to, counted; projected: past the last rate
    known, carry it on."""

    until: date
    projected: bool = False
    conflicts: Conflicts = "all"
    by: By = "subgroup"


@dataclass(frozen=True, slots=True)
class Figures:
    """One cell, subtotal or total; amounts in cents. disputed: of what is declared; without: its
    losses that bear nothing for want of a law or of a rate."""

    key: Key
    claims: int
    lines: int
    declared: int
    disputed: int
    supported: int
    admitted: int
    interest: int
    indemnity: int
    without: int

    @property
    def undisputed(self) -> int:
        """Cents that one claimant alone declares, or that counsel has decided."""
        return self.declared - self.disputed


@dataclass(frozen=True, slots=True)
class Loss:
    """One loss behind a figure; amounts in cents. admitted: None until it is decided; interest and
    indemnity: None where none is computed."""

    number: str
    claimant: str
    loss: str
    head: str
    subgroup: str
    service: str
    status: Status
    disputed: bool
    declared: int
    supported: int
    admitted: int | None
    interest: int | None
    indemnity: int | None


@dataclass(frozen=True, slots=True)
class Behind:
    """A page of the losses behind a figure, and how many there are in all."""

    losses: tuple[Loss, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Opened:
    """The totals as asked, as of one journal head. rows: cells, subtotals, then the whole.

    refused: why some losses bear nothing, and how many; warnings: what counsel must confirm.
    """

    rows: tuple[Figures, ...]
    by: tuple[str, ...]
    head: Head
    refused: tuple[tuple[Problem, int], ...]
    warnings: tuple[Problem, ...]
    _house: House
    _kept: LineColumns
    _frame: pd.DataFrame
    _borne: Mapping[str, Ints]
    _disputed: npt.NDArray[np.bool_]
    _shown: Ints
    """Places, among all lines, of those asked for."""

    @property
    def whole(self) -> Figures:
        """The total."""
        return self.rows[-1]

    def row(self, key: Key) -> Figures | None:
        """The figures of a key; None when no loss asked for has it."""
        return next((row for row in self.rows if row.key == key), None)

    def behind(self, key: Key, page: int = 1) -> Behind:
        """A page, from 1, of the losses of a cell or subtotal, the most declared first.

        Raises DoesNotReconcile rather than show losses that do not make its figures.
        """
        row = self.row(key)
        places = self._places(key)
        if row is None or self._sums(places) != [getattr(row, name) for name in SUMMED]:
            raise DoesNotReconcile(f"the losses behind {key or 'the total'} do not make it")
        declared = self._frame["declared_cents"].to_numpy()[places]
        ranked = places[np.argsort(-declared, kind="stable")]
        shown = ranked[(page - 1) * SIZE : page * SIZE].tolist()
        return Behind(tuple(self._losses(shown)), len(places))

    def _places(self, key: Key) -> Ints:
        """Where the lines of a key stand: those whose first columns bear its texts."""
        kept = self._shown
        for name, text in zip(self.by, key, strict=False):
            kept = kept[(self._frame[name] == text).to_numpy()[kept]]
        return kept

    def _sums(self, places: Ints) -> list[int]:
        cents = {name: self._frame[f"{name}_cents"].to_numpy() for name in SUMMED[:1] + SUMMED[2:4]}
        cents["disputed"] = np.where(self._disputed, cents["declared"], 0)
        cents |= {name: self._borne[name] for name in SUMMED[4:]}
        return [sum(cents[name][places].tolist()) for name in SUMMED]

    def _losses(self, places: Sequence[int]) -> Iterator[Loss]:
        lines, names = self._kept.columns, dict[str, str]()
        for i in places:
            number = lines["number"][i]
            if number not in names:
                row = self._house.store.claims.find(number)
                names[number] = row.claimant_name if row else ""
            bears = not self._borne["without"][i]
            yield Loss(
                number, names[number], lines["loss"][i], lines["head"][i],
                lines["subgroup"][i], lines["service"][i], Status(lines["status"][i]),
                bool(self._disputed[i]), lines["declared"][i], lines["supported"][i],
                lines["admitted"][i] if lines["decided"][i] else None,
                *(int(self._borne[n][i]) if bears else None for n in ("interest", "indemnity")),
            )  # fmt: skip


def opened(house: House, actor: Actor, matter: str, asked: Asked) -> Opened:
    """Totals of a matter with interest to a day, exact, ready to be opened; for counsel only."""
    actor.must_work_on("read exact totals", matter)
    of = house.matter(matter)
    kept, placed = lines_and_places(house, matter)
    kept = as_unread(house, actor, matter, kept)
    frame = frame_from(kept.columns)
    disputed = disputed_of(kept.columns, of.timed)
    among = _chosen(disputed, asked.conflicts)
    told = reckoned(
        house, of, frame, kept, placed, asked.until, projected=asked.projected, among=among
    )
    shown = np.flatnonzero(among)
    by = DIVIDED[asked.by]
    rows = _rows(frame, by, shown, disputed, told.figures)
    return Opened(
        tuple(rows), by, kept.head, told.refusals, tuple(told.warnings),
        house, kept, frame, told.figures, disputed, shown,
    )  # fmt: skip


def _chosen(disputed: npt.NDArray[np.bool_], conflicts: Conflicts) -> npt.NDArray[np.bool_]:
    if conflicts == "all":
        return np.ones_like(disputed)
    return disputed if conflicts == "with" else ~disputed


def _rows(
    frame: pd.DataFrame,
    by: Sequence[str],
    shown: Ints,
    disputed: npt.NDArray[np.bool_],
    borne: Mapping[str, Ints],
) -> Iterator[Figures]:
    lines = frame.iloc[shown]
    waits = add_up(lines[disputed[shown]], by).by_key
    bears = borne_by([lines[name].array for name in by], {n: borne[n][shown] for n in FIGURES})
    for row in add_up(lines, by).every:
        met, due = waits.get(row.key), bears[row.key]
        yield Figures(
            row.key, row.claims, row.lines, row.declared, met.declared if met else 0,
            row.supported, row.admitted, due.interest, due.indemnity, due.without,
        )  # fmt: skip
