"""Which file of the vault holds the words read optically in each exhibit."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("looks", sa.Column("optical", WORD, nullable=False, server_default=""))
