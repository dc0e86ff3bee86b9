"""Lines of the latest revisions: the only thing totals read, and the domain ledger's index."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, func, select

from claims.claim.states import COUNTED, Status
from claims.damages.rows import LineRow
from claims.store import tables
from claims.store.blocks import Span, Where, block, blocks, of_matter, spans
from claims.store.coded import ByClaim, Columns, changed, coded, joined, listed, taken
from claims.store.engine import Database
from claims.store.journal import Head, head_of

SOME = 1_000
"""Claims asked for by number at a time."""
FEW = 4
"""Beyond one claim in so many changed, all are read again."""
CLAIM, LINE, ENTRY, SERVICE = (
    tables.claims.c, tables.lines.c, tables.journal.c, tables.services.c,
)  # fmt: skip
FIELDS = tuple(LineRow.__slots__)


@dataclass(frozen=True, slots=True)
class LineColumns:
    """Lines as columns, all of the same length, ordered by claim and loss, as of one journal head.

    columns: the fields of LineRow and "month". Cents are int, decided and fictional bool, the days
    ISO text ("2021-08-28"); equal texts are one object, so a million lines stay small. Read from
    the store they are `Columns`, which have them as numbers too. They may be shared with other
    readers: never change them.
    """

    head: Head
    columns: Mapping[str, list[Any]]


class Lines:
    """Reading lines. Statuses default to those that count in totals (`claims.claim.states`)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._last: dict[tuple[str, frozenset[Status]], tuple[Head, Columns]] = {}

    def as_columns(
        self,
        matter: str,
        statuses: Collection[Status] = COUNTED,
        *,
        numbers: Collection[str] | None = None,
    ) -> LineColumns:
        """Every line of a matter as columns, or of some of its claims; a million in seconds.

        Then only the claims changed since are read, and the rest is given again at once.
        """
        with self._database.reading() as connection:
            head = head_of(connection)
            if numbers is not None:
                return LineColumns(head, Columns(_some(connection, matter, statuses, numbers)))
            asked = (matter, frozenset(statuses))
            before = self._last.get(asked)
            columns = _up_to_date(connection, *asked, before, head) if before else None
            if columns is None:
                columns = Columns(joined(list(blocks(connection, *asked))))
            if not self._database.undecided and not (before and before[0].seq > head.seq):
                self._last[asked] = (head, columns)
            return LineColumns(head, columns)

    def spans(
        self, matter: str, size: int, statuses: Collection[Status] = COUNTED
    ) -> tuple[Span | None, ...]:
        """How to read a matter by so many claims at a time; None, for all, when they are few."""
        with self._database.reading() as connection:
            return tuple(spans(connection, matter, statuses, size))

    def of_span(
        self, matter: str, span: Span | None, statuses: Collection[Status] = COUNTED
    ) -> LineColumns:
        """The lines of some of the claims of a matter as columns, kept nowhere."""
        with self._database.reading() as connection:
            lines = block(connection, of_matter(matter, statuses, span), span)
            return LineColumns(head_of(connection), Columns(lines))

    def subgroups(self, matter: str) -> dict[str, tuple[str, ...]]:
        """Claim → the subgroup of each of its services, "" where none is chosen."""
        of = select(CLAIM.number).where(CLAIM.matter == matter)
        asked = select(SERVICE.number, SERVICE.subgroup).where(SERVICE.number.in_(of)).distinct()
        found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
        with self._database.reading() as connection:
            for number, subgroup in connection.execute(asked.order_by(*asked.selected_columns)):
                found[number] += (subgroup,)
        return dict(found)

    def of_domain(
        self, matter: str, domain: str, statuses: Collection[Status] = COUNTED
    ) -> tuple[LineRow, ...]:
        """Every line about one service, whoever claims it: an indexed look-up."""
        return self.of_domains(matter, (domain,), statuses)

    def of_domains(
        self, matter: str, domains: Collection[str], statuses: Collection[Status] = COUNTED
    ) -> tuple[LineRow, ...]:
        """Every line about some services, by claim: one that has many of them is read once."""
        wanted, numbers = frozenset(domains), set[str]()
        every = sorted(wanted)
        with self._database.reading() as connection:
            for first in range(0, len(every), SOME):
                some = LINE.service.in_(every[first : first + SOME])
                numbers.update(connection.scalars(select(LINE.number).where(some).distinct()))
            columns = Columns(_some(connection, matter, statuses, numbers)).coded
        known = coded(columns["service"])
        asked = [place for place, text in enumerate(known.texts) if text in wanted]
        return rows_at(columns, np.flatnonzero(np.isin(known.codes, asked)))

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
        return self._rows([CLAIM.number == number])

    def rows(
        self,
        matter: str,
        statuses: Collection[Status] = COUNTED,
        *,
        numbers: Collection[str] | None = None,
    ) -> tuple[LineRow, ...]:
        """Every line of a matter as values, or of some of its claims; for a small matter or a
        document."""
        if numbers is None:
            return self._rows(of_matter(matter, statuses))
        with self._database.reading() as connection:
            columns = Columns(_some(connection, matter, statuses, numbers))
        return _rows_of([columns[name] for name in FIELDS])

    def _rows(self, where: Where) -> tuple[LineRow, ...]:
        with self._database.reading() as connection:
            columns = Columns(block(connection, where))
        return _rows_of([columns[name] for name in FIELDS])


def rows_at(
    columns: Mapping[str, Any], places: npt.NDArray[np.integer[Any]]
) -> tuple[LineRow, ...]:
    """The lines at these places of the store's columns, as values."""
    return _rows_of([listed(taken(columns[name], places.astype(np.int64))) for name in FIELDS])


def _rows_of(columns: Sequence[Sequence[Any]]) -> tuple[LineRow, ...]:
    found = zip(*columns, strict=True)
    return tuple(_row(dict(zip(FIELDS, values, strict=True))) for values in found)


def _some(
    connection: Connection, matter: str, statuses: Collection[Status], numbers: Collection[str]
) -> ByClaim:
    """The lines of the claims of these numbers, those that are of the matter and in a state."""
    asked = sorted(set(numbers))
    parts = [asked[i : i + SOME] for i in range(0, len(asked), SOME)] or [[]]
    own = of_matter(matter, statuses)
    return joined([block(connection, [*own, CLAIM.number.in_(part)]) for part in parts])


def _up_to_date(
    connection: Connection,
    matter: str,
    statuses: Collection[Status],
    before: tuple[Head, Columns],
    now: Head,
) -> Columns | None:
    """What was read before with the claims changed since; None when it is no help.

    Every change of a claim is in the journal and gives it a new version; reading one is there too.
    """
    head, kept = before
    if head == now:
        return kept
    if connection.scalar(select(ENTRY.hash).where(ENTRY.seq == head.seq)) != head.hash:
        return None
    since = select(ENTRY.subject).where(ENTRY.seq > head.seq)
    named = select(CLAIM.number, CLAIM.version, CLAIM.status).where(
        CLAIM.matter == matter, CLAIM.number.in_(since)
    )
    found = {row.number: row for row in connection.execute(named)}
    standing = {number: row.version for number, row in found.items() if row.status in statuses}
    stale = [number for number in found if standing.get(number) != kept.lines.version_of(number)]
    if len(stale) * FEW > len(kept.lines.numbers) + SOME:
        return None
    if not stale:
        return kept
    return Columns(changed(kept.lines, _some(connection, matter, statuses, stale), stale))


def _row(fields: dict[str, Any]) -> LineRow:
    days = {name: date.fromisoformat(fields[name]) for name in ("submitted", "start", "end")}
    return LineRow(**fields | days | {"status": Status(fields["status"])})
