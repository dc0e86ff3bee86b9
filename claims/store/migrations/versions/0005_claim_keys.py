"""The key of each claim's exhibits, wrapped by a key that is not in the database."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "claim_keys",
        sa.Column("number", WORD, nullable=False),
        sa.Column("master", WORD, nullable=False),
        sa.Column("wrapped", WORD, nullable=False),
        sa.Column("made_at", WORD, nullable=False),
        sa.Column("forgotten_at", WORD, nullable=True),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_claim_keys_number"),
        sa.PrimaryKeyConstraint("number", name="pk_claim_keys"),
    )
    op.create_index("ix_claim_keys_master", "claim_keys", ["master"])
