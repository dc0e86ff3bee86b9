"""What a reader can work out of published tables, and must not.

Whoever reads the tables knows every visible cell, knows that each coarse cell adds up its finest
cells, and that nothing is below zero. What can be worked out from that is linear algebra: a sum of
hidden cells is known when visible cells add and subtract to it. An amount less another of the same
cell, such as declared less supported, is an amount too: what is left to one claimant.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claims.totals.linear import Leaves, bounds, in_span, nil, reduced, sums_within

LEAST = 5
"""Fewest claims that may make up a visible figure (R-13)."""
Hidden = frozenset[int]
"""Positions of hidden cells."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, by the finest cells it adds up. Of a sequence of cells the last is the whole, and
    the finest come first: cell i is finest cell i.
    """

    leaves: Leaves
    claims: int
    amounts: tuple[int, ...]
    behind: tuple[int, ...]
    """Claims behind each amount, then behind each difference of two: see `by_subgroup.BEHIND`."""


Count = Callable[[Cell], int]
"""How many claims make up one figure of a cell."""


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


def small(
    cells: Sequence[Cell], hidden: Hidden, *, count: Count, one_cell_each: bool
) -> Leaves | None:
    """A known sum made up by fewer than LEAST claims; only of cells that each have fewer."""
    few = frozenset(i for i in hidden_leaves(cells, hidden) if count(cells[i]) < LEAST)
    for leaves in sums_within(sums_known(cells, hidden), few):
        if few_claims(least_claims(cells, leaves, count=count, one_cell_each=one_cell_each)):
            return leaves
    return None


def few_claims(claims: int) -> bool:
    """Whether a figure so many claims make up tells too much; a figure of nobody's is nil."""
    return 0 < claims < LEAST


def least_claims(
    cells: Sequence[Cell], leaves: Leaves, *, count: Count, one_cell_each: bool
) -> int:
    """How many claims make up a figure of these finest cells together, at least."""
    if one_cell_each:
        return sum(count(cells[i]) for i in leaves)
    within = (count(cell) for cell in cells if cell.leaves <= leaves)
    beyond = (
        count(cell) - sum(count(cells[i]) for i in cell.leaves - leaves)
        for cell in cells
        if cell.leaves > leaves
    )
    return max((*within, *beyond))


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


@dataclass(frozen=True, slots=True)
class Pair:
    """Two amounts of the same cells, and where each is hidden.

    A reader's unknowns are, for each finest cell, the lesser amount (cell i as i) and what the
    greater has more (as i, further by the number of finest cells).
    """

    cells: Sequence[Cell]
    greater: Hidden
    lesser: Hidden

    @property
    def step(self) -> int:
        """How many finest cells there are."""
        return len(self.cells[-1].leaves)

    def of_lesser(self, leaves: Leaves) -> Leaves:
        """The unknowns of the lesser amount of these cells."""
        return leaves & self.lesser

    def of_difference(self, leaves: Leaves) -> Leaves:
        """The unknowns of the difference in these cells."""
        return frozenset(i + self.step for i in leaves & (self.lesser | self.greater))

    def of_greater(self, leaves: Leaves) -> Leaves:
        """The unknowns of the greater amount of these cells."""
        return self.of_lesser(leaves) | self.of_difference(leaves)

    def known(self) -> list[Leaves]:
        """The sums of unknowns that visible cells tell."""
        told = {self.of_lesser(self.cells[i].leaves) for i in shown(self.cells, self.lesser)}
        told |= {self.of_greater(self.cells[i].leaves) for i in shown(self.cells, self.greater)}
        return sorted(told - {frozenset()}, key=lambda sums: (len(sums), sorted(sums)))


def difference_told(
    cells: Sequence[Cell],
    lesser: Hidden,
    *,
    greater: Hidden,
    m: int,
    count: Count,
    one_cell_each: bool,
) -> Leaves | None:
    """Cells where a reader of two amounts subtracts them, and tells too much of few claims.

    Either of what the greater has more, or of one amount by the other where both are equal.
    """
    pair = Pair(cells, greater, lesser)
    sums, every = pair.known(), cells[-1].leaves
    apart = {next(iter(pair.of_difference(frozenset({i}))), -1): i for i in every}
    few = frozenset(j for j, i in apart.items() if j >= 0 and count(cells[i]) < LEAST)
    for told in sums_within(sums, few):
        leaves = frozenset(apart[j] for j in told)
        if few_claims(least_claims(cells, leaves, count=count, one_cell_each=one_cell_each)):
            return leaves
    zeros = {i for i in every & lesser if not cells[i].amounts[m]}
    zeros |= {j for j in few if not count(cells[apart[j]])}
    rows = reduced([*sums, *(frozenset({j}) for j in nil(sums, frozenset(zeros)))])
    nothing = frozenset(
        i for i in lesser - greater if not cells[i].amounts[m] and not count(cells[i])
    )
    for hidden, unknowns in ((lesser - nothing, pair.of_lesser), (greater, pair.of_greater)):
        for i in sorted(hidden):
            if in_span(unknowns(cells[i].leaves), rows):
                return cells[i].leaves
    return None
