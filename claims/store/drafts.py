"""Drafts: what is being typed, saved field by field, never over what another tab saved.

A draft is not filed: saving one writes no journal entry. It stays after filing, for corrections.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from claims.problems import Conflict, NotFound
from claims.store import tables
from claims.store.columns import utc_text
from claims.store.engine import Database

BY_NUMBER = select(tables.drafts).where(tables.drafts.c.number == bindparam("value"))


@dataclass(frozen=True, slots=True)
class Draft:
    """The form as typed (docs/house.md) and the version to give back when saving."""

    number: str
    form: dict[str, Any]
    version: int
    saved_at: datetime
    saved_by: str


class Drafts:
    """One draft for each claim, made by `Claims.start`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, number: str) -> Draft | None:
        """The draft of a claim, or None for an unknown number."""
        with self._database.reading() as connection:
            return read_draft(connection, number)

    def save(
        self, number: str, form: Mapping[str, Any], *, seen: int, at: datetime, by: str
    ) -> int:
        """Keep the form if the draft still stands at the version seen; the new version.

        Raises Conflict, carrying who, when and the form that stands, and NotFound.
        """
        table = tables.drafts
        kept = {"form": form_text(form), "version": seen + 1, "saved_at": at, "saved_by": by}
        with self._database.writing() as connection:
            saved = connection.execute(
                update(table)
                .where(table.c.number == number, table.c.version == seen)
                .values(**kept)
            )
            if saved.rowcount != 1:
                raise draft_conflict(connection, number)
        return seen + 1


def form_text(form: Mapping[str, Any]) -> str:
    """The form as JSON in ASCII, so that anything typed can be kept on both databases."""
    return json.dumps(form, separators=(",", ":"))


def read_draft(connection: Connection, number: str) -> Draft | None:
    """The draft, as the connection sees it."""
    row = connection.execute(BY_NUMBER, {"value": number}).first()
    return Draft(**row._asdict() | {"form": json.loads(row.form)}) if row else None


def draft_conflict(connection: Connection, number: str) -> Conflict:
    """The exception for a draft that moved on; raises NotFound when there is none."""
    draft = read_draft(connection, number)
    if draft is None:
        raise NotFound(f"no draft {number}")
    return Conflict(
        f"the draft of {number} was saved elsewhere since it was read",
        theirs=form_text(draft.form),
        by=draft.saved_by,
        at=utc_text(draft.saved_at),
    )
