"""Snapshots: the totals of a matter frozen with their number, their moment and the journal's head.

A snapshot is stale when today's figures differ from it, not when the journal merely grew. The exact
figures are kept; the representative reads them through the same mask as today's.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

import pandas as pd

from claims.access import Actor
from claims.documents.verify import STOOD
from claims.matter.model import Matter
from claims.office import scenarios
from claims.office.blinding import must_owe_no_reading
from claims.office.folder import local_day
from claims.office.house import House
from claims.office.stood import stood
from claims.office.totalling import AMOUNTS, frame_from
from claims.problems import NotFound, Refused
from claims.store.journal import Head
from claims.store.snapshots import PRIVILEGED, SALTED_BY, Snapshot
from claims.totals import side_by_side
from claims.totals.by_subgroup import BY_SUBGROUP, Row, TotalsTable
from claims.totals.by_subgroup import totals as add_up
from claims.totals.cells import Key
from claims.totals.masked import MaskedTable, masked
from claims.totals.side_by_side import SideBySide
from claims.totals.snapshot import freeze, same_figures, thaw

TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "by_subgroup": BY_SUBGROUP,
        "by_head": ("head",),
        "by_month": ("month",),
        "by_grade": ("grade",),
        "by_day": ("submitted",),
    }
)
"""The tables a snapshot holds, and by what each is divided."""
Entropy = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Masked:
    """A snapshot as the representative reads it."""

    taken: Snapshot
    by_subgroup: MaskedTable
    by_head: MaskedTable
    by_day: MaskedTable


def take(
    house: House,
    actor: Actor,
    matter: str,
    *,
    now: datetime,
    entropy: Entropy,
    unless: Callable[[], Snapshot | None] = lambda: None,
) -> Snapshot:
    """Freeze the totals as they stand now, under the next number; unless: gives one that serves as
    well and that someone else took while these were counted."""
    actor.must_work_on("take snapshot", matter)
    of = house.matter(matter)
    with house.store.database.moment():
        body, head = _today(house, of, now)
        body[SALTED_BY] = entropy(16).hex()
        body[STOOD] = stood(house, matter, head, body[SALTED_BY])
        with suppress(Refused):  # rules that this version reads no more leave totals without them
            tried = scenarios.read(house, of, {}, today=local_day(now, of))
            salt = entropy(16).hex()  # or its hash, in a bundle, could be guessed from the file
            body[PRIVILEGED] = side_by_side.freeze(tried.found) | {"salt": salt}
    with house.store.database.together():
        return unless() or house.store.snapshots.add(
            entropy(16).hex(), matter, body, head=head, at=now, by=actor.name
        )


def taken(house: House, actor: Actor, matter: str) -> tuple[Snapshot, ...]:
    """Every snapshot of a matter, newest first."""
    actor.must_work_on("read snapshot", matter)
    return house.store.snapshots.of(matter)


def read(house: House, actor: Actor, snapshot_id: str) -> Mapping[str, TotalsTable]:
    """The exact tables of a snapshot, for counsel. Raises NotFound."""
    actor.must("read exact totals")
    must_owe_no_reading(house, actor, found(house, actor, "read exact totals", snapshot_id).matter)
    return thaw(found(house, actor, "read exact totals", snapshot_id).body).tables


def read_scenarios(house: House, actor: Actor, snapshot_id: str) -> SideBySide | None:
    """The scenarios in force when a snapshot was taken, for counsel; None where none were kept.
    Raises NotFound."""
    actor.must("try scenarios")
    must_owe_no_reading(house, actor, found(house, actor, "try scenarios", snapshot_id).matter)
    return kept_scenarios(found(house, actor, "try scenarios", snapshot_id))


def kept_scenarios(snapshot: Snapshot) -> SideBySide | None:
    """What a snapshot keeps of scenarios; those taken before scenarios were kept have none."""
    kept = snapshot.body.get(PRIVILEGED)
    return side_by_side.thaw(kept) if kept else None


def read_masked(house: House, actor: Actor, snapshot_id: str) -> Masked:
    """A snapshot without any figure that fewer than five claims make up."""
    actor.must("read snapshot")
    snapshot = found(house, actor, "read snapshot", snapshot_id)
    must_owe_no_reading(house, actor, snapshot.matter)
    tables = thaw(snapshot.body).tables
    by_subgroup, by_head = masked(tables["by_subgroup"], tables["by_head"])
    [by_day] = masked(tables["by_day"])
    return Masked(snapshot, by_subgroup, by_head, by_day)


def is_stale(house: House, actor: Actor, snapshot: Snapshot, *, now: datetime) -> bool:
    """Whether today's figures differ from those of a snapshot."""
    actor.must_work_on("read snapshot", snapshot.matter)
    today, _ = _today(house, house.matter(snapshot.matter), now)
    return not same_figures(snapshot.body, today)


@dataclass(frozen=True, slots=True)
class Difference:
    """One row then and now; None where there was none. Changes in cents, now less then."""

    key: Key
    then: Row | None
    now: Row | None
    declared: int
    supported: int
    admitted: int


def differences(
    house: House, actor: Actor, snapshot_id: str, *, now: datetime
) -> tuple[Difference, ...]:
    """How each subgroup, and the whole, changed since a snapshot; the total comes last."""
    then = read(house, actor, snapshot_id)["by_subgroup"]
    matter = found(house, actor, "read exact totals", snapshot_id).matter
    today = add_up(frame_from(house.store.lines.as_columns(matter).columns), BY_SUBGROUP)
    keys = {row.key for table in (then, today) for row in table.subtotals if len(row.key) == 2}
    return tuple(
        _difference(key, then.by_key.get(key), today.by_key.get(key)) for key in (*sorted(keys), ())
    )


def _difference(key: Key, then: Row | None, now: Row | None) -> Difference:
    before, after = ([getattr(row, name, 0) for name in AMOUNTS] for row in (then, now))
    return Difference(key, then, now, *(b - a for a, b in zip(before, after, strict=True)))


def found(house: House, actor: Actor, action: str, snapshot_id: str) -> Snapshot:
    """A snapshot of a matter of the actor's. Raises NotFound and NotAllowed."""
    snapshot = house.store.snapshots.find(snapshot_id)
    if snapshot is None or snapshot.matter not in actor.matters:
        raise NotFound(f"no snapshot {snapshot_id}")
    actor.must_work_on(action, snapshot.matter)
    return snapshot


def _today(house: House, matter: Matter, now: datetime) -> tuple[dict[str, Any], Head]:
    kept = house.store.lines.as_columns(matter.id)
    frozen = freeze(
        tables_of(frame_from(kept.columns)), matter=matter.id, currency=matter.currency,
        as_of=local_day(now, matter), head=kept.head,
    )  # fmt: skip
    return frozen, kept.head


def tables_of(frame: pd.DataFrame) -> dict[str, TotalsTable]:
    """Every table a snapshot holds, of one frame."""
    return {name: add_up(frame, by, count_behind=True) for name, by in TABLES.items()}
