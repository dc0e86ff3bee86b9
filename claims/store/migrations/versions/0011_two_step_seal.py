"""Each entry of the journal is sealed in two steps, with a salt.

The chain is followed as it was sealed before, then sealed anew; heads printed before are no longer
in it, and a last entry says which head it had. A journal that does not follow is left as it is.
"""

import json
from datetime import UTC, datetime
from hashlib import sha256
from secrets import token_hex

import sqlalchemy as sa
from alembic import op

from claims.problems import DamagedStore

revision = "0011"
down_revision = "0010"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NAMES = ("seq", "at", "clock", "actor", "action", "subject", "body", "salt", "previous", "hash")
JOURNAL = sa.table("journal", *map(sa.column, NAMES))
NOTHING = "0" * 64


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    op.add_column("journal", sa.Column("salt", WORD, nullable=False, server_default=""))
    op.execute(
        "DROP TRIGGER journal_refuses_update"
        if on_sqlite
        else "ALTER TABLE journal DISABLE TRIGGER journal_refuses_change"
    )
    seal_anew(op.get_bind())
    op.execute(
        "CREATE TRIGGER journal_refuses_update BEFORE UPDATE ON journal "
        "BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END"
        if on_sqlite
        else "ALTER TABLE journal ENABLE TRIGGER journal_refuses_change"
    )


def seal_anew(connection: sa.Connection) -> None:
    """Every entry, then one that says what the head was."""
    former = anew = NOTHING
    row = None
    for row in connection.execute(sa.select(JOURNAL).order_by(JOURNAL.c.seq)).all():
        if row.previous != former or former_seal(row) != row.hash:
            raise DamagedStore(
                f"the journal is altered at entry {row.seq}, so it was not brought to this "
                "version; restore the last backup, then start again"
            )
        kept = row._asdict() | {"salt": token_hex(16), "previous": anew}
        former, anew = row.hash, seal(kept)
        values = {"salt": kept["salt"], "previous": kept["previous"], "hash": anew}
        connection.execute(sa.update(JOURNAL).where(JOURNAL.c.seq == row.seq).values(values))
    if row is not None:
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        told = {
            "seq": row.seq + 1, "at": max(now, row.at), "clock": "", "actor": "system",
            "action": "seal journal anew", "subject": "", "body": f'{{"head":"{former}"}}',
            "salt": token_hex(16), "previous": anew,
        }  # fmt: skip
        connection.execute(sa.insert(JOURNAL).values(told | {"hash": seal(told)}))


def former_seal(row: sa.Row[tuple[object, ...]]) -> str:
    fields = {name: getattr(row, name) for name in NAMES if name not in ("salt", "hash")}
    return sha256(b"\x00" + written(fields).encode()).hexdigest()


def seal(entry: dict[str, object]) -> str:
    fields = {name: entry[name] for name in NAMES if name not in ("previous", "hash")}
    content = sha256(b"\x00" + written(fields).encode()).hexdigest()
    return sha256(b"\x01" + f"{entry['previous']}{content}".encode()).hexdigest()


def written(fields: dict[str, object]) -> str:
    """Canonical JSON, the body as the very text kept."""
    names = [f"{json.dumps(name)}:{text_of(name, fields[name])}" for name in sorted(fields)]
    return "{" + ",".join(names) + "}"


def text_of(name: str, value: object) -> str:
    return str(value) if name == "body" else json.dumps(value, ensure_ascii=False)
