"""Second readings: what another said of a line without knowing the first word; never changed.

act: "second", that word; "kept", the first decision confirmed after the two differed. Neither
changes a claim or an amount. The journal holds the salted hash of each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, insert, select

from claims.claim.canonical import Json, canonical, digest
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append

KEPT, DRAW = tables.second_words.c, tables.review_draws.c
Act = Literal["second", "kept"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word on one line of a claim drawn. draw: id of the draw; body: canonical JSON."""

    draw: str
    number: str
    loss: str
    act: Act
    at: datetime
    by: str
    body: str


class Seconds:
    """At most one word of each act on each line of a draw."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, draw: str, number: str, loss: str, act: Act, body: Mapping[str, Json], *, salt: str,
        at: datetime, by: str,
    ) -> bool:  # fmt: skip
        """Keep a word; False, and nothing kept, where one stands already. salt: so that the hash
        cannot be tried against guesses."""
        key = {"draw": draw, "number": number, "loss": loss, "act": act}
        text = canonical({**body, "salt": salt})
        mine = [KEPT[name] == value for name, value in key.items()]
        with self._database.writing() as connection:
            if connection.scalar(select(KEPT.number).where(*mine)) is not None:
                return False
            sealed: dict[str, Json] = {"draw": draw, "loss": loss, "sha256": digest(text)}
            connection.execute(
                insert(tables.second_words),
                key | {"at": at, "by": by, "body": text, "sha256": digest(text)},
            )
            action = "review second" if act == "second" else "keep decision"
            append(connection, [Event(action, number, sealed)], at=at, by=by)
        return True

    def of(self, matter: str) -> tuple[Word, ...]:
        """Every word of the draws of a matter, by draw, claim and loss."""
        asked = (
            select(tables.second_words)
            .join_from(tables.second_words, tables.review_draws)
            .where(DRAW.matter == matter)
            .order_by(DRAW.number, KEPT.number, KEPT.loss, KEPT.act)
        )
        with self._database.reading() as connection:
            return tuple(map(_word, connection.execute(asked)))


def _word(row: Row[Any]) -> Word:
    return Word(*(getattr(row, name) for name in Word.__slots__))
