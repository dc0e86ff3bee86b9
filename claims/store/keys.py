"""The keys of the claims' exhibits, as they are kept: wrapped, so that the database opens nothing.

Forgetting one is how exhibits are erased, in the vault and in every copy of it: the encrypted files
may stay, nobody reads them any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from claims.claim.canonical import Json
from claims.evidence.keyring import WrappedKey
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append
from claims.store.looks import forget_looks
from claims.store.networks import forget_network

KEY = tables.claim_keys.c
ROTATION = "vault"
"""Subject of the journal's entries about all the keys."""


@dataclass(frozen=True, slots=True)
class KeptKey:
    """The key of a claim; None once it was forgotten, until another file is brought.

    forgotten: when what was brought before became unreadable, if ever.
    """

    number: str
    key: WrappedKey | None
    forgotten: datetime | None


class Keys:
    """One key for each claim that has exhibits. A change takes `at`, and `by` when journalled."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, number: str) -> KeptKey | None:
        """The key of a claim, or None when it never had one."""
        with self._database.reading() as connection:
            return _find(connection, number)

    def all(self) -> tuple[KeptKey, ...]:
        """Every key, by claim number."""
        with self._database.reading() as connection:
            rows = connection.execute(select(tables.claim_keys).order_by(KEY.number))
            return tuple(map(_kept, rows))

    def masters(self) -> dict[str, int]:
        """Which outer keys wrap how many claims'."""
        claims = func.count().label("claims")
        asked = select(KEY.master, claims).where(KEY.wrapped != "").group_by(KEY.master)
        with self._database.reading() as connection:
            rows = connection.execute(asked.order_by(KEY.master))
            return {row.master: row.claims for row in rows}

    def give(self, new: WrappedKey, *, at: datetime) -> WrappedKey:
        """Keep a key for a claim that has none; the key that stands, if another came first."""
        values = {"master": new.master, "wrapped": new.wrapped, "made_at": at}
        with self._database.writing() as connection:
            kept = _find(connection, new.number)
            if kept and kept.key:
                return kept.key
            if kept:
                same = KEY.number == new.number
                connection.execute(update(tables.claim_keys).where(same).values(**values))
            else:
                connection.execute(insert(tables.claim_keys), values | {"number": new.number})
        return new

    def wrapped_by(self, master: str, limit: int) -> tuple[WrappedKey, ...]:
        """Some of the keys an outer key wraps, by claim number."""
        asked = select(tables.claim_keys).where(KEY.master == master, KEY.wrapped != "")
        with self._database.reading() as connection:
            rows = connection.execute(asked.order_by(KEY.number).limit(limit)).all()
        return tuple(WrappedKey(row.number, row.master, row.wrapped) for row in rows)

    def rewrap(
        self, pairs: Sequence[tuple[WrappedKey, WrappedKey]], *, at: datetime, by: str
    ) -> int:
        """Replace keys by the same ones wrapped anew, all of them or none; how many it still found.

        One forgotten meanwhile stays forgotten.
        """
        done = 0
        with self._database.writing() as connection:
            for old, new in pairs:
                stands = (KEY.number == old.number, KEY.wrapped == old.wrapped)
                values = {"master": new.master, "wrapped": new.wrapped}
                done += connection.execute(
                    update(tables.claim_keys).where(*stands).values(**values)
                ).rowcount
            told: dict[str, Json] = {"from": pairs[0][0].master, "to": pairs[0][1].master}
            told["claims"] = done
            append(connection, [Event("rotate keys", ROTATION, told)], at=at, by=by)
        return done

    def forget(self, number: str, *, reason: str, at: datetime, by: str) -> bool:
        """Destroy the key of a claim: what it brought can no longer be read, by anyone.

        What was read in its exhibits goes with it, and the mark of where it was filed from.
        A claim without a key is marked all the same, for what a former version kept in clear. False
        when it was forgotten before and nothing was brought since. Backups of the database hold the
        key until they are destroyed, or until the outer key that wrapped it is.
        """
        nothing = {"master": "", "wrapped": "", "forgotten_at": at}
        with self._database.writing() as connection:
            kept = _find(connection, number)
            if kept and not kept.key:
                return False
            if kept:
                same = KEY.number == number
                connection.execute(update(tables.claim_keys).where(same).values(**nothing))
            else:
                marked = nothing | {"number": number, "made_at": at}
                connection.execute(insert(tables.claim_keys), marked)
            forget_looks(connection, number)
            forget_network(connection, number)
            event = Event("forget key", number, {"reason": reason})
            append(connection, [event], at=at, by=by)
        self._database.scrub()
        return True


def _find(connection: Connection, number: str) -> KeptKey | None:
    row = connection.execute(select(tables.claim_keys).where(KEY.number == number)).first()
    return _kept(row) if row else None


def _kept(row: Row[Any]) -> KeptKey:
    key = WrappedKey(row.number, row.master, row.wrapped) if row.wrapped else None
    return KeptKey(row.number, key, row.forgotten_at)
