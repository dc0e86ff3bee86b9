"""A hash of the words of each exhibit that was read, to find the same text under other bytes."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("looks", sa.Column("words", WORD, nullable=False, server_default=""))
    op.create_index("ix_looks_words", "looks", ["words"])
