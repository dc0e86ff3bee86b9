"""The kinds of column there are: words, moments, amounts, counts and flags.

Amounts are whole cents and moments are UTC text, so SQLite and PostgreSQL agree exactly; text sorts
by code point on both.
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
    Text,
    TypeDecorator,
)

MOST = 10**12
"""Largest amount of one line, in cents; nine million such lines still add up in 64 bits."""

Word = Text().with_variant(Text(collation="C"), "postgresql")


def utc_text(at: datetime) -> str:
    """A moment as kept and hashed: 2021-09-01T12:00:00.000000Z. A naive one is refused."""
    if at.tzinfo is None:
        raise ValueError(f"a moment needs its time zone: {at!r}")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


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


def word(name: str, *more: Any, **options: Any) -> Column[str]:
    """Text, never null."""
    return Column(name, Word, *more, **{"nullable": False} | options)


def of_claim() -> Column[str]:
    """The claim a row belongs to, part of its key."""
    return word("number", ForeignKey("claims.number"), primary_key=True)


def cents(name: str) -> Column[int]:
    """An amount in cents, bounded by the database itself."""
    return Column(
        name, BigInteger, CheckConstraint(f"{name} BETWEEN 0 AND {MOST}", name=name), nullable=False
    )


def whole(name: str, **options: Any) -> Column[int]:
    """A whole number."""
    return Column(name, BigInteger, nullable=False, **options)


def flag(name: str) -> Column[bool]:
    """Yes or no."""
    return Column(name, Boolean, nullable=False)


def moment(name: str, *, nullable: bool = False, **options: Any) -> Column[datetime]:
    """An aware moment."""
    return Column(name, Moment, nullable=nullable, **options)
