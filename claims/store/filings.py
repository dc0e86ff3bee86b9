"""What a claimant last filed, read at once: receipts, and what follows from a filing."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, case, select

from claims.claim.model import Claim
from claims.problems import NotFound
from claims.store import tables
from claims.store.columns import from_utc_text
from claims.store.engine import Database
from claims.store.journal import Head

PAST, ENTRY = tables.revisions.c, tables.journal.c
OWN = (
    select(PAST.revision, PAST.at, PAST.body, ENTRY.seq, ENTRY.hash,
           ENTRY.at.label("noted"), ENTRY.body.label("told"))
    .join_from(tables.revisions, tables.journal, ENTRY.seq == PAST.journal_seq)
    .where(PAST.number == bindparam("of"))
    .order_by(case((PAST.by == PAST.number, PAST.revision), else_=0).desc(), PAST.revision)
    .limit(1)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filing:
    """The claim as filed. head: the journal's, at its entry; rules: hash of the rulebook it was
    counted under, empty when none was named."""

    revision: int
    at: datetime
    claim: Claim
    head: Head
    rules: str


class Filings:
    """Counsel's decisions are revisions of a claim too, and are no filings of its claimant."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def own(self, number: str) -> Filing:
        """The claimant's last one; an import stands for it. Raises NotFound when never filed."""
        with self._database.reading() as connection:
            row = connection.execute(OWN, {"of": number}).first()
        if row is None:
            raise NotFound(f"claim {number} was never filed")
        claim = Claim.model_validate_json(row.body)
        head = Head(row.seq, row.hash, from_utc_text(row.noted))
        return Filing(row.revision, row.at, claim, head, json.loads(row.told).get("rules", ""))
