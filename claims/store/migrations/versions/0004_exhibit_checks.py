"""What is known of each exhibit beside its bytes: scanned, read, and what its words mention."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def word(name: str) -> sa.Column[Any]:
    return sa.Column(name, WORD, nullable=False)


def upgrade() -> None:
    op.create_table(
        "looks",
        word("exhibit"),
        sa.Column("pages", sa.BigInteger(), nullable=False),
        word("scan"),
        word("reading"),
        word("findings"),
        sa.ForeignKeyConstraint(["exhibit"], ["exhibits.id"], name="fk_looks_exhibit"),
        sa.PrimaryKeyConstraint("exhibit", name="pk_looks"),
    )
    op.create_index("ix_looks_reading", "looks", ["reading"])
