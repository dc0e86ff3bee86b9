"""An index of the exhibits of which some pictures were not read; those of before 0027 among them.

Of an exhibit that has text besides, or in which nothing was found, twenty pictures were read; of a
text, only the first two hundred pages were looked at. Until its turn comes, each is said to have
all the unread pictures that it may have.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

AGAIN = (
    ("mixed", "pages - 1", "pages - 21"),
    ("blank", "pages", "pages - 20"),
    ("text", "pages - 200", "pages - 200"),
)
"""How an exhibit was read, its pictures at the most, and those of them that nobody read."""
PAGED = "SELECT id FROM exhibits WHERE media IN ('application/pdf', 'image/tiff')"


def upgrade() -> None:
    for reading, pictures, unread in AGAIN:
        op.execute(
            f"UPDATE looks SET pictures = {pictures}, unread = {unread}"  # noqa: S608  our own words
            f" WHERE reading = '{reading}' AND pictures = 0 AND {unread} > 0"
            f" AND exhibit IN ({PAGED})"
        )
    some_unread = sa.text("unread > 0")
    op.create_index(
        "ix_looks_unfinished", "looks", [sa.text("(pictures - unread)")],
        sqlite_where=some_unread, postgresql_where=some_unread,
    )  # fmt: skip
