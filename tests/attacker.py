"""A reader who tries to work out masked figures, exactly, from what is shown and nothing else.

Knows which cells exist, that a coarser cell adds up the finest within it, and that no figure is
below zero (a cell shown has at least one claim). Fractions throughout; no tolerance, no luck.
"""

from fractions import Fraction

from claims.totals.masked import MaskedTable

LESSER, MORE = "lesser", "more"
Equation = tuple[dict[tuple[str, ...], Fraction], Fraction]
"""Hidden finest cells with their factors, and what they add up to."""


def figures(tables: tuple[MaskedTable, ...], name: str):
    """Every figure of that name: the finest cells it adds up, and the figure or None."""
    finest = tables[0]
    for table in tables:
        for row in (*table.rows, *table.subtotals, table.total):
            columns = [finest.by.index(by) for by in table.by[: len(row.key)]]
            leaves = {r.key for r in finest.rows if tuple(r.key[c] for c in columns) == row.key}
            yield frozenset(leaves), getattr(row, name)


def equations(tables: tuple[MaskedTable, ...], name: str) -> list[Equation]:
    """What the visible figures say of the hidden finest ones."""
    shown = {row.key: getattr(row, name) for row in tables[0].rows}
    found = []
    for leaves, figure in figures(tables, name):
        hidden = {leaf: Fraction(1) for leaf in leaves if shown[leaf] is None}
        if figure is not None and hidden:
            visible = sum(shown[leaf] for leaf in leaves if shown[leaf] is not None)
            found.append((hidden, Fraction(figure - visible)))
    return found


def paired(tables: tuple[MaskedTable, ...], greater: str, lesser: str) -> list[Equation]:
    """What visible figures say of two amounts at once: of the lesser, and of what the greater has
    more, for every finest cell. Where both are told and equal, nothing within has more.
    """
    found = []
    told = [dict(figures(tables, name)) for name in (greater, lesser)]
    for leaves, figure in told[0].items():
        if figure is not None and figure == told[1][leaves]:
            found += [({(MORE, *leaf): Fraction(1)}, Fraction(0)) for leaf in leaves]
    for name in (greater, lesser):
        for leaves, figure in figures(tables, name):
            if figure is not None and leaves:
                found.append((unknowns(leaves, differ=name == greater), Fraction(figure)))
    return found


def unknowns(leaves: frozenset, *, differ: bool) -> dict:
    """The lesser amount of these cells; with `differ` the greater."""
    kinds = (LESSER, MORE) if differ else (LESSER,)
    return {(kind, *leaf): Fraction(1) for kind in kinds for leaf in leaves}


def solved(system: list[Equation]) -> list[Equation]:
    """Gauss-Jordan elimination: the rows that are left, each with its own leading cell."""
    done: list[Equation] = []
    for row, total in system:
        for other, amount in done:
            row, total = minus(row, total, other, amount)
        if row:
            lead = next(iter(row))
            row, total = {k: v / row[lead] for k, v in row.items()}, total / row[lead]
            done = [minus(r, t, row, total, lead) for r, t in done] + [(row, total)]
    return done


def minus(row, total, other, amount, lead=None):
    """The row less the other, so often that the leading cell of the other leaves it."""
    lead = next(iter(other)) if lead is None else lead
    times = row.get(lead, Fraction(0))
    result = {k: row.get(k, 0) - times * other.get(k, 0) for k in (*row, *(other.keys() - row))}
    return {k: v for k, v in result.items() if v}, total - times * amount


def follows(leaves: frozenset, rows: list[Equation]) -> bool:
    """Whether the sum of these hidden cells is a combination of the solved rows."""
    row: dict = {leaf: Fraction(1) for leaf in leaves}
    for other, amount in rows:
        row, _ = minus(row, Fraction(0), other, amount)
    return not row


def extremes(system: list[Equation], aim: frozenset, floor: int) -> tuple[Fraction, Fraction]:
    """Least and most the sum of some hidden cells can be: an exact linear programme."""
    cells = sorted({cell for row, _ in system for cell in row})
    shifted = [(row, total - floor * sum(row.values())) for row, total in system]
    least = -maximum(shifted, cells, {cell: Fraction(-1) for cell in aim})
    most = maximum(shifted, cells, {cell: Fraction(1) for cell in aim})
    return least + floor * len(aim), most + floor * len(aim)


def maximum(system: list[Equation], cells: list, aim: dict) -> Fraction:
    """Largest value of the aim over cells ≥ 0 that satisfy the system; simplex, Bland's rule."""
    width = len(cells)
    table = []
    for i, (row, total) in enumerate(system):
        sign = -1 if total < 0 else 1
        slack = [Fraction(int(i == j)) for j in range(len(system))]
        table.append([sign * row.get(c, Fraction(0)) for c in cells] + slack + [sign * total])
    basis = list(range(width, width + len(system)))
    artificial = [Fraction(0)] * width + [Fraction(-1)] * len(system)
    assert climb(table, basis, artificial, width + len(system)) == 0, "the truth satisfies it"
    for i, column in enumerate(basis):
        if column >= width:
            pivot = next((j for j in range(width) if table[i][j]), None)
            if pivot is not None:
                turn(table, basis, i, pivot)
    kept = [i for i, column in enumerate(basis) if column < width]
    table, basis = [table[i] for i in kept], [basis[i] for i in kept]
    gain = [aim.get(cell, Fraction(0)) for cell in cells] + [Fraction(0)] * len(system)
    return climb(table, basis, gain, width)


def climb(table, basis, gain, width) -> Fraction:
    """Pivot while something can be gained; the value reached."""
    while True:
        worth = [gain[column] for column in basis]
        entering = next(
            (j for j in range(width) if j not in basis
             and gain[j] - sum(w * row[j] for w, row in zip(worth, table, strict=True)) > 0),
            None,
        )  # fmt: skip
        if entering is None:
            return sum((w * row[-1] for w, row in zip(worth, table, strict=True)), Fraction(0))
        ratios = [
            (r[-1] / r[entering], basis[i], i) for i, r in enumerate(table) if r[entering] > 0
        ]
        turn(table, basis, min(ratios)[2], entering)


def turn(table, basis, i, j) -> None:
    """Column j enters the basis in row i."""
    table[i] = [x / table[i][j] for x in table[i]]
    for k, row in enumerate(table):
        if k != i and row[j]:
            table[k] = [x - row[j] * y for x, y in zip(row, table[i], strict=True)]
    basis[i] = j
