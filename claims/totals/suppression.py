"""Which cells of published tables must be hidden so that no small one can be worked out.

We reason as a reader does (`leaks`), and hide one more cell until nothing can be told of fewer than
LEAST claims: first whole cells, then each amount alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial

from claims.totals.leaks import (
    LEAST,
    Cell,
    Count,
    Hidden,
    amount_told,
    claims_pinned,
    determined,
    difference_told,
    few_claims,
    hidden_leaves,
    shown,
    small,
)
from claims.totals.linear import Leaves


@dataclass(frozen=True, slots=True)
class Hiding:
    """Positions of the cells to hide: altogether, and for each amount that amount alone."""

    cells: frozenset[int]
    amounts: tuple[frozenset[int], ...]


Leak = Callable[[Sequence[Cell], Hidden], Leaves | None]
"""Finest cells a reader could tell too much about, or None."""
Told = Callable[[Hidden], Leaves | None]
"""The first thing that leaks of given cells, or None."""
PAIRS = ((), ((0, 3),), ((0, 4), (1, 5)))
"""For each amount, those before it and the place of their difference in `Cell.behind`."""


@lru_cache(maxsize=16)  # seconds for a hundred cells, and a page asks again at each rerun
def hiding(cells: tuple[Cell, ...], *, one_cell_each: bool) -> Hiding | None:
    """What to hide, or None when nothing but the whole may be shown.

    one_cell_each: every claim is in one finest cell only, as with the day it was submitted; then
    claims add up as well, and every cell shown is known to have at least one.
    """
    every = frozenset(range(len(cells)))
    if cells[-1].claims < LEAST:
        return Hiding(every, tuple(every for _ in cells[-1].amounts))
    leaks: list[Leak] = [determined, partial(small, count=claims_of, one_cell_each=one_cell_each)]
    if one_cell_each:
        leaks.append(claims_pinned)
    small_ones = frozenset(i for i in every if cells[i].claims < LEAST)
    hidden = hidden_until_safe(cells, small_ones, leaks, claims_of)
    if hidden is None:
        return None
    return with_amounts(cells, hidden, one_cell_each=one_cell_each)


def hiding_whole(whole: Cell) -> Hiding:
    """What to hide of the whole when nothing else is shown; its position is 0."""
    hidden = frozenset({0}) if whole.claims < LEAST else frozenset()
    return with_amounts([replace(whole, leaves=frozenset({0}))], hidden, one_cell_each=True)


def with_amounts(cells: Sequence[Cell], hidden: Hidden, *, one_cell_each: bool) -> Hiding:
    """These cells, and where each amount is hidden besides; everywhere when nobody was counted."""
    if not cells[-1].behind:
        every = frozenset(range(len(cells)))
        return Hiding(hidden, tuple(every for _ in cells[-1].amounts))
    by_amount: list[Hidden] = []
    for _ in cells[-1].amounts:
        by_amount.append(hidden_amounts(cells, hidden, by_amount, one_cell_each=one_cell_each))
    return Hiding(hidden, tuple(by_amount))


def claims_of(cell: Cell) -> int:
    """How many claims a cell holds."""
    return cell.claims


def hidden_amounts(
    cells: Sequence[Cell], hidden: Hidden, before: Sequence[Hidden], *, one_cell_each: bool
) -> Hidden:
    """Where the next amount must be hidden besides, given where those before it are.

    A visible 0 says that all it adds up is 0. Where the whole is 0 it says so of everyone, hence of
    no one in particular, and nothing more is hidden.
    """
    m = len(before)
    if cells[-1].amounts[m] == 0:
        return hidden
    behind = behind_of(m)
    leaks: list[Leak] = [
        partial(amount_told, m=m), partial(small, count=behind, one_cell_each=one_cell_each)
    ]  # fmt: skip
    few = frozenset(i for i, cell in enumerate(cells) if few_claims(behind(cell)))
    for other, place in PAIRS[m]:
        apart = behind_of(place)
        few |= {i for i in shown(cells, before[other]) if few_claims(apart(cells[i]))}
        leaks.append(
            partial(difference_told, greater=before[other], m=m, count=apart,
                    one_cell_each=one_cell_each)
        )  # fmt: skip
    more = hidden_until_safe(cells, hidden | few, leaks, lambda cell: cell.amounts[m], like=before)
    return frozenset(range(len(cells))) if more is None else more


def behind_of(place: int) -> Count:
    """How many claims are behind an amount, or a difference, of a cell."""
    return lambda cell: cell.behind[place]


def hidden_until_safe(
    cells: Sequence[Cell],
    hidden: Hidden,
    leaks: Sequence[Leak],
    cover: Callable[[Cell], int],
    like: Sequence[Hidden] = (),
) -> Hidden | None:
    """The fewest cells found to hide until nothing leaks, whichever cells are preferred.

    like: cells that may be hidden too, to begin with; what hides an amount hides its equal. None
    when only the whole is left.
    """

    @cache
    def told(hidden: Hidden) -> Leaves | None:
        return next((found for leak in leaks if (found := leak(cells, hidden)) is not None), None)

    tried = [
        shown_again(cells, hidden, covered, told, first)
        for begun in dict.fromkeys((hidden, *(hidden | more for more in like)))
        for preferred in (1, -1)
        if (covered := hidden_more(cells, begun, told, cover, preferred)) is not None
        for first in (1, -1)
    ]
    return min(tried, key=len, default=None)


def hidden_more(
    cells: Sequence[Cell], hidden: Hidden, told: Told, cover: Callable[[Cell], int], preferred: int
) -> Hidden | None:
    """Hide one more cell at a time until nothing leaks: small ones if 1 is preferred, large if -1.

    None when only the whole is left.
    """
    while (leaves := told(hidden)) is not None:
        more = complement(cells, hidden, leaves, cover, preferred)
        if more is None:
            return None
        hidden |= {more}
    return hidden


def shown_again(
    cells: Sequence[Cell], start: Hidden, hidden: Hidden, told: Told, first: int
) -> Hidden:
    """Show again what proved needless, the largest first, or the smallest if `first` is -1."""
    for i in sorted(hidden - start, key=lambda i: (-first * cells[i].claims, i)):
        if told(hidden - {i}) is None:
            hidden -= {i}
    return hidden


def complement(
    cells: Sequence[Cell],
    hidden: Hidden,
    told: Leaves,
    cover: Callable[[Cell], int],
    preferred: int,
) -> int | None:
    """The visible cell to hide next: one within what is told, or beside it in a coarser cell.

    The coarser cell is the one that leaves least unknown. When nothing in it covers (a nil amount
    covers badly), it is hidden itself; never the whole.
    """
    whole, unknown = len(cells) - 1, hidden_leaves(cells, hidden)
    coarser = [cells[i].leaves for i in shown(cells, hidden) if len(cells[i].leaves) > 1]

    def cost(i: int) -> tuple[int, int, int]:
        alone = [c for c in coarser if cells[i].leaves < c and not c & unknown]
        return len(alone), preferred * cells[i].claims, i

    within = largest_within(cells, hidden, told)
    if within:
        return min(within, key=cost)
    around = (i for i in shown(cells, hidden) if cells[i].leaves & told)
    coarse = min(
        around,
        key=lambda i: (len(cells[i].leaves & unknown), len(cells[i].leaves), i),
        default=whole,
    )
    beside = largest_within(cells, hidden, cells[coarse].leaves)
    covering = [i for i in beside if cover(cells[i])]
    if not covering and coarse != whole:
        return coarse
    return min(covering or beside, key=cost, default=None)


def largest_within(cells: Sequence[Cell], hidden: Hidden, leaves: Leaves) -> list[int]:
    """Visible cells within those finest cells, none within another."""
    inside = [i for i in shown(cells, hidden) if cells[i].leaves < leaves]
    return [i for i in inside if not any(cells[i].leaves < cells[j].leaves for j in inside)]
