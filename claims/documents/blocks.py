"""Tables, notices and figures that every document of the house is set in."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable, TableStyle

from claims.documents.ink import (
    AMBER,
    AMBER_TINT,
    BLUE,
    NAVY,
    PALE,
    PLAIN,
    RULE,
    TINT,
    words,
)
from claims.documents.leading import Leading, Led
from claims.documents.paper import BODY
from claims.documents.rows import Edges, Pad, Rows, Table, ground, rule

KEPT = 10
"""Tables of so few rows are not cut by the end of a page."""
Cell: TypeAlias = Any
"""A text, one that leads somewhere, a flowable, or several flowables; reportlab has no types."""


def grid(
    header: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    *,
    right: Sequence[int] = (),
    total: bool = False,
) -> Table:
    """A ruled table; columns in `right` hold amounts, `total` sets the last row in bold.

    widths are shares of the page; the header row is repeated on every page.
    """
    whole = sum(widths)
    body = [
        [_cell(cell, i in right, total and n == len(rows) - 1) for i, cell in enumerate(row)]
        for n, row in enumerate(rows)
    ]
    head = [[words(t, "header_right" if i in right else "header")] for i, t in enumerate(header)]
    return Table(
        [head, *body],
        [BODY * w / whole for w in widths],
        Pad(5, 3.5, 5, 4),
        _totalled if total and rows else _ruled,
        _ruled,
        after=8,
        whole=len(rows) <= KEPT,
    )


def _cell(cell: Cell, right: bool, bold: bool) -> Sequence[Flowable]:
    style = f"cell{'_bold' if bold else ''}{'_right' if right else ''}"
    if isinstance(cell, Led):
        return [Leading(cell, style)]
    if isinstance(cell, str):
        return [words(cell, style)]
    return cell if isinstance(cell, list) else [cell]


_INTER = ("FONTNAME", (0, 0), (-1, -1), PLAIN)
"""A table sets a font even for its empty cells; without this, Helvetica."""


def bare(*more: tuple[object, ...]) -> TableStyle:
    """A table that only places things: no rule, no room at the sides, unless `more` says so."""
    sides = (("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0))
    return TableStyle([_INTER, *sides, ("VALIGN", (0, 0), (-1, -1), "TOP"), *more])


def _ruled(lefts: Edges, tops: Edges) -> Iterator[str]:
    """The header on its ground, a line under each row."""
    left, right = lefts[0], lefts[-1]
    yield ground(TINT, left, tops[1], right, tops[0])
    yield rule(BLUE, 0.8, left, tops[1], right, tops[1])
    yield from (rule(RULE, 0.4, left, foot, right, foot) for foot in tops[2:])


def _totalled(lefts: Edges, tops: Edges) -> Iterator[str]:
    """The same, and the last row set apart."""
    left, right = lefts[0], lefts[-1]
    yield ground(PALE, left, tops[-1], right, tops[-2])
    yield from _ruled(lefts, tops)
    yield rule(NAVY, 0.8, left, tops[-2], right, tops[-2])


def notice(text: str, kind: str = "told") -> Rows:
    """A boxed sentence people must not miss: `told` in blue, `warning` in amber."""
    boxed = _warned if kind == "warning" else _noticed
    return Rows([[[words(text, kind)]]], [BODY], Pad(10, 7, 10, 8), boxed, before=4, after=8)


def _noticed(lefts: Edges, tops: Edges) -> Iterator[str]:
    return _boxed(lefts, tops, TINT, BLUE)


def _warned(lefts: Edges, tops: Edges) -> Iterator[str]:
    return _boxed(lefts, tops, AMBER_TINT, AMBER)


def _boxed(lefts: Edges, tops: Edges, tint: Color, bar: Color) -> Iterator[str]:
    yield ground(tint, lefts[0], tops[-1], lefts[-1], tops[0])
    yield rule(bar, 2.4, lefts[0], tops[-1], lefts[0], tops[0])


def notices(texts: Sequence[str], kind: str = "told") -> list[Flowable]:
    """One box per sentence, in order, each said once."""
    return [notice(text, kind) for text in dict.fromkeys(texts)]


def figures(pairs: Sequence[tuple[str, str | Led]]) -> Rows:
    """Headline figures side by side: label above, amount below, which may lead somewhere."""
    cells = [
        [words(label, "label"),
         Leading(value, "figure") if isinstance(value, Led) else words(value, "figure")]
        for label, value in pairs
    ]  # fmt: skip
    widths = [BODY / len(pairs)] * len(pairs)
    return Rows([cells], widths, Pad(10, 7, 6, 9), _framed, before=6, after=10)


def _framed(lefts: Edges, tops: Edges) -> Iterator[str]:
    """A frame around each figure."""
    left, right, top, foot = lefts[0], lefts[-1], tops[0], tops[-1]
    yield ground(PALE, left, foot, right, top)
    yield from (rule(RULE, 0.6, left, y, right, y) for y in (top, foot))
    yield from (rule(RULE, 0.6, x, foot, x, top) for x in lefts)


def pairs(rows: Sequence[tuple[str, str]], label_share: float = 0.3) -> Rows:
    """Label and value, one under the other, without rules."""
    body = [[[words(a, "label")], [words(b, "cell")]] for a, b in rows]
    widths = [BODY * label_share, BODY * (1 - label_share)]
    return Rows(body, widths, Pad(0, 2, 6, 2), _bare, after=6)


def _bare(_lefts: Edges, _tops: Edges) -> Iterator[str]:
    return iter(())


def listed(items: Sequence[str]) -> list[Flowable]:
    """A bulleted list."""
    return [words(item, "item", bullet="•") for item in items]
