"""Lines of the latest revisions: the only thing totals read, and the domain ledger's index."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from claims.claim.states import COUNTED, Status
from claims.damages.rows import LineRow
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Head, head_of

BLOCK = 20_000
CLAIM, LINE = tables.claims.c, tables.lines.c
OF_LINE: dict[str, ColumnElement[Any]] = {
    "number": LINE.number,
    "loss": LINE.loss,
    "head": LINE.head,
    "service": LINE.service,
    "group": LINE.group_,
    "subgroup": LINE.subgroup,
    "start": LINE.start,
    "end": LINE.end,
    "month": LINE.month,
    "grade": LINE.grade,
    "decided": LINE.decided,
    "declared": LINE.declared_cents,
    "supported": LINE.supported_cents,
    "admitted": LINE.admitted_cents,
}
OF_CLAIM: dict[str, ColumnElement[Any]] = {
    "matter": CLAIM.matter,
    "status": CLAIM.status,
    "claimant_kind": CLAIM.claimant_kind,
    "submitted": CLAIM.submitted_on,
    "fictional": CLAIM.fictional,
}
"""Name in a LineRow → column. What a claim's lines share is read once for each claim."""
AMOUNTS = ("declared", "supported", "admitted")
FLAGS = ("fictional", "decided")


@dataclass(frozen=True, slots=True)
class LineColumns:
    """Lines as columns, all of the same length, ordered by claim and loss, as of one journal head.

    columns: the fields of LineRow and "month". Cents are int, decided and fictional bool, the days
    ISO text ("2021-08-28"); equal texts are one object, so a million lines stay small. They may be
    shared with other readers: never change them.
    """

    head: Head
    columns: dict[str, list[Any]]


class Lines:
    """Reading lines. Statuses default to those that count in totals (`claims.claim.states`)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._last: dict[tuple[str, frozenset[str]], tuple[object, LineColumns]] = {}

    def as_columns(
        self,
        matter: str,
        statuses: Collection[Status] = COUNTED,
        *,
        numbers: Collection[str] | None = None,
    ) -> LineColumns:
        """Every line of a matter as columns, or of some of its claims; a million in seconds.

        While no claim of the matter changes, the same columns are given again at once.
        """
        with self._database.reading() as connection:
            head = head_of(connection)
            if numbers is not None:
                some = _claims(matter, statuses).where(CLAIM.number.in_(list(numbers)))
                return LineColumns(head, _columns(connection, some))
            asked, mark = (matter, frozenset(statuses)), _mark(connection, matter)
            known, kept = self._last.get(asked, (None, None))
            if kept is None or known != mark:
                kept = LineColumns(head, _columns(connection, _claims(matter, statuses)))
                if not self._database.undecided:
                    self._last[asked] = (mark, kept)
            return replace(kept, head=head)

    def of_domain(
        self, matter: str, domain: str, statuses: Collection[Status] = COUNTED
    ) -> tuple[LineRow, ...]:
        """Every line about one service, whoever claims it: an indexed look-up."""
        claimed = select(LINE.number).where(LINE.service == domain)
        claims = _claims(matter, statuses).where(CLAIM.number.in_(claimed))
        return tuple(row for row in self._rows(claims) if row.service == domain)

    def several_types(self, matter: str) -> dict[str, tuple[str, ...]]:
        """Site → its types of service, for those that claims which count list under several."""
        service, claims = tables.services.c, tables.claims
        asked = (
            select(service.domain, service.type)
            .join_from(tables.services, claims)
            .where(claims.c.matter == matter, claims.c.status.in_(sorted(COUNTED)))
            .distinct()
            .order_by(service.domain, service.type)
        )
        several = (
            select(service.domain)
            .group_by(service.domain)
            .having(func.min(service.type) != func.max(service.type))
        )
        types: dict[str, tuple[str, ...]] = {}
        with self._database.reading() as connection:
            for domain, kind in connection.execute(asked.where(service.domain.in_(several))):
                types[domain] = (*types.get(domain, ()), kind)
        return {domain: known for domain, known in types.items() if len(known) > 1}

    def of_claim(self, number: str) -> tuple[LineRow, ...]:
        """The lines of one claim, whatever its status."""
        return self._rows(_facts().where(CLAIM.number == number))

    def rows(self, matter: str, statuses: Collection[Status] = COUNTED) -> tuple[LineRow, ...]:
        """Every line of a matter as values; for a small matter or a document."""
        return self._rows(_claims(matter, statuses))

    def _rows(self, claims: Select[Any]) -> tuple[LineRow, ...]:
        with self._database.reading() as connection:
            columns = _columns(connection, claims)
        names = [name for name in columns if name != "month"]
        found = zip(*(columns[name] for name in names), strict=True)
        return tuple(_row(dict(zip(names, values, strict=True))) for values in found)


def _mark(connection: Connection, matter: str) -> object:
    """What differs after any change of a claim of the matter: versions only grow."""
    asked = select(func.count(), func.sum(CLAIM.version)).where(CLAIM.matter == matter)
    return tuple(connection.execute(asked).one())


def _facts() -> Select[Any]:
    return select(CLAIM.number, *OF_CLAIM.values())


def _claims(matter: str, statuses: Collection[Status]) -> Select[Any]:
    return _facts().where(CLAIM.matter == matter, CLAIM.status.in_(sorted(statuses)))


def _columns(connection: Connection, claims: Select[Any]) -> dict[str, list[Any]]:
    same: dict[Any, Any] = {}
    facts = {number: fact for number, *fact in _raw(connection, claims)}
    columns = _line_columns(connection, claims, same)
    each = [facts[number] for number in columns["number"]]
    for i, name in enumerate(OF_CLAIM):
        columns[name] = [same.setdefault(fact[i], fact[i]) for fact in each]
    for name in FLAGS:
        columns[name] = [value == 1 for value in columns[name]]
    return columns


def _line_columns(
    connection: Connection, claims: Select[Any], same: dict[Any, Any]
) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: [] for name in OF_LINE}
    wanted = (
        select(*OF_LINE.values())
        .where(LINE.number.in_(claims.with_only_columns(CLAIM.number)))
        .order_by(LINE.number, LINE.loss)
    )
    for block in _blocks(connection, wanted):
        for name, values in zip(columns, zip(*block, strict=True), strict=True):
            shared = values if name in AMOUNTS else map(same.setdefault, values, values)
            columns[name].extend(shared)
    return columns


def _raw(connection: Connection, wanted: Select[Any]) -> Iterable[tuple[Any, ...]]:
    return (row for block in _blocks(connection, wanted) for row in block)


def _blocks(connection: Connection, wanted: Select[Any]) -> Iterable[Sequence[Any]]:
    """Rows as the driver gives them: dressing a million of them would take most of the time."""
    cursor = connection.execute(wanted).cursor
    while cursor is not None and (block := cursor.fetchmany(BLOCK)):
        yield block


def _row(fields: dict[str, Any]) -> LineRow:
    days = {name: date.fromisoformat(fields[name]) for name in ("submitted", "start", "end")}
    return LineRow(**fields | days | {"status": Status(fields["status"])})
