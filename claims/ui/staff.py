"""Pieces shared by the pages of the office: which matter, states as badges, figures in tables.

What people typed reaches a page through `st.text` and `st.dataframe` alone. Our own sentences may
hold amounts, whose dollar signs Markdown would read as formulas: `plain` writes them literally.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

import pandas as pd
import streamlit as st

from claims.claim.states import LABELS, Status
from claims.i18n.catalogue import say
from claims.i18n.formats import count, moment, money, percent
from claims.i18n.sentences import sentence
from claims.matter.model import Matter
from claims.money import whole_percent
from claims.office import worklist
from claims.problems import Problem
from claims.store.journal import Head
from claims.ui.forms import plain as plain
from claims.ui.forms_standing import COLORS
from claims.ui.here import OPEN, actor, house, language
from claims.ui.staff_narrow import aligned, fits, name_of, stepped

LETTER, DIGIT, MARGIN = 8, 7, 20
"""Pixels of a letter in a cell, of a digit at the most, and around its words."""
SHORT = 20
"""Letters of a text that its column shows whole."""
ColumnWidth = Literal["small", "medium", "large"] | int | None
NOTHING, EM = "—", "\u2003"
FIGURES = frozenset({"money", "count", "figure"})
"""Kinds of column that stand to the right."""
MOST_ROWS_SHOWN = 25
BARE = 999
"""Largest number that is written without a space or comma."""
ROW, HEADER = 35, 38
"""Heights in pixels, so that a short table shows every row and a long one scrolls."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its name as said, and what it shows of a row.

    kind: "text", whatever people typed; "money", cents, or None before there are any; "count";
    "figure", a number already written; "share", a whole percentage; "state", a Status; "link", an
    address of our own; "claim", that of a claim, which shows its number.
    to: in a short table, the address of our own that the text of a row opens; empty for none.
    on_card: on the card that stands for a row on a telephone, "name" what the row is called by (the
    first column when none is), "told" under it, or "left out".
    """

    name: str
    of: Callable[[Any], Any]
    kind: Literal["text", "money", "count", "figure", "share", "state", "link",
                  "claim"] = "text"  # fmt: skip
    width: ColumnWidth = None
    to: Callable[[Any], str] | None = None
    on_card: Literal["name", "told", "left out"] = "told"

    @property
    def is_link(self) -> bool:
        """Whether its values are addresses of our own."""
        return self.kind in ("link", "claim")


def open_matter(of: str = "") -> Matter:
    """The matter this page shows, asked once a run: that of its claim, else the one chosen, else
    the one with most claims.
    """
    chosen, who = of or st.session_state.get("matter", ""), actor()
    mine = worklist.my_matters(house(), who)
    if not mine:
        st.info(say("Aucun dossier ne vous est confié. Demandez à l’administration de vous en "
                    "confier un.", language()), icon=":material/folder_off:")  # fmt: skip
        st.stop()
    st.session_state[OPEN] = (chosen if chosen in mine else mine[0], mine)
    return matter()


def matter() -> Matter:
    """The matter that was opened, asked for in every cell; the office asks again who may see it."""
    return house().matter(st.session_state[OPEN][0])


def amount(cents: int) -> str:
    """Cents in the matter's currency, as the reader writes them."""
    return money(cents, matter().currency, language())


def said(status: Status) -> str:
    """The name of a state."""
    return say(LABELS[status], language())


def counted(number: int) -> str:
    """A whole number as the reader writes it."""
    return count(number, language())


def share(part: int, whole: int) -> str:
    """A part of what is declared, in whole percent, half up; empty of nothing.

    What is there is never said to be nothing, nor a part to be the whole.
    """
    if not whole:
        return ""
    here, near = language(), whole_percent(part, whole)
    told = percent(Decimal(near), here)
    if 0 < part * 200 < whole:
        return say("moins de {percent} du déclaré", here, percent=told)
    if part < whole and (whole - part) * 200 <= whole:
        return say("plus de {percent} du déclaré", here, percent=told)
    return say("{percent} du déclaré", here, percent=told)


def who(name: str) -> str:
    """Who did something, as the journal names them; the registry itself by a word."""
    return say("système", language()) if name == "system" else name


def badge(status: Status) -> None:
    """A state as a coloured label."""
    st.badge(said(status), color=COLORS[status])


def heading(title: str, head: Head | None = None) -> None:
    """The title of a page, which matter it is of, and as of when its figures stand."""
    left, right = st.columns([5, 3], vertical_alignment="center")
    left.title(title, anchor=False)
    with right:
        choose_matter()
    if head is not None:
        as_of(head.at, head.seq)
    if worklist.demo_is_empty(house(), actor()):
        how = say(
            "Cette démonstration est vide. Pour la remplir, tapez dans un terminal : "
            "`python -m claims demo`, puis rechargez cette page.",
            language(),
        )
        st.info(how, icon=":material/terminal:")


def as_of(at: datetime, seq: int) -> None:
    """When the figures stand, and at which entry of the journal."""
    told = say("Chiffres au {moment} · entrée {seq} du journal", language(),
               moment=moment(at, matter().timezone, language()), seq=counted(seq))  # fmt: skip
    st.caption(plain(told))


def choose_matter() -> None:
    """Another of this person's matters, when they work on several."""
    _, mine = st.session_state[OPEN]
    if len(mine) > 1:
        st.selectbox(
            say("Dossier", language()), mine, key="matter", persist_state="session",
            index=mine.index(matter().id), label_visibility="collapsed",
            format_func=lambda m: house().matter(m).title.in_(language()),
        )  # fmt: skip


def fault(problem: Problem) -> None:
    """What is wrong and what to do, beside the field."""
    st.error(plain(sentence(problem, language())), icon=":material/error:")


def figure(label: str, value: str, note: str = "") -> None:
    """One figure in its card."""
    st.metric(plain(label), plain(value), border=True, height="stretch",
              delta=plain(note) or None, delta_color="off", delta_arrow="off")  # fmt: skip


def grid(
    rows: Sequence[Any],
    columns: Sequence[Column],
    *,
    key: str,
    alt: str,
    chosen: int | None = None,
    selectable: bool = False,
) -> int | None:
    """A table; the place of the row a reader selected, when it is selectable."""
    if not rows:
        st.caption(say("Rien à montrer.", language()))
        return None
    shown, config = _grid(rows, columns)
    height = HEADER + ROW * min(len(rows), MOST_ROWS_SHOWN)
    look: Any = {"hide_index": True, "column_config": config, "height": height, "alt": alt,
                 "placeholder": NOTHING}  # fmt: skip
    if not selectable:
        st.dataframe(shown, key=key, **look)
        return None
    start: Any = {"selection": {"rows": [] if chosen is None else [chosen], "cells": []}}
    event: Any = st.dataframe(
        shown, key=key, **look, selection_default=start,
        on_select="rerun", selection_mode=["single-row", "single-cell"],
    )  # fmt: skip
    clicked = [row for row, _ in event.selection.cells]
    return next(iter([*clicked, *event.selection.rows]), None)


def several(
    rows: Sequence[Any],
    columns: Sequence[Column],
    *,
    key: str,
    alt: str,
    chosen: Sequence[int],
    ticked: Callable[[], None],
) -> None:
    """A table several rows of which may be ticked. chosen: their places when it is laid; ticked:
    called when one is, while the session tells by the key which are."""
    shown, config = _grid(rows, columns)
    start: Any = {"selection": {"rows": list(chosen)}}
    st.dataframe(
        shown, key=key, hide_index=True, column_config=config, alt=alt,
        height=HEADER + ROW * min(len(rows), MOST_ROWS_SHOWN), placeholder=NOTHING,
        selection_default=start, on_select=ticked, selection_mode="multi-row",
    )  # fmt: skip


def short_table(
    rows: Sequence[Any],
    columns: Sequence[Column],
    *,
    alt: str,
    strong: Callable[[Any], bool] = lambda row: False,
) -> None:
    """A table of few rows without typed words: names wrap, so that a telephone shows figures.

    strong: of a row that sums others, which stand a step in.
    """
    if not rows:
        st.caption(say("Rien à montrer.", language()))
        return
    texts = [[written(column, row) for column in columns] for row in rows]
    large = not fits([column.name for column in columns], texts)
    frame = pd.DataFrame(
        {
            column.name: [
                _marked(text[place], column, row, strong=strong(row))
                for row, text in zip(rows, texts, strict=True)
            ]
            for place, column in enumerate(columns)
        }
    )
    figures = [column.kind in FIGURES for column in columns]
    summed = [strong(row) for row in rows]
    styled = frame.style.set_table_styles([*aligned(figures), *stepped(summed)])
    styled.set_uuid(name_of(alt, large=large))
    st.table(styled, hide_index=True, border="horizontal", alt=alt)


def _marked(text: str, column: Column, row: Any, *, strong: bool) -> str:
    told = plain(text)
    if column.to and (address := column.to(row)):
        told = f"[{told}]({address})"
    return f"**{told}**" if strong else told


def written(column: Column, row: Any) -> str:
    """What a column shows of a row, in words; of a link, those that are pressed."""
    value = column.of(row)
    return NOTHING if value is None else WRITERS.get(column.kind, str)(value)


def _grid(rows: Sequence[Any], columns: Sequence[Column]) -> tuple[Any, dict[str, Any]]:
    """What a grid shows of these rows, and how; a cell is asked once, since rows may be many."""
    cells = {column.name: [column.of(row) for row in rows] for column in columns}
    config = {c.name: _config(c, _width(c, cells[c.name])) for c in columns}
    return _styled(cells, columns), config


def _styled(cells: Mapping[str, list[Any]], columns: Sequence[Column]) -> Any:
    """Figures stay whole numbers, so that a click on a heading sorts them, and read as amounts."""
    frame = pd.DataFrame(
        {c.name: pd.Series(_shown(c, cells[c.name]), dtype=_dtype(c)) for c in columns}
    )
    forms = {
        c.name: _form(c) for c in columns if c.kind in ("money", "count") and not _bare(c, frame)
    }
    return frame.style.format(forms, na_rep=NOTHING) if forms else frame


def _form(column: Column) -> Callable[[Any], str]:
    """How the figures of a column are written; what they all need is asked once."""
    here = language()
    if column.kind == "count":
        return lambda n: count(int(n), here)
    currency = matter().currency
    return lambda n: money(n, currency, here)


def _bare(column: Column, frame: pd.DataFrame) -> bool:
    """Whether the numbers of a column read alike as they are: to write each of thousands takes
    longer than all the rest of a page."""
    return column.kind == "count" and bool(frame[column.name].between(0, BARE).all())


def _shown(column: Column, values: list[Any]) -> list[Any]:
    return [[said(value)] for value in values] if column.kind == "state" else values


def _dtype(column: Column) -> str:
    return "Int64" if column.kind in ("money", "count", "share") else "object"


def _width(column: Column, values: Sequence[Any]) -> ColumnWidth:
    """Room for the longest amount, state or short word: the grid measures the first rows alone, and
    an amount that lost its first digits reads as another amount."""
    if column.width or column.kind not in ("money", "state", "text"):
        return column.width
    told = [value for value in values if value is not None]
    if column.kind == "money" and told:
        told = [min(told), max(told)]
    longest = max(len(column.name), *map(len, map(WRITERS.get(column.kind, str), told)), 0)
    if column.kind == "text" and longest > SHORT:
        return None
    if column.kind == "money":
        return DIGIT * longest + MARGIN
    return LETTER * longest + (3 * MARGIN if column.kind == "state" else MARGIN)


WRITERS: Mapping[str, Callable[[Any], str]] = {
    "money": amount,
    "count": lambda n: counted(int(n)),
    "share": lambda n: percent(Decimal(n), language()),
    "state": said,
    "link": lambda address: say("Télécharger", language()),
    "claim": lambda address: address.rpartition("=")[2],
}  # fmt: skip
"""Kind of a column → how its values are written, when not as they are."""


def _config(column: Column, width: ColumnWidth) -> Any:
    if column.kind == "share":
        return st.column_config.ProgressColumn(
            width=width, format=say("%d %%", language()), min_value=0, max_value=100
        )
    if column.kind == "state":
        return st.column_config.MultiselectColumn(
            width=width, options=[said(s) for s in Status],
            color=[COLORS[s] for s in Status],
        )  # fmt: skip
    if column.kind == "figure":
        return st.column_config.TextColumn(width=width, alignment="right")
    if column.kind == "link":
        return st.column_config.LinkColumn(width=width, display_text=say("Télécharger", language()))
    if column.kind == "claim":
        return st.column_config.LinkColumn(width=width, display_text="numero=(.+)$")
    return st.column_config.Column(width=width)
