"""Staff: who may sign in, as what, on which matters. Secrets arrive hashed or wrapped."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from claims.access import Role
from claims.claim.canonical import Json
from claims.i18n.text import Language
from claims.problems import Conflict, NotAllowed, NotFound
from claims.store import tables
from claims.store.engine import Database
from claims.store.journal import Event, append

ACCOUNT = tables.accounts.c


@dataclass(frozen=True, slots=True)
class Account:
    """One member of staff. The email is kept case-folded."""

    email: str
    name: str
    role: Role
    matters: tuple[str, ...]
    active: bool = True
    password_hash: str = field(default="", repr=False)
    totp_wrapped: str = field(default="", repr=False)
    """The time-based code's seed, encrypted; empty when none is set."""
    language: Language = "fr"
    """In which they last signed in, and are written to."""


class Accounts:
    """Every change takes `at` and `by`, as in `Claims`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, account: Account, *, at: datetime, by: str) -> None:
        """Keep a new account. Raises Conflict when the address has one."""
        values = _values(account) | {"created_at": at, "totp_step": 0}
        with self._database.writing() as connection:
            try:
                connection.execute(insert(tables.accounts), values)
            except IntegrityError as taken:
                raise Conflict(f"{values['email']} already has an account") from taken
            append(connection, [_event("add account", account)], at=at, by=by)

    def open(self, email: str, *, active: bool, at: datetime, by: str) -> None:
        """Give access back, or take it away; nothing else changes, and sessions end at once.

        Raises NotFound, and NotAllowed when no active administrator would be left.
        """
        email, table = email.casefold(), tables.sessions
        with self._database.writing() as connection:
            before = _administrators(connection)
            changed = _change(connection, email, active=active)
            if before and not _administrators(connection):
                raise NotAllowed(f"{email} is the last administrator")
            connection.execute(delete(table).where(table.c.kind == "staff", table.c.who == email))
            append(connection, [_event("change account", changed)], at=at, by=by)

    def assign(self, email: str, matters: tuple[str, ...], *, at: datetime, by: str) -> None:
        """Give an account these matters, and no other. Raises NotFound."""
        with self._database.writing() as connection:
            changed = _change(connection, email.casefold(), matters=json.dumps(matters))
            append(connection, [_event("change account", changed)], at=at, by=by)

    def use_code(self, email: str, step: int) -> bool:
        """Mark a time-based code as used; False when it, or a later one, was used before."""
        with self._database.writing() as connection:
            used = connection.execute(
                update(tables.accounts)
                .where(ACCOUNT.email == email.casefold(), ACCOUNT.totp_step < step)
                .values(totp_step=step)
            )
            return used.rowcount == 1

    def speaks(self, email: str, language: Language) -> None:
        """Note the language of a sign-in, which stands in the journal by itself."""
        changed = update(tables.accounts).where(ACCOUNT.email == email).values(language=language)
        with self._database.writing() as connection:
            connection.execute(changed)

    def find(self, email: str) -> Account | None:
        """The account of an address, active or not."""
        asked = select(tables.accounts).where(ACCOUNT.email == email.casefold())
        with self._database.reading() as connection:
            row = connection.execute(asked).first()
            return _account(row) if row else None

    def all(self) -> tuple[Account, ...]:
        """Every account, by address."""
        with self._database.reading() as connection:
            rows = connection.execute(select(tables.accounts).order_by(ACCOUNT.email))
            return tuple(map(_account, rows))


def _change(connection: Connection, email: str, **values: Any) -> Account:
    changed = update(tables.accounts).where(ACCOUNT.email == email).values(values)
    row = connection.execute(changed.returning(*ACCOUNT)).first()
    if row is None:
        raise NotFound(f"no account {email}")
    return _account(row)


def _administrators(connection: Connection) -> int:
    asked = select(func.count()).where(ACCOUNT.role == Role.ADMINISTRATOR, ACCOUNT.active)
    return connection.scalar(asked) or 0


def _values(account: Account) -> dict[str, Any]:
    return {
        "email": account.email.casefold(),
        "name": account.name,
        "role": account.role,
        "matters": json.dumps(account.matters),
        "active": account.active,
        "password_hash": account.password_hash,
        "totp_wrapped": account.totp_wrapped,
        "language": account.language,
    }


def _event(action: str, account: Account) -> Event:
    body: dict[str, Json] = {
        "role": account.role,
        "matters": list(account.matters),
        "active": account.active,
    }
    return Event(action, account.email.casefold(), body)


def _account(row: Row[Any]) -> Account:
    return Account(
        email=row.email,
        name=row.name,
        role=Role(row.role),
        matters=tuple(json.loads(row.matters)),
        active=row.active,
        password_hash=row.password_hash,
        totp_wrapped=row.totp_wrapped,
        language=row.language,
    )
