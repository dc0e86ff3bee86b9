"""Finding claims of a matter: by state, subgroup or words, in an order, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, case, exists, false, func, select

from claims.claim.canonical import canonical
from claims.claim.states import COUNTED, Status
from claims.folding import fold
from claims.store import tables
from claims.store.claims import ClaimRow, claim_row
from claims.store.engine import Database
from claims.store.steps import ROW

CLAIM, LINE, SERVICE = tables.claims.c, tables.lines.c, tables.services.c
Order = Literal[
    "number", "name", "status", "submitted", "updated", "declared", "supported", "admitted"
]


def _sum(column: ColumnElement[int]) -> ColumnElement[int]:
    total = select(func.coalesce(func.sum(column), 0)).where(LINE.number == CLAIM.number)
    return total.scalar_subquery()


ERASED = (CLAIM.revision == 0) & (CLAIM.status != Status.DRAFT)
"""Never filed, and no longer a draft: only a number is left."""
AMOUNTS = {
    "declared": _sum(LINE.declared_cents),
    "supported": _sum(LINE.supported_cents),
    "admitted": _sum(LINE.admitted_cents),
}
PERSON = (
    select(tables.assigned.c.person)
    .where(tables.assigned.c.number == CLAIM.number)
    .scalar_subquery()
)
SHOWN = (
    *ROW,
    *(sums.label(name) for name, sums in AMOUNTS.items()),
    func.coalesce(PERSON, "").label("person"),
)
ORDERS: dict[Order, ColumnElement[Any]] = {
    "number": CLAIM.number,
    "name": CLAIM.findable,  # it begins with the folded name
    "status": CLAIM.status,
    "submitted": CLAIM.submitted_at,
    "updated": CLAIM.updated_at,
    **AMOUNTS,  # type: ignore[dict-item]
}


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for. words: part of a number, a name or a domain, without case or accents.

    Empty words, statuses or subgroups filter nothing; without statuses, drafts and claims that
    left are not listed. A draft that was erased never is. numbers: only among these claims; heads,
    grades: one line of theirs is of both; person: given to them, to nobody when empty; unread:
    claims whose reader may not know that they are decided, taken as under review. page counts from
    1.
    """

    matter: str
    statuses: tuple[Status, ...] = ()
    subgroups: tuple[str, ...] = ()
    words: str = ""
    numbers: tuple[str, ...] | None = None
    order: Order = "submitted"
    descending: bool = False
    page: int = 1
    size: int = 25
    heads: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    person: str | None = None
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A claim with the sums of its lines, in cents, its subgroups, and whose it is."""

    claim: ClaimRow
    declared: int
    supported: int
    admitted: int
    subgroups: tuple[str, ...]
    person: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of what was found, and how many there are in all."""

    rows: tuple[Found, ...]
    total: int


class Finder:
    """Lists of claims."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, search: Search) -> Page:
        """One page of the claims that match, in the order asked, then by number."""
        wanted = (
            _matching(select(*SHOWN), search)
            .order_by(*_order(search))
            .limit(search.size)
            .offset((search.page - 1) * search.size)
        )
        with self._database.reading() as connection:
            total = connection.scalar(_matching(select(func.count()), search)) or 0
            rows = connection.execute(wanted).all()
            placed = connection.execute(
                select(SERVICE.number, SERVICE.subgroup)
                .where(SERVICE.number.in_([row.number for row in rows]), SERVICE.subgroup != "")
                .distinct()
                .order_by(SERVICE.subgroup)
            ).all()
        groups = {row.number: tuple(s for n, s in placed if n == row.number) for row in rows}
        return Page(
            tuple(
                Found(
                    claim_row(r),
                    int(r.declared),
                    int(r.supported),
                    int(r.admitted),
                    groups[r.number],
                    r.person,
                )
                for r in rows
            ),
            total,
        )

    def ordered(self, search: Search) -> tuple[str, ...]:
        """The numbers of all the claims that match, in the order asked, whatever the page."""
        asked = _matching(select(CLAIM.number), search).order_by(*_order(search))
        with self._database.reading() as connection:
            return tuple(connection.scalars(asked))

    def versions(self, search: Search) -> dict[str, int]:
        """Number → version of all the claims that match, by number, whatever the page asked."""
        asked = _matching(select(CLAIM.number, CLAIM.version), search).order_by(CLAIM.number)
        with self._database.reading() as connection:
            return {row.number: row.version for row in connection.execute(asked)}

    def counts(self, matter: str) -> dict[Status, int]:
        """How many claims stand in each state, drafts included, none left out."""
        asked = (
            select(CLAIM.status, func.count().label("total"))
            .where(CLAIM.matter == matter)
            .group_by(CLAIM.status)
        )
        with self._database.reading() as connection:
            found = {row.status: row.total for row in connection.execute(asked)}
        return {status: found.get(status, 0) for status in Status}

    def of_contact(self, matter: str, email: str) -> tuple[str, ...]:
        """The claims of a matter that count and give that e-mail as last filed, by number."""
        filed, claim = tables.revisions.c, tables.claims.c
        latest = (filed.number == claim.number) & (filed.revision == claim.revision)
        written = canonical({"email": email.lower()})[1:-1]
        asked = (
            select(claim.number)
            .join_from(tables.claims, tables.revisions, latest)
            .where(claim.matter == matter, claim.status.in_(sorted(COUNTED)))
            .where(func.lower(filed.body).contains(written, autoescape=True))
        )
        with self._database.reading() as connection:
            return tuple(connection.scalars(asked.order_by(claim.number)))

    def without_exhibit(self, matter: str) -> tuple[str, ...]:
        """Numbers of the counted claims that brought no exhibit, or took them all back."""
        exhibit = tables.exhibits.c
        kept = exists().where(exhibit.number == CLAIM.number, exhibit.removed_at.is_(None))
        asked = (
            select(CLAIM.number)
            .where(CLAIM.matter == matter, CLAIM.status.in_(sorted(COUNTED)), ~kept)
            .order_by(CLAIM.number)
        )
        with self._database.reading() as connection:
            return tuple(connection.scalars(asked))


_HIDDEN: Mapping[Order, Any] = {"status": Status.IN_REVIEW.value, "admitted": 0}
"""What an order by it would tell of a claim that is to be read blind → what stands in its place."""


def _order(search: Search) -> tuple[ColumnElement[Any], ...]:
    key = ORDERS[search.order]
    if search.unread and search.order in _HIDDEN:
        key = case((CLAIM.number.in_(search.unread), _HIDDEN[search.order]), else_=key)
    return key.desc() if search.descending else key, CLAIM.number


def _matching(asked: Select[Any], search: Search) -> Select[Any]:
    statuses = search.statuses or tuple(COUNTED)
    asked = asked.select_from(tables.claims).where(
        CLAIM.matter == search.matter, _standing(statuses, search.unread), ~ERASED
    )
    if search.words.strip():
        asked = asked.where(CLAIM.findable.like(_containing(search.words), escape="\\"))
    if search.numbers is not None:
        asked = asked.where(CLAIM.number.in_(search.numbers))
    if search.person is not None:
        asked = asked.where(func.coalesce(PERSON, "") == search.person)
    if search.subgroups:
        placed = SERVICE.subgroup.in_(search.subgroups)
        asked = asked.where(exists().where(SERVICE.number == CLAIM.number, placed))
    if search.heads or search.grades:
        among = [
            c.in_(of) for c, of in ((LINE.head, search.heads), (LINE.grade, search.grades)) if of
        ]
        asked = asked.where(exists().where(LINE.number == CLAIM.number, *among))
    return asked


def _standing(statuses: Sequence[Status], unread: Sequence[str]) -> ColumnElement[bool]:
    """In one of these states, those unread taken as under review while they count."""
    stands = CLAIM.status.in_(sorted(statuses))
    if not unread:
        return stands
    blind = CLAIM.number.in_(unread) & CLAIM.status.in_(sorted(COUNTED))
    return (stands & ~blind) | (blind if Status.IN_REVIEW in statuses else false())


def _containing(text: str) -> str:
    """A LIKE pattern, to be escaped by a backslash, for a folded text that contains these words."""
    plain = fold(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%"
