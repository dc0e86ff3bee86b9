"""Every claim, searched, filtered and sorted, a page at a time; a row opens its claim."""

from dataclasses import replace
from typing import Any

import streamlit as st

from claims.claim.states import Status
from claims.i18n.catalogue import N_, say, say_n
from claims.office import worklist
from claims.store.search import Order, Page, Search
from claims.ui import staff, staff_list, staff_queue
from claims.ui.here import actor, house, language, now

SIZE = 25
STATES = tuple(s for s in Status if s is not Status.DRAFT)
ORDERS: dict[str, tuple[Order, bool, str]] = {
    "recent": ("submitted", True, N_("Les plus récentes d’abord")),
    "oldest": ("submitted", False, N_("Les plus anciennes d’abord")),
    "declared": ("declared", True, N_("Les plus élevées d’abord")),
    "updated": ("updated", True, N_("Modifiées récemment")),
    "name": ("name", False, N_("Par nom")),
}

here, matter = language(), staff.open_matter()


def first_page() -> None:
    st.session_state["page"] = 1


def all_claims() -> None:
    st.session_state[staff_queue.CHOSEN] = ""
    first_page()


def filters() -> Search:
    kept: Any = {"on_change": first_page, "persist_state": "session"}
    first, second, third, fourth = st.columns([4, 3, 3, 3], vertical_alignment="bottom")
    words = first.text_input(
        say("Chercher", here), type="search", key="claims.words", icon=":material/search:",
        placeholder=say("Nom, domaine ou numéro", here), **kept,
    )  # fmt: skip
    states = second.multiselect(
        say("États", here), STATES, key="claims.states", format_func=staff.said,
        placeholder=say("Tous", here), **kept,
    )  # fmt: skip
    subgroups = third.multiselect(
        say("Sous-groupes", here), list(matter.subgroups), key="claims.subgroups",
        placeholder=say("Tous", here), **kept,
    )  # fmt: skip
    order = fourth.selectbox(
        say("Ordre", here), list(ORDERS), key="claims.order",
        format_func=lambda code: say(ORDERS[code][2], here), **kept,
    )  # fmt: skip
    by, descending, _ = ORDERS[order]
    return Search(matter.id, tuple(states), tuple(subgroups), words, chosen_numbers(), by,
                  descending, size=SIZE)  # fmt: skip


def chosen_numbers() -> tuple[str, ...] | None:
    """Claims of the task the reader came from; None for all."""
    code = st.session_state.get(staff_queue.CHOSEN, "")
    if not code:
        return None
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(staff_queue.said(code), icon=staff_queue.ICONS[code], color="orange")
        st.button(say("Voir toutes les réclamations", here), key="claims.all", type="tertiary",
                  icon=":material/close:", on_click=all_claims)  # fmt: skip
    tasks = worklist.queue(house(), actor(), matter.id, now=now())
    return next(task.numbers for task in tasks if task.code == code)


def count_line(total: int, page: int, shown: int) -> str:
    first = (page - 1) * SIZE + 1
    told = say_n("{n} réclamation", "{n} réclamations", total, here)
    if total <= SIZE:
        return told
    return say("{first} à {last} sur {told}", here, first=first, last=first + shown - 1, told=told)


def page_of(search: Search, page: int) -> Page:
    return worklist.claims_list(house(), actor(), replace(search, page=page))


staff.heading(say("Réclamations", here))
search = filters()
asked = int(st.session_state.get("page", 1))
found = page_of(search, asked)
slot = st.container()
line, right = st.columns([1, 2], vertical_alignment="center")
with right.container(horizontal_alignment="right"):
    page = st.pagination(max(1, -(-found.total // SIZE)), key="page", bind="query-params")
if page != asked:
    found = page_of(search, page)
line.text(count_line(found.total, page, len(found.rows)))
with slot:
    if not found.rows:
        st.info(say("Aucune réclamation ne répond à ces critères. Retirez-en un.", here),
                icon=":material/filter_alt_off:")  # fmt: skip
    else:
        opened = staff_list.show(found.rows, key=f"claims.list.{page}")
        if opened:
            staff_queue.open_claim(opened.claim.number)
