"""The index of exhibits on a telephone: a card an exhibit, one of which opens on its fields.

They are written in as the cells of the grid are: kept at once, recorded by the same press.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from claims.claim.entitled import LONGEST
from claims.claim.redaction import LEVELS, REASONS
from claims.i18n.catalogue import say, say_n
from claims.office.entitling import Named
from claims.ui import staff, staff_cards, staff_index_told
from claims.ui.here import language
from claims.ui.staff import Column
from claims.ui.staff_cards import Card
from claims.ui.staff_index_told import Told
from claims.ui.staff_index_typed import (
    DAY,
    LEVEL,
    TITLE,
    WHY,
    cells_of,
    key_of,
    level_of,
    reason_of,
    state_of,
    waiting_rows,
    write,
)
from claims.ui.staff_withheld import PIECE_PAGE

OPENED = "index.opened"
"""Session key: the exhibit whose card is open."""
FOLD, UNFOLD = ":material/expand_less:", ":material/expand_more:"
CHOSEN: Mapping[str, Mapping[Any, str]] = {LEVEL: LEVELS, WHY: REASONS}
"""Column whose value is chosen → what each choice is called."""
Key = tuple[str, str, str]


def show(
    rows: Sequence[Named], *, typed: Callable[[], None], keep: Callable[[], None], told: Told
) -> bool:
    """A card a row; whether one is open. typed, keep: called when something is written, or to be
    recorded; told: what came of the last press, told in the card that is open."""
    opened: Key | None = st.session_state.get(OPENED)
    for named, card in zip(rows, staff_cards.cards(rows, _columns()), strict=True):
        is_open = key_of(named) == opened
        named_by = Card("/".join(key_of(named)), card.told)
        staff_cards.button(named_by, "index", FOLD if is_open else UNFOLD,
                           on_click=_turn, args=(key_of(named),))  # fmt: skip
        if is_open:
            with st.container(border=True, key="index.open"):
                _fields(named, typed)
                staff_index_told.show(told, key="conflict.card")
                record(keep, key="index.card.keep", ready=True)  # the press ends the typing too
    return any(key_of(named) == opened for named in rows)


def record(keep: Callable[[], None], *, key: str, ready: bool = False) -> None:
    """The button that records all that waits, of all pages. ready: even before anything does."""
    here, many = language(), len(waiting_rows())
    told = say_n("Consigner {n} changement", "Consigner {n} changements", many, here)
    st.button(told if many else say("Consigner mes changements", here), key=key, type="primary",
              icon=":material/lock:", disabled=not (many or ready), on_click=keep)  # fmt: skip


def _columns() -> list[Column]:
    here, kinds = language(), staff.matter().exhibit_kinds
    return [
        Column(say("Pièce", here), lambda named: named.label, on_card="name"),
        Column(say("Titre", here), lambda named: cells_of(named)[TITLE], on_card="name"),
        Column(say("État", here), state_of),
        Column(say("Date du document", here), lambda named: cells_of(named)[DAY]),
        Column(say("Niveau de confidentialité", here), lambda named: cells_of(named)[LEVEL]),
        Column(say("Motif", here), lambda named: cells_of(named)[WHY]),
        Column(say("Nature", here), lambda named: kinds[named.exhibit.kind].in_(here)),
        Column(say("Fichier", here), lambda named: named.exhibit.name),
        Column(say("Réclamation", here), lambda named: named.number),
    ]


def _turn(key: Key) -> None:
    state = st.session_state
    state[OPENED] = None if state.get(OPENED) == key else key


def _fields(named: Named, typed: Callable[[], None]) -> None:
    """What the cells of its row hold, each in a field."""
    here, cells = language(), cells_of(named)
    st.text_area(
        say("Titre", here), key=_held(named, TITLE, cells[TITLE]), max_chars=LONGEST,
        height="content", on_change=_written, args=(named, TITLE, typed),
    )  # fmt: skip
    st.text_input(
        say("Date du document (facultatif)", here), key=_held(named, DAY, cells[DAY]),
        placeholder="2021-09-12", on_change=_written, args=(named, DAY, typed),
    )  # fmt: skip
    st.selectbox(
        say("Niveau de confidentialité", here), list(LEVELS),
        key=_held(named, LEVEL, level_of(cells[LEVEL])),
        format_func=lambda level: say(LEVELS[level], here),
        on_change=_written, args=(named, LEVEL, typed),
    )  # fmt: skip
    st.selectbox(
        say("Motif", here), list(REASONS), index=None,
        key=_held(named, WHY, reason_of(cells[WHY]) or None),
        format_func=lambda code: say(REASONS[code], here),
        placeholder=say("À choisir si la pièce est retenue", here),
        on_change=_written, args=(named, WHY, typed),
    )  # fmt: skip
    if st.button(say("Lire la pièce", here), key="index.card.read", type="tertiary",
                 icon=":material/visibility:"):  # fmt: skip
        st.switch_page(PIECE_PAGE, query_params={"numero": named.number,
                                                 "piece": named.exhibit.id})  # fmt: skip


def _field(named: Named, column: str) -> str:
    return ".".join(("index.card", column, *key_of(named)))


def _held(named: Named, column: str, shown: object) -> str:
    """The key of a field that shows what its cell holds."""
    key, state = _field(named, column), st.session_state
    if key not in state or state[key] != shown:  # nothing is written over what is on its way
        state[key] = shown
    return key


def _written(named: Named, column: str, typed: Callable[[], None]) -> None:
    """Keep it in the words of the grid."""
    here, told = language(), st.session_state[_field(named, column)]
    words: Mapping[Any, str] = CHOSEN.get(column, {})
    write(named, {column: say(words[told], here) if told in words else told or ""})
    typed()
