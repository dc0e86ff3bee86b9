"""A claim that somebody changed since another read it: nothing is done on what no longer stands."""

from collections.abc import Iterable, Mapping

from claims.office.house import House
from claims.problems import Conflict
from claims.store.claims import ClaimRow
from claims.store.columns import utc_text


def changed(row: ClaimRow) -> Conflict:
    """Someone else's change, to be read before deciding again."""
    return Conflict(
        f"claim {row.number} was changed since it was read",
        theirs=row.status, by=row.updated_by, at=utc_text(row.updated_at),
    )  # fmt: skip


def must_stand(rows: Iterable[ClaimRow], seen: Mapping[str, int]) -> None:
    """Refuse what was read of claims that are no longer as they were seen, before anything else is
    said of them. seen: number → version. Raises Conflict."""
    for row in rows:
        if row.version != seen[row.number]:
            raise changed(row)


def as_seen(house: House, row: ClaimRow, seen: int) -> ClaimRow:
    """The claim as it stands, at the version that was seen. Raises Conflict at any other."""
    stands = house.store.claims.find(row.number) or row
    if stands.version != seen:
        raise changed(stands)
    return stands
