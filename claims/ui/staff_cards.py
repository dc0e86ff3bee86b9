"""A list too wide for a telephone: a grid where there is room and, on 390 pixels, a card a row that
says what matters without scrolling sideways (`web.index.TABLES` shows the one or the other)."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import streamlit as st

from claims.i18n.catalogue import say_n
from claims.ui import staff
from claims.ui.here import language
from claims.ui.staff import Column


class Card(NamedTuple):
    """What a card says: the number it opens and its title, then a line for each thing that
    matters."""

    number: str
    title: str
    lines: tuple[str, ...]


def table(
    rows: Sequence[Any],
    columns: Sequence[Column],
    card: Callable[[Any], Card],
    *,
    key: str,
    alt: str,
) -> int | None:
    """The place of the row, or of the card, that the reader chose."""
    with st.container(key=f"grid-{key}"):
        chosen = staff.table(rows, columns, key=key, alt=alt, selectable=True)
    with st.container(key=f"cards-{key}", gap="small"):
        for place, row in enumerate(rows[: staff.MOST_ROWS_SHOWN]):
            if _opens(card(row), key):
                chosen = place
        left_out(len(rows))
    return chosen


def left_out(rows: int) -> None:
    """How many rows have no card: each card is drawn anew at every touch of the page."""
    if (more := rows - staff.MOST_ROWS_SHOWN) > 0:
        told = say_n(
            "et {n} autre, à lire sur un écran plus large",
            "et {n} autres, à lire sur un écran plus large",
            more,
            language(),
        )
        st.caption(told)


def _opens(card: Card, key: str) -> bool:
    """Whether it was pressed: it opens what it names, whatever its place became meanwhile."""
    with st.container(border=True, gap="xsmall"):
        opened = st.button(
            staff.plain(card.title), key=f"card.{key}.{card.number}", type="tertiary",
            icon=":material/chevron_right:",
        )  # fmt: skip
        for line in filter(None, card.lines):
            st.text(line)
    return opened
