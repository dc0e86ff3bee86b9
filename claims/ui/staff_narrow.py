"""How a table of figures stands on a telephone: what does not fit side by side stands under the
name of its row, in columns, under headings laid out alike (`web.index.TABLES` draws it)."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

WIDTH = 330
"""Pixels of a table on a telephone of 390."""
LETTER, MARGIN = 7, 6
"""Pixels of a letter there, and around the words of a cell."""
PARTS, STEP = 12, "1.1rem"
LARGE = "large"
"""How the name of a table that does not fit starts."""


def name_of(alt: str, *, large: bool) -> str:
    """What a table is called on its page: the same words, the same name."""
    return f"{LARGE if large else ''}{sha256(alt.encode()).hexdigest()[:12]}"


def fits(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether the longest word of each column stands beside the others; an amount is one word."""
    columns = zip(headings, *rows, strict=True)
    return sum(LETTER * _longest(column) + MARGIN for column in columns) <= WIDTH


def _longest(texts: Sequence[str]) -> int:
    return max(len(word) for text in texts for word in text.split(" "))


Style = dict[str, Any]


def aligned(figures: Sequence[bool]) -> Iterator[Style]:
    """Figures to the right, and how much of a telephone's width each column takes."""
    for place, (part, right) in enumerate(zip(parts(figures), figures, strict=True)):
        props = [("--part", str(part))]
        if right:  # above what Streamlit writes on each cell
            props.append(("text-align", "right !important"))
        yield {"selector": f".col{place}", "props": props}


def stepped(summed: Sequence[bool]) -> Iterator[Style]:
    """Rows under those that sum others: every line of their names stands a step in."""
    if any(summed):
        for place, sums in enumerate(summed):
            if not sums:
                step = [("padding-left", f"{STEP} !important")]
                yield {"selector": f".row{place}.col0", "props": step}


def parts(figures: Sequence[bool]) -> list[int]:
    """How many twelfths of the width each column takes, the name of the row first; three sums make
    a line. figures: whether each column holds some.

    Two counts before three sums stand beside the name.
    """
    others = len(figures) - 1
    if others == 5 and all(figures[1:]):
        return [6, 4, 2, 4, 4, 4]
    return [PARTS, *[6 if others == 4 else 4] * others]
