"""The rules each claim was counted under."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "rulebooks",
        sa.Column("sha256", WORD, nullable=False),
        sa.Column("matter", WORD, nullable=False),
        sa.Column("text", WORD, nullable=False),
        sa.Column("kept_at", WORD, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_rulebooks"),
    )
    op.add_column("claims", sa.Column("rules", WORD, nullable=False, server_default=""))
    if op.get_bind().dialect.name == "sqlite":
        refuse_on_sqlite()
    else:
        refuse_on_postgresql()


def refuse_on_sqlite() -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER rulebooks_refuses_{act.lower()} BEFORE {act} ON rulebooks "
            "BEGIN SELECT RAISE(ABORT, 'rulebooks is append-only'); END"
        )
    for table, key in REPLACED.items():
        known = f"SELECT 1 FROM {table} WHERE {key}"  # noqa: S608 (our own names)
        op.execute(
            f"CREATE TRIGGER {table}_refuses_replacement BEFORE INSERT ON {table} "
            f"WHEN EXISTS ({known}) BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


REPLACED = {
    "journal": "seq = NEW.seq",
    "messages": "number = NEW.number AND (place = NEW.place OR key = NEW.key)",
    "ownership": "number = NEW.number AND service = NEW.service AND n = NEW.n",
    "revisions": "number = NEW.number AND (revision = NEW.revision OR key = NEW.key)",
    "rulebooks": "sha256 = NEW.sha256",
    "snapshots": "id = NEW.id OR (matter = NEW.matter AND number = NEW.number)",
}
"""What a replacement would rewrite without an update or a delete: SQLite asks no trigger then."""


def refuse_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION rulebooks_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'rulebooks is append-only' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER rulebooks_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON rulebooks "
        "FOR EACH STATEMENT EXECUTE FUNCTION rulebooks_is_append_only()"
    )
