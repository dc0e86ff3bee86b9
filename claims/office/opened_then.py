"""The losses behind a total of a snapshot, as they stood when it was taken.

A snapshot keeps totals, not losses. A claim that nothing changed since gives those it has; another
is counted again at the filing, the state and the rules of that entry of the journal, as for the
totals of a past day. Claimants are named as that filing names them. What is shown must add up to
the figures kept, or nothing is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from claims.access import Actor
from claims.claim.states import Status
from claims.office.blinding import must_owe_no_reading
from claims.office.house import House
from claims.office.opened import SIZE, Loss
from claims.office.past import columns_at, names_at
from claims.office.snapshots import found
from claims.office.totalling import AMOUNTS, frame_from
from claims.problems import Problem, Refused
from claims.store.snapshots import Snapshot
from claims.totals.by_subgroup import BY_SUBGROUP, Row, TotalsTable
from claims.totals.cells import Key
from claims.totals.snapshot import thaw


@dataclass(frozen=True, slots=True)
class Then:
    """The totals a snapshot keeps, and the losses that made them."""

    snapshot: Snapshot
    table: TotalsTable
    _house: House
    _columns: Mapping[str, Sequence[Any]]
    _frame: pd.DataFrame

    def row(self, key: Key) -> Row | None:
        """The figures of a key; () of the whole."""
        return next((row for row in self.table.every if row.key == key), None)

    def behind(self, key: Key, page: int = 1) -> tuple[Loss, ...]:
        """A page, from 1, of the losses of a cell or a subtotal, the most declared first.

        Raises Refused rather than show losses that do not make its figures.
        """
        row, kept = self.row(key), np.ones(len(self._frame), dtype=bool)
        for name, text in zip(BY_SUBGROUP, key, strict=False):
            kept &= (self._frame[name] == text).to_numpy()
        places = np.flatnonzero(kept)
        sums = [int(self._frame[f"{name}_cents"].to_numpy()[places].sum()) for name in AMOUNTS]
        made = [len(places), *sums]
        if row is None or made != [row.lines, row.declared, row.supported, row.admitted]:
            raise Refused([Problem("", "snapshot-not-opened")])
        declared = self._frame["declared_cents"].to_numpy()[places]
        ranked = places[np.argsort(-declared, kind="stable")]
        shown = [int(at) for at in ranked[(page - 1) * SIZE : page * SIZE]]
        numbers = {self._columns["number"][at] for at in shown}
        names = names_at(self._house, self.snapshot.journal_seq, numbers)
        return tuple(self._loss(at, names) for at in shown)

    def _loss(self, at: int, names: Mapping[str, str]) -> Loss:
        told: dict[str, Any] = {name: column[at] for name, column in self._columns.items()}
        return Loss(
            told["number"], names[told["number"]], told["loss"], told["head"],
            told["subgroup"], told["service"], Status(told["status"]), False, told["declared"],
            told["supported"], told["admitted"] if told["decided"] else None, None, None,
        )  # fmt: skip


def opened_then(house: House, actor: Actor, snapshot_id: str) -> Then:
    """A snapshot ready to be opened, for counsel.

    Raises NotAllowed, NotFound, and Refused when rules of then are read no more by this version.
    """
    actor.must("read exact totals")
    snapshot = found(house, actor, "read exact totals", snapshot_id)
    must_owe_no_reading(house, actor, snapshot.matter)
    matter = house.matter(snapshot.matter)
    with house.store.database.moment():
        kept = house.store.lines.as_columns(matter.id)
        kept = columns_at(house, matter, snapshot.journal_seq, kept)
    table = thaw(snapshot.body).tables["by_subgroup"]
    return Then(snapshot, table, house, kept.columns, frame_from(kept.columns))
