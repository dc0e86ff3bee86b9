"""Messages, how far each side has read them, and requests to be forgotten."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0005"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def word(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, WORD, nullable=nullable)


def count(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "messages",
        word("number"),
        count("place"),
        word("side"),
        word("kind"),
        word("at"),
        word("by"),
        word("text"),
        word("sha256"),
        word("key"),
        count("journal_seq"),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_messages_number"),
        sa.PrimaryKeyConstraint("number", "place", name="pk_messages"),
        sa.UniqueConstraint("number", "key", name="uq_messages_number_key"),
    )
    op.create_table(
        "messages_seen",
        word("number"),
        word("side"),
        count("place"),
        word("at"),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_messages_seen_number"),
        sa.PrimaryKeyConstraint("number", "side", name="pk_messages_seen"),
    )
    op.create_table(
        "erasures",
        word("number"),
        word("asked_at"),
        word("reason"),
        word("answered_at", nullable=True),
        word("answered_by"),
        word("answer"),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_erasures_number"),
        sa.PrimaryKeyConstraint("number", name="pk_erasures"),
    )
    if op.get_bind().dialect.name == "sqlite":
        refuse_on_sqlite()
    else:
        refuse_on_postgresql()


def refuse_on_sqlite() -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER messages_refuses_{act.lower()} BEFORE {act} ON messages "
            "BEGIN SELECT RAISE(ABORT, 'messages is append-only'); END"
        )


def refuse_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION messages_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'messages is append-only' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER messages_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON messages "
        "FOR EACH STATEMENT EXECUTE FUNCTION messages_is_append_only()"
    )
