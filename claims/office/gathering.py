"""Everything a document is made from, read while nobody changed a claim.

Reads are several; the journal tells whether a claim was changed between the snapshot and the last
of them. If one was, all of it is read again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

import pandas as pd

from claims.access import Actor
from claims.claim.entitled import Titled
from claims.damages.rows import LineRow
from claims.documents.values import FiledClaim
from claims.evidence.look import Look
from claims.matter.model import Matter
from claims.office import snapshots
from claims.office.alike import agree_all
from claims.office.house import House
from claims.office.ledger import ledger_of
from claims.office.totalling import frame_from
from claims.problems import Conflict
from claims.store.claims import Standing
from claims.store.journal import Entry, Head
from claims.store.redactions import Withheld
from claims.store.snapshots import Snapshot
from claims.totals.by_subgroup import TotalsTable
from claims.totals.conflicts import Overlapping

TRIES = 5
CHANGES = frozenset({
    "file claim", "move claim", "recount claim", "revise figure", "quarantine exhibit",
    "look at exhibit", "forget key", "redact exhibit", "class exhibit", "title exhibit",
})  # fmt: skip
"""What changes a claim that counts, the rules it follows, or what leaves of it; drafts and what was
read do not."""


@dataclass(frozen=True, slots=True)
class State:
    """A matter at one snapshot. head: the journal's entry that seals it."""

    matter: Matter
    snapshot: Snapshot
    head: Head
    frame: pd.DataFrame
    tables: Mapping[str, TotalsTable]
    claims: tuple[FiledClaim, ...]
    looks: Mapping[str, Mapping[str, Look]]
    """Claim → exhibit → what is known of it."""
    lines: tuple[LineRow, ...]
    overlapping: Overlapping
    """Losses that several claims declare."""
    withheld: Mapping[tuple[str, str], Withheld]
    """Claim and exhibit → what counsel withholds of it, at the head."""
    titles: Mapping[tuple[str, str], Titled]
    """Claim and exhibit → what counsel calls it, at the head."""

    @property
    def fictional(self) -> bool:
        """Whether any claim was made up for the demonstration."""
        return any(filed.claim.fictional for filed in self.claims)


def gather(
    house: House, actor: Actor, matter: str, *, now: datetime, entropy: snapshots.Entropy
) -> State:
    """A state nobody changed while it was read; a snapshot of it is taken when there is none.

    Raises Conflict when claims keep changing.
    """
    for _try in range(TRIES):
        snapshot = standing_snapshot(house, actor, matter, now=now, entropy=entropy)
        state = _read(house, house.matter(matter), snapshot)
        if not changed_since(house, snapshot.journal_seq):
            return state
    raise Conflict(f"claims of {matter} keep changing; try again in a moment")


def standing_snapshot(
    house: House, actor: Actor, matter: str, *, now: datetime, entropy: snapshots.Entropy
) -> Snapshot:
    """The last snapshot when no claim changed since it, else a new one; two who ask at once have
    the same."""

    def standing() -> Snapshot | None:
        last = next(iter(snapshots.taken(house, actor, matter)), None)
        return last if last and not changed_since(house, last.journal_seq) else None

    agree_all(house, matter, now=now)
    found = standing()
    return found or snapshots.take(house, actor, matter, now=now, entropy=entropy, unless=standing)


def changed_since(house: House, seq: int) -> bool:
    """Whether a claim was filed or moved after an entry of the journal."""
    return any(entry.action in CHANGES for entry in house.store.journal.following(seq))


def journal_until(house: House, head: Head) -> Iterator[Entry]:
    """The journal from its first entry to a head."""
    return takewhile(lambda entry: entry.seq <= head.seq, house.store.journal.following())


def _read(house: House, matter: Matter, snapshot: Snapshot) -> State:
    head = house.store.snapshots.sealed_at(snapshot)
    frame = frame_from(house.store.lines.as_columns(matter.id).columns)
    claims = tuple(map(_filed, house.store.claims.standing(matter.id)))
    return State(
        matter=matter,
        snapshot=snapshot,
        head=head,
        frame=frame,
        tables=snapshots.tables_of(frame),
        claims=claims,
        looks={each.claim.number: house.store.looks.of(each.claim.number) for each in claims},
        lines=house.store.lines.rows(matter.id),
        overlapping=ledger_of(house, matter).told,
        withheld=house.store.redactions.every(head.seq),
        titles=house.store.titles.every(matter.id, head.seq),
    )


def _filed(standing: Standing) -> FiledClaim:
    row = standing.row
    submitted = row.submitted_on or row.created_at.date()
    return FiledClaim(standing.claim, row.revision, row.status, submitted, standing.sha256)
