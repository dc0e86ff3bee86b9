"""Whose claim each is among counsel; draws for a second reading and its words, append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
REPLACED = {
    "review_draws": "id = NEW.id OR (matter = NEW.matter AND number = NEW.number)",
    "second_words": "draw = NEW.draw AND number = NEW.number AND loss = NEW.loss AND act = NEW.act",
}
"""Append-only table → the rows a new one would take the place of."""


def upgrade() -> None:
    op.create_table(
        "assigned",
        *words("number", "person", "before", "act", "at", "by"),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_assigned_number"),
        sa.PrimaryKeyConstraint("number", name="pk_assigned"),
    )
    op.create_index("ix_assigned_act", "assigned", ["act"])
    op.create_table(
        "review_draws",
        *words("id", "matter"),
        sa.Column("number", sa.BigInteger(), nullable=False),
        *words("at", "by", "body", "sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_review_draws"),
        sa.UniqueConstraint("matter", "number", name="uq_review_draws_matter_number"),
    )
    op.create_table(
        "second_words",
        *words("draw", "number", "loss", "act", "at", "by", "body", "sha256"),
        sa.ForeignKeyConstraint(["draw"], ["review_draws.id"], name="fk_second_words_draw"),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_second_words_number"),
        sa.PrimaryKeyConstraint("draw", "number", "loss", "act", name="pk_second_words"),
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table, key in REPLACED.items():
        if sqlite:
            refuse_on_sqlite(table, key)
        else:
            refuse_on_postgresql(table)


def words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, WORD, nullable=False) for name in names]


def refuse_on_sqlite(table: str, key: str) -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_refuses_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
    known = f"SELECT 1 FROM {table} WHERE {key}"  # noqa: S608 (our own names)
    op.execute(
        f"CREATE TRIGGER {table}_refuses_replacement BEFORE INSERT ON {table} "
        f"WHEN EXISTS ({known}) BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def refuse_on_postgresql(table: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{table} is append-only' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE "
        f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_append_only()"
    )
