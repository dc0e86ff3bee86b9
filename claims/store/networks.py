"""Marks of the network ranges claims were filed from, where a matter keeps them: to compare only.

They stand beside the claims and not in the journal, which is never erased: a mark goes with its
claim's key, and after the days its matter gives.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from claims.store import tables
from claims.store.engine import Database

NETWORK, CLAIM = tables.networks.c, tables.claims.c


@dataclass(frozen=True, slots=True)
class Mark:
    """Of one claim: the keyed mark of a range, and when it was filed from there."""

    number: str
    mark: str
    at: datetime


class Networks:
    """One row a claim at most: of its first filing, whatever is corrected later."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, number: str, mark: str, *, at: datetime) -> None:
        """Keep the mark of a claim that has none."""
        with self._database.writing() as connection:
            if connection.execute(select(NETWORK.at).where(NETWORK.number == number)).first():
                return
            row = {"number": number, "mark": mark, "at": at}
            connection.execute(tables.networks.insert(), row)

    def marks(self, matter: str) -> tuple[Mark, ...]:
        """Those of a matter, the oldest first."""
        asked = (
            select(NETWORK.number, NETWORK.mark, NETWORK.at)
            .join_from(tables.networks, tables.claims)
            .where(CLAIM.matter == matter)
            .order_by(NETWORK.at, NETWORK.number)
        )
        with self._database.reading() as connection:
            return tuple(Mark(*row) for row in connection.execute(asked))

    def kept_since(self, number: str) -> datetime | None:
        """When the mark of a claim was kept; None when there is none."""
        with self._database.reading() as connection:
            return connection.scalar(select(NETWORK.at).where(NETWORK.number == number))

    def forget(self, matter: str, *, before: datetime) -> int:
        """Delete the marks of a matter kept before a moment; how many."""
        of = select(CLAIM.number).where(CLAIM.matter == matter)
        with self._database.writing() as connection:
            old = delete(tables.networks).where(NETWORK.number.in_(of), NETWORK.at < before)
            return connection.execute(old).rowcount


def forget_network(connection: Connection, number: str) -> None:
    """The mark of a claim, gone with what it brought."""
    connection.execute(delete(tables.networks).where(NETWORK.number == number))
