"""What each platform calls its columns, from `formats.toml`: a platform more is a table more."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from claims.folding import fold

Grain = Literal["order", "line", "movement", "day"]
TABLE = Path(__file__).with_name("formats.toml")
SLASHED = re.compile("[0-9]{4}/")
"""How a day begins in a file without a header."""
ROLES = (
    "id", "day", "time", "zone", "net", "total", "tax", "shipping", "shipping_tax", "refund",
    "refund_day", "partial", "quantity", "price", "credit", "debit", "status", "kind", "test",
    "cancelled", "captured", "currency", "account",
)  # fmt: skip
AMOUNTS = ("net", "total", "tax", "shipping", "refund", "price", "credit", "debit")


@dataclass(frozen=True, slots=True)
class Format:
    """One export: how it is recognised and which column says what."""

    label: str
    needs: tuple[tuple[str, ...], ...]
    grain: Grain
    columns: Mapping[str, tuple[str, ...]]
    void: frozenset[str] = frozenset()
    refunded: frozenset[str] = frozenset()
    test: tuple[str, ...] = ()
    sale: tuple[str, ...] = ()
    refund: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    zone: str = ""
    inside: bool = False
    bank: bool = False
    headless: tuple[str, ...] = ()
    day_at: int = -1


@dataclass(frozen=True, slots=True)
class Layout:
    """A format met in a file: the place of each role's column, counted from zero."""

    key: str
    format: Format
    places: Mapping[str, int] = field(default_factory=dict)

    def cells(self, row: Sequence[str]) -> dict[str, str]:
        """What a row says, by role; a blank cell says nothing."""
        wide = len(row)
        return {
            role: said
            for role, place in self.places.items()
            if place < wide and (said := row[place].strip())
        }


plain = lru_cache(maxsize=10_000)(fold)
"""A word as the table writes it, each folded once: a file says the same on every row."""


@cache
def formats() -> Mapping[str, Format]:
    """Every format known, in the order of the table."""
    raw = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {key: _format(told) for key, told in raw.items()}


def _format(told: Mapping[str, Any]) -> Format:
    plainly: dict[str, Any] = {
        key: tuple(said) if isinstance(said, list) else said for key, said in told.items()
    }
    sets = {key: frozenset(told.get(key, ())) for key in ("void", "refunded")}
    columns = {role: tuple(names) for role, names in told["columns"].items()}
    needs = tuple(map(tuple, told["needs"]))
    return Format(**plainly | sets | {"columns": columns, "needs": needs})


def recognised(header: Iterable[str]) -> Layout | None:
    """The format whose header this is; of several, the one that asks most of it."""
    names = [plain(name) for name in header]
    known = set(names)
    fits = [
        (key, one) for key, one in formats().items() if all(known & set(need) for need in one.needs)
    ]
    if not fits:
        return None
    key, found = max(fits, key=lambda fit: len(fit[1].needs))
    return Layout(key, found, _places(found, names))


def headless(row: Sequence[str]) -> Layout | None:
    """A format without a header, known by the width of its lines and the place of the day."""
    for key, one in formats().items():
        width = len(one.headless)
        if width and len(row) == width and SLASHED.match(row[one.day_at]):
            return Layout(key, one, _places(one, one.headless))
    return None


def _places(found: Format, names: Sequence[str]) -> dict[str, int]:
    first = {name: place for place, name in reversed(list(enumerate(names)))}
    named = {
        role: next((first[name] for name in tried if name in first), -1)
        for role, tried in found.columns.items()
    }
    return {role: place for role, place in named.items() if place >= 0}


def mapped(places: Mapping[str, int]) -> Layout:
    """What the person said of a file no format fits: each row a sale, refunds negative or apart."""
    grain: Grain = "order" if "id" in places else "line"
    void = frozenset(word for one in formats().values() for word in one.void)
    back = frozenset(word for one in formats().values() for word in one.refunded)
    own = Format("", (), grain, {}, void=void, refunded=back)
    return Layout("mapped", own, dict(places))
