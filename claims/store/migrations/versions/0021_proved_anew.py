"""When who holds a session last proved who they are; what one person did lately, found at once."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("sessions", sa.Column("proved_at", WORD, nullable=False, server_default=""))
    op.execute("UPDATE sessions SET proved_at = created_at")
    op.create_index("ix_journal_actor_at", "journal", ["actor", "at"])
