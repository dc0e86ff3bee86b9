"""What counsel calls each exhibit, and the day of its document, append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "exhibit_titles",
        sa.Column("number", WORD, nullable=False),
        sa.Column("exhibit", WORD, nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("title", WORD, nullable=False),
        sa.Column("day", WORD, nullable=False),
        sa.Column("at", WORD, nullable=False),
        sa.Column("by", WORD, nullable=False),
        sa.Column("salt", WORD, nullable=False),
        sa.Column("sha256", WORD, nullable=False),
        sa.Column("journal_seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_exhibit_titles_number"),
        sa.PrimaryKeyConstraint("number", "exhibit", "place", name="pk_exhibit_titles"),
    )
    if op.get_bind().dialect.name == "sqlite":
        refuse_on_sqlite()
    else:
        refuse_on_postgresql()


def refuse_on_sqlite() -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER exhibit_titles_refuses_{act.lower()} BEFORE {act} ON exhibit_titles "
            "BEGIN SELECT RAISE(ABORT, 'exhibit_titles is append-only'); END"
        )
    op.execute(
        "CREATE TRIGGER exhibit_titles_refuses_replacement BEFORE INSERT ON exhibit_titles "
        "WHEN EXISTS (SELECT 1 FROM exhibit_titles WHERE number = NEW.number "
        "AND exhibit = NEW.exhibit AND place = NEW.place) "
        "BEGIN SELECT RAISE(ABORT, 'exhibit_titles is append-only'); END"
    )


def refuse_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION exhibit_titles_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'exhibit_titles is append-only' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER exhibit_titles_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE "
        "ON exhibit_titles FOR EACH STATEMENT EXECUTE FUNCTION exhibit_titles_is_append_only()"
    )
