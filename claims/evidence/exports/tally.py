"""Rows summed into sales by day: an order counted once, a refund on its day, the rest told apart.

An order may stand on several rows, with its totals on the first. What is not counted is counted
too, by reason, so that the rows of the file are all accounted for.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from claims.evidence.exports.cells import Mark, Moment, Order, amount, moment_of
from claims.evidence.exports.formats import AMOUNTS, Format, Layout, plain
from claims.evidence.exports.repeats import Repeats
from claims.money import to_cents

ZERO, FINE = Decimal(0), Decimal("0.0001")
INSIDE = ("tax", "shipping", "shipping_tax")
READ = (*AMOUNTS, "shipping_tax", "partial", "quantity")
NEEDED = frozenset({"net", "total", "price", "credit", "debit"})
SHOWN = 5
"""Rows not understood that are told one by one."""
Reason = Literal["day", "amount"]
Cells = Mapping[str, str]
"""What a row says, by role."""
Figures = Mapping[str, Decimal]


@dataclass(slots=True)
class Reading:
    """How the cells of this file are read, once the whole of it was looked at."""

    layout: Layout
    mark: Mark
    order: Order
    currency: str
    here: tzinfo
    clock: str = ""
    """The zone the person says times without one are in."""
    repeats: Repeats = field(default_factory=Repeats)
    once: bool = False
    """The person says that rows standing there again as a block count once."""


@dataclass(slots=True)
class Tally:
    """What the rows come to. days: cents by day; counts: rows by what became of them."""

    reading: Reading
    days: dict[date, int] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    sums: Counter[str] = field(default_factory=Counter)
    clocks: Counter[str] = field(default_factory=Counter)
    """Rows counted by what their time says: zoned, naive; moved: counted on another day."""
    doubled: set[date] = field(default_factory=set)
    """Days that stand on several rows of a table of days: added up, and told."""
    alike: Counter[str] = field(default_factory=Counter)
    """Rows without a number counted though equal to another, their cents; copied: cents of those
    that stand in a block repeated."""
    unread: list[tuple[int, Reason]] = field(default_factory=list)
    statuses: set[str] = field(default_factory=set)
    _orders: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Number of an order → hashes of its figures and of its whole first row: rows are many."""
    _rows: set[int] = field(default_factory=set)

    def take(self, number: int, row: Sequence[str]) -> None:
        """Count one row; number: its place in the file, from one."""
        self.counts["rows"] += 1
        cells = self.reading.layout.cells(row)
        why = self._copied(number) or self._again(cells, row) or self._kept_out(cells)
        if why:
            self.counts[why] += 1
            return
        found, figures = self._moment(cells), self._figures(cells)
        if found is None or figures is None:
            self.counts["unread"] += 1
            if len(self.unread) < SHOWN:
                self.unread.append((number, "day" if found is None else "amount"))
            return
        self.counts["counted"] += 1
        self.clocks.update(filter(None, (found.clock, "moved" if found.moved else "")))
        if self._format.grain == "day" and found.day in self.days:
            self.doubled.add(found.day)
        cents = self._add(cells, found.day, figures)
        if number in self.reading.repeats.alike:
            self.alike.update(rows=1, cents=cents)
        if number in self.reading.repeats.copies:
            self.alike["copied"] += cents

    @property
    def _format(self) -> Format:
        return self.reading.layout.format

    def _kept_out(self, cells: Cells) -> str:
        """Why a row is no sale of this file, empty when it may be one."""
        currency = cells.get("currency", "").upper()
        if currency and self.reading.currency and currency != self.reading.currency:
            return "other_currency"
        tested = plain(cells.get("test", ""))
        if any(word in tested for word in self._format.test):
            return "test"
        captured = cells.get("captured", "").casefold()
        if _status(cells) in self._format.void or "cancelled" in cells:
            return "void"
        if captured in ("false", "no"):
            return "void"
        return "" if self._kind(cells) != "other" else "other"

    def _copied(self, number: int) -> str:
        return "duplicates" if self.reading.once and number in self.reading.repeats.copies else ""

    def _again(self, cells: Cells, row: Sequence[str]) -> str:
        """Whether an order was met already: its other lines, a copy of it, or another version."""
        name, grain = cells.get("id", ""), self._format.grain
        bare = tuple(cells.get(role, "") for role in AMOUNTS)
        if grain == "order":
            return self._order_again(name, bare, row)
        if grain != "day" and not name:
            return ""
        told = (cells.get(role, "") for role in ("day", "kind", "account"))
        key = hash((name, *told, *bare))
        if key in self._rows:
            return "duplicates"
        self._rows.add(key)
        return ""

    def _order_again(self, name: str, bare: tuple[str, ...], row: Sequence[str]) -> str:
        if not any(bare) and (name in self._orders or not name):
            return "lines"
        figures, whole = hash(bare), hash(tuple(row))
        if name not in self._orders or not name:
            self._orders[name] = (figures, whole)
            return ""
        if self._orders[name][0] != figures:
            return "conflicts"
        return "duplicates" if self._orders[name][1] == whole else "lines"

    def _kind(self, cells: Cells) -> str:
        """sale, refund or other: what a movement is, by its kind, else by its sign."""
        one, kind = self._format, plain(cells.get("kind", ""))
        if one.grain != "movement":
            return "sale"
        if any(word in kind for word in one.refund):
            return "refund"
        if one.sale:
            return "sale" if kind in one.sale else "other"
        if any(word in kind for word in one.other):
            return "other"
        return "sale" if _signed(self._figures(cells) or {}) >= 0 else "other"

    def _moment(self, cells: Cells, role: str = "day") -> Moment | None:
        read, text = self.reading, cells.get(role, "")
        clock = cells.get("zone", "") or self._format.zone
        if role == "day" and "time" in cells:
            text = f"{text} {cells['time']}"
        return moment(text, read.order, clock, read.here, read.clock)

    def _figures(self, cells: Cells) -> Figures | None:
        """Every amount of a row, None when one of them cannot be read or none is there."""
        read = {role: number(cells[role], self.reading.mark) for role in READ if role in cells}
        if None in read.values() or not NEEDED & read.keys():
            return None
        return {role: found for role, found in read.items() if found is not None}

    def _add(self, cells: Cells, day: date, figures: Figures) -> int:
        """The cents a row adds to the sales, below zero when it takes some away."""
        for part in ("tax", "shipping"):
            self.sums[part] += to_cents(figures[part]) if part in figures else 0
        if self._format.grain == "movement":
            cents = to_cents(_signed(figures) - _apart(figures))
            self._put(day, cents, "refunds" if self._kind(cells) == "refund" else "sales")
            return cents
        net = _net(figures)
        self._put(day, to_cents(net), "sales" if net >= 0 else "refunds")
        if back := self._refund(cells, figures, net):
            back_on = self._moment(cells, "refund_day")
            self._put(back_on.day if back_on else day, -back, "refunds")
            self.counts["refunded"] += 1
        if "status" in cells and len(self.statuses) < SHOWN * 2:
            self.statuses.add(cells["status"][:40])
        return to_cents(net) - back

    def _refund(self, cells: Cells, figures: Figures, net: Decimal) -> int:
        """Cents given back: the share of the refund that is neither tax nor shipping."""
        back, whole = abs(figures.get("refund", ZERO)), figures.get("total", net)
        if not back and _status(cells) in self._format.refunded:
            back = whole
        if not back or whole <= 0 or net <= 0:
            return 0
        return min(to_cents(back * net / whole), to_cents(net))

    def _put(self, day: date, cents: int, into: str) -> None:
        self.days[day] = self.days.get(day, 0) + cents
        self.sums[into] += cents


def _status(cells: Cells) -> str:
    return plain(cells.get("status", "")).removeprefix("wc-")


def _signed(figures: Figures) -> Decimal:
    """A movement with its sign, in one column or in two."""
    if "total" in figures:
        return figures["total"]
    return figures.get("credit", ZERO) - abs(figures.get("debit", ZERO))


def _net(figures: Figures) -> Decimal:
    """Sales before tax and shipping; of two ways to know them, the smaller."""
    if "price" in figures:
        return figures["price"] * figures.get("quantity", Decimal(1))
    partial = -abs(figures.get("partial", ZERO))
    ways = [figures["net"]] if "net" in figures else []
    if "total" in figures:
        ways.append(figures["total"] - _apart(figures))
    return (min(ways) if ways else _signed(figures)) + partial


def _apart(figures: Figures) -> Decimal:
    """Tax and shipping inside a total, with its own sign."""
    return sum((figures[part] for part in INSIDE if part in figures), ZERO)


@lru_cache(maxsize=50_000)
def moment(text: str, order: Order, clock: str, here: tzinfo, assumed: str) -> Moment | None:
    """The moment of a cell; days come back by the thousand."""
    return moment_of(text, order, clock, here, assumed)


@lru_cache(maxsize=50_000)
def number(text: str, mark: Mark) -> Decimal | None:
    """The amount of a cell, to the hundredth of a cent."""
    read = amount(text, mark)
    return None if read is None else read.quantize(FINE, rounding=ROUND_HALF_UP)
