"""Bundles ordered: what is to be made, how far it is, and who let it out."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "builds",
        sa.Column("id", WORD, nullable=False),
        sa.Column("matter", WORD, nullable=False),
        sa.Column("language", WORD, nullable=False),
        sa.Column("at", WORD, nullable=False),
        sa.Column("by", WORD, nullable=False),
        sa.Column("choice", WORD, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("done", sa.BigInteger(), nullable=False),
        sa.Column("of", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.BigInteger(), nullable=False),
        sa.Column("snapshot", sa.BigInteger(), nullable=False),
        sa.Column("restarted", sa.BigInteger(), nullable=False),
        sa.Column("volumes", WORD, nullable=False),
        sa.Column("told", WORD, nullable=False),
        sa.Column("answered_by", WORD, nullable=False),
        sa.Column("answered_at", WORD, nullable=True),
        sa.Column("note", WORD, nullable=False),
        sa.Column("due_at", WORD, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_builds"),
    )
    op.create_index("ix_builds_matter", "builds", ["matter"])
    op.create_index("ix_builds_state_due_at", "builds", ["state", "due_at"])
