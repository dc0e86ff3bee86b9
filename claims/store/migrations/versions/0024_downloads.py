"""Downloads of documents under way, each tied to the session that began it, and how far it went."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "downloads",
        sa.Column("session", WORD, nullable=False),
        sa.Column("export", WORD, nullable=False),
        sa.Column("until", WORD, nullable=False),
        sa.Column("furthest", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["export"], ["exports.id"], name="fk_downloads_export"),
        sa.PrimaryKeyConstraint("session", "export", name="pk_downloads"),
    )
