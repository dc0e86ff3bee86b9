"""A list too wide for a telephone: a grid where there is room and, on 390 pixels, a card a row that
says what matters without scrolling sideways (`web.index.TABLES` shows the one or the other)."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import streamlit as st

from claims.ui import staff
from claims.ui.staff import Column


class Card(NamedTuple):
    """What a card says: what opens it, then a line for each thing that matters."""

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
        for place, row in enumerate(rows):
            if _opens(card(row), f"card.{key}.{place}"):
                chosen = place
    return chosen


def _opens(card: Card, key: str) -> bool:
    with st.container(border=True, gap="xsmall"):
        opened = st.button(staff.plain(card.title), key=key, type="tertiary",
                           icon=":material/chevron_right:")  # fmt: skip
        for line in filter(None, card.lines):
            st.text(line)
    return opened
