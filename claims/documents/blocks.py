"""Tables, notices and figures that every document of the house is set in."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from reportlab.platypus import Flowable, Paragraph, TableStyle

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
from claims.documents.tagged import Placed, Tabled

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
) -> Tabled:
    """A ruled table; columns in `right` hold amounts, `total` sets the last row in bold.

    widths are shares of the page; the header row is repeated on every page.
    """
    whole = sum(widths)
    body = [
        [_cell(cell, i in right, total and n == len(rows) - 1) for i, cell in enumerate(row)]
        for n, row in enumerate(rows)
    ]
    head = [words(t, "header_right" if i in right else "header") for i, t in enumerate(header)]
    table = Tabled(
        [head, *body], colWidths=[BODY * w / whole for w in widths], repeatRows=1, spaceAfter=8
    )
    style = TableStyle(_RULED + (_TOTAL if total and rows else []))
    if len(rows) <= KEPT:
        style.add("NOSPLIT", (0, 0), (-1, -1))
    table.setStyle(style)
    return table


def _cell(cell: Cell, right: bool, bold: bool) -> object:
    style = f"cell{'_bold' if bold else ''}{'_right' if right else ''}"
    if isinstance(cell, Led):
        return Leading(cell, style)
    return words(cell, style) if isinstance(cell, str) else cell


_INTER = ("FONTNAME", (0, 0), (-1, -1), PLAIN)
"""A table sets a font even for its empty cells; without this, Helvetica."""


def bare(*more: tuple[object, ...]) -> TableStyle:
    """A table that only places things: no rule, no room at the sides, unless `more` says so."""
    sides = (("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0))
    return TableStyle([_INTER, *sides, ("VALIGN", (0, 0), (-1, -1), "TOP"), *more])


_RULED = [
    _INTER,
    ("BACKGROUND", (0, 0), (-1, 0), TINT),
    ("LINEBELOW", (0, 0), (-1, 0), 0.8, BLUE),
    ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 5),
    ("RIGHTPADDING", (0, 0), (-1, -1), 5),
    ("TOPPADDING", (0, 0), (-1, -1), 3.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
]
_TOTAL = [("LINEABOVE", (0, -1), (-1, -1), 0.8, NAVY), ("BACKGROUND", (0, -1), (-1, -1), PALE)]


def notice(text: str, kind: str = "told") -> Placed:
    """A boxed sentence people must not miss: `told` in blue, `warning` in amber."""
    bar, ground = (AMBER, AMBER_TINT) if kind == "warning" else (BLUE, TINT)
    return _box([[words(text, kind)]], [BODY], ground, bar)


def notices(texts: Sequence[str], kind: str = "told") -> list[Flowable]:
    """One box per sentence, in order, each said once."""
    return [notice(text, kind) for text in dict.fromkeys(texts)]


def _box(rows: list[list[Flowable]], widths: list[float], ground: object, bar: object) -> Placed:
    table = Placed(rows, colWidths=widths, spaceBefore=4, spaceAfter=8)
    table.setStyle(
        TableStyle([
            _INTER,
            ("BACKGROUND", (0, 0), (-1, -1), ground),
            ("LINEBEFORE", (0, 0), (0, -1), 2.4, bar),
            ("LEFTPADDING", (0, 0), (-1, -1), 10),
            ("RIGHTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 7),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
        ])
    )  # fmt: skip
    return table


def figures(pairs: Sequence[tuple[str, str]]) -> Placed:
    """Headline figures side by side: label above, amount below."""
    cells = [[words(label, "label"), words(value, "figure")] for label, value in pairs]
    table = Placed(
        [cells], colWidths=[BODY / len(pairs)] * len(pairs), spaceBefore=6, spaceAfter=10
    )
    table.setStyle(
        TableStyle([
            _INTER,
            ("BOX", (0, 0), (-1, -1), 0.6, RULE),
            ("INNERGRID", (0, 0), (-1, -1), 0.6, RULE),
            ("BACKGROUND", (0, 0), (-1, -1), PALE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 7),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
        ])
    )  # fmt: skip
    return table


def pairs(rows: Sequence[tuple[str, str]], label_share: float = 0.3) -> Placed:
    """Label and value, one under the other, without rules."""
    body: list[list[Paragraph]] = [[words(a, "label"), words(b, "cell")] for a, b in rows]
    table = Placed(body, colWidths=[BODY * label_share, BODY * (1 - label_share)], spaceAfter=6)
    table.setStyle(
        TableStyle([
            _INTER,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ])
    )  # fmt: skip
    return table


def listed(items: Sequence[str]) -> list[Flowable]:
    """A bulleted list."""
    return [words(item, "item", bullet="•") for item in items]
