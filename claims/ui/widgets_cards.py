"""Cards: each service, loss or sum received, shown or opened to be changed, one open at a time."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import streamlit as st

from claims.claim.form import CreditForm, LossForm, ServiceForm
from claims.office import claimant
from claims.ui.forms import plain
from claims.ui.here import actor, house, now
from claims.ui.widgets import Desk

Part = TypeVar("Part", ServiceForm, LossForm, CreditForm)
PAGE = 10
"""Cards shown at once: sixty open fields would be slow to draw and to read."""


def cards(desk: Desk, name: str, parts: Sequence[Part]) -> Iterator[tuple[int, Part]]:
    """The parts of this page of the list, numbered from one; the pages are chosen below them."""
    pages = max(1, -(-len(parts) // PAGE))
    key = f"page {name}"
    page = min(st.session_state.get(key, 1), pages)
    if (open_ := st.session_state.get(f"ouvert {name}")) and st.session_state.get(
        f"suivi {name}"
    ) != open_:
        places = [i for i, part in enumerate(parts) if part.id == open_]
        page = places[0] // PAGE + 1 if places else page
        st.session_state[f"suivi {name}"] = open_
    st.session_state[key] = page
    first = (page - 1) * PAGE
    for place, part in enumerate(parts[first : first + PAGE], first + 1):
        yield place, part
    if pages > 1:
        _pages(desk, name, page, pages)


def _pages(desk: Desk, name: str, page: int, pages: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"pages-{name}"):
        st.button(desk.say("Précédents"), key=f"avant-{name}", disabled=page == 1,
                  on_click=_turn, args=(name, page - 1))  # fmt: skip
        st.markdown(desk.say("Page {page} de {pages}", page=page, pages=pages), width="content")
        st.button(desk.say("Suivants"), key=f"apres-{name}", disabled=page == pages,
                  on_click=_turn, args=(name, page + 1))  # fmt: skip


def _turn(name: str, page: int) -> None:
    st.session_state[f"page {name}"] = page


def part_buttons(desk: Desk, name: str, part: str, title: str, first: str) -> None:
    """The title of a card, and what can be done with it. first: path of its first field."""
    with st.container(horizontal=True, horizontal_alignment="distribute",
                      vertical_alignment="center"):  # fmt: skip
        st.subheader(title, anchor=False, width="content")
        if desk.folder.locked:
            return
        with st.container(horizontal=True, width="content", gap="small"):
            if not opened(desk, name, part):
                st.button(desk.say("Modifier"), key=f"modifier-{part}", type="tertiary",
                          icon=":material/edit:", on_click=_open, args=(name, part))  # fmt: skip
            if st.session_state.get(f"retirer {name}") == part:
                st.button(desk.say("Retirer pour de bon"), key=f"retirer-oui-{part}",
                          icon=":material/delete:", on_click=_remove, args=(name, part))  # fmt: skip
                st.button(
                    desk.say("Garder"), key=f"retirer-non-{part}", on_click=_ask, args=(name, "")
                )
            else:
                st.button(desk.say("Retirer"), key=f"retirer-{part}", type="tertiary",
                          icon=":material/delete:", on_click=_ask, args=(name, part))  # fmt: skip


def opened(desk: Desk, name: str, part: str) -> bool:
    """Whether a card is open; one with something wrong in it opens once it is told."""
    if desk.folder.locked:
        return False
    if st.session_state.get(f"ouvert {name}") == part:
        return True
    return any(
        p.where.startswith(f"{name}.{part}.") and desk.shows(p) for p in desk.folder.problems
    )


def shut(desk: Desk, name: str) -> None:
    """Close the open card; nothing is saved by it, everything was."""
    part = st.session_state.get(f"ouvert {name}")
    if part:
        st.button(desk.say("Fermer la fiche"), key=f"fermer-{name}-{part}",
                  icon=":material/check:", on_click=_open, args=(name, ""))  # fmt: skip


def facts(desk: Desk, pairs: Sequence[tuple[str, str]]) -> None:
    """Our own words in columns, each under its name."""
    for column, (name, value) in zip(st.columns(len(pairs)), pairs, strict=True):
        with column.container(gap=None):
            st.caption(name)
            st.markdown(f"**{plain(value)}**")


def _open(name: str, part: str) -> None:
    st.session_state[f"ouvert {name}"] = part


def _ask(name: str, part: str) -> None:
    st.session_state[f"retirer {name}"] = part


def _remove(name: str, part: str) -> None:
    claimant.remove_part(house(), actor(), name, part, now=now())
    _ask(name, "")
