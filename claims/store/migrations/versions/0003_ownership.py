"""Who owns a service: the events of each inquiry, append-only."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def word(name: str) -> sa.Column[Any]:
    return sa.Column(name, WORD, nullable=False)


def upgrade() -> None:
    op.create_table(
        "ownership",
        word("number"),
        word("service"),
        sa.Column("n", sa.BigInteger(), nullable=False),
        word("kind"),
        word("role"),
        word("at"),
        word("by"),
        word("body"),
        word("sha256"),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_ownership_number"),
        sa.PrimaryKeyConstraint("number", "service", "n", name="pk_ownership"),
    )
    if op.get_bind().dialect.name == "sqlite":
        refuse_on_sqlite()
    else:
        refuse_on_postgresql()


def refuse_on_sqlite() -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER ownership_refuses_{act.lower()} BEFORE {act} ON ownership "
            "BEGIN SELECT RAISE(ABORT, 'ownership is append-only'); END"
        )


def refuse_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION ownership_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'ownership is append-only' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER ownership_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON ownership "
        "FOR EACH STATEMENT EXECUTE FUNCTION ownership_is_append_only()"
    )
