"""Views of the list that someone kept for themselves: no evidence, so the journal says nothing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Delete, delete, insert, select

from claims.claim.canonical import Json, canonical
from claims.store import tables
from claims.store.engine import Database

VIEW = tables.saved_views.c
Address = Mapping[str, Sequence[str]]
"""Name of a parameter → its values, in order."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A name its owner gave, and the address it stands for."""

    name: str
    address: Address


class Views:
    """Kept, listed and deleted by their owner alone: `owner` is the actor's name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, owner: str, matter: str) -> tuple[SavedView, ...]:
        """The views of one person in one matter, by name."""
        asked = select(VIEW.name, VIEW.address).where(VIEW.owner == owner, VIEW.matter == matter)
        with self._database.reading() as connection:
            rows = connection.execute(asked.order_by(VIEW.name)).all()
        return tuple(SavedView(row.name, json.loads(row.address)) for row in rows)

    def keep(self, owner: str, matter: str, name: str, address: Address, *, at: datetime) -> None:
        """Keep an address under a name, in place of the one that had it."""
        told: dict[str, Json] = {key: list(values) for key, values in address.items()}
        kept = {"owner": owner, "matter": matter, "name": name, "saved_at": at}
        with self._database.writing() as connection:
            connection.execute(_named(owner, matter, name))
            row = kept | {"address": canonical(told)}
            connection.execute(insert(tables.saved_views), row)

    def forget(self, owner: str, matter: str, name: str) -> None:
        """Delete one, if it is there."""
        with self._database.writing() as connection:
            connection.execute(_named(owner, matter, name))


def _named(owner: str, matter: str, name: str) -> Delete:
    return delete(tables.saved_views).where(
        VIEW.owner == owner, VIEW.matter == matter, VIEW.name == name
    )
