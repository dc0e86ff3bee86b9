"""The whole file looked at once, before any row is counted: header, currencies, marks, dates."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from claims.evidence.exports.cells import Mark, Order, mark_of, orders_of
from claims.evidence.exports.formats import AMOUNTS, Layout, headless, mapped, recognised
from claims.evidence.exports.table import Row, Table

MOST_ROWS = 300_000
WIDEST = 60
"""Characters of a cell shown."""


@dataclass(slots=True)
class Found:
    """Where the rows begin and what they are. layout: None when no format fits."""

    layout: Layout | None
    header: Row
    skipped: int
    sample: list[Row]


@dataclass(slots=True)
class Survey:
    """What all the rows say together."""

    rows: int = 0
    currencies: Counter[str] = field(default_factory=Counter)
    marks: Counter[str] = field(default_factory=Counter)
    orders: Counter[str] = field(default_factory=Counter)
    unclear: bool = False

    def take(self, cells: Mapping[str, str]) -> None:
        """Look at one row, its cells by role."""
        self.rows += 1
        currency, day = cells.get("currency", "").upper()[:8], cells.get("day", "")
        if currency and any(map(str.isdigit, day)):  # not the titles of a second export pasted in
            self.currencies[currency] += 1
        for role in AMOUNTS:
            if role in cells and (mark := mark_of(cells[role])):
                self.marks[mark] += 1
        self._dates(orders_of(cells.get("day", "")))

    def _dates(self, possible: frozenset[Order]) -> None:
        if len(possible) == 2:
            self.unclear = True
        elif possible:
            self.orders[next(iter(possible))] += 1

    @property
    def mark(self) -> Mark:
        """The mark of decimals that the file shows, when it shows only one."""
        if len(self.marks) != 1:
            return ""
        return "." if "." in self.marks else ","

    @property
    def order(self) -> Order:
        """Whether days or months come first, when the file shows it, and only one way."""
        if len(self.orders) != 1:
            return ""
        return "dmy" if "dmy" in self.orders else "mdy"


def find(table: Table, columns: Mapping[str, int]) -> Found:
    """The header of a table and its format; columns: places said by the person, by role."""
    first = table.first()
    bare = headless(first[0]) if first else None
    if bare and not columns:
        return Found(bare, list(bare.format.headless), 0, _short(first))
    layouts = ((place, recognised(row)) for place, row in enumerate(first))
    place, layout = next(((p, found) for p, found in layouts if found), (_widest(first), None))
    header = first[place] if first else []
    chosen = mapped(columns) if columns else layout
    return Found(chosen, _short([header])[0], place + 1, _short(first[place + 1 :]))


def _widest(first: Sequence[Row]) -> int:
    """The first line as wide as most: a title above a table is narrower."""
    widths = Counter(len(row) for row in first)
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    return next((place for place, row in enumerate(first) if len(row) == usual), 0)


def _short(rows: Sequence[Row]) -> list[Row]:
    return [[cell.strip()[:WIDEST] for cell in row[:WIDEST]] for row in rows[:8]]


def numbered(table: Table, skipped: int) -> Iterator[tuple[int, Row]]:
    """The rows under the header, each with its place in the file."""
    for number, row in enumerate(table.rows(), 1):
        if number > skipped:
            yield number, row
