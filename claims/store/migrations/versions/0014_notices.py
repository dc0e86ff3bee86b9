"""Letters that ask for what a claim lacks, and their reminders, kept as issued."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "notices",
        sa.Column("number", WORD, nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("at", WORD, nullable=False),
        sa.Column("by", WORD, nullable=False),
        sa.Column("last_day", WORD, nullable=False),
        sa.Column("body", WORD, nullable=False),
        sa.Column("sha256", WORD, nullable=False),
        sa.Column("journal_seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_notices_number"),
        sa.PrimaryKeyConstraint("number", "place", name="pk_notices"),
    )
    if op.get_bind().dialect.name == "sqlite":
        refuse_on_sqlite()
    else:
        refuse_on_postgresql()


def refuse_on_sqlite() -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER notices_refuses_{act.lower()} BEFORE {act} ON notices BEGIN "
            "SELECT RAISE(ABORT, 'notices is append-only'); END"
        )
    op.execute(
        "CREATE TRIGGER notices_refuses_replacement BEFORE INSERT ON notices "
        "WHEN EXISTS (SELECT 1 FROM notices "
        "WHERE number = NEW.number AND place = NEW.place) "
        "BEGIN SELECT RAISE(ABORT, 'notices is append-only'); END"
    )


def refuse_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION notices_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'notices is append-only' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER notices_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE "
        "ON notices FOR EACH STATEMENT EXECUTE FUNCTION notices_is_append_only()"
    )
