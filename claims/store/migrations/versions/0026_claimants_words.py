"""A salt beside the words in which a claimant says why they correct, so that the journal holds
their hash alone."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("revisions", sa.Column("salt", WORD, nullable=False, server_default=""))
