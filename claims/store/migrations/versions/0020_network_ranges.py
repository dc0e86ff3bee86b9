"""Marks of the network ranges claims were filed from, kept only where a matter says so."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "networks",
        sa.Column("number", WORD, nullable=False),
        sa.Column("mark", WORD, nullable=False),
        sa.Column("at", WORD, nullable=False),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_networks_number"),
        sa.PrimaryKeyConstraint("number", name="pk_networks"),
    )
