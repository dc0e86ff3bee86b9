"""Counsel's desk: views kept by their owner; notes and decisions on many claims, append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
REPLACED = {
    "batches": "id = NEW.id OR (matter = NEW.matter AND number = NEW.number)",
    "claim_notes": "number = NEW.number AND place = NEW.place",
    "batch_steps": "batch = NEW.batch AND act = NEW.act AND number = NEW.number",
}
"""Append-only table → the rows a new one would take the place of."""


def upgrade() -> None:
    op.create_table(
        "saved_views",
        sa.Column("owner", WORD, nullable=False),
        sa.Column("matter", WORD, nullable=False),
        sa.Column("name", WORD, nullable=False),
        sa.Column("address", WORD, nullable=False),
        sa.Column("saved_at", WORD, nullable=False),
        sa.PrimaryKeyConstraint("owner", "matter", "name", name="pk_saved_views"),
    )
    op.create_table(
        "claim_notes",
        sa.Column("number", WORD, nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("at", WORD, nullable=False),
        sa.Column("by", WORD, nullable=False),
        sa.Column("text", WORD, nullable=False),
        sa.Column("salt", WORD, nullable=False),
        sa.Column("sha256", WORD, nullable=False),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_claim_notes_number"),
        sa.PrimaryKeyConstraint("number", "place", name="pk_claim_notes"),
    )
    op.create_table(
        "batches",
        sa.Column("id", WORD, nullable=False),
        sa.Column("matter", WORD, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("at", WORD, nullable=False),
        sa.Column("by", WORD, nullable=False),
        sa.Column("body", WORD, nullable=False),
        sa.Column("sha256", WORD, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_batches"),
        sa.UniqueConstraint("matter", "number", name="uq_batches_matter_number"),
    )
    op.create_table(
        "batch_steps",
        sa.Column("batch", WORD, nullable=False),
        sa.Column("act", WORD, nullable=False),
        sa.Column("number", WORD, nullable=False),
        sa.Column("why", WORD, nullable=False),
        sa.Column("other", WORD, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("at", WORD, nullable=False),
        sa.Column("by", WORD, nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["batches.id"], name="fk_batch_steps_batch"),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_batch_steps_number"),
        sa.PrimaryKeyConstraint("batch", "act", "number", name="pk_batch_steps"),
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table, key in REPLACED.items():
        if sqlite:
            refuse_on_sqlite(table, key)
        else:
            refuse_on_postgresql(table)


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
