"""Lists of any length, a page at a time: a page that a grid shows without scrolling, each of whose
rows has its card on a telephone.

The address says which page of each list is shown, so that it is sent as a link, a page drawn anew
keeps it, and the browser's own Back returns to the one before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import streamlit as st

from claims.i18n.catalogue import say
from claims.office.views import is_page
from claims.ui import staff, staff_cards
from claims.ui.here import language
from claims.ui.staff import Column

SIZE = staff.MOST_ROWS_SHOWN
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Paged(Generic[Row]):
    """The rows of one page of a list of so many. called: what the address calls its page; page:
    counts from 1; home: the page that it shows unless the address names another."""

    rows: Sequence[Row]
    called: str
    page: int
    home: int
    total: int

    @property
    def first(self) -> int:
        """The place of its first row among all."""
        return (self.page - 1) * SIZE

    def key(self, of: str) -> str:
        """The key of what is drawn of this page, so that a row chosen on another is not on it."""
        return of if self.page == 1 else f"{of}.{self.page}"


def paged(every: Sequence[Row], called: str, at: int = 0) -> Paged[Row]:
    """The page the address asks for: past the last, the last; of none, that of the row at this
    place among all."""
    asked, home = st.query_params.get(called, ""), at // SIZE + 1
    page = min(int(asked) if is_page(asked) else home, _pages(len(every)))
    first = (page - 1) * SIZE
    return Paged(every[first : first + SIZE], called, page, home, len(every))


def table(
    every: Sequence[Any],
    columns: Sequence[Column],
    *,
    called: str,
    told: str,
    key: str,
    alt: str,
    chosen: int | None = None,
    selectable: bool = False,
    narrowed: bool = False,
) -> int | None:
    """A grid and its cards, a page at a time; the place, among all, of the row a reader chose.

    told: how many rows there are; chosen: the place of the row that stands open at first, and again
    when the reader chose none; on another page, its first does; narrowed: whether some of the list
    were left out.
    """
    of = paged(every, called, chosen or 0)
    start = chosen
    if chosen is not None:
        start = chosen - of.first if of.page == of.home else 0
    place = staff_cards.table(
        of.rows, columns, key=of.key(key), alt=alt, chosen=start, selectable=selectable
    )
    turn(of, told, narrowed=narrowed)
    if place is None or place >= len(of.rows):
        place = start if of.rows else None
    return None if place is None else of.first + place


def turn(of: Paged[Any], told: str, *, narrowed: bool = False) -> None:
    """Which rows are shown of all, and the other pages; of one page, how many were found when the
    list was narrowed, else nothing."""
    if of.total <= SIZE:
        if of.total and narrowed:
            st.text(told)
        return
    with st.container(horizontal=True, horizontal_alignment="distribute",
                      vertical_alignment="center"):  # fmt: skip
        st.text(shown(of.first, len(of.rows), told))
        key = f"page.{of.called}"
        st.session_state[key] = of.page
        st.pagination(_pages(of.total), key=key, on_change=_turned, args=(of.called, of.home))


def shown(first: int, rows: int, told: str) -> str:
    """Which rows stand on a page. first: the place of the first among all; told: how many there
    are."""
    return say("{first} à {last} sur {told}", language(), first=staff.counted(first + 1),
               last=staff.counted(first + rows), told=told)  # fmt: skip


def home(called: str) -> None:
    """Go back to the page of a list that stands there when the address names none."""
    st.query_params.pop(called, None)


def _pages(total: int) -> int:
    return max(1, -(-total // SIZE))


def _turned(called: str, at: int) -> None:
    page = st.session_state[f"page.{called}"]
    if page == at:
        home(called)
    else:
        st.query_params[called] = str(page)
