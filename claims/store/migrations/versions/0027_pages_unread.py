"""How many pages of each exhibit are pictures, and how many of them were not read yet.

Of one that is pictures alone, the first twenty were read; of one that has text besides, nobody
knows which.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    for name in ("pictures", "unread"):
        op.add_column("looks", sa.Column(name, sa.BigInteger(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE looks SET pictures = pages, unread = pages - 20"
        " WHERE reading = 'optical' AND pages > 20"
    )
