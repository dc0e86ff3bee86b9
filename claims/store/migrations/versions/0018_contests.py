"""Decisions contested, in time or late, and letters that cover several claims, kept as issued."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0016"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEYS = {"contests": "number", "consolidated": "matter"}
"""Table → what its places are counted in."""


def upgrade() -> None:
    for table, whole in KEYS.items():
        op.create_table(table, *columns(table, whole))
        if op.get_bind().dialect.name == "sqlite":
            refuse_on_sqlite(table, whole)
        else:
            refuse_on_postgresql(table)


def columns(table: str, whole: str) -> list[sa.schema.SchemaItem]:
    own: list[sa.schema.SchemaItem] = [
        sa.Column(whole, WORD, nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("at", WORD, nullable=False),
        sa.Column("by", WORD, nullable=False),
        sa.Column("body", WORD, nullable=False),
        sa.Column("sha256", WORD, nullable=False),
        sa.PrimaryKeyConstraint(whole, "place", name=f"pk_{table}"),
    ]
    if whole == "number":
        claim = sa.ForeignKeyConstraint([whole], ["claims.number"], name=f"fk_{table}_number")
        own.append(claim)
    return own


def refuse_on_sqlite(table: str, whole: str) -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_refuses_{act.lower()} BEFORE {act} ON {table} BEGIN "
            f"SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
    op.execute(
        f"CREATE TRIGGER {table}_refuses_replacement BEFORE INSERT ON {table} "  # noqa: S608  ours
        f"WHEN EXISTS (SELECT 1 FROM {table} "
        f"WHERE {whole} = NEW.{whole} AND place = NEW.place) "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
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
