"""A list too wide for a telephone: a grid where there is room and, on 390 pixels, a card a row that
says all of it without scrolling sideways (`web.index.TABLES` shows the one or the other)."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from claims.i18n.catalogue import say, say_n
from claims.i18n.formats import NBSP
from claims.ui import staff
from claims.ui.here import language, visit
from claims.ui.staff import Column

OPEN, CLOSED = ":material/radio_button_checked:", ":material/radio_button_unchecked:"
LEADS = ":material/chevron_right:"
SHORT = 36
"""Letters that fit on a line of a card."""


class Card(NamedTuple):
    """One row: what it is called, unlike any other of its list, and all that it says, in Markdown,
    its amounts first."""

    name: str
    told: str


def wide(key: str) -> DeltaGenerator:
    """What stands where there is room. key: of the list, alone on its page."""
    return st.container(key=f"grid-{key}")


def narrow(key: str) -> DeltaGenerator:
    """What stands for it on a telephone."""
    return st.container(key=f"cards-{key}", gap="small")


def table(
    rows: Sequence[Any],
    columns: Sequence[Column],
    *,
    key: str,
    alt: str,
    chosen: int | None = None,
    selectable: bool = False,
) -> int | None:
    """A grid and its cards; the place of the row a reader chose, when it is selectable.

    chosen: the row that stands open at first; without one, a row leads elsewhere.
    """
    look: Any = {"key": key, "alt": alt, "chosen": chosen, "selectable": selectable}
    if not rows:
        return staff.grid(rows, columns, **look)
    with wide(key):
        place = staff.grid(rows, columns, **look)
    with narrow(key):
        if not selectable:
            _read(cards(rows, columns), alt)
            return None
        every = cards(rows[: staff.MOST_ROWS_SHOWN], columns)
        pressed = _leading if chosen is None else _standing
        place = pressed(every, key, place)
        left_out(len(rows))
    return place


def left_out(rows: int) -> None:
    """How many rows have no card: each button is drawn anew at every touch of the page."""
    if (more := rows - staff.MOST_ROWS_SHOWN) > 0:
        told = say_n(
            "et {n} autre, à lire sur un écran plus large",
            "et {n} autres, à lire sur un écran plus large",
            more,
            language(),
        )
        st.caption(told)


def cards(rows: Sequence[Any], columns: Sequence[Column]) -> list[Card]:
    """What stands for each row."""
    return list(_cards(rows, columns))


def _cards(rows: Sequence[Any], columns: Sequence[Column]) -> Iterator[Card]:
    named = [c for c in columns if c.on_card == "name"] or columns[:1]
    told = [c for c in columns if c.on_card != "left out" and c not in named]
    seen: dict[str, int] = {}
    for row in rows:
        name = " · ".join(filter(None, (_called(column, row) for column in named)))
        seen[name] = seen.get(name, 0) + 1
        yield Card(f"{name}.{seen[name]}", "  \n".join(_lines(name, told, row)))


def _called(column: Column, row: Any) -> str:
    """What names a row; a number alone would not say of what."""
    told = staff.written(column, row)
    return f"{column.name}{NBSP}{told}" if column.kind == "count" else told


def _lines(name: str, told: Sequence[Column], row: Any) -> Iterator[str]:
    yield f"**{staff.plain(name)}**"
    sums = [column for column in told if column.kind == "money"]
    if said := _joined(sums, row):
        yield said
    if said := _joined([c for c in told if c.kind != "money" and not c.is_link], row):
        yield f":small[{said}]"
    for column in told:
        if column.is_link and (address := column.of(row)):
            yield f"[{staff.plain(staff.written(column, row))}]({address})"


def _joined(columns: Sequence[Column], row: Any) -> str:
    """Each of some columns as the row has it; what it lacks is not said."""
    here = language()
    told = {column.name: staff.written(column, row) for column in columns}
    said = [
        say("{label} : {value}", here, label=label, value=value)
        for label, value in told.items() if value not in ("", staff.NOTHING)
    ]  # fmt: skip
    return staff.plain(f"{NBSP}· ".join(map(_on_one_line, said)))


def _on_one_line(said: str) -> str:
    """What is short stays whole where a line ends."""
    in_one = " ".join(said.splitlines())
    return in_one.replace(" ", NBSP) if len(in_one) <= SHORT else in_one


def _read(cards: Sequence[Card], alt: str) -> None:
    """Cards that lead nowhere, one under another."""
    frame = pd.DataFrame({alt: [card.told for card in cards]})
    st.table(frame, hide_index=True, hide_header=True, border="horizontal", alt=alt)


def _leading(cards: Sequence[Card], key: str, place: int | None) -> int | None:
    """The place of the one pressed: it opens what it names, whatever its place became meanwhile."""
    pressed = [button(card, key, LEADS) for card in cards]
    return pressed.index(True) if any(pressed) else place


def _standing(cards: Sequence[Card], key: str, place: int | None) -> int | None:
    """The place of the one that stands open: the last pressed in this visit, unless another row of
    the grid was chosen since."""
    names, grid = [card.name for card in cards], (visit(), place)
    held, name = st.session_state.get(_held(key), (None, ""))
    if held == grid and name in names:
        place = names.index(name)
    for card in cards:
        mark = OPEN if names.index(card.name) == place else CLOSED
        button(card, key, mark, on_click=_hold, args=(key, grid, card.name))
    return place


def _held(key: str) -> str:
    return f"card.{key}"


def _hold(key: str, grid: tuple[int, int | None], name: str) -> None:
    st.session_state[_held(key)] = grid, name


def button(card: Card, key: str, icon: str, **pressed: Any) -> bool:
    """A card that is pressed. key: of its list; pressed: what a button may be told besides."""
    return st.button(card.told, key=f"card.{key}.{card.name}", icon=icon, icon_position="right",
                     width="stretch", wrap=True, **pressed)  # fmt: skip
