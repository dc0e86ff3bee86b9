"""The outbox: every e-mail to send, kept with the change it tells of, until a worker has sent it.

A letter is taken for a while: no other worker takes it meanwhile, and one left by a worker that
died is taken again, so it may go twice, under the same Message-ID, but is never lost. Its body may
hold a key to a claim: it arrives sealed, and is blanked once the letter is gone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, func, insert, literal, select, update

from claims.claim.canonical import Json
from claims.claim.identifiers import masked
from claims.i18n.text import Language
from claims.problems import NotFound
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append

OUT = tables.outbox.c
State = Literal["waiting", "sent", "failed", "bounced"]
STATES: tuple[State, ...] = ("waiting", "sent", "failed", "bounced")
GONE = ("sent", "bounced")
"""States after which the body is of no more use, and is blanked."""
SAID: Mapping[State, str] = {
    "sent": "send mail",
    "failed": "give up mail",
    "bounced": "bounce mail",
}
"""How a letter ended, as the journal says it; taking one and putting it off change only its row."""
TO_STAFF = "mail to staff"
"""Subject of the journal for a letter that is about no claim."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail. key: of idempotency, the same event never mails twice; reason: of the last try.

    number, matter: empty of one to the staff, which is about no claim; due_at: when it may next be
    taken; message_id: the same at every try.
    """

    id: str
    number: str
    matter: str
    recipient: str
    language: Language
    kind: str
    subject: str
    body: str = field(repr=False)
    key: str
    message_id: str
    created_at: datetime
    due_at: datetime
    tries: int = 0
    state: State = "waiting"
    reason: str = ""
    tried_at: datetime | None = None
    sent_at: datetime | None = None


WITHOUT_BODY = [c for c in OUT if c.name != "body"]


class Outbox:
    """Every change takes `at` and `by`, as in `Claims`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, letter: Letter, *, by: str) -> bool:
        """Keep a letter to send; False when that event was told already."""
        with self._database.writing() as connection:
            if connection.scalar(select(OUT.id).where(OUT.key == letter.key)):
                return False
            values = {name: getattr(letter, name) for name in Letter.__slots__}
            values["number"] = letter.number or None
            connection.execute(insert(tables.outbox), values)
            event = _event("queue mail", letter)
            append(connection, [event], at=letter.created_at, by=by)
            return True

    def holds(self, key: str) -> bool:
        """Whether that event was told already."""
        with self._database.reading() as connection:
            return connection.scalar(select(OUT.id).where(OUT.key == key)) is not None

    def became(self, keys: Iterable[str]) -> dict[str, State]:
        """Event → what became of the letter that tells it; those that no letter tells left out."""
        asked = select(OUT.key, OUT.state).where(OUT.key.in_(list(keys)))
        with self._database.reading() as connection:
            return {row.key: row.state for row in connection.execute(asked)}

    def take(self, *, at: datetime, until: datetime) -> Letter | None:
        """The letter that has been due longest, nobody else's until then; None when none is due."""
        due = (
            select(tables.outbox)
            .where(OUT.state == "waiting", OUT.due_at <= at)
            .order_by(OUT.due_at, OUT.id)
            .limit(1)
        )
        with self._database.reading() as connection:  # nearly always: nothing, and nobody waits
            if connection.execute(due).first() is None:
                return None
        with self._database.writing() as connection:
            row = connection.execute(due).first()
            if row is None:
                return None
            taken = {"due_at": until, "tries": row.tries + 1, "tried_at": at}
            connection.execute(update(tables.outbox).where(OUT.id == row.id).values(**taken))
            return _letter(row, **taken)

    def put_off(self, letter: Letter, *, due_at: datetime, reason: str) -> bool:
        """Try again later; False when another worker took the letter over meanwhile."""
        with self._database.writing() as connection:
            kept = {"due_at": due_at, "reason": reason}
            changed = connection.execute(
                update(tables.outbox).where(*_still_ours(letter)).values(**kept)
            )
            return changed.rowcount == 1

    def end(self, letter: Letter, state: State, *, at: datetime, reason: str = "") -> bool:
        """Sent, failed or bounced; False when another worker took the letter over meanwhile."""
        kept: dict[str, Any] = {"state": state, "reason": reason}
        kept |= {"body": ""} if state in GONE else {}
        kept |= {"sent_at": at} if state == "sent" else {}
        with self._database.writing() as connection:
            changed = connection.execute(
                update(tables.outbox).where(*_still_ours(letter)).values(**kept)
            )
            if changed.rowcount != 1:
                return False
            event = _event(SAID[state], letter, reason=reason)
            append(connection, [event], at=at, by="system")
            return True

    def retry(self, letter_id: str, *, at: datetime, by: str) -> None:
        """Give a failed letter all its tries again. Raises NotFound when there is nothing to send.

        The body of one that failed long ago was forgotten.
        """
        failed = (OUT.id == letter_id, OUT.state == "failed", OUT.body != "")
        with self._database.writing() as connection:
            row = connection.execute(select(tables.outbox).where(*failed)).first()
            if row is None:
                raise NotFound(f"no failed letter {letter_id}")
            again = {"state": "waiting", "due_at": at, "tries": 0}
            connection.execute(update(tables.outbox).where(OUT.id == letter_id).values(**again))
            append(connection, [_event("retry mail", _letter(row))], at=at, by=by)

    def forget(self, *, before: datetime) -> int:
        """Blank the bodies of letters that failed before, and mask the addresses of all that
        ended before; how many bodies there were."""
        ended = (OUT.state != "waiting", OUT.tried_at < before, OUT.recipient.not_like("%…%"))
        with self._database.writing() as connection:
            for row in connection.execute(select(OUT.id, OUT.recipient).where(*ended)).all():
                masks = update(tables.outbox).where(OUT.id == row.id)
                connection.execute(masks.values(recipient=masked(row.recipient)))
            blanked = connection.execute(
                update(tables.outbox)
                .where(OUT.state == "failed", OUT.tried_at < before, OUT.body != "")
                .values(body="")
            )
            return blanked.rowcount

    def counts(self) -> dict[State, int]:
        """How many letters stand in each state."""
        asked = select(OUT.state, func.count()).group_by(OUT.state)
        with self._database.reading() as connection:
            found = {row.state: row[1] for row in connection.execute(asked)}
        return {state: found.get(state, 0) for state in STATES}

    def oldest_waiting(self) -> datetime | None:
        """When the letter that waits longest was written; None when none waits."""
        asked = select(func.min(OUT.created_at)).where(OUT.state == "waiting")
        with self._database.reading() as connection:
            oldest: datetime | None = connection.scalar(asked)
            return oldest

    def last_fault(self) -> Letter | None:
        """The letter that last met a fault and did not leave since, without its body; a bounce is
        a fault of its recipient. None when none did."""
        stuck = (OUT.reason != "", OUT.state.in_(("waiting", "failed")))
        asked = _listed().where(*stuck).order_by(OUT.tried_at.desc(), OUT.id).limit(1)
        with self._database.reading() as connection:
            return next(map(_letter, connection.execute(asked)), None)

    def latest(self, limit: int | None = 200, *, number: str = "") -> tuple[Letter, ...]:
        """The last letters, or all of them when `limit` is None, newest first, without their
        bodies; of one claim if given."""
        asked = _listed().order_by(OUT.created_at.desc(), OUT.id).limit(limit)
        if number:
            asked = asked.where(OUT.number == number)
        with self._database.reading() as connection:
            return tuple(map(_letter, connection.execute(asked)))


def _still_ours(letter: Letter) -> tuple[Any, ...]:
    """Each taking adds a try, so a worker that overslept no longer has the last word."""
    return OUT.id == letter.id, OUT.state == "waiting", OUT.tries == letter.tries


def _listed() -> Any:
    return select(*WITHOUT_BODY, literal("").label("body"))


def _letter(row: Row[Any], **more: Any) -> Letter:
    return Letter(**row._asdict() | {"number": row.number or ""} | more)


def _event(action: str, letter: Letter, **more: Json) -> Event:
    """The journal is for ever: it says which letter about which claim, never to whom."""
    subject = letter.number or TO_STAFF
    return Event(action, subject, {"id": letter.id, "kind": letter.kind} | more)
