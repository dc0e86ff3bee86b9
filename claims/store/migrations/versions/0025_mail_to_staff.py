"""Letters that are about no claim; the language in which each of the staff last signed in."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("accounts", sa.Column("language", WORD, nullable=False, server_default="fr"))
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("number", existing_type=WORD, nullable=True)
