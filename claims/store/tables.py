"""Tables. Amounts are whole cents and times UTC text, so SQLite and PostgreSQL agree exactly.

Text sorts by code point on both. The migrations make the tables; a test proves they make these.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

MOST = 10**12
"""Largest amount of one line, in cents; nine million such lines still add up in 64 bits."""

Word = Text().with_variant(Text(collation="C"), "postgresql")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def utc_text(moment: datetime) -> str:
    """A moment as kept and hashed: 2021-09-01T12:00:00.000000Z. A naive one is refused."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs its time zone: {moment!r}")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def from_utc_text(text: str) -> datetime:
    """The moment that `utc_text` wrote."""
    return datetime.fromisoformat(text)


class Moment(TypeDecorator[datetime]):
    """An aware moment in, UTC text kept, an aware UTC moment out."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Sorted by code point, which for this text is sorted by time."""
        return dialect.type_descriptor(Word)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """To UTC text."""
        return None if value is None else utc_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """From UTC text."""
        return None if value is None else from_utc_text(value)


def _text(name: str, *more: Any, **options: Any) -> Column[str]:
    return Column(name, Word, *more, nullable=False, **options)


def _number() -> Column[str]:
    return _text("number", ForeignKey("claims.number"), primary_key=True)


def _cents(name: str) -> Column[int]:
    return Column(
        name, BigInteger, CheckConstraint(f"{name} BETWEEN 0 AND {MOST}", name=name), nullable=False
    )


def _count(name: str, **options: Any) -> Column[int]:
    return Column(name, BigInteger, nullable=False, **options)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _at(name: str, *, nullable: bool = False) -> Column[datetime]:
    return Column(name, Moment, nullable=nullable)


claims = Table(
    "claims",
    metadata,
    _text("number", primary_key=True),
    _text("matter"),
    _text("status"),
    _count("revision"),
    _count("version"),
    _text("language"),
    _text("claimant_kind"),
    _text("claimant_name"),
    _text("capacity"),
    _flag("fictional"),
    _text("code_hash"),
    _text("key"),
    _text("findable"),
    _at("created_at"),
    _at("submitted_at", nullable=True),
    _text("submitted_on"),
    _at("updated_at"),
    _text("updated_by"),
    UniqueConstraint("key"),
    Index(None, "matter", "status"),
)
"""key: of idempotency; findable: name, number and domains folded, to search and sort;
submitted_on: the day of the first filing where the matter is heard, empty before."""

drafts = Table(
    "drafts",
    metadata,
    _number(),
    _text("form"),
    _count("version"),
    _at("saved_at"),
    _text("saved_by"),
)

revisions = Table(
    "revisions",
    metadata,
    _number(),
    _count("revision", primary_key=True),
    _at("at"),
    _text("by"),
    _text("reason"),
    _text("body"),
    _text("sha256"),
    _text("key"),
    _count("journal_seq"),
    UniqueConstraint("number", "key"),
)

lines = Table(
    "lines",
    metadata,
    _number(),
    _text("loss", primary_key=True),
    _count("revision"),
    _text("head"),
    _text("service"),
    _text("group_"),
    _text("subgroup"),
    _text("month"),
    _text("start"),
    _text("end"),
    _text("grade"),
    _cents("declared_cents"),
    _cents("supported_cents"),
    _cents("admitted_cents"),
    _flag("decided"),
    Index(None, "service"),
)
"""Of the latest revision only; the days are ISO text."""

services = Table(
    "services",
    metadata,
    _number(),
    _text("id", primary_key=True),
    _text("domain"),
    _text("type"),
    _text("subgroup"),
    Index(None, "domain"),
)

credits = Table(
    "credits",
    metadata,
    _number(),
    _text("id", primary_key=True),
    _text("kind"),
    _text("head"),
    _text("service"),
    _cents("cents"),
    _flag("accepted"),
)

exhibits = Table(
    "exhibits",
    metadata,
    _text("id", primary_key=True),
    _text("number", ForeignKey("claims.number")),
    _text("sha256"),
    _count("size"),
    _text("name"),
    _text("media"),
    _text("kind"),
    _at("added_at"),
    _at("removed_at", nullable=True),
    _text("flags"),
    Index(None, "number"),
    Index(None, "sha256"),
)

accounts = Table(
    "accounts",
    metadata,
    _text("email", primary_key=True),
    _text("name"),
    _text("role"),
    _text("matters"),
    _text("password_hash"),
    _text("totp_wrapped"),
    _count("totp_step"),
    _flag("active"),
    _at("created_at"),
)

sessions = Table(
    "sessions",
    metadata,
    _text("token_hash", primary_key=True),
    _text("kind"),
    _text("who"),
    _text("language"),
    _at("created_at"),
    _at("seen_at"),
    _at("expires_at"),
    Index(None, "who"),
    Index(None, "expires_at"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    _text("key"),
    _at("at"),
    _flag("ok"),
    Index(None, "key", "at"),
    Index(None, "at"),
)

journal = Table(
    "journal",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    _text("at"),
    _text("clock"),
    _text("actor"),
    _text("action"),
    _text("subject"),
    _text("body"),
    _text("previous"),
    _text("hash"),
    Index(None, "subject", "seq"),
)

snapshots = Table(
    "snapshots",
    metadata,
    _text("id", primary_key=True),
    _text("matter"),
    _count("number"),
    _at("at"),
    _text("by"),
    _count("journal_seq"),
    _text("journal_hash"),
    _text("body"),
    _text("sha256"),
    UniqueConstraint("matter", "number"),
)

exports = Table(
    "exports",
    metadata,
    _text("id", primary_key=True),
    _text("matter"),
    _text("kind"),
    _text("name"),
    _text("sha256"),
    _count("size"),
    _at("at"),
    _text("by"),
    _count("journal_seq"),
    Index(None, "matter"),
)

APPEND_ONLY = (journal, revisions, snapshots)
"""Triggers refuse UPDATE and DELETE on these."""
