"""The outbox, and the links that e-mails carry."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def word(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, WORD, nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "outbox",
        word("id"),
        word("number"),
        word("matter"),
        word("recipient"),
        word("language"),
        word("kind"),
        word("subject"),
        word("body"),
        word("key"),
        word("message_id"),
        word("created_at"),
        word("due_at"),
        sa.Column("tries", sa.BigInteger(), nullable=False),
        word("state"),
        word("reason"),
        word("tried_at", nullable=True),
        word("sent_at", nullable=True),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_outbox_number"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
    )
    op.create_index("ix_outbox_number", "outbox", ["number"])
    op.create_index("ix_outbox_state_due_at", "outbox", ["state", "due_at"])
    op.create_table(
        "links",
        word("token_hash"),
        word("kind"),
        word("number"),
        word("subject"),
        sa.Column("once", sa.Boolean(), nullable=False),
        word("created_at"),
        word("expires_at"),
        word("used_at", nullable=True),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_links_number"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_links"),
    )
    op.create_index("ix_links_number", "links", ["number"])
