"""Audits drawn at random: which claims, from which, by whom, with what seed."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "audit_draws",
        sa.Column("id", WORD, nullable=False),
        sa.Column("matter", WORD, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("at", WORD, nullable=False),
        sa.Column("by", WORD, nullable=False),
        sa.Column("body", WORD, nullable=False),
        sa.Column("sha256", WORD, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_draws"),
        sa.UniqueConstraint("matter", "number", name="uq_audit_draws_matter_number"),
    )
    if op.get_bind().dialect.name == "sqlite":
        refuse_on_sqlite()
    else:
        refuse_on_postgresql()


def refuse_on_sqlite() -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_draws_refuses_{act.lower()} BEFORE {act} ON audit_draws "
            "BEGIN SELECT RAISE(ABORT, 'audit_draws is append-only'); END"
        )
    op.execute(
        "CREATE TRIGGER audit_draws_refuses_replacement BEFORE INSERT ON audit_draws "
        "WHEN EXISTS (SELECT 1 FROM audit_draws "
        "WHERE id = NEW.id OR (matter = NEW.matter AND number = NEW.number)) "
        "BEGIN SELECT RAISE(ABORT, 'audit_draws is append-only'); END"
    )


def refuse_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION audit_draws_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'audit_draws is append-only' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_draws_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE "
        "ON audit_draws FOR EACH STATEMENT EXECUTE FUNCTION audit_draws_is_append_only()"
    )
