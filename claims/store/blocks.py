"""Lines read by the block, on SQLite and PostgreSQL alike: the fastest way either has.

Each column of a block comes as one text that the database itself puts together, and is cut up in
one pass: a million lines never become a million rows of Python values. Nothing is asked to be
sorted either; the lines of a block are put in order here, and nearly always are already.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Integer,
    String,
    Text,
    cast,
    func,
    select,
    type_coerce,
)

from claims.claim.states import Status
from claims.store import tables
from claims.store.coded import (
    SEPARATOR,
    ByClaim,
    Coded,
    Column,
    coded,
    coded_of,
    listed,
    taken,
    whole,
    whole_of,
)

BLOCK = 50_000
"""Claims of a block: what is read of them at a time stays under a few tens of megabytes."""
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
KEPT_OF_CLAIM = {"number": CLAIM.number, "version": CLAIM.version, **OF_CLAIM}


Where = list[ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Span:
    """Claims whose number is above `after` and, unless it is empty, not above `upto`."""

    after: str = ""
    upto: str = ""

    def holds(self, number: ColumnElement[str]) -> Where:
        """What makes a number one of them."""
        return [number > self.after, *([number <= self.upto] if self.upto else [])]


def of_matter(matter: str, statuses: Collection[Status], span: Span | None = None) -> Where:
    """What makes a claim one of those.

    A span is walked in the order of numbers, so no index on anything else may be preferred to it.
    """
    of, state = CLAIM.matter, CLAIM.status
    if span is None:
        return [of == matter, state.in_(sorted(statuses))]
    words = [of.concat("") == matter, state.concat("").in_(sorted(statuses))]
    return [*words, *span.holds(CLAIM.number)]


def few(
    connection: Connection, matter: str, statuses: Collection[Status], size: int = BLOCK
) -> bool:
    """Whether no more claims than that are those."""
    some = select(CLAIM.number).where(*of_matter(matter, statuses)).limit(size + 1).subquery()
    return int(connection.scalar(select(func.count()).select_from(some)) or 0) <= size


def spans(
    connection: Connection, matter: str, statuses: Collection[Status], size: int
) -> Iterator[Span | None]:
    """So many claims at a time, in the order of their numbers; None, for all, when they are few."""
    if few(connection, matter, statuses, size):
        yield None
        return
    span = Span()
    while span.upto or not span.after:
        beyond = of_matter(matter, statuses, Span(span.upto))
        last = select(CLAIM.number).where(*beyond).order_by(CLAIM.number).offset(size - 1).limit(1)
        span = Span(span.upto, connection.scalar(last) or "")
        yield span


def blocks(
    connection: Connection, matter: str, statuses: Collection[Status], size: int = BLOCK
) -> Iterator[ByClaim]:
    """The lines of a matter, by so many claims at a time, in the order of their numbers."""
    if few(connection, matter, statuses, size):
        yield block(connection, of_matter(matter, statuses))
        return
    alone, span = _mostly(connection, matter), Span()
    while span.upto or not span.after:
        beyond = of_matter(matter, statuses, Span(span.upto))
        claims = _read(connection, KEPT_OF_CLAIM, beyond, limit=size)
        last = max(coded(claims["number"]).texts, default="")
        whole_block = len(coded(claims["number"]).texts) == size
        span = Span(span.upto, last if whole_block else "")
        yield _with_lines(connection, claims, of_matter(matter, statuses, span), span, alone)


def block(connection: Connection, where: Where, span: Span | None = None) -> ByClaim:
    """The lines of some claims, all in memory at once."""
    return _with_lines(connection, _read(connection, KEPT_OF_CLAIM, where), where, span)


def _mostly(connection: Connection, matter: str) -> bool:
    """Whether most claims are of that matter: then reading them all is sooner than choosing."""
    own = func.count().filter(CLAIM.matter == matter)
    share, every = connection.execute(select(own, func.count()).select_from(tables.claims)).one()
    return bool(2 * share >= every)


def _with_lines(
    connection: Connection,
    claims: dict[str, Column],
    where: Where,
    span: Span | None,
    alone: bool = False,
) -> ByClaim:
    near = span.holds(LINE.number) if span else []
    own = [] if alone else [LINE.number.in_(select(CLAIM.number).where(*where))]
    lines = _read(connection, OF_LINE, [*own, *near])
    return _by_claim(_in_order(claims, "number"), _in_order(lines, "number", "loss"))


def _read(
    connection: Connection,
    wanted: Mapping[str, ColumnElement[Any]],
    where: Where,
    limit: int | None = None,
) -> dict[str, Column]:
    """These columns where that is so, in whatever order they come; of the first claims only, by
    their number, when there is a limit."""
    sqlite = connection.dialect.name == "sqlite"
    asked = select(*(_written(each, sqlite).label(name) for name, each in wanted.items()))
    rows = asked.where(*where)
    if limit:
        rows = rows.order_by(CLAIM.number).limit(limit)
    found = rows.subquery()
    sent = [func.aggregate_strings(found.c[name], SEPARATOR) for name in wanted]
    count, *texts = connection.execute(select(func.count(), *sent).select_from(found)).one()
    columns = list(zip(wanted.items(), texts, strict=True))
    try:
        return {name: _cut(kept, text or "", count) for (name, kept), text in columns}
    except ValueError:  # an id that was imported holds the separator
        each = zip(*connection.execute(select(found)), strict=True)
        return {
            name: _one_by_one(kept, v) for ((name, kept), _), v in zip(columns, each, strict=True)
        }


def _written(column: ColumnElement[Any], sqlite: bool) -> ColumnElement[Any]:
    """A column as text: SQLite puts a number together as it is, PostgreSQL wants to be told."""
    if sqlite or isinstance(column.type, String):
        return type_coerce(column, Text)
    whole = cast(column, Integer) if isinstance(column.type, Boolean) else column
    return cast(whole, Text)


def _cut(kept: ColumnElement[Any], text: str, count: int) -> Column:
    if isinstance(kept.type, String):
        return coded_of(text, count)
    whole = whole_of(text, count)
    return whole == 1 if isinstance(kept.type, Boolean) else whole


def _one_by_one(kept: ColumnElement[Any], values: Sequence[Any]) -> Column:
    """A column whose values came one by one, as text or as SQLite keeps them."""
    if not isinstance(kept.type, String):
        found = np.array([int(value) for value in values], np.int64)
        return found == 1 if isinstance(kept.type, Boolean) else found
    places: dict[str, int] = {}
    codes = np.array([places.setdefault(value, len(places)) for value in values], np.int32)
    return Coded(codes, list(places))


def _in_order(columns: dict[str, Column], *by: str) -> dict[str, Column]:
    """The same rows in the order of these columns of text."""
    ranks = np.zeros(1, np.int64)
    for name in by:
        column = coded(columns[name])
        order = sorted(range(len(column.texts)), key=column.texts.__getitem__)
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order))
        ranks = ranks * len(order) + rank[column.codes]
    if (np.diff(ranks) > 0).all():
        return columns
    places = ranks.argsort()
    return {name: taken(column, places) for name, column in columns.items()}


def _by_claim(claims: Mapping[str, Column], lines: Mapping[str, Column]) -> ByClaim:
    """Lines with what they share of their claim; both in the order of numbers."""
    numbers, own = listed(claims["number"]), coded(lines["number"])
    place = {number: i for i, number in enumerate(numbers)}
    claim = np.array([place.get(number, -1) for number in own.texts], np.int64)[own.codes]
    of_line = {name: column for name, column in lines.items() if name != "number"}
    if (claim < 0).any():  # of another matter, or in a state that was not asked
        ours = np.flatnonzero(claim >= 0)
        of_line = {name: taken(column, ours) for name, column in of_line.items()}
        claim = claim[ours]
    starts = np.append(0, np.cumsum(np.bincount(claim, minlength=len(numbers))))
    shared = {name: taken(claims[name], claim) for name in OF_CLAIM}
    return ByClaim(numbers, whole(claims["version"]), starts, of_line | shared)
