"""Cards: each service, loss or sum received, shown or opened to be changed, one open at a time."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import TypeVar

import streamlit as st

from claims.claim.form import CreditForm, LossForm, ServiceForm
from claims.office import claimant
from claims.ui.forms import plain
from claims.ui.here import actor, house, now
from claims.ui.widgets import Desk, attempt

Part = TypeVar("Part", ServiceForm, LossForm, CreditForm)
Item = TypeVar("Item")
WIDE, GAP = 660, 16
"""Pixels inside a card on a wide screen, and between two facts of it."""
PAGE = 10
"""Cards shown at once: sixty open fields would be slow to draw and to read."""


def cards(desk: Desk, name: str, parts: Sequence[Part]) -> Iterator[tuple[int, Part]]:
    """The parts of this page of the list, numbered from one; the pages are chosen below them."""
    _choose_page(desk, name, parts)
    yield from leaves(desk, name, parts)


def leaves(
    desk: Desk, name: str, items: Sequence[Item], size: int = PAGE
) -> Iterator[tuple[int, Item]]:
    """Any long list a page at a time."""
    pages = max(1, -(-len(items) // size))
    page = int(min(st.session_state.get(f"page {name}", 1), pages))
    first = (page - 1) * size
    yield from enumerate(items[first : first + size], first + 1)
    if pages > 1:
        _pages(desk, name, page, pages)


def _choose_page(desk: Desk, name: str, parts: Sequence[Part]) -> None:
    """The page of the card just opened, or that of the first fault told, unless one was chosen."""
    state, just = st.session_state, st.session_state.get(f"ouvert {name}")
    place = next((i for i, part in enumerate(parts) if part.id == just), None)
    if place is not None and state.get(f"montré {name}") != just:
        state[f"page {name}"] = place // PAGE + 1
    state[f"montré {name}"] = just
    if f"page {name}" not in state:
        faulty = (i for i, part in enumerate(parts) if opened(desk, name, part.id))
        state[f"page {name}"] = next(faulty, 0) // PAGE + 1


def _pages(desk: Desk, name: str, page: int, pages: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"pages-{name}"):
        st.button(
            desk.say("Précédents"),
            key=f"avant-{name}",
            disabled=page == 1,
            on_click=_turn,
            args=(name, page - 1),
        )
        st.markdown(desk.say("Page {page} sur {pages}", page=page, pages=pages), width="content")
        st.button(
            desk.say("Suivants"),
            key=f"apres-{name}",
            disabled=page == pages,
            on_click=_turn,
            args=(name, page + 1),
        )


def _turn(name: str, page: int) -> None:
    st.session_state[f"page {name}"] = page


def part_buttons(desk: Desk, name: str, part: str, title: str) -> None:
    """The title of a card, and what can be done with it."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.subheader(title, anchor=False, width="content")
        if desk.folder.locked:
            return
        with st.container(horizontal=True, width="content", gap="small"):
            if not opened(desk, name, part):
                _button(desk.say("Modifier"), f"modifier-{part}", "edit", _open, name, part)
            _button(desk.say("Retirer"), f"retirer-{part}", "delete", _ask, name, part)
    if st.session_state.get(f"retirer {name}") == part:
        _sure(desk, name, part)


def _sure(desk: Desk, name: str, part: str) -> None:
    told = desk.say("Cet élément sera retiré de votre dossier.")
    if name == "services":
        told = sites_leaving(desk, [part]) or told
    ask_again(desk, part, told, partial(_remove, name, part), partial(_ask, name, ""))


def sites_leaving(desk: Desk, sites: Collection[str]) -> str:
    """That losses go away with these sites; empty when there is none."""
    losses = sum(loss.service in sites for loss in desk.folder.form.losses)
    if not losses:
        return ""
    if len(sites) == 1:
        return desk.say_n(
            "Ce site et sa perte seront retirés.",
            "Ce site et ses {n} pertes seront retirés.",
            losses,
        )
    return desk.say_n(
        "Ces sites et leur perte seront retirés.",
        "Ces sites et leurs {n} pertes seront retirés.",
        losses,
    )


def ask_again(
    desk: Desk, key: str, told: str, remove: Callable[[], None], keep: Callable[[], None]
) -> None:
    """Removing takes along what stands on it: asked twice, said plainly."""
    with st.container(border=True, key=f"retirer-sur-{key}"):
        st.markdown(told)
        with st.container(horizontal=True):
            st.button(desk.say("Retirer pour de bon"), key=f"retirer-oui-{key}", on_click=remove)
            st.button(desk.say("Garder"), key=f"retirer-non-{key}", on_click=keep)


def _button(
    label: str, key: str, icon: str, then: Callable[[str, str], None], name: str, part: str
) -> None:
    st.button(
        label,
        key=key,
        type="tertiary",
        icon=f":material/{icon}:",
        on_click=then,
        args=(name, part),
    )


def opened(desk: Desk, name: str, part: str) -> bool:
    """Whether a card is open; one with something wrong in it opens as soon as that is told."""
    if desk.folder.locked:
        return False
    if st.session_state.get(f"ouvert {name}") == part:
        return True
    here = f"{name}.{part}."
    return any(p.where.startswith(here) and desk.shows(p) for p in desk.folder.problems)


def shut(desk: Desk, name: str, part: str) -> None:
    """Close the open card; nothing is saved by it, everything was."""
    if st.session_state.get(f"ouvert {name}") == part:
        st.button(
            desk.say("Fermer la fiche"),
            key=f"fermer-{part}",
            icon=":material/check:",
            on_click=_open,
            args=(name, ""),
        )


def facts(pairs: Sequence[tuple[str, str]]) -> None:
    """Our own words side by side, each under its name; two abreast on a telephone."""
    with st.container(horizontal=True, gap="small"):
        for name, value in pairs:
            with st.container(gap=None, width=WIDE // len(pairs) - GAP):
                st.caption(name)
                st.markdown(f"**{plain(value)}**")


def _open(name: str, part: str) -> None:
    st.session_state[f"ouvert {name}"] = part


def _ask(name: str, part: str) -> None:
    st.session_state[f"retirer {name}"] = part


def _remove(name: str, part: str) -> None:
    attempt(lambda: claimant.remove_part(house(), actor(), name, part, now=now()))
    _ask(name, "")
