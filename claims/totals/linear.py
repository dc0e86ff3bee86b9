"""Exact linear algebra over sums of cells, in fractions: what a reader can add and subtract."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

Leaves = frozenset[int]
"""Finest cells, as positions; also their sum."""
Number = int | Fraction
"""Whole while it can be: fractions take ten times as long, and are rare among sums of cells."""
Row = dict[int, Number]
"""Finest cell → how many times it enters a sum; never zero."""
Table = dict[int, tuple[Row, Number]]
"""A cell that may be above nothing → its row, and its value."""

ROUNDS = 100
"""Bounds that still move after so many rounds move less and less, and never meet."""

MOST_ROWS = 10
"""A thousand choices of rows are tried; with more rows, more is hidden than need be."""


def reduced(sums: Iterable[Leaves], last: Leaves = frozenset()) -> dict[int, Row]:
    """Gauss and Jordan: one cell of each row → the row, that cell being in no other row.

    The cells of `last` are chosen only for rows that hold no other.
    """
    rows: dict[int, Row] = {}
    for leaves in sums:
        row = remainder(dict.fromkeys(leaves, 1), rows)
        if row:
            first = min(row.keys() - last or row)
            row = divided(row, row[first])
            rows = {head: less(old, row, old.get(first)) for head, old in rows.items()}
            rows[first] = row
    return rows


def divided(row: Row, by: Number) -> Row:
    """The row, divided by a number that is not zero."""
    if by == 1:
        return row
    if by == -1:
        return {leaf: -times for leaf, times in row.items()}
    return {leaf: Fraction(times) / by for leaf, times in row.items()}


def less(row: Row, other: Row, times: Number | None) -> Row:
    """The row, less so many times the other."""
    if not times:
        return row
    result = dict(row)
    for leaf, factor in other.items():
        result[leaf] = result.get(leaf, 0) - times * factor
        if not result[leaf]:
            del result[leaf]
    return result


def remainder(row: Row, rows: dict[int, Row]) -> Row:
    """What is left of a row once all that the reduced rows tell is taken off."""
    for first in [leaf for leaf in row if leaf in rows]:
        row = less(row, rows[first], row.get(first))
    return row


def in_span(leaves: Leaves, rows: dict[int, Row]) -> bool:
    """Whether the sum of these cells is told by the reduced rows."""
    return not remainder(dict.fromkeys(leaves, 1), rows)


def sums_within(sums: Sequence[Leaves], inside: Leaves) -> Iterator[Leaves]:
    """Every sum of some of these cells alone, each entering once, that the sums tell.

    Once the other cells are eliminated, each row left has a cell of its own; so a sum is made of
    the rows whose own cell it holds, and trying every choice of rows finds every sum. Rows that
    share no cell need not be tried together. Past MOST_ROWS, each row counts as such a sum.
    """
    rows = [row for cell, row in reduced(sums, last=inside).items() if cell in inside]
    for linked in components(rows):
        if len(linked) > MOST_ROWS:
            yield from map(frozenset, linked)
            continue
        for size in range(1, len(linked) + 1):
            for chosen in combinations(linked, size):
                whole: Row = {}
                for row in chosen:
                    whole = less(whole, row, -1)
                if all(times == 1 for times in whole.values()):
                    yield frozenset(whole)


def components(rows: Iterable[Row]) -> list[list[Row]]:
    """The rows in bundles that share no cell."""
    bundles: list[list[Row]] = []
    for row in rows:
        linked = [bundle for bundle in bundles if any(row.keys() & other for other in bundle)]
        bundles = [bundle for bundle in bundles if bundle not in linked]
        bundles.append([row, *(other for bundle in linked for other in bundle)])
    return bundles


def bounds(
    sums: Sequence[Leaves], values: Sequence[int], *, least: int
) -> dict[int, tuple[Fraction, Fraction]]:
    """Least and most each cell may hold, for a reader who knows these sums and no other value."""
    rows: list[Row] = [dict.fromkeys(leaves, 1) for leaves in sums]
    rows += list(reduced(sums).values())
    known = [
        (row, Fraction(sum(times * values[leaf] for leaf, times in row.items()))) for row in rows
    ]
    most = Fraction(sum(values))
    limits = {leaf: (Fraction(least), most) for leaves in sums for leaf in leaves}
    for _ in range(ROUNDS):
        moved = [tightened(row, Fraction(total), limits) for row, total in known]
        if not any(moved):
            break
    return limits


def tightened(row: Row, total: Fraction, limits: dict[int, tuple[Fraction, Fraction]]) -> bool:
    """Whether one known sum narrows what any of its cells may hold."""
    lows = {leaf: min(times * end for end in limits[leaf]) for leaf, times in row.items()}
    highs = {leaf: max(times * end for end in limits[leaf]) for leaf, times in row.items()}
    low, high, moved = sum(lows.values()), sum(highs.values()), False
    for leaf, times in row.items():
        ends = ((total - high + highs[leaf]) / times, (total - low + lows[leaf]) / times)
        narrow = (max(limits[leaf][0], min(ends)), min(limits[leaf][1], max(ends)))
        if narrow != limits[leaf]:
            limits[leaf], moved = narrow, True
    return moved


def nil(sums: Sequence[Leaves], zeros: Leaves) -> Leaves:
    """Which of the cells that hold nothing a reader knows to hold nothing, none being below zero.

    Once the other cells are eliminated, sums of these alone are left, each adding up to nothing;
    known are the cells that no solution without a negative makes positive.
    """
    rows = {cell: row for cell, row in reduced(sums, last=zeros).items() if cell in zeros}
    unsettled = frozenset(cell for row in rows.values() for cell in row)
    while positive := {cell for cell, value in largest(rows, unsettled).items() if value}:
        unsettled -= positive
    return unsettled


def largest(rows: Mapping[int, Row], aim: Leaves) -> dict[int, Number]:
    """Values ≥ 0, at most 1 together, that satisfy the rows and make the aim as large as can be.

    The simplex method by Bland's rule, exact; the rows are reduced, so nothing is where it starts.
    Answers only for the cells of the aim.
    """
    table: Table = {cell: (row, 0) for cell, row in rows.items()}
    whole: Row = {cell: 1 for row in rows.values() for cell in row}
    table[-1] = (remainder(whole, dict(rows)) | {-1: 1}, 1)
    while (entering := gaining(table, aim)) is not None:
        limits = [
            (Fraction(value) / row[entering], cell)
            for cell, (row, value) in table.items()
            if row.get(entering, 0) > 0
        ]
        enter(table, entering, min(limits)[1])
    return {cell: value for cell, (_, value) in table.items() if cell in aim}


def gaining(table: Table, aim: Leaves) -> int | None:
    """The first cell at nothing whose rise makes the aim larger."""
    outside = {cell for row, _ in table.values() for cell in row} - table.keys()
    for cell in sorted(outside):
        lost = sum(row.get(cell, 0) for basic, (row, _) in table.items() if basic in aim)
        if (cell in aim) - lost > 0:
            return cell
    return None


def enter(table: Table, entering: int, leaving: int) -> None:
    """One cell takes the place of another among those that may be above nothing."""
    row, value = table.pop(leaving)
    pivot = row[entering]
    row, value = divided(row, pivot), Fraction(value) / pivot
    for cell, (other, amount) in table.items():
        times = other.get(entering)
        table[cell] = (less(other, row, times), amount - (times or 0) * value)
    table[entering] = (row, value)
