"""Which snapshot each document was made from, and whether another was taken since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from claims.access import Actor
from claims.office.exporting import KINDS
from claims.office.house import House


@dataclass(frozen=True, slots=True)
class Source:
    """A snapshot that documents were made from. newest: the number of the last one taken."""

    number: int
    at: datetime
    newest: int

    @property
    def earlier(self) -> bool:
        """Whether another was taken since."""
        return self.number < self.newest


def sources(house: House, actor: Actor, matter: str) -> Mapping[str, Source]:
    """Document → the snapshot it was made from; the papers of a fund and the list of members are
    made from none."""
    actor.must_work_on("export workbook", matter)
    sealed = house.store.snapshots.sealed(matter)
    newest = max((number for number, _ in sealed.values()), default=0)
    return {
        export.id: Source(*sealed[export.journal_seq], newest)
        for export in house.store.exports.of(matter)
        if export.kind in KINDS
    }
