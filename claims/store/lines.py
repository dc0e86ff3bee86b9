"""Lines of the latest revisions: the only thing totals read, and the domain ledger's index."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from claims.claim.states import COUNTED, Status
from claims.damages.rows import LineRow
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Head, head_of

BLOCK = 20_000
CLAIM, LINE = tables.claims.c, tables.lines.c
COLUMNS: dict[str, ColumnElement[Any]] = {
    "number": LINE.number,
    "matter": CLAIM.matter,
    "status": CLAIM.status,
    "claimant_kind": CLAIM.claimant_kind,
    "submitted": CLAIM.submitted_on,
    "fictional": CLAIM.fictional,
    "loss": LINE.loss,
    "head": LINE.head,
    "service": LINE.service,
    "group": LINE.group_,
    "subgroup": LINE.subgroup,
    "start": LINE.start,
    "end": LINE.end,
    "grade": LINE.grade,
    "declared": LINE.declared_cents,
    "supported": LINE.supported_cents,
    "admitted": LINE.admitted_cents,
    "decided": LINE.decided,
    "month": LINE.month,
}
"""Name in a LineRow → column."""


@dataclass(frozen=True, slots=True)
class LineColumns:
    """Lines as columns, all of the same length, ordered by claim and loss, as of one journal head.

    columns: the fields of LineRow and "month". Cents are int, decided and fictional bool, the days
    ISO text ("2021-08-28"); equal texts are one object, so a million lines stay small.
    """

    head: Head
    columns: dict[str, list[Any]]


class Lines:
    """Reading lines. Statuses default to those that count in totals (`claims.claim.states`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def as_columns(
        self,
        matter: str,
        statuses: Collection[Status] = COUNTED,
        *,
        numbers: Collection[str] | None = None,
    ) -> LineColumns:
        """Every line of a matter as columns, or of some of its claims; a million in seconds."""
        wanted = _lines(matter, statuses)
        if numbers is not None:
            wanted = wanted.where(LINE.number.in_(list(numbers)))
        with self._database.reading() as connection:
            return LineColumns(head_of(connection), _columns(connection, wanted))

    def of_domain(
        self, matter: str, domain: str, statuses: Collection[Status] = COUNTED
    ) -> tuple[LineRow, ...]:
        """Every line about one service, whoever claims it: an indexed look-up."""
        return self._rows(_lines(matter, statuses).where(LINE.service == domain))

    def of_claim(self, number: str) -> tuple[LineRow, ...]:
        """The lines of one claim, whatever its status."""
        return self._rows(_joined().where(LINE.number == number))

    def rows(self, matter: str, statuses: Collection[Status] = COUNTED) -> tuple[LineRow, ...]:
        """Every line of a matter as values; for a small matter or a document."""
        return self._rows(_lines(matter, statuses))

    def _rows(self, wanted: Select[Any]) -> tuple[LineRow, ...]:
        with self._database.reading() as connection:
            columns = _columns(connection, wanted)
        names = [name for name in columns if name != "month"]
        found = zip(*(columns[name] for name in names), strict=True)
        return tuple(_row(dict(zip(names, values, strict=True))) for values in found)


def _joined() -> Select[Any]:
    named = [column.label(name) for name, column in COLUMNS.items()]
    return select(*named).join_from(tables.lines, tables.claims).order_by(LINE.number, LINE.loss)


def _lines(matter: str, statuses: Collection[Status]) -> Select[Any]:
    return _joined().where(CLAIM.matter == matter, CLAIM.status.in_(sorted(statuses)))


def _columns(connection: Connection, wanted: Select[Any]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    same: dict[Any, Any] = {}
    for block in _raw_blocks(connection, wanted):
        for (name, column), values in zip(columns.items(), zip(*block, strict=True), strict=True):
            column.extend(
                values
                if name in ("declared", "supported", "admitted")
                else [same.setdefault(v, v) for v in values]
            )
    for name in ("fictional", "decided"):
        columns[name] = [value == 1 for value in columns[name]]
    return columns


def _raw_blocks(connection: Connection, wanted: Select[Any]) -> Iterable[Sequence[Any]]:
    cursor = connection.execute(wanted).cursor
    while cursor is not None and (block := cursor.fetchmany(BLOCK)):
        yield block


def _row(fields: dict[str, Any]) -> LineRow:
    days = {name: date.fromisoformat(fields[name]) for name in ("submitted", "start", "end")}
    return LineRow(**fields | days | {"status": Status(fields["status"])})
