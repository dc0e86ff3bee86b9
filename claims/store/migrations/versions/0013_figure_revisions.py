"""Figures of a matter revised by counsel: which, from which day, on whose authority."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "figure_revisions",
        sa.Column("matter", WORD, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("at", WORD, nullable=False),
        sa.Column("by", WORD, nullable=False),
        sa.Column("body", WORD, nullable=False),
        sa.Column("sha256", WORD, nullable=False),
        sa.PrimaryKeyConstraint("matter", "number", name="pk_figure_revisions"),
    )
    if op.get_bind().dialect.name == "sqlite":
        refuse_on_sqlite()
    else:
        refuse_on_postgresql()


def refuse_on_sqlite() -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER figure_revisions_refuses_{act.lower()} "
            f"BEFORE {act} ON figure_revisions BEGIN "
            "SELECT RAISE(ABORT, 'figure_revisions is append-only'); END"
        )
    op.execute(
        "CREATE TRIGGER figure_revisions_refuses_replacement BEFORE INSERT ON figure_revisions "
        "WHEN EXISTS (SELECT 1 FROM figure_revisions "
        "WHERE matter = NEW.matter AND number = NEW.number) "
        "BEGIN SELECT RAISE(ABORT, 'figure_revisions is append-only'); END"
    )


def refuse_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION figure_revisions_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'figure_revisions is append-only' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER figure_revisions_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE "
        "ON figure_revisions FOR EACH STATEMENT EXECUTE FUNCTION figure_revisions_is_append_only()"
    )
