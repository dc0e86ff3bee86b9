"""Which cells of published tables must be hidden so that no small one can be worked out.

Whoever reads the tables knows every visible cell, knows that each coarse cell adds up its finest
cells, and that nothing is below zero. What can be worked out from that is linear algebra: a sum of
hidden cells is known when visible cells add and subtract to it. We reason as such a reader, and
hide one more cell until nothing can be told of fewer than LEAST claims.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from claims.totals.linear import Leaves, bounds, in_span, nil, reduced, sums_within

LEAST = 5
"""Fewest claims a visible cell may hold (R-13)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, by the finest cells it adds up. Of a sequence of cells the last is the whole, and
    the finest come first: cell i is finest cell i.
    """

    leaves: Leaves
    claims: int
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hiding:
    """Positions of the cells to hide: altogether, and for each amount that amount alone."""

    cells: frozenset[int]
    amounts: tuple[frozenset[int], ...]


Hidden = frozenset[int]
Leak = Callable[[Sequence[Cell], Hidden], Leaves | None]
"""Finest cells a reader could tell too much about, or None."""


def hiding(cells: Sequence[Cell], *, one_cell_each: bool) -> Hiding | None:
    """What to hide, or None when nothing but the whole may be shown.

    one_cell_each: every claim is in one finest cell only, as with the day it was submitted; then
    claims add up as well, and every cell shown is known to have at least one.
    """
    every = frozenset(range(len(cells)))
    amounts = range(len(cells[-1].amounts))
    if cells[-1].claims < LEAST:
        return Hiding(every, tuple(every for _ in amounts))
    leaks: list[Leak] = [determined, partial(small, one_cell_each=one_cell_each)]
    if one_cell_each:
        leaks.append(claims_pinned)
    small_ones = frozenset(i for i in every if cells[i].claims < LEAST)
    hidden = hidden_until_safe(cells, small_ones, leaks, lambda cell: cell.claims)
    if hidden is None:
        return None
    return Hiding(hidden, tuple(hidden_amounts(cells, hidden, m) for m in amounts))


def hidden_amounts(cells: Sequence[Cell], hidden: Hidden, m: int) -> Hidden:
    """Where the m-th amount must be hidden besides, because nothing is below zero.

    A visible 0 says that all it adds up is 0. Where the whole is 0 it says so of everyone, hence of
    no one in particular, and nothing more is hidden.
    """
    if cells[-1].amounts[m] == 0:
        return hidden
    leaks: list[Leak] = [partial(amount_told, m=m)]
    more = hidden_until_safe(cells, hidden, leaks, lambda cell: cell.amounts[m])
    return frozenset(range(len(cells) - 1)) if more is None else more


def hidden_until_safe(
    cells: Sequence[Cell], hidden: Hidden, leaks: Sequence[Leak], cover: Callable[[Cell], int]
) -> Hidden | None:
    """Hide one more cell at a time until nothing leaks, then show again what proved needless.

    None when only the whole is left.
    """
    start = hidden
    while (told := leaked(cells, hidden, leaks)) is not None:
        more = complement(cells, hidden, told, cover)
        if more is None:
            return None
        hidden |= {more}
    for i in sorted(hidden - start, key=lambda i: (-cells[i].claims, i)):
        if leaked(cells, hidden - {i}, leaks) is None:
            hidden -= {i}
    return hidden


def leaked(cells: Sequence[Cell], hidden: Hidden, leaks: Sequence[Leak]) -> Leaves | None:
    """The first thing that leaks, or None."""
    return next((told for leak in leaks if (told := leak(cells, hidden)) is not None), None)


def complement(
    cells: Sequence[Cell], hidden: Hidden, told: Leaves, cover: Callable[[Cell], int]
) -> int | None:
    """The visible cell to hide next: one within what is told, or beside it in a coarser cell.

    The coarser cell is the one that leaves least unknown. When nothing in it covers (a nil amount
    covers badly), it is hidden itself; never the whole.
    """
    whole, unknown = len(cells) - 1, hidden_leaves(cells, hidden)
    coarser = [cells[i].leaves for i in shown(cells, hidden) if len(cells[i].leaves) > 1]

    def cost(i: int) -> tuple[int, int, int]:
        alone = [c for c in coarser if cells[i].leaves < c and not c & unknown]
        return len(alone), cells[i].claims, i

    within = largest_within(cells, hidden, told)
    if within:
        return min(within, key=cost)
    around = (i for i in shown(cells, hidden) if cells[i].leaves & told)
    coarse = min(around, key=lambda i: (len(cells[i].leaves & unknown), len(cells[i].leaves), i))
    beside = largest_within(cells, hidden, cells[coarse].leaves)
    covering = [i for i in beside if cover(cells[i])]
    if not covering and coarse != whole:
        return coarse
    return min(covering or beside, key=cost, default=None)


def largest_within(cells: Sequence[Cell], hidden: Hidden, leaves: Leaves) -> list[int]:
    """Visible cells within those finest cells, none within another."""
    inside = [i for i in shown(cells, hidden) if cells[i].leaves < leaves]
    return [i for i in inside if not any(cells[i].leaves < cells[j].leaves for j in inside)]


def shown(cells: Sequence[Cell], hidden: Hidden) -> list[int]:
    """Positions of the visible cells."""
    return [i for i in range(len(cells)) if i not in hidden]


def hidden_leaves(cells: Sequence[Cell], hidden: Hidden) -> Leaves:
    """The finest cells that are hidden."""
    return frozenset(i for i in hidden if cells[i].leaves == {i})


def sums_known(cells: Sequence[Cell], hidden: Hidden) -> list[Leaves]:
    """The sums of hidden finest cells that visible cells tell, shortest first."""
    unknown = hidden_leaves(cells, hidden)
    told = {cells[i].leaves & unknown for i in shown(cells, hidden)} - {frozenset()}
    return sorted(told, key=lambda leaves: (len(leaves), sorted(leaves)))


def small(cells: Sequence[Cell], hidden: Hidden, *, one_cell_each: bool) -> Leaves | None:
    """A known sum that holds fewer than LEAST claims; only of cells that each hold fewer."""
    few = frozenset(i for i in hidden_leaves(cells, hidden) if cells[i].claims < LEAST)
    for leaves in sums_within(sums_known(cells, hidden), few):
        if least_claims(cells, leaves, one_cell_each=one_cell_each) < LEAST:
            return leaves
    return None


def least_claims(cells: Sequence[Cell], leaves: Leaves, *, one_cell_each: bool) -> int:
    """How many claims these finest cells hold together, at least."""
    if one_cell_each:
        return sum(cells[i].claims for i in leaves)
    return max(cell.claims for cell in cells if cell.leaves <= leaves)


def determined(cells: Sequence[Cell], hidden: Hidden) -> Leaves | None:
    """A hidden cell that visible ones tell by adding and subtracting."""
    return told_by(cells, hidden, sums_known(cells, hidden))


def told_by(cells: Sequence[Cell], hidden: Hidden, sums: Sequence[Leaves]) -> Leaves | None:
    """A hidden cell that these sums of hidden finest cells tell; first one that a sum tells alone.

    Once that one is covered, what several sums told together often is too.
    """
    unknown, rows, alone = hidden_leaves(cells, hidden), reduced(sums), {frozenset(), *sums}
    told = [i for i in sorted(hidden) if in_span(cells[i].leaves & unknown, rows)]
    first = min(told, key=lambda i: (cells[i].leaves & unknown) not in alone, default=None)
    return None if first is None else cells[first].leaves


def claims_pinned(cells: Sequence[Cell], hidden: Hidden) -> Leaves | None:
    """A hidden cell that a reader can bound below LEAST claims; each cell shown has one or more."""
    limits = bounds(sums_known(cells, hidden), [cell.claims for cell in cells], least=1)
    for i in sorted(limits):
        low, high = limits[i]
        if low == high or high < LEAST:
            return frozenset({i})
    return None


def amount_told(cells: Sequence[Cell], hidden: Hidden, m: int) -> Leaves | None:
    """A hidden cell whose amount a reader can tell, knowing that none is below zero.

    While a cell holds something, what the reader knows leaves room above and below it; so beyond
    adding and subtracting there are only the cells known to hold nothing.
    """
    sums = sums_known(cells, hidden)
    zeros = frozenset(i for i in hidden_leaves(cells, hidden) if cells[i].amounts[m] == 0)
    return told_by(cells, hidden, [*sums, *(frozenset({i}) for i in nil(sums, zeros))])
